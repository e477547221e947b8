# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lost services counted by their name, where one name stands for many."""

from builders import NIMBUS, delivery, graph_of, needs, node_of, organisation, register, service

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.scenario import stops
from dijkwacht.register.codes import Confidence
from dijkwacht.register.row import Row
from dijkwacht.reports.alike import alike
from dijkwacht.reports.names import Names

RUN = delivery(NIMBUS)


def towns(count: int, confidence: Confidence, first: int = 0) -> list[Row]:
    """As many municipalities, each with a service of the same name that needs Nimbus."""
    rows: list[Row] = []
    for number in range(first, first + count):
        town = organisation(f"Gemeente {number}")
        post = service("Post", id=f"svc-{number}", organisation_id=town.id)
        rows += [town, post, *needs(post, RUN, id=f"req-{number}", confidence=confidence)]
    return rows


def counted(*rows: Row) -> list[tuple[object, ...]]:
    every = graph_of(NIMBUS, RUN, *rows)
    graphs = Graphs(every, graph_of(NIMBUS, RUN, *rows, estimates=False))
    found = answer(graphs, stops([node_of(every, NIMBUS)], Hours(24)))
    return [tuple(row) for row in alike(found, Names(register(NIMBUS, RUN, *rows), "nl")).rows]


def test_one_row_per_name_with_all_lost_sure_and_estimated() -> None:
    unhurt = service("Post", id="svc-own")
    seen = towns(3, Confidence.OBSERVED)
    guessed = towns(2, Confidence.ESTIMATED, first=3)
    assert counted(unhurt, *seen, *guessed) == [("Post", 6, 5, 3, 2)]


def test_names_that_hardly_repeat_are_not_listed_twice() -> None:
    assert counted(*towns(2, Confidence.OBSERVED)) == []
    assert counted() == []
