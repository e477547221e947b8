# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The night watch: every night from the last one that is kept to the day asked, and the bulletin of
that day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.load import Cache
from dijkwacht.engine.rank import Place, Progress, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.sweep import Sweep, plain
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.hanging import Hanging as HangingOnNodes
from dijkwacht.findings.hazards import hazards
from dijkwacht.findings.owners import Heirs
from dijkwacht.findings.signals import Hanging, Night, Standing, night
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History, Register
from dijkwacht.reports import nights
from dijkwacht.reports.bulletin import Due, Told, bulletin
from dijkwacht.reports.names import Names
from dijkwacht.reports.plain import as_page, as_text
from dijkwacht.reports.report import as_json
from dijkwacht.reports.words import LANGUAGES, Words
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.verbs.classifying import classify, inherited
from dijkwacht.verbs.contracting import watched_contracts
from dijkwacht.verbs.feeding import read_feeds
from dijkwacht.verbs.opening import Opened, Stop, horizons_of, silent
from dijkwacht.verbs.ranking import sweep_on

WATCHED: Final = (
    *("suppliers", "ownership", "statements", "observations", "matches", "readings"),
    "alert_acts",
)
"""The tables that a night is made of; the others say what hangs on suppliers."""
LINKS: Final = (
    ("ownership", "child_id"),
    ("deliveries", "supplier_id"),
    ("contracts", "supplier_id"),
)
NIGHTS, BULLETINS = "nights", "bulletins"
Seen = Callable[[date], Mapping[str, pl.DataFrame]]
"""What feeds say on a day: rows by table."""
ONE_DAY: Final = timedelta(days=1)
DUE: Final = timedelta(days=30)  # so far the bulletin looks ahead at contracts


@dataclass(frozen=True, eq=False)
class Watched:
    """The night of the day asked, told; how many nights were made for it; and whether the one that
    was kept says something else."""

    told: Told
    made: int
    differs: bool


@dataclass(frozen=True, eq=False)
class Judged:
    """What hangs on suppliers, and the classes that say so."""

    hanging: Hanging
    classes: Classes


@dataclass(eq=False)
class Watcher:
    """Makes nights of one register, at one revision of it."""

    name: str
    history: History
    revision: int
    rulebook: Rulebook
    cache: Cache | None = None
    progress: Progress | None = None
    seen: Seen | None = None
    judged: dict[tuple[date, str], Judged] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What is looked at every night, and the days on which anything else begins or ends."""
        frames = self.history.frames
        self.light = History.of({table: frames[table] for table in WATCHED})
        self.turns = sorted(_turns(self.history))

    def night(self, before: Standing | None, day: date) -> Night:
        """The night of a day after the one before it."""
        register = self.seeing(self.light.at(day, self.revision))
        rules = self.rulebook.on(day)
        return night(before, register, rules, hazards(register, rules), self.judgement(day).hanging)

    def seeing(self, register: Register) -> Register:
        """The register with what feeds say on its day."""
        if self.seen is None:
            return register
        added = self.seen(register.on)
        return replace(register, frames=joined(register.frames, added))

    def judgement(self, day: date) -> Judged:
        """What hangs on suppliers, as judged last: on the first of the month, and whenever
        anything in the register begins or ends."""
        on = self.judged_on(day)
        rules = self.rulebook.on(on)
        key = (
            on,
            ",".join(sorted(f"{rule.version} {rule.digest}" for rule in rules.by_name.values())),
        )
        if key not in self.judged:
            self.judged.clear()
            self.judged[key] = judge(self.opened(on), self.cache, self.progress)
        return self.judged[key]

    def judged_on(self, day: date) -> date:
        """The day as of which what hangs on suppliers is judged."""
        last = next((turn for turn in reversed(self.turns) if turn <= day), date.min)
        return max(day.replace(day=1), last)

    def opened(self, day: date) -> Opened:
        """The whole register of a day."""
        register = self.history.at(day, self.revision)
        return Opened(self.name, self.history, register, self.rulebook.on(day), ())


def judge(opened: Opened, cache: Cache | None = None, progress: Progress | None = None) -> Judged:
    """The classes of services, and what hangs on each supplier: the class that it inherits, gross.
    RuleNotInForce when policy lacks a rule on that day."""
    found = classify(opened, cache, progress)
    held = inherited(opened, found, Heirs.SUPPLIERS, cache, progress)
    some = [row for row, count in enumerate(held.services.tolist()) if count]
    hanging = Hanging(
        level={held.ids[row]: Class(int(held.level[row])) for row in some},
        services={held.ids[row]: int(held.services[row]) for row in some},
        organisations={held.ids[row]: int(held.organisations[row]) for row in some},
        provisional=frozenset(held.ids[row] for row in some if held.provisional[row]),
        because={held.ids[row]: str(held.because[row]) for row in some if held.because[row]},
    )
    return Judged(hanging, found.classes)


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
    at the revision it was made of.

    Raises WrongQuestion for a day before the first that is kept, Unreadable for a night that is not
    whole, RuleNotInForce when policy lacks a rule on one of the days.
    """
    on = opened.register.on
    folder = folder / NIGHTS
    days = nights.kept_days(folder)
    if days and on < days[0]:
        raise WrongQuestion("watch.before-first", first=days[0], on=on)
    held = nights.kept(folder, on)
    revision = opened.register.revision if held is None else held.revision
    made_of = opened.name, opened.history, revision, Rulebook.read(policy)
    watcher = Watcher(*made_of, cache, progress, seen)
    before = _before(folder, days, on)
    made = 0
    for day in _days(before, since, on):
        if day == on:
            break
        before = watcher.night(before, day).standing
        nights.keep(folder, before)
        made += 1
    found = watcher.night(before, on)
    differs = held is not None and nights.to_bytes(held) != nights.to_bytes(found.standing)
    if held is None or (differs and days[-1] == on):
        nights.keep(folder, found.standing)
    return Watched(_told(watcher, found, first=before is None), made + 1, differs)


def with_rows(opened: Opened, added: Mapping[str, pl.DataFrame]) -> Opened:
    """The same register with rows of these tables beside its own."""
    history = History.of(joined(opened.history.frames, added))
    register = history.at(opened.register.on, opened.register.revision)
    return replace(opened, history=history, register=register)


def joined(
    frames: Mapping[str, pl.DataFrame], added: Mapping[str, pl.DataFrame]
) -> Mapping[str, pl.DataFrame]:
    """Tables with rows of other tables behind their own; what was there stands before what says
    the same of the same thing."""
    return {
        table: pl.concat([frame, added[table]], how="diagonal_relaxed").unique(
            ["id", "valid_from"], keep="first", maintain_order=True
        )
        if table in added and added[table].height
        else frame
        for table, frame in frames.items()
    }


def seen_in(opened: Opened, state: Path, policy: Path | None = None) -> Seen:
    """What the feeds that were read into a folder say on each day."""
    rulebook = Rulebook.read(policy)

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


def _before(folder: Path, days: Iterable[date], on: date) -> Standing | None:
    """The last night before a day that is kept."""
    earlier = [day for day in days if day < on]
    return nights.kept(folder, earlier[-1]) if earlier else None


def _days(before: Standing | None, since: date | None, on: date) -> Iterator[date]:
    """The days of which nights are to be made, up to the one asked."""
    first = before.on + ONE_DAY if before is not None else min(since or on, on)
    for number in range((on - first).days + 1):
        yield first + number * ONE_DAY


def _told(watcher: Watcher, found: Night, *, first: bool) -> Told:
    """The night with the outage of every supplier whose level or links changed."""
    opened, judged = watcher.opened(found.on), watcher.judgement(found.on)
    linked = frozenset(_linked(watcher.history, found.on, watcher.revision))
    moved = {found.ids[row] for row in (*found.moved(up=True), *found.moved(up=False))}
    sweep = plain if watcher.cache is None else sweep_on(watcher.cache)
    places = outages(opened, moved | linked, watcher.progress, sweep)
    return Told(
        name=watcher.name,
        night=found,
        register=watcher.seeing(opened.register),
        rules=opened.rules,
        hanging=judged.hanging,
        places=places,
        linked=linked,
        first=first,
        due=Due(
            watched_contracts(opened, found.on + DUE),
            HangingOnNodes(opened.graphs.every, judged.classes),
        ),
    )


def outages(
    opened: Opened,
    suppliers: Iterable[str],
    progress: Progress | None = None,
    sweep: Sweep = plain,
) -> Mapping[str, Place]:
    """The outage of each of these suppliers (ids) that does not come back, with declared fallbacks;
    those that the graph does not have are left out."""
    index, graphs = opened.graphs.every.index, opened.graphs
    keys = [(NodeNoun.SUPPLIER, id) for id in sorted(suppliers)]
    nodes = {index[key]: [index[key]] for key in keys if key in index}
    choice: Choice = Stop(permanent=True).choice(opened)
    horizons = horizons_of(opened.rules, choice.horizon)
    found = rank(graphs, nodes, choice, horizons, progress or silent, sweep)
    return {graphs.every.nodes.ids[place.node]: place for place in found}


def _turns(history: History) -> set[date]:
    """The days on which a row of what hangs on suppliers begins or ends."""
    heavy = [history.frames[table] for table in TABLES if table not in WATCHED]
    found: set[date] = set()
    for frame in heavy:
        for column in ("valid_from", "valid_until"):
            found |= set(frame[column].drop_nulls().unique())
    return found


def _linked(history: History, on: date, revision: int) -> Iterator[str]:
    """The suppliers of which a contract, a delivery or an owner begins or ends on a day."""
    known = history.known(revision)
    turns = (pl.col("valid_from") == on) | (pl.col("valid_until") == on)
    for table, column in LINKS:
        yield from known.frames[table].filter(turns)[column].drop_nulls().unique().sort()
