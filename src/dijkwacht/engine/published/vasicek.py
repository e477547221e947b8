# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The loss of a large pool of loans that depend on one common factor.

Vasicek 1987, "Probability of Loss on Loan Portfolio"; published in 2002 as "The distribution of
loan portfolio value", Risk 15. The formula under the Basel capital rules.
"""

import math

from scipy.special import ndtr, ndtri

from dijkwacht.base.errors import WrongQuestion


def vasicek_quantile(default: float, correlation: float, confidence: float) -> float:
    """The part of a large pool that defaults and is exceeded with probability 1 - `confidence`.

    Φ((Φ⁻¹(default) + √correlation Φ⁻¹(confidence)) / √(1 - correlation)). `default` is the
    probability of default of one name, `correlation` that of asset values. Raises WrongQuestion for
    a value that is not above 0 and below 1; the correlation may be 0.
    """
    given = {"default": default, "correlation": correlation, "confidence": confidence}
    for name, value in given.items():
        if not 0 < value < 1 and (name, value) != ("correlation", 0):
            raise WrongQuestion("model-open-range", name=name)
    factor = ndtri(default) + math.sqrt(correlation) * ndtri(confidence)
    return float(ndtr(factor / math.sqrt(1 - correlation)))
