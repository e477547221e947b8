# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lost services counted by their name, where many organisations provide a service of one name."""

from collections import Counter

from dijkwacht.base.message import Message
from dijkwacht.engine.answer import Answer
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Table

FEW = 3  # at least so many lost services per name, or the table would only repeat the list
COLUMNS = (
    Column("service"),
    Column("of_all", Cell.COUNT),
    Column("lost", Cell.COUNT),
    Column("sure", Cell.COUNT),
    Column("estimated", Cell.COUNT),
)


def alike(answer: Answer, names: Names) -> Table:
    """One row per name: how many services have it, how many of those are lost, how many for sure
    and how many only if estimated dependencies are true. No rows when names hardly repeat."""
    graph = answer.found.graph
    lost = Counter(names.node(graph, loss.node) for loss in answer.found.lost)
    repeated = lost if len(lost) * FEW <= lost.total() else Counter[str]()
    every = Counter(names.node(graph, int(node)) for node in graph.services)
    sure = Counter(names.node(graph, loss.node) for loss in answer.sure.lost)
    rows = [
        (name, every[name], count, sure[name], count - sure[name])
        for name, count in repeated.most_common()
    ]
    return Table("by_name", Message("outage.by-name"), COLUMNS, rows)
