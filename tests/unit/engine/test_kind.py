# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can stop as one, by kind, each with all that stops with it."""

import pytest
from builders import NIMBUS, POLDER, SMALL, graph_of, owned, register, system

from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.kind import Kind, asked_for_all
from dijkwacht.register.codes import SystemKind

HALL = system("Hal", kind=SystemKind.FACILITY)
ROWS = (*SMALL, POLDER, owned(POLDER, NIMBUS), system("A"), HALL)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([Kind.SUPPLIERS], {"sup-nimbus": ["sup-nimbus"], "sup-polder-ict": ["sup-polder-ict"]}),
        ([Kind.GROUPS], {"sup-nimbus": ["sup-nimbus", "sup-polder-ict"]}),
        ([Kind.SYSTEMS], {"sys-a": ["sys-a"], "sys-hal": ["sys-hal"]}),
        ([Kind.FACILITIES], {"sys-hal": ["sys-hal"]}),
        ([Kind.DELIVERIES], {"del-nimbus": ["del-nimbus"]}),
        (
            [Kind.DELIVERIES, Kind.FACILITIES],
            {"sys-hal": ["sys-hal"], "del-nimbus": ["del-nimbus"]},
        ),
        (
            [Kind.GROUPS, Kind.SUPPLIERS],  # a parent stops with its group, also when asked first
            {
                "sup-nimbus": ["sup-nimbus", "sup-polder-ict"],
                "sup-polder-ict": ["sup-polder-ict"],
            },
        ),
    ],
)
def test_every_thing_of_a_kind_with_all_that_stops_with_it(
    kinds: list[Kind], expected: dict[str, list[str]]
) -> None:
    graph = graph_of(*ROWS)
    found = asked_for_all(register(*ROWS), Graphs(graph, graph), kinds)
    ids = graph.nodes.ids
    assert {ids[head]: [ids[node] for node in nodes] for head, nodes in found.items()} == expected
    assert list(found) == sorted(found)
