# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who falls back on what, when and how much. Nothing is divided: that a fallback cannot carry all
its claims at once is for a reader, or a later judgement, to see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dijkwacht.engine.network import Group, Network
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.scenario import Steps
from dijkwacht.engine.simulate import Simulation
from dijkwacht.engine.steps import FULL, Span, highest, level_at, sustained, within
from dijkwacht.graph.graph import NodeNoun


@dataclass(frozen=True, slots=True)
class Claim:
    """A requirement lives on a fallback from `start` until `end` (hours; the last one excluded).

    More than one claim in a row when the level that it gets changes on the way.
    """

    fallback: int
    group: int  # the requirement that it protects
    owner: int  # whose requirement that is
    start: int
    end: int
    level: int  # what the fallback gives, in basis points


@dataclass(frozen=True, slots=True)
class Peak:
    """The most claims at once on a fallback, or on what fallbacks run on, and when that first
    is."""

    node: int
    claims: int
    start: int
    end: int  # excluded
    users: tuple[int, ...]  # the owners of the claims at that moment


def claims(outage: Outage) -> list[Claim]:
    """All claims of an outage, the first first; then by fallback and requirement.

    A fallback is claimed while its window is open in a shortage and its level counts: while it
    gives more than buffer and replacement let through, and more than any other fallback of the
    requirement (of equals the first one counts).
    """
    run = outage.simulation
    found = [claim for group in short_with_fallback(outage) for claim in _claims(run, group)]
    return sorted(found, key=lambda claim: (claim.start, claim.fallback, claim.group))


def short_with_fallback(outage: Outage) -> list[Group]:
    """The requirements of touched members that have a fallback which counts, by number."""
    run = outage.simulation
    owners = {user for node in outage.touched for user in run.users(node)}
    return [
        group
        for owner in sorted(owners)
        for group in outage.network.groups_of(owner)
        if group.windows and run.shortages_now(group)
    ]


def opened(outage: Outage) -> Mapping[int, int]:
    """Each fallback of which the window is open at some hour, and the first such hour."""
    run = outage.simulation
    first: dict[int, int] = {}
    for group in short_with_fallback(outage):
        for start, end in run.shortages_now(group):
            for window in group.windows:
                opens = start + window.activation
                if opens < end:
                    first[window.node] = min(opens, first.get(window.node, opens))
    return first


def _claims(run: Simulation, group: Group) -> Iterator[Claim]:
    counted = _counted([_unaided(run, group), *_given(run, group)])
    ends = [hour for hour, *_ in counted[1:]] + [run.horizon]
    for (start, which, level), end in zip(counted, ends, strict=True):
        if which:
            fallback = group.windows[which - 1].node
            yield Claim(fallback, group.number, group.owner, start, end, level)


def _counted(signals: Sequence[Steps]) -> list[tuple[int, int, int]]:
    """From each hour at which that changes: which of the signals counts, at which level."""
    counted: list[tuple[int, int, int]] = []
    for hour in sorted({hour for signal in signals for hour, _ in signal}):
        levels = [level_at(signal, hour) for signal in signals]
        now = levels.index(max(levels)), max(levels)
        if not counted or counted[-1][1:] != now:
            counted.append((hour, *now))
    return counted


def _unaided(run: Simulation, group: Group) -> Steps:
    """What gets through of a requirement without any fallback."""
    through = [sustained(run.delivered(group), group.buffer, max, run.horizon)]
    for start, end in run.shortages_now(group):
        if start + group.replacement < end:
            through.append(within(FULL, start + group.replacement, end, run.horizon))
    return highest(through)


def _given(run: Simulation, group: Group) -> Iterator[Steps]:
    """What each fallback of a requirement gives over time, over all shortages."""
    for window in group.windows:
        yield highest([run.given(window, *span) for span in run.shortages_now(group)])


def peaks(network: Network, claimed: Sequence[Claim]) -> list[Peak]:
    """For each claimed fallback, and each thing that claimed fallbacks run on, the most claims at
    once; the most first, then the soonest, then by number.

    A claim on a fallback is one on everything that the fallback itself requires, and on the
    suppliers of the deliveries among that. Of alternatives each is counted.
    """
    on: dict[int, list[Claim]] = defaultdict(list)
    for claim in claimed:
        for node in stands_on(network, claim.fallback):
            on[node].append(claim)
    found = [_peak(node, held) for node, held in on.items()]
    return sorted(found, key=lambda peak: (-peak.claims, peak.start, peak.node))


def stands_on(network: Network, fallback: int) -> list[int]:
    """The fallback, what it requires, and the suppliers of the deliveries among that."""
    found = {fallback}
    waiting = [fallback]
    while waiting:
        node = waiting.pop()
        members = {member for group in network.groups_of(node) for member in group.members} - found
        found |= members
        waiting += [
            member for member in members if network.graph.noun_of(member) is NodeNoun.DELIVERY
        ]
    return sorted(found)


def _peak(node: int, held: Iterable[Claim]) -> Peak:
    """The most claims at once: between two moments at which one begins or ends nothing changes."""
    every = list(held)
    moments = sorted({claim.start for claim in every} | {claim.end for claim in every})
    counts = [sum(claim.start <= hour < claim.end for claim in every) for hour in moments]
    place = counts.index(max(counts))
    start, end = _span(moments, counts, place)
    users = sorted({claim.owner for claim in every if claim.start <= start < claim.end})
    return Peak(node, counts[place], start, end, tuple(users))


def _span(moments: Sequence[int], counts: Sequence[int], place: int) -> Span:
    """From this moment until the number of claims is another."""
    end = next(at for at in range(place, len(counts)) if counts[at] != counts[place])
    return moments[place], moments[end]
