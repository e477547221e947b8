# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Circles of dependencies, found and named."""

import numpy as np
from builders import IDENTITEIT, NIMBUS, PASPOORTEN, SMALL, fallback, graph_of, needs, system
from hypothesis import given, settings
from strategies import graphs

from dijkwacht.base.problem import Grade
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.graph.loops import SHOWN, feedback_groups, loops
from dijkwacht.register.row import Row

A, B, C = system("A"), system("B"), system("C")


def circles(graph: DependencyGraph) -> list[list[str]]:
    return [[graph.nodes.ids[node] for node in group] for group in feedback_groups(graph)]


def test_a_graph_that_only_climbs_has_no_circle() -> None:
    graph = graph_of(SMALL)
    assert (circles(graph), list(loops(graph))) == ([], [])


def test_each_circle_is_one_group_in_the_order_of_nodes() -> None:
    rows = needs(A, B), needs(B, A), needs(C, A), needs(PASPOORTEN, IDENTITEIT)
    back = needs(IDENTITEIT, PASPOORTEN)
    graph = graph_of(A, B, C, PASPOORTEN, IDENTITEIT, rows, back)
    assert circles(graph) == [["svc-identiteit", "svc-paspoorten"], ["sys-a", "sys-b"]]


@given(graphs())
@settings(max_examples=40)
def test_groups_and_their_nodes_are_in_the_order_of_nodes(graph: DependencyGraph) -> None:
    found = feedback_groups(graph)
    assert found == sorted(sorted(group) for group in found)
    looped = graph.order.looped[graph.order.component]
    assert sorted(node for group in found for node in group) == list(np.flatnonzero(looped))


def test_a_thing_that_needs_itself_is_a_circle() -> None:
    assert circles(graph_of(A, needs(A, A))) == [["sys-a"]]


def test_a_fallback_that_needs_what_it_protects_closes_a_circle() -> None:
    need = needs(A, B)
    help = fallback("Papier", need[0])
    assert circles(graph_of(A, B, need, help, needs(help, A))) == [["sys-a", "fal-papier"]]


def test_a_circle_is_a_note_that_names_its_nodes() -> None:
    (note,) = loops(graph_of(NIMBUS, A, B, needs(A, B), needs(B, A)))
    assert (note.where, note.grade, note.what.code) == (
        "system sys-a",
        Grade.NOTE,
        "feedback-group",
    )
    assert note.what.params == {"count": 2, "nodes": "system sys-a, system sys-b"}


def ring(size: int) -> list[Row]:
    """A circle of systems, each of which needs the next."""
    systems = [system(f"R{number:02d}") for number in range(size)]
    pairs = zip(systems, systems[1:] + systems[:1], strict=True)
    return [*systems, *(row for pair in pairs for row in needs(*pair))]


def test_of_a_large_circle_the_first_nodes_are_named_and_the_rest_counted() -> None:
    (exact,) = loops(graph_of(ring(SHOWN)))
    (more,) = loops(graph_of(ring(SHOWN + 3)))
    assert str(exact.what.params["nodes"]).endswith(f"sys-r{SHOWN - 1:02d}")
    assert str(more.what.params["nodes"]).endswith(f"sys-r{SHOWN - 1:02d} + 3")
    assert more.what.params["count"] == SHOWN + 3
