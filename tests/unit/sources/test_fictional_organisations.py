# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations of the fictional state: kinds as policy says, Waterdam first, and no one reaches
more people than there are."""

from datetime import date

import polars as pl
import pytest

from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)


@pytest.mark.parametrize("organisations", [1, 2, 3, 30])
def test_the_first_organisation_is_the_municipality_of_waterdam(organisations: int) -> None:
    first = generate(organisations, 4, RULES, ON).table("organisations").row(0, named=True)
    assert (first["name"], first["kind"]) == ("Gemeente Waterdam", "municipality")


def test_at_full_size_there_are_as_many_of_each_kind_as_policy_says() -> None:
    kinds = RULES.parameters("fictional/kinds")
    made = generate(1_700, 1, RULES, ON).table("organisations")
    counted = dict(made["kind"].value_counts().iter_rows())
    assert counted == {kind: kinds[kind]["parts"] for kind in kinds.entries}


def test_only_kinds_that_stand_under_another_have_a_parent_and_it_is_of_that_kind() -> None:
    rows = generate(170, 2, RULES, ON).table("organisations")
    above = rows.select("kind", "parent_id").drop_nulls()
    parents = above.join(rows.select("id", over="kind"), left_on="parent_id", right_on="id")
    assert set(parents["kind"]) == {"agency", "court"}
    assert set(parents["over"]) == {"ministry"}


def test_a_service_is_used_by_someone_and_by_no_more_people_than_there_are() -> None:
    everyone = 170 * RULES.parameters("fictional/proportions")["population"]
    users = generate(170, 2, RULES, ON).table("services")["users"].drop_nulls()
    assert 1 <= users.min() <= users.max() <= everyone


def test_a_larger_organisation_has_more_services() -> None:
    made = generate(170, 2, RULES, ON)
    towns = made.table("organisations").filter(pl.col("kind") == "municipality")["id"]
    count = made.table("services").group_by("organisation_id").len()
    first, last = (
        count.filter(pl.col("organisation_id") == towns[place])["len"].item() for place in (0, -1)
    )
    assert first > 2 * last >= 2
