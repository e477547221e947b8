# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table of an incoming set beside what is held: which rows are new, change, end, and which
cannot be fitted in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from dijkwacht.register.placing import placed
from dijkwacht.register.schema import KEYS, schema

UNSAID = ("valid_from", "recorded_on", "known_from", "known_until")
"""Columns in which two rows may differ and still say the same."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happens to one table: rows to write, and the held rows they replace."""

    added: pl.DataFrame  # rows of things or periods that are new
    changed: pl.DataFrame  # corrected rows, rows cut short, and the rows that follow those
    ended: pl.DataFrame  # rows that end on the day of the plan
    replaced: pl.DataFrame  # the held rows that are corrected, cut short, ended or withdrawn
    unfit: tuple[str, ...]  # ids of incoming rows that do not fit beside what is held
    held: int  # rows held before

    @property
    def count(self) -> int:
        """Rows written or closed."""
        return self.added.height + self.changed.height + self.ended.height + self.replaced.height

    def frames(self) -> Iterator[pl.DataFrame]:
        """Everything that tells one set of changes from another."""
        yield from (self.added, self.changed, self.ended, self.replaced)

    def counts(self) -> tuple[int, int, int]:
        """How many rows are new, changed and ended, as a person counts them."""
        ended = self.ended.height + self._withdrawn()
        return self.added.height, self.replaced.height - ended, ended

    def _withdrawn(self) -> int:
        """Held rows of the future that are closed without a successor."""
        written = pl.concat([self.changed.select("id"), self.ended.select("id")])
        return self.replaced.join(written.unique(), on="id", how="anti").height


def compare(
    table: str, held: pl.DataFrame, coming: pl.DataFrame, on: date, ending: pl.Expr
) -> Changes:
    """The changes that bring `held` to what `coming` says; of `held` the rows that `ending` chooses
    may end on `on`. Of a thing of which two rows would hold on one day nothing is taken."""
    keys = list(KEYS[table])
    same = [key for key in keys if key != "valid_from"]
    held_once = held.unique(keys, keep="first", maintain_order=True)
    every = _alike(coming.unique(keys, keep="first", maintain_order=True), held)
    every = placed(held_once, every, same, on)
    gone = _gone(held_once, every, same, on, ending)
    made = _brought(held_once, every, keys, gone, on)
    clashing = _clashing(held_once, made, every, keys)
    if clashing.height:
        fitting = every.join(clashing, on=same, how="anti", nulls_equal=True)
        made = _brought(held_once, fitting, keys, gone, on)
    return replace(made, unfit=tuple(clashing["id"].unique().sort()), held=held.height)


def _brought(
    held: pl.DataFrame, coming: pl.DataFrame, keys: list[str], gone: pl.DataFrame, on: date
) -> Changes:
    """The changes, whether or not they fit together."""
    same = [key for key in keys if key != "valid_from"]
    said = [name for name in coming.columns if name not in (*UNSAID, *keys)]
    corrected = _corrected(held, coming, keys, said)
    running = held.join(corrected.select(keys), on=keys, how="anti", nulls_equal=True)
    others = coming.join(held.select(keys), on=keys, how="anti", nulls_equal=True)
    cut, following, fresh = _following(running, others, same, said)
    changing = [part.select(keys) for part in (corrected, cut, gone)]
    replaced = [held.join(part, on=keys, how="semi", nulls_equal=True) for part in changing]
    return Changes(
        added=fresh,
        changed=pl.concat([corrected, cut, following], how="diagonal"),
        ended=gone.filter(_begun(on)).with_columns(valid_until=pl.lit(on)),
        replaced=pl.concat(replaced),
        unfit=(),
        held=held.height,
    )


def _clashing(
    held: pl.DataFrame, made: Changes, coming: pl.DataFrame, keys: list[str]
) -> pl.DataFrame:
    """The things of `coming` of which two rows would hold on one day, or of which a held row that
    `coming` does not know begins while a row of `coming` says that it runs on."""
    same = [key for key in keys if key != "valid_from"]
    left = held.join(made.replaced.select(keys), on=keys, how="anti", nulls_equal=True)
    spans = [*keys, "valid_until"]
    rows = pl.concat([part.select(spans) for part in (left, made.added, made.changed)])
    rows = rows.join(coming.select(same).unique(), on=same, how="semi", nulls_equal=True)
    bounds = rows.with_columns(_starts(), _ends()).sort(*same, "valid_from")
    before = pl.col("valid_until").cum_max().shift(1).over(same)
    double = bounds.filter(pl.col("valid_from") < before)
    unknown = left.join(coming.select(keys), on=keys, how="anti", nulls_equal=True)
    begins = unknown.select(*same, _starts().alias("begins"))
    beside = coming.select(*same, _starts(), _ends())
    beside = beside.join(begins, on=same, how="inner", nulls_equal=True)
    inside = pl.col("begins").is_between("valid_from", "valid_until", closed="none")
    clashing = pl.concat([double.select(same), beside.filter(inside).select(same)])
    return clashing.unique(maintain_order=True)


def _starts() -> pl.Expr:
    return pl.col("valid_from").fill_null(date.min)


def _ends() -> pl.Expr:
    return pl.col("valid_until").fill_null(date.max)


def with_rows(table: str, base: pl.DataFrame, changes: Changes, revision: int) -> pl.DataFrame:
    """The rows of a table with these changes known from `revision` on."""
    keys = list(KEYS[table])
    closing = changes.replaced.select(keys).with_columns(closes=pl.lit(True))
    marked = base.join(closing, on=keys, how="left", nulls_equal=True, maintain_order="left")
    closes = pl.col("closes").fill_null(False) & pl.col("known_until").is_null()
    until = (
        pl.when(closes)
        .then(pl.lit(revision, pl.Int64))
        .otherwise("known_until")
        .alias("known_until")
    )
    known = (
        pl.lit(revision, pl.Int64).alias("known_from"),
        pl.lit(None, pl.Int64).alias("known_until"),
    )
    written = [part.with_columns(known) for part in (changes.added, changes.changed, changes.ended)]
    rows = pl.concat([marked.with_columns(until).drop("closes"), *written], how="diagonal")
    extra = [name for name in rows.columns if name not in schema(table)]
    return rows.select(*schema(table), *extra)


def _alike(coming: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """The incoming rows with every column of the held ones; an added column they lack keeps what is
    held by that id."""
    lacking = [name for name in held.columns if name not in coming.columns]
    if not lacking:
        return coming
    known = held.select("id", *lacking).unique("id", keep="last", maintain_order=True)
    return coming.join(known, on="id", how="left", maintain_order="left")


def _differs(said: list[str]) -> pl.Expr:
    return pl.any_horizontal(
        pl.lit(False), *(pl.col(name).ne_missing(pl.col(f"{name}_held")) for name in said)
    )


def _beside(held: pl.DataFrame, said: list[str]) -> list[pl.Expr]:
    """The columns of the held rows under their own names, so that they can stand beside the
    incoming ones."""
    return [
        (pl.col(name) if name in held.columns else pl.lit(None, pl.String)).alias(f"{name}_held")
        for name in said
    ]


def _corrected(
    held: pl.DataFrame, coming: pl.DataFrame, keys: list[str], said: list[str]
) -> pl.DataFrame:
    """The incoming rows that say of the same thing and day something else than is held."""
    beside = held.select(*keys, *_beside(held, said))
    joined = coming.join(beside, on=keys, how="inner", nulls_equal=True, maintain_order="left")
    return joined.filter(_differs(said)).select(coming.columns)


def _following(
    held: pl.DataFrame, coming: pl.DataFrame, same: list[str], said: list[str]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The held rows that are cut short, the incoming rows that follow them, and the incoming rows
    that follow nothing.

    An incoming row that says what the running row says already is in none of the three.
    """
    running = held.select(
        *same,
        pl.lit(True).alias("found"),
        pl.col("valid_from").alias("held_from"),
        *_beside(held, said),
    )
    joined = coming.join(running, on=same, how="left", nulls_equal=True, maintain_order="left")
    starts = pl.col("valid_from").fill_null(date.min)
    before = pl.col("held_from").fill_null(date.min) < starts
    runs_on = before & (pl.col("valid_until_held").fill_null(date.max) > starts) & pl.col("found")
    differs = _differs([name for name in said if name != "valid_until"]) | _ends_else()
    beside = joined.filter(runs_on).with_columns(differs=differs)
    first = pl.col("valid_from").filter(pl.col("differs")).min().over([*same, "held_from"])
    following = beside.filter(first.is_not_null() & (pl.col("valid_from") >= first)).with_columns(
        cut=first
    )
    cuts = following.select(*same, pl.col("held_from").alias("valid_from"), "cut").unique(
        maintain_order=True
    )
    cut = held.join(cuts, on=[*same, "valid_from"], how="inner", nulls_equal=True)
    cut = cut.with_columns(valid_until="cut").drop("cut")
    fresh = coming.join(
        beside.select(*same, "valid_from"), on=[*same, "valid_from"], how="anti", nulls_equal=True
    )
    return cut, following.select(coming.columns), fresh


def _ends_else() -> pl.Expr:
    """An incoming row without an end says nothing about the end of the running row."""
    return pl.col("valid_until").is_not_null() & pl.col("valid_until").ne_missing(
        pl.col("valid_until_held")
    )


def _gone(
    held: pl.DataFrame, coming: pl.DataFrame, same: list[str], on: date, ending: pl.Expr
) -> pl.DataFrame:
    """The held rows that have not ended on `on` and of whose thing the incoming set does not
    speak."""
    runs = pl.col("valid_until").is_null() | (pl.col("valid_until") > on)
    return held.filter(ending & runs).join(
        coming.select(same), on=same, how="anti", nulls_equal=True
    )


def _begun(on: date) -> pl.Expr:
    return pl.col("valid_from").is_null() | (pl.col("valid_from") < on)
