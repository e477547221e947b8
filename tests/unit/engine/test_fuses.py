# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shortest fuses: what brings each service down first, and when."""

from builders import (
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    Rows,
    delivery,
    graph_of,
    needs,
    node_of,
    service,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.fuses import Fuse, shortest_fuses
from dijkwacht.engine.outage import outage
from dijkwacht.engine.rank import each_supplier
from dijkwacht.engine.scenario import Choice
from dijkwacht.register.codes import Confidence

MAIL = delivery(POLDER)
PEOPLE = POLDER, MAIL
FOR_GOOD = Choice(Hours(100))


def fuses(*rows: Rows, choice: Choice = FOR_GOOD) -> dict[str, tuple[object, ...]]:
    """Per service: cause, hour, hour for sure, how many causes."""
    every, sure = graph_of(SMALL, PEOPLE, rows), graph_of(SMALL, PEOPLE, rows, estimates=False)
    known = Graphs(every, sure)
    found = shortest_fuses(known, {node: (node,) for node in each_supplier(known)}, choice)
    ids = every.nodes.ids
    return {
        ids[fuse.service]: (
            None if fuse.cause is None else ids[fuse.cause],
            fuse.lost_at,
            fuse.sure_at,
            fuse.causes,
        )
        for fuse in found
    }


def test_the_soonest_cause_is_the_fuse_and_all_causes_are_counted() -> None:
    found = fuses(needs(PASPOORTEN, MAIL, buffer_hours=2))
    assert found["svc-paspoorten"] == ("sup-polder-ict", 2, 2, 2)
    assert found["svc-identiteit"] == ("sup-nimbus", 0, 0, 1)


def test_at_the_same_hour_the_first_by_id_is_named() -> None:
    assert fuses(needs(PASPOORTEN, MAIL, buffer_hours=4))["svc-paspoorten"][0] == "sup-nimbus"


def test_a_service_that_nothing_brings_down_has_no_fuse_and_stands_last() -> None:
    safe = service("Afval")
    found = fuses(safe, needs(safe, MAIL, IDENTITEIT))
    assert found["svc-afval"] == (None, None, None, 0)
    assert list(found) == ["svc-identiteit", "svc-paspoorten", "svc-afval"]


def test_a_short_stop_can_burn_no_long_fuse() -> None:
    found = fuses(choice=Choice(Hours(100), Hours(4)))
    assert (found["svc-paspoorten"][1], found["svc-identiteit"][1]) == (None, 0)


def test_what_rests_on_an_estimate_is_sure_at_its_own_hour_or_never() -> None:
    guess = needs(PASPOORTEN, MAIL, confidence=Confidence.ESTIMATED)
    assert fuses(guess)["svc-paspoorten"] == ("sup-polder-ict", 0, None, 2)


def test_groups_stop_as_one_and_progress_is_told() -> None:
    known = Graphs(graph_of(SMALL, PEOPLE), graph_of(SMALL, PEOPLE))
    nimbus, polder = node_of(known.every, NIMBUS), node_of(known.every, POLDER)
    seen: list[tuple[int, int]] = []
    found = shortest_fuses(
        known,
        {polder: (nimbus, polder)},
        Choice(Hours(100)),
        lambda done, of: seen.append((done, of)),
    )
    assert found[0] == Fuse(node_of(known.every, IDENTITEIT), polder, 0, 0, 1)
    assert seen == [(1, 1)]


@given(st.data())
@settings(max_examples=30)
def test_it_is_the_least_of_all_single_outages(data: st.DataObject) -> None:
    graph = data.draw(graphs(services=True))
    things = {node: (node,) for node in range(len(graph.nodes))}
    choice = Choice(Hours(36))
    lost: dict[int, list[tuple[int, int]]] = {node: [] for node in things}
    for cause in things:
        for loss in outage(graph, choice.of([cause])).lost:
            lost[loss.node].append((loss.lost_at or 0, cause))
    for fuse in shortest_fuses(Graphs(graph, graph), things, choice):
        causes = lost[fuse.service]
        assert (fuse.lost_at, fuse.cause) == (min(causes) if causes else (None, None))
        assert fuse.causes == len(causes)
