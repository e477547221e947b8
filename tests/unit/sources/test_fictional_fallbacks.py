# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fallbacks: proven no better than declared, power for every facility, and places that many
share."""

from datetime import date

import polars as pl
import pytest

from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
PART = RULES.parameters("fictional/proportions")["fallbacks"]


@pytest.fixture(scope="module")
def state() -> History:
    return generate(340, 1, RULES, ON)


@pytest.fixture(scope="module")
def rows(state: History) -> pl.DataFrame:
    return state.table("fallbacks")


def test_a_test_never_proves_more_than_was_declared(rows: pl.DataFrame) -> None:
    tested = rows.filter(pl.col("proven_on") < NEVER_DAY)
    assert tested.height > 500
    assert (tested["proven_activation_hours"] >= tested["activation_hours"]).all()
    assert (tested["proven_level"] <= tested["level"]).all()
    assert (tested["proven_on"] < ON).all()


def test_what_was_never_tested_has_no_measured_values(rows: pl.DataFrame) -> None:
    never = rows.filter(pl.col("proven_on") == NEVER_DAY)
    assert set(never["proven_level"]) == {NOT_APPLICABLE}
    assert set(never["proven_activation_hours"]) == {NOT_APPLICABLE}
    unknown = rows.filter(pl.col("proven_on").is_null())
    assert set(unknown["proven_level"]) == set(unknown["proven_activation_hours"]) == {None}


def test_as_many_were_tested_and_never_tested_as_policy_says(rows: pl.DataFrame) -> None:
    day = rows["proven_on"]
    assert (day < NEVER_DAY).fill_null(False).mean() == pytest.approx(
        PART["tested"] / 1e4, abs=0.03
    )
    assert (day == NEVER_DAY).fill_null(False).mean() == pytest.approx(
        PART["never"] / 1e4, abs=0.03
    )


def test_the_power_of_every_facility_has_a_generator_that_starts_at_once_and_runs_dry(
    state: History, rows: pl.DataFrame
) -> None:
    power = rows.filter(pl.col("name") == "Noodstroom")
    needs = state.table("requirements").filter(pl.col("name") == "stroom")
    assert set(power["protects_id"]) == set(needs["id"])
    assert set(power["activation_hours"]) == {0}
    assert set(power["level"]) == {10_000}
    assert power["duration_hours"].max() <= 72


def test_only_essential_requirements_are_protected_one_by_one(
    state: History, rows: pl.DataFrame
) -> None:
    needs = state.table("requirements").select("id", "criticality")
    held = rows.filter(pl.col("protects_noun") == "requirement")
    assert set(held.join(needs, left_on="protects_id", right_on="id")["criticality"]) == {
        "essential"
    }


def test_some_services_are_protected_as_a_whole(state: History, rows: pl.DataFrame) -> None:
    whole = rows.filter(pl.col("protects_noun") == "service")
    part = whole.height / state.table("services").height
    assert part == pytest.approx(PART["service"] / 1e4, abs=0.02)


def test_many_fallbacks_lean_on_few_shared_places(state: History) -> None:
    needs = state.table("requirements").filter(pl.col("owner_noun") == "fallback")
    places = state.table("members").filter(pl.col("id").str.starts_with("mb-fb-"))["member_id"]
    assert needs.height == places.len() > 100
    assert places.n_unique() <= 5
    assert set(places) <= set(state.table("systems").filter(pl.col("kind") == "facility")["id"])
