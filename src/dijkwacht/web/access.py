# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what: the one place that decides. Pages, exports and the API show what a `Sight`
lets through and call things as it calls them."""

import hashlib
import hmac
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import Register
from dijkwacht.register.schema import Kind, columns
from dijkwacht.reports.names import Names
from dijkwacht.web.ownership import COMMON, EVERYBODY, Owners
from dijkwacht.web.roles import RIGHTS, Right, Role

FEWEST: Final = 3
"""A count of organisations below this is not told to those who may not know them."""

OPEN_TEXT: Final = frozenset(("kind", "sector", "country", "currency", "cpv", "unit", "measure"))
"""The columns of text that say nothing of whose a row is."""


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

    def may(self, right: Right) -> bool:
        """Whether the role has this right."""
        return right in RIGHTS[self.role]

    def sees(self, organisation: str | None) -> bool:
        """Whether rows of this organisation are seen in full; of an unknown one only by who sees
        all."""
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

    def sees(self, table: str, id: str) -> bool:
        """Whether a thing is seen in full."""
        if table in COMMON:
            return True
        owned = self.owners.by_id(table)
        return id in owned and self.viewer.sees(owned[id])

    def table(self, name: str) -> pl.DataFrame:
        """The rows of a table that the viewer may see: their own, all under other names, or all."""
        rows = self.register.table(name)
        if name in COMMON or self.viewer.reach is Reach.NAMED:
            return rows
        if self.viewer.reach is Reach.CENTRAL:
            return self._veiled(name, rows)
        owner = self.owners.frame(name)["owner"]
        return rows.filter(owner.is_in([*sorted(self.viewer.own), EVERYBODY]).fill_null(False))

    def pseudonym(self, id: str) -> str:
        """The other name of a thing: the same every day, and not to be turned back."""
        return hmac.new(self.salt, id.encode(), hashlib.sha256).hexdigest()[:8]

    def label(self, noun: Noun, id: str, names: Names) -> Label:
        """What a thing is called: by name where the viewer sees it, by its kind where not."""
        table = TABLE_OF[noun]
        if self.sees(table, id):
            return Label(names.of(noun, id) or id, id)
        if self.viewer.reach is Reach.CENTRAL:
            other = self.pseudonym(id)
            return Label(Message(f"veiled.{noun.value}", {"name": other}), other)
        return Label(Message(f"hidden.{noun.value}"), None)

    def node(self, graph: DependencyGraph, node: int, names: Names) -> Label:
        """What a node of the graph is called."""
        noun = graph.noun_of(node)
        known = Noun.SERVICE if noun is NodeNoun.WRAPPED else Noun(noun.word)
        return self.label(known, graph.nodes.ids[node], names)

    def told(self, count: int) -> int | None:
        """A count of organisations as the viewer may know it; None where it is too small."""
        return count if count == 0 or count >= FEWEST else None

    def _veiled(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows under other names: ids and references replaced, free text left out."""
        shown = []
        for column in columns(name):
            if column.kind is Kind.REFERENCE and column.table not in COMMON:
                shown.append(self._renamed(rows, column.name, column.noun_column))
            elif column.kind is Kind.TEXT and column.name not in OPEN_TEXT:
                shown.append(pl.Series(column.name, [None] * rows.height, pl.String))
            else:
                shown.append(rows[column.name])
        return pl.DataFrame(shown)

    def _renamed(self, rows: pl.DataFrame, column: str, noun_column: str | None) -> pl.Series:
        """References under other names; those to common things as they are."""
        ids = rows[column].drop_nulls().unique().to_list()
        new = pl.Series([self.pseudonym(id) for id in ids], dtype=pl.String)
        renamed = rows[column].replace_strict(ids, new, default=None, return_dtype=pl.String)
        if noun_column is None or noun_column not in rows.columns:
            return renamed.alias(column)
        common = [noun.value for noun, table in TABLE_OF.items() if table in COMMON]
        frame = pl.DataFrame({"was": rows[column], "new": renamed, "noun": rows[noun_column]})
        chosen = pl.when(pl.col("noun").is_in(common)).then("was").otherwise("new")
        return frame.select(chosen.alias(column)).to_series()
