# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of every firm, compiled: the same sweeps as `esri`, over what a firm reaches alone.

Importing this imports numba and compiles on first use; nothing else in the program imports it.
Losses downstream and upstream are one routine: upstream every link is linear, points the other way
and nobody is replaced. Inner loops take the arrays out of their tuples first: reading them through
the tuple each time makes the whole twice as slow.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from dijkwacht.engine.published.esri import EPSILON, ESSENTIAL, NONE, Scores, SupplyNetwork
from dijkwacht.engine.published.inputs import Floats, Ints, indices, totals

Small = NDArray[np.int32]
F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, kept on disk."""
    return cast(F, njit(cache=True, nogil=True)(function))


class Side(NamedTuple):
    """Links in one direction: those of firm i are `first[i]:first[i + 1]`."""

    first: Ints
    to: Small
    share: Floats
    group: Small  # of links that count together; -1 for a link that counts by itself


class Work(NamedTuple):
    """Losses of one scenario in one direction. Everything is zero between scenarios."""

    loss: Floats  # per firm
    live: Small  # the firms that lose, as many as are counted
    met: NDArray[np.bool_]  # in this sweep
    next: Small
    linear: Floats  # per firm
    worst: Floats  # per firm: of its groups
    group: Floats  # per group


@compiled
def _spread(side: Side, work: Work, live: int, passed: Floats) -> int:
    """Add up what the losing firms pass on; how many firms are met."""
    first, targets, shares, groups = side
    _, losing, seen, reached, linear, worst, totals = work
    met, grouped = 0, totals.size > 0
    for k in range(live):
        firm = losing[k]
        given = passed[firm]
        for link in range(first[firm], first[firm + 1]):
            to = targets[link]
            group = groups[link] if grouped else -1
            if not seen[to]:
                seen[to] = True
                reached[met] = to
                met += 1
            if group < 0:
                linear[to] += shares[link] * given
            else:
                total = totals[group] + shares[link] * given
                totals[group] = total
                if total > worst[to]:
                    worst[to] = total
    return met


@compiled
def _settle(work: Work, live: int, met: int, closed: int) -> tuple[int, float]:
    """The new loss of every firm that was met; how many firms lose, and the largest fall."""
    losses, losing, seen, reached, linear, worst, _ = work
    fall = 0.0
    for k in range(met):
        firm = reached[k]
        new = max(worst[firm], linear[firm])
        if new > 1.0 or firm == closed:
            new = 1.0
        old = losses[firm]
        seen[firm] = False
        worst[firm] = linear[firm] = 0.0
        if old == 0.0 and new > 0.0:
            losing[live] = firm
            live += 1
        fall = max(fall, new - old)
        losses[firm] = new
    return live, fall


@compiled
def _clear(side: Side, work: Work, live: int) -> None:
    """Forget what was added up in groups."""
    first, groups, losing, totals = side.first, side.group, work.live, work.group
    for k in range(live):
        firm = losing[k]
        for link in range(first[firm], first[firm + 1]):
            if groups[link] >= 0:
                totals[groups[link]] = 0.0


@compiled
def _sweep(side: Side, work: Work, live: int, passed: Floats, closed: int) -> tuple[int, float]:
    """One sweep in one direction; how many firms lose, and the largest fall."""
    met = _spread(side, work, live, passed)
    if work.group.size:
        _clear(side, work, live)
    return _settle(work, live, met, closed)


@compiled
def _replace(
    work: Work, live: int, sales: Floats, industry: Ints, whole: Floats, left: Floats, to: Floats
) -> None:
    """What each losing firm passes on, when the rest of its industry can replace it (`to`)."""
    for k in range(live):
        left[industry[work.live[k]]] = whole[industry[work.live[k]]]
    for k in range(live):
        firm = work.live[k]
        left[industry[firm]] -= work.loss[firm] * sales[firm]
    for k in range(live):
        firm = work.live[k]
        of_firm = left[industry[firm]]
        # what rounding leaves of an industry that stands still is nothing
        small = of_firm <= 1e-12 * whole[industry[firm]]
        to[firm] = work.loss[firm] * (1.0 if small else min(1.0, sales[firm] / of_firm))


@compiled
def _begin(work: Work, firm: int) -> int:
    work.loss[firm] = 1.0
    work.live[0] = firm
    return 1


@compiled
def _end(below: Work, above: Work, counts: tuple[int, int], weight: Floats) -> tuple[float, ...]:
    """The three scores; the work is left clean."""
    both = down = up = 0.0
    for k in range(counts[0]):
        firm = below.live[k]
        down += weight[firm] * below.loss[firm]
        both += weight[firm] * max(below.loss[firm], above.loss[firm])
    for k in range(counts[1]):
        firm = above.live[k]
        up += weight[firm] * above.loss[firm]
        if below.loss[firm] == 0.0:
            both += weight[firm] * above.loss[firm]
        above.loss[firm] = 0.0
    for k in range(counts[0]):
        below.loss[below.live[k]] = 0.0
    return both, down, up


@compiled
def _each(
    firms: Ints,
    sales: Floats,
    industry: Ints,
    whole: Floats,
    sides: tuple[Side, Side],
    works: tuple[Work, Work],
    epsilon: float,
    replaceable: bool,
    scores: Floats,
) -> None:
    """Close each firm in turn: combined, downstream, upstream and sweeps."""
    below, above = works
    weight = sales / sales.sum()
    left, passed = whole.copy(), np.zeros(sales.size)
    for q in range(firms.size):
        firm = firms[q]
        down, up, fall, sweeps = _begin(below, firm), _begin(above, firm), 2.0, 0
        while fall > epsilon:
            if replaceable:
                _replace(below, down, sales, industry, whole, left, passed)
            down, fall = _sweep(sides[0], below, down, passed if replaceable else below.loss, firm)
            up, other = _sweep(sides[1], above, up, above.loss, firm)
            fall = max(fall, other)
            sweeps += 1
        scores[q, 0], scores[q, 1], scores[q, 2] = _end(below, above, (down, up), weight)
        scores[q, 3] = sweeps


def each_firm(
    network: SupplyNetwork,
    firms: ArrayLike | None = None,
    *,
    epsilon: float = EPSILON,
    replaceable: bool = True,
) -> Scores:
    """The index of each of these firms (default: all), as `esri.each_firm` gives it."""
    asked = np.arange(len(network)) if firms is None else np.asarray(firms)
    which = indices("firms", asked, asked.shape, len(network))
    sides = _sides(network)
    works = _work(network, len(network.owner)), _work(network, 0)
    whole = totals(network.industry, network.sales, network.industries)
    scores = np.zeros((which.size, 4))
    industry, sales = network.industry, network.sales
    _each(which, sales, industry, whole, sides, works, epsilon, replaceable, scores)
    combined, down, up, sweeps = scores.T
    return Scores(combined, down, up, sweeps.astype(np.int64))


def _sides(network: SupplyNetwork) -> tuple[Side, Side]:
    """What suppliers pass down, without links that do nothing, and what buyers pass up."""
    counts = np.arange(len(network) + 1)
    felt = network.kind != NONE
    group = np.where(network.kind == ESSENTIAL, network.group, -1)[felt].astype(np.int32)
    down = Side(
        np.searchsorted(network.supplier[felt], counts),
        network.buyer[felt].astype(np.int32),
        network.share[felt],
        group,
    )
    turned = np.lexsort((network.supplier, network.buyer))
    up = Side(
        np.searchsorted(network.buyer[turned], counts),
        network.supplier[turned].astype(np.int32),
        network.part[turned],
        np.full(turned.size, -1, np.int32),
    )
    return down, up


def _work(network: SupplyNetwork, groups: int) -> Work:
    size = len(network)
    return Work(
        np.zeros(size),
        np.zeros(size, np.int32),
        np.zeros(size, np.bool_),
        np.zeros(size, np.int32),
        np.zeros(size),
        np.zeros(size),
        np.zeros(groups),
    )
