# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the published models ask of the arrays they are given. Arguments are named as in code."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dijkwacht.base.errors import WrongQuestion

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def numbers(
    name: str, values: ArrayLike, shape: tuple[int, ...], least: float = 0, most: float = np.inf
) -> Floats:
    """Values as an array of floats; WrongQuestion when it has another shape, or a value that is not
    from `least` to `most`."""
    found = np.asarray(values, np.float64)
    _shaped(name, found, shape)
    if not np.all((found >= least) & (found <= most)):  # NaN lies nowhere
        raise WrongQuestion("model-range", name=name, least=f"{least:g}", most=f"{most:g}")
    return found


def indices(name: str, values: ArrayLike, shape: tuple[int, ...], size: int) -> Ints:
    """Values as an array of whole numbers from 0 to `size` - 1; WrongQuestion otherwise."""
    found = np.asarray(values)
    _shaped(name, found, shape)
    whole = found.astype(np.int64)
    if not np.all((whole == found) & (whole >= 0) & (whole < size)):
        raise WrongQuestion("model-range", name=name, least="0", most=str(size - 1))
    return whole


def square(name: str, values: ArrayLike) -> Floats:
    """Values that are nowhere below 0, as a square matrix; WrongQuestion otherwise."""
    found = np.asarray(values, np.float64)
    size = len(found) if found.ndim else 0
    return numbers(name, found, (size, size))


def totals(place: Ints, values: Floats, size: int) -> Floats:
    """The sum of the values at each place from 0 to `size` - 1."""
    return np.bincount(place, values, size).astype(np.float64, copy=False)


def _shaped(name: str, found: NDArray[Any], shape: tuple[int, ...]) -> None:
    if found.shape != shape:
        raise WrongQuestion("model-shape", name=name, found=str(found.shape), wanted=str(shape))
