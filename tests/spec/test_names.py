# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A random graph, written down as a register under any names and built again, does what it did."""

import numpy as np
from builders import graph_of, node_of
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import Failure, Scenario
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Confidence, Criticality, Mode, Noun
from dijkwacht.register.records import Fallback, Member, Requirement, System
from dijkwacht.register.register import frame_of
from dijkwacht.register.row import Row

DECLARED = {"confidence": Confidence.DECLARED}


def systems(graph: DependencyGraph, names: list[str]) -> list[System]:
    hours = graph.nodes.restart.tolist()
    pairs = zip(names, hours, strict=True)
    return [System(id=name, restart_hours=restart, **DECLARED) for name, restart in pairs]


def requirement(graph: DependencyGraph, names: list[str], at: int) -> list[Row]:
    """Requirement `at` of the graph with its members; the unknown ones as a system that is not
    there."""
    groups = graph.groups
    id = f"{names[0]}-{at}"
    span = range(groups.first[at], groups.first[at + 1])
    parts = [(names[groups.member[place]], int(groups.weight[place])) for place in span]
    if groups.unknown[at]:
        parts.append(("nowhere", int(groups.unknown[at])))
    members = [
        Member(
            id=f"{id}-{name}",
            requirement_id=id,
            member_noun=Noun.SYSTEM,
            member_id=name,
            weight=weight,
        )
        for name, weight in parts
    ]
    made = Requirement(
        id=id,
        owner_noun=Noun.SYSTEM,
        owner_id=names[groups.owner[at]],
        need=int(groups.need[at]),
        mode=Mode.STRICT if groups.strict[at] else Mode.PROPORTIONAL,
        criticality=Criticality.DEGRADING if groups.degrading[at] else Criticality.ESSENTIAL,
        share=int(groups.share[at]),
        tolerance=int(groups.tolerance[at]),
        buffer_hours=int(groups.buffer[at]),
        replacement_hours=int(groups.replacement[at]),
        **DECLARED,
    )
    return [made, *members]


def protection(graph: DependencyGraph, names: list[str], at: int, group: int) -> list[Row]:
    """Fallback `at` of the graph, which needs the node it stood at."""
    known = graph.fallbacks
    id = f"{names[1]}-{at}"
    made = Fallback(
        id=id,
        protects_noun=Noun.REQUIREMENT,
        protects_id=f"{names[0]}-{group}",
        activation_hours=int(known.activation[at]),
        level=int(known.level[at]),
        duration_hours=int(known.duration[at]),
        proven_on=graph.on,
        proven_activation_hours=int(known.proven_activation[at]),
        proven_level=int(known.proven_level[at]),
    )
    need = {"requirement_id": f"{id}-need", "member_noun": Noun.SYSTEM}
    return [
        made,
        Requirement(id=f"{id}-need", owner_noun=Noun.FALLBACK, owner_id=id, **DECLARED),
        Member(id=f"{id}-member", member_id=names[known.node[at]], **need),
    ]


def rows(graph: DependencyGraph, names: list[str]) -> list[Row]:
    """Everything in the graph as rows of a register."""
    found: list[Row] = list(systems(graph, names))
    for group in range(len(graph.groups)):
        found += requirement(graph, names, group)
        for at in range(graph.fallbacks.first[group], graph.fallbacks.first[group + 1]):
            found += protection(graph, names, at, group)
    return found


@given(st.data())
@settings(max_examples=30)
def test_names_and_the_order_of_rows_change_nothing(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    names = data.draw(st.permutations([f"s{at:02d}" for at in range(len(graph.nodes))]))
    again = graph_of(data.draw(st.permutations(rows(graph, names))))
    at = [node_of(again, made) for made in systems(graph, names)]
    moved = Scenario(
        tuple(Failure(at[failure.node], failure.own) for failure in scenario.failures),
        scenario.horizon,
        scenario.permanent,
        scenario.fallbacks,
    )
    before = levels(outage(graph, scenario), scenario.horizon)
    after = levels(outage(again, moved), scenario.horizon)
    assert np.array_equal(after[at], before)
    assert again.problems == ()
    assert again.unknown_members == np.count_nonzero(graph.groups.unknown)


def test_no_value_of_the_rows_was_left_to_policy() -> None:
    """A column that is added to requirements must be thought of here."""
    assert set(frame_of("requirements", []).columns) == {
        *Requirement.__dataclass_fields__,
    }
