# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Suppliers that come in under a new id and are held under another: official numbers tell."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dijkwacht.register.codes import Noun
from dijkwacht.register.register import History
from dijkwacht.register.schema import columns


@dataclass(frozen=True, slots=True)
class Double:
    """An incoming supplier and the held one that has the same official number."""

    id: str
    held: str
    scheme: str
    value: str


def doubles(held: History, coming: History) -> list[Double]:
    """Every incoming supplier that is not held under its id while another with one of its numbers
    is; once, by the first number."""
    known, told = _numbers(held), _numbers(coming)
    fresh = told.join(held.table("suppliers").select("id"), on="id", how="anti")
    pairs = fresh.join(
        known.rename({"id": "held"}), on=["scheme", "value"], maintain_order="left_right"
    )
    once = pairs.unique("id", keep="first", maintain_order=True)
    return [Double(**row) for row in once.select("id", "held", "scheme", "value").to_dicts()]


def _numbers(rows: History) -> pl.DataFrame:
    """`id`, `scheme`, `value` of the numbers of suppliers."""
    numbers = rows.table("identifiers").filter(pl.col("noun") == Noun.SUPPLIER)
    plain = pl.col("value").str.strip_chars().str.to_lowercase()
    return numbers.select(
        pl.col("of_id").alias("id"), pl.col("scheme").str.to_lowercase(), plain
    ).drop_nulls()


def merged(coming: History, same: Mapping[str, str]) -> History:
    """The rows in which suppliers (incoming id: held id) are called by the held id. What is said
    of the supplier itself, and of its numbers, is not taken: the held rows stand."""
    if not same:
        return coming
    return History.of(
        {table: _merged(table, frame, same) for table, frame in coming.frames.items()}
    )


def _merged(table: str, frame: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    taken = pl.Series(sorted(same), dtype=pl.String).implode()
    if table == "suppliers":
        return frame.filter(~pl.col("id").is_in(taken))
    if table == "identifiers":
        own = (pl.col("noun") == Noun.SUPPLIER) & pl.col("of_id").is_in(taken)
        return frame.filter(~own.fill_null(False))
    return frame.with_columns(
        pl.col(column.name).replace(dict(same))
        for column in columns(table)
        if column.table == "suppliers"
    )
