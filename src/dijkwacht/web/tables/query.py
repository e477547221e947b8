# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows that answer a question to a list: filtered, in order, one page of them; and of each
facet how many rows would fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from operator import and_
from typing import Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.register.schema import Column, Kind
from dijkwacht.web.folding import fold
from dijkwacht.web.tables.asked import UNKNOWN, Asked
from dijkwacht.web.tables.lists import NAMED, Lists, called

TEXT: Final = "q"  # the name of the filter on text
NARROW: Final = 8
WIDE: Final = 200
"""Values of a facet that are shown, at first and when more are asked for."""


@dataclass(frozen=True, slots=True)
class Facet:
    """How many rows of each value fit what else was asked."""

    column: Column
    values: Sequence[tuple[str, int]]
    chosen: tuple[str, ...]
    left: int  # values that are not shown


@dataclass(frozen=True, eq=False)
class Found:
    """What answers a question."""

    asked: Asked
    lists: Lists

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Every row that the viewer may see."""
        return self.lists.frame(self.asked.listing.name)

    @cached_property
    def fitting(self) -> pl.DataFrame:
        """The rows that fit, in the order of the register."""
        mask = self._mask(self._masks)
        return self.rows if mask is None else self.rows.filter(mask)

    @cached_property
    def every(self) -> pl.DataFrame:
        """The rows that fit, in the order asked."""
        return self.fitting[self._order]

    @property
    def count(self) -> int:
        """How many rows fit."""
        return self.fitting.height

    @property
    def pages(self) -> int:
        """How many pages they fill; one when there are none."""
        return max(-(-self.count // self.asked.size), 1)

    @property
    def page(self) -> int:
        """The page that is shown: the last one when one beyond it is asked for."""
        return min(self.asked.page, self.pages)

    @cached_property
    def shown(self) -> pl.DataFrame:
        """The rows of the page."""
        start, size = (self.page - 1) * self.asked.size, self.asked.size
        return self.fitting[self._order.slice(start, size)]

    @property
    def faults(self) -> tuple[Message, ...]:
        """What was wrong in the question."""
        if self.asked.page <= self.pages:
            return self.asked.faults
        beyond = Message.of("tables.fault-page", page=self.asked.page, pages=self.pages)
        return (*self.asked.faults, beyond)

    def facets(self) -> list[Facet]:
        """The facets of the list, and whatever else rows are filtered by."""
        names = dict.fromkeys((*self.asked.listing.facets, *self.asked.facets))
        return [self._facet(name) for name in names]

    @cached_property
    def _order(self) -> pl.Series:
        """The places of the rows that fit, in the order asked; equal ones as they stand."""
        column, down = self.asked.listing.by_name[self.asked.sort], self.asked.down
        make = partial(_key, self.rows, column, self.lists)
        key = self.lists.ranks(self.asked.listing.name, column.name, make)
        mask = self._mask(self._masks)
        placed = pl.DataFrame({"~key": key if mask is None else key.filter(mask)})
        return placed.with_row_index("~row").sort(
            "~key", descending=down, nulls_last=True, maintain_order=True
        )["~row"]

    @cached_property
    def _masks(self) -> Mapping[str, pl.Series]:
        masks = {name: _chosen(self.rows[name], set(values))
                 for name, values in self.asked.facets.items()}  # fmt: skip
        words = fold(self.asked.text).split()
        if words:
            masks[TEXT] = reduce(and_, (self._holding(word) for word in words))
        return masks

    def _mask(self, masks: Mapping[str, pl.Series], but: str = "") -> pl.Series | None:
        used = [mask for name, mask in masks.items() if name != but]
        return reduce(and_, used) if used else None

    def _holding(self, word: str) -> pl.Series:
        """The rows in which a word stands: in their own names, or in the name of what they refer
        to."""
        found = self.lists.text(self.asked.listing.name).str.contains(word, literal=True)
        for column in self.asked.listing.columns:
            if column.table in NAMED and column.name in self.rows.columns:
                text = self.lists.text(column.table)
                ids = self.lists.frame(column.table)["id"].filter(
                    text.str.contains(word, literal=True)
                )
                found = found | self.rows[column.name].is_in(ids.implode()).fill_null(False)
        return found

    def _facet(self, name: str) -> Facet:
        column, chosen = self.asked.listing.by_name[name], self.asked.facets.get(name, ())
        mask = self._mask(self._masks, but=name)
        series = self.rows[name] if mask is None else self.rows[name].filter(mask)
        counts = series.value_counts(name="~count")
        ordered = counts.sort("~count", name, descending=[True, False], nulls_last=True)
        values = [(_word(value), count) for value, count in ordered.iter_rows()]
        values += [(value, 0) for value in chosen if value not in dict(values)]
        if column.enum is not None:
            order = [*column.codes, UNKNOWN]
            values.sort(key=lambda one: order.index(one[0]) if one[0] in order else len(order))
        most = WIDE if self.asked.more == name else NARROW
        wide = values if column.enum is not None else _first(values, chosen, most)
        return Facet(column, wide, chosen, len(values) - len(wide))


def _first(
    values: Sequence[tuple[str, int]], chosen: Iterable[str], most: int
) -> list[tuple[str, int]]:
    """The first values; those that were chosen, and what is not known, always."""
    always = {*chosen, UNKNOWN}
    return [one for at, one in enumerate(values) if at < most or one[0] in always]


def _word(value: object) -> str:
    return UNKNOWN if value is None else str(value)


def _chosen(series: pl.Series, values: set[str]) -> pl.Series:
    """Which rows have one of these values."""
    known = series.cast(pl.String).is_in(sorted(values)).fill_null(False)
    return known | series.is_null() if UNKNOWN in values else known


def _key(rows: pl.DataFrame, column: Column, lists: Lists) -> pl.Series:
    """What rows are put in order by: names as they are read, codes in their own order, all else as
    it is. Null (unknown, or hidden) stands last."""
    value = rows[column.name]
    if column.name == "name":
        return rows.select(called(rows, lists.language).str.to_lowercase()).to_series()
    if column.enum is not None:
        ranks = {code: rank for rank, code in enumerate(column.codes)}
        return value.replace_strict(ranks, default=None, return_dtype=pl.Int64)
    if column.kind is Kind.REFERENCE and column.table is not None:
        names = lists.names(column.table)
        joined = pl.DataFrame({"id": value}).join(names, on="id", how="left", maintain_order="left")
        return joined.select(pl.coalesce("called", "id").str.to_lowercase()).to_series()
    return value.str.to_lowercase() if value.dtype == pl.String else value
