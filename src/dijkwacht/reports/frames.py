# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of reports as Polars frames: the keys and values of the CSV, with types."""

from typing import Any, Final

import polars as pl

from dijkwacht.engine.outage import Outage
from dijkwacht.reports.levels import COLUMNS, level_rows
from dijkwacht.reports.report import Cell, Table, named
from dijkwacht.reports.words import Words

TYPES: Final = {
    Cell.TEXT: pl.String,
    Cell.CODE: pl.String,
    Cell.MARK: pl.String,
    Cell.COUNT: pl.Int64,
    Cell.HOURS: pl.Int64,
    Cell.LEVEL: pl.Int64,  # basis points
    Cell.DECIMAL: pl.Float64,
    Cell.LIMIT: pl.Float64,
    Cell.FLAG: pl.Boolean,
}


def frame(table: Table, words: Words) -> pl.DataFrame:
    """Every row and every exported column of a table; hours and basis points as they are, unknown
    is null."""
    exported = [column for column in table.columns if column.exported]
    rows = [
        [_plain(value, words) for value in named(table, row, words).values()] for row in table.rows
    ]
    schema = {column.key: TYPES[column.cell] for column in exported}
    return pl.DataFrame(rows, schema, orient="row")


def _plain(value: Any, words: Words) -> Any:
    return value if value is None or isinstance(value, int | float) else words.value(value)


def levels_frame(found: Outage) -> pl.DataFrame:
    """Every step of every touched node: noun, id, hour, and the level in basis points from that
    hour on."""
    types = (pl.String, pl.String, pl.Int64, pl.Int64)
    return pl.DataFrame(
        list(level_rows(found)), dict(zip(COLUMNS, types, strict=True)), orient="row"
    )
