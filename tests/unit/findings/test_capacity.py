# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places that several fallbacks run on: claims, capacity, and who gets what."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import POLDER, Rows, delivery, fallback, needs, register, rules, service, system
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.capacity import Place, Share, divided, places, proportional
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.graph.build import build
from dijkwacht.register.codes import SystemKind

UITWIJK = system("Uitwijkcentrum", kind=SystemKind.FACILITY, fallback_capacity=100)


def asking(name: str, claim: int | None, on: Any = UITWIJK) -> tuple[Rows, ...]:
    """A service with its own system, and a fallback that asks so much of a place."""
    of, own = service(name), system(f"Systeem {name}")
    option = fallback(f"F {name}", of, claim=claim)
    return of, own, needs(of, own), option, needs(option, on)


def found(levels: dict[str, Class], *rows: Rows, only: Any = None) -> tuple[Place, ...]:
    """The places of these rows; services by name in the classes named."""
    held = register(*rows)
    graph = build(held, rules())
    ids = tuple(sorted(held.table("services")["id"].to_list()))
    level = np.array([int(levels[id.removeprefix("svc-")]) for id in ids])
    flat = np.zeros(len(ids), np.int64)
    classes = Classes(ids, level, level, flat, flat > 0, flat, level)
    return places(held, graph, classes, only)


def told(place: Place) -> list[int | None]:
    """What each gets."""
    return [share.gets for share in place.shares]


def test_the_higher_class_is_served_first_and_one_class_in_proportion() -> None:
    rows = (UITWIJK, asking("a", 40), asking("b", 90), asking("c", 45), asking("d", 10))
    (place,) = found({"a": Class.V, "b": Class.C, "c": Class.C, "d": Class.O}, rows)
    assert [share.level for share in place.shares] == [Class.V, Class.C, Class.C, Class.O]
    assert told(place) == [40, 40, 20, 0]
    assert (place.claims, place.ratio, place.over) == (185, 18_500, True)
    assert [share.level for share in place.empty_handed] == [Class.O]


@pytest.mark.parametrize(
    ("claim", "ratio", "over"), [(59, 9_900, False), (60, 10_000, False), (61, 10_100, True)]
)
def test_exactly_full_is_not_over(claim: int, ratio: int, over: bool) -> None:
    (place,) = found({"a": Class.K, "b": Class.K}, UITWIJK, asking("a", 40), asking("b", claim))
    assert (place.ratio, place.over) == (ratio, over)


def test_a_little_over_never_reads_as_full() -> None:
    large = replace(UITWIJK, fallback_capacity=1_000_000)
    rows = asking("a", 1_000_001)
    (place,) = found({"a": Class.K}, large, rows)
    assert (place.ratio, place.over) == (10_001, True)


def test_an_unknown_claim_is_said_and_not_guessed() -> None:
    (place,) = found({"a": Class.K, "b": Class.V}, UITWIJK, asking("a", 40), asking("b", None))
    assert told(place) == [None, None]
    assert (place.unknown_claims, place.claims, place.ratio, place.over) == (1, 40, 4_000, None)


@pytest.mark.parametrize(
    ("claims", "gets"),
    [
        ({"V": [None], "O": [100]}, [None, None]),
        ({"V": [100, None], "O": [100]}, [None, None, 0]),
        ({"V": [40], "C": [None], "O": [60]}, [40, None, None]),
        ({"V": [100], "C": [None], "O": [60]}, [100, None, 0]),
        ({"V": [40, None]}, [None, None]),
        ({"V": [None], "O": [0]}, [None, 0]),
        ({"V": [40], "O": [None]}, [40, None]),
    ],
)
def test_below_and_beside_an_unknown_claim_nobody_knows_what_is_left(
    claims: dict[str, list[int | None]], gets: list[int | None]
) -> None:
    every = [(Class[kind], claim) for kind, held in claims.items() for claim in held]
    shares = [Share(at, 0, kind, claim, None) for at, (kind, claim) in enumerate(every)]
    assert [share.gets for share in divided(100, shares)] == gets


def test_an_unknown_capacity_is_said_and_nobody_gets_a_part() -> None:
    nobody = replace(UITWIJK, fallback_capacity=None)
    (place,) = found({"a": Class.K, "b": Class.V}, nobody, asking("a", 40), asking("b", 50))
    assert told(place) == [None, None]
    assert (place.capacity, place.claims, place.ratio, place.over) == (None, 90, None, None)


def test_one_fallback_on_a_place_without_a_capacity_is_nothing_to_divide() -> None:
    assert found({"a": Class.K}, replace(UITWIJK, fallback_capacity=None), asking("a", 40)) == ()


def test_no_capacity_at_all_leaves_everybody_with_nothing() -> None:
    (place,) = found({"a": Class.V}, replace(UITWIJK, fallback_capacity=0), asking("a", 5))
    assert (told(place), place.ratio, place.over) == ([0], None, True)


def test_a_place_behind_a_delivery_is_claimed_too() -> None:
    hired = delivery(POLDER, name="Uitwijkplek")
    rows = (UITWIJK, POLDER, hired, needs(hired, UITWIJK), asking("a", 120, on=hired))
    (place,) = found({"a": Class.V}, rows)
    assert (told(place), place.over) == ([100], True)


def test_in_a_scenario_only_those_who_fall_back_claim() -> None:
    rows = (UITWIJK, asking("a", 80), asking("b", 80))
    classes = {"a": Class.V, "b": Class.O}
    assert told(found(classes, rows)[0]) == [80, 20]
    assert told(found(classes, rows, only={"svc-b"})[0]) == [80]
    assert found(classes, rows, only=set()) == ()


def test_a_fallback_of_a_system_counts_for_the_highest_service_that_rests_on_it() -> None:
    of, own, other = service("a"), system("Zaaksysteem"), system("Stroom")
    inner = needs(own, other)
    generator = fallback("Generator", inner[0], claim=10)
    low = service("b")
    rows = (UITWIJK, of, low, own, other, inner, needs(of, own), needs(low, own), generator)
    (place,) = found({"a": Class.C, "b": Class.O}, rows, needs(generator, UITWIJK))
    assert [share.level for share in place.shares] == [Class.C]


def test_the_most_over_subscribed_comes_first_and_the_unknown_last() -> None:
    more, nobody = (
        system("Ander centrum", kind=SystemKind.FACILITY, fallback_capacity=10),
        system("Naamloos", kind=SystemKind.FACILITY),
    )
    rows = (
        (UITWIJK, more, nobody, asking("a", 50), asking("b", 50, on=more)),
        (asking("c", 1, on=nobody), asking("d", 1, on=nobody)),
    )
    levels = dict.fromkeys("abcd", Class.K)
    assert [place.capacity for place in found(levels, *rows)] == [10, 100, None]


def test_a_place_that_can_carry_nothing_of_what_is_asked_is_the_most_over_subscribed() -> None:
    ruin = system("Ruïne", kind=SystemKind.FACILITY, fallback_capacity=0)
    quiet = system("Stil", kind=SystemKind.FACILITY, fallback_capacity=0)
    rows = (UITWIJK, ruin, quiet, asking("a", 900), asking("b", 10, on=ruin))
    places = found(dict.fromkeys("abc", Class.K), *rows, asking("c", None, on=quiet))
    assert [(place.capacity, place.over) for place in places] == [
        (0, True),
        (100, True),
        (0, None),
    ]


@given(st.integers(0, 300), st.lists(st.integers(0, 100), max_size=8))
def test_parts_are_whole_within_claims_and_use_all_there_is(of: int, claims: list[int]) -> None:
    parts = proportional(of, claims)
    assert sum(parts) == min(of, sum(claims))
    assert all(0 <= part <= claim for part, claim in zip(parts, claims, strict=True))
    assert all(
        abs(part * sum(claims) - of * claim) < sum(claims)
        for part, claim in zip(parts, claims, strict=True)
        if sum(claims) > of
    )


SHARES = st.lists(
    st.builds(
        Share,
        st.integers(0, 50),
        st.just(0),
        st.sampled_from(list(Class)),
        st.one_of(st.none(), st.integers(0, 60)),
        st.none(),
    ),
    max_size=8,
    unique_by=lambda share: share.fallback,
)


@given(st.integers(0, 200), SHARES, st.randoms(use_true_random=False))
def test_order_never_matters_and_no_class_gets_before_a_higher_one_is_served(
    capacity: int, shares: list[Share], random: Any
) -> None:
    turned = list(shares)
    random.shuffle(turned)
    given_out = divided(capacity, shares)
    assert given_out == divided(capacity, turned)
    short = [share.level for share in given_out if share.claim and (share.gets or 0) < share.claim]
    assert not any(share.gets and share.level < max(short) for share in given_out if short)
