# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a graph answers about itself."""

import pytest
from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    SMALL,
    fallback,
    graph_of,
    needs,
    node_of,
)
from hypothesis import given, settings
from strategies import graphs

from dijkwacht.base.errors import NotInRegister
from dijkwacht.graph.graph import Assumed, DependencyGraph, NodeNoun


def test_a_node_is_found_by_noun_and_id() -> None:
    graph = graph_of(SMALL)
    assert graph.node(NodeNoun.SUPPLIER, NIMBUS.id) == 3
    assert graph.noun_of(3) is NodeNoun.SUPPLIER


def test_what_is_not_in_it_is_told_with_noun_id_and_day() -> None:
    graph = graph_of(SMALL)
    with pytest.raises(NotInRegister) as caught:
        graph.node(NodeNoun.SERVICE, NIMBUS.id)
    assert caught.value.what.code == "no-such-node"
    assert caught.value.what.params == {"noun": "service", "id": NIMBUS.id, "on": graph.on}


def test_it_knows_its_services() -> None:
    graph = graph_of(SMALL)
    assert graph.services.tolist() == [node_of(graph, IDENTITEIT), node_of(graph, PASPOORTEN)]


def test_the_words_of_nouns_are_those_of_the_tables() -> None:
    words = ["service", "system", "delivery", "supplier", "fallback", "wrapped"]
    assert [noun.word for noun in NodeNoun] == words


def test_each_assumption_is_a_flag_of_its_own() -> None:
    assert sum(Assumed) == 2 ** len(Assumed) - 1


def test_who_needs_a_node_is_who_has_it_as_member_or_is_protected_by_it() -> None:
    need = needs(PASPOORTEN, IDENTITEIT)
    graph = graph_of(
        SMALL[:5],
        need,
        needs(PASPOORTEN, HOSTING),
        needs(IDENTITEIT, HOSTING),
        fallback("Papier", need[0]),
    )
    first, owners = graph.users_of
    used = {
        id: [graph.nodes.ids[owner] for owner in owners[first[node] : first[node + 1]]]
        for node, id in enumerate(graph.nodes.ids)
    }
    assert used == {
        "svc-identiteit": ["svc-paspoorten"],
        "svc-paspoorten": [],
        "del-nimbus": ["svc-identiteit", "svc-paspoorten"],
        "sup-nimbus": ["del-nimbus"],
        "fal-papier": ["svc-paspoorten"],
    }


@given(graphs())
@settings(max_examples=30)
def test_groups_of_a_node_are_all_groups_it_owns(graph: DependencyGraph) -> None:
    for node in range(len(graph.nodes)):
        mine = range(graph.owned_from[node], graph.owned_from[node + 1])
        assert list(mine) == [g for g, owner in enumerate(graph.groups.owner) if owner == node]


@given(graphs())
@settings(max_examples=30)
def test_every_edge_climbs_or_stays_in_its_feedback_group(graph: DependencyGraph) -> None:
    order = graph.order
    for needed, owner in zip(*graph.edges, strict=True):
        below, above = order.component[needed], order.component[owner]
        assert order.looped[below] if below == above else order.layer[below] < order.layer[above]
