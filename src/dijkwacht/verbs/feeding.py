# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds read, resolved to suppliers, and what people decide about names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from dijkwacht.base.errors import NotInRegister, Unreadable
from dijkwacht.base.problem import Problem
from dijkwacht.identity.resolve import numbers_of, resolve
from dijkwacht.register.codes import MatchDecision
from dijkwacht.register.register import History, frame_of
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed_derived import with_accounts
from dijkwacht.sources.feed_fetch import fetch_feeds
from dijkwacht.sources.feed_merge import live
from dijkwacht.sources.feed_state import FeedState, alone, load
from dijkwacht.sources.feed_watch import Run, health, watch
from dijkwacht.sources.feeds import feeds_of

MATCHES = "matches"


@dataclass(frozen=True)
class FeedsRead:
    """What feeds say of the suppliers of a register on a day, and how the feeds are."""

    on: date
    observations: pl.DataFrame  # rows of the table `observations`
    matches: pl.DataFrame  # rows of the table `matches`: decided ones, then those that wait
    readings: pl.DataFrame  # rows of the table `readings` until the day
    health: pl.DataFrame  # one row per feed
    problems: tuple[Problem, ...]


def read_feeds(
    history: History,
    rules: Rules,
    feeds: Path | None,
    state: Path | None,
    on: date,
    *,
    fetched: bool = False,
) -> FeedsRead:
    """Read what is new in a folder of feeds into the state, and say what all of it means for the
    register on the day. The same again changes nothing; without a state nothing is kept.

    Raises Unreadable for a state that is damaged or cannot be written, and for a folder that is not
    there: that no feed came is another thing.
    """
    register = history.at(on)
    problems: list[Problem] = []
    if fetched and feeds is not None:
        problems += fetch_feeds(feeds, rules, on)
    elif feeds is not None and not feeds.is_dir():
        raise Unreadable("not-a-folder" if feeds.exists() else "no-such-file", file=str(feeds))
    with alone(state):
        held = load(state)
        numbers = frozenset(numbers_of(register).select("scheme", "value").iter_rows())
        if feeds is not None:
            held, told = watch(held, Run(feeds, rules, on, numbers))
            problems += told
        held = with_accounts(held, register, rules, on)
        held.save()
    decided = pl.concat([register.table(MATCHES), held.decided])
    found = resolve(live(held.notices, on), register, _until(decided, on), rules)
    return FeedsRead(
        on,
        found.observations,
        found.matches,
        held.readings.filter(pl.col("read_on") <= on),
        health(held.readings, feeds_of(rules), on),
        tuple(problems),
    )


def _until(decided: pl.DataFrame, on: date) -> pl.DataFrame:
    """What was decided by a day; an open match is no decision."""
    made = pl.col("decision").is_in([MatchDecision.SAME.value, MatchDecision.DIFFERENT.value])
    return decided.filter(made & (pl.col("decided_on") <= on).fill_null(True))


def decide_match(
    found: FeedsRead, state: Path, match: str, decision: MatchDecision, by: str, reason: str
) -> FeedState:
    """Keep what a person decided about a candidate; NotInRegister for one that does not wait."""
    waiting = found.matches.filter(
        (pl.col("id") == match) & (pl.col("decision") == MatchDecision.OPEN.value)
    )
    if not waiting.height:
        raise NotInRegister("no-open-match", match=match)
    row = waiting.row(0, named=True) | {
        "decision": decision.value,
        "decided_by": by,
        "decided_on": found.on,
        "reason": reason,
        "recorded_on": found.on,
    }
    with alone(state):
        held = load(state)
        rows = pl.concat([held.decided, frame_of(MATCHES, [row])])
        held = replace(held, decided=rows)
        held.save()
    return held


def open_matches(found: FeedsRead) -> Sequence[dict[str, object]]:
    """The candidates that wait for a person, the likeliest first."""
    waiting = found.matches.filter(pl.col("decision") == MatchDecision.OPEN.value)
    told = found.observations.select(
        pl.col("id").alias("observation_id"), "feed", "kind", "named", "said", "link"
    )
    rows = waiting.join(told, on="observation_id", how="left", maintain_order="left")
    return rows.sort(["score", "id"], descending=[True, False]).to_dicts()
