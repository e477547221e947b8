# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a viewer may choose to stop: suppliers and facilities everybody, other things who sees
them. Nothing else is found, nor told in a fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import polars as pl

from dijkwacht.base.errors import NotInRegister
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import Noun, SystemKind
from dijkwacht.register.records import TABLE_OF
from dijkwacht.reports.names import Names
from dijkwacht.web.access import Label, Reach, Sight

SUPPLIERS: Final = (NodeNoun.SUPPLIER,)
SYSTEMS: Final = (NodeNoun.SYSTEM,)
ALL: Final = (NodeNoun.SUPPLIER, NodeNoun.SERVICE, NodeNoun.SYSTEM, NodeNoun.DELIVERY)
LISTED: Final = ALL[:3]  # in the list that opens while one types
NOUNS: Final = {"what": ALL, "group": SUPPLIERS, "facility": SYSTEMS, "technology": SYSTEMS}
"""What can be chosen in each way, in the order in which a name is looked for."""

FEW: Final = 200  # options of a list; more are looked for
FOUND: Final = 30
MANY: Final = 5


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen: `text` stands in the address, `real` is its own id."""

    noun: NodeNoun
    text: str
    real: str
    label: Label


class Choosing:
    """What one viewer can choose of one register."""

    def __init__(self, sight: Sight, names: Names, graph: DependencyGraph) -> None:
        self._sight, self._names, self._graph = sight, names, graph
        self._pool = cache(self._made)

    def chosen(self, text: str, nouns: Sequence[NodeNoun] = ALL) -> Option:
        """The one thing that this id, `noun:id`, outside identifier or name means. NotInRegister
        where nothing that the viewer may choose is called so, or more than one thing."""
        found = self.called(text, nouns)
        if not found:
            raise NotInRegister("outage-nothing-called", name=text)
        if len(found) > 1:
            told = ", ".join(option.text for option in found[:MANY])
            raise NotInRegister("several-called", name=text, count=len(found), found=told)
        return found[0]

    def called(self, text: str, nouns: Sequence[NodeNoun] = ALL) -> list[Option]:
        """Everything of this id, else of this name; of several kinds the first."""
        word, colon, id = text.partition(":")
        named = [noun for noun in nouns if colon and noun.word == word]
        by_id = self._of_ids(named or nouns, id or text) or self._of_ids(nouns, text)
        return by_id[:1] or self._of_identifier(text, nouns) or self._of_name(text, nouns)

    def _of_ids(self, nouns: Sequence[NodeNoun], id: str) -> list[Option]:
        return [option for noun in nouns for option in self._of_id(noun, id)]

    def real(self, word: str, id: str) -> Option | None:
        """What the viewer may choose of this kind with this id in the register."""
        noun = NodeNoun[word.upper()]
        found = self._options(noun, self._pool(noun).filter(pl.col("real") == id))
        found = found or (self._facility(id) if noun is NodeNoun.SYSTEM else [])
        return found[0] if found else None

    def near(self, text: str, nouns: Sequence[NodeNoun] = ALL, most: int = FOUND) -> list[Option]:
        """Things whose id or name has this text in it."""
        wanted = text.casefold().strip()
        found = [
            option
            for noun in nouns
            for option in self._options(
                noun, self._pool(noun).filter(pl.col("called").str.contains(wanted, literal=True))
            )
        ]
        return found[:most]

    def few(self, nouns: Sequence[NodeNoun]) -> list[Option] | None:
        """Everything of these kinds, by name; None where that is too much for a list."""
        left = FEW
        for noun in nouns:
            left -= self._pool(noun).height
            if left < 0:
                return None
        return [
            option
            for noun in nouns
            for option in sorted(self._options(noun, self._pool(noun)), key=_by_name)
        ]

    def _made(self, noun: NodeNoun) -> pl.DataFrame:
        """The things of one kind that the viewer sees: `shown` and `real` id, `called` to search
        in."""
        table = TABLE_OF[Noun(noun.word)]
        rows = self._sight.table(table)
        real = self._sight.reals(table, rows["id"])
        names = [name for name in rows.columns if name == "name" or name.startswith("name_")]
        called = pl.concat_str(["id", *names], separator="\n", ignore_nulls=True)
        folded = rows.select(called.str.to_lowercase()).to_series()
        made = pl.DataFrame({"shown": rows["id"], "real": real, "called": folded})
        return made.unique("real", maintain_order=True)

    def _of_id(self, noun: NodeNoun, id: str) -> list[Option]:
        found = self._options(noun, self._pool(noun).filter(pl.col("shown") == id))
        return found or (self._facility(id) if noun is NodeNoun.SYSTEM else [])

    def _facility(self, id: str) -> list[Option]:
        """A facility of another organisation: to be chosen by who knows its id. Not by the centre,
        whom that would tell its other name."""
        if self._sight.viewer.reach is not Reach.OWN:
            return []
        systems = self._sight.register.table("systems")
        same = systems.filter((pl.col("id") == id) & (pl.col("kind") == SystemKind.FACILITY))
        if not same.height or (NodeNoun.SYSTEM, id) not in self._graph.index:
            return []
        label = self._sight.label(Noun.SYSTEM, id, self._names)
        return [Option(NodeNoun.SYSTEM, f"system:{id}", id, label)]

    def _of_identifier(self, text: str, nouns: Sequence[NodeNoun]) -> list[Option]:
        scheme, colon, value = text.partition(":")
        if not colon or NodeNoun.SUPPLIER not in nouns:
            return []
        rows = self._sight.register.table("identifiers").filter(
            (pl.col("scheme") == scheme.lower())
            & (pl.col("value") == value)
            & (pl.col("noun") == Noun.SUPPLIER.value)
        )
        ids = rows["of_id"].unique().sort()
        return [option for id in ids for option in self._of_id(NodeNoun.SUPPLIER, id)]

    def _of_name(self, text: str, nouns: Sequence[NodeNoun]) -> list[Option]:
        wanted = text.casefold().strip()
        for noun in nouns:
            lines = pl.col("called").str.split("\n")
            found = self._options(noun, self._pool(noun).filter(lines.list.contains(wanted)))
            if found:
                return found
        return []

    def _options(self, noun: NodeNoun, rows: pl.DataFrame) -> list[Option]:
        known = Noun(noun.word)
        return [
            Option(noun, f"{noun.word}:{shown}", real, self._sight.label(known, real, self._names))
            for shown, real in rows.select("shown", "real").iter_rows()
            if (noun, real) in self._graph.index
        ]


def _by_name(option: Option) -> tuple[str, str]:
    return str(option.label.name), option.text
