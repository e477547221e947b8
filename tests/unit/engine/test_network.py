# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The graph as the engines read it: what members deliver, what a loss costs, and what counts."""

from dataclasses import replace
from datetime import date

import pytest
from builders import IDENTITEIT, NIMBUS, PASPOORTEN, fallback, graph_of, needs, node_of, system

from dijkwacht.base.units import FOREVER
from dijkwacht.engine.network import Group, Network, Window
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.graph import DependencyGraph

A, B = system("A"), system("B")
PLAIN = Group(
    number=0,
    owner=2,
    members=(0, 1),
    weights=(10_000, 10_000),
    unknown=0,
    need=10_000,
    strict=False,
    degrading=False,
    share=10_000,
    tolerance=0,
    buffer=0,
    replacement=FOREVER,
    windows=(),
    inside=False,
)


@pytest.mark.parametrize(
    ("changed", "levels", "delivered"),
    [
        ({}, (0, 0), 0),
        ({}, (0, 10_000), 10_000),
        ({}, (3_000, 4_000), 7_000),
        ({}, (9_000, 9_000), 10_000),
        ({"need": 20_000}, (0, 10_000), 5_000),
        ({"need": 30_000, "unknown": 10_000}, (0, 10_000), 6_666),
        ({"need": 30_000, "unknown": 10_000}, (0, 0), 3_333),
        ({"weights": (3_333, 6_667)}, (10_000, 0), 3_333),
        ({"need": 20_000, "tolerance": 1_000}, (0, 10_000), 6_000),
        ({"tolerance": 1_000}, (9_500, 0), 10_000),
        ({"tolerance": 1_000}, (0, 0), 1_000),
        ({"strict": True}, (9_999, 0), 0),
        ({"strict": True}, (10_000, 0), 10_000),
        ({"strict": True, "tolerance": 4_000}, (6_000, 0), 10_000),
        ({"strict": True, "tolerance": 4_000}, (5_999, 0), 0),
    ],
)
def test_what_members_deliver(
    changed: dict[str, object], levels: tuple[int, int], delivered: int
) -> None:
    assert replace(PLAIN, **changed).delivered(levels) == delivered


@pytest.mark.parametrize(
    ("share", "effective", "loss"),
    [(3_000, 0, 3_000), (3_000, 10_000, 0), (3_333, 5_000, 1_666), (10_000, 9_999, 1), (1, 1, 0)],
)
def test_what_a_degrading_requirement_costs_is_rounded_down(
    share: int, effective: int, loss: int
) -> None:
    assert replace(PLAIN, share=share).loss(effective) == loss


def graph(**values: object) -> DependencyGraph:
    """Paspoorten needs Identiteit, protected by Papier."""
    need = needs(PASPOORTEN, IDENTITEIT, replacement_hours=48)
    return graph_of(PASPOORTEN, IDENTITEIT, need, fallback("Papier", need[0], **values))


def windows(mode: FallbackMode, **values: object) -> tuple[Window, ...]:
    (group,) = Network(graph(**values), mode, permanent=False).groups_of(1)
    return group.windows


VALUES = {
    "activation_hours": 6,
    "level": 8_000,
    "duration_hours": 48,
    "proven_on": date(2026, 3, 1),
    "proven_activation_hours": 10,
    "proven_level": 4_000,
}


def test_which_fallbacks_count_is_a_choice() -> None:
    assert windows(FallbackMode.NONE, **VALUES) == ()
    assert windows(FallbackMode.DECLARED, **VALUES) == (Window(2, 6, 8_000, 48),)
    assert windows(FallbackMode.PROVEN, **VALUES) == (Window(2, 10, 4_000, 48),)


@pytest.mark.parametrize(
    "useless", [{"level": 0}, {"duration_hours": 0}, {"activation_hours": FOREVER}]
)
def test_a_fallback_that_can_give_nothing_is_no_window(useless: dict[str, int]) -> None:
    assert windows(FallbackMode.DECLARED, **{**VALUES, **useless}) == ()


def test_replacement_counts_in_permanent_outages_only() -> None:
    found = [Network(graph(), FallbackMode.NONE, permanent) for permanent in (False, True)]
    assert [network.groups_of(1)[0].replacement for network in found] == [FOREVER, 48]


def test_a_requirement_is_inside_when_a_member_is_in_its_owners_circle() -> None:
    rows = needs(A, B), needs(B, A), needs(A, PASPOORTEN, id="req-out")
    made = graph_of(A, B, PASPOORTEN, rows)
    network = Network(made, FallbackMode.DECLARED, permanent=False)
    groups = network.groups_of(node_of(made, A))
    found = {made.groups.id[group.number]: group.inside for group in groups}
    assert found == {"req-out": False, "req-sys-a-sys-b": True}


def test_a_requirement_is_inside_when_its_fallback_is_in_its_owners_circle() -> None:
    need = needs(A, B)
    papier = fallback("Papier", need[0])
    made = graph_of(A, B, need, papier, needs(papier, A))
    declared = Network(made, FallbackMode.DECLARED, permanent=False)
    none = Network(made, FallbackMode.NONE, permanent=False)
    node = node_of(made, A)
    assert (declared.groups_of(node)[0].inside, none.groups_of(node)[0].inside) == (True, False)


def test_each_requirement_is_made_once_and_belongs_to_its_owner() -> None:
    made = graph_of(A, B, NIMBUS, needs(A, B, id="1"), needs(A, B, id="2"), needs(B, A, id="3"))
    network = Network(made, FallbackMode.DECLARED, permanent=False)
    assert [len(network.groups_of(node)) for node in range(3)] == [2, 1, 0]
    assert network.group(0) is network.groups_of(node_of(made, A))[0]
    assert all(group.owner == node for node in range(3) for group in network.groups_of(node))


def test_a_fallback_that_is_left_away_is_no_window_and_the_rest_is_the_same() -> None:
    first, second = needs(A, B, id="1"), needs(PASPOORTEN, IDENTITEIT)
    papier, balie = fallback("Papier", first[0]), fallback("Balie", first[0])
    made = graph_of(A, B, PASPOORTEN, IDENTITEIT, first, second, papier, balie)
    network = Network(made, FallbackMode.DECLARED, permanent=True)
    of_a, of_paspoorten = (network.groups_of(node_of(made, row))[0] for row in (A, PASPOORTEN))
    lacking = network.lacking(node_of(made, papier))
    (left,) = lacking.groups_of(node_of(made, A))
    assert [window.node for window in of_a.windows] == [node_of(made, balie), node_of(made, papier)]
    assert left == replace(of_a, windows=of_a.windows[:1])
    assert lacking.groups_of(node_of(made, PASPOORTEN))[0] is of_paspoorten
    assert lacking.permanent
    nothing = lacking.lacking(node_of(made, balie))
    assert nothing.groups_of(node_of(made, A))[0].windows == ()


def test_without_the_fallback_that_closes_a_circle_a_requirement_is_outside() -> None:
    need = needs(A, B)
    papier = fallback("Papier", need[0])
    made = graph_of(A, B, need, papier, needs(papier, A))
    network = Network(made, FallbackMode.DECLARED, permanent=False)
    lacking = network.lacking(node_of(made, papier))
    node = node_of(made, A)
    assert (network.groups_of(node)[0].inside, lacking.groups_of(node)[0].inside) == (True, False)
