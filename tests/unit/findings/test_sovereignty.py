# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The EU Cloud Sovereignty Framework: minimums first, the score second, bounds where something is
not known."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import DAY, NIMBUS, POLDER, register, rules
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.classes import Class
from dijkwacht.findings.sovereignty import ITEMS, Standing, Verdict, sovereignty
from dijkwacht.register.codes import Objective
from dijkwacht.register.watched import SovereigntyScore

PUBLISHED = "feeds/eu_cloud_sovereignty_framework_misp.json"
WORKED = {  # objective: level, points, of how many; worked out by hand below
    "strategic": (3, 12, 20),
    "legal": (3, 9, 10),
    "data-and-ai": (3, 8, 10),
    "operational": (3, 10, 15),
    "supply-chain": (2, 7, 20),
    "technology": (2, 11, 15),
    "security": (3, 10, 10),
    "environmental": (1, 2, 6),
}
# 15*12/20 + 10*9/10 + 10*8/10 + 15*10/15 + 20*7/20 + 15*11/15 + 10*10/10 + 5*2/6
# = 9 + 9 + 8 + 10 + 7 + 11 + 10 + 1.666… = 65.666… of 100, rounded down to basis points
HAND = 6566


def scores(found: dict[str, Any], **more: Any) -> list[SovereigntyScore]:
    known = {"supplier_id": NIMBUS.id, "assessed_on": DAY, **more}
    return [
        SovereigntyScore(
            id=f"sov-{name}-{known['assessed_on']}",
            objective=Objective(name),
            seal=seal,
            points=points,
            max_points=most,
            **known,
        )
        for name, (seal, points, most) in found.items()
    ]


def stand(
    found: dict[str, Any], level: Class | None = Class.V, *more: SovereigntyScore
) -> Standing:
    rows = register(NIMBUS, POLDER, scores(found), list(more))
    return sovereignty(rows, rules()).of(NIMBUS.id, level)


def test_the_worked_supplier_has_the_score_that_was_worked_out_by_hand() -> None:
    found = stand(WORKED)
    assert (found.low, found.high, found.verdict) == (HAND, HAND, Verdict.MEETS)
    assert (found.below, found.open, found.unknown) == ((), (), ())


@pytest.mark.parametrize("name", WORKED)
def test_one_level_below_a_minimum_rejects_whatever_the_score(name: str) -> None:
    best = dict.fromkeys(WORKED, (4, 1, 1))
    floor = rules().score_card("sovereignty/framework").floors["V"]
    least = floor.items.get(ITEMS[name])
    if least is None:
        assert stand({**best, name: (0, 1, 1)}).verdict is Verdict.MEETS
        return
    rank = int(least.removeprefix("SEAL-"))
    below = stand({**best, name: (rank - 1, 1, 1)})
    assert (below.verdict, below.low) == (Verdict.REJECTED, 10_000)
    assert [one.objective for one in below.below] == [ITEMS[name]]
    assert stand({**best, name: (rank, 1, 1)}).verdict is Verdict.MEETS


def test_what_was_not_assessed_is_said_and_leaves_the_score_between_bounds() -> None:
    left = {name: value for name, value in WORKED.items() if name != "supply-chain"}
    found = stand(left)
    assert found.verdict is Verdict.UNKNOWN
    assert [one.objective for one in found.open] == ["SOV-5"]
    assert (found.low, found.high) == (HAND - 700, HAND - 700 + 2_000)
    assert found.unknown == ("SOV-5",)


def test_a_known_shortfall_goes_before_what_is_not_known() -> None:
    found = stand({"strategic": (0, 1, 20)})
    assert found.verdict is Verdict.REJECTED
    assert len(found.open) == 6


def test_other_classes_have_other_minimums_or_none() -> None:
    assert stand({}, Class.O).verdict is Verdict.NO_MINIMUM
    assert stand({}, None).verdict is Verdict.NO_CLASS
    low = dict.fromkeys(WORKED, (2, 1, 2))
    assert stand(low, Class.V).verdict is Verdict.REJECTED
    assert stand(low, Class.K).verdict is Verdict.MEETS


def test_the_newest_assessment_of_the_day_counts_and_none_of_later() -> None:
    earlier = scores({"strategic": (0, 1, 20)}, assessed_on=date(2025, 1, 1))
    later = scores({"strategic": (0, 1, 20)}, assessed_on=date(2027, 1, 1))
    found = stand(WORKED, Class.V, *earlier, *later)
    assert (found.low, found.verdict) == (HAND, Verdict.MEETS)


def test_points_that_cannot_be_are_not_known() -> None:
    for wrong in ((3, 21, 20), (3, 1, 0), (3, None, 20), (3, 1, None)):
        found = stand({**WORKED, "strategic": wrong})
        assert found.unknown == ("SOV-1",)
        assert (found.low, found.high) == (HAND - 900, HAND - 900 + 1_500)
    assert [one.objective for one in stand({**WORKED, "legal": (7, 9, 10)}).open] == ["SOV-2"]


def test_of_a_supplier_that_nobody_assessed_everything_is_open() -> None:
    found = sovereignty(register(NIMBUS), rules()).of(NIMBUS.id, Class.C)
    assert (found.low, found.high, found.verdict) == (0, 10_000, Verdict.UNKNOWN)


ASSESSED = st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(0, 9), st.just(9))


@given(st.dictionaries(st.sampled_from(sorted(WORKED)), ASSESSED), st.sampled_from(Class))
def test_whatever_becomes_known_later_lies_within_the_bounds(
    found: dict[str, Any], level: Class
) -> None:
    before = stand(found, level)
    assert 0 <= before.low <= before.high <= 10_000
    for name in WORKED:
        for points in (0, 5, 9):
            seal, known, most = found.get(name, (None, None, 9))
            filled = {**found, name: (seal, points if known is None else known, most)}
            after = stand(filled, level)
            assert before.low <= after.low <= after.high <= before.high


def test_the_weights_are_basis_points_that_are_one_together() -> None:
    card = rules().score_card("sovereignty/framework")
    assert [item.id for item in card.items] == list(ITEMS.values())
    assert sum(item.weight * 100 for item in card.items) == 10_000


def test_weights_and_levels_are_those_of_the_published_taxonomy(shared: Path) -> None:
    card = rules().score_card("sovereignty/framework")
    published = {
        part["predicate"]: part["entry"]
        for part in json.loads((shared / PUBLISHED).read_text("utf-8"))["values"]
    }
    weights = {
        entry["value"].rpartition("-")[0].upper(): entry["numerical_value"]
        for entry in published["weight"]
    }
    assert {item.id: item.weight for item in card.items} == weights
    levels = {entry["value"].upper(): entry["numerical_value"] for entry in published["seal"]}
    assert {level.id: level.points for level in card.levels} == levels
    assert {entry["value"].upper() for entry in published["objective"]} == set(ITEMS.values())
