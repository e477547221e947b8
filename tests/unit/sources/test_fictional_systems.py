# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Systems: power by region, facilities, platforms that many share, and the office of every
organisation."""

from datetime import date

import polars as pl
import pytest

from dijkwacht.register.codes import SystemKind
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)


@pytest.fixture(scope="module")
def state() -> History:
    return generate(170, 1, RULES, ON)


def of_kind(state: History, kind: SystemKind) -> pl.DataFrame:
    return state.table("systems").filter(pl.col("kind") == kind)


def test_every_organisation_has_an_office_environment(state: History) -> None:
    office = pl.col("name").str.starts_with("Kantooromgeving,")
    held = of_kind(state, SystemKind.APPLICATION).filter(office)
    assert sorted(held["organisation_id"]) == sorted(state.table("organisations")["id"])


def test_causes_are_the_power_of_regions_and_nobody_of_the_state_provides_it(
    state: History,
) -> None:
    causes = of_kind(state, SystemKind.CAUSE)
    assert causes["name"].str.starts_with("Stroom ").all()
    assert causes["organisation_id"].null_count() == causes.height >= 2


def test_one_facility_in_five_is_of_the_state_itself(state: History) -> None:
    large = of_kind(generate(1_700, 1, RULES, ON), SystemKind.FACILITY)
    assert large["organisation_id"].is_not_null().mean() == pytest.approx(0.2, abs=0.05)


def test_platforms_are_provided_by_those_who_provide_for_others(state: History) -> None:
    kinds = RULES.parameters("fictional/kinds")
    hosts = {kind for kind in kinds.entries if kinds[kind]["hosts"]}
    owners = of_kind(state, SystemKind.PLATFORM).join(
        state.table("organisations").select("id", of="kind"),
        left_on="organisation_id",
        right_on="id",
    )
    assert set(owners["of"]) <= hosts
    assert owners.height == of_kind(state, SystemKind.PLATFORM).height


def test_the_largest_platform_is_shared_by_most_organisations(state: History) -> None:
    needs = state.table("requirements").filter(pl.col("name") == "gedeeld platform")
    members = state.table("members").select("requirement_id", "member_id").drop_nulls()
    services = state.table("services").select("id", "organisation_id")
    tied = needs.join(services, left_on="owner_id", right_on="id").join(
        members, left_on="id", right_on="requirement_id"
    )
    users = tied.group_by("member_id").agg(pl.col("organisation_id").n_unique())["organisation_id"]
    assert users.max() > 85
    assert users.median() >= 5


def test_a_state_of_one_organisation_still_has_every_kind_of_system() -> None:
    assert set(generate(1, 1, RULES, ON).table("systems")["kind"]) == {*SystemKind}
