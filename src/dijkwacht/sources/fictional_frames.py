# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From arrays to columns of the register: ids, labels, empty cells and provenance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from dijkwacht.rules.rulebook import Parameters
from dijkwacht.sources.fictional_draw import Bools, Ints, Part, Rng, chance, choose, label, stream

SOURCE = "fictional"
RECORDED_WITHIN = 730  # days
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is asked, and the policy that says how the state is made."""

    organisations: int
    seed: int
    on: date
    kinds: Parameters
    names: Parameters
    needs: Parameters
    proportions: Parameters
    assessments: Parameters

    def draws(self, part: Part, of: int = 0) -> Rng:
        """The draws of one part of the state."""
        return stream(self.seed, part, of)

    def total(self, table: str) -> int:
        """How many rows a table has in a state of this size."""
        full, least = (int(self.proportions[of][table]) for of in ("totals", "least"))
        return max(least, -(-full * self.organisations // int(self.proportions["organisations"])))


def ids(prefix: str, count: int, width: int) -> pl.Series:
    """The ids of the rows of a table: `svc-000001` and on."""
    numbers = pl.Series("id", np.arange(1, count + 1)).cast(pl.String).str.zfill(width)
    return (prefix + "-" + numbers).alias("id")


def at(values: pl.Series | Sequence[str | None], positions: Ints) -> pl.Series:
    """The values at these positions."""
    column = values if isinstance(values, pl.Series) else pl.Series("", values, dtype=pl.String)
    return column.gather(pl.Series(positions))


def blank(column: pl.Series | Ints, where: Bools) -> pl.Series:
    """The column, with empty cells where it is not known."""
    series = column if isinstance(column, pl.Series) else pl.Series(column)
    return pl.select(pl.when(~pl.Series(where)).then(series)).to_series()


def known(rng: Rng, values: Sequence[int], size: int, unknown: int) -> pl.Series:
    """`size` of the values, of which `unknown` basis points are empty."""
    return blank(choose(rng, values, size), chance(rng, unknown, size))


def days(numbers: Ints) -> pl.Series:
    """Days since 1970 as dates."""
    return pl.Series(numbers.astype(np.int32)).cast(pl.Date)


def day_number(day: date) -> int:
    """A date as days since 1970."""
    return (day - EPOCH).days


def table(
    recipe: Recipe,
    name: str,
    of: int,
    columns: Mapping[str, Any],
    *,
    estimated: Ints | int = 0,
    since: Ints | int = 0,
) -> tuple[str, pl.DataFrame]:
    """A table of the register with provenance behind its columns.

    `estimated`: basis points per row; `since`: a day (as its number) before which no row was
    recorded.
    """
    frame = pl.DataFrame(dict(columns))
    rng = recipe.draws(Part.PROVENANCE, of)
    labels, drawn = label(rng, recipe.proportions["confidence"], frame.height)
    guessed = chance(rng, estimated, frame.height)
    confidence = np.where(guessed, labels.index("estimated"), drawn)
    recorded = np.maximum(
        since, day_number(recipe.on) - rng.integers(0, RECORDED_WITHIN, frame.height)
    )
    return name, frame.with_columns(
        source=pl.lit(SOURCE),
        recorded_on=days(recorded),
        confidence=at([None if code == "none" else code for code in labels], confidence),
    )
