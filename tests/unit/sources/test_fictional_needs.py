# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who needs what: every kind of policy is there, and services lean on those who provide for
others."""

from datetime import date

import polars as pl
import pytest

from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
NAMES = RULES.parameters("fictional/names")
NEEDS = RULES.parameters("fictional/needs")


@pytest.fixture(scope="module")
def state() -> History:
    return generate(170, 1, RULES, ON)


def pairs(state: History, name: str) -> pl.DataFrame:
    """Owner and member of the requirements of this name."""
    needs = state.table("requirements").filter(pl.col("name") == name)
    members = state.table("members").select("requirement_id", "member_noun", "member_id")
    return needs.select("id", "owner_noun", "owner_id").join(
        members, left_on="id", right_on="requirement_id"
    )


def test_there_are_requirements_of_every_kind_that_policy_names(state: History) -> None:
    made = set(state.table("requirements")["name"])
    assert made == set(NAMES["requirements"].values())


def test_the_parts_of_every_kind_leave_room_for_what_is_not_judged() -> None:
    kinds = [kind for kind in NAMES["requirements"] if kind != "fallback-facility"]
    for kind in kinds:
        told = sum(NEEDS[kind][code] for code in ("essential", "degrading", "none"))
        assert (kind, told <= 10_000) == (kind, True)


def test_another_service_is_one_of_an_organisation_that_provides_for_others(
    state: History,
) -> None:
    kinds = RULES.parameters("fictional/kinds")
    kind_of = dict(state.table("organisations").select("id", "kind").iter_rows())
    owner = dict(state.table("services").select("id", "organisation_id").iter_rows())
    tied = pairs(state, "andere dienst").drop_nulls("member_id")
    assert tied.height > 100
    assert {kinds[kind_of[owner[id]]]["hosts"] for id in tied["member_id"]} == {1}


def test_some_services_are_needed_by_very_many_others(state: History) -> None:
    uses = pairs(state, "andere dienst")["member_id"].drop_nulls().value_counts()["count"]
    assert uses.max() > 20 * uses.median()


def test_an_application_leans_only_on_others_of_its_own_organisation(state: History) -> None:
    owner = dict(state.table("systems").select("id", "organisation_id").iter_rows())
    tied = pairs(state, "andere toepassing").drop_nulls("member_id")
    assert all(
        owner[one] == owner[other]
        for one, other in tied.select("owner_id", "member_id").iter_rows()
    )


def test_a_facility_leans_on_power_and_on_who_runs_it(state: History) -> None:
    facilities = set(state.table("systems").filter(pl.col("kind") == "facility")["id"])
    for name in ("stroom", "beheer van het rekencentrum"):
        assert set(pairs(state, name)["owner_id"]) == facilities


def test_some_ties_between_applications_go_both_ways(state: History) -> None:
    tied = pairs(state, "andere toepassing").drop_nulls("member_id")
    ways = set(tied.select("owner_id", "member_id").iter_rows())
    mutual = [(one, other) for one, other in ways if (other, one) in ways]
    assert 0 < len(mutual) < len(ways) / 20
