# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requirements and members: what is needed can be met, no member stands twice, and what does not
apply says so."""

from datetime import date

import polars as pl
import pytest

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.register.codes import Criticality
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
NEEDS = RULES.parameters("fictional/needs")


@pytest.fixture(scope="module")
def state() -> History:
    return generate(60, 1, RULES, ON)


def test_the_weights_of_known_members_and_defaults_reach_what_is_needed(state: History) -> None:
    weight = pl.col("weight").fill_null(10_000).sum().alias("carried")
    carried = state.table("members").group_by("requirement_id").agg(weight)
    judged = state.table("requirements").join(carried, left_on="id", right_on="requirement_id")
    assert judged.height == state.table("requirements").height
    assert (judged["carried"] >= judged["need"].fill_null(10_000)).all()


def test_no_member_stands_twice_in_one_requirement(state: History) -> None:
    known = state.table("members").drop_nulls("member_id")
    assert known.select("requirement_id", "member_noun", "member_id").is_duplicated().sum() == 0


def test_nothing_needs_itself(state: History) -> None:
    owners = state.table("requirements").select("id", "owner_noun", "owner_id")
    both = state.table("members").join(owners, left_on="requirement_id", right_on="id")
    same = (pl.col("member_id") == pl.col("owner_id")) & (
        pl.col("member_noun") == pl.col("owner_noun")
    )
    assert both.filter(same).height == 0


def test_requirements_have_one_two_or_three_members_about_as_often_as_policy_says() -> None:
    members = generate(340, 1, RULES, ON).table("members")
    many = members.group_by("requirement_id").len()["len"]
    parts = [(many == count).mean() for count in (1, 2, 3)]
    assert parts == pytest.approx([part / 10_000 for part in NEEDS["alternatives"]], abs=0.02)


def test_a_share_stands_where_a_shortage_degrades_and_is_not_applicable_where_it_does_not(
    state: History,
) -> None:
    rows = state.table("requirements").filter(~pl.col("id").str.contains("-fb-"))
    by_code = {code: part["share"] for (code,), part in rows.group_by("criticality")}
    assert set(by_code[Criticality.DEGRADING]) == set(NEEDS["share"])
    for code in (Criticality.ESSENTIAL, Criticality.NONE):
        assert set(by_code[code]) == {NOT_APPLICABLE}
    assert set(by_code[None]) == {None}


def test_relations_of_suppliers_behind_suppliers_are_mostly_estimated(state: History) -> None:
    rows = state.table("requirements")
    guessed = rows["confidence"] == "estimated"
    behind = guessed.filter(rows["name"] == "onderaannemer").fill_null(False).mean()
    offices = guessed.filter(rows["name"] == "levering van de kantooromgeving").fill_null(False)
    assert behind > 0.5 > offices.mean()


def test_some_values_are_unknown_in_every_column_that_a_person_fills_in(state: History) -> None:
    rows = state.table("requirements")
    for column in ("need", "mode", "criticality", "tolerance", "buffer_hours", "replacement_hours"):
        assert 0 < rows[column].null_count() < rows.height / 2, column
    assert 0 < state.table("members")["member_id"].null_count() < 0.03 * len(state.table("members"))
