# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Economic Systemic Risk Index: which share of all sales is lost when a firm stops.

Diem, Borsos, Reisch, Kertész and Thurner 2022, doi 10.1038/s41598-022-11522-z; the form in which
essentiality depends on both industries is that of the same authors 2024,
doi 10.1093/pnasnexus/pgae064. This is the plain form, in numpy, for any scenario. The compiled form
for every firm in turn is `esri_kernel`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dijkwacht.engine.published.inputs import Floats, Ints, indices, numbers, totals

NONE: Final = 0  # the buyer can do without for a while
LINEAR: Final = 1  # it loses the share that this input has of all its inputs
ESSENTIAL: Final = 2  # it is no better than this kind of input
EPSILON: Final = 0.01  # of the paper: sweeps end when no level falls by more than this


@dataclass(frozen=True, eq=False)
class SupplyNetwork:
    """Firms and their links, as sweeps read them. Links are in the order of supplier and buyer."""

    sales: Floats  # of each firm: all it sells within the network
    industry: Ints  # of each firm
    industries: int
    supplier: Ints
    buyer: Ints
    weight: Floats
    kind: Ints  # of each link: NONE, LINEAR or ESSENTIAL
    share: Floats  # of its buyer's production that is lost with this link alone
    group: Ints  # of an essential link: all from one industry to one buyer; else -1
    owner: Ints  # the buyer of each group, ascending

    def __len__(self) -> int:
        """The number of firms."""
        return len(self.sales)

    @property
    def part(self) -> Floats:
        """Of each link: its part of all that its supplier sells."""
        return self.weight / np.where(self.sales == 0, 1, self.sales)[self.supplier]


@dataclass(frozen=True, eq=False)
class Cascade:
    """Where a scenario ends: the level of each firm by lack of inputs and by lack of buyers, 1 is
    normal, and the number of sweeps."""

    downstream: Floats
    upstream: Floats
    sweeps: int


@dataclass(frozen=True, eq=False)
class Scores:
    """The share of all sales that is lost in each scenario: with each firm at its lower level, by
    lack of inputs alone, and by lack of buyers alone."""

    combined: Floats
    downstream: Floats
    upstream: Floats
    sweeps: Ints


def supply_network(
    supplier: ArrayLike,
    buyer: ArrayLike,
    weight: ArrayLike,
    industry: ArrayLike,
    essentiality: ArrayLike,
) -> SupplyNetwork:
    """The network of firms 0, 1, … in which `supplier` sells for `weight` to `buyer`.

    `industry` is that of each firm; `essentiality[p, q]` says what the products of industry p are
    to a firm of industry q: 0 none, 1 linear, 2 essential. Raises WrongQuestion for arrays that do
    not fit.
    """
    classes = np.asarray(essentiality)
    industries = len(classes)
    classes = indices("essentiality", classes, (industries, industries), ESSENTIAL + 1)
    size = np.size(np.asarray(industry))
    sector = indices("industry", industry, (size,), industries)
    links = np.size(np.asarray(supplier))
    seller = indices("supplier", supplier, (links,), size)
    taker = indices("buyer", buyer, (links,), size)
    value = numbers("weight", weight, (links,), most=np.finfo(float).max)
    order = np.lexsort((taker, seller))
    seller, taker, value = seller[order], taker[order], value[order]
    kind = classes[sector[seller], sector[taker]]
    share, group, owner = _inputs(taker, value, sector[seller], kind, size, industries)
    sales = totals(seller, value, size)
    return SupplyNetwork(sales, sector, industries, seller, taker, value, kind, share, group, owner)


def _inputs(
    buyer: Ints, weight: Floats, sector: Ints, kind: Ints, size: int, industries: int
) -> tuple[Floats, Ints, Ints]:
    """The share of each link, the group of each essential link, and the buyer of each group."""
    essential = kind == ESSENTIAL
    keys, number = np.unique((buyer * industries + sector)[essential], return_inverse=True)
    group = np.full(len(buyer), -1)
    group[essential] = number
    of_group = totals(number, weight[essential], len(keys))
    bought = totals(buyer, weight, size)
    whole = np.where(essential, of_group[group] if len(keys) else 0, bought[buyer])
    share = np.where(kind == NONE, 0, weight / np.where(whole == 0, 1, whole))
    return share, group, keys // industries


def cascade(
    network: SupplyNetwork,
    capacity: ArrayLike,
    *,
    epsilon: float = EPSILON,
    replaceable: bool = True,
) -> Cascade:
    """Sweeps until no level falls by more than `epsilon`, from the own level of each firm
    (`capacity`, 0 is closed).

    `replaceable`: a supplier that is small in what remains of its industry can be replaced by the
    others (the factor sigma of the paper); without it every loss is passed on in full.
    """
    own = numbers("capacity", capacity, (len(network),), most=1)
    down, up = own.copy(), own.copy()
    linear, essential = network.kind == LINEAR, network.kind == ESSENTIAL
    owners, first = np.unique(network.owner, return_index=True)
    part, sweeps, fall = network.part, 0, np.inf
    while fall > epsilon:
        passed = network.share * _passed(network, down, replaceable)[network.supplier]
        lost = totals(network.buyer[linear], passed[linear], len(network))
        groups = totals(network.group[essential], passed[essential], len(network.owner))
        if len(owners):
            lost[owners] = np.maximum(lost[owners], np.maximum.reduceat(groups, first))
        unsold = totals(network.supplier, part * (1 - up)[network.buyer], len(network))
        new = [np.maximum(0, np.minimum(own, 1 - less)) for less in (lost, unsold)]
        fall = max((down - new[0]).max(initial=0), (up - new[1]).max(initial=0))
        down, up = new
        sweeps += 1
    return Cascade(down, up, sweeps)


def _passed(network: SupplyNetwork, down: Floats, replaceable: bool) -> Floats:
    """What each firm passes on of its loss. Where a whole industry stands still, all of it."""
    lost = 1 - down
    if not replaceable:
        return lost
    left = totals(network.industry, down * network.sales, network.industries)
    whole = left[network.industry]
    every = np.ones(len(network))
    return lost * np.minimum(1, np.divide(network.sales, whole, out=every, where=whole > 0))


def score(network: SupplyNetwork, found: Cascade) -> tuple[float, float, float]:
    """The share of all sales that is lost: combined, downstream, upstream."""
    weights = network.sales / network.sales.sum()
    levels = (np.minimum(found.downstream, found.upstream), found.downstream, found.upstream)
    combined, down, up = (float(weights @ (1 - level)) for level in levels)
    return combined, down, up


def each_firm(
    network: SupplyNetwork,
    firms: ArrayLike | None = None,
    *,
    epsilon: float = EPSILON,
    replaceable: bool = True,
) -> Scores:
    """The index of each of these firms (default: all): what is lost when it alone closes."""
    asked = np.arange(len(network)) if firms is None else np.asarray(firms)
    rows = []
    for firm in indices("firms", asked, asked.shape, len(network)).tolist():
        open_ones = np.ones(len(network))
        open_ones[firm] = 0
        found = cascade(network, open_ones, epsilon=epsilon, replaceable=replaceable)
        rows.append((*score(network, found), found.sweeps))
    combined, down, up, sweeps = np.array(rows, np.float64).reshape(-1, 4).T
    return Scores(combined, down, up, sweeps.astype(np.int64))
