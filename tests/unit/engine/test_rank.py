# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every supplier, or corporate group, by what its outage costs."""

import pytest
from builders import (
    HOSTING,
    NIMBUS,
    POLDER,
    SMALL,
    ZILVERLIJN,
    Rows,
    delivery,
    fallback,
    graph_of,
    needs,
    node_of,
    service,
    supplier,
)

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.outage import HorizonLoss
from dijkwacht.engine.rank import Place, each_supplier, rank
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.register.codes import Confidence

CHOICE = Choice(Hours(100))
FROM_POLDER, FROM_ZILVERLIJN = delivery(POLDER), delivery(ZILVERLIJN)
PEOPLE = POLDER, FROM_POLDER, ZILVERLIJN, FROM_ZILVERLIJN


def graphs(*rows: Rows) -> Graphs:
    return Graphs(graph_of(rows), graph_of(rows, estimates=False))


def ranked(known: Graphs, choice: Choice = CHOICE, horizons: tuple[int, ...] = (1, 100)) -> list:
    return rank(known, {node: (node,) for node in each_supplier(known)}, choice, horizons)


def order(known: Graphs, places: list[Place]) -> list[str]:
    return [known.every.nodes.ids[place.node] for place in places]


def needing(of: object, name: str, **values: object) -> list[Rows]:
    made = service(name, **values)
    return [made, needs(made, of)]


def test_every_supplier_is_asked_and_nothing_else() -> None:
    known = graphs(SMALL, PEOPLE)
    nodes = list(each_supplier(known))
    assert [known.every.nodes.ids[node] for node in nodes] == [
        "sup-nimbus",
        "sup-polder-ict",
        "sup-zilverlijn",
    ]


def test_a_place_holds_what_is_lost_per_horizon() -> None:
    known = graphs(SMALL, PEOPLE)
    first = ranked(known)[0]
    assert first == Place(
        node=node_of(known.every, NIMBUS),
        entities=1,
        losses=(HorizonLoss(1, 1, 1, 0, 1), HorizonLoss(100, 2, 1, 62_000, 1)),
        estimated=0,
        person_hours=62_000 * 96,
    )


def test_most_services_in_the_end_come_first() -> None:
    known = graphs(SMALL, PEOPLE, needing(FROM_POLDER, "Zittingen", users=10**6))
    assert order(known, ranked(known)) == ["sup-nimbus", "sup-polder-ict", "sup-zilverlijn"]


def test_of_equally_many_services_the_most_person_hours_come_first() -> None:
    rows = needing(FROM_POLDER, "A", users=1), needing(FROM_ZILVERLIJN, "B", users=2)
    assert order(graphs(PEOPLE, rows), ranked(graphs(PEOPLE, rows))) == [
        "sup-zilverlijn",
        "sup-polder-ict",
    ]


def test_then_the_soonest_come_first_then_the_smallest_id() -> None:
    late, soon = service("A", users=0), service("B", users=0)
    rows = late, soon, needs(late, FROM_POLDER, buffer_hours=4), needs(soon, FROM_ZILVERLIJN)
    known = graphs(PEOPLE, rows)
    assert order(known, ranked(known)) == ["sup-zilverlijn", "sup-polder-ict"]
    equal = graphs(PEOPLE)
    assert order(equal, ranked(equal)) == ["sup-polder-ict", "sup-zilverlijn"]


def test_a_group_stops_with_all_its_entities() -> None:
    known = graphs(PEOPLE, needing(FROM_POLDER, "A"), needing(FROM_ZILVERLIJN, "B"))
    both = [node_of(known.every, row) for row in (ZILVERLIJN, POLDER)]
    (place,) = rank(known, {both[0]: both}, CHOICE, (100,))
    assert (place.node, place.entities, place.losses[0].services) == (both[0], 2, 2)


def test_what_only_estimates_cost_is_told_apart() -> None:
    guessed = service("Zittingen")
    values = {"confidence": Confidence.ESTIMATED, "buffer_hours": 4}
    known = graphs(SMALL, guessed, needs(guessed, HOSTING, **values))
    (place,) = ranked(known)
    assert (place.losses[-1].services, place.estimated) == (3, 1)


@pytest.mark.parametrize(
    ("choice", "services"),
    [
        (Choice(Hours(100)), 1),
        (Choice(Hours(100), duration=Hours(4)), 0),
        (Choice(Hours(100), duration=Hours(5)), 1),
        (Choice(Hours(100), fallbacks=FallbackMode.NONE), 2),
        (Choice(Hours(100), permanent=True), 0),
        (Choice(Hours(4)), 0),
    ],
)
def test_how_suppliers_stop_and_what_counts_is_a_choice(choice: Choice, services: int) -> None:
    """One service with a buffer and a replacement at 4 h, one that a fallback carries."""
    slow, carried = service("A"), service("B")
    need = needs(carried, HOSTING)
    buffered = {"buffer_hours": 4, "replacement_hours": 4}
    rows = NIMBUS, HOSTING, slow, carried, needs(slow, HOSTING, **buffered), need
    (place,) = ranked(graphs(rows, fallback("Papier", need[0])), choice, (100,))
    assert place.losses[0].services == services


def test_progress_is_told_after_each() -> None:
    known = graphs(PEOPLE, supplier("Meent"))
    told: list[tuple[int, int]] = []
    nodes = {node: (node,) for node in each_supplier(known)}
    rank(known, nodes, CHOICE, (100,), lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
