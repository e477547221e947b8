# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What things cost some services alone."""

from builders import graph_of, needs, node_of, service, system
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.outage import outage
from dijkwacht.engine.own import own
from dijkwacht.engine.rank import rank
from dijkwacht.engine.scenario import Choice, Scenario

PASPOORTEN, AFVAL = service("Paspoorten", users=62_000), service("Afval", users=9)
A, B = system("A"), system("B")


def test_only_these_services_count_and_only_what_can_touch_them_is_asked() -> None:
    graph = graph_of(
        PASPOORTEN, AFVAL, A, B, needs(AFVAL, A), needs(PASPOORTEN, AFVAL), needs(AFVAL, B)
    )
    found = own(Graphs(graph, graph), [node_of(graph, PASPOORTEN)])
    things = found.things({node: (node,) for node in (node_of(graph, A), node_of(graph, B))})
    places = rank(found.graphs, things, Choice(Hours(24)), [24])
    assert [(place.losses[0].services, place.losses[0].persons) for place in places] == [
        (1, 62_000),
        (1, 62_000),
    ]
    of_afval = own(Graphs(graph, graph), [node_of(graph, AFVAL)])
    assert of_afval.things({0: (node_of(graph, PASPOORTEN),)}) == {}


@given(st.data())
@settings(max_examples=60)
def test_they_fare_as_in_the_whole_register(data: st.DataObject) -> None:
    graph = data.draw(graphs(services=True).filter(lambda graph: graph.services.size))
    scenario = data.draw(scenarios(graph))
    asked = sorted(data.draw(st.sets(st.sampled_from(graph.services.tolist()), min_size=1)))
    part = own(Graphs(graph, graph), asked)
    number = part.cone.number
    failures = [one for one in scenario.failures if number(one.node) is not None]
    moved = tuple(type(one)(number(one.node) or 0, one.own) for one in failures)
    alone = Scenario(moved, scenario.horizon, scenario.permanent, scenario.fallbacks)
    whole, few = outage(graph, scenario), outage(part.graphs.every, alone)
    lost = {loss.node: (loss.lost_at, loss.users) for loss in whole.lost if loss.node in asked}
    assert {part.cone.whole(loss.node): (loss.lost_at, loss.users) for loss in few.lost} == lost
