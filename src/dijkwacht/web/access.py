# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what: the one place that decides. Pages, exports and the API show what a `Sight`
lets through and call things as it calls them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import Noun, SystemKind
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import Register
from dijkwacht.reports.names import Names
from dijkwacht.rules.rulebook import Rules
from dijkwacht.web.coarse import upper
from dijkwacht.web.disclosure import Limits
from dijkwacht.web.others import Others, summed
from dijkwacht.web.ownership import CENTRE, COMMON, EVERYBODY, Owners
from dijkwacht.web.roles import RIGHTS, Right, Role
from dijkwacht.web.veil import FEWEST, OPEN_TEXT, Veil, veil

__all__ = ["FEWEST", "OPEN_TEXT", "Label", "Reach", "Sight", "Viewer"]


class Reach(StrEnum):
    """How far somebody looks."""

    OWN = "own"  # one organisation and those below it
    CENTRAL = "central"  # all organisations, under other names
    NAMED = "named"  # all organisations, by name

    @property
    def says(self) -> Message:
        """The reach in words."""
        return Message(f"reach.{self.value}")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks: a person in one role at one node. Immutable for one request."""

    user: int
    name: str
    role: Role
    node: str | None  # the organisation at which they have the role; None is the whole state
    reach: Reach
    own: frozenset[str] = field(repr=False)  # organisations seen in full
    purpose: str = "normal"
    above: frozenset[str] = field(default=frozenset(), repr=False)  # whose names are shown
    naming: int | None = None  # the request under which they see names
    named: frozenset[str] = field(default=frozenset(), repr=False)  # who agreed to be named
    until: datetime | None = None  # when what they look for ends; None is no end

    def may(self, right: Right) -> bool:
        """Whether the role has this right."""
        return right in RIGHTS[self.role]

    @property
    def acts_for(self) -> frozenset[str]:
        """The organisations whose work they share: none for the centre, which may see names of some
        for a while but is not of them."""
        return self.own if self.reach is Reach.OWN else frozenset()

    def sees(self, organisation: str | None) -> bool:
        """Whether rows of this organisation are seen in full; of an unknown one only by who sees
        all; what the centre does by who sees all, by whatever name."""
        if organisation == CENTRE:
            return self.reach is not Reach.OWN
        return self.reach is Reach.NAMED or organisation == EVERYBODY or organisation in self.own


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called for one viewer. `id` is None where there is no page for them."""

    name: str | Message
    id: str | None


@dataclass(frozen=True, eq=False)
class Sight:
    """One register as one viewer sees it."""

    viewer: Viewer
    register: Register
    owners: Owners
    salt: bytes
    rules: Rules

    def sees(self, table: str, id: str) -> bool:
        """Whether a thing is seen in full."""
        if table in COMMON:
            return True
        owned = self.owners.by_id(table)
        return id in owned and self.viewer.sees(owned[id])

    def table(self, name: str) -> pl.DataFrame:
        """The rows of a table that the viewer may see: their own, all under other names, or all.

        Own rows are as they were written, with the ids of others that their owner put there.
        """
        rows = self.register.table(name)
        if name in COMMON or self.viewer.reach is Reach.NAMED:
            return rows
        if self.viewer.reach is Reach.CENTRAL:
            return self.veil.table(name)
        return rows.filter(self._owned(self.owners.frame(name)["owner"]))

    def told_row(self, table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """A row of the register with its numbers, days and texts as the viewer may know them."""
        if table in COMMON or self.viewer.reach is not Reach.CENTRAL or self.sees(table, row["id"]):
            return row
        found = self.veil.coarsely(table).filter(pl.col("id") == row["id"])
        return {**row, **found.row(0, named=True)} if found.height else row

    def counting(self, graph: DependencyGraph) -> DependencyGraph:
        """The graph by which persons are counted for this viewer: what they add up tells no more
        of one service than its row does."""
        if self.viewer.reach is not Reach.CENTRAL:
            return graph
        return self.veil.counting(graph)

    def amount(self, sum_: int, organisations: int) -> int | None:
        """A sum over what organisations have, for who does not see them by name: its class where
        they are enough, else nothing."""
        if self.viewer.reach is not Reach.CENTRAL or not sum_:
            return sum_
        return upper(sum_) if organisations >= FEWEST else None

    def past(self, table: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Of earlier rows of a thing that the viewer sees now, those that were not somebody
        else's then."""
        if "organisation_id" not in rows.columns or self.viewer.reach is Reach.NAMED:
            return rows
        unsaid = rows["organisation_id"].is_null()
        return rows.filter(self._owned(rows["organisation_id"]) | unsaid)

    def real(self, table: str, shown: str) -> str | None:
        """The id of the thing that an id on a page stands for; None where there is none for this
        viewer."""
        if self.viewer.reach is Reach.CENTRAL:
            return self.veil.real(table).get(shown)
        return shown if self.sees(table, shown) else None

    def reals(self, table: str, shown: pl.Series) -> pl.Series:
        """The ids of the things that ids on a page stand for."""
        if self.viewer.reach is not Reach.CENTRAL:
            return shown
        real = self.veil.real(table)
        return pl.Series(shown.name, [real[id] for id in shown], pl.String)

    def count(self, name: str) -> int:
        """How many rows of a table the viewer may see."""
        if self.viewer.reach is Reach.CENTRAL:  # as many as there are: no need to veil them
            return self.register.table(name).height
        return self.table(name).height

    def pseudonym(self, id: str) -> str:
        """The other name of a thing: the same every day, and not to be turned back."""
        return self.veil.pseudonym(id)

    def label(self, noun: Noun, id: str, names: Names) -> Label:
        """What a thing is called: by name where the viewer sees it, by its kind where not."""
        table = TABLE_OF[noun]
        if self.sees(table, id):
            return Label(names.of(noun, id) or id, id)
        if self.viewer.reach is Reach.CENTRAL:
            other = self.pseudonym(id)
            return Label(Message(f"veiled.{noun.value}", {"name": other}), other)
        owner = self.owners.by_id(table).get(id)
        if noun is Noun.ORGANISATION and owner in self.viewer.above | self.viewer.named:
            return Label(names.of(noun, id) or id, None)
        if owner in self.viewer.named:
            return self._of_named(noun, id, names, owner)
        return Label(Message(f"hidden.{noun.value}"), None)

    def node(self, graph: DependencyGraph, node: int, names: Names) -> Label:
        """What a node of the graph is called."""
        noun = graph.noun_of(node)
        known = Noun.SERVICE if noun is NodeNoun.WRAPPED else Noun(noun.word)
        return self.label(known, graph.nodes.ids[node], names)

    def told(self, count: int) -> int | None:
        """A count of organisations as the viewer may know it; None where it is too small."""
        return count if count == 0 or count >= FEWEST else None

    def counted(self, owners: Iterable[str | None]) -> Others:
        """How many things of others there are, of how many of them, from whose each is."""
        return summed(((one, 0) for one in owners), self.limits)

    @cached_property
    def limits(self) -> Limits:
        """What figures of others are held to."""
        return Limits.of(self.rules)

    @cached_property
    def veil(self) -> Veil:
        """The register under other names."""
        return veil(self.owners, self.salt, self.viewer.own)

    def _owned(self, owner: pl.Series) -> pl.Series:
        """Whether rows of these organisations are seen."""
        return owner.is_in([EVERYBODY, *sorted(self.viewer.own)]).fill_null(False)

    def _of_named(self, noun: Noun, id: str, names: Names, owner: str) -> Label:
        """A thing of an organisation that agreed to be named: a platform, which is there to be
        shared, by name; else by its kind and whose it is."""
        kinds = self.register.table("systems").filter(pl.col("id") == id)["kind"]
        if noun is Noun.SYSTEM and SystemKind.PLATFORM in kinds:
            return Label(names.of(noun, id) or id, None)
        whose = names.of(Noun.ORGANISATION, owner)
        return Label(Message(f"named.{noun.value}", {"name": whose}), None)
