# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What services lose in whole columns: what one finds hour by hour."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import ONE
from dijkwacht.engine import reference
from dijkwacht.engine.losses import NEVER, losses
from dijkwacht.engine.outage import outage
from dijkwacht.engine.traces import Traces
from dijkwacht.graph.graph import DependencyGraph, NodeNoun


def as_services(graph: DependencyGraph, minimum: int) -> DependencyGraph:
    """Every second node is a service."""
    noun = np.where(np.arange(len(graph.nodes)) % 2, NodeNoun.SYSTEM, NodeNoun.SERVICE)
    mbco = np.full(len(graph.nodes), minimum)
    return replace(graph, nodes=replace(graph.nodes, noun=noun.astype(np.int8), mbco=mbco))


@given(st.data(), st.sampled_from((0, 1, 5_000, 10_000)))
def test_columns_hold_what_the_hours_show(data: st.DataObject, minimum: int) -> None:
    graph = as_services(data.draw(graphs()), minimum)
    scenario = data.draw(scenarios(graph))
    found = losses(graph, outage(graph, scenario).traces, scenario.horizon)
    walked = reference.simulate(graph, scenario)
    services = [node for node in range(0, len(walked), 2) if (walked[node] < ONE).any()]
    assert found.service.tolist() == services
    for row, node in enumerate(services):
        hours = np.flatnonzero(walked[node] < minimum)
        back = hours.size and hours[-1] + 1 < scenario.horizon
        assert found.lost_at[row] == (hours[0] if hours.size else NEVER)
        assert found.returns_at[row] == (hours[-1] + 1 if back else NEVER)
        assert found.lost_hours[row] == hours.size
        assert found.lowest[row] == walked[node].min()
        assert found.missing[row] == (ONE - walked[node]).sum()


@given(graphs())
def test_nothing_touched_is_nothing_lost(graph: DependencyGraph) -> None:
    assert losses(as_services(graph, 1), Traces.of({}), 10).service.size == 0
