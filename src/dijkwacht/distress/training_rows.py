# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The firm-years that the model learns from: every one in the window files once, seen with one to
five years of history, and weighed so that the length of a history says nothing of the outcome."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.distress.course import YEARS, Years
from dijkwacht.distress.firm_years import FirmYears, every_year, read
from dijkwacht.distress.inputs import ITEMS, values
from dijkwacht.register.csv_text import read_csv

WINDOWS: Final = (5, 4, 3)
FILE: Final = "us_windows_{years}_years_train_validation.csv.gz"
LATER_FAILED: Final = 0.5  # the weight of earlier years of firms that failed later
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """Firm-years with their outcome. `before` counts the years until the last row of the firm, and
    `seen` those from its first."""

    items: dict[str, Years]
    firm: Numbers
    fyear: Numbers
    seen: Numbers
    before: Numbers
    failed: Mask  # the firm, after its last row
    validation: Mask

    @property
    def size(self) -> int:
        """How many firm-years."""
        return len(self.firm)

    def figures(self, history: int, *, market: bool) -> list[Years]:
        """The inputs of every firm-year, by its last `history` years alone."""
        known = {item: course.copy() for item, course in self.items.items()}
        for course in known.values():
            course[:, : YEARS - history] = np.nan
        return list(values(known, market=market))

    def target(self, lead: int) -> tuple[Mask, Mask]:
        """Which firm-years can still fail `lead` years on, and which do."""
        ended = self.failed & (self.before < lead - 1)
        return ~ended, self.failed & (self.before == lead - 1)


def folder_rows(folder: Path) -> Rows:
    """The firm-years of the window files in a folder; Unreadable where there are none."""
    tables = [table for years in WINDOWS if (table := _table(folder, years)) is not None]
    if not tables:
        raise Unreadable("no-windows", folder=str(folder), file=FILE.format(years=5))
    told = pl.concat([labels for labels, _ in tables]).unique("firm")
    frame = pl.concat([rows.frame for _, rows in tables])
    return rows_of(frame, told)


def rows_of(frame: pl.DataFrame, told: pl.DataFrame) -> Rows:
    """The firm-years of a frame with `failed` and `validation` told for each `firm`."""
    whole = frame.unique(["firm", "fyear"]).with_columns(pl.col("firm").cast(pl.Int64))
    labels = told.select(pl.col("firm").cast(pl.Int64), "failed", "validation")
    sorted_rows = whole.join(labels, on="firm").sort("firm", "fyear")
    items, _ = every_year(sorted_rows.select(pl.col("firm").cast(pl.String), "fyear", *ITEMS))
    firm, fyear = sorted_rows["firm"].to_numpy(), sorted_rows["fyear"].cast(pl.Int64).to_numpy()
    counts = sorted_rows.select(
        seen=pl.int_range(1, pl.len() + 1).over("firm"),
        before=pl.int_range(pl.len() - 1, -1, -1).over("firm"),
    )
    return Rows(
        items,
        firm,
        fyear,
        counts["seen"].to_numpy(),
        counts["before"].to_numpy(),
        sorted_rows["failed"].to_numpy(),
        sorted_rows["validation"].to_numpy(),
    )


def _table(folder: Path, years: int) -> tuple[pl.DataFrame, FirmYears] | None:
    path = folder / FILE.format(years=years)
    if not path.exists():
        return None
    cells = read_csv(read_bytes(path), path.name).frame
    if not {"firm", "split", "failed"} <= set(cells.columns):
        raise Unreadable("accounts-columns", file=str(path), columns="firm, split, failed")
    labels = cells.select(
        "firm",
        failed=pl.col("failed").is_in(["1", "1.0"]),
        validation=pl.col("split") == "validation",
    ).unique("firm", keep="last")
    return labels, read(path)


def weights(rows: Rows, lead: int, history: int, among: Mask) -> Years:
    """The weight of each firm-year that has `history` years and is in `among`, so that those which
    fail, those which leave, those which go on, and those which fail later, count together what they
    count in all firm-years. Without it a long history would be the mark of a last year, and with
    that of failure: files hold only the last years of a firm. Zero for the others."""
    at_risk, fails = rows.target(lead)
    usual = np.where((rows.failed & ~fails), LATER_FAILED, 1.0)
    kinds = np.where(fails, 0, np.where(rows.failed, 1, np.where(rows.before > 0, 2, 3)))
    given = np.zeros(rows.size)
    for kind in range(4):
        every = among & at_risk & (kinds == kind)
        here = every & (rows.seen >= history)
        if here.any():
            given[here] = usual[here] * every.sum() / here.sum()
    return given
