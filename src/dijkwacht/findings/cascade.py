# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row K: what the total outage of a service does to others, counted from the engine's answers.

The engine says once, for each pair, at which hour one service takes another below its MBCO. With
all fallbacks off and nothing coming back it stays there, so another is harmed for longer than its
MTPD from that hour plus its MTPD on. What counts then depends on the classes of the others, which
`classification` settles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from dijkwacht.engine.spread import Spread
from dijkwacht.findings.classes import Class, Ints
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.register import Register

UNNAMED: Final = -1


@dataclass(frozen=True, eq=False)
class Chain:
    """Which service takes which other one down, and whose they are: services as rows by id."""

    cause: Ints
    other: Ints
    lost_at: Ints  # first hour below its MBCO
    organisation: Ints  # per service a number; UNNAMED where not known
    sector: Ints  # likewise

    @property
    def size(self) -> int:
        """The number of services."""
        return len(self.sector)

    @cached_property
    def _own(self) -> "tuple[np.ndarray, np.ndarray]":
        """Of each pair, whether both are of one organisation: for sure, and possibly."""
        cause, other = self.organisation[self.cause], self.organisation[self.other]
        unnamed = (cause == UNNAMED) | (other == UNNAMED)
        same = (cause == other) & ~unnamed
        return same, same | unnamed


@dataclass(frozen=True, eq=False)
class Links:
    """Who takes whom down: for sure, and possibly."""

    sure: Chain
    possible: Chain


def chain(register: Register, graph: DependencyGraph, found: Spread) -> Chain:
    """The pairs of services with their organisations and sectors."""
    ids = [graph.nodes.ids[node] for node in graph.services]
    rows = {
        id: (organisation, sector)
        for id, organisation, sector in register.once("services")
        .select("id", "organisation_id", "sector")
        .iter_rows()
    }
    row_of = np.full(len(graph.nodes), UNNAMED, np.int64)
    row_of[graph.services] = np.arange(len(ids))
    return Chain(
        cause=row_of[found.cause],
        other=row_of[found.service],
        lost_at=found.lost_at,
        organisation=_numbers([rows.get(id, (None, None))[0] for id in ids]),
        sector=_numbers([rows.get(id, (None, None))[1] for id in ids]),
    )


def harmed_at(chain: Chain, mtpd: Ints, times: Ints) -> Ints:
    """Per pair the place of the first time at which the other has been below its MBCO for longer
    than its MTPD; the number of times when at none."""
    return np.searchsorted(times, chain.lost_at + mtpd[chain.other], side="right")


def counts(chain: Chain, level: Ints, mtpd: Ints, times: Ints, possibly: bool) -> dict[str, Ints]:
    """The facts of row K, a row per service and a column per time, when these are the classes and
    MTPDs of all services.

    Where an organisation or sector is not known, the other is taken to be of another one only when
    asked what is possible.
    """
    when = harmed_at(chain, mtpd, times)
    of = level[chain.other]
    own = chain._own[1] if possibly else chain._own[0]
    same_for_sure, same_perhaps = chain._own
    stranger = ~same_for_sure if possibly else ~same_perhaps
    critical, crucial = of >= Class.K, of >= Class.C
    return {
        "cascade_vital": _counted(chain, when, (of >= Class.V), len(times)),
        "cascade_own": _counted(chain, when, critical & own, len(times)),
        "cascade_organisations": _distinct(
            chain, when, critical & stranger, chain.organisation, len(times)
        ),
        "cascade_sectors": _distinct(
            chain, when, crucial & _elsewhere(chain, possibly), chain.sector, len(times)
        ),
    }


def _elsewhere(chain: Chain, possibly: bool) -> np.ndarray:
    """Of each pair, whether the other is of another sector."""
    cause, other = chain.sector[chain.cause], chain.sector[chain.other]
    unnamed = (cause == UNNAMED) | (other == UNNAMED)
    differs: np.ndarray = (cause != other) | unnamed if possibly else (cause != other) & ~unnamed
    return differs


def _counted(chain: Chain, when: Ints, counting: np.ndarray, times: int) -> Ints:
    """How many pairs of each cause count at each time."""
    hit = counting & (when < times)
    place = chain.cause[hit] * times + when[hit]
    found = np.bincount(place, minlength=chain.size * times).reshape(chain.size, times)
    return np.cumsum(found, axis=1)


def _distinct(chain: Chain, when: Ints, counting: np.ndarray, numbers: Ints, times: int) -> Ints:
    """How many different numbers (organisations, sectors) the pairs of each cause have; those not
    known count as different ones."""
    hit = np.flatnonzero(counting & (when < times))
    number = numbers[chain.other[hit]]
    most = int(numbers.max(initial=0)) + 1
    number = np.where(number == UNNAMED, most + chain.other[hit], number)
    key = (chain.cause[hit] * (most + chain.size) + number) * (times + 1) + when[hit]
    key = np.sort(key)
    first = np.flatnonzero(np.diff(key // (times + 1), prepend=-1))
    soonest, pair = key[first] % (times + 1), key[first] // (times + 1)
    place = (pair // (most + chain.size)) * times + soonest
    found = np.bincount(place, minlength=chain.size * times).reshape(chain.size, times)
    return np.cumsum(found, axis=1)


def _numbers(names: Sequence[str | None]) -> Ints:
    known = {name: number for number, name in enumerate(sorted({*names} - {None}, key=str))}
    return np.array([UNNAMED if name is None else known[name] for name in names], np.int64)
