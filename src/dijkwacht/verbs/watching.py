# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The night watch: every night from the last one that is kept to the day asked, and the bulletin of
that day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

import polars as pl

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.load import Cache
from dijkwacht.engine.rank import Progress
from dijkwacht.findings.signals import Standing
from dijkwacht.register.register import History
from dijkwacht.reports import nights
from dijkwacht.reports.bulletin import Told, bulletin
from dijkwacht.reports.names import Names
from dijkwacht.reports.plain import as_page, as_text
from dijkwacht.reports.report import as_json
from dijkwacht.reports.words import LANGUAGES, Words
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.verbs.feeding import read_feeds
from dijkwacht.verbs.nights import Seen, Watcher, joined
from dijkwacht.verbs.opening import Opened

NIGHTS, BULLETINS = "nights", "bulletins"
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Watched:
    """The night of the day asked, told; how many nights were made for it; and whether the one that
    was kept says something else."""

    told: Told
    made: int
    differs: bool


def watch(
    opened: Opened,
    folder: Path,
    policy: Path | None = None,
    since: date | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    seen: Seen | None = None,
) -> Watched:
    """The night of the register's day, and all nights before it since the last that is kept in the
    folder (else since `since`, else that night alone). A night that is kept already is made again
    at the revision it was made of. `seen` gives what feeds say on a day beside the register.

    Raises WrongQuestion for a day before the first that is kept, Unreadable for a night that is not
    whole, RuleNotInForce when policy lacks a rule on one of the days.
    """
    on, place = opened.register.on, folder / NIGHTS
    days = nights.kept_days(place)
    if days and on < days[0]:
        raise WrongQuestion("watch.before-first", first=days[0], on=on)
    held = nights.kept(place, on)
    revision = opened.register.revision if held is None else held.revision
    made_of = opened.name, opened.history, revision, Rulebook.read(policy)
    watcher = Watcher(*made_of, cache, progress, seen)
    before, made = _caught_up(watcher, place, days, since or on, on)
    found = watcher.night(before, on)
    differs = held is not None and nights.to_bytes(held) != nights.to_bytes(found.standing)
    if held is None or (differs and days[-1] == on):
        nights.keep(place, found.standing)
    return Watched(watcher.told(found, first=before is None), made + 1, differs)


def _caught_up(
    watcher: Watcher, place: Path, days: Iterable[date], since: date, on: date
) -> tuple[Standing | None, int]:
    """The night before a day, made from the last that is kept, or from a first one; and how many
    were made."""
    earlier = [day for day in days if day < on]
    before = nights.kept(place, earlier[-1]) if earlier else None
    day = since if before is None else before.on + ONE_DAY
    made = 0
    while day < on:
        before = watcher.night(before, day).standing
        nights.keep(place, before)
        day, made = day + ONE_DAY, made + 1
    return before, made


def with_rows(opened: Opened, added: Mapping[str, pl.DataFrame]) -> Opened:
    """The same register with rows of these tables beside its own."""
    history = History.of(joined(opened.history.frames, added))
    register = history.at(opened.register.on, opened.register.revision)
    return replace(opened, history=history, register=register)


def seen_in(opened: Opened, state: Path, policy: Path | None = None) -> Seen:
    """What the feeds that were read into a folder say on each day."""
    rulebook = Rulebook.read(policy)

    @lru_cache(maxsize=1)  # a night is made, and then told
    def rows(day: date) -> Mapping[str, pl.DataFrame]:
        found = read_feeds(opened.history, rulebook.on(day), None, state, day)
        return {
            "observations": found.observations,
            "matches": found.matches,
            "readings": found.readings,
        }

    return rows


def keep_bulletin(told: Told, folder: Path) -> list[Path]:
    """Write the bulletin as text, HTML and JSON in every language; the files."""
    made = []
    for language in LANGUAGES:
        words = Words(language)
        report = bulletin(told, Names(told.register, language))
        for ending, render in (("txt", as_text), ("html", as_page), ("json", as_json)):
            file = folder / BULLETINS / f"{told.night.on}.{language}.{ending}"
            made.append(nights.write(file, render(report, words).encode()))
    return made
