# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each fallback saved: the same outage again without that one."""

from dataclasses import dataclass

from dijkwacht.engine.claims import opened
from dijkwacht.engine.outage import Outage, outage

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
    persons: int  # of services with a known number of users
    person_hours: int
    delay: Delay | None  # the soonest loss that it prevents or puts off


@dataclass(frozen=True, slots=True)
class Savings:
    """What the fallbacks of an outage saved, the most person-hours first, and how many more were
    there that were not asked (those that opened last)."""

    of: tuple[Saved, ...]
    left_out: int


def savings(found: Outage, most: int = MOST) -> Savings:
    """What each fallback saved that was open at some hour of the outage.

    One fallback is left away at a time, so what two of them save together is in neither figure:
    where both protect the same thing each may save nothing, where both are needed each saves all.
    """
    first = opened(found)
    asked = sorted(first, key=lambda node: (first[node], node))[:most]
    made = [_saved(found, node, first[node]) for node in asked]
    made.sort(key=lambda saved: (-saved.person_hours, -saved.services, saved.fallback))
    return Savings(tuple(made), len(first) - len(asked))


def _saved(found: Outage, fallback: int, first: int) -> Saved:
    without = outage(found.graph, found.scenario, found.network.lacking(fallback))
    horizon = int(found.scenario.horizon)
    before, after = without.within(horizon), found.within(horizon)
    return Saved(
        fallback,
        first,
        before.services - after.services,
        before.persons - after.persons,
        without.person_hours - found.person_hours,
        _delay(without, found),
    )


def _delay(without: Outage, found: Outage) -> Delay | None:
    lost = {loss.node: loss.lost_at for loss in found.lost}
    for loss in without.lost:  # the first lost first
        at = lost.get(loss.node)
        if loss.lost_at is not None and (at is None or at > loss.lost_at):
            return Delay(loss.node, loss.lost_at, at)
    return None
