# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What things are called: the name in the reader's language where the register has one, else its
name, else its id."""

from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import Register


class Names:
    """The names of the things of one register in one language (columns `name_<language>`, then
    `name`)."""

    def __init__(self, register: Register, language: str) -> None:
        self.register = register
        self.language = language
        self._named = cache(self._names)

    def of(self, noun: Noun, id: str | None) -> str | None:
        """The name of one thing; its id when nobody named it; None for nothing."""
        return None if id is None else self._named(TABLE_OF[noun]).get(id, id)

    def node(self, graph: DependencyGraph, node: int) -> str:
        """The name of a node of the graph; an inner node has the name of its service."""
        noun, id = graph.noun_of(node), graph.nodes.ids[node]
        known = Noun.SERVICE if noun is NodeNoun.WRAPPED else Noun(noun.word)
        return self.of(known, id) or id

    def owned(self, graph: DependencyGraph, node: int) -> str:
        """The name of a node; of a service with the organisation that provides it before it."""
        organisation = self.of(Noun.ORGANISATION, graph.nodes.organisation[node])
        name = self.node(graph, node)
        return name if organisation is None else f"{organisation}: {name}"

    def way(self, graph: DependencyGraph, path: Sequence[int]) -> str:
        """The names on the way to the last node of a path, each once: a delivery that is called
        after its supplier says nothing new, unless it is the cause."""
        told: list[str] = []
        before = ""
        for node in path[:-1]:
            name = self.node(graph, node)
            if not before or (name != before and graph.noun_of(node) is not NodeNoun.DELIVERY):
                told.append(name)
            before = name
        return " → ".join(told)

    def column(self, noun: Noun, id: str, name: str) -> str | None:
        """An added column of one row as text; None where there is none."""
        return self._named(TABLE_OF[noun], name).get(id)

    def _names(self, table: str, column: str = "name") -> Mapping[str, str]:
        frame = self.register.table(table)
        wanted = [name for name in (f"{column}_{self.language}", column) if name in frame.columns]
        if not wanted:
            return {}
        chosen = frame.select("id", name=pl.coalesce(wanted)).filter(pl.col("name").is_not_null())
        return dict(chosen.iter_rows())
