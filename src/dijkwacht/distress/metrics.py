# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How good a score is: rank quality, calibration, what an alarm costs; all with weights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from dijkwacht.distress.course import Years

BUDGET: Final = 0.1  # the share that may be alerted
BINS: Final = 10
FLATTEST, STEEPEST = 0.2, 5.0
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """Scores beside outcomes: a higher score means sooner failure. `group` keeps the rows of a firm
    together when they are drawn again."""

    score: Years
    fails: Flags
    weight: Years
    group: npt.NDArray[np.int64]

    def rows(self, here: npt.NDArray[np.int64]) -> "Judged":
        """Some of them, or some more than once."""
        return Judged(self.score[here], self.fails[here], self.weight[here], self.group[here])


def area(told: Judged) -> float:
    """The chance that of one which fails and one which does not, the first has the higher score."""
    _, place = np.unique(told.score, return_inverse=True)
    failing = np.bincount(place, told.weight * told.fails)
    sound = np.bincount(place, told.weight * ~told.fails)
    below = np.cumsum(sound) - sound
    return float((failing * (below + sound / 2)).sum() / (failing.sum() * sound.sum()))


def average_precision(told: Judged) -> float:
    """The mean over the failures of the share of failures among those at least as high."""
    order = np.argsort(-told.score, kind="stable")
    failing, weight = (told.weight * told.fails)[order], told.weight[order]
    precision = np.cumsum(failing) / np.cumsum(weight)
    return float((precision * failing).sum() / failing.sum())


def _flagged(told: Judged, budget: float) -> tuple[float, float]:
    """The weight of what the highest scores hold within the budget, and of the failures in it."""
    order = np.argsort(-told.score, kind="stable")
    weight, failing = told.weight[order], (told.weight * told.fails)[order]
    within = np.cumsum(weight) <= budget * weight.sum() + 1e-9
    return float(weight[within].sum()), float(failing[within].sum())


def recall(told: Judged) -> float:
    """The share of the failures in the highest tenth."""
    return _flagged(told, BUDGET)[1] / float((told.weight * told.fails).sum())


def alerts(told: Judged) -> float:
    """How many alerts one caught failure costs, where a tenth is alerted; where none is caught,
    what one would have cost."""
    flagged, caught = _flagged(told, BUDGET)
    return flagged / max(caught, float(told.weight[told.fails].min()))


def brier(told: Judged) -> float:
    """The mean squared error of a probability."""
    return float(np.average((told.score - told.fails) ** 2, weights=told.weight))


def calibration_error(told: Judged) -> float:
    """The mean distance between probability and rate, over ten classes of probability."""
    place = np.minimum((told.score * BINS).astype(np.int64), BINS - 1)
    apart = np.bincount(place, told.weight * (told.score - told.fails))
    return float(np.abs(apart).sum() / told.weight.sum())


RANKS: Final[Mapping[str, Callable[[Judged], float]]] = {
    "area": area,
    "average_precision": average_precision,
    "recall": recall,
    "alerts": alerts,
}
CALIBRATION: Final[Mapping[str, Callable[[Judged], float]]] = {
    "brier": brier,
    "calibration_error": calibration_error,
}


def measured(
    told: Judged, draws: int, seed: int, *, calibration: bool
) -> dict[str, tuple[float, float, float]]:
    """Each measure with the interval that holds 95 of 100 draws of firms."""
    measures = {**RANKS, **(CALIBRATION if calibration else {})}
    drawn = {name: np.full(draws, np.nan) for name in measures}
    firms, place = np.unique(told.group, return_inverse=True)
    random = np.random.default_rng(seed)
    for draw in range(draws):
        times = np.bincount(random.integers(0, len(firms), len(firms)), minlength=len(firms))
        here = np.flatnonzero(times[place])
        if not 0 < told.fails[here].sum() < len(here):
            continue  # a draw in which all are alike can be measured by nothing
        again = replace(told.rows(here), weight=told.weight[here] * times[place][here])
        for name, measure in measures.items():
            drawn[name][draw] = measure(again)
    ends = {name: np.nanquantile(drawn[name], (0.025, 0.975)) for name in measures}
    return {
        name: (measure(told), float(ends[name][0]), float(ends[name][1]))
        for name, measure in measures.items()
    }


def calibrated(log_odds: Years, fails: Flags, weight: Years) -> tuple[float, float]:
    """The slope and level that turn log-odds into those of the observed rate (maximum
    likelihood, by Newton's method). Where scores tell all, no slope is steep enough; it ends."""
    slope, level = 1.0, 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(slope * log_odds + level, -30, 30)))
        left, bend = weight * (fails - chance), weight * chance * (1 - chance)
        push = np.array([(left * log_odds).sum(), left.sum()])
        cross = (bend * log_odds).sum()
        curve = np.array([[(bend * log_odds**2).sum(), cross], [cross, bend.sum()]])
        moved = np.linalg.solve(curve, push)
        slope, level = slope + moved[0], level + moved[1]
        if np.abs(moved).max() < 1e-10 or not FLATTEST < slope < STEEPEST:
            break
    slope = min(max(slope, FLATTEST), STEEPEST)
    return round(float(slope), 4), round(float(level), 4)
