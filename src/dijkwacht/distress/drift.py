# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether firms of today still look like those of the training: the population stability index of
each ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

import numpy as np
import polars as pl

from dijkwacht.distress.course import Years
from dijkwacht.distress.firm_years import side_by_side
from dijkwacht.distress.inputs import inputs, values

TENTHS: Final = tuple(tenth / 10 for tenth in range(1, 10))
LEAST_SHARE: Final = 0.0001
SHIFTED, MOVED = 0.25, 0.1  # the usual marks of the index


class Spread(TypedDict):
    """The edges between classes of a ratio, and the share of firms in each."""

    edges: list[float]
    shares: list[float]


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


def drift(frame: pl.DataFrame, usual: Mapping[str, Spread]) -> list[Moved]:
    """Each ratio of the last year of the firms against those of the training, the most moved
    first."""
    items, _ = side_by_side(frame)
    found = []
    for one, column in zip(inputs(market=True), values(items, market=True), strict=True):
        if one.key in usual:
            known = column[~np.isnan(column)]
            index = _index(known, usual[one.key]) if known.size else None
            found.append(Moved(one.ratio, index, len(column) - len(known)))
    return sorted(found, key=lambda moved: (-(moved.index or 0), moved.ratio))


def spread(figures: Years) -> Spread:
    """The edges that cut figures in tenths, each different one once, and the share of each class:
    where many figures are the same, a class holds more than a tenth."""
    known = figures[~np.isnan(figures)]
    edges = np.unique([float(f"{edge:.6g}") for edge in np.quantile(known, TENTHS)])
    return {"edges": edges.tolist(), "shares": _shares(known, edges.tolist()).round(6).tolist()}


def _shares(figures: Years, edges: Sequence[float]) -> Years:
    count = np.bincount(np.searchsorted(edges, figures, side="left"), minlength=len(edges) + 1)
    return np.asarray(count / len(figures))


def _index(figures: Years, usual: Spread) -> float:
    """The index: over all classes, the difference of shares times that of their logarithms."""
    before = np.maximum(usual["shares"], LEAST_SHARE)
    now = np.maximum(_shares(figures, usual["edges"]), LEAST_SHARE)
    return round(float(((now - before) * np.log(now / before)).sum()), 4)
