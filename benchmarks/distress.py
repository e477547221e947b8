# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One million firm-years scored by the failure model that comes along.

    python benchmarks/distress.py [--firms 200000]

The firms are drawn: five years each, items lognormal, seed 42. Every firm-year is scored with what
was known then; a sample of firms, scored alone, must have the same figures.
"""

import argparse

import numpy as np
import polars as pl
from machine import head, line, machine, peak, timed

from dijkwacht.distress.firm_years import completed
from dijkwacht.distress.hazard_model import trained
from dijkwacht.distress.inputs import ITEMS
from dijkwacht.distress.probability import hazards

SEED = 42
YEARS = 5
ALONE = 50  # firms scored by themselves


def drawn(firms: int) -> pl.DataFrame:
    """The accounts of so many firms."""
    random = np.random.default_rng(SEED)
    size = np.repeat(random.lognormal(4, 1.5, firms), YEARS)
    items = {item: size * random.lognormal(-1, 0.7, size.size) for item in ITEMS}
    for item in ("ebit", "ebitda", "net_income", "retained_earnings"):
        items[item] *= random.choice([-1.0, 1.0], size.size, p=[0.3, 0.7])
    keys = {
        "firm": np.repeat(np.arange(firms), YEARS).astype(str),
        "fyear": np.tile(np.arange(2014 - YEARS, 2014), firms).astype(np.int32),
    }
    return completed(pl.DataFrame({**keys, **items}))


def main() -> None:
    """Score with and without market value."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--firms", type=int, default=200_000)
    asked = read.parse_args()
    print(machine(), end="\n\n")
    frame = drawn(asked.firms)
    head()
    _, seconds = timed(lambda: trained(market=True, lead=1))
    line("the model is read", seconds, peak(), "")
    for accounts_only in (False, True):
        found, seconds = timed(lambda: hazards(frame, accounts_only=accounts_only, every=True))  # noqa: B023  # called at once
        what = "by accounts alone" if accounts_only else "with market value"
        line(f"scored, {what}", seconds, peak(), f"{found.height:,} firm-years")
        alone = frame.head(ALONE * YEARS)
        assert hazards(alone, accounts_only=accounts_only, every=True).equals(
            found.head(len(alone))
        )


if __name__ == "__main__":
    main()
