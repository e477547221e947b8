# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list as a table to take along: every row that fits, values as the exchange format has them,
and the name of what a reference refers to beside its id."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, overload

from dijkwacht.base.message import Message
from dijkwacht.register.schema import Column as Field
from dijkwacht.register.schema import Kind
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.web.tables.asked import HIDDEN, Asked
from dijkwacht.web.tables.query import Found
from dijkwacht.web.tables.said import Speaker, field

CELLS: Final = {
    Kind.HOURS: Cell.HOURS,
    Kind.BASIS_POINTS: Cell.LEVEL,
    Kind.COUNT: Cell.COUNT,
    Kind.AMOUNT: Cell.COUNT,
}


def as_table(found: Found, speaker: Speaker) -> Table:
    """The rows that fit under the columns that were chosen."""
    asked = found.asked
    fields = [asked.listing.by_name[name] for name in asked.columns]
    plain = set(asked.columns) == set(asked.listing.exchanged)
    columns = [
        Column(name, CELLS.get(of.kind, Cell.TEXT), head=field(of.name))
        for of in fields
        for name in (of.name, *_beside(of, plain))
    ]
    title = Message(f"tables.{asked.listing.name}")
    return Table(asked.listing.name, title, tuple(columns), Rows(found, fields, speaker, plain))


class Rows(Sequence[Sequence[Any]]):
    """The rows of a list, made one after the other."""

    def __init__(self, found: Found, fields: list[Field], speaker: Speaker, plain: bool) -> None:
        self._found, self._fields, self._speaker, self._plain = found, fields, speaker, plain
        self._said: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        """How many rows fit."""
        return self._found.count

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._found.every.iter_rows(named=True):
            yield self._made(row)

    @overload
    def __getitem__(self, at: int) -> Sequence[Any]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[Any]]: ...
    def __getitem__(self, at: int | slice) -> Any:
        """Some rows."""
        rows = self._found.every
        if isinstance(at, int):
            return self._made(rows.row(at, named=True))
        return [self._made(row) for row in rows[at].iter_rows(named=True)]

    def _made(self, row: dict[str, Any]) -> list[Any]:
        return [value for of in self._fields for value in self._values(of, row)]

    def _values(self, of: Field, row: dict[str, Any]) -> tuple[Any, ...]:
        value = None if row[of.name] == HIDDEN else row[of.name]
        return (value, self._called(of, row)) if _beside(of, self._plain) else (value,)

    def _called(self, of: Field, row: dict[str, Any]) -> str | None:
        """The name of what a reference refers to; each is said once."""
        value = row[of.name]
        if value is None:
            return None
        key = (str(row.get(of.noun_column or "")) + of.name, value)
        if key not in self._said:
            self._said[key] = self._speaker.cell(of, row).text
        return self._said[key]


def filter_told(asked: Asked, speaker: Speaker) -> str:
    """What was asked, in words."""
    told = [f'"{asked.text}"'] if asked.text else []
    for name, values in asked.facets.items():
        column = asked.listing.by_name[name]
        said = ", ".join(speaker.facet(column, value) for value in values)
        told.append(f"{speaker.words.say(field(name))}: {said}")
    return "; ".join(told)


def _beside(of: Field, plain: bool) -> tuple[str, ...]:
    """The key of the column with names beside a reference; none in the exchange format."""
    if plain or of.kind is not Kind.REFERENCE or of.name == "id":
        return ()
    return (f"{of.name.removesuffix('_id')}_name",)
