# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fallbacks of the graph: where they stand, as declared and as proven, and what protects
nothing."""

from datetime import date

import pytest
from builders import (
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    delivery,
    fallback,
    graph_of,
    needs,
    service,
    system,
)

from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.graph.graph import Assumed, DependencyGraph, Fallbacks
from dijkwacht.register.codes import Criticality, Noun
from dijkwacht.register.row import Row

NEED = needs(PASPOORTEN, IDENTITEIT, id="req-1", buffer_hours=4)
TESTED = {"proven_on": date(2026, 3, 1)}


def one(**values: object) -> Fallbacks:
    """The fallbacks of a graph with one, of a requirement with a buffer of four hours."""
    return graph_of(PASPOORTEN, IDENTITEIT, NEED, fallback("Papier", NEED[0], **values)).fallbacks


def declared(found: Fallbacks) -> tuple[int, int, int]:
    return int(found.activation[0]), int(found.level[0]), int(found.duration[0])


def proven(found: Fallbacks) -> tuple[int, int]:
    return int(found.proven_activation[0]), int(found.proven_level[0])


def test_a_fallback_is_kept_as_declared_and_as_proven() -> None:
    found = one(
        activation_hours=6,
        level=8_000,
        duration_hours=48,
        proven_activation_hours=10,
        proven_level=4_000,
        **TESTED,
    )
    assert (declared(found), proven(found)) == ((6, 8_000, 48), (10, 4_000))
    assert found.assumed.tolist() == [0]


@pytest.mark.parametrize("never", [None, NEVER_DAY, NOT_APPLICABLE_DAY])
def test_what_was_never_tested_is_proven_to_give_nothing(never: date | None) -> None:
    assert proven(one(proven_on=never, proven_level=9_000)) == (0, 0)


def test_a_test_that_did_not_measure_the_level_proves_none() -> None:
    assert proven(one(level=9_000, proven_level=None, **TESTED)) == (0, 0)


def test_a_test_that_did_not_measure_the_start_leaves_the_declared_one() -> None:
    assert proven(one(activation_hours=6, proven_level=5_000, **TESTED)) == (6, 5_000)


@pytest.mark.parametrize(
    ("column", "flag", "values"),
    [
        ("activation_hours", Assumed.ACTIVATION, (4, 10_000, FOREVER)),
        ("level", Assumed.LEVEL, (0, 0, FOREVER)),
        ("duration_hours", Assumed.DURATION, (0, 10_000, 0)),
    ],
)
def test_an_unknown_value_is_policys_and_flagged(
    column: str, flag: Assumed, values: tuple[int, int, int]
) -> None:
    """Activation is the buffer of what it protects; an unknown level or duration does not count."""
    found = one(**{column: None})
    assert (declared(found), found.assumed.tolist()) == (values, [flag])


def places(graph: DependencyGraph) -> dict[str, list[str]]:
    """The fallbacks of each requirement, by id."""
    spans = zip(graph.fallbacks.first[:-1], graph.fallbacks.first[1:], strict=True)
    return {
        id: [graph.nodes.ids[node] for node in graph.fallbacks.node[start:end]]
        for id, (start, end) in zip(graph.groups.id, spans, strict=True)
    }


def test_each_fallback_stands_at_the_requirement_it_protects_ordered_by_id() -> None:
    other = needs(PASPOORTEN, system("A"), id="req-2")
    last = needs(PASPOORTEN, system("A"), id="req-3")
    rows = [fallback("C", last[0]), fallback("B", NEED[0]), fallback("A", NEED[0])]
    graph = graph_of(PASPOORTEN, IDENTITEIT, system("A"), NEED, other, last, rows)
    assert places(graph) == {"req-1": ["fal-a", "fal-b"], "req-2": [], "req-3": ["fal-c"]}


def test_of_two_fallbacks_with_one_id_the_first_is_taken() -> None:
    rows = fallback("A", NEED[0], level=6_000), fallback("A", NEED[0], level=9_000)
    graph = graph_of(PASPOORTEN, IDENTITEIT, NEED, rows)
    assert (places(graph), graph.fallbacks.level.tolist()) == ({"req-1": ["fal-a"]}, [6_000])


def test_two_services_may_be_protected_as_a_whole() -> None:
    other = service("Zittingen")
    need = NEED, needs(other, IDENTITEIT, id="req-2")
    rows = fallback("A", other), fallback("B", PASPOORTEN)
    graph = graph_of(PASPOORTEN, IDENTITEIT, other, need, rows)
    found = places(graph)
    assert (found["svc-paspoorten"], found["svc-zittingen"]) == (["fal-b"], ["fal-a"])
    assert (found["req-1"], found["req-2"]) == ([], [])


@pytest.mark.parametrize(
    ("noun", "id"),
    [
        (Noun.REQUIREMENT, "req-nowhere"),
        (Noun.SERVICE, "svc-nowhere"),
        (Noun.REQUIREMENT, None),
        (None, "req-1"),
    ],
)
def test_a_fallback_that_protects_nothing_is_told(noun: Noun | None, id: str | None) -> None:
    lost = fallback("Papier", NEED[0], protects_noun=noun, protects_id=id)
    graph = graph_of(PASPOORTEN, IDENTITEIT, NEED, lost)
    told = [(found.where, found.what.code) for found in graph.problems]
    assert [found.about for found in graph.problems] == [("fallbacks", told[0][0].split()[1])]
    assert told == [("fallbacks fal-papier", "fallback-no-target")]
    assert (graph.left_out, graph.fallbacks.node.size) == (0, 0)


@pytest.mark.parametrize(
    "target",
    [IDENTITEIT, needs(PASPOORTEN, IDENTITEIT, id="req-9", criticality=Criticality.NONE)[0]],
)
def test_a_fallback_without_use_is_no_fault(target: Row) -> None:
    rows = [target] if target is not IDENTITEIT else []
    graph = graph_of(PASPOORTEN, IDENTITEIT, NEED, rows, fallback("Papier", target))
    assert (graph.problems, graph.fallbacks.node.size) == ((), 0)


def test_an_activation_that_does_not_apply_is_the_buffer_as_if_unknown() -> None:
    assert declared(one(activation_hours=NOT_APPLICABLE))[0] == 4


def test_what_may_not_be_protected_is_a_problem_and_not_a_supplier_link() -> None:
    run = delivery(NIMBUS)
    wrong = fallback("Papier", NEED[0], protects_noun=Noun.DELIVERY, protects_id=run.id)
    made = graph_of(PASPOORTEN, IDENTITEIT, NEED, NIMBUS, run, wrong)
    assert made.fallbacks.node.size == 0
    assert [problem.what.code for problem in made.problems] == ["fallback-no-target"]
