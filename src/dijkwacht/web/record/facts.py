# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every value of a thing with where it is from: its source, the day, how well it is known, and
what other sources say."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.months import months_later
from dijkwacht.register.schema import LAST, Column, columns
from dijkwacht.register.values import parse
from dijkwacht.rules.rulebook import Rules
from dijkwacht.web.record.sections import Cell, Grid, Head, Section
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.telling import UNKNOWN, UNSHOWN, Teller, label_of, names_in

BESIDE: Final = frozenset((*LAST, "id", "valid_from", "valid_until"))
"""What a row says of itself, and not of its thing."""
HEADS: Final = tuple(
    Head(Message(f"record-page.{name}"))
    for name in ("field", "value", "source", "recorded-on", "confidence", "mark")
)
FRESHNESS: Final = "register/freshness"


def said_columns(table: str) -> tuple[Column, ...]:
    """The columns in which a row says something of its thing."""
    return tuple(column for column in columns(table) if column.name not in BESIDE)


def facts(of: Subject, tell: Teller) -> Section:
    """Each value of the thing, and under it what other sources say of the same."""
    other = _others(of)
    rows = [
        cells
        for column in (*said_columns(of.table), *names_in(of.row))
        for cells in _lines(column, of, other.get(column.name, []), tell)
    ]
    grid = Grid(Message("record-page.facts-table"), HEADS, rows)
    return Section("facts", Message("record-page.facts"), says=(_period(of),), grids=(grid,))


def _period(of: Subject) -> Message:
    start, end = of.row["valid_from"], of.row["valid_until"]
    if end is None:
        return Message.of("record-page.valid-from", start=start)
    return Message.of("record-page.valid", start=start, end=end)


def is_stale(recorded_on: date | None, rules: Rules, on: date) -> bool:
    """Whether nobody confirmed a fact for longer than policy has it; also where no day is
    known."""
    fresh = rules.parameters(FRESHNESS)["fresh"]
    return recorded_on is None or months_later(recorded_on, fresh) <= on


def _lines(
    column: Column, of: Subject, other: list[Mapping[str, Any]], tell: Teller
) -> Iterator[list[Cell]]:
    name = Cell(label_of(column))
    yield [name, tell.cell(column, of.row, full=of.full), *_known(of.row, of, tell)]
    for fact in other:
        value, _ = parse(pl.Series([fact["value"]], dtype=pl.String), column, _nowhere)
        if fact["source"] == of.row["source"] and value[0] == of.row[column.name]:
            continue
        said = {**of.row, column.name: value[0]}
        also = Cell(Message.of("record-page.also", field=name.text))
        yield [also, tell.cell(column, said, full=of.full), *_known(fact, of, tell)]


def _nowhere(row: int, column: str) -> str:
    return f"facts {row} {column}"


def _known(row: Mapping[str, Any], of: Subject, tell: Teller) -> list[Cell]:
    """Where a value is from, of which day, how well it is known, and whether that is long ago."""
    source = row["source"] if of.full else None
    rules, on = tell.reading.rows.opened.rules, tell.reading.on
    stale = is_stale(row["recorded_on"], rules, on)
    recorded = row["recorded_on"]
    return [
        Cell(source or (UNKNOWN if of.full else UNSHOWN)),
        Cell(UNKNOWN if recorded is None else tell.reading.words.day(recorded)),
        Cell(Message(f"confidence.{row['confidence']}") if row["confidence"] else UNKNOWN),
        Cell(Message("record-page.stale"), badge="unknown") if stale else Cell(""),
    ]


def _others(of: Subject) -> Mapping[str, list[Mapping[str, Any]]]:
    """What sources say, by field; only of what the reader sees in full, for these are as they were
    written."""
    if not of.full:
        return {}
    rows = of.sight.register.table("facts")
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows.filter((pl.col("noun") == of.noun) & (pl.col("id") == of.id)).rows(named=True):
        found.setdefault(str(row["field"]), []).append(row)
    return found
