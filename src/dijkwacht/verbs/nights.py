# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes nights of the watch, and tells what one of them means: what hangs on suppliers, and the
outage of each whose level or links changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import polars as pl

from dijkwacht.engine.load import Cache
from dijkwacht.engine.rank import Place, Progress, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.sweep import Sweep, plain
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.hanging import Hanging as HangingOnNodes
from dijkwacht.findings.hazards import Scored, score
from dijkwacht.findings.owners import Heirs, Nodes, nodes_of, with_entities
from dijkwacht.findings.signals import Hanging, Night, Standing, night
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.groups import controlling
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History, Register
from dijkwacht.reports.bulletin import Due, Told
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.verbs.classifying import classify, inherited_by
from dijkwacht.verbs.contracting import watched_contracts
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
Seen = Callable[[date], Mapping[str, pl.DataFrame]]
"""What feeds say on a day: rows by table."""
DUE: Final = timedelta(days=30)  # so far the bulletin looks ahead at contracts


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
    scored: Scored | None = None
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
        self.scored = score(register, rules, self.scored)
        hanging = self.judgement(day).hanging
        return night(before, register, rules, self.scored.hazards, hanging)

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

    def told(self, found: Night, *, first: bool) -> Told:
        """The night with the outage of every supplier whose level or links changed."""
        opened, judged = self.opened(found.on), self.judgement(found.on)
        linked = linked_on(self.history, found.on, self.revision)
        moved = {found.ids[row] for row in (*found.moved(up=True), *found.moved(up=False))}
        sweep = plain if self.cache is None else sweep_on(self.cache)
        places = outages(opened, moved | linked, self.progress, sweep)
        return Told(
            name=self.name,
            night=found,
            register=self.seeing(opened.register),
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


def judge(opened: Opened, cache: Cache | None = None, progress: Progress | None = None) -> Judged:
    """The classes of services, and what hangs on each supplier with all that it controls: the class
    that it inherits, gross. RuleNotInForce when policy lacks a rule on that day."""
    found = classify(opened, cache, progress)
    held = inherited_by(opened, found, entities(opened), cache, progress)
    some = [row for row, count in enumerate(held.services.tolist()) if count]
    hanging = Hanging(
        level={held.ids[row]: Class(int(held.level[row])) for row in some},
        services={held.ids[row]: int(held.services[row]) for row in some},
        organisations={held.ids[row]: int(held.organisations[row]) for row in some},
        provisional=frozenset(held.ids[row] for row in some if held.provisional[row]),
        because={held.ids[row]: str(held.because[row]) for row in some if held.because[row]},
    )
    return Judged(hanging, found.classes)


def entities(opened: Opened) -> Nodes:
    """The nodes that stop with each supplier: its own, and those of all that it controls."""
    own = nodes_of(opened.register, opened.graphs.every, Heirs.SUPPLIERS)
    return with_entities(own, controlling(opened.register))


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


def outages(
    opened: Opened,
    suppliers: Iterable[str],
    progress: Progress | None = None,
    sweep: Sweep = plain,
) -> Mapping[str, Place]:
    """The outage of each of these suppliers (ids) with all that it controls, that does not come
    back, with declared fallbacks; those that the graph does not have are left out."""
    index, graphs = opened.graphs.every.index, opened.graphs
    every, wanted = entities(opened), sorted(set(suppliers))
    keys = [(NodeNoun.SUPPLIER, id) for id in wanted]
    nodes = {index[key]: list(every[key[1]]) for key in keys if key in index}
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


def linked_on(history: History, on: date, revision: int) -> frozenset[str]:
    """The suppliers of which a contract, a delivery or an owner begins or ends on a day."""
    return frozenset(_linked(history, on, revision))


def _linked(history: History, on: date, revision: int) -> Iterator[str]:
    known = history.known(revision)
    turns = (pl.col("valid_from") == on) | (pl.col("valid_until") == on)
    for table, column in LINKS:
        yield from known.frames[table].filter(turns)[column].drop_nulls().unique().sort()
