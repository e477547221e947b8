# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A scripted year of the fictional state: accounts, what feeds tell of its suppliers day by day,
and how the feeds themselves do. Same arguments, same year."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.register import Columns, complete
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feeds import feeds_of
from dijkwacht.sources.fictional_accounts import RULE, Books, books, statements
from dijkwacht.sources.fictional_draw import Ints, Part, chance, stream
from dijkwacht.sources.fictional_frames import SOURCE, at, day_number, days

YEAR: Final = 365
STORY_FEEDS: Final = {
    "register": "insolvency-register",
    "rating": "ratings",
    "contracts": "contract-losses",
    "news": "news",
}
EVENTS: Final = "events"
LEFT: Final = 60  # days of the year in which no story begins
SLOW: Final = 6  # days until a feed tells, at most
RENEWED: Final = "lei-lapsed"


def year(
    register: Columns, rules: Rules, seed: int, first: date, last: date
) -> Mapping[str, pl.DataFrame]:
    """The rows of `statements`, `observations` and `readings` of the fictional suppliers of a
    register, for the days from `first` to `last`. 30,000 suppliers are a second's work."""
    held = books(register, rules, seed)
    told = pl.concat(
        [_stories(held, rules, seed, first), _chances(register, rules, seed, first, last)]
    ).filter((pl.col("observed_on") <= last) & (pl.col("observed_on") >= first))
    frames = {
        "statements": statements(held, rules, seed, first),
        "observations": _rows(told, rules, seed),
        "readings": _readings(rules, seed, first, last),
    }
    every = complete(frames)
    return {name: every[name] for name in frames}


SCHEMA: Final = {
    "supplier_id": pl.String(),
    "kind": pl.String(),
    "feed": pl.String(),
    "observed_on": pl.Date(),
}


def _stories(held: Books, rules: Rules, seed: int, first: date) -> pl.DataFrame:
    """What happens to those that go downhill, one thing after another; some recover in time."""
    policy, rng = rules.parameters(RULE), stream(seed, Part.EVENTS)
    kinds = rules.parameters("signals/kinds")
    failing = at(held.suppliers, np.flatnonzero(held.failing))
    size = len(failing)
    begun = day_number(first) + rng.integers(0, YEAR - LEFT, size)
    recovers = chance(rng, int(policy["recovery"]), size)
    frames = [pl.DataFrame(schema=SCHEMA)]
    for kind, after, often in policy["story"]:
        family = kinds[kind]["family"]
        happens = chance(rng, int(often), size)
        happens &= ~(recovers & (family == "register"))
        when = begun + after + rng.integers(0, 14, size)
        rows = np.flatnonzero(happens)
        frames.append(_told(failing, rows, kind, STORY_FEEDS.get(family, EVENTS), when[rows]))
    return pl.concat(frames)


def _chances(register: Columns, rules: Rules, seed: int, first: date, last: date) -> pl.DataFrame:
    """What happens to anybody."""
    firms = register.once("suppliers")
    span = (last - first).days + 1
    frames = [pl.DataFrame(schema=SCHEMA)]
    rates: Mapping[str, list[Any]] = rules.parameters(RULE)["rates"]
    for number, (kind, (often, whom, feed)) in enumerate(rates.items()):
        rng = stream(seed, Part.EVENTS, 100 + number)
        ids = firms["id"] if whom == "all" else firms.filter(pl.col("kind") == whom)["id"]
        count = len(ids) * int(often) * span // (ONE * YEAR)
        rows = rng.integers(0, max(len(ids), 1), count)
        when = day_number(first) + rng.integers(0, span, count)
        frames.append(_told(ids, rows, kind, feed, when))
    return pl.concat(frames)


def _told(ids: pl.Series, rows: Ints, kind: str, feed: str, when: Ints) -> pl.DataFrame:
    frame = pl.DataFrame({"supplier_id": at(ids, rows), "observed_on": days(when)})
    return frame.select(
        "supplier_id", pl.lit(kind).alias("kind"), pl.lit(feed).alias("feed"), "observed_on"
    )


def _rows(told: pl.DataFrame, rules: Rules, seed: int) -> pl.DataFrame:
    """Observations in the order in which they became known."""
    kinds, rng = rules.parameters("signals/kinds"), stream(seed, Part.EVENTS, 1)
    of = {kind: kinds[kind] for kind in told["kind"].unique()}
    ordered = told.sort("observed_on", "kind", "supplier_id")
    late = pl.lit(pl.Series(rng.integers(0, SLOW, ordered.height)))
    renewed = pl.lit(pl.Series(rng.integers(20, 200, ordered.height)))
    known = ordered.with_columns(
        known_on=pl.col("observed_on") + pl.duration(days=late),
        valid_until=pl.when(pl.col("kind") == RENEWED).then(
            pl.col("observed_on") + pl.duration(days=renewed)
        ),
    ).sort("known_on", "observed_on", "kind", "supplier_id")
    number = pl.Series([f"{at:06d}" for at in range(1, known.height + 1)], dtype=pl.String)
    family = {kind: str(one["family"]) for kind, one in of.items()}
    severity = {kind: int(one["severity"]) for kind, one in of.items()}
    return known.with_columns(
        id="obs-" + number,
        entry="E" + number,
        valid_from="observed_on",
        family=pl.col("kind").replace_strict(family, default=None, return_dtype=pl.String),
        severity=pl.col("kind").replace_strict(severity, default=None, return_dtype=pl.Int64),
        source=pl.lit(SOURCE),
        recorded_on="known_on",
        confidence=pl.lit("observed"),
    )


def _readings(rules: Rules, seed: int, first: date, last: date) -> pl.DataFrame:
    """Each feed on each day on which it is expected; now and then something is wrong with it."""
    mishaps: Mapping[str, int] = rules.parameters(RULE)["mishaps"]
    states = [*mishaps, "good"]
    weights = np.array([*mishaps.values(), int(ONE) - sum(mishaps.values())], np.int64)
    rows = []
    for number, feed in enumerate(feeds_of(rules)):
        rng = stream(seed, Part.READINGS, number)
        size = (last - first).days // feed.every + 1
        drawn = np.searchsorted(np.cumsum(weights), rng.integers(0, ONE, size), side="right")
        for at_, state in enumerate(drawn):
            day = first + timedelta(days=at_ * feed.every)
            good = states[state] == "good"
            rows.append((feed.name, day, states[state], day if good else None))
    frame = pl.DataFrame(
        rows,
        schema={
            "feed": pl.String(),
            "read_on": pl.Date(),
            "state": pl.String(),
            "newest_on": pl.Date(),
        },
        orient="row",
    ).sort("read_on", "feed", maintain_order=True)
    ids = pl.Series("id", [f"rdg-{number:06d}" for number in range(1, frame.height + 1)])
    return frame.with_columns(
        ids, source=pl.lit(SOURCE), recorded_on="read_on", confidence=pl.lit("observed")
    )
