# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notices as a dated table: what a file adds to it, changes in it, and ends. Nothing is taken away:
the table of any past day is in it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.register.notices import Notice
from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feeds import Feed

SCHEMA: Final = pl.Schema(
    {
        "id": pl.String(),
        "feed": pl.String(),
        "entry": pl.String(),
        "kind": pl.String(),
        "names": pl.List(pl.String()),
        "schemes": pl.List(pl.String()),
        "values": pl.List(pl.String()),
        "country": pl.String(),
        "town": pl.String(),
        "said": pl.String(),
        "link": pl.String(),
        "observed_on": pl.Date(),
        "known_on": pl.Date(),
        "valid_until": pl.Date(),
        "digest": pl.String(),
        "mark": pl.String(),
    }
)
"""`mark` tells whether an entry says the same as before."""
KEY: Final = ("entry", "kind")
MOMENTS: Final = (
    "name-changed",
    "country-changed",
    "parent-new",
    "parent-ended",
    "ultimate-parent-abroad",
)
"""Kinds that happened once: no list goes on naming them."""
WIDTH: Final = 16


def nothing() -> pl.DataFrame:
    """The table without a row."""
    return pl.DataFrame(schema=SCHEMA)


def live(held: pl.DataFrame, on: date, feed: str | None = None) -> pl.DataFrame:
    """The notices known on a day that hold on it, of one feed or of all."""
    until = pl.col("valid_until")
    holds = (pl.col("known_on") <= on) & (until.is_null() | (until > on))
    return held.filter(holds if feed is None else holds & (pl.col("feed") == feed))


def framed(notices: Iterable[Notice], feed: str, on: date, digest: str) -> pl.DataFrame:
    """Notices as rows of the table, each key once."""
    rows = {(one.entry, one.kind): _row(one, feed, on, digest) for one in notices}
    return pl.DataFrame(list(rows.values()), schema=SCHEMA, orient="row") if rows else nothing()


def _row(one: Notice, feed: str, on: date, digest: str) -> tuple[Any, ...]:
    schemes, values = [scheme for scheme, _ in one.numbers], [value for _, value in one.numbers]
    parts = (*one.names, "", *schemes, *values, one.country, one.town, one.said, one.link)
    mark = _short(*parts, one.observed_on, one.ends_on)
    ends = None if one.ends_on is None else max(on, one.ends_on)
    return (
        f"obs-{_short(feed, one.entry, one.kind, mark, on)}",
        *(feed, one.entry, one.kind, list(one.names), schemes, values),
        *(one.country, one.town, one.said, one.link),
        *(one.observed_on, on, ends, digest, mark),
    )


def _short(*parts: object) -> str:
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:WIDTH]


def merged(
    held: pl.DataFrame, read: FeedRead, fresh: pl.DataFrame, feed: Feed, on: date
) -> pl.DataFrame:
    """The table after a file: new entries begin on the day, changed ones end and begin anew, and
    what the file ends, or a whole list leaves out, ends."""
    now = live(held, on, feed.name)
    same = now.join(fresh, on=[*KEY, "mark"], how="semi")
    changed = now.join(fresh, on=list(KEY), how="semi").join(same, on="id", how="anti")
    gone = now.filter(pl.col("entry").is_in(read.ended))
    if feed.whole:
        left = now.join(fresh, on=list(KEY), how="anti")
        gone = pl.concat([gone, left.filter(~pl.col("kind").is_in(MOMENTS))])
    ended = pl.concat([changed["id"], gone["id"]])
    begun = fresh.join(same, on=list(KEY), how="anti")
    kept = held.with_columns(
        pl.when(pl.col("id").is_in(ended.implode()))
        .then(pl.lit(on))
        .otherwise(pl.col("valid_until"))
        .alias("valid_until")
    )
    again = begun.join(kept, on="id", how="anti")
    return pl.concat([kept, again])


def wanted(read: FeedRead, numbers: frozenset[tuple[str, str]]) -> Sequence[Notice]:
    """The notices about one of these numbers: of a register of millions the rest is left."""
    return [one for one in read.notices if not numbers.isdisjoint(one.numbers)]
