# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How things and values read for one reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Column, Kind
from dijkwacht.reports.names import Names
from dijkwacht.reports.words import Lasting
from dijkwacht.web.access import OPEN_TEXT
from dijkwacht.web.reading import Reading
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.sections import Called, Cell

UNKNOWN: Final = Message("record-page.unknown")
UNSHOWN: Final = Message("record-page.unshown")
CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")
NAME_IN: Final = "name_"
DAYS: Final = frozenset(("notice_days", "exit_days"))


def code(column: Column, value: str) -> Message:
    """A code of a closed set in words."""
    kind = column.enum.__name__ if column.enum else ""
    return Message(f"code.{CAPITAL.sub('-', kind).lower()}.{value}")


def label_of(column: Column) -> Message:
    """What a column is called; an added name is one in another language."""
    if column.name.startswith(NAME_IN):
        return Message.of("edit.name-in", language=column.name.removeprefix(NAME_IN))
    return Message(f"field.{column.name}")


def names_in(row: Mapping[str, Any]) -> tuple[Column, ...]:
    """The added columns of a row that name it in a language."""
    return tuple(Column(name, Kind.TEXT) for name in row if name.startswith(NAME_IN))


@dataclass(frozen=True)
class Teller:
    """Tells what things are called and what values say; all through one Sight."""

    reading: Reading
    links: Links

    @property
    def names(self) -> Names:
        """The names of the register; shown only by way of `thing` and `node`."""
        return self.reading.names

    @cached_property
    def graph(self) -> DependencyGraph:
        """The graph of the day; persons are counted as the reader may know them."""
        return self.reading.sight.counting(self.reading.rows.opened.graphs.every)

    def thing(self, noun: Noun, id: str) -> Called:
        """A thing by its name, or by its kind, with its page if there is one for this reader."""
        label = self.reading.sight.label(noun, id, self.names)
        return Called(label.name, self.links.record(TABLE_OF[noun], label.id))

    def organisation(self, id: str) -> Called:
        """An organisation."""
        return self.thing(Noun.ORGANISATION, id)

    def node(self, node: int) -> Called:
        """A node of the graph; an inner node is its service."""
        return self.thing(self.noun(node), self.graph.nodes.ids[node])

    def noun(self, node: int) -> Noun:
        """What kind of thing a node is."""
        noun = self.graph.noun_of(node)
        return Noun.SERVICE if noun is NodeNoun.WRAPPED else Noun(noun.word)

    def say(self, said: str | Message) -> str:
        """A text in the reader's language."""
        return said if isinstance(said, str) else self.reading.words.say(said)

    def value(self, column: Column, row: Mapping[str, Any], *, full: bool = True) -> Called:
        """The value of a column in a row; of a row that is not seen in full no free text."""
        value = row.get(column.name)
        if value is None:
            return Called(UNKNOWN)
        if column.kind is Kind.REFERENCE:
            return self._reference(column, row, str(value))
        if column.kind is Kind.TEXT and not full and column.name not in OPEN_TEXT:
            return Called(UNSHOWN)
        return Called(self._plain(column, value))

    def cell(self, column: Column, row: Mapping[str, Any], *, full: bool = True) -> Cell:
        """The same as a cell."""
        called = self.value(column, row, full=full)
        return Cell(called.text, called.href)

    def _reference(self, column: Column, row: Mapping[str, Any], id: str) -> Called:
        noun = row.get(column.noun_column) if column.noun_column else None
        table = column.table or (TABLE_OF[Noun(noun)] if noun else None)
        found = next((one for one, name in TABLE_OF.items() if name == table), None)
        return Called(UNKNOWN) if found is None else self.thing(found, id)

    def _plain(self, column: Column, value: Any) -> str | Message:
        words = self.reading.words
        if column.kind is Kind.CODE:
            return code(column, value)
        if column.kind is Kind.HOURS:
            return words.hours(value)
        if column.kind is Kind.BASIS_POINTS:
            return words.percent(value)
        if value == NOT_APPLICABLE:
            return Message("record-page.not-applicable")
        if column.kind is Kind.DAY:
            return words.day(value)
        if column.name in DAYS:
            return words.hours(Lasting(value * 24))
        return words.number(value) if column.dtype.is_numeric() else str(value)
