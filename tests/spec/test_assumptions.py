# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of an outage rests on what policy assumed."""

from dataclasses import replace

import pytest
from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    WATERDAM,
    Rows,
    delivery,
    fallback,
    graph_of,
    helped,
    needs,
    node_of,
    service,
    system,
)

from dijkwacht.base.units import Hours
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.scenario import stops
from dijkwacht.graph.graph import Assumed
from dijkwacht.register.row import Row

BASE = WATERDAM, NIMBUS, POLDER
A = system("A")


def when_nimbus_stops(*rows: Rows, permanent: bool = False) -> Outage:
    graph = graph_of(BASE, rows)
    return outage(graph, stops([node_of(graph, NIMBUS)], Hours(100), permanent=permanent))


def resting(found: Outage) -> dict[str, bool]:
    return {found.graph.nodes.ids[loss.node]: loss.assumed for loss in found.losses}


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"buffer_hours": None}, Assumed.BUFFER),
        ({"need": None}, Assumed.NEED),
        ({"mode": None}, Assumed.MODE),
        ({"criticality": None}, Assumed.CRITICALITY),
        ({"tolerance": None}, Assumed.TOLERANCE),
    ],
)
def test_each_assumption_about_a_short_requirement_is_counted(
    changed: dict[str, None], flag: Assumed
) -> None:
    found = when_nimbus_stops(HOSTING, IDENTITEIT, needs(IDENTITEIT, HOSTING, **changed))
    assert found.assumptions == {flag: 1}
    assert resting(found) == {IDENTITEIT.id: True}


def test_an_assumed_replacement_counts_only_where_replacement_does() -> None:
    rows = HOSTING, IDENTITEIT, needs(IDENTITEIT, HOSTING, replacement_hours=None)
    temporary, permanent = when_nimbus_stops(rows), when_nimbus_stops(rows, permanent=True)
    assert (temporary.assumptions, permanent.assumptions) == ({}, {Assumed.REPLACEMENT: 1})
    assert (resting(temporary), resting(permanent)) == (
        {IDENTITEIT.id: False},
        {IDENTITEIT.id: True},
    )


def test_assumptions_about_nodes_members_and_fallbacks_are_counted() -> None:
    unknown = service("Identiteit", mbco=None, restart_hours=None)
    need = needs(unknown, (HOSTING, None))
    papier = fallback("Papier", need[0], level=None, duration_hours=None, activation_hours=None)
    found = when_nimbus_stops(delivery(NIMBUS, role=None), unknown, need, papier)
    assert found.assumptions == {
        Assumed.MBCO: 1,
        Assumed.RESTART: 1,
        Assumed.WEIGHT: 1,
        Assumed.ACTIVATION: 1,
        Assumed.LEVEL: 1,
        Assumed.DURATION: 1,
        Assumed.ROLE: 1,
    }


def test_the_inner_node_of_a_wrapped_service_assumes_nothing() -> None:
    need = needs(PASPOORTEN, HOSTING)
    found = when_nimbus_stops(HOSTING, PASPOORTEN, need, fallback("Papier", PASPOORTEN, level=1))
    assert (found.assumptions, resting(found)) == ({}, {PASPOORTEN.id: False})


def test_a_requirement_is_short_when_one_of_its_members_is() -> None:
    polder = delivery(POLDER)
    need = needs(IDENTITEIT, HOSTING, polder, need=20_000, tolerance=None)
    assert when_nimbus_stops(HOSTING, polder, IDENTITEIT, need).assumptions == {
        Assumed.TOLERANCE: 1
    }


def test_the_fallbacks_of_every_short_requirement_are_counted() -> None:
    first, last = needs(IDENTITEIT, HOSTING), needs(PASPOORTEN, HOSTING)
    rows = fallback("A", first[0], level=1), fallback("B", last[0], level=None)
    found = when_nimbus_stops(HOSTING, IDENTITEIT, PASPOORTEN, first, last, rows)
    assert found.assumptions == {Assumed.LEVEL: 1}
    assert resting(found) == {IDENTITEIT.id: False, PASPOORTEN.id: True}


def test_an_assumed_share_is_counted() -> None:
    found = when_nimbus_stops(HOSTING, IDENTITEIT, helped(IDENTITEIT, HOSTING, share=None))
    assert found.assumptions == {Assumed.SHARE: 1}


def test_what_has_no_part_in_the_outage_is_not_counted() -> None:
    """A requirement that is not short, and a service that is not touched, rest on nothing here."""
    polder = delivery(POLDER)
    rows: list[Row] = [HOSTING, polder, IDENTITEIT, PASPOORTEN, A]
    found = when_nimbus_stops(
        rows,
        needs(IDENTITEIT, HOSTING),
        needs(IDENTITEIT, polder, buffer_hours=None),
        needs(PASPOORTEN, polder, need=None),
    )
    assert (found.assumptions, resting(found)) == ({}, {IDENTITEIT.id: False})


def test_an_assumption_counts_once_for_each_thing_that_rests_on_it() -> None:
    rows: list[Rows] = [HOSTING]
    for name in "ABC":
        made = service(name)
        rows += [made, needs(made, HOSTING, buffer_hours=None)]
    assert when_nimbus_stops(rows).assumptions == {Assumed.BUFFER: 3}


def test_whoever_needs_what_rests_on_an_assumption_rests_on_it_too() -> None:
    chain = [service(name) for name in "ABCD"]
    rows = [needs(chain[0], HOSTING), needs(chain[1], chain[0], tolerance=None)]
    rows += [needs(chain[2], chain[1]), needs(chain[3], HOSTING)]
    found = when_nimbus_stops(HOSTING, chain, rows)
    assert resting(found) == {"svc-a": False, "svc-b": True, "svc-c": True, "svc-d": False}


def test_a_circle_on_an_assumption_rests_on_it_as_a_whole() -> None:
    one, two = service("A"), service("B")
    found = when_nimbus_stops(
        HOSTING, one, two, needs(one, HOSTING, need=None), needs(one, two), needs(two, one)
    )
    assert resting(found) == {"svc-a": True, "svc-b": True}


def test_whether_it_is_assumed_changes_nothing_else() -> None:
    plain = when_nimbus_stops(HOSTING, IDENTITEIT, needs(IDENTITEIT, HOSTING))
    loose = when_nimbus_stops(HOSTING, IDENTITEIT, needs(IDENTITEIT, HOSTING, mode=None))
    assert [replace(loss, assumed=False) for loss in loose.losses] == list(plain.losses)
