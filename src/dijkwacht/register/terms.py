# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in options of contracts and in scores of sovereignty."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.register.register import Columns

HIGHEST: Final = 4  # levels of assurance run from 0 to this


def terms(rows: Columns) -> Iterator[Problem]:
    """Every problem of options of contracts and of scores."""
    yield from _options(rows.table("contract_options"))
    yield from _scores(rows.table("sovereignty_scores"))


def _options(frame: pl.DataFrame) -> Iterator[Problem]:
    """Options that can still be used when they are of no use any more."""
    late = frame.filter(pl.col("exercise_by") > pl.col("ends_on"))
    for id, day, ends in late.select("id", "exercise_by", "ends_on").iter_rows():
        yield row_problem(
            "contract_options", id, "exercise_by", "option-late", Grade.WARNING, day=day, ends=ends
        )


def _scores(frame: pl.DataFrame) -> Iterator[Problem]:
    """Scores that cannot be: they count as not known."""
    table = "sovereignty_scores"
    beyond = (pl.col("points") > pl.col("max_points")) | (pl.col("max_points") == 0)
    for id, points, most in frame.filter(beyond).select("id", "points", "max_points").iter_rows():
        yield row_problem(table, id, "points", "points-beyond", points=points, most=most)
    for id, seal in frame.filter(pl.col("seal") > HIGHEST).select("id", "seal").iter_rows():
        yield row_problem(table, id, "seal", "seal-beyond", seal=seal, highest=HIGHEST)
