# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear DebtRank: how the loss of one bank's equity becomes that of its lenders.

Bardoscia, Battiston, Caccioli and Caldarelli 2015, doi 10.1371/journal.pone.0130406; DebtRank
itself: Battiston and others 2012, doi 10.1038/srep00541. In NEVA (Barucca and others 2020,
doi 10.1111/mafi.12272) it is the valuation in which a claim loses as its borrower loses equity.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.inputs import Floats, numbers, square


@dataclass(frozen=True, eq=False)
class Distress:
    """The relative loss of equity of each bank (0 to 1) by the shock alone and at the end."""

    first: Floats
    last: Floats
    equity: Floats
    rounds: int

    @property
    def debtrank(self) -> float:
        """The part of all equity that is lost by contagion, beyond the shock itself."""
        return float(self.equity @ (self.last - self.first) / self.equity.sum())


def leverage(exposure: ArrayLike, equity: ArrayLike) -> Floats:
    """What each lender loses of its equity when a borrower loses all: A[i, j] / E[i]."""
    matrix = square("exposure", exposure)
    own = numbers("equity", equity, (len(matrix),))
    if not np.all(own > 0):
        raise WrongQuestion("model-positive", name="equity")
    return matrix / own[:, None]


def debtrank(
    exposure: ArrayLike,
    equity: ArrayLike,
    shock: ArrayLike,
    *,
    precision: float = 1e-12,
    most_rounds: int = 100_000,
) -> Distress:
    """Rounds h(t+1) = min(1, h(t) + Λ (h(t) - h(t-1))) until no loss grows by more than
    `precision`.

    `exposure[i, j]` is what bank i lent to bank j, `shock` the part of each bank's equity that is
    lost at first (0 to 1). Raises WrongQuestion when the rounds do not settle.
    """
    passed_on = leverage(exposure, equity)
    own = np.asarray(equity, np.float64)
    first = numbers("shock", shock, own.shape, most=1)
    before, now = np.zeros(own.shape), first.copy()
    for rounds in range(most_rounds):
        if (now - before).max(initial=0) <= precision:
            return Distress(first, now, own, rounds)
        before, now = now, np.minimum(1, now + passed_on @ (now - before))
    raise WrongQuestion("model-restless", rounds=most_rounds)
