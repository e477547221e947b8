# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inoperability input-output models: which part of each sector does not work.

Static: Haimes and Jiang 2001, doi 10.1061/(ASCE)1076-0342(2001)7:1(1). Dynamic: Lian and Haimes
2006, doi 10.1002/sys.20051. `interdependency[i, j]` is the part of sector i that is lost when
sector j is lost as a whole; inoperabilities run from 0 to 1.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.inputs import Floats, numbers, square


def inoperability(interdependency: ArrayLike, perturbation: ArrayLike) -> Floats:
    """Where the sectors settle: q = (I - A)⁻¹ c. No cap at 1: a larger value says that the linear
    model does not hold there.

    Raises WrongQuestion when losses would feed themselves without end (an eigenvalue of 1 or more).
    """
    matrix = square("interdependency", interdependency)
    shock = numbers("perturbation", perturbation, (len(matrix),))
    largest = float(np.abs(np.linalg.eigvals(matrix)).max(initial=0))
    if largest >= 1:
        raise WrongQuestion("model-diverges", largest=f"{largest:.4g}")
    return np.asarray(np.linalg.solve(np.eye(len(matrix)) - matrix, shock), np.float64)


def recovery(
    interdependency: ArrayLike,
    resilience: ArrayLike,
    start: ArrayLike,
    steps: int,
    perturbation: Callable[[int], ArrayLike] | None = None,
) -> Floats:
    """The inoperability at steps 0, 1, …: q(t+1) = q(t) + K (A q(t) + c(t) - q(t)).

    `resilience` is the diagonal of K (0 to 1 per step), `start` is q(0), `perturbation` gives c(t)
    (default: none, so that the sectors recover).
    """
    matrix = square("interdependency", interdependency)
    size = (len(matrix),)
    pace = numbers("resilience", resilience, size, most=1)
    levels = [numbers("start", start, size)]
    for step in range(steps):
        shock = np.zeros(size) if perturbation is None else perturbation(step)
        wanted = matrix @ levels[-1] + numbers("perturbation", shock, size)
        levels.append(levels[-1] + pace * (wanted - levels[-1]))
    return np.array(levels)


def resilience(begin: ArrayLike, end: ArrayLike, time: float, own: ArrayLike) -> Floats:
    """The resilience with which a sector alone comes from inoperability `begin` to `end` in `time`:
    k = ln(q(0) / q(T)) / (T (1 - a)), where `own` is the sector's a on the diagonal."""
    first = np.asarray(begin, np.float64)
    last, diagonal = np.asarray(end, np.float64), np.asarray(own, np.float64)
    return np.asarray(np.log(first / last) / (time * (1 - diagonal)), np.float64)
