# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Harm of the fictional state: it never falls, follows from its services, and is known for most."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from dijkwacht.register.codes import HarmKind
from dijkwacht.register.harms import sound
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate
from dijkwacht.sources.fictional_harms import _rounded, _telling

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
POLICY = RULES.parameters("fictional/assessments")
HOURS = POLICY["hours"]
CELL = ["service_id", "kind"]


@pytest.fixture(scope="module")
def state() -> History:
    return generate(340, 1, RULES, ON)


@pytest.fixture(scope="module")
def rows(state: History) -> pl.DataFrame:
    return state.table("harms").sort(*CELL, "after_hours")


def reaching(rows: pl.DataFrame, kind: HarmKind, least: int) -> float:
    """The part of the services that ever reach this much harm."""
    found = rows.filter((pl.col("kind") == kind) & (pl.col("value") >= least))
    return found["service_id"].n_unique() / rows["service_id"].n_unique()


def test_every_row_is_sound_and_at_an_assessed_time(rows: pl.DataFrame) -> None:
    assert sound(rows).height == rows.height > 50_000
    assert set(rows["after_hours"]) == set(HOURS)
    assert rows.select(*CELL, "after_hours").is_unique().all()


def test_harm_never_falls_and_its_bounds_hold_it(rows: pl.DataFrame) -> None:
    assert (rows["value"] >= rows.select(pl.col("value").shift().over(CELL)).to_series()).all()
    bounded = rows.drop_nulls("low")
    assert bounded.height > rows.height // 10
    assert bounded.select((pl.col("low") < pl.col("high")).mean()).item() > 0.1


def test_services_of_every_weight_are_there(rows: pl.DataFrame) -> None:
    assert 0.001 < reaching(rows, HarmKind.LIVING, 100_000) < 0.05
    assert 0.02 < reaching(rows, HarmKind.LIVING, 10_000) < 0.15
    assert 0.05 < reaching(rows, HarmKind.LAW, 1) < 0.4
    assert 0.001 < reaching(rows, HarmKind.SECURITY, 2) < 0.05
    assert 0.001 < reaching(rows, HarmKind.PHYSICAL, 10) < 0.05


def test_of_one_in_eight_services_something_is_not_known(rows: pl.DataFrame) -> None:
    known = rows.drop_nulls("value").filter(pl.col("after_hours") == HOURS[-1])
    kinds = known.group_by("service_id").agg(pl.col("kind").n_unique())
    unknown = 1 - kinds.filter(pl.col("kind") == len(HarmKind)).height / kinds.height
    assert 0.10 < unknown < 0.15
    assert rows.filter(pl.col("value").is_null())["after_hours"].unique().to_list() == [HOURS[-1]]


def test_nobody_without_the_service_is_more_than_its_users(
    state: History, rows: pl.DataFrame
) -> None:
    persons = rows.filter(pl.col("kind") == HarmKind.PERSONS)
    users = state.table("services").select("id", "users").drop_nulls()
    joined = persons.join(users, left_on="service_id", right_on="id")
    assert joined.height > 10_000
    assert (joined["value"] <= joined["users"]).all()


def test_harm_of_a_service_is_assessed_on_one_day_by_two_roles(rows: pl.DataFrame) -> None:
    days = rows.group_by("service_id").agg(
        pl.col("recorded_on").n_unique(), pl.col("assessed_by").n_unique()
    )
    assert (days["recorded_on"] == 1).all() and (days["assessed_by"] == 1).all()
    assert (rows["assessed_by"] != rows["approved_by"]).all()
    assert (rows["recorded_on"] < ON).all()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0, 0, 0], [False, False, True]),  # nothing until the end: the last row says it all
        ([0, 5, 5], [True, True, True]),
        ([5, 5, 5], [True, False, True]),
        ([1, 2, 3], [True, True, True]),
    ],
)
def test_a_row_is_left_out_only_where_its_neighbours_say_it(
    values: list[int], told: list[bool]
) -> None:
    assert _telling(np.array([[values]])).tolist() == [[told]]


def test_numbers_are_rounded_down_to_two_digits() -> None:
    given = np.array([0, 9, 10, 99, 100, 109, 12_999, 10**18])
    assert _rounded(given).tolist() == [0, 9, 10, 99, 100, 100, 12_000, 10**18]
