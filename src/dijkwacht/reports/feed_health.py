# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How feeds are, and the names in them for a person to decide, as rows of a report."""

from collections.abc import Collection, Iterator
from typing import Any, Final

import polars as pl

from dijkwacht.register.codes import MatchDecision, Noun, ReadingState
from dijkwacht.register.register import Register
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column

FEEDS: Final = (
    Column("feed"),
    Column("feed_state", Cell.CODE),
    Column("last_good"),
    Column("feed_age", Cell.COUNT),
    Column("entries", Cell.COUNT),
    Column("fault"),
)
MATCHES: Final = (
    Column("named"),
    Column("supplier"),
    Column("supplier_id", shown=False),
    Column("feed"),
    Column("score", Cell.LEVEL),
    Column("evidence"),
    Column("match_id", shown=False),
)


def match_rows(
    register: Register, names: Names, seen: Collection[str]
) -> Iterator[tuple[Any, ...]]:
    """The names that nobody had decided on by the register's day, the likest first."""
    on = register.on
    undecided = pl.col("decision").fill_null(MatchDecision.OPEN) == MatchDecision.OPEN
    open_ = register.table("matches").filter(
        (undecided | (pl.col("decided_on") > on)) & (pl.col("recorded_on").fill_null(on) <= on)
    )
    about = register.table("observations").select("id", "named", "feed")
    joined = open_.join(about, left_on="observation_id", right_on="id", how="left")
    for row in joined.sort(["score", "id"], descending=[True, False]).iter_rows(named=True):
        if row["supplier_id"] in seen:
            yield (
                row["named"],
                names.of(Noun.SUPPLIER, row["supplier_id"]),
                row["supplier_id"],
                row["feed"],
                row["score"],
                row["evidence"],
                row["id"],
            )


def feed_rows(register: Register) -> Iterator[tuple[Any, ...]]:
    """Each feed that was read by the register's day: how its last reading went, and when it last
    went well."""
    known = register.table("readings").filter(pl.col("read_on") <= register.on)
    last = known.sort("feed", "read_on", "id").unique("feed", keep="last", maintain_order=True)
    good = known.filter(pl.col("state") == ReadingState.GOOD)
    when = dict(good.group_by("feed").agg(pl.col("read_on").max()).iter_rows())
    for row in last.iter_rows(named=True):
        since = when.get(row["feed"])
        age = None if since is None else (register.on - since).days
        state = f"code.reading-state.{row['state']}"
        yield row["feed"], state, since, age, row["entries"], row["fault"]
