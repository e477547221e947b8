# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markings: how widely a row may be shared (TLP 2.0) or how it is classified, and the highest that
this deployment may hold. A row says it in an added column `marking`; what bears a higher one, or
one that nobody knows, is not taken in.

Single rows may be harmless while all of them together tell where a state can be hit: so every page
and export bears the ceiling itself, whatever its rows say.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Problem, row_problem
from dijkwacht.register.register import History
from dijkwacht.web.environment import MARKINGS
from dijkwacht.web.settings import ENVIRONMENT

COLUMN: Final = "marking"


def refuse_above_ceiling(history: History, ceiling: str = ENVIRONMENT.ceiling) -> list[Problem]:
    """The rows of an import that this deployment may not hold."""
    return [
        row_problem(table, id, COLUMN, "marking-too-high", marking=marking, ceiling=ceiling)
        for table, rows in history.frames.items()
        for id, marking in _above(rows, ceiling)
    ]


def refuse(table: str, rows: pl.DataFrame, ceiling: str = ENVIRONMENT.ceiling) -> None:
    """PlanRefused when one of these rows bears a marking above the ceiling, or none that is
    known."""
    for id, marking in _above(rows, ceiling):
        raise PlanRefused("marking-too-high", table=table, id=id, marking=marking, ceiling=ceiling)


def of_deployment(ceiling: str = ENVIRONMENT.ceiling) -> Message:
    """What stands on every page and export."""
    return Message(f"marking.{ceiling.replace(':', '-').replace('+', '-')}")


def _above(rows: pl.DataFrame, ceiling: str) -> Iterator[tuple[str, str]]:
    """Id and marking of the rows that may not be held."""
    if COLUMN not in rows.columns:
        return
    allowed = MARKINGS[: MARKINGS.index(ceiling) + 1]
    said = rows[COLUMN].cast(pl.String).str.strip_chars().str.to_lowercase()
    above = said.is_not_null() & (said != "") & ~said.is_in(list(allowed)).fill_null(True)
    yield from rows.filter(above).select("id", pl.col(COLUMN).cast(pl.String)).iter_rows()
