# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage seen closer is the four answers together."""

from builders import IDENTITEIT, NIMBUS, SMALL, fallback, graph_of, needs, node_of, system

from dijkwacht.base.units import Hours
from dijkwacht.engine.blackstart import black_starts
from dijkwacht.engine.claims import claims, peaks
from dijkwacht.engine.detail import detail
from dijkwacht.engine.outage import outage
from dijkwacht.engine.saved import savings
from dijkwacht.engine.scenario import stops

A, B = system("A", restart_hours=2), system("B")


def test_it_holds_each_answer_and_at_most_so_many_savings() -> None:
    other = fallback("Tweede", IDENTITEIT, activation_hours=8)
    circle = needs(A, B), needs(B, A), needs(A, IDENTITEIT, id="req-a")
    graph = graph_of(SMALL, A, B, circle, fallback("Papier", IDENTITEIT, level=4_000), other)
    found = outage(graph, stops([node_of(graph, NIMBUS)], Hours(72)))
    told = detail(found, most=1)
    assert told.savings == savings(found, 1)
    assert (len(told.savings.of), told.savings.left_out) == (1, 1)
    assert list(told.claims) == claims(found) != []
    assert list(told.peaks) == peaks(found.network, claims(found)) != []
    assert list(told.black_starts) == black_starts(found) != []
