# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes whom down, by the compiled engine: the same as plainly."""

from hypothesis import given, settings
from strategies import graphs

from dijkwacht.base.units import Hours
from dijkwacht.engine.load import Cache
from dijkwacht.engine.spread import Spread, fast, gross, spread
from dijkwacht.graph.graph import DependencyGraph

CHOICE = gross(Hours(200))


def pairs(found: Spread) -> list[list[int]]:
    return [column.tolist() for column in (found.cause, found.service, found.lost_at)]


@settings(max_examples=60, deadline=None)
@given(graphs(services=True))
def test_the_compiled_engine_says_the_same(kept: Cache, graph: DependencyGraph) -> None:
    causes, told = list(range(len(graph.nodes))), []
    found = fast(graph, causes, CHOICE, kept, lambda done, of: told.append((done, of)))
    assert pairs(found) == pairs(spread(graph, causes, CHOICE))
    assert told[-1] == (len(causes), len(causes))
