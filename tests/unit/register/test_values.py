# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of text and typed values: every value survives the way out and back, and what cannot be
read is unknown and told."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.problem import Problem
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.register.codes import Role
from dijkwacht.register.schema import Column, Kind, columns
from dijkwacht.register.values import parse, unparse

TABLES = ("contracts", "requirements", "deliveries")
ALL = [column for table in TABLES for column in columns(table)]


def read(kind: Kind, *cells: str | None) -> tuple[list[Any], list[Problem]]:
    """Cells as values of a kind, with what could not be read."""
    column = Column("kolom", kind, enum=Role if kind is Kind.CODE else None)
    text = pl.Series("kolom", cells, pl.String)
    values, problems = parse(text, column, lambda row, of: f"t.csv:{row + 2} {of}")
    assert values.dtype == column.dtype
    return values.to_list(), problems


@given(data=st.data(), column=st.sampled_from(ALL))
def test_every_value_survives_the_way_out_and_back(data: st.DataObject, column: Column) -> None:
    values = data.draw(st.lists(st.none() | strategies.values(column), max_size=5))
    frame = pl.DataFrame({column.name: pl.Series(values, dtype=column.dtype)})
    text = frame.select(unparse(column)).to_series().cast(pl.String)
    back, problems = parse(text, column, lambda row, of: f"{row}")
    assert problems == []
    assert back.to_list() == frame[column.name].to_list()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_cell_is_unknown_and_no_fault(kind: Kind) -> None:
    values, problems = read(kind, None, "", *([] if kind is Kind.TEXT else ["  "]))
    assert set(values) == {None}
    assert problems == []


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.HOURS, "never", int(FOREVER)),
        (Kind.HOURS, " NEVER ", int(FOREVER)),
        (Kind.HOURS, "n/a", NOT_APPLICABLE),
        (Kind.HOURS, "0", 0),
        (Kind.HOURS, "0072", 72),
        (Kind.COUNT, "N/A", NOT_APPLICABLE),
        (Kind.BASIS_POINTS, "10000", 10_000),
        (Kind.DAY, "2026-06-30", date(2026, 6, 30)),
        (Kind.DAY, "never", NEVER_DAY),
        (Kind.DAY, "n/a", NOT_APPLICABLE_DAY),
        (Kind.MONEY, "1250.5", Decimal("1250.50")),
        (Kind.MONEY, "0", Decimal("0.00")),
        (Kind.MONEY, "n/a", Decimal(NOT_APPLICABLE)),
        (Kind.CODE, "Contracting Party", "contracting-party"),
        (Kind.CODE, "contracting_party", "contracting-party"),
        (Kind.REFERENCE, " sup-1 ", "sup-1"),
        (Kind.COUNTRY, " NL", "NL"),
        (Kind.TEXT, " met rand ", " met rand "),
    ],
)
def test_what_is_clear_is_understood(kind: Kind, cell: str, value: object) -> None:
    assert read(kind, cell) == ([value], [])


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (Kind.HOURS, "-1", "negative"),
        (Kind.HOURS, "1.0", "not-whole"),
        (Kind.HOURS, "1,000", "not-whole"),
        (Kind.HOURS, "4 uur", "not-whole"),
        (Kind.HOURS, "٣", "not-whole"),
        (Kind.HOURS, "+3", "not-whole"),
        (Kind.COUNT, "never", "not-whole"),
        (Kind.COUNT, "1e3", "not-whole"),
        (Kind.BASIS_POINTS, "50%", "not-whole"),
        (Kind.DAY, "30-06-2026", "not-a-day"),
        (Kind.DAY, "2026-02-29", "not-a-day"),
        (Kind.DAY, "-2026-06-30", "not-a-day"),
        (Kind.DAY, "2026-06-30T12:00", "not-a-day"),
        (Kind.MONEY, "€ 5", "not-money"),
        (Kind.MONEY, "1.234", "not-money"),
        (Kind.MONEY, "1250.500", "not-money"),
        (Kind.MONEY, "-1", "negative"),
        (Kind.CODE, "leverancier", "code-unknown"),
    ],
)
def test_what_is_not_clear_is_unknown_and_told_with_its_place(
    kind: Kind, cell: str, code: str
) -> None:
    values, (problem,) = read(kind, None, cell)
    assert values == [None, None]
    assert (problem.where, problem.what.code, problem.mend.code) == (
        "t.csv:3 kolom",
        code,
        f"{code}.mend",
    )
    assert problem.what.params["value"] == cell


def test_a_word_that_is_not_known_is_told_with_those_that_are() -> None:
    _, (problem,) = read(Kind.CODE, "leverancier")
    assert str(problem.mend.params["expected"]).split(", ") == [role.value for role in Role]


def test_a_very_long_cell_is_told_by_its_beginning() -> None:
    _, (problem,) = read(Kind.HOURS, "x" * 5_000)
    assert problem.what.params["value"] == "x" * 80


def test_the_plural_of_a_noun_is_understood() -> None:
    column = next(column for column in columns("members") if column.name == "member_noun")
    values, problems = parse(pl.Series(["Services", "deliveries"]), column, lambda row, of: "")
    assert (values.to_list(), problems) == (["service", "delivery"], [])


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0000-01-01"])
def test_days_that_stand_for_something_else_are_not_taken_as_days(day: str) -> None:
    values, problems = read(Kind.DAY, day)
    assert values == [None]
    assert [problem.what.code for problem in problems] == ["not-a-day"]
