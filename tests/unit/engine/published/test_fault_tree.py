# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fault tree as gates by name: its order, its events, and what is refused."""

import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.engine.published.fault_tree import Draft, Gate


def draft(**gates: tuple[int, list[str]]) -> Draft:
    made = Draft("tree.xml")
    for line, (name, (least, parts)) in enumerate(gates.items(), 1):
        made.gate(name, least, parts, line)
    return made


def refused(code: str, made: Draft, top: str | None = None) -> dict[str, object]:
    with pytest.raises(Unreadable) as told:
        made.tree(top)
    assert told.value.what.code == code
    return dict(told.value.what.params)


def test_the_top_is_the_gate_that_no_other_uses_and_parts_come_before_it() -> None:
    tree = draft(a=(1, ["b", "c"]), b=(2, ["c", "x"]), c=(1, ["y", "z"])).tree()
    assert (tree.top, tree.order) == ("a", ("c", "b", "a"))


def test_a_part_of_a_tree_can_be_asked_and_knows_only_its_own_events() -> None:
    tree = draft(a=(1, ["b", "w"]), b=(2, ["c", "x"]), c=(1, ["y", "z"])).tree("b")
    assert (tree.order, tree.events) == (("c", "b"), ("y", "z", "x"))


def test_events_are_met_depth_first_and_the_widest_part_first() -> None:
    tree = draft(a=(1, ["x", "b", "c"]), b=(1, ["p", "q"]), c=(1, ["r", "s", "t"])).tree()
    assert tree.events == ("r", "s", "t", "p", "q", "x")


def test_house_events_are_no_basic_events() -> None:
    made = draft(a=(1, ["x", "h"]))
    made.house("h", False, 2)
    assert made.tree().events == ("x",)


def test_a_circle_is_refused_and_its_gates_are_named() -> None:
    made = draft(top=(1, ["a"]), a=(1, ["b", "x"]), b=(2, ["c", "y"]), c=(1, ["a", "z"]))
    said = refused("fault-tree-cycle", made)
    gates = str(said["gates"]).split(" → ")
    assert (set(gates), gates[0]) == ({"a", "b", "c"}, gates[-1])
    assert said["where"] in {"tree.xml:2", "tree.xml:3", "tree.xml:4"}


def test_a_gate_that_needs_itself_is_a_circle() -> None:
    assert refused("fault-tree-cycle", draft(a=(1, ["a", "x"])))["gates"] == "a → a"


def test_several_tops_are_listed_and_none_is_guessed() -> None:
    gates = {f"g{number}": (1, ["x"]) for number in range(7)}
    said = refused("fault-tree-tops", draft(**gates))
    assert (said["count"], said["gates"]) == (7, "g0, g1, g2, g3, g4 + 2")


def test_a_gate_that_is_not_there_cannot_be_asked() -> None:
    assert refused("fault-tree-no-such-gate", draft(a=(1, ["x"])), "x")["gate"] == "x"


def test_a_tree_without_gates_is_none() -> None:
    assert refused("fault-tree-empty", Draft("leeg.xml"))["file"] == "leeg.xml"


@pytest.mark.parametrize("least", [0, 3])
def test_a_gate_asks_for_one_to_all_of_its_parts(least: int) -> None:
    with pytest.raises(Unreadable, match="fault-tree-least"):
        draft(a=(least, ["x", "y"]))


def test_a_part_that_is_named_twice_is_refused() -> None:
    with pytest.raises(Unreadable) as told:
        draft(a=(2, ["x", "y", "x"]))
    expected = {"where": "tree.xml:1", "gate": "a", "part": "x"}
    assert (told.value.what.code, dict(told.value.what.params)) == (
        "fault-tree-part-twice",
        expected,
    )


def test_a_name_is_defined_once_whatever_it_is() -> None:
    made = draft(a=(1, ["x"]))
    for define in (
        lambda: made.gate("a", 1, ["y"], 5),
        lambda: made.house("a", True, 5),
        lambda: made.event("a", None, 5),
    ):
        with pytest.raises(Unreadable) as told:
            define()
        said = dict(told.value.what.params)
        assert said == {"where": "tree.xml:5", "event": "a", "line": 1}


@pytest.mark.parametrize("chance", [-0.1, 1.5, float("nan")])
def test_a_probability_lies_between_zero_and_one(chance: float) -> None:
    with pytest.raises(Unreadable, match="fault-tree-probability"):
        Draft("tree.xml").event("x", chance, 1)


def test_thousands_of_gates_one_above_the_other_are_ordered() -> None:
    size = 20_000
    gates = {f"g{n}": Gate(1, (f"g{n + 1}", f"x{n}")) for n in range(size)}
    made = Draft("deep", gates={**gates, f"g{size}": Gate(1, ("x",))})
    tree = made.tree()
    assert (tree.top, tree.order[0], len(tree.events)) == ("g0", f"g{size}", size + 1)
