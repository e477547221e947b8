# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All feeds in a folder read into the state: only what is new, only what is sound; the last good
state stays whatever comes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from dijkwacht.base.problem import Problem, problem
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feed_changes import abroad, changes
from dijkwacht.sources.feed_merge import framed, live, merged, wanted
from dijkwacht.sources.feed_state import FeedState
from dijkwacht.sources.feeds import (
    Before,
    Feed,
    Taken,
    arrived,
    feeds_of,
    files_of_feed,
    judged,
    opened,
)

FILTERED: Final = ("gleif-records", "gleif-parents", "gleif-exceptions")
"""Formats that tell of everybody in the world."""
Numbers = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Run:
    """What a run needs to know."""

    folder: Path
    rules: Rules
    on: date
    numbers: Numbers  # of the suppliers that are watched


def watch(state: FeedState, run: Run) -> tuple[FeedState, list[Problem]]:
    """The state after everything new in the folder, and everything that was wrong. The state of a
    day before the last one is history: nothing is added to it."""
    problems: list[Problem] = []
    last = state.last_day
    for feed in feeds_of(run.rules):
        for file in files_of_feed(run.folder, feed.name):
            place = str(file.relative_to(run.folder))
            if last is None or run.on >= last:
                state = _file(state, run, feed, file, place, problems)
            elif state.last(feed.name, place) is None:
                problems.append(problem(place, "feed-day-earlier", on=run.on, last=last))
    return _moved(state, run) if last is None or run.on >= last else state, problems


def _moved(state: FeedState, run: Run) -> FeedState:
    """The state with the ultimate parents that are in another country than those before them."""
    for feed in feeds_of(run.rules):
        if feed.format == "gleif-parents":
            fresh = framed(abroad(state.notices, run.on), feed.name, run.on, "")
            part = replace(feed, whole=False)
            notices = merged(state.notices, FeedRead(), fresh, part, run.on)
            state = replace(state, notices=notices)
    return state


def _file(
    state: FeedState, run: Run, feed: Feed, file: Path, place: str, problems: list[Problem]
) -> FeedState:
    came = arrived(file, place)
    if _seen(state, feed, place, came):
        return state
    taken = opened(came, file, place, feed, run.rules)
    notices = taken.read.notices
    if feed.format in FILTERED:
        notices = list(wanted(taken.read, run.numbers | _parents(state, run.on)))
    taken = _judged(taken, state, run, feed, place, notices)
    problems += taken.read.problems
    if feed.keeps and taken.digest and taken.data:
        state.keep(feed.name, taken.digest, taken.data)
    if taken.usable:
        state = _taken(state, run, feed, taken, notices)
    return _noted(state, run, feed, place, taken)


def _judged(
    taken: Taken, state: FeedState, run: Run, feed: Feed, place: str, notices: Sequence[Notice]
) -> Taken:
    held = live(state.notices, run.on, feed.name).height if feed.format not in FILTERED else 0
    limit = int(run.rules.parameters("signals/limits")["shrink_limit"])
    return judged(taken, feed, place, Before(run.on, state.last_taken(feed.name), held, limit))


def _seen(state: FeedState, feed: Feed, place: str, taken: Taken) -> bool:
    """Whether these bytes were the last that came under this name, or the last of a sound feed."""
    if not taken.digest:
        return False
    of_file, of_feed = state.last(feed.name, place), state.last(feed.name)
    if of_file is not None and of_file["digest"] == taken.digest:
        return _as_before(of_file["state"], taken)
    sound = of_feed is not None and of_feed["state"] == "good"
    return sound and of_feed is not None and of_feed["digest"] == taken.digest and taken.usable


def _as_before(state: str, taken: Taken) -> bool:
    """Whether the same bytes are judged as they were: a digest beside them may have come since."""
    return (state == "wrong-signed") == (taken.state == "wrong-signed")


def _parents(state: FeedState, on: date) -> Numbers:
    """The parents that are or were named: their country is wanted too."""
    ties = state.notices.filter(pl.col("kind") == "parent-record", pl.col("known_on") <= on)
    return frozenset(("lei", parent) for parent in ties["said"] if parent)


def _taken(
    state: FeedState, run: Run, feed: Feed, taken: Taken, notices: Sequence[Notice]
) -> FeedState:
    """The state with what a sound file says."""
    told = list(notices)
    before = live(state.notices, run.on, feed.name)
    if feed.format in FILTERED:
        told += changes(before, told, run.on)
    fresh = framed(told, feed.name, run.on, taken.digest)
    return replace(state, notices=merged(state.notices, taken.read, fresh, feed, run.on))


def _noted(state: FeedState, run: Run, feed: Feed, place: str, taken: Taken) -> FeedState:
    faults = [found for found in taken.read.problems if found.grade == "fault"]
    return state.with_reading(
        feed=feed.name,
        read_on=run.on,
        state=taken.state,
        entries=taken.read.entries,
        newest_on=taken.newest,
        file=place,
        digest=taken.digest or None,
        fault=faults[0].what.code if faults else None,
        source=feed.address or feed.name,
        recorded_on=run.on,
    )


def health(readings: pl.DataFrame, feeds: Sequence[Feed], on: date) -> pl.DataFrame:
    """One row per feed on a day: its last reading, its last good one, its age, and its state: that
    of the last reading, late when nothing new came in time, absent when it was never read."""
    known = readings.filter(pl.col("read_on") <= on)
    return pl.DataFrame([_health(known, feed, on) for feed in feeds], schema=HEALTH)


HEALTH: Final = {
    "feed": pl.String(),
    "state": pl.String(),
    "read_on": pl.Date(),
    "good_on": pl.Date(),
    "newest_on": pl.Date(),
    "age": pl.Int64(),
    "every": pl.Int64(),
    "entries": pl.Int64(),
    "fault": pl.String(),
}
GRAVE: Final = ("wrong-signed", "broken", "empty")


def _health(known: pl.DataFrame, feed: Feed, on: date) -> dict[str, object]:
    of = known.filter(pl.col("feed") == feed.name)
    if not of.height:
        return {"feed": feed.name, "state": "absent", "every": feed.every}
    last = of.row(of.height - 1, named=True)
    same_day = of.filter(pl.col("read_on") == last["read_on"])
    taken = of.filter(pl.col("state").is_in(["good", "late"]))
    newest = taken["newest_on"].max() or taken["read_on"].max()
    age = (on - newest).days if isinstance(newest, date) else None
    faults = same_day["fault"].drop_nulls().to_list()
    return {
        "feed": feed.name,
        "state": _state(same_day, last["state"], feed, age),
        "read_on": last["read_on"],
        "good_on": taken["read_on"].max(),
        "newest_on": taken["newest_on"].max(),
        "age": age,
        "every": feed.every,
        "entries": taken["entries"].to_list()[-1] if taken.height else None,
        "fault": faults[-1] if faults else None,
    }


def _state(same_day: pl.DataFrame, last: str, feed: Feed, age: int | None) -> str:
    """Of a whole list its last file decides, of many files the worst that came on the last day."""
    files = same_day.unique("file", keep="last", maintain_order=True)
    states = [last] if feed.whole else files["state"].to_list()
    grave = next((state for state in GRAVE if state in states), None)
    return grave or ("late" if age is not None and age > feed.every else "good")
