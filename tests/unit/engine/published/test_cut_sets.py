# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Minimal cut sets and the probability of the top, held against trying every combination."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.cut_sets import cut_sets
from dijkwacht.engine.published.fault_tree import Draft, FaultTree

EVENTS = ("a", "b", "c", "d", "e", "f")


@st.composite
def trees(draw: st.DrawFn) -> FaultTree:
    """Up to 6 gates over 6 events and two house events, each gate over what was made before."""
    made = Draft("drawn")
    made.house("on", True, 1)
    made.house("off", False, 2)
    for event in EVENTS:
        made.event(event, draw(st.integers(0, 100)) / 100, 3)
    known = [*EVENTS, "on", "off"]
    for number in range(draw(st.integers(1, 6))):
        chosen = st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True)
        parts = draw(chosen)
        made.gate(f"g{number}", draw(st.integers(1, len(parts))), parts, 4 + number)
        known.append(f"g{number}")
    return made.tree(known[-1])


def occurs(tree: FaultTree, happened: frozenset[str]) -> bool:
    """The definition: gate by gate."""
    true = happened | {house for house, value in tree.houses.items() if value}
    for name in tree.order:
        gate = tree.gates[name]
        if sum(part in true for part in gate.parts) >= gate.least:
            true |= {name}
    return tree.top in true


def tried(tree: FaultTree) -> list[frozenset[str]]:
    """Every combination of events with which the top occurs."""
    combinations = product([False, True], repeat=len(tree.events))
    sets = (
        frozenset(e for e, on in zip(tree.events, some, strict=True) if on) for some in combinations
    )
    return [happened for happened in sets if occurs(tree, happened)]


@given(trees())
def test_cut_sets_counts_and_probability_are_those_of_the_definition(tree: FaultTree) -> None:
    found, enough = cut_sets(tree), tried(tree)
    minimal = [one for one in enough if not any(other < one for other in enough)]
    assert {order: set(map(frozenset, found.sets(order))) for order in found.counts} == {
        order: {one for one in minimal if len(one) == order} for order in set(map(len, minimal))
    }
    assert found.counts == {
        order: sum(len(one) == order for one in minimal) for order in sorted(set(map(len, minimal)))
    }
    assert found.total == len(minimal)
    chances = [
        math.prod(
            tree.probabilities[event] if event in happened else 1 - tree.probabilities[event]
            for event in tree.events
        )
        for happened in enough
    ]
    assert found.probability == pytest.approx(math.fsum(chances), abs=1e-12)


def two_trains(**chances: float) -> FaultTree:
    """Two trains, each with a valve and a pump: the example of SCRAM's manual."""
    made = Draft("two trains")
    made.gate("top", 2, ["one", "two"], 1)
    made.gate("one", 1, ["valve-1", "pump-1"], 2)
    made.gate("two", 1, ["valve-2", "pump-2"], 3)
    for line, (event, chance) in enumerate(chances.items(), 4):
        made.event(event.replace("_", "-"), chance, line)
    return made.tree()


def test_two_trains_fail_together_as_counted_by_hand() -> None:
    found = cut_sets(two_trains(valve_1=0.5, valve_2=0.5, pump_1=0.7, pump_2=0.7))
    assert found.counts == {2: 4}
    assert found.probability == pytest.approx(0.85**2)
    assert found.probability_of(("valve-1", "pump-2")) == pytest.approx(0.35)


def test_an_event_without_probability_leaves_that_of_the_top_unknown() -> None:
    found = cut_sets(two_trains(valve_1=0.5))
    assert (found.unknown, found.probability) == (3, None)
    assert found.probability_of(("valve-1", "pump-2")) is None


def test_counts_need_no_list_of_what_is_counted() -> None:
    made = Draft("wide")
    made.gate("top", 40, [f"g{n}" for n in range(40)], 1)
    for number in range(40):
        made.gate(f"g{number}", 1, [f"x{number}", f"y{number}", f"z{number}"], number + 2)
    found = cut_sets(made.tree())
    assert found.counts == {40: 3**40}
    assert len(found.families.under(found.root)) == 120


def test_thousands_of_gates_one_above_the_other_are_solved() -> None:
    made, size = Draft("deep"), 3_000
    for number in range(size):
        below = f"g{number + 1}" if number < size - 1 else "last"
        made.gate(f"g{number}", 1 + number % 2, [f"x{number}", below], number + 1)
    found = cut_sets(made.tree())
    # x0; x1 with x2; x1 and x3 with x4; ...; at the end the odd ones with the last
    assert found.counts == dict.fromkeys(range(1, size // 2 + 2), 1)
    assert [set(one) for one in found.sets(3)] == [{"x1", "x3", "x4"}]


def test_a_tree_that_is_too_large_for_both_orders_is_refused() -> None:
    with pytest.raises(WrongQuestion, match="fault-tree-large"):
        cut_sets(two_trains(), most_nodes=3)
