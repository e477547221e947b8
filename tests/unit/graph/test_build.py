# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Register to graph: every row of the architecture's table `From nouns to graph`."""

from datetime import date

import numpy as np
import pytest
from builders import (
    DAY,
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    WATERDAM,
    delivery,
    fallback,
    graph_of,
    identifier,
    needs,
    node_of,
    owned,
    register,
    rules,
    supplier,
    system,
)

from dijkwacht.base.errors import RuleNotInForce
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import Assumed, DependencyGraph, NodeNoun
from dijkwacht.register.codes import Confidence, Role
from dijkwacht.register.records import Contract
from dijkwacht.register.register import History

PLATFORM = system("Inlogplatform")


def links(graph: DependencyGraph) -> set[tuple[str, str]]:
    """Who needs what, by id."""
    ids = graph.nodes.ids
    return {(ids[owner], ids[needed]) for needed, owner in zip(*graph.edges, strict=True)}


def test_each_noun_that_can_fail_is_one_node_and_its_kind_is_kept() -> None:
    need = needs(PASPOORTEN, IDENTITEIT)
    graph = graph_of(
        WATERDAM,
        PASPOORTEN,
        IDENTITEIT,
        PLATFORM,
        HOSTING,
        NIMBUS,
        need,
        fallback("Papier", need[0]),
        Contract(id="con-1", supplier_id=NIMBUS.id),
        identifier(NIMBUS, "kvk", "00000027"),
    )
    found = [(graph.noun_of(node), id) for node, id in enumerate(graph.nodes.ids)]
    assert found == [
        (NodeNoun.SERVICE, "svc-identiteit"),
        (NodeNoun.SERVICE, "svc-paspoorten"),
        (NodeNoun.SYSTEM, "sys-inlogplatform"),
        (NodeNoun.DELIVERY, "del-nimbus"),
        (NodeNoun.SUPPLIER, "sup-nimbus"),
        (NodeNoun.FALLBACK, "fal-papier"),
    ]


def test_what_needs_what_is_in_the_edges() -> None:
    need, *rest = needs(PASPOORTEN, IDENTITEIT)
    graph = graph_of(SMALL[:5], needs(IDENTITEIT, HOSTING), need, rest, fallback("Papier", need))
    assert links(graph) == {
        ("svc-paspoorten", "svc-identiteit"),
        ("svc-paspoorten", "fal-papier"),
        ("svc-identiteit", "del-nimbus"),
        ("del-nimbus", "sup-nimbus"),
    }


@pytest.mark.parametrize("role", Role)
def test_a_delivery_needs_its_supplier_in_the_roles_that_policy_lists(role: Role) -> None:
    graph = graph_of(NIMBUS, delivery(NIMBUS, role=role))
    stops = role in (Role.CONTRACTING_PARTY, Role.HOST, Role.SUBCONTRACTOR)
    assert links(graph) == ({("del-nimbus", "sup-nimbus")} if stops else set())


def test_the_link_to_a_supplier_is_essential_at_once_and_for_ever() -> None:
    groups = graph_of(NIMBUS, HOSTING).groups
    assert groups.id == ("del-nimbus",)
    values = (groups.need, groups.buffer, groups.tolerance, groups.weight, groups.assumed)
    assert [value.tolist() for value in values] == [[10_000], [0], [0], [10_000], [0]]
    assert (groups.strict.any(), groups.degrading.any()) == (False, False)
    assert groups.replacement.tolist() == [10**9]


def test_a_role_nobody_knows_stops_its_delivery_and_is_flagged() -> None:
    graph = graph_of(NIMBUS, delivery(NIMBUS, role=None))
    assert links(graph) == {("del-nimbus", "sup-nimbus")}
    assert graph.groups.assumed.tolist() == [Assumed.ROLE]


def test_a_delivery_of_nobody_has_no_link_and_of_somebody_unknown_a_counted_one() -> None:
    nobody = graph_of(delivery(NIMBUS, supplier_id=None))
    unknown = graph_of(HOSTING)
    assert (len(nobody.groups), nobody.unknown_members) == (0, 0)
    assert (len(unknown.groups), unknown.unknown_members) == (1, 1)
    assert unknown.groups.unknown.tolist() == [10_000]


@pytest.mark.parametrize("owner", [PASPOORTEN, PLATFORM, HOSTING])
@pytest.mark.parametrize("member", [IDENTITEIT, PLATFORM, HOSTING])
def test_services_systems_and_deliveries_need_each_other(owner: object, member: object) -> None:
    rows = {row.id: row for row in (PASPOORTEN, IDENTITEIT, PLATFORM, HOSTING)}
    graph = graph_of(rows.values(), needs(owner, member))
    assert links(graph) == {(owner.id, member.id)}


def test_a_fallback_has_requirements_of_its_own() -> None:
    need = needs(PASPOORTEN, IDENTITEIT)
    papier = fallback("Papier", need[0])
    graph = graph_of(PASPOORTEN, IDENTITEIT, PLATFORM, need, papier, needs(papier, PLATFORM))
    assert ("fal-papier", "sys-inlogplatform") in links(graph)


def test_a_fallback_for_a_whole_service_wraps_all_that_it_requires() -> None:
    graph = graph_of(
        PASPOORTEN,
        IDENTITEIT,
        PLATFORM,
        needs(PASPOORTEN, IDENTITEIT),
        needs(PASPOORTEN, PLATFORM),
        fallback("Papier", PASPOORTEN),
    )
    inner = graph.node(NodeNoun.WRAPPED, PASPOORTEN.id)
    outer = node_of(graph, PASPOORTEN)
    owners = {id: int(owner) for id, owner in zip(graph.groups.id, graph.groups.owner, strict=True)}
    assert owners.pop(PASPOORTEN.id) == outer
    assert set(owners.values()) == {inner}
    first = graph.fallbacks.first[list(graph.groups.id).index(PASPOORTEN.id)]
    assert graph.nodes.ids[graph.fallbacks.node[first]] == "fal-papier"
    assert (graph.nodes.users[inner], graph.nodes.restart[inner]) == (0, 0)


def test_a_service_that_requires_nothing_is_not_wrapped() -> None:
    graph = graph_of(PASPOORTEN, fallback("Papier", PASPOORTEN))
    assert set(graph.nodes.noun.tolist()) == {NodeNoun.SERVICE, NodeNoun.FALLBACK}
    assert graph.problems == ()


def test_ownership_makes_no_edge() -> None:
    graph = graph_of(NIMBUS, POLDER, owned(NIMBUS, POLDER))
    assert links(graph) == set()


def test_the_values_of_a_service_come_along() -> None:
    graph = graph_of(SMALL)
    at = node_of(graph, PASPOORTEN)
    unknown = node_of(graph, IDENTITEIT)
    assert graph.nodes.users[[at, unknown, node_of(graph, NIMBUS)]].tolist() == [62_000, -1, 0]
    assert (graph.nodes.mbco[at], graph.nodes.organisation[at]) == (5_000, WATERDAM.id)
    assert graph.nodes.names[at] == "Paspoorten"


def test_only_what_holds_on_the_day_is_in_the_graph() -> None:
    old = delivery(NIMBUS, valid_until=DAY)
    new = delivery(POLDER, valid_from=DAY)
    later = supplier("Meent", valid_from=date(2026, 6, 2))
    assert graph_of(old, new, later, POLDER).nodes.ids == ("del-polder-ict", "sup-polder-ict")


def test_it_says_on_which_day_revision_and_rules_it_rests() -> None:
    graph = build(History.from_records(SMALL).at(DAY, 0), rules())
    assert (graph.on, graph.revision) == (DAY, 0)
    assert graph.rules == ("outage/defaults@2026-01-01", "outage/roles@2026-01-01")


def test_there_is_no_graph_before_policy_was_in_force() -> None:
    day = date(2025, 12, 31)
    with pytest.raises(RuleNotInForce):
        build(register(on=day), rules(day))


def test_an_empty_register_is_an_empty_graph() -> None:
    graph = graph_of()
    assert (len(graph.nodes), len(graph.groups), graph.order.layer.size) == (0, 0, 0)


@pytest.mark.parametrize("confidence", [Confidence.ESTIMATED, Confidence.UNKNOWN])
def test_without_estimates_what_is_unsure_is_left_away(confidence: Confidence) -> None:
    unsure = delivery(POLDER, confidence=confidence)
    rows = (
        *SMALL,
        POLDER,
        unsure,
        needs(PASPOORTEN, unsure),
        needs(IDENTITEIT, unsure, confidence=confidence),
    )
    every, sure = build(register(rows), rules()), graph_of(rows, estimates=False)
    assert links(every) - links(sure) == {
        ("del-polder-ict", "sup-polder-ict"),
        ("svc-identiteit", "del-polder-ict"),
    }
    assert links(sure) < links(every)
    assert every.nodes.ids == sure.nodes.ids
    assert (sure.left_out, sure.problems) == (0, ())


@pytest.mark.parametrize("confidence", [Confidence.OBSERVED, Confidence.DECLARED, None])
def test_without_estimates_what_is_not_called_unsure_stays(confidence: Confidence | None) -> None:
    rows = (*SMALL[:5], needs(IDENTITEIT, HOSTING, confidence=confidence))
    assert links(graph_of(rows, estimates=False)) == links(graph_of(rows))


def test_the_order_of_rows_changes_nothing() -> None:
    one, other = graph_of(SMALL), graph_of(reversed(SMALL))
    assert one.nodes.ids == other.nodes.ids
    assert one.groups.id == other.groups.id
    assert np.array_equal(one.groups.member, other.groups.member)
