# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of one rule beside each other: what came, went, or reads otherwise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.reports.report import Column, Report, Table, shown
from dijkwacht.reports.words import Words

NAMING: Final = ("row", "name")
"""The columns that name a row where the first one does not."""
APART: Final = (
    Column("what"),
    Column("column", head=Message("column.column")),
    Column("before"),
    Column("after"),
)
Cells = dict[str, str]


def apart(before: Report, after: Report, words: Words) -> Table:
    """What differs between two reports of one rule, cell by cell."""
    old, new = ({table.key: table for table in one.tables} for one in (before, after))
    rows: list[tuple[str, ...]] = []
    for key in dict.fromkeys([*old, *new]):
        rows += _tables(old.get(key), new.get(key), words)
    return Table("apart", Message("page.policy.apart"), APART, rows)


def _tables(old: Table | None, new: Table | None, words: Words) -> Iterator[tuple[str, ...]]:
    held, coming = _rows(old, words), _rows(new, words)
    for name in dict.fromkeys([*held, *coming]):
        if name not in held:
            yield name, words.text("page.policy.new"), "", _line(coming[name])
        elif name not in coming:
            yield name, words.text("page.policy.gone"), _line(held[name]), ""
        else:
            yield from _changed(name, held[name], coming[name])


def _line(cells: Cells) -> str:
    return "; ".join(filter(None, cells.values()))


def _changed(name: str, was: Cells, now: Cells) -> Iterator[tuple[str, ...]]:
    for heading in dict.fromkeys([*was, *now]):
        pair = was.get(heading, ""), now.get(heading, "")
        if pair[0] != pair[1]:
            yield name, heading, *pair


def _rows(table: Table | None, words: Words) -> dict[str, Cells]:
    """The cells of each row by their headings, under the name of the row."""
    if table is None:
        return {}
    keys = [column.key for column in table.columns]
    at = next((keys.index(key) for key in NAMING if key in keys), 0)
    seen: Counter[str] = Counter()
    found: dict[str, Cells] = {}
    for row in table.rows:
        name = str(row[at])
        seen[name] += 1
        called = name if seen[name] == 1 else f"{name} ({seen[name]})"
        found[called] = _cells(table, row, words)
    return found


def _cells(table: Table, row: Sequence[Any], words: Words) -> Cells:
    return {
        words.say(column.heading): shown(value, column.cell, words)
        for column, value in zip(table.columns, row, strict=True)
        if column.shown and column.key != "number"
    }
