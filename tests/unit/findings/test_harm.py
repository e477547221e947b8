# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Harm as bounds at the times of policy: what is stated, and what that says of the other times."""

import numpy as np
import pytest
from assessing import harm
from builders import register, rules, service
from classified import TIMES

from dijkwacht.findings.harm import SHARE, UNBOUNDED, Bounds, bounds_of, counted, share, users_of
from dijkwacht.register.codes import HarmKind

PASPOORTEN, AFVAL = service("Paspoorten", users=200), service("Afval", users=None)
IDS = ("svc-afval", "svc-paspoorten")
ANY = UNBOUNDED


def living(stated: dict[int, int]) -> list[tuple[int, int]]:
    held = register(PASPOORTEN, AFVAL, harm(PASPOORTEN, HarmKind.LIVING, stated))
    found = bounds_of(held, rules(), IDS)["living"]
    return list(zip(found.low[1].tolist(), found.high[1].tolist(), strict=True))


@pytest.mark.parametrize(
    ("stated", "bounds"),
    [
        ({}, [(0, ANY)] * 8),
        ({4_320: 0}, [(0, 0)] * 8),
        ({4: 7}, [(7, 7), *[(7, ANY)] * 7]),
        ({168: 5, 720: 9}, [*[(0, 5)] * 3, (5, 5), (5, 9), (9, 9), *[(9, ANY)] * 2]),
        ({100: 5, 4_320: 6}, [*[(0, 5)] * 3, *[(5, 6)] * 4, (6, 6)]),
        ({0: 3, 5_000: 3}, [(3, 3)] * 8),
        ({24: 9, 72: 4, 4_320: 9}, [(0, 9), *[(9, 9)] * 7]),
    ],
)
def test_a_value_is_the_least_from_then_on_and_the_most_until_then(
    stated: dict[int, int], bounds: list[tuple[int, int]]
) -> None:
    assert living(stated) == bounds


def test_of_rows_that_contradict_each_other_the_higher_holds() -> None:
    twice = (
        *harm(PASPOORTEN, HarmKind.LIVING, {72: 0}),
        *harm(PASPOORTEN, HarmKind.LIVING, {72: 150}, id="hrm-twice"),
    )
    found = bounds_of(register(PASPOORTEN, AFVAL, twice), rules(), IDS)["living"]
    assert (found.low[1, :3].tolist(), found.high[1, :3].tolist()) == ([0, 0, 150], [150] * 3)


def test_a_range_without_a_value_is_known_within_it() -> None:
    ranged = harm(PASPOORTEN, HarmKind.LIVING, {4: 0}, value=None, low=200, high=300)
    found = bounds_of(register(PASPOORTEN, AFVAL, ranged), rules(), IDS)["living"]
    assert (found.low[1, 0], found.high[1, 0]) == (200, 300)
    assert found.low[1].tolist() == [200] * 8


def test_the_ends_of_a_range_can_be_asked_for() -> None:
    ranged = harm(PASPOORTEN, HarmKind.LIVING, {4_320: 250}, low=200, high=300)
    held = register(PASPOORTEN, AFVAL, ranged)
    for end, value in (("low", 200), ("value", 250), ("high", 300)):
        assert bounds_of(held, rules(), IDS, end)["living"].high[1].tolist() == [value] * 8


def test_security_counts_only_with_two_signatures() -> None:
    values = {4_320: 3}
    signed = harm(PASPOORTEN, HarmKind.SECURITY, values)
    alone = harm(AFVAL, HarmKind.SECURITY, values, approved_by="process owner")
    unsigned = harm(AFVAL, HarmKind.SECURITY, {720: 2}, approved_by=None)
    held = register(PASPOORTEN, AFVAL, signed, alone, unsigned)
    rows = counted(held, ["security"])
    assert rows["service_id"].to_list() == ["svc-paspoorten"]
    assert counted(held, []).height == 3


def test_persons_as_a_share_of_the_users_is_rounded_down() -> None:
    persons = Bounds(np.array([[9, 10], [0, 5]]), np.array([[9, ANY], [0, 5]]))
    found = share(persons, np.array([199, -1]))
    assert found.low.tolist() == [[452, 502], [0, 0]]
    assert found.high.tolist() == [[452, ANY], [0, ANY]]
    assert found.known.tolist() == [[True, False], [True, False]]


def test_the_share_stands_beside_the_kinds() -> None:
    held = register(PASPOORTEN, AFVAL, harm(PASPOORTEN, HarmKind.PERSONS, {4_320: 10}))
    found = bounds_of(held, rules(), IDS)
    assert set(found) == {*HarmKind, SHARE}
    assert found[SHARE].high[1].tolist() == [500] * len(TIMES)
    assert users_of(held, IDS).tolist() == [-1, 200]
