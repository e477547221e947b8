# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What it would help if one thing held."""

from builders import graph_of, needs, node_of, service, system
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine.holding import holding, spared
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import stops

PASPOORTEN, AFVAL, ZITTINGEN = service("Paspoorten"), service("Afval"), service("Zittingen")
A, B = system("A"), system("B")


def test_what_hangs_on_it_is_spared_and_nothing_else() -> None:
    rows = needs(B, A), needs(PASPOORTEN, B), needs(ZITTINGEN, PASPOORTEN), needs(AFVAL, A)
    graph = graph_of(PASPOORTEN, AFVAL, ZITTINGEN, A, B, *rows)
    found = outage(graph, stops([node_of(graph, A)], Hours(24)))
    better = holding(found, node_of(graph, B))
    assert {graph.nodes.ids[node] for node in spared(found, better).tolist()} == {
        "svc-paspoorten",
        "svc-zittingen",
    }
    assert better.level(node_of(graph, B), 0) == 10_000


@given(st.data())
@settings(max_examples=60)
def test_settling_again_is_what_a_whole_run_gives(data: st.DataObject) -> None:
    graph = data.draw(graphs(services=True))
    scenario = data.draw(scenarios(graph))
    causes = {failure.node for failure in scenario.failures}
    found = outage(graph, scenario)
    for node in sorted(set(found.touched) - causes):
        held = frozenset({node})
        network = Network(graph, scenario.fallbacks, scenario.permanent, held=held)
        assert dict(holding(found, node).touched) == dict(outage(graph, scenario, network).touched)
