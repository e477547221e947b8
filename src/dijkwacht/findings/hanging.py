# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a thing: the services that need it essentially, directly or by way of others; all
alternatives count as needed. The highest class of everything at once; of some things all."""

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property

import numpy as np
import polars as pl

from dijkwacht.findings.classes import NONE, Class, Classes, Ints
from dijkwacht.findings.reach import highest
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.order import in_rows
from dijkwacht.register.register import Register


class Hanging:
    """The services above each node of a graph, by their class."""

    def __init__(self, graph: DependencyGraph, classes: Classes) -> None:
        """Of all services."""
        self.graph = graph
        self.levels: Ints = np.full(len(graph.nodes), NONE)
        nodes = [graph.index[NodeNoun.SERVICE, id] for id in classes.ids]
        self.levels[np.array(nodes, np.int64)] = classes.level
        groups = graph.groups
        size = np.diff(groups.first)
        kept = ~np.repeat(groups.degrading, size)
        self._edges = np.repeat(groups.owner, size)[kept], groups.member[kept]

    def only(self, services: Iterable[str]) -> "Hanging":
        """The same, of these services (ids) alone."""
        found = copy(self)
        index = self.graph.index
        nodes = [index.get((NodeNoun.SERVICE, id), NONE) for id in services]
        kept = np.array([node for node in nodes if node != NONE], np.int64)
        found.levels = np.full(len(self.graph.nodes), NONE)
        found.levels[kept] = self.levels[kept]
        found.__dict__.pop("_highest", None)  # it follows from the levels
        return found

    @cached_property
    def _users(self) -> tuple[Ints, Ints]:
        """The owners of each node in compressed rows."""
        owner, member = self._edges
        order = np.argsort(member, kind="stable")
        first = np.searchsorted(member[order], np.arange(len(self.graph.nodes) + 1))
        return first, owner[order]

    @cached_property
    def _highest(self) -> Ints:
        owner, member = self._edges
        found: Ints = highest(owner, member, (self.levels - NONE)[None, :])[0] + NONE
        return found

    def highest(self, nodes: Iterable[int]) -> Class | None:
        """The highest class of what hangs on any of these nodes; None where nothing does."""
        found = max((int(self._highest[node]) for node in nodes), default=NONE)
        return None if found == NONE else Class(found)

    def levels_of(self, register: Register) -> pl.DataFrame:
        """The highest class that hangs on each contract of a register with deliveries: contract_id
        and level; NONE where nothing does."""
        index = self.graph.index
        rows = register.once("deliveries").select("contract_id", "id").drop_nulls()
        nodes = [index.get((NodeNoun.DELIVERY, id), NONE) for id in rows["id"]]
        levels = np.append(self._highest, NONE)[np.array(nodes, np.int64)]
        return rows.with_columns(level=levels).group_by("contract_id").agg(pl.col("level").max())

    def services(self, nodes: Iterable[int]) -> list[int]:
        """The services that hang on any of these nodes: their nodes, ascending."""
        first, owners = self._users
        start = np.unique(np.fromiter(nodes, np.int64))
        if not start.size:
            return []
        seen = np.zeros(len(self.graph.nodes), np.bool_)
        ready = start
        while ready.size:
            seen[ready] = True
            found = in_rows(ready, first, owners)
            ready = np.unique(found[~seen[found]])
        found_: list[int] = np.flatnonzero(seen & (self.levels != NONE)).tolist()
        return found_

    def counts(self, nodes: Iterable[int]) -> Mapping[Class, int]:
        """How many services of each class hang on any of these nodes, the highest class first."""
        levels = self.levels[self.services(nodes)]
        return {kind: int((levels == kind).sum()) for kind in reversed(Class)}
