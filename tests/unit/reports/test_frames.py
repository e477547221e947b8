# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Report tables as frames: the keys and values of the CSV, with types that do not change."""

import csv
import io
from datetime import date

import polars as pl
from builders import NIMBUS, SMALL, graph_of, node_of

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import stops
from dijkwacht.reports.frames import frame, levels_frame
from dijkwacht.reports.levels import levels_csv
from dijkwacht.reports.report import Cell, Column, Table, as_csv
from dijkwacht.reports.words import Words

ENGLISH = Words("en")
COLUMNS = (
    Column("what", exported=False),
    Column("service"),
    Column("lost_at", Cell.HOURS),
    Column("lowest", Cell.LEVEL, shown=False),
    Column("persons", Cell.COUNT),
    Column("assumed", Cell.FLAG),
    Column("recorded_on"),
    Column("because"),
)
ROW = ("x", "Paspoorten", 4, 0, None, True, date(2026, 6, 1), Message("explain.fails"))


def table(*rows: tuple[object, ...]) -> Table:
    return Table("t", Message("outage.services"), COLUMNS, rows)


def test_it_has_the_columns_and_cells_of_the_csv() -> None:
    made = frame(table(ROW, ROW), ENGLISH)
    header, *rows = csv.reader(io.StringIO(as_csv(table(ROW, ROW), ENGLISH)))
    assert made.columns == header
    told = [["" if cell is None else str(cell) for cell in row] for row in made.iter_rows()]
    assert told == rows


def test_its_types_are_the_same_with_and_without_rows() -> None:
    types = [pl.String, pl.Int64, pl.Int64, pl.Int64, pl.Boolean, pl.String, pl.String]
    assert frame(table(), ENGLISH).dtypes == frame(table(ROW), ENGLISH).dtypes == types


def test_unknown_is_null_and_never_zero() -> None:
    assert frame(table(ROW), ENGLISH)["persons"].to_list() == [None]


def test_levels_are_those_of_the_levels_file() -> None:
    graph = graph_of(*SMALL)
    found = outage(graph, stops([node_of(graph, NIMBUS)], Hours(60), duration=Hours(30)))
    assert levels_frame(found).write_csv() == levels_csv(found)
