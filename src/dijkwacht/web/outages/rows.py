# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one viewer is told of an outage: the services they see, one by one, and of all others no
more than how many of how many organisations.

Everything that a page, export or picture says of an outage comes from here.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.engine.answer import Answer
from dijkwacht.engine.course import Course, course
from dijkwacht.engine.losses import NEVER
from dijkwacht.engine.outage import Outage
from dijkwacht.findings.classes import Class, Flags, Ints
from dijkwacht.graph.graph import UNKNOWN, DependencyGraph, NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.web.access import Label, Reach, Sight
from dijkwacht.web.others import Others, others
from dijkwacht.web.outages.answers import Levels

KINDS: Final = tuple(sorted(Class, reverse=True))
"""The classes in the order in which they are told: V C K O."""

COVER: Final = np.array(["none", "declared", "proven"])
"""The words for `Levels.fallback`."""


@dataclass(frozen=True, slots=True)
class Within:
    """What is lost within so many hours, of what the viewer sees."""

    services: int
    organisations: int
    vital: int
    persons: int  # upper bound: a person can use several services
    persons_unknown: int  # services of which the number of users is unknown
    resting: int  # services that rest on defaults or estimates


@dataclass(frozen=True, slots=True)
class LostRow:
    """One lost service, as the viewer may know it."""

    service: Label
    organisation: Label | None
    level: Class
    provisional: bool
    lost_at: int
    returns_at: int | None
    lost_hours: int
    lowest: int  # basis points
    users: int | None
    fallback: str  # none, declared, proven
    other_at: int | None  # lost at, with the fallbacks that this is set against
    sure_at: int | None  # lost at, without what is only estimated
    assumed: bool  # rests on a default


@dataclass(frozen=True, eq=False)
class Seen:
    """One answer, and beside it the same with other fallbacks, for one viewer."""

    answer: Answer
    beside: Answer
    sight: Sight
    names: Names
    levels: Levels

    @cached_property
    def found(self) -> Outage:
        """The outage, in which persons are counted as the viewer may know them."""
        return counted(self.answer.found, self.sight)

    @property
    def graph(self) -> DependencyGraph:
        """The graph that it ran on."""
        return self.found.graph

    @cached_property
    def told(self) -> Flags:
        """Per node whether it is a service that the viewer is told of one by one."""
        made = np.zeros(len(self.graph.nodes), np.bool_)
        if self.sight.viewer.reach is not Reach.OWN:
            made[self.graph.services] = True
            return made
        index = self.graph.index
        keys = [(NodeNoun.SERVICE, id) for id in self.sight.table("services")["id"]]
        made[[index[key] for key in keys if key in index]] = True
        return made

    @cached_property
    def lost(self) -> pl.DataFrame:
        """Every service that is lost at some hour and that the viewer is told of, the first lost
        first, then the highest class, then the most users; `node` is for this program alone."""
        rows = self._rows(self.told)
        order = ["lost_at", "level", "users", "key"]
        return rows.sort(order, descending=[False, True, True, False])

    @cached_property
    def others(self) -> Others | None:
        """What is lost of all others over the whole run; None for who sees all."""
        if self.sight.viewer.reach is not Reach.OWN:
            return None
        columns = self.found.columns
        nodes = columns.service[(columns.lost_at != NEVER) & ~self.told[columns.service]]
        return others(self.graph, nodes.tolist(), self.sight.limits)

    def within(self, hours: int) -> Within:
        """The counts of what is lost at some hour before this one."""
        rows = self.lost.filter(pl.col("lost_at") < hours)
        users, nodes = rows["users"], rows["node"].to_numpy()
        owners = self.graph.organisation_numbers[nodes]
        late = pl.col("sure_at").is_null() | (pl.col("sure_at") >= hours)
        return Within(
            services=rows.height,
            organisations=np.unique(owners[owners >= 0]).size,
            vital=rows.filter(pl.col("level") == int(Class.V)).height,
            persons=int(users.sum()),
            persons_unknown=users.null_count(),
            resting=rows.filter(pl.col("assumed") | late).height,
        )

    @cached_property
    def course(self) -> Course:
        """How many of these services are lost at each hour, in the order of `KINDS`."""
        return self._course(self.found)

    @cached_property
    def course_beside(self) -> Course:
        """The same with the fallbacks that this is set against."""
        return self._course(counted(self.beside.found, self.sight))

    def rows(self, of: pl.DataFrame) -> list[LostRow]:
        """Rows of `lost` with what things are called."""
        return [self._row(values) for values in of.iter_rows(named=True)]

    def label(self, node: int) -> Label:
        """What a node is called."""
        return self.sight.node(self.graph, node, self.names)

    def _row(self, values: dict[str, Any]) -> LostRow:
        node = values.pop("node")
        owner = self.graph.nodes.organisation[node]
        organisation = owner and self.sight.label(Noun.ORGANISATION, owner, self.names)
        taken = {name: values[name] for name in LostRow.__slots__ if name in values}
        told = {"level": Class(taken["level"]), "organisation": organisation or None}
        return LostRow(service=self.label(node), **{**taken, **told})

    def _course(self, found: Outage) -> Course:
        kinds = np.where(self.told, int(Class.V) - self.levels.level, -1)
        return course(found, kinds, len(KINDS))

    def _rows(self, asked: Flags) -> pl.DataFrame:
        columns = self.found.columns
        kept = (columns.lost_at != NEVER) & asked[columns.service]
        nodes = columns.service[kept]
        numbers = {
            "node": nodes,
            "lost_at": columns.lost_at[kept],
            "returns_at": _known(columns.returns_at[kept]),
            "lost_hours": columns.lost_hours[kept],
            "lowest": columns.lowest[kept],
            "users": _known(self.graph.nodes.users[nodes], UNKNOWN),
            "level": self.levels.level[nodes],
            "provisional": self.levels.provisional[nodes] > 0,
            "assumed": self.found.rests[nodes],
            "other_at": _known(_at(self.beside.found)[nodes]),
            "sure_at": _known(_at(self.answer.sure)[nodes]),
            "fallback": pl.Series(COVER[self.levels.fallback[nodes]], dtype=pl.String),
        }
        return pl.DataFrame(numbers).with_columns(key=self._keys(nodes))

    def _keys(self, nodes: Ints) -> pl.Series:
        """What equal rows are ordered by: nothing that tells whose a veiled thing is."""
        ids = [self.graph.nodes.ids[node] for node in nodes.tolist()]
        if self.sight.viewer.reach is Reach.CENTRAL:
            ids = [self.sight.pseudonym(id) for id in ids]
        return pl.Series(ids, dtype=pl.String)


def counted(found: Outage, sight: Sight) -> Outage:
    """An outage in which persons are counted as a viewer may know them."""
    graph = sight.counting(found.graph)
    return found if graph is found.graph else replace(found, graph=graph)


def _known(values: Ints, never: int = NEVER) -> pl.Series:
    """The values, null where there is none."""
    made = pl.Series(values, dtype=pl.Int64)
    return made.set(made == never, None)


def _at(found: Outage) -> Ints:
    """Per node the hour at which a service is lost."""
    made = np.full(len(found.graph.nodes), NEVER)
    made[found.columns.service] = found.columns.lost_at
    return made
