# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether firms of today still look like those of the training: the population stability index of
each ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.distress.course import Years
from dijkwacht.distress.firm_years import side_by_side
from dijkwacht.distress.inputs import inputs, values

LEAST_SHARE: Final = 0.0001
SHIFTED, MOVED = 0.25, 0.1  # the usual marks of the index


@dataclass(frozen=True, slots=True)
class Moved:
    """How far one ratio lies from what it was in the training; `index` is None where it is known of
    no firm."""

    ratio: str
    index: float | None
    unknown: int  # firms

    @property
    def level(self) -> str:
        """Stable, moved, shifted, or unknown."""
        if self.index is None:
            return "unknown"
        return "shifted" if self.index >= SHIFTED else "moved" if self.index >= MOVED else "stable"


def drift(frame: pl.DataFrame, spread: Mapping[str, Sequence[float]]) -> list[Moved]:
    """Each ratio of the last year of the firms against the tenths of the training, the most moved
    first."""
    items, _ = side_by_side(frame)
    found = []
    for one, column in zip(inputs(market=True), values(items, market=True), strict=True):
        if one.key in spread:
            known = column[~np.isnan(column)]
            index = _index(known, spread[one.key]) if known.size else None
            found.append(Moved(one.ratio, index, len(column) - len(known)))
    return sorted(found, key=lambda moved: (-(moved.index or 0), moved.ratio))


def _index(figures: Years, tenths: Sequence[float]) -> float:
    """The index: over the classes between different edges, the difference of shares times that of
    their logarithms."""
    edges = np.unique(tenths)
    upto = np.append(np.searchsorted(tenths, edges, side="right") / 10, 1.0)
    usual = np.maximum(np.diff(np.append(0.0, upto)), LEAST_SHARE)
    count = np.bincount(np.searchsorted(edges, figures, side="left"), minlength=len(edges) + 1)
    now = np.maximum(count / len(figures), LEAST_SHARE)
    return round(float(((now - usual) * np.log(now / usual)).sum()), 4)
