# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong, doubtful or unknown in the register: of the rows that the reader may see, equal
ones together, each with how to mend it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.base.units import ONE
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import columns, is_optional
from dijkwacht.reports.problems import PROBLEMS, UNKNOWN
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.known import MATTERS, known
from dijkwacht.web.pages.export import Form, asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.templatetags.report_tables import address
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.tables.said import field

KEPT: Final = "problems"  # under which they are kept of a register
SHOWN: Final = 5  # places of one kind of problem that are shown without asking for all
MOST: Final = 500  # and when all are asked for
BADGES: Final = {Grade.FAULT: "lost", Grade.WARNING: "short", Grade.NOTE: "unknown"}
SAME: Final = ("id", "valid_from", "valid_until", "known_from", "known_until")
UNKNOWNS: Final = (
    Column("table", shown=False),
    Column("column", shown=False, head=Message("column.column")),
    Column("table_said", exported=False, head=Message("column.table")),
    Column("column_said", exported=False, head=Message("column.column")),
    Column("unknown", Cell.COUNT),
    Column("rows", Cell.COUNT),
    Column("share_known", Cell.LEVEL, head=Message("column.share-known")),
    Column("matters", Cell.FLAG, head=Message("column.matters")),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a problem is."""

    where: str
    href: str | None
    what: Message
    mend: Message


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind in one column: how many, and the first of them."""

    key: str  # names it in the address
    grade: Grade
    badge: str
    where: str
    what: Message
    mend: Message
    count: int
    spots: list[Spot]


@needs(Right.READ)
def problems(request: Asking) -> HttpResponse:
    """What of the register cannot be used, is doubtful, or is not known?"""
    held = judged(request)
    if not begun(held):
        return render(request, "problems_waiting.html", {}, status=202)
    found = visible(held)
    wanted = request.GET.get("grade", "")
    chosen = [one for one in found if wanted in ("", one.grade.value)]
    file = asked(request, [exported(held, chosen), unknown_table(held.sight)])
    if file is not None:
        return cast(HttpResponse, file)
    counts = Counter(one.grade for one in found)
    context = {
        "lead": lead(counts, len(found)),
        "shares": shares(held),
        "files": [(form.upper(), address(request.GET, form=form)) for form in Form],
        "groups": grouped(held, chosen, request.GET.get("all", "")),
        "grades": [(grade.value, f"grade.{grade.value}", counts[grade]) for grade in Grade],
        "grade": wanted,
        "unknown": unknown_table(held.sight),
        "partial": held.viewer.reach is not Reach.NAMED,
    }
    return render(request, "problems.html", context)


def begun(held: Judged) -> bool:
    """Whether the problems are known, or are found while the reader waits; of a large register they
    are found in the background."""
    reasoned = held.reasoned
    if not reasoned.is_quick and not reasoned.knows(KEPT):
        reasoned.begin(KEPT, partial(verbs.check, reasoned.opened))
    return reasoned.is_quick or reasoned.knows(KEPT)


def every(held: Judged) -> Sequence[Problem]:
    """All problems of the register: found once for each register, by whoever asks first."""
    return held.reasoned.once(KEPT, partial(verbs.check, held.reasoned.opened))


def visible(held: Judged) -> list[Problem]:
    """The problems of rows that the reader sees in full; those of no single row only for who sees
    all. What is unknown is counted apart, in the rows of the reader."""
    found = (one for one in every(held) if one.what.code != UNKNOWN)
    if held.viewer.reach is Reach.NAMED:
        return list(found)
    return [one for one in found if one.about and held.sight.sees(*one.about)]


def lead(counts: Counter[Grade], count: int) -> Message:
    """How many problems there are of each grade."""
    told = {f"{grade.value}s": counts[grade] for grade in Grade}
    return Message("page.problems.lead" if count else "page.problems.none", told if count else {})


def grouped(held: Judged, found: Iterable[Problem], whole: str) -> list[Group]:
    """Problems of one kind and column together, the gravest and the most first."""
    together: dict[tuple[Grade, str, str], list[Problem]] = defaultdict(list)
    for one in found:
        together[one.grade, one.what.code, column_of(one)].append(one)
    order = list(Grade)
    keys = sorted(together, key=lambda key: (order.index(key[0]), -len(together[key]), key))
    return [_group(held, key, together[key], whole) for key in keys]


def column_of(one: Problem) -> str:
    """The table and column in which a problem is."""
    about = one.about
    if about is None:
        return one.where
    table, id = about
    return " ".join((table, one.where.removeprefix(f"{table} {id}").strip())).strip()


def _group(held: Judged, key: tuple[Grade, str, str], found: list[Problem], whole: str) -> Group:
    grade, code, where = key
    name = f"{code}.{where.replace(' ', '.')}"
    most = MOST if whole == name else SHOWN
    first = found[0]
    return Group(
        key=name,
        grade=grade,
        badge=BADGES[grade],
        where=where,
        what=held.redaction.message(first.what),
        mend=held.redaction.message(first.mend),
        count=len(found),
        spots=[_spot(held, one) for one in found[:most]],
    )


def _spot(held: Judged, one: Problem) -> Spot:
    what, mend = held.redaction.message(one.what), held.redaction.message(one.mend)
    return Spot(one.where, edit_link(one, held), what, mend)


def edit_link(one: Problem, held: Judged) -> str | None:
    """The page on which a row is mended, for who may; else the one on which it is read."""
    about = one.about
    if about is None:
        return None
    return reverse("record-edit" if held.viewer.may(Right.EDIT) else "record", args=about)


def exported(held: Judged, found: Iterable[Problem]) -> Table:
    """The problems as a table for a file."""
    rows = [
        (
            one.grade.value,
            one.what.code,
            one.where,
            held.redaction.message(one.what),
            held.redaction.message(one.mend),
        )
        for one in found
    ]
    return Table("problems", Message("page.problems"), PROBLEMS, rows)


def unknown_table(sight: Sight) -> Table:
    """How often each column is unknown, in the rows of the day that the reader may see; the least
    known first."""
    rows = sorted(unknowns(sight), key=lambda row: (-row[2] / row[3], row[0], row[1]))
    shown = [(*row[:2], *_said(*row[:2]), *row[2:], *_weighed(*row)) for row in rows if row[2]]
    return Table("unknown", Message("page.problems.unknown"), UNKNOWNS, shown, 40)


def _said(table: str, column: str) -> tuple[Message, Message]:
    return Message(f"tables.{table}"), field(column)


def _weighed(table: str, column: str, unknown: int, rows: int) -> tuple[int, bool]:
    """The known part, and whether the column is one that matters most."""
    return (rows - unknown) * ONE // rows, column in MATTERS.get(table, ())


def unknowns(sight: Sight) -> Iterator[tuple[str, str, int, int]]:
    """Per column that is used: how many of how many rows do not say."""
    for table in TABLES:
        rows = _read(sight, table)
        for column in columns(table):
            if column.name in SAME or not rows.height or column.name not in rows.columns:
                continue
            count = rows[column.name].null_count()
            if not (count == rows.height and is_optional(table, column.name)):
                yield table, column.name, count, rows.height


def _read(sight: Sight, table: str) -> pl.DataFrame:
    """The rows that count; for the centre the real ones, since what is left out is not unknown."""
    veiled = sight.viewer.reach is Reach.CENTRAL
    return sight.register.table(table) if veiled else sight.table(table)


def shares(held: Judged) -> Message:
    """Which part is known of the columns that matter most, as every page says, and of all."""
    counts = [(row[2], row[3]) for row in unknowns(held.sight)]
    total = sum(rows for _, rows in counts)
    filled = total - sum(count for count, _ in counts)
    every = filled * ONE // total if total else None
    told = [_whole(held, part) for part in (known(held.reasoned, held.sight).share, every)]
    return Message("page.problems.known", {"share": told[0], "every": told[1]})


def _whole(held: Judged, share: int | None) -> str:
    """A share in whole percents, rounded down."""
    return held.words.percent(None if share is None else share // 100 * 100)


PATHS = [path("problems/", problems, name="problems")]
