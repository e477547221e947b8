# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The probability that a firm fails, from its yearly accounts: one figure for each firm, that does
not depend on who else is in the table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.distress.course import LATEST, Years
from dijkwacht.distress.firm_years import every_year, side_by_side
from dijkwacht.distress.hazard_model import TRAINED, HazardModel, trained
from dijkwacht.distress.inputs import values
from dijkwacht.distress.odds import Micro, probability

BATCH: Final = 32_768  # firms at once: their codes stay near the processor


def hazards(
    frame: pl.DataFrame,
    *,
    accounts_only: bool = False,
    lead: int = 1,
    every: bool = False,
    folder: Path = TRAINED,
) -> pl.DataFrame:
    """Each firm of `FirmYears.frame` with its last year (`fyear`), the `years` known of five, the
    `model` used (market or accounts), the `probability` that it files for bankruptcy within `lead`
    fiscal years after that, in millionths, and the `log_odds` (millionths) of the last of those.

    A firm whose last market value is unknown is judged by its accounts alone. `every`: each
    firm-year as it was known then.
    """
    items, firms = (every_year if every else side_by_side)(frame)
    valued = np.zeros(firms.height, bool)
    if not accounts_only:
        valued = ~np.isnan(items["market_value"][:, LATEST])
    chances = np.zeros(firms.height)
    last = np.zeros(firms.height, np.int64)
    for market in (False, True):
        here = np.flatnonzero(valued == market)
        if here.size:
            asked = {item: course[here] for item, course in items.items()}
            steps = [
                log_odds(asked, trained(market=market, lead=year, folder=folder))
                for year in range(1, lead + 1)
            ]
            chances[here], last[here] = chained(steps), steps[-1]
    model = pl.Series(np.where(valued, "market", "accounts"))
    return firms.with_columns(model=model, probability=chances, log_odds=last)


def log_odds(items: Mapping[str, Years], model: HazardModel) -> Micro:
    """The log-odds by one model, of all firms."""
    size = len(items["total_assets"])
    pieces = [_piece(items, model, start) for start in range(0, size, BATCH)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int64)


def _piece(items: Mapping[str, Years], model: HazardModel, start: int) -> Micro:
    piece = {item: course[start : start + BATCH] for item, course in items.items()}
    return model.log_odds(model.codes(values(piece, market=model.market)))


def chained(steps: list[Micro]) -> Years:
    """The probability of failing in any of these years, each given that it was reached."""
    spared = np.ones(len(steps[0]))
    for step in steps:
        spared = spared * (1 - probability(step))
    return np.rint((1 - spared) * 1e6) / 1e6


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one ratio adds to the log-odds of a firm, and what it is now (NaN: unknown)."""

    ratio: str
    added: int
    now: float


@dataclass(frozen=True, slots=True)
class Explained:
    """Why one firm has its probability: `ordinary` and all `contributions` together are its
    `log_odds`."""

    firm: str
    probability: float
    log_odds: int
    ordinary: int
    contributions: tuple[Contribution, ...]
    model: HazardModel


def explained(
    frame: pl.DataFrame, firm: str, *, accounts_only: bool = False, folder: Path = TRAINED
) -> Explained:
    """The contributions of the ratios of one firm to its hazard in the coming year, the largest
    first."""
    items, _ = side_by_side(frame.filter(pl.col("firm") == firm))
    valued = not accounts_only and not np.isnan(items["market_value"][0, LATEST])
    model = trained(market=bool(valued), lead=1, folder=folder)
    figures = list(values(items, market=model.market))
    ordinary, added = model.contributions(model.codes(figures)[:, 0])
    log = np.array([ordinary + sum(added)], np.int64)
    told = sorted(_by_ratio(model, figures, added), key=lambda one: (-abs(one.added), one.ratio))
    return Explained(firm, float(probability(log)[0]), int(log[0]), ordinary, tuple(told), model)


def _by_ratio(model: HazardModel, figures: list[Years], added: list[int]) -> Iterator[Contribution]:
    """The parts of the course of each ratio together."""
    totals: dict[str, int] = {}
    now: dict[str, float] = {}
    for scale, figure, step in zip(model.scales, figures, added, strict=True):
        ratio, _, part = scale.key.partition(" ")
        totals[ratio] = totals.get(ratio, 0) + step
        if part == "now" or ratio not in now:
            now[ratio] = float(figure[0])
    return (Contribution(ratio, total, now[ratio]) for ratio, total in totals.items())
