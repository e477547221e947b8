# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people of the fictional state designate, sign and prove: roles, days that fit, and more of
it where more is at stake."""

from datetime import date, timedelta

import polars as pl
import pytest

from dijkwacht.register.codes import DesignationKind, EvidenceKind
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
VITAL = (DesignationKind.VITAL_PROCESS, DesignationKind.CRITICAL_ENTITY)


@pytest.fixture(scope="module")
def state() -> History:
    return generate(340, 1, RULES, ON)


def test_the_services_that_are_said_to_be_vital_are_those_that_are_designated(
    state: History,
) -> None:
    said = state.table("services").filter(pl.col("designation").is_not_null())
    found = state.table("designations").filter(pl.col("kind").is_in(VITAL))
    assert found.height > 20
    assert sorted(found["of_id"]) == sorted(said["id"])
    assert found["kind"].n_unique() == 2


def test_organisations_are_designated_by_kind(state: History) -> None:
    bodies = state.table("organisations").select("id", "kind")
    found = state.table("designations").filter(pl.col("noun") == "organisation")
    joined = found.join(bodies, left_on="of_id", right_on="id", suffix="_of")
    kinds = dict(joined.select("kind_of", "kind").unique().iter_rows())
    assert kinds == RULES.parameters("fictional/assessments")["entities"]


def test_overrides_are_few_signed_by_two_units_and_end_within_a_year() -> None:
    rows = generate(1_700, 1, RULES, ON).table("overrides")
    assert 40 < rows.height < 200
    assert (rows["first_unit"] != rows["second_unit"]).all()
    assert (rows["first_signatory"] != rows["second_signatory"]).all()
    assert (rows["valid_until"] - rows["valid_from"]).max() <= timedelta(days=365)
    assert (rows["signed_on"] < ON).all()
    over = rows.filter(pl.col("valid_until") <= ON).height
    assert 0 < over < rows.height // 2
    assert set(rows["direction"]) == {"up", "down"}


def test_evidence_is_done_before_it_is_written_down_and_by_others_than_who_observe(
    state: History,
) -> None:
    rows = state.table("evidence")
    assert set(rows["kind"]) == set(EvidenceKind)
    assert (rows["done_on"] <= rows["recorded_on"]).all() and rows["recorded_on"].max() <= ON
    assert not (rows["done_by"] == rows["observed_by"]).any()
    assert 0.05 < (rows["done_on"] < date(2024, 6, 1)).mean() < 0.5


def test_long_exercises_last_thirty_days_or_more_and_plans_last_no_hours(state: History) -> None:
    rows = state.table("evidence")
    long = rows.filter(pl.col("kind") == EvidenceKind.LONG_EXERCISE)
    assert long.height > 20 and long["hours"].min() >= 720
    assert rows.filter(pl.col("kind") == EvidenceKind.EXIT_PLAN)["hours"].null_count() > 20
    plans = rows.filter(pl.col("kind") == EvidenceKind.EXIT_PLAN)
    assert plans["hours"].null_count() == plans.height


def test_what_matters_more_has_more_proof(state: History) -> None:
    designated = state.table("designations").filter(pl.col("kind").is_in(VITAL))["of_id"]
    rows = state.table("evidence")["service_id"]
    services = state.table("services").height
    assert rows.is_in(designated.implode()).sum() / len(designated) > 3 * len(rows) / services


def test_the_first_of_their_kind_are_felt_by_others(state: History) -> None:
    bodies = state.table("organisations").with_row_index("row")
    found = state.table("standings").join(bodies, left_on="organisation_id", right_on="id")
    assert set(found["kind_right"]) == {"ministry", "agency", "shared-service"}
    for (kind,), part in found.group_by("kind_right"):
        every = bodies.filter(pl.col("kind") == kind)
        assert part["row"].to_list() == every["row"].head(part.height).to_list()
        assert part.height == -(-every.height // 5)


def test_shares_add_up_to_the_population_of_their_kind(state: History) -> None:
    rows = state.table("populations")
    alone = rows.filter(pl.col("organisation_id").is_not_null())
    added = alone.group_by("kind").agg(pl.col("organisations").sum(), pl.col("size").sum())
    whole = rows.filter(pl.col("organisation_id").is_null()).select("kind", "organisations", "size")
    assert added.sort("kind").equals(whole.sort("kind"))
