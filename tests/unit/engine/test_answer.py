# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage seen with and without what is only estimated."""

from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    SMALL,
    Rows,
    delivery,
    graph_of,
    needs,
    node_of,
    service,
)

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Answer, Graphs, answer
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import HorizonLoss
from dijkwacht.engine.scenario import FallbackMode, Scenario, stops
from dijkwacht.register.codes import Confidence

GUESS = {"confidence": Confidence.ESTIMATED}


def graphs(*rows: Rows) -> Graphs:
    return Graphs(graph_of(rows), graph_of(rows, estimates=False))


def nimbus_stops(known: Graphs) -> Scenario:
    return stops([node_of(known.every, NIMBUS)], Hours(100))


def of_nimbus(*rows: Rows) -> Answer:
    known = graphs(*rows)
    return answer(known, nimbus_stops(known))


def test_where_nothing_is_estimated_both_are_one() -> None:
    got = of_nimbus(SMALL)
    assert (got.estimates, got.sure is got.found) == (False, True)
    assert got.estimated_within(100) == 0


def test_what_rests_on_an_estimate_is_not_sure() -> None:
    guessed = service("Zittingen", users=9_000, organisation_id="org-rechtbank")
    got = of_nimbus(SMALL, guessed, needs(guessed, HOSTING, **GUESS))
    graph = got.found.graph
    assert got.estimates
    assert got.sure_at(node_of(graph, PASPOORTEN)) == 4
    assert got.sure_at(node_of(graph, IDENTITEIT)) == 0
    assert got.sure_at(node_of(graph, guessed)) is None
    assert got.found.within(100) == HorizonLoss(100, 3, 2, 71_000, 1)
    assert got.sure.within(100) == HorizonLoss(100, 2, 1, 62_000, 1)
    assert (got.estimated_within(1), got.estimated_within(100)) == (1, 1)


def test_what_is_lost_sooner_by_an_estimate_is_sure_at_its_later_hour() -> None:
    got = of_nimbus(SMALL, needs(PASPOORTEN, HOSTING, **GUESS))
    node = node_of(got.found.graph, PASPOORTEN)
    assert (got.found.lost[1].lost_at, got.sure_at(node)) == (0, 4)
    assert [got.estimated_within(hours) for hours in (0, 1, 4, 5)] == [0, 1, 1, 0]


def test_an_estimated_link_to_a_supplier_is_an_estimate_too() -> None:
    guessed = delivery(NIMBUS, **GUESS)
    got = of_nimbus(NIMBUS, guessed, IDENTITEIT, needs(IDENTITEIT, guessed))
    assert (got.found.within(100).services, got.sure.within(100).services) == (1, 0)
    assert got.estimated_within(100) == 1


def test_networks_of_an_earlier_run_give_the_same_answer() -> None:
    known = graphs(SMALL, needs(PASPOORTEN, HOSTING, **GUESS))
    networks = tuple(
        Network(graph, FallbackMode.DECLARED, permanent=False)
        for graph in (known.every, known.sure)
    )
    got = answer(known, nimbus_stops(known), (networks[0], networks[1]))
    again = answer(known, nimbus_stops(known))
    assert (got.found.network, got.sure.network) == networks
    assert (got.found.touched, got.sure.touched) == (again.found.touched, again.sure.touched)
