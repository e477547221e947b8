# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Unknown values replaced by policy's, each replacement flagged."""

import polars as pl

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.graph.graph import Assumed


def filled(column: str, default: int) -> pl.Expr:
    """The column with the default where it is unknown or does not apply."""
    value = pl.col(column).fill_null(default)
    return (
        pl.when(pl.col(column) == NOT_APPLICABLE)
        .then(default)
        .otherwise(value)
        .cast(pl.Int64)
        .alias(column)
    )


def flagged(**columns: Assumed) -> pl.Expr:
    """The flags of the columns that are unknown; what does not apply is known."""
    flags = [pl.col(name).is_null().cast(pl.Int64) * int(flag) for name, flag in columns.items()]
    return pl.sum_horizontal(flags)
