# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports as one viewer may read them: what they may not see is called by its kind, and ids of it
are left out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report, Table
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Label, Sight
from dijkwacht.web.ownership import COMMON

NOUN_OF: Final = {table: noun for noun, table in TABLE_OF.items()}
CALLED: Final = frozenset(
    (
        Noun.ORGANISATION,
        Noun.SERVICE,
        Noun.SYSTEM,
        Noun.CONTRACT,
        Noun.DELIVERY,
        Noun.FALLBACK,
        Noun.REQUIREMENT,
    )
)
"""What is called by its kind where it may not be seen; of other rows nothing is said."""
OWNED: Final = tuple(table for table in TABLES if table not in COMMON and table in NOUN_OF)


class SightedNames(Names):
    """What things are called for one viewer: reports that are given it say no more than that."""

    def __init__(self, sight: Sight, words: Words) -> None:
        super().__init__(sight.register, words.language)
        self.sight, self.words = sight, words
        self._plain = Names(sight.register, words.language)

    def of(self, noun: Noun, id: str | None) -> str | None:
        """The name of one thing, or its kind; None for nothing."""
        if id is None:
            return None
        return self.words.value(self.sight.label(noun, id, self._plain).name)

    def owned(self, graph: DependencyGraph, node: int) -> str:
        """The name of a node; whose it is only where both are seen."""
        organisation = graph.nodes.organisation[node]
        if organisation is None or not self.sight.sees("organisations", organisation):
            return self.node(graph, node)
        return super().owned(graph, node)

    def column(self, noun: Noun, id: str, name: str) -> str | None:
        """An added column of one row as text; None where there is none, or it is not seen."""
        return super().column(noun, id, name) if self.sight.sees(TABLE_OF[noun], id) else None


class Redaction:
    """Takes out of reports every id of what a viewer may not see: out of cells, and out of what
    sentences are made of."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self._names = Names(sight.register, "en")
        self._table = cache(self._table_of)

    def report(self, report: Report) -> Report:
        """The report without those ids."""
        return replace(
            report,
            title=self.message(report.title),
            before=tuple(map(self.message, report.before)),
            tables=tuple(map(self.table, report.tables)),
            after=tuple(map(self.message, report.after)),
            made=None if report.made is None else self._mapping(report.made),
        )

    def table(self, table: Table) -> Table:
        """The same table; an id that may not be seen is no cell any more."""
        return replace(table, rows=[tuple(map(self.cell, row)) for row in table.rows])

    def message(self, message: Message) -> Message:
        """The same sentence, in which such an id is called by its kind."""
        params = {key: self._told(value) for key, value in message.params.items()}
        return Message(message.code, params)

    def cell(self, value: Any) -> Any:
        """A cell: None, or for the centre its other name, where it is an id that is not seen."""
        if isinstance(value, Message):
            return self.message(value)
        label = self._hidden(value)
        return value if label is None else label.id

    def _told(self, value: Any) -> Any:
        if isinstance(value, Message):
            return self.message(value)
        label = self._hidden(value)
        return value if label is None else label.name

    def _hidden(self, value: Any) -> Label | None:
        """What to call a value that is an id which may not be seen; None for any other."""
        table = self._table(value) if isinstance(value, str) else None
        if table is None:
            return None
        if NOUN_OF[table] not in CALLED:
            return Label(Message("hidden.row"), None)
        return self.sight.label(NOUN_OF[table], value, self._names)

    def _mapping(self, made: Mapping[str, Any]) -> Mapping[str, Any]:
        return {key: self.cell(value) for key, value in made.items()}

    def _table_of(self, id: str) -> str | None:
        """The table of an id that the viewer may not see; None for any other word."""
        for table in OWNED:
            if id in self.sight.owners.by_id(table) and not self.sight.sees(table, id):
                return table
        return None


def sighted(report: Report, sight: Sight) -> Report:
    """A report that was made with `SightedNames`, without the ids of what its reader may not
    see."""
    return Redaction(sight).report(report)
