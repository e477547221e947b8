# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The requirements of the graph: their values, what policy assumes, and what must be left out."""

from dataclasses import replace

import pytest
from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    delivery,
    fallback,
    graph_of,
    needs,
    node_of,
    system,
)

from dijkwacht.base.problem import Grade
from dijkwacht.base.units import FOREVER, NOT_APPLICABLE
from dijkwacht.graph.graph import Assumed, DependencyGraph
from dijkwacht.register.codes import Criticality, Mode, Noun
from dijkwacht.register.row import Row

A, B, C = system("A"), system("B"), system("C")
NOWHERE = system("Nowhere")


def one(*rows: Row, **values: object) -> DependencyGraph:
    """The graph with one requirement of Paspoorten on A."""
    return graph_of(PASPOORTEN, A, rows, needs(PASPOORTEN, A, **values))


def problems(graph: DependencyGraph) -> list[tuple[str, str]]:
    for found in graph.problems:
        assert found.about is not None and found.where == " ".join(found.about)
    return [(found.where, found.what.code) for found in graph.problems]


def test_every_value_of_a_requirement_is_kept() -> None:
    known = {
        "need": 15_000,
        "mode": Mode.STRICT,
        "criticality": Criticality.DEGRADING,
        "share": 3_000,
        "tolerance": 500,
        "buffer_hours": 8,
        "replacement_hours": 720,
    }
    need = needs(PASPOORTEN, (A, 9_000), (B, 6_000), id="req-1", **known)
    graph = graph_of(PASPOORTEN, A, B, need)
    groups = graph.groups
    assert (groups.id, groups.owner.tolist()) == (("req-1",), [node_of(graph, PASPOORTEN)])
    assert (groups.strict.tolist(), groups.degrading.tolist()) == ([True], [True])
    ints = [groups.need, groups.share, groups.tolerance, groups.buffer, groups.replacement]
    assert [value.tolist() for value in ints] == [[15_000], [3_000], [500], [8], [720]]
    assert groups.member.tolist() == [node_of(graph, A), node_of(graph, B)]
    assert (groups.weight.tolist(), groups.assumed.tolist()) == ([9_000, 6_000], [0])


@pytest.mark.parametrize(
    ("column", "flag", "field", "default"),
    [
        ("need", Assumed.NEED, "need", 10_000),
        ("mode", Assumed.MODE, "strict", False),
        ("criticality", Assumed.CRITICALITY, "degrading", False),
        ("tolerance", Assumed.TOLERANCE, "tolerance", 0),
        ("buffer_hours", Assumed.BUFFER, "buffer", 0),
        ("replacement_hours", Assumed.REPLACEMENT, "replacement", FOREVER),
    ],
)
def test_an_unknown_value_is_policys_and_flagged(
    column: str, flag: Assumed, field: str, default: int
) -> None:
    groups = one(**{column: None}).groups
    assert groups.assumed.tolist() == [flag]
    assert getattr(groups, field).tolist() == [default]


def test_an_unknown_share_costs_everything_and_is_flagged_only_where_it_counts() -> None:
    degrading = one(criticality=Criticality.DEGRADING, share=None).groups
    essential = one(share=None).groups
    assert (degrading.share.tolist(), degrading.assumed.tolist()) == ([10_000], [Assumed.SHARE])
    assert essential.assumed.tolist() == [0]


def test_an_unknown_weight_carries_the_whole_need_and_is_flagged_once() -> None:
    graph = graph_of(PASPOORTEN, A, B, needs(PASPOORTEN, (A, None), (B, None), need=20_000))
    assert graph.groups.weight.tolist() == [10_000, 10_000]
    assert graph.groups.assumed.tolist() == [Assumed.WEIGHT]


def test_what_does_not_apply_takes_the_default_without_a_flag() -> None:
    groups = one(buffer_hours=NOT_APPLICABLE, replacement_hours=NOT_APPLICABLE).groups
    assert (groups.buffer.tolist(), groups.replacement.tolist()) == ([0], [FOREVER])
    assert groups.assumed.tolist() == [0]


def test_a_known_relation_without_effect_is_no_edge_and_no_problem() -> None:
    graph = one(criticality=Criticality.NONE)
    idle = graph_of(PASPOORTEN, needs(PASPOORTEN, criticality=Criticality.NONE, id="req-1"))
    assert (len(graph.groups), graph.problems) == (0, ())
    assert (len(idle.groups), idle.problems, idle.left_out) == (0, (), 0)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (needs(PASPOORTEN, id="req-1"), "requirement-no-members"),
        (needs(PASPOORTEN, A, id="req-1", need=0), "requirement-no-need"),
        (needs(PASPOORTEN, A, id="req-1", need=10_001), "requirement-never-met"),
        (needs(PASPOORTEN, (A, 4_999), (B, 5_000), id="req-1"), "requirement-never-met"),
        (needs(NOWHERE, A, id="req-1"), "requirement-no-owner"),
        (needs(PASPOORTEN, A, id="req-1", owner_id=None), "requirement-no-owner"),
        (needs(PASPOORTEN, A, id="req-1", owner_noun=None), "requirement-no-owner"),
        (needs(PASPOORTEN, A, id="req-1", owner_noun=Noun.SYSTEM), "requirement-no-owner"),
    ],
)
def test_a_requirement_that_cannot_take_part_is_left_out_told_and_counted(
    rows: tuple[Row, ...], code: str
) -> None:
    graph = graph_of(PASPOORTEN, A, B, C, rows, needs(PASPOORTEN, C))
    assert problems(graph) == [("requirements req-1", code)]
    assert graph.problems[0].mend.code == f"{code}.mend"
    assert graph.problems[0].grade is Grade.FAULT
    assert (graph.left_out, graph.groups.id) == (1, (f"req-{PASPOORTEN.id}-{C.id}",))
    assert graph.groups.member.tolist() == [node_of(graph, C)]


def test_weights_that_just_reach_the_need_are_enough() -> None:
    graph = graph_of(PASPOORTEN, A, B, needs(PASPOORTEN, (A, 5_000), (B, 5_000)))
    assert (len(graph.groups), graph.problems) == (1, ())


def test_the_smallest_need_is_a_need() -> None:
    graph = one(need=1)
    assert (graph.groups.need.tolist(), graph.problems) == ([1], ())


def test_a_fallback_of_a_requirement_that_was_left_out_is_no_second_problem() -> None:
    need = needs(PASPOORTEN, A, need=99_999, id="req-1")
    graph = graph_of(PASPOORTEN, A, need, fallback("Papier", need[0]))
    assert problems(graph) == [("requirements req-1", "requirement-never-met")]


def test_an_unknown_member_counts_with_its_weight_and_is_counted() -> None:
    graph = graph_of(PASPOORTEN, A, needs(PASPOORTEN, A, (NOWHERE, 6_000), need=16_000))
    assert (graph.unknown_members, graph.problems) == (1, ())
    assert graph.groups.unknown.tolist() == [6_000]
    assert graph.groups.member.tolist() == [node_of(graph, A)]


def test_unknown_members_of_what_was_left_out_are_not_counted() -> None:
    graph = graph_of(PASPOORTEN, needs(PASPOORTEN, NOWHERE, need=20_000))
    assert (graph.unknown_members, graph.left_out) == (0, 1)


def test_a_member_without_id_or_noun_is_an_unknown_member() -> None:
    need, member = needs(PASPOORTEN, A)
    for nameless in ({"member_id": None}, {"member_noun": None}, {"member_noun": Noun.SERVICE}):
        values = {name: getattr(member, name) for name in type(member).__dataclass_fields__}
        graph = graph_of(PASPOORTEN, A, need, type(member)(**{**values, **nameless}))
        assert (graph.unknown_members, graph.groups.unknown.tolist()) == (1, [10_000])


def test_of_two_requirements_with_one_id_the_first_is_taken() -> None:
    need, member = needs(PASPOORTEN, A, id="req-1", buffer_hours=1)
    again, _ = needs(PASPOORTEN, A, id="req-1", buffer_hours=2)
    graph = graph_of(PASPOORTEN, A, need, again, member)
    assert graph.groups.buffer.tolist() == [1]


def test_of_two_members_or_deliveries_with_one_id_the_first_is_taken() -> None:
    need, member = needs(PASPOORTEN, (A, 6_000), need=6_000)
    _, again = needs(PASPOORTEN, (A, 9_000))
    host = delivery(POLDER, id=HOSTING.id)
    graph = graph_of(PASPOORTEN, A, need, member, again, NIMBUS, POLDER, HOSTING, host)
    assert graph.groups.weight.tolist() == [6_000, 10_000]
    assert graph.groups.member.tolist() == [node_of(graph, A), node_of(graph, NIMBUS)]


def test_one_service_may_require_the_same_thing_twice() -> None:
    need = needs(PASPOORTEN, A, id="req-1"), needs(PASPOORTEN, A, id="req-2", buffer_hours=9)
    graph = graph_of(PASPOORTEN, A, need)
    assert (graph.groups.id, graph.groups.buffer.tolist()) == (("req-1", "req-2"), [0, 9])


def test_groups_stand_in_the_order_of_their_owners() -> None:
    rows = needs(PASPOORTEN, A, id="req-a"), needs(IDENTITEIT, HOSTING, id="req-z")
    graph = graph_of(PASPOORTEN, IDENTITEIT, HOSTING, NIMBUS, A, rows)
    assert graph.groups.id == ("req-z", "req-a", "del-nimbus")
    assert graph.groups.owner.tolist() == sorted(graph.groups.owner.tolist())


@pytest.mark.parametrize("column", ["owner_noun", "member_noun"])
def test_a_supplier_owns_nothing_and_is_no_member(column: str) -> None:
    """The checks forbid it, so the graph does not do it either."""
    need, member = needs(PASPOORTEN, IDENTITEIT)
    wrong = [
        replace(row, **{column: Noun.SUPPLIER, column.replace("noun", "id"): NIMBUS.id})
        if hasattr(row, column)
        else row
        for row in (need, member)
    ]
    made = graph_of(PASPOORTEN, IDENTITEIT, NIMBUS, *wrong)
    assert made.edges[0].size == 0
