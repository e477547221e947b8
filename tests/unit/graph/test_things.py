# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can stop as one, by kind."""

import pytest
from builders import NIMBUS, POLDER, SMALL, graph_of, owned, register, system

from dijkwacht.graph.things import Kind, things
from dijkwacht.register.codes import SystemKind

HALL = system("Hal", kind=SystemKind.FACILITY)
ROWS = (*SMALL, POLDER, owned(POLDER, NIMBUS), system("A"), HALL)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([Kind.SUPPLIER], {"sup-nimbus": ["sup-nimbus"], "sup-polder-ict": ["sup-polder-ict"]}),
        ([Kind.GROUP], {"sup-nimbus": ["sup-nimbus", "sup-polder-ict"]}),
        ([Kind.SYSTEM], {"sys-a": ["sys-a"], "sys-hal": ["sys-hal"]}),
        ([Kind.FACILITY], {"sys-hal": ["sys-hal"]}),
        ([Kind.DELIVERY], {"del-nimbus": ["del-nimbus"]}),
        (
            [Kind.DELIVERY, Kind.FACILITY],
            {"sys-hal": ["sys-hal"], "del-nimbus": ["del-nimbus"]},
        ),
    ],
)
def test_every_thing_of_a_kind_with_all_that_stops_with_it(
    kinds: list[Kind], expected: dict[str, list[str]]
) -> None:
    graph = graph_of(*ROWS)
    found = things(graph, register(*ROWS), kinds)
    ids = graph.nodes.ids
    assert {ids[head]: [ids[node] for node in nodes] for head, nodes in found.items()} == expected
    assert list(found) == sorted(found)
