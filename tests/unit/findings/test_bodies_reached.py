# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from random_graphs import random_graph

from dijkwacht.findings.bodies_reached import BLOCK, Chain, blocks, members
from dijkwacht.findings.critical_ways import Ways
from dijkwacht.graph.graph import DependencyGraph, NodeNoun

BODIES = 3


def random_state(seed: int) -> tuple[DependencyGraph, np.ndarray, np.ndarray]:
    """A random graph with services of three organisations and deliveries, and which services are
    critical."""
    rng = np.random.default_rng(seed)
    graph = random_graph(rng)
    kinds = [NodeNoun.SERVICE, NodeNoun.SERVICE, NodeNoun.SYSTEM, NodeNoun.DELIVERY]
    noun = rng.choice(kinds, len(graph.nodes)).astype(np.int8)
    graph = replace(graph, nodes=replace(graph.nodes, noun=noun))
    service = noun == NodeNoun.SERVICE
    owner = np.where(service, rng.integers(-1, BODIES, service.size), -1)
    return graph, service & (rng.random(service.size) < 0.7), owner


def plainly(
    graph: DependencyGraph, critical: np.ndarray, owner: np.ndarray, *, direct: bool
) -> set[tuple[int, int]]:
    """Node and organisation, one organisation and one step at a time."""
    chain = Chain.of(graph, direct=direct)
    needs = list(zip(chain.owner.tolist(), chain.member.tolist(), strict=True))
    found = set()
    for body in range(BODIES):
        reached = {node for node in np.flatnonzero(critical).tolist() if owner[node] == body}
        while True:
            more = {
                member
                for above, member in needs
                if above in reached and member not in reached
                if not direct
                or graph.nodes.noun[member] != NodeNoun.SERVICE
                or owner[member] == body
            }
            if not more:
                break
            reached |= more
        found |= {(node, body) for node in reached}
    return found


@given(st.integers(0, 2**32))
def test_it_is_what_a_plain_search_for_each_organisation_finds(seed: int) -> None:
    graph, critical, owner = random_state(seed)
    (block,) = blocks(graph, critical, owner, BODIES)
    for bits, direct in ((block.direct, True), (block.whole, False)):
        found = {(node, body) for node, body in zip(*np.nonzero(members(bits)), strict=True)}
        assert found == plainly(graph, critical, owner, direct=direct)


@given(st.integers(0, 2**32))
def test_what_is_reached_directly_is_reached_in_all(seed: int) -> None:
    graph, critical, owner = random_state(seed)
    (block,) = blocks(graph, critical, owner, BODIES)
    assert not (block.direct & ~block.whole).any()


@given(st.integers(0, 2**32))
def test_there_is_a_way_to_each_organisation_that_is_reached_and_to_no_other(seed: int) -> None:
    graph, critical, owner = random_state(seed)
    names = tuple(f"org-{body}" if body >= 0 else None for body in owner.tolist())
    graph = replace(graph, nodes=replace(graph.nodes, organisation=names))
    (block,) = blocks(graph, critical, owner, BODIES)
    for node in np.flatnonzero(graph.nodes.noun == NodeNoun.DELIVERY).tolist():
        for bits, direct in ((block.direct, True), (block.whole, False)):
            ways = Ways(graph, critical, direct=direct).to_bodies([node])
            reached = np.flatnonzero(members(bits)[node]).tolist()
            assert set(ways) == {f"org-{body}" for body in reached}


def test_many_organisations_come_in_blocks() -> None:
    graph, critical, owner = random_state(1)
    found = list(blocks(graph, critical, owner, 2 * BLOCK + 1))
    assert [block.start for block in found] == [0, BLOCK, 2 * BLOCK]
    assert not found[1].whole.any()
