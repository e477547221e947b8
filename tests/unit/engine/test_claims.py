# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who falls back on what, when and how much; nothing is divided."""

from dataclasses import replace

import pytest
from builders import Rows, delivery, fallback, graph_of, needs, node_of, supplier, system
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine.claims import claims, opened, peaks, short_with_fallback, stands_on
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario, Steps, stops
from dijkwacht.engine.simulate import Simulation
from dijkwacht.engine.steps import level_at
from dijkwacht.register.row import Row

A, B, C, CRISIS = (system(name) for name in ("A", "B", "C", "Crisis"))
NEED = needs(A, B, buffer_hours=4)
TEAM = supplier("Terp")
HIRED = delivery(TEAM)


def when(*rows: Rows, fails: dict[Row, Steps], permanent: bool = False, hours: int = 100) -> Outage:
    graph = graph_of(A, B, C, CRISIS, rows)
    failures = tuple(Failure(node_of(graph, row), own) for row, own in fails.items())
    return outage(graph, Scenario(failures, Hours(hours), permanent))


def told(found: Outage) -> list[tuple[str, str, int, int, int]]:
    """Each claim as (fallback, owner, from, until, level in per cent)."""
    ids = found.graph.nodes.ids
    return [
        (ids[claim.fallback], ids[claim.owner], claim.start, claim.end, claim.level // 100)
        for claim in claims(found)
    ]


DOWN: dict[Row, Steps] = {B: ((0, 0), (72, 10_000))}


def test_a_claim_begins_when_the_fallback_counts_and_ends_with_its_window() -> None:
    late = fallback("Papier", NEED[0], activation_hours=6, level=8_000, duration_hours=48)
    assert told(when(NEED, late, fails=DOWN)) == [("fal-papier", "sys-a", 6, 54, 80)]


def test_while_the_buffer_gives_more_nothing_is_claimed() -> None:
    early = fallback("Papier", NEED[0], activation_hours=1, level=8_000)
    assert told(when(NEED, early, fails=DOWN)) == [("fal-papier", "sys-a", 4, 72, 80)]


def test_of_two_fallbacks_the_one_that_gives_most_is_claimed_and_of_equals_the_first() -> None:
    poor = fallback("Arm", NEED[0], level=5_000)
    rich = fallback("Rijk", NEED[0], activation_hours=10, level=9_000, duration_hours=20)
    twin = fallback("Zelfde", NEED[0], level=5_000)
    assert told(when(NEED, poor, rich, twin, fails=DOWN)) == [
        ("fal-arm", "sys-a", 4, 10, 50),
        ("fal-rijk", "sys-a", 10, 30, 90),
        ("fal-arm", "sys-a", 30, 72, 50),
    ]


def test_what_is_left_of_the_members_is_claimed_from_nobody() -> None:
    poor = fallback("Arm", NEED[0], level=5_000)
    half: dict[Row, Steps] = {B: ((0, 6_000), (72, 10_000))}
    assert told(when(NEED, poor, fails=half)) == []


def test_a_replacement_ends_the_claim() -> None:
    need = needs(A, B, replacement_hours=30)
    found = when(
        need, fallback("Papier", need[0], level=8_000), fails={B: ((0, 0),)}, permanent=True
    )
    assert told(found) == [("fal-papier", "sys-a", 0, 30, 80)]


def test_a_fallback_that_falls_itself_is_claimed_for_what_it_still_gives() -> None:
    papier = fallback("Papier", NEED[0])
    found = when(
        NEED, papier, needs(papier, C), fails={**DOWN, C: ((20, 3_000), (40, 0), (50, 10_000))}
    )
    assert told(found) == [
        ("fal-papier", "sys-a", 4, 20, 100),
        ("fal-papier", "sys-a", 20, 40, 30),
        ("fal-papier", "sys-a", 50, 72, 100),
    ]


def test_each_new_shortage_is_a_new_claim() -> None:
    papier = fallback("Papier", NEED[0], duration_hours=10)
    twice: dict[Row, Steps] = {B: ((0, 0), (20, 10_000), (50, 0), (80, 10_000))}
    assert [claim[2:4] for claim in told(when(NEED, papier, fails=twice))] == [(4, 10), (54, 60)]


def test_until_the_end_that_is_looked_at() -> None:
    found = when(NEED, fallback("Papier", NEED[0]), fails={B: ((0, 0),)}, hours=30)
    assert told(found) == [("fal-papier", "sys-a", 4, 30, 100)]


def test_without_fallbacks_or_shortage_there_are_no_claims() -> None:
    papier = fallback("Papier", NEED[0])
    graph = graph_of(A, B, NEED, papier)
    failing = [node_of(graph, B)]
    none = outage(graph, stops(failing, Hours(50), fallbacks=FallbackMode.NONE))
    assert (claims(none), opened(none), peaks(none.network, [])) == ([], {}, [])
    assert claims(outage(graph, stops([node_of(graph, A)], Hours(50)))) == []


def test_a_fallback_is_open_before_it_counts() -> None:
    found = when(NEED, fallback("Papier", NEED[0], activation_hours=1), fails=DOWN)
    assert opened(found) == {node_of(found.graph, fallback("Papier", NEED[0])): 1}
    late = when(NEED, fallback("Papier", NEED[0], activation_hours=72), fails=DOWN)
    assert opened(late) == {}


def shared() -> Outage:
    """Two fallbacks, of A and of C, that both run on the crisis team and on a hired one."""
    other = needs(C, B)
    one = fallback("Een", NEED[0])
    two = fallback("Twee", other[0], activation_hours=10, duration_hours=20)
    on = (needs(one, CRISIS), needs(two, CRISIS), needs(two, HIRED, id="req-hired"))
    return when(NEED, other, one, two, on, TEAM, HIRED, fails=DOWN)


def test_what_fallbacks_share_is_claimed_by_all_of_them_at_once() -> None:
    found = shared()
    ids = found.graph.nodes.ids
    held = {ids[peak.node]: peak for peak in peaks(found.network, claims(found))}
    counted = {id: (peak.claims, peak.start, peak.end) for id, peak in held.items()}
    assert counted == {
        "sys-crisis": (2, 10, 30),
        "fal-een": (1, 4, 72),
        "fal-twee": (1, 10, 30),
        "del-terp": (1, 10, 30),
        "sup-terp": (1, 10, 30),
    }
    assert [ids[node] for node in held["sys-crisis"].users] == ["sys-a", "sys-c"]
    assert next(iter(held)) == "sys-crisis"


def test_a_fallback_stands_on_what_it_requires_and_on_the_suppliers_behind() -> None:
    found = shared()
    ids = found.graph.nodes.ids
    node = found.graph.nodes.ids.index("fal-twee")
    stood = {ids[at] for at in stands_on(found.network, node)}
    assert stood == {"fal-twee", "sys-crisis", "del-terp", "sup-terp"}


@given(st.data())
@settings(max_examples=60)
def test_a_claim_is_an_hour_at_which_the_fallback_makes_the_difference(data: st.DataObject) -> None:
    """At each hour of a claim what gets through is what it gives; at every other hour leaving all
    windows away gives the same."""
    graph = data.draw(graphs())
    found = outage(graph, data.draw(scenarios(graph)))
    run = Simulation(found.network, found.scenario, found.touched)
    every = claims(found)
    for group in short_with_fallback(found):
        through = run.effective(group, run.shortages_now)
        alone = run.effective(replace(group, windows=()), run.shortages_now)
        for hour in range(found.scenario.horizon):
            held = [c.level for c in every if c.group == group.number and c.start <= hour < c.end]
            now, without = level_at(through, hour), level_at(alone, hour)
            assert held == ([now] if now > without else [])


@pytest.mark.parametrize("horizon", [1, 5])
def test_an_outage_that_nobody_feels_yet_has_no_claims(horizon: int) -> None:
    papier = fallback("Papier", NEED[0], activation_hours=5)
    assert told(when(NEED, papier, fails={B: ((0, 0),)}, hours=horizon)) == []
