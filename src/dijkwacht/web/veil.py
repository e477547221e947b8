# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows under other names: ids and references replaced, free text and rare marks left out, numbers
and days told coarsely; in an order that says nothing."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.graph.graph import UNKNOWN, DependencyGraph
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Column, Kind, columns
from dijkwacht.web.coarse import coarse, is_told_coarsely
from dijkwacht.web.ownership import CENTRE, COMMON, EVERYBODY, Owners

FEWEST: Final = 3
"""A count of organisations below this is not told to those who may not know them."""

OPEN_TEXT: Final = frozenset(("kind", "sector", "country", "currency", "cpv", "unit", "measure"))
"""The columns of text that say nothing of whose a row is, where `FEWEST` organisations have the
value."""


class Veil:
    """One register in which only the things of some organisations bear their own names."""

    def __init__(self, owners: Owners, key: bytes, seen: frozenset[str]) -> None:
        self._register = owners.register
        self._owners = owners
        self._key = hashlib.sha256(key).digest()
        self._seen = [EVERYBODY, CENTRE, *sorted(seen)]
        self.table = cache(self._table)
        self.coarsely = cache(self._coarsely)
        self.counting = cache(self._counting)
        self.real = cache(self._real)
        self._open = cache(self._open_ids)

    def pseudonym(self, id: str) -> str:
        """The other name of a thing: the same every day, and not to be turned back."""
        return hashlib.blake2b(id.encode(), digest_size=6, key=self._key).hexdigest()

    def _real(self, table: str) -> Mapping[str, str]:
        """The id of each thing by what stands for it."""
        ids = self._register.table(table)["id"].unique().to_list()
        held = self._open(table)
        return {id if id in held else self.pseudonym(id): id for id in ids}

    def _open_ids(self, table: str) -> frozenset[str]:
        """The things that keep their own name."""
        if table in COMMON:
            return frozenset(self._register.table(table)["id"])
        owned = self._owners.frame(table)
        return frozenset(owned.filter(pl.col("owner").is_in(self._seen))["id"])

    def _table(self, name: str) -> pl.DataFrame:
        rows = self._register.table(name)
        if name in COMMON:
            return rows
        free = self._owners.frame(name)["owner"].is_in(self._seen).fill_null(False)
        known = {column.name: column for column in columns(name)}
        shown = pl.DataFrame(
            [self._shown(name, rows, free, known.get(column), column) for column in rows.columns]
        )
        return shown.sort("id", maintain_order=True) if "id" in shown.columns else shown

    def told(
        self, table: str, rows: pl.DataFrame, id: str, names: Mapping[str, str]
    ) -> pl.DataFrame:
        """Rows about things of a table (by real `id`) with those columns as they may be told; the
        names of the table's columns by those of the rows."""
        held = self.coarsely(table).unique("id", keep="first").rename({"id": id})
        for name, column in names.items():
            if name in rows.columns:
                told = held.select(id, pl.col(column).alias(f"~{name}"))
                rows = rows.join(told, on=id, how="left", maintain_order="left").with_columns(
                    pl.col(f"~{name}").alias(name)
                )
                rows = rows.drop(f"~{name}")
        return rows

    def _counting(self, graph: DependencyGraph) -> DependencyGraph:
        """The graph with the users of services as they may be told."""
        told = dict(self.coarsely("services").select("id", "users").iter_rows())
        users = graph.nodes.users.copy()
        for node in np.flatnonzero(users > 0).tolist():
            known = told.get(graph.nodes.ids[node])
            users[node] = UNKNOWN if known is None else known
        return replace(graph, nodes=replace(graph.nodes, users=users))

    def _coarsely(self, table: str) -> pl.DataFrame:
        """The numbers, days and open texts of each row as they may be told, in the order of the
        register."""
        rows, owner = self._register.table(table), self._owners.frame(table)["owner"]
        free = owner.is_in(self._seen).fill_null(False)
        whose = owner.zip_with(~free, _nothing(owner))
        told = [
            rows[column.name].zip_with(free, coarse(rows[column.name], whose, FEWEST))
            for column in columns(table)
            if column.name in rows.columns and is_told_coarsely(column)
        ]
        texts = [
            self._shown(table, rows, free, column, column.name)
            for column in columns(table)
            if column.name in OPEN_TEXT and column.name in rows.columns
        ]
        return pl.DataFrame([rows["id"], *told, *texts])

    def _shown(
        self, table: str, rows: pl.DataFrame, free: pl.Series, column: Column | None, name: str
    ) -> pl.Series:
        """One column: as it is in rows that are seen, veiled in the others."""
        values = rows[name]
        if column is not None and column.kind is Kind.REFERENCE:
            return self._renamed(table, rows, column)
        if name in OPEN_TEXT and column is not None:
            owner = self._owners.frame(table)["owner"]
            return values.zip_with(free | _often(values, owner), _nothing(values))
        if column is None or column.kind is Kind.TEXT:
            return values.zip_with(free, _nothing(values))
        if is_told_coarsely(column):
            return self.coarsely(table)[name]
        return values

    def _renamed(self, table: str, rows: pl.DataFrame, column: Column) -> pl.Series:
        """References under other names; those to what is seen as they are."""
        values = rows[column.name]
        if column.noun_column is None:
            return self._other(values, column.table or table)
        nouns = rows[column.noun_column]
        shown = _nothing(values)
        for word in nouns.drop_nulls().unique():
            here = nouns.eq(word).fill_null(False)
            other = self._other(values.zip_with(here, _nothing(values)), TABLE_OF[Noun(word)])
            shown = other.zip_with(here, shown)
        return shown.alias(column.name)

    def _other(self, values: pl.Series, table: str) -> pl.Series:
        if table in COMMON:
            return values
        ids = values.drop_nulls().unique().to_list()
        held = self._open(table)
        new = [id if id in held else self.pseudonym(id) for id in ids]
        return values.replace_strict(
            ids, pl.Series(new, dtype=pl.String), default=None, return_dtype=pl.String
        )


@lru_cache(maxsize=8)
def veil(owners: Owners, key: bytes, seen: frozenset[str]) -> Veil:
    """The veil over one register for those who see these organisations, kept for the next page."""
    return Veil(owners, key, seen)


def _often(values: pl.Series, owner: pl.Series) -> pl.Series:
    """Whether a value is that of enough organisations to tell none of them apart."""
    rows = pl.DataFrame({"value": values, "owner": owner})
    counted = rows.select(pl.col("owner").drop_nulls().n_unique().over("value"))
    return counted.to_series() >= FEWEST


def _nothing(values: pl.Series) -> pl.Series:
    return pl.Series(values.name, [None], values.dtype).new_from_index(0, values.len())
