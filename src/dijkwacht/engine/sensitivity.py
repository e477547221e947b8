# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which assumptions matter most: the same outage with each of them better and worse than policy
assumes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from dijkwacht.base.units import FOREVER
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.graph.graph import Assumed, DependencyGraph
from dijkwacht.rules.rulebook import Parameters

Range = tuple[int, int]
"""What an unknown value may be: optimistic, pessimistic."""

# where the values stand in the graph: the part, and its column
_PLACES: Final[Mapping[Assumed, tuple[str, str]]] = {
    Assumed.MBCO: ("nodes", "mbco"),
    Assumed.RESTART: ("nodes", "restart"),
    Assumed.SHARE: ("groups", "share"),
    Assumed.BUFFER: ("groups", "buffer"),
    Assumed.REPLACEMENT: ("groups", "replacement"),
    Assumed.ACTIVATION: ("fallbacks", "activation"),
    Assumed.LEVEL: ("fallbacks", "level"),
    Assumed.DURATION: ("fallbacks", "duration"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How bad an outage is."""

    services: int  # lost
    person_hours: int


@dataclass(frozen=True, slots=True)
class Sway:
    """What one assumption moves; `assumed` is None for all of them together."""

    assumed: Assumed | None
    count: int  # unknown values that rest on it
    optimistic: Measure
    stated: Measure
    pessimistic: Measure

    @property
    def spread(self) -> tuple[int, int]:
        """Person-hours, then services, between the best and the worst of the three."""
        every = (self.optimistic, self.stated, self.pessimistic)
        hours = [measure.person_hours for measure in every]
        services = [measure.services for measure in every]
        return max(hours) - min(hours), max(services) - min(services)


def sensitivity(found: Outage, ranges: Mapping[Assumed, Range]) -> list[Sway]:
    """What each assumption with a part in this outage moves, the most first, and all together at
    the end where there are several. Assumptions without a range are left out."""
    counts = {flag: count for flag, count in found.assumptions.items() if flag in ranges}
    sways = [_sway(found, {flag: ranges[flag]}, count, flag) for flag, count in counts.items()]
    sways.sort(key=lambda sway: (-sway.spread[0], -sway.spread[1], sway.assumed or 0))
    if len(sways) > 1:
        every = {flag: ranges[flag] for flag in counts}
        sways.append(_sway(found, every, sum(counts.values()), None))
    return sways


def ranges_of(policy: Parameters) -> Mapping[Assumed, Range]:
    """The ranges that policy states; a name that is no assumption is left out."""
    return {
        flag: (_number(values["optimistic"]), _number(values["pessimistic"]))
        for flag in _PLACES
        if (values := _stated(policy, str(flag.name).lower())) is not None
    }


def varied(graph: DependencyGraph, values: Mapping[Assumed, int]) -> DependencyGraph:
    """The graph with other values where these are assumed; what is known stays. The graph itself
    when that changes nothing."""
    for flag, value in values.items():
        part, column = _PLACES[flag]
        held = getattr(graph, part)
        assumed = (held.assumed & int(flag)) != 0
        changed = np.where(assumed, value, getattr(held, column))
        if np.array_equal(changed, getattr(held, column)):
            continue
        graph = replace(graph, **{part: replace(held, **{column: changed})})
    return graph


def _sway(found: Outage, ranges: Mapping[Assumed, Range], count: int, flag: Assumed | None) -> Sway:
    best = {each: optimistic for each, (optimistic, _) in ranges.items()}
    worst = {each: pessimistic for each, (_, pessimistic) in ranges.items()}
    return Sway(flag, count, _again(found, best), _measure(found), _again(found, worst))


def _again(found: Outage, values: Mapping[Assumed, int]) -> Measure:
    graph = varied(found.graph, values)
    return _measure(found if graph is found.graph else outage(graph, found.scenario))


def _measure(found: Outage) -> Measure:
    return Measure(len(found.lost), found.person_hours)


def _stated(policy: Parameters, name: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = policy.entries.get(name, {}).get("value")
    return found


def _number(value: int | str) -> int:
    return int(FOREVER) if value == "never" else int(value)
