# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One supplier in the systemic test: every indicator with what was counted, of what, against which
threshold of which source; and who was counted, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.units import NOT_APPLICABLE, ONE
from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.systemic import INDICATORS, SHARES, Systemic
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.systemic import VERDICTS, Tested, after, before, made, verdict
from dijkwacht.rules.condition import Condition
from dijkwacht.rules.decision_table import DecisionTable, TableRow

LEVELS: Final = (
    Column("level"),
    Column("supplier"),
    Column("supplier_id", shown=False),
    Column("bodies", Cell.COUNT),
    *VERDICTS,
)
LINES: Final = (
    Column("indicator", Cell.MARK),
    Column("of_what"),
    Column("category", shown=False),
    Column("measure", shown=False),
    Column("counted", exported=False),
    Column("numerator", Cell.COUNT, shown=False),
    Column("at_most", Cell.COUNT, shown=False),
    Column("denominator", Cell.COUNT, shown=False),
    Column("share", Cell.LEVEL, exported=False),  # does not apply to what is counted
    Column("share", Cell.LEVEL, shown=False),
    Column("threshold"),
    Column("verdict", Cell.MARK),
    Column("missing"),
    Column("tag", shown=False),
    Column("source", shown=False),
    Column("rule", shown=False),
)
BODIES: Final = (
    Column("organisation"),
    Column("organisation_id", shown=False),
    Column("kind"),
    Column("standing"),
    Column("no_alternative", Cell.MARK, head=Message("indicator.4.1")),
    Column("hard_to_leave", Cell.MARK, head=Message("indicator.4.2")),
    Column("service"),
    Column("service_id", shown=False),
    Column("why"),
)
ANSWERS: Final = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class One:
    """The supplier, who it is at each level, and one way to a critical service of each body."""

    supplier: str
    subjects: Mapping[Level, str]
    ways: Mapping[str, tuple[int, ...]]

    def at(self, found: Systemic, level: Level) -> pl.Expr:
        """The rows of this supplier at a level."""
        subject = self.subjects[level]
        of = found.use.providers
        number = of.index(subject) if subject in of else -1
        return (pl.col("level") == level.value) & (pl.col("provider") == number)


def systemic_one_report(tested: Tested, one: One, names: Names) -> Report:
    """One supplier: its verdicts at each level, the indicators of one level, and the bodies that
    were counted there."""
    found, level = tested.found, tested.level
    lines = found.lines.filter(one.at(found, level))
    vectors = [_vector(found, one, of, names) for of in Level]
    name = names.of(Noun.SUPPLIER, one.supplier)
    told = [_told(found, one, of) for of in Level]
    return Report(
        title=Message.of(f"systemic.one.{found.form.name}", name=name),
        before=(*before(tested), *told),
        tables=(
            Table("levels", Message("systemic.table.levels"), LEVELS, vectors),
            _lines(found, lines, level, names),
            Table(
                "bodies",
                Message(f"systemic.table.bodies.{level.value}"),
                BODIES,
                _bodies(tested, one, names),
            ),
        ),
        after=tuple(after(tested)),
        made={**made(tested), "supplier": one.supplier},
    )


def _told(found: Systemic, one: One, level: Level) -> Message:
    held = found.vectors.filter(one.at(found, level))
    met = held["step_one"][0] if held.height else False
    word = verdict(met).removeprefix("verdict.")
    return Message.of(f"systemic.told.{word}", level=Message(f"systemic.level.{level.value}"))


def _vector(found: Systemic, one: One, level: Level, names: Names) -> tuple[Any, ...]:
    held = found.vectors.filter(one.at(found, level))
    row = held.row(0, named=True) if held.height else {}
    subject = one.subjects[level]
    return (
        Message(f"systemic.level.{level.value}"),
        names.of(Noun.SUPPLIER, subject),
        subject,
        row.get("bodies", 0),
        *(verdict(row.get(key, False)) for key in (*INDICATORS, "step_one")),
    )


def _lines(found: Systemic, lines: pl.DataFrame, level: Level, names: Names) -> Table:
    rows = [_line(found, line, names.language) for line in lines.iter_rows(named=True)]
    place = [column.key for column in LINES].index("missing")
    open_ = any(row[place] for row in rows)
    columns = tuple(
        replace(column, shown=open_) if column.key == "missing" else column for column in LINES
    )
    return Table("indicators", Message(f"systemic.table.lines.{level.value}"), columns, rows)


def _line(found: Systemic, line: Mapping[str, Any], language: str) -> tuple[Any, ...]:
    table: DecisionTable = found.form.tables[line["indicator"]]
    row = table.rows[line["row"] - 1]
    known = None if line["met"] is None else line["share"]
    return (
        line["indicator"],
        _of_what(line, row, language),
        line["category"],
        line["measure"],
        _counted(line),
        line["low"],
        line["high"],
        line["total"],
        known if line["indicator"] in SHARES else NOT_APPLICABLE,
        known,
        " & ".join(_threshold(condition, table) for condition in row.conditions),
        verdict(line["met"]),
        _missing(line) if line["met"] is None else None,
        row.tag.value,
        row.source,
        f"{table.cite(row)} ({table.digest})",
    )


def _of_what(line: Mapping[str, Any], row: TableRow, language: str) -> Any:
    if line["indicator"] not in SHARES:
        return row.says[language]
    category = line["category"] or Message("systemic.no-kind")
    if line["measure"] is None:
        return category
    return Message.of("systemic.measured", category=category, measure=line["measure"])


def _counted(line: Mapping[str, Any]) -> Message:
    low, high, total = line["low"], line["high"], line["total"]
    if line["indicator"] not in SHARES and total is None and low is not None:
        if low == high or high is None:
            return Message.of("systemic.number", low=low)
        return Message.of("systemic.number-between", low=low, high=high)
    if low == high or not (low or high):
        return Message.of("systemic.part", low=high, total=total)
    return Message.of("systemic.part-between", low=low, high=high, total=total)


def _threshold(condition: Condition, table: DecisionTable) -> str:
    """`>= 10 %`, `>= 3`."""
    if table.facts[condition.fact].unit != "basis points":
        return condition.shown
    whole, rest = divmod(int(condition.threshold) * 100, ONE)
    part = f".{rest:04d}".rstrip("0").rstrip(".")
    return f"{condition.operator} {whole}{part} %"


def _missing(line: Mapping[str, Any]) -> Message:
    """What somebody would have to find out."""
    code = _open_share(line) if line["indicator"] in SHARES else _open_count(line)
    measure = line["measure"] or Message("systemic.any-measure")
    return Message.of(f"systemic.missing.{code}", kind=line["category"], measure=measure)


def _open_count(line: Mapping[str, Any]) -> str:
    if line["low"] is None:
        return "standings"
    return "score" if line["high"] is None else "group"


def _open_share(line: Mapping[str, Any]) -> str:
    if line["category"] is None:
        return "kind"
    if line["total"] is None:
        return "total" if line["indicator"] == "1.2" else "count"
    if line["indicator"] == "1.1":
        return "group"
    return "sizes" if line["high"] is None else "answers"


def _bodies(tested: Tested, one: One, names: Names) -> list[tuple[Any, ...]]:
    found = tested.found
    pairs = found.use.pairs.filter(one.at(found, tested.level)).sort("body")
    kinds = dict(found.population.kinds.iter_rows())
    standing = _standings(found)
    named = pairs.filter(pl.col("body") < len(found.use.bodies))
    of_nobody = pairs.filter(pl.col("body") >= len(found.use.bodies))
    return [
        (
            names.of(Noun.ORGANISATION, body),
            body,
            kinds.get(body),
            ", ".join(standing.get(body, ())).replace("_", "-") or None,
            f"answer.{ANSWERS[row['no_alternative']]}",
            f"answer.{ANSWERS[row['hard_to_leave']]}",
            *_way(tested, one.ways.get(body, ()), names),
        )
        for row in named.iter_rows(named=True)
        for body in (found.use.bodies[row["body"]],)
    ] + [_of_nobody(found, row, names) for row in of_nobody.iter_rows(named=True)]


def _of_nobody(found: Systemic, row: Mapping[str, Any], names: Names) -> tuple[Any, ...]:
    """A critical service of which the register names no organisation."""
    service = found.use.unowned[row["body"] - len(found.use.bodies)]
    said = (f"answer.{ANSWERS[row[name]]}" for name in ("no_alternative", "hard_to_leave"))
    name = names.of(Noun.SERVICE, service)
    return (Message("systemic.no-organisation"), None, None, None, *said, name, service, None)


def _way(tested: Tested, way: Sequence[int], names: Names) -> Iterator[Any]:
    if not way:
        yield from (None, None, None)
        return
    yield names.node(tested.graph, way[-1])
    yield tested.graph.nodes.ids[way[-1]]
    yield names.way(tested.graph, way)


def _standings(found: Systemic) -> Mapping[str, list[str]]:
    members = found.groups.members.filter("sure")
    held = members.select("organisation", "group").sort("organisation", "group")
    return dict(held.group_by("organisation", maintain_order=True).agg("group").iter_rows())
