# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many outages counted by the compiled kernel, in whole columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dijkwacht.base.units import ONE
from dijkwacht.engine.compiled.flat import GROUP_WIDTH, NODE_WIDTH, Flat, Ranked, flatten
from dijkwacht.engine.compiled.kernel import Cases, Losses, run
from dijkwacht.engine.compiled.room import FULL, SIZE, START, TOUCHED, Room, room
from dijkwacht.engine.scenario import Scenario
from dijkwacht.engine.survey import Starts, Survey, Tally, empty, plainly
from dijkwacht.engine.traces import Traces
from dijkwacht.graph.graph import UNKNOWN, DependencyGraph, Ints

ENTRIES: Final = 2**19  # what services lose, per turn: 15 MB
LIMB: Final = 26  # bits: sums of products are made in two parts that floats hold exactly


@dataclass(frozen=True, eq=False)
class Lost:
    """What services lose in many scenarios: one entry per touched service and scenario."""

    case: Ints
    service: Ints  # node of the graph
    lost_at: Ints  # first hour below its minimum; -1 for never
    missing: Ints  # hours times missing basis points


class Bench:
    """One graph laid flat with the working memory of one thread."""

    def __init__(self, graph: DependencyGraph, ranked: Ranked, arena: int | None = None) -> None:
        self.graph, self.ranked = graph, ranked
        self.room: Room = room(ranked.flat, arena)
        self._size = len(graph.services) + ENTRIES

    @property
    def clean(self) -> bool:
        """Whether nothing of an earlier scenario is left in the working memory."""
        made = self.room
        used = (made.node[:, SIZE], made.flags, made.marked, made.held[:, SIZE], made.queue)
        return not any(part.any() for part in (*used, made.words)) and bool((made.own == -1).all())

    @cached_property
    def _losses(self) -> Losses:
        case, node, lost_at = (np.empty(self._size, np.int32) for _ in range(3))
        return Losses(case, node, lost_at, np.empty(self._size, np.int64), np.zeros(0, np.int32))

    def lost(self, scenarios: Sequence[Scenario]) -> tuple[Lost, Ints]:
        """What services lose in these scenarios, and which of these did not fit."""
        cases, horizon = self.cases(scenarios), int(scenarios[0].horizon)
        losses = self._losses._replace(full=np.zeros(len(scenarios), np.int32))
        begin, turns = 0, []
        while begin < len(scenarios):
            begin, entries = run(self.ranked.flat, self.room, cases, horizon, begin, losses, False)
            columns = (losses.case, losses.node, losses.lost_at, losses.missing)
            turns.append([column[:entries].astype(np.int64) for column in columns])
        case, node, lost_at, missing = (
            np.concatenate(column) for column in zip(*turns, strict=True)
        )
        return Lost(case, self.ranked.node[node], lost_at, missing), np.flatnonzero(losses.full)

    def traces(self, scenario: Scenario) -> Traces | None:
        """The levels over time of all touched nodes; None when they did not fit."""
        losses = self._losses._replace(full=np.zeros(1, np.int32))
        cases, made = self.cases([scenario]), self.room
        run(self.ranked.flat, made, cases, int(scenario.horizon), 0, losses, True)
        touched = made.touched[: made.state[TOUCHED]].astype(np.int64)
        sizes = made.node[touched, SIZE].astype(np.int64)
        starts = made.node[touched, START].astype(np.int64)
        made.node[touched, SIZE] = 0
        if made.state[FULL]:
            return None
        order = np.argsort(self.ranked.node[touched])
        order = order[sizes[order] > 0]
        first = _from_sizes(sizes[order])
        at = np.arange(first[-1]) + np.repeat(starts[order] - first[:-1], sizes[order])
        steps = made.steps[at]
        table = np.stack((steps >> 32, steps.astype(np.int32)), axis=1)
        return Traces(self.ranked.node[touched[order]], first, table)

    def cases(self, scenarios: Sequence[Scenario]) -> Cases:
        """The scenarios as the kernel reads them."""
        failures = [failure for scenario in scenarios for failure in scenario.failures]
        sizes = [len(scenario.failures) for scenario in scenarios]
        steps = np.array([step for failure in failures for step in failure.own], np.int32)
        nodes = np.array([failure.node for failure in failures], np.int64)
        return Cases(
            first=_from_sizes(sizes),
            node=self.ranked.rank[nodes].astype(np.int32),
            first_step=_from_sizes([len(failure.own) for failure in failures]),
            step=steps.reshape(-1, 2),
        )


def _from_sizes(sizes: Sequence[int] | Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(np.asarray(sizes, np.int64))))


class Counter:
    """Counts for one survey; keep one per thread, for each has a working memory of its own."""

    def __init__(self, survey: Survey, flat: "Flats") -> None:
        self.survey = survey
        self.every = Bench(survey.graphs.every, flat.every)
        self.sure = Bench(survey.graphs.sure, flat.sure) if survey.graphs.estimates else self.every

    def count(self, starts: Starts) -> Tally:
        """What each of these costs."""
        made = empty(len(starts), len(self.survey.horizons))
        if not starts:
            return made
        if self.survey.choice.start is not None:  # calendars are not in the kernel
            return plainly(self.survey, starts)
        scenarios = [self.survey.choice.of(nodes) for nodes in starts]
        every, full = self.every.lost(scenarios)
        _count(made, self.survey, every)
        if self.sure is not self.every:
            sure, too = self.sure.lost(scenarios)
            full = np.union1d(full, too)
            made.estimated[:] = _estimated(self.survey, every, sure, len(starts))
        if full.size:
            made.put(full, plainly(self.survey, [starts[case] for case in full]))
        return made


@dataclass(frozen=True, eq=False)
class Flats:
    """The two graphs of a survey laid flat; shared between threads."""

    every: Ranked
    sure: Ranked

    @classmethod
    def of(cls, survey: Survey) -> "Flats":
        """Lay the graphs of a survey flat."""
        graphs, choice = survey.graphs, survey.choice
        every = flatten(graphs.every, choice.fallbacks, choice.permanent)
        if not graphs.estimates:
            return cls(every, every)
        return cls(every, flatten(graphs.sure, choice.fallbacks, choice.permanent))


def _count(made: Tally, survey: Survey, lost: Lost) -> None:
    """Fill the columns of a tally from what services lose."""
    nodes, things, columns = survey.graphs.every.nodes, len(made), len(survey.horizons)
    users = nodes.users[lost.service]
    known = np.where(users == UNKNOWN, 0, users)
    made.person_hours[:] = _sum_of_products(lost.case, lost.missing, known, things) // ONE
    within = _within(survey, lost)
    hit = np.flatnonzero(within < columns)
    case, service, within = lost.case[hit], lost.service[hit], within[hit]
    place = case * columns + within

    def summed(weights: Ints | None = None) -> Ints:
        counted = np.bincount(place, weights, things * columns).reshape(things, columns)
        return np.cumsum(counted.astype(np.int64), axis=1)

    made.services[:] = summed()
    made.persons[:] = summed(known[hit])
    made.persons_unknown[:] = summed((users[hit] == UNKNOWN).astype(np.int64))
    made.organisations[:] = _organisations(survey, case, service, within, things)


def _within(survey: Survey, lost: Lost) -> Ints:
    """Per entry the first horizon within which its service is lost; their number when none."""
    found = np.searchsorted(survey.horizons, lost.lost_at, side="right")
    return np.where(lost.lost_at < 0, len(survey.horizons), found)


def _sum_of_products(case: Ints, one: Ints, other: Ints, things: int) -> NDArray[np.object_]:
    """Per thing the sum of the products, as exact Python numbers: each number in parts so small
    that floats hold every sum."""
    total = np.zeros(things, object)
    for shift, part in _limbs(one):
        for other_shift, other_part in _limbs(other):
            product = part * other_part
            for far, piece in _limbs(product):
                sums = np.bincount(case, piece, things).astype(np.int64).astype(object)
                total += sums * 2 ** (shift + other_shift + far)
    return total


def _limbs(numbers: Ints) -> Iterator[tuple[int, Ints]]:
    """The numbers as parts of a few bits each, the lowest first, with how far each is to be
    shifted; parts that are 0 for all are left out."""
    shift = 0
    while True:
        part = (numbers >> shift) & (2**LIMB - 1)
        if part.any():
            yield shift, part
        shift += LIMB
        if not (numbers >> shift).any():
            return


def _organisations(survey: Survey, case: Ints, service: Ints, within: Ints, things: int) -> Ints:
    """Per thing and horizon how many organisations lose a service."""
    columns, numbers = len(survey.horizons), survey.graphs.every.organisation_numbers
    organisation = numbers[service]
    named = organisation >= 0
    key = case[named] * (int(numbers.max(initial=0)) + 1) + organisation[named]
    keys = np.sort(key * (columns + 1) + within[named])
    first = np.flatnonzero(np.diff(keys // (columns + 1), prepend=-1))
    pair, soonest = keys[first] // (columns + 1), keys[first] % (columns + 1)
    thing = pair // (int(numbers.max(initial=0)) + 1)
    counted = np.bincount(thing * columns + soonest, None, things * columns)
    return np.cumsum(counted.reshape(things, columns), axis=1)


def _estimated(survey: Survey, every: Lost, sure: Lost, things: int) -> Ints:
    """Per thing how many services are lost within the last horizon only because of estimates."""
    size, last = len(survey.graphs.every.nodes), survey.horizons[-1]

    def keys(lost: Lost) -> Ints:
        hit = (lost.lost_at >= 0) & (lost.lost_at < last)
        return lost.case[hit] * size + lost.service[hit]

    only = np.setdiff1d(keys(every), keys(sure), assume_unique=True)
    return np.bincount(only // size, None, things)


def compile_now() -> None:
    """Have the kernel compiled, or loaded from where it is kept."""
    flat = Flat(*(np.zeros((1, width), np.int32) for width in (NODE_WIDTH, GROUP_WIDTH, 2, 4, 2)))
    none, narrow, wide = np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int64)
    cases = Cases(none, narrow, none, np.zeros((0, 2), np.int32))
    losses = Losses(narrow, narrow, narrow, wide, narrow)
    run(flat, room(flat, 8), cases, 1, 0, losses, False)
