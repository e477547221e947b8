# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One training: the models of every lead time, calibrated on firm-years that they have not seen,
and what they were worth there. Test years are not touched: they are not in the files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from dijkwacht.distress.course import YEARS, Years
from dijkwacht.distress.fitting import Coded, coded, fit, scaled
from dijkwacht.distress.hazard_model import LEADS, HazardModel
from dijkwacht.distress.metrics import calibrated
from dijkwacht.distress.odds import MICRO, Micro
from dijkwacht.distress.training_rows import Mask, Rows

FOLDS: Final = 5
SEEDS: Final = {1: 2, 2: 1, 3: 1}  # how many times the trees are grown anew, by lead time
CALIBRATED_ON: Final = (3, 4)  # years of history
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """The calibrated log-odds of firm-years that their model has not seen, by years of history:
    `crossed` all of them, each by a model without its firm; `later` those of the validation years,
    by a model of the years before."""

    lead: int
    market: bool
    crossed: dict[int, Micro]
    later: dict[int, Micro]
    slope: float
    level: float


@dataclass(frozen=True, slots=True)
class Trained:
    """A model for each kind and lead time, and its trial."""

    models: tuple[HazardModel, ...]
    trials: tuple[Trial, ...]


def train(rows: Rows, seed: int, told: Told = lambda done, of: None) -> Trained:
    """All models, by all firm-years; the same rows and seed give the same models. `told` hears how
    far it is."""
    pairs = list(_each(rows, seed, told))
    return Trained(tuple(model for model, _ in pairs), tuple(trial for _, trial in pairs))


def _each(rows: Rows, seed: int, told: Told) -> Iterator[tuple[HazardModel, Trial]]:
    done, of = 0, 2 * len(LEADS) * (FOLDS + 2)
    for market in (True, False):
        whole = coded(rows, market=market)
        past = coded(rows, market=market, known=~rows.validation)
        for lead in LEADS:
            seeds = [seed + number for number in range(SEEDS[lead])]
            crossed: dict[int, Micro] = {}
            for here in folds(rows.firm, seed):
                apart = fit(whole, lead, ~here, seeds, market=market)
                _keep(crossed, whole, apart, here)
                told(done := done + 1, of)
            later: dict[int, Micro] = {}
            _keep(
                later,
                past,
                fit(past, lead, ~rows.validation, seeds, market=market),
                rows.validation,
            )
            told(done := done + 1, of)
            every = fit(whole, lead, np.ones(rows.size, np.bool_), seeds, market=market)
            told(done := done + 1, of)
            slope, level = calibration(rows, lead, crossed)
            trial = Trial(
                lead, market, _set(crossed, slope, level), _set(later, slope, level), slope, level
            )
            yield scaled(every, slope, level), trial


def folds(firm: npt.NDArray[np.int64], seed: int) -> Iterator[Mask]:
    """The firms in parts, all years of a firm in one."""
    firms, place = np.unique(firm, return_inverse=True)
    part = np.random.default_rng(seed).permutation(len(firms)) % FOLDS
    for number in range(FOLDS):
        yield part[place] == number


def _keep(kept: dict[int, Micro], data: Coded, model: HazardModel, here: Mask) -> None:
    """Note what the model says of firm-years that it has not seen."""
    for years, codes in data.codes.items():
        kept.setdefault(years, np.zeros(data.rows.size, np.int64))[here] = model.log_odds(
            codes[:, here]
        )


def _set(log_odds: dict[int, Micro], slope: float, level: float) -> dict[int, Micro]:
    return {
        years: np.rint(of * slope + level * MICRO).astype(np.int64)
        for years, of in log_odds.items()
    }


def risk_set(rows: Rows, lead: int, history: int) -> Years:
    """The weight of the firm-years by which probabilities are set to the observed rate. The first
    year of a firm in the files cannot have been its last, so it is none of them; nor are earlier
    years of firms that failed later, of which files that end in 2014 hold far too many. All with
    `history` years count what their kind counts in all."""
    at_risk, fails = rows.target(lead)
    among = at_risk & (rows.seen >= 2) & (fails | ~rows.failed)
    kinds = np.where(fails, 0, np.where(rows.before > 0, 1, 2))
    given = np.zeros(rows.size)
    for kind in range(3):
        every = among & (kinds == kind)
        here = every & (rows.seen >= history)
        if here.any():
            given[here] = every.sum() / here.sum()
    return given


def calibration(rows: Rows, lead: int, crossed: dict[int, Micro]) -> tuple[float, float]:
    """The slope and level of log-odds, by firm-years that their model has not seen."""
    _, fails = rows.target(lead)
    # with more history than this, no firm is left that fails so many years on
    used = [years for years in CALIBRATED_ON if years + lead <= YEARS + 1]
    weights = [risk_set(rows, lead, years) for years in used]
    told = np.concatenate([crossed[years] / MICRO for years in used])
    return calibrated(told, np.tile(fails, len(weights)), np.concatenate(weights))
