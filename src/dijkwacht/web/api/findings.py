# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from a register, as lists: classes, cover, obligations, problems."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import polars as pl
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dijkwacht import verbs
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.coverage import Line, Required
from dijkwacht.findings.duty import Asked, Because, Status, Unit
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLES
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.api.callers import read
from dijkwacht.web.api.shapes import Item, Kind, Shape
from dijkwacht.web.api.tables import TAGGED, listed
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import Reasoned

ROUTER: Final = Router(tags=["findings"], by_alias=True)
LEVELS: Final = tuple(kind.name for kind in reversed(Class))
SERVICE: Final = (
    Item("id", says="The service."),
    Item("name"),
    Item("organisation_id"),
)
CLASSES: Final = Shape(
    "ServiceClass",
    (
        *SERVICE,
        Item("class_code", says="Class and time band, such as C/T4."),
        Item("level", Kind.CODE, LEVELS, "V vital, C crucial, K critical, O other."),
        Item("gross_level", Kind.CODE, LEVELS, "Before an alternative or signatories moved it."),
        Item("possible_level", Kind.CODE, LEVELS, "The highest it may turn out to have."),
        Item("provisional", Kind.FLAG, says="Something that decides is not known."),
        Item("candidate", Kind.FLAG, says="Vital by the table, without a designation."),
        Item("mtpd_hours", Kind.HOURS),
        Item("mtpd_early_hours", Kind.HOURS, says="The earliest the MTPD may be."),
    ),
    "The class of a service: how bad it is when it fails, and how soon.",
)
COVER: Final = Shape(
    "ServiceCover",
    (
        *SERVICE,
        Item("required", Kind.CODE, tuple(one.name.lower() for one in Required)),
        Item("mtpd_hours", Kind.HOURS),
        Item("horizon_hours", Kind.HOURS),
        Item("mbco", Kind.WHOLE, says="The minimum, in basis points."),
        Item("declared_share", Kind.WHOLE, says="Covered part as declared, in basis points."),
        Item("proven_share", Kind.WHOLE, says="Covered part as proven, in basis points."),
        Item("declared_gap_hours", Kind.WHOLE),
        Item("proven_gap_hours", Kind.WHOLE),
        Item("declared_first_gap", Kind.WHOLE, says="The hour at which the first gap begins."),
        Item("proven_first_gap", Kind.WHOLE, says="The hour at which the first gap begins."),
        Item("options", Kind.WHOLE, says="Fallbacks that were looked at."),
    ),
    "The cover of a service by its fallbacks, declared and proven.",
)
DUTIES: Final = Shape(
    "Obligation",
    (
        Item("service_id"),
        Item("name"),
        Item("organisation_id"),
        Item("level", Kind.CODE, LEVELS),
        Item("obligation", Kind.CODE, tuple(one.value for one in Asked)),
        Item("status", Kind.CODE, tuple(one.word for one in Status)),
        Item("because", Kind.CODE, tuple(one.value for one in Because)),
        Item("unit", Kind.CODE, tuple(one.value for one in Unit), "day: days since 1970-01-01."),
        Item("value", Kind.WHOLE),
        Item("threshold", Kind.WHOLE),
        Item("rule", says="The version of the rule that asks for it."),
    ),
    "What the class of a service obliges to, and whether that is met.",
)
PROBLEMS: Final = Shape(
    "RowProblem",
    (
        Item("grade", Kind.CODE, tuple(grade.value for grade in Grade)),
        Item("code", says="What kind of problem it is."),
        Item("table", Kind.CODE, tuple(TABLES)),
        Item("row_id"),
        Item("detail", says="What is wrong; only in own rows."),
        Item("mend", says="What mends it; only in own rows."),
    ),
    "What is wrong, doubtful or unknown in a row.",
)


def shown(sight: Sight, rows: pl.DataFrame, service: str = "id") -> pl.DataFrame:
    """Rows about services as the viewer may see them: their own, all under other names, or all."""
    if sight.viewer.reach is Reach.NAMED:
        return rows
    if sight.viewer.reach is Reach.CENTRAL:
        return _veiled(sight, rows, service)
    seen = sight.table("services")["id"].unique()
    return rows.filter(pl.col(service).is_in(seen.implode()))


def _veiled(sight: Sight, rows: pl.DataFrame, service: str) -> pl.DataFrame:
    columns = []
    for name, table in ((service, "services"), ("organisation_id", "organisations")):
        other = {real: shown for shown, real in sight.veil.real(table).items()}
        columns.append(rows[name].replace_strict(other, default=None, return_dtype=pl.String))
    return rows.with_columns(columns).sort(service)  # the order of the register tells whose it is


def named(reading: Reading, sight: Sight, rows: pl.DataFrame, service: str = "id") -> pl.DataFrame:
    """The same with the names of what is seen, in the reader's language."""
    central = sight.viewer.reach is Reach.CENTRAL
    names = [
        None if central and not sight.sees("services", id) else reading.names.of(Noun.SERVICE, id)
        for id in rows[service].to_list()
    ]
    return rows.with_columns(name=pl.Series(names, dtype=pl.String))


def classes_of(reasoned: Reasoned) -> pl.DataFrame:
    """The class of every service."""
    found = reasoned.classification
    held = found.classes
    return pl.DataFrame(
        {
            "id": list(held.ids),
            "organisation_id": [found.organisations.get(id) for id in held.ids],
            "class_code": [found.code(row) for row in range(len(held.ids))],
            "level": _letters(held.level),
            "gross_level": _letters(held.gross),
            "possible_level": _letters(held.possible),
            "provisional": held.provisional,
            "candidate": found.candidate,
            "mtpd_hours": held.mtpd,
            "mtpd_early_hours": held.mtpd_early,
        },
        schema_overrides={"organisation_id": pl.String},
    )


def cover_of(reasoned: Reasoned) -> pl.DataFrame:
    """The cover of every service."""
    cover, found = reasoned.coverage, reasoned.classification
    ids = cover.classes.ids
    every = range(len(ids))
    return pl.DataFrame(
        {
            "id": list(ids),
            "organisation_id": [found.organisations.get(id) for id in ids],
            "required": [Required(int(one)).name.lower() for one in cover.required],
            "mtpd_hours": cover.classes.mtpd,
            "horizon_hours": cover.horizon,
            "mbco": cover.mbco,
            **_line("declared", cover.declared, every),
            **_line("proven", cover.proven, every),
            "options": [len(cover.options_of(row)) for row in every],
        },
        schema_overrides={"organisation_id": pl.String},
    )


def duties_of(reasoned: Reasoned) -> pl.DataFrame:
    """Every obligation of every service."""
    found = reasoned.classification
    ids, level = found.classes.ids, found.classes.level
    rows = [
        (
            ids[one.service],
            found.organisations.get(ids[one.service]),
            Class(int(level[one.service])).name,
            one.duty.name.value,
            one.status.word,
            one.because.value,
            one.duty.unit.value,
            None if one.value == NONE else one.value,
            None if one.threshold == NONE else one.threshold,
            one.duty.rule.version,
        )
        for one in reasoned.obligations.each()
    ]
    names = [item.name for item in DUTIES.items if item.name != "name"]
    types = [pl.Int64 if name in ("value", "threshold") else pl.String for name in names]
    return pl.DataFrame(rows, dict(zip(names, types, strict=True)), orient="row")


def problems_of(reading: Reading, reasoned: Reasoned, sight: Sight) -> pl.DataFrame:
    """The problems in rows that the viewer sees. What is counted over all rows, or runs through
    the rows of several organisations, is not among them."""
    found = reasoned.once("problems", lambda: verbs.check(reasoned.opened))
    rows = [row for one in found for row in _problem(reading, sight, one)]
    types = {item.name: pl.String for item in PROBLEMS.items}
    frame = pl.DataFrame(rows, types, orient="row")
    central = sight.viewer.reach is Reach.CENTRAL
    return frame.sort("table", "row_id", "code") if central else frame


def _problem(reading: Reading, sight: Sight, found: Problem) -> Iterator[tuple[str | None, ...]]:
    if found.about is None:
        return
    table, id = found.about
    grade, code = found.grade.value, found.what.code
    if sight.viewer.reach is Reach.CENTRAL:
        other = sight.pseudonym(id) if not sight.sees(table, id) else id
        yield grade, code, table, other, None, None
    elif sight.sees(table, id):
        words = reading.words
        yield grade, code, table, id, words.say(found.what), words.say(found.mend)


def _letters(levels: Any) -> list[str]:
    return [Class(int(level)).name for level in levels]


def _line(word: str, line: Line, every: range) -> dict[str, list[int | None]]:
    firsts = [line.first_gap(row) for row in every]
    return {
        f"{word}_share": [None if one == NONE else int(one) for one in line.share],
        f"{word}_gap_hours": [int(one) for one in line.gap_hours],
        f"{word}_first_gap": [gap.start if gap else None for gap in firsts],
    }


Judge = Callable[[Reasoned], pl.DataFrame]


def add(name: str, shape: Shape, judge: Judge, service: str = "id") -> None:
    """The list of something that follows for each service."""
    question: Any = shape.question

    def found(request: HttpRequest, question: Query[question]) -> HttpResponse:
        reading = read(request, question)
        reasoned = reading.reasoned

        def rows() -> pl.DataFrame:
            sight = reasoned.sight(reading.sight.viewer)
            every = reasoned.once(f"api-{name}", lambda: judge(reasoned))
            return named(reading, sight, shown(sight, every, service), service)

        return listed(request, reading, reasoned, shape, question, rows)

    ROUTER.get(
        f"/{name}",
        response={200: shape.page},
        operation_id=f"list-{name}",
        url_name=f"list-{name}",
        summary=f"List {name}",
        description=f"{shape.says} Of services that whoever asks may see.",
        openapi_extra=TAGGED,
    )(found)


add("classes", CLASSES, classes_of)
add("coverage", COVER, cover_of)
add("obligations", DUTIES, duties_of, "service_id")

_Problems: Any = PROBLEMS.question


@ROUTER.get(
    "/problems",
    response={200: PROBLEMS.page},
    operation_id="list-problems",
    url_name="list-problems",
    summary="List problems",
    description="What is wrong, doubtful or unknown in rows that whoever asks may see.",
    openapi_extra=TAGGED,
)
def problems(request: HttpRequest, question: Query[_Problems]) -> HttpResponse:
    """What is wrong in rows that one sees."""
    reading = read(request, question)
    reasoned = reading.reasoned

    def rows() -> pl.DataFrame:
        return problems_of(reading, reasoned, reasoned.sight(reading.sight.viewer))

    return listed(request, reading, reasoned, PROBLEMS, question, rows)
