# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a fallback hangs on what it protects, and through which path."""

from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from builders import (
    HOSTING,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    ZILVERLIJN,
    Rows,
    delivery,
    fallback,
    helped,
    needs,
    owned,
    register,
    rules,
    service,
    supplier,
    system,
)
from random_graphs import random_graph

from dijkwacht.findings.independence import Independence, Independences, Verdict, Why, independence
from dijkwacht.findings.reach import reach
from dijkwacht.graph.build import build
from dijkwacht.register.codes import Criticality, FallbackKind, Noun, Role, SystemKind
from dijkwacht.register.records import Requirement

ZAAKSYSTEEM = system("Zaaksysteem", kind=SystemKind.APPLICATION)
ROEKHAVEN = system("Datacentrum Roekhaven", kind=SystemKind.FACILITY)
UITWIJK = fallback("Uitwijk", PASPOORTEN, kind=FallbackKind.WARM_STANDBY)
BESTELD = delivery(POLDER, name="Uitwijkplek")


def judged(*rows: Rows, on: date = date(2026, 6, 1)) -> Independences:
    """The verdicts on the fallbacks of these rows."""
    held = register(*rows, on=on)
    return independence(held, build(held, rules()), rules())


def verdict(*rows: Rows) -> tuple[Verdict, Why]:
    """The verdict on Uitwijk."""
    found = judged(*rows).of(UITWIJK.id)
    return found.verdict, found.why


def ways(found: Independences, of: Independence) -> tuple[list[str], list[str]]:
    """Both ways by the ids of their nodes."""
    ids = found.reach.graph.nodes.ids
    return [ids[node] for node in of.from_fallback], [ids[node] for node in of.from_protected]


PROTECTED = (NIMBUS, POLDER, ZILVERLIJN, HOSTING, PASPOORTEN, UITWIJK, *needs(PASPOORTEN, HOSTING))


def test_a_fallback_at_another_supplier_is_independent() -> None:
    own = (BESTELD, *needs(UITWIJK, BESTELD))
    assert verdict(PROTECTED, own) == (Verdict.INDEPENDENT, Why.NOTHING_SHARED)


def test_a_fallback_at_a_sister_company_is_dependent_and_says_through_which_way() -> None:
    holding = supplier("Wolkenkoepel")
    found = judged(
        PROTECTED,
        holding,
        owned(NIMBUS, holding),
        owned(POLDER, holding),
        BESTELD,
        needs(UITWIJK, BESTELD),
    )
    one = found.of(UITWIJK.id)
    assert (one.verdict, one.why, one.parent) == (Verdict.DEPENDENT, Why.SHARED, holding.id)
    assert ways(found, one) == (
        [UITWIJK.id, BESTELD.id, POLDER.id],
        [PASPOORTEN.id, HOSTING.id, NIMBUS.id],
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 6, 30), Verdict.INDEPENDENT), (date(2026, 7, 1), Verdict.DEPENDENT)],
)
def test_ownership_counts_from_its_own_day(on: date, expected: Verdict) -> None:
    takeover = owned(POLDER, NIMBUS, valid_from=date(2026, 7, 1))
    found = judged(PROTECTED, takeover, BESTELD, needs(UITWIJK, BESTELD), on=on)
    assert found.of(UITWIJK.id).verdict == expected


def test_half_of_the_shares_is_no_control() -> None:
    half = owned(POLDER, NIMBUS, share=5_000)
    assert verdict(PROTECTED, half, BESTELD, needs(UITWIJK, BESTELD))[0] is Verdict.INDEPENDENT


@pytest.mark.parametrize("kind", [*SystemKind, None])
def test_the_same_system_of_any_kind_makes_dependent(kind: SystemKind | None) -> None:
    shared = system("Gedeeld", kind=kind)
    rows = (shared, BESTELD, needs(UITWIJK, BESTELD), needs(BESTELD, shared))
    deep = (needs(HOSTING, ZAAKSYSTEEM), ZAAKSYSTEEM, needs(ZAAKSYSTEEM, shared))
    found = judged(PROTECTED, rows, deep)
    assert ways(found, found.of(UITWIJK.id)) == (
        [UITWIJK.id, BESTELD.id, shared.id],
        [PASPOORTEN.id, HOSTING.id, ZAAKSYSTEEM.id, shared.id],
    )
    assert found.of(UITWIJK.id).parent is None


def test_the_nearest_shared_thing_is_named() -> None:
    both = (ZAAKSYSTEEM, ROEKHAVEN, needs(ZAAKSYSTEEM, ROEKHAVEN))
    found = judged(PROTECTED, both, needs(UITWIJK, ZAAKSYSTEEM), needs(HOSTING, ZAAKSYSTEEM))
    assert ways(found, found.of(UITWIJK.id))[0] == [UITWIJK.id, ZAAKSYSTEEM.id]


def test_what_only_degrades_counts_and_what_has_no_effect_does_not() -> None:
    rows = (ROEKHAVEN, BESTELD, needs(UITWIJK, BESTELD), helped(UITWIJK, ROEKHAVEN, share=1_000))
    assert verdict(PROTECTED, rows, helped(HOSTING, ROEKHAVEN, share=1))[0] is Verdict.DEPENDENT
    without = needs(HOSTING, ROEKHAVEN, criticality=Criticality.NONE)
    assert verdict(PROTECTED, rows, without)[0] is Verdict.INDEPENDENT


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.HOST, Verdict.DEPENDENT),
        (Role.SUBCONTRACTOR, Verdict.DEPENDENT),
        (Role.RESELLER, Verdict.INDEPENDENT),
        (Role.MAKER, Verdict.INDEPENDENT),
    ],
)
def test_only_suppliers_in_a_role_that_stops_a_delivery_count(
    role: Role, expected: Verdict
) -> None:
    again = delivery(NIMBUS, id="del-again", role=role)
    assert verdict(PROTECTED, again, needs(UITWIJK, again))[0] is expected


@pytest.mark.parametrize("kind", [*FallbackKind, None])
def test_with_nothing_recorded_only_what_needs_nothing_by_nature_is_independent(
    kind: FallbackKind | None,
) -> None:
    rows = [row for row in PROTECTED if row is not UITWIJK]
    found = judged(rows, fallback("Uitwijk", PASPOORTEN, kind=kind)).of(UITWIJK.id)
    if kind in (FallbackKind.MANUAL, FallbackKind.SWITCH_OFF):
        assert (found.verdict, found.why) == (Verdict.INDEPENDENT, Why.BY_NATURE)
    else:
        assert (found.verdict, found.why) == (Verdict.UNKNOWN, Why.NOTHING_RECORDED)


def test_work_by_hand_that_needs_the_same_system_is_dependent() -> None:
    paper = fallback("Papier", PASPOORTEN, kind=FallbackKind.MANUAL)
    found = judged(PROTECTED, paper, needs(paper, HOSTING)).of(paper.id)
    assert (found.verdict, found.why) == (Verdict.DEPENDENT, Why.SHARED)


def test_one_requirement_is_compared_with_what_it_needs_and_a_service_with_all_it_needs() -> None:
    loket = needs(PASPOORTEN, ZAAKSYSTEEM)
    rows = (NIMBUS, HOSTING, PASPOORTEN, ZAAKSYSTEEM, needs(PASPOORTEN, HOSTING), loket)
    narrow = fallback("Balie", loket[0], kind=FallbackKind.HOT_STANDBY)
    whole = fallback("Alles", PASPOORTEN, kind=FallbackKind.HOT_STANDBY)
    found = judged(rows, narrow, whole, needs(narrow, HOSTING), needs(whole, HOSTING))
    assert found.of(narrow.id).verdict is Verdict.INDEPENDENT
    assert found.of(whole.id).verdict is Verdict.DEPENDENT
    assert ways(found, found.of(whole.id))[1] == [PASPOORTEN.id, HOSTING.id]


def test_other_fallbacks_of_what_is_protected_are_not_looked_at() -> None:
    other = fallback("Tweede", PASPOORTEN, kind=FallbackKind.SECOND_SUPPLIER)
    found = judged(PROTECTED, other, BESTELD, needs(UITWIJK, BESTELD), needs(other, BESTELD))
    assert [one.verdict for one in found] == [Verdict.INDEPENDENT] * 2


def test_a_fallback_that_needs_the_service_itself_is_dependent() -> None:
    found = judged(PROTECTED, needs(UITWIJK, PASPOORTEN))
    assert ways(found, found.of(UITWIJK.id)) == ([UITWIJK.id, PASPOORTEN.id], [PASPOORTEN.id])


def test_an_unknown_supplier_on_either_side_leaves_independence_unknown() -> None:
    nobody = delivery(POLDER, id="del-nobody", supplier_id=None)
    assert verdict(PROTECTED, nobody, needs(UITWIJK, nobody)) == (Verdict.UNKNOWN, Why.GAPS)
    theirs = (nobody, needs(HOSTING, nobody), BESTELD, needs(UITWIJK, BESTELD))
    assert verdict(PROTECTED, theirs) == (Verdict.UNKNOWN, Why.GAPS)
    made = delivery(POLDER, id="del-nobody", supplier_id=None, role=Role.MAKER)
    assert verdict(PROTECTED, made, needs(UITWIJK, made))[0] is Verdict.INDEPENDENT


def test_a_requirement_of_it_that_is_faulty_leaves_independence_unknown() -> None:
    empty = Requirement(id="req-empty", owner_noun=Noun.FALLBACK, owner_id=UITWIJK.id)
    rows = (BESTELD, needs(UITWIJK, BESTELD), empty)
    assert verdict(PROTECTED, rows) == (Verdict.UNKNOWN, Why.GAPS)


def test_of_a_service_of_which_no_need_is_recorded_independence_is_unknown() -> None:
    alone = service("Alleen")
    uitwijk = fallback("Uitwijk", alone, kind=FallbackKind.WARM_STANDBY)
    found = judged(alone, uitwijk, POLDER, BESTELD, needs(uitwijk, BESTELD)).of(uitwijk.id)
    assert (found.verdict, found.why) == (Verdict.UNKNOWN, Why.NOTHING_PROTECTED)


def test_needs_in_a_circle_are_followed_once() -> None:
    circle = (ZAAKSYSTEEM, needs(ZAAKSYSTEEM, ROEKHAVEN), needs(ROEKHAVEN, ZAAKSYSTEEM), ROEKHAVEN)
    rows = (needs(HOSTING, ZAAKSYSTEEM), needs(UITWIJK, ROEKHAVEN))
    found = judged(PROTECTED, circle, rows)
    assert ways(found, found.of(UITWIJK.id))[0] == [UITWIJK.id, ROEKHAVEN.id]


def test_a_register_without_fallbacks_has_no_verdicts() -> None:
    assert list(judged(PASPOORTEN)) == []
    assert list(judged()) == []


@pytest.mark.parametrize("seed", range(60))
def test_what_a_node_rests_on_is_what_can_be_walked_to(seed: int) -> None:
    graph = random_graph(np.random.default_rng(seed))
    size = len(graph.nodes)
    rests = reach(graph, np.arange(size), np.zeros(size, np.bool_))
    for node in range(size):
        found = rests.of(np.array([node]), np.array([0])).tolist()
        walked: list[Any] = [node]
        for at in walked:
            walked += [member for member in rests.members(at) if member not in walked]
        assert found == sorted(set(walked))
        for thing in found:
            way = rests.path([node], {thing})
            assert (way[0], way[-1]) == (node, thing)
            assert all(b in rests.members(a) for a, b in pairwise(way))
