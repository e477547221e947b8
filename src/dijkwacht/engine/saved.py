# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each fallback saved: the same outage again without that one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dijkwacht.engine.claims import opened
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.rank import Progress
from dijkwacht.engine.simulate import Simulation
from dijkwacht.engine.steps import Span
from dijkwacht.graph.graph import UNKNOWN, NodeNoun

MOST = 200
"""So many fallbacks are asked, unless the caller wants another number: each costs a run."""


@dataclass(frozen=True, slots=True)
class Delay:
    """A service that is lost sooner without a fallback; with it at `lost_at`, or not at all
    (None)."""

    service: int
    without: int
    lost_at: int | None


@dataclass(frozen=True, slots=True)
class Saved:
    """The loss without one fallback, less the loss with it. Below 0 the fallback costs more than
    it saves: it then lets something begin later that help further on does not reach in time."""

    fallback: int
    opened: int  # the first hour at which it was there
    services: int  # lost at some hour
    lost_hours: int  # hours below its minimum, summed over services
    persons: int  # of services with a known number of users
    person_hours: int
    persons_unknown: int  # services that do otherwise without it, of which users are unknown
    delay: Delay | None  # the soonest loss that it prevents or puts off


@dataclass(frozen=True, slots=True)
class Savings:
    """What the fallbacks of an outage saved, the most person-hours first (then the most hours), and
    how many more were there that were not asked (those that opened last)."""

    of: tuple[Saved, ...]
    left_out: int


def savings(found: Outage, most: int = MOST, progress: Progress = lambda done, of: None) -> Savings:
    """What each fallback saved that was open at some hour of the outage.

    One fallback is left away at a time, so what two of them save together is in neither figure:
    where both protect the same thing each may save nothing, where both are needed each saves all.
    """
    first = opened(found)
    asked = sorted(first, key=lambda node: (first[node], node))[:most]
    made = []
    for done, node in enumerate(asked):
        made.append(_saved(found, node, first[node]))
        progress(done + 1, len(asked))
    made.sort(key=lambda saved: (-saved.person_hours, -saved.lost_hours, saved.fallback))
    return Savings(tuple(made), len(first) - len(asked))


def _saved(found: Outage, fallback: int, first: int) -> Saved:
    lacking = without(found, fallback)
    changed = [_changed(node, lacking, found) for node in _services(lacking, found)]
    return Saved(
        fallback=fallback,
        opened=first,
        services=sum(one.services for one in changed),
        lost_hours=sum(one.lost_hours for one in changed),
        persons=sum(one.services * (one.users or 0) for one in changed),
        person_hours=lacking.person_hours - found.person_hours,
        persons_unknown=sum(one.users is None for one in changed),
        delay=_soonest(changed),
    )


def without(found: Outage, fallback: int) -> Outage:
    """The same outage without one fallback: only what that moves is settled again."""
    network = found.network.lacking(fallback)
    run = Simulation(network, found.scenario, found.touched)
    levels = run.run(found.graph.protected(fallback))
    return Outage(found.graph, found.scenario, network, levels)


def _services(without: Outage, found: Outage) -> list[int]:
    """The services that do otherwise without the fallback."""
    return [
        node
        for node in sorted({*without.touched, *found.touched})
        if found.graph.noun_of(node) is NodeNoun.SERVICE
        and without.steps(node) != found.steps(node)
    ]


@dataclass(frozen=True, slots=True)
class _Changed:
    """One service without a fallback, less the same with it."""

    users: int | None
    services: int
    lost_hours: int
    delay: Delay | None


def _soonest(changed: Sequence[_Changed]) -> Delay | None:
    delays = [one.delay for one in changed if one.delay is not None]
    return min(delays, key=lambda delay: (delay.without, delay.service), default=None)


def _changed(node: int, without: Outage, found: Outage) -> _Changed:
    before, after = without.lost_spans(node), found.lost_spans(node)
    users = int(found.graph.nodes.users[node])
    sooner = bool(before) and (not after or after[0][0] > before[0][0])
    at = after[0][0] if after else None
    return _Changed(
        users=None if users == UNKNOWN else users,
        services=bool(before) - bool(after),
        lost_hours=_hours(before) - _hours(after),
        delay=Delay(node, before[0][0], at) if sooner else None,
    )


def _hours(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)
