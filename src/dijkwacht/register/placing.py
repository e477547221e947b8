# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Incoming rows that do not say since when: of which held period they speak (decision 0045)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

AT: Final = "at"  # the place of an incoming row in its table
RUNS, LATER, PAST = 0, 1, 2


def placed(held: pl.DataFrame, coming: pl.DataFrame, same: Sequence[str], on: date) -> pl.DataFrame:
    """The incoming rows; one without a start, of a thing of which every held row has one, gets the
    start of the period of which it speaks, and without an end the end of that.

    That is the period that runs on the day `on` (or on the last day of the row, if that is before);
    else the next one; else the row begins on `on`, or has only the past to speak of. A row that
    may not be told from another incoming one stays as it is.
    """
    wanted = _asking(held, coming, same)
    if not wanted.height:
        return coming
    periods = _periods(held, wanted, same, on)
    rows = coming.with_row_index(AT).join(periods, on=AT, how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.coalesce("start", "valid_from").alias("valid_from"),
        pl.coalesce("valid_until", "end").alias("valid_until"),
    )
    twice = rows.select(*same, "valid_from").is_duplicated()
    taken = pl.col("start").is_not_null() & twice
    mixed = rows.filter(taken).select(same).unique()
    fitting = rows.join(mixed, on=list(same), how="anti", nulls_equal=True)
    others = coming.with_row_index(AT).join(fitting.select(AT), on=AT, how="anti")
    made = pl.concat([fitting.select(others.columns), others]).sort(AT)
    return made.drop(AT)


def _asking(held: pl.DataFrame, coming: pl.DataFrame, same: Sequence[str]) -> pl.DataFrame:
    """The rows without a start that no held row is the like of."""
    by = list(same)
    open_ = held.filter(pl.col("valid_from").is_null()).select(by)
    without = coming.with_row_index(AT).filter(pl.col("valid_from").is_null())
    known = without.join(held.select(by), on=by, how="semi", nulls_equal=True)
    return known.join(open_, on=by, how="anti", nulls_equal=True)


def _periods(
    held: pl.DataFrame, wanted: pl.DataFrame, same: Sequence[str], on: date
) -> pl.DataFrame:
    """`at`, `start`, `end`: the period of which each of these rows speaks."""
    last = pl.col("valid_until").dt.offset_by("-1d")
    seen = pl.min_horizontal(last, pl.lit(on)).alias("seen")
    asked = wanted.select(AT, *same, seen, until="valid_until")
    of = held.select(*same, start="valid_from", end="valid_until")
    beside = asked.join(of, on=list(same), how="inner", nulls_equal=True)
    start, day = pl.col("start"), pl.col("seen")
    begun = start <= day
    runs = begun & (pl.col("end").is_null() | (pl.col("end") > day))
    order = pl.when(runs).then(RUNS).when(~begun).then(LATER).otherwise(PAST)
    far = (start - day).abs()
    before = beside.filter(pl.col("until").is_null() | (start < pl.col("until")))
    ranked = before.with_columns(order=order, far=far).sort(AT, "order", "far")
    first = ranked.unique(AT, keep="first", maintain_order=True)
    anew = (pl.col("order") == PAST) & (pl.col("until").is_null() | (pl.col("until") > on))
    return first.select(
        AT,
        start=pl.when(anew).then(pl.lit(on)).otherwise(start),
        end=pl.when(anew).then(None).otherwise("end"),
    )
