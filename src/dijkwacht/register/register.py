# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All rows ever known, and the register: what was known at a revision to hold on a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self, TypeVar

import polars as pl

from dijkwacht.register.records import TABLES
from dijkwacht.register.row import Row
from dijkwacht.register.schema import Column, columns, empty, schema, table_of

R = TypeVar("R", bound=Row)


def complete(frames: Mapping[str, pl.DataFrame]) -> Mapping[str, pl.DataFrame]:
    """Every table, its fixed columns first, in their types, then the columns that were added."""
    return MappingProxyType({table: _shaped(table, frames.get(table)) for table in TABLES})


def _shaped(table: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    if frame is None:
        return empty(table)
    wanted = schema(table)
    if list(frame.schema.items())[: len(wanted)] == list(wanted.items()):
        return frame
    absent = [_absent(column) for column in columns(table) if column.name not in frame.columns]
    extra = [name for name in frame.columns if name not in wanted]
    return frame.with_columns(absent).select(
        *(pl.col(name).cast(dtype) for name, dtype in wanted.items()), *extra
    )


def _absent(column: Column) -> pl.Expr:
    value = 0 if column.name == "known_from" else None
    return pl.lit(value, dtype=column.dtype).alias(column.name)


def _sorted(frame: pl.DataFrame) -> pl.DataFrame:
    names = sorted(frame.columns)
    return frame.select(names).sort(names, nulls_last=False)


class Columns:
    """Rows of every table as frames; the base of `History` and `Register`."""

    frames: Mapping[str, pl.DataFrame]

    def table(self, name: str) -> pl.DataFrame:
        """The frame of a table; KeyError if there is no such table."""
        return self.frames[name]

    def once(self, name: str) -> pl.DataFrame:
        """The frame of a table with the first row of each id: where a thing stands in it twice, the
        same one counts for everybody."""
        found = self._once.get(name)
        if found is None:
            frame = self.frames[name]
            once = frame.unique("id", keep="first", maintain_order=True)
            found = self._once[name] = frame if once.height == frame.height else once
        return found

    @cached_property
    def _once(self) -> dict[str, pl.DataFrame]:
        return {}

    def rows(self, record: type[R]) -> Iterator[R]:
        """The rows of one noun as records, in the order of the table."""
        for values in self.frames[table_of(record)].iter_rows(named=True):
            yield make(record, values)

    def count(self) -> int:
        """The number of rows in all tables."""
        return sum(frame.height for frame in self.frames.values())

    def same_rows(self, other: "Columns") -> bool:
        """Whether both hold the same rows, in whatever order."""
        return all(
            _sorted(self.frames[name]).equals(_sorted(other.frames[name])) for name in TABLES
        )


@dataclass(frozen=True, eq=False)
class Register(Columns):
    """What was known at `revision` to hold on the day `on`. Never changes."""

    on: date
    revision: int
    frames: Mapping[str, pl.DataFrame]

    def __eq__(self, other: object) -> bool:
        """Same day, same revision, same rows."""
        if not isinstance(other, Register):
            return NotImplemented
        return (self.on, self.revision) == (other.on, other.revision) and self.same_rows(other)

    __hash__ = None  # type: ignore[assignment]

    def get(self, record: type[R], id: str) -> R | None:
        """The row of this noun with this id, or None."""
        found = self.frames[table_of(record)].filter(pl.col("id") == id)
        return make(record, found.row(0, named=True)) if found.height else None


@dataclass(frozen=True, eq=False)
class History(Columns):
    """Every row ever known, with the revisions between which it was held."""

    frames: Mapping[str, pl.DataFrame]

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame]) -> Self:
        """The history of these tables; absent tables are empty, absent columns unknown."""
        return cls(complete(frames))

    @classmethod
    def from_records(cls, rows: Iterable[Row]) -> Self:
        """The history of these records."""
        by_table: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        for row in rows:
            values = {field.name: getattr(row, field.name) for field in fields(row)}
            by_table[table_of(type(row))].append(values)
        return cls.of({name: frame_of(name, values) for name, values in by_table.items()})

    def __eq__(self, other: object) -> bool:
        """Same rows."""
        return self.same_rows(other) if isinstance(other, History) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def revision(self) -> int:
        """The newest revision in it: the number of plans applied."""
        newest = 0
        for frame in self.frames.values():
            ends = frame.select(
                pl.max_horizontal(pl.col("known_from").max(), pl.col("known_until").max())
            )
            newest = max(newest, ends.item() or 0)
        return newest

    def at(self, on: date, revision: int | None = None) -> Register:
        """What was known at `revision` (default: now) to hold on the day `on`."""
        known = self.revision if revision is None else revision
        held = known_at(known) & valid_on(on)
        return Register(
            on,
            known,
            MappingProxyType({name: frame.filter(held) for name, frame in self.frames.items()}),
        )

    def known(self, revision: int | None = None) -> "History":
        """The rows held at `revision` (default: now), of all days."""
        at = self.revision if revision is None else revision
        return History(
            MappingProxyType(
                {name: frame.filter(known_at(at)) for name, frame in self.frames.items()}
            )
        )


def known_at(revision: int) -> pl.Expr:
    """The rows held at this revision."""
    until = pl.col("known_until")
    return (pl.col("known_from") <= revision) & (until.is_null() | (until > revision))


def valid_on(day: date) -> pl.Expr:
    """The rows true on this day."""
    start, end = pl.col("valid_from"), pl.col("valid_until")
    return (start.is_null() | (start <= day)) & (end.is_null() | (end > day))


def frame_of(table: str, values: list[dict[str, Any]]) -> pl.DataFrame:
    """A frame of the table from one dictionary per row."""
    return pl.DataFrame(values, schema=schema(table)) if values else empty(table)


def make(record: type[R], values: Mapping[str, Any]) -> R:
    """The record of these column values; added columns are left out."""
    return record(
        **{column.name: _value(column, values[column.name]) for column in columns(table_of(record))}
    )


def _value(column: Column, value: Any) -> Any:
    return value if value is None or column.enum is None else column.enum(value)
