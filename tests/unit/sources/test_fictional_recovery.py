# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the fictional state means to recover: sooner where more is at stake, and in places that some
have promised too often."""

from datetime import date

import polars as pl
import pytest

from dijkwacht.register.codes import FallbackKind, Reintegration, Substitutability
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)


@pytest.fixture(scope="module")
def state() -> History:
    return generate(340, 1, RULES, ON)


def test_a_quarter_of_the_services_has_no_agreed_recovery(state: History) -> None:
    rows = state.table("services")
    for column in ("rto_hours", "rpo_hours"):
        assert 0.2 < rows[column].null_count() / rows.height < 0.32
    vital = rows.filter(pl.col("designation").is_not_null())
    assert vital["rto_hours"].max() <= 8 < rows["rto_hours"].max()


def test_what_is_hard_to_replace_takes_longer_to_leave(state: History) -> None:
    rows = state.table("deliveries")
    assert set(rows["substitutability"].drop_nulls()) == set(Substitutability)
    assert set(rows["reintegration"].drop_nulls()) == set(Reintegration)
    days = dict(rows.group_by("substitutability").agg(pl.col("exit_days").mean()).iter_rows())
    assert days["easy"] < days["medium"] < days["highly-complex"] < days["not"]


def test_for_what_nobody_can_replace_no_other_has_been_identified(state: History) -> None:
    alone = state.table("deliveries").filter(pl.col("substitutability") == Substitutability.NOT)
    assert set(alone["alternative"].drop_nulls()) == {"no"}


def test_a_fallback_is_of_a_kind_that_fits_what_it_protects(state: History) -> None:
    rows = state.table("fallbacks")
    assert len(set(rows["kind"].drop_nulls())) >= 10
    whole = rows.filter((pl.col("protects_noun") == "service") & pl.col("claim").is_null())
    assert FallbackKind.SWITCH_OFF in set(whole["kind"])
    assert FallbackKind.ESCROW not in set(whole["kind"])


def test_those_and_only_those_claim_that_stand_in_a_shared_place(state: History) -> None:
    rows = state.table("fallbacks")
    needing = state.table("requirements").filter(pl.col("owner_noun") == "fallback")["owner_id"]
    claiming = rows.filter(pl.col("claim").is_not_null())
    assert sorted(claiming["id"]) == sorted(needing)
    assert set(claiming["kind"]) == {FallbackKind.GOVERNMENT_FACILITY}


def test_some_shared_places_are_promised_too_often_and_some_are_not(state: History) -> None:
    needs = state.table("requirements").filter(pl.col("owner_noun") == "fallback")
    asked = (
        needs.join(state.table("members"), left_on="id", right_on="requirement_id")
        .join(state.table("fallbacks"), left_on="owner_id", right_on="id", suffix="_of")
        .group_by("member_id")
        .agg(pl.col("claim").sum())
        .join(state.table("systems"), left_on="member_id", right_on="id")
    )
    held = state.table("systems")["fallback_capacity"].drop_nulls()
    assert asked.height == len(held) >= 3
    over = asked.select((pl.col("claim") > pl.col("fallback_capacity")).mean()).item()
    assert 0 < over < 1
