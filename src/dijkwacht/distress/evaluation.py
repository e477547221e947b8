# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a training was worth on firm-years that its models had not seen, beside three published
scores on the same rows."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.problem import Problem
from dijkwacht.distress.classic import CLASSIC
from dijkwacht.distress.course import YEARS, Years
from dijkwacht.distress.drift import Spread, spread
from dijkwacht.distress.hazard_model import HazardModel
from dijkwacht.distress.inputs import inputs
from dijkwacht.distress.metrics import Judged, measured
from dijkwacht.distress.odds import Micro, probability
from dijkwacht.distress.training import Trained, Trial, risk_set
from dijkwacht.distress.training_rows import Mask, Rows

DRAWS: Final = 300
HISTORIES: Final = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one score on one set of rows: each with the ends of its interval."""

    model: str  # market, accounts, or a published score
    tried: str  # crossed: other firms; later: later years; learned: the firms it was trained on
    rows: str  # windows: each firm once; years: every firm-year, weighed
    lead: int
    history: int
    firms: int
    failures: int
    measures: dict[str, tuple[float, float, float]]


def evaluated(rows: Rows, trials: Sequence[Trial], seed: int) -> Iterator[Figures]:
    """All figures of a training."""
    for trial in trials:
        name = "market" if trial.market else "accounts"
        for tried, kept in (("crossed", trial.crossed), ("later", trial.later)):
            among = rows.validation if tried == "later" else np.ones(rows.size, np.bool_)
            for history in HISTORIES:
                yield from _figures(
                    rows, name, tried, trial.lead, history, among, kept[history], seed
                )


def _figures(
    rows: Rows,
    name: str,
    tried: str,
    lead: int,
    history: int,
    among: Mask,
    log_odds: Micro,
    seed: int,
) -> Iterator[Figures]:
    """On windows, and on firm-years where there are enough of them."""
    sets = {"windows": window_weight(rows, lead, history)}
    if history < YEARS - lead + 1:
        sets["years"] = risk_set(rows, lead, history)
    for kind, weight in sets.items():
        told = judged(rows, lead, np.where(among, weight, 0.0), probability(log_odds))
        if told is not None:
            yield _of(told, name, tried, kind, lead, history, seed)


def window_weight(rows: Rows, lead: int, history: int) -> Years:
    """Each firm once, as it was so many years before its end."""
    return np.asarray((rows.before == lead - 1) & (rows.seen >= history), np.float64)


def judged(rows: Rows, lead: int, weight: Years, score: Years) -> Judged | None:
    """The rows that count, with their outcome; None where nothing fails or nothing stays."""
    _, fails = rows.target(lead)
    here = np.flatnonzero(weight > 0)
    if not (0 < fails[here].sum() < len(here)):
        return None
    return Judged(score[here], fails[here], weight[here], rows.firm[here])


def _of(
    told: Judged, name: str, tried: str, kind: str, lead: int, history: int, seed: int
) -> Figures:
    fit = kind == "years" and name not in CLASSIC
    measures = measured(told, DRAWS, seed, calibration=fit)
    rounded = {
        key: (round(value, 4), round(low, 4), round(high, 4))
        for key, (value, low, high) in measures.items()
    }
    firms = len(np.unique(told.group))
    failures = int(told.fails.sum())
    return Figures(name, tried, kind, lead, history, firms, failures, rounded)


def published(rows: Rows, seed: int) -> Iterator[Figures]:
    """The published scores on the same rows."""
    with np.errstate(all="ignore"):
        scores = {name: score(rows.items) for name, score in CLASSIC.items()}
    for name, score in scores.items():
        for tried in ("crossed", "later"):
            among = rows.validation if tried == "later" else np.ones(rows.size, np.bool_)
            for lead, history in ((1, 3), (1, 4), (1, 5), (2, 3), (3, 3)):
                weight = np.where(among, window_weight(rows, lead, history), 0.0)
                told = judged(rows, lead, weight, score)
                if told is not None:
                    yield _of(told, name, tried, "windows", lead, history, seed)


def learned(rows: Rows, models: Sequence[HazardModel], seed: int) -> Iterator[Figures]:
    """A model on the very firms that it was trained on: better than it is."""
    for model in models:
        name = "market" if model.market else "accounts"
        for history in HISTORIES:
            figures = rows.figures(history, market=model.market)
            score = probability(model.log_odds(model.codes(figures)))
            told = judged(rows, model.lead, window_weight(rows, model.lead, history), score)
            if told is not None:
                yield _of(told, name, "learned", "windows", model.lead, history, seed)


def card(rows: Rows, trained: Trained, seed: int, versions: dict[str, str]) -> dict[str, Any]:
    """What is kept of a training: its rows, its figures, and how its inputs were spread."""
    every = [*evaluated(rows, trained.trials, seed), *published(rows, seed)]
    return {
        "seed": seed,
        "versions": versions,
        "firm_years": rows.size,
        "firms": len(np.unique(rows.firm)),
        "failures": int(rows.target(1)[1].sum()),
        "first": int(rows.fyear.min()),
        "last": int(rows.fyear.max()),
        "calibration": [
            [trial.market, trial.lead, trial.slope, trial.level] for trial in trained.trials
        ],
        "spread": _spread(rows),
        "figures": [asdict(one) for one in every],
    }


def _spread(rows: Rows) -> dict[str, Spread]:
    """How each ratio of the last year is spread over the firm-years."""
    keys = [one.key for one in inputs(market=True)]
    figures = rows.figures(1, market=True)
    return {
        key: spread(column)
        for key, column in zip(keys, figures, strict=True)
        if key.endswith(" now")
    }


@dataclass(frozen=True, slots=True)
class Scored:
    """A probability for each firm, and what was wrong with the table."""

    chances: pl.DataFrame
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The figures kept of the training, and those reckoned now on the firms it was trained on."""

    card: dict[str, Any]
    figures: tuple[Figures, ...]
