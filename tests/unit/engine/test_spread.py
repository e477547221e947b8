# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes whom down when each stops alone: as the outage of each says, plainly and compiled."""

from builders import SMALL, fallback, graph_of, node_of
from hypothesis import given, settings
from strategies import graphs

from dijkwacht.base.units import Hours
from dijkwacht.engine.outage import outage
from dijkwacht.engine.spread import Spread, gross, spread
from dijkwacht.graph.graph import DependencyGraph

CHOICE = gross(Hours(200))


def pairs(found: Spread) -> list[tuple[int, int, int]]:
    return list(
        zip(found.cause.tolist(), found.service.tolist(), found.lost_at.tolist(), strict=True)
    )


def one_by_one(graph: DependencyGraph) -> list[tuple[int, int, int]]:
    return [
        (cause, loss.node, loss.lost_at)
        for cause in range(len(graph.nodes))
        for loss in sorted(outage(graph, CHOICE.of([cause])).lost, key=lambda loss: loss.node)
        if loss.node != cause and loss.lost_at is not None
    ]


@settings(max_examples=60, deadline=None)
@given(graphs(services=True))
def test_each_takes_down_what_its_outage_says(graph: DependencyGraph) -> None:
    assert pairs(spread(graph, range(len(graph.nodes)), CHOICE)) == one_by_one(graph)


def test_fallbacks_are_off_and_the_cause_itself_is_left_out() -> None:
    paper = fallback("Papier", SMALL[4])
    graph = graph_of(SMALL, paper)
    identity, passports = node_of(graph, SMALL[3]), node_of(graph, SMALL[4])
    assert pairs(spread(graph, [identity, passports], CHOICE)) == [(identity, passports, 4)]


def test_progress_goes_to_the_end() -> None:
    graph, told = graph_of(SMALL), []
    spread(graph, range(len(graph.nodes)), CHOICE, None, lambda done, of: told.append((done, of)))
    assert told[-1] == (len(told), len(told))
