# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log-odds in whole millionths, and the probability that they are. The exponent is reckoned by
sums and products alone, because those of two mathematical libraries differ in their last digit."""

from typing import Final

import numpy as np
import numpy.typing as npt

Micro = npt.NDArray[np.int64]
"""Log-odds in millionths."""

MICRO: Final = 1_000_000
_HALVINGS: Final = 12  # after so many halvings of at most 32, eight terms of the series are exact
_TERMS: Final = 8
_MOST: Final = 32 * MICRO


def probability(log_odds: Micro) -> npt.NDArray[np.float64]:
    """The probability, in millionths exactly as every machine rounds them."""
    size = np.minimum(np.abs(log_odds), _MOST) / MICRO
    small = _falling(size)
    lower = small / (1 + small)
    chance = np.where(log_odds < 0, lower, 1 - lower)
    return np.asarray(np.rint(chance * MICRO) / MICRO, np.float64)


def _falling(size: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """e to the power of minus `size`."""
    step = size / 2**_HALVINGS
    series = np.ones_like(step)
    for term in range(_TERMS, 0, -1):
        series = 1 - series * step / term
    for _ in range(_HALVINGS):
        series = series * series
    return series
