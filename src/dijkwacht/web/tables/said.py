# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of lists in the reader's words, and references as what they refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from babel.numbers import format_decimal
from django.urls import reverse

from dijkwacht.base.message import Message
from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Column, Kind
from dijkwacht.register.values import NA
from dijkwacht.reports.names import Names
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Label, Reach, Sight
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.tables.asked import HIDDEN, UNKNOWN
from dijkwacht.web.tables.listing import GROUPS, Covered, Letter

NUMBERS: Final = frozenset((Kind.HOURS, Kind.BASIS_POINTS, Kind.COUNT, Kind.MONEY))
OPEN: Final = frozenset(("parent_id", "valid_from", "valid_until", "known_until"))
"""Columns that are empty because there is nothing, rather than because it is not known."""
FACTS: Final = "facts"
NOUN_OF: Final[Mapping[str, Noun]] = {table: noun for noun, table in TABLE_OF.items()}
CALLED: Final = frozenset(
    ("organisation", "service", "system", "contract", "delivery", "fallback", "requirement")
)
"""Nouns that have a word of their own for what may not be seen."""
BADGES: Final[Mapping[str, str]] = {
    **{f"letter.{letter}": f"class-{letter}" for letter in Letter},
    f"covered.{Covered.WHOLE}": "holds",
    f"covered.{Covered.PART}": "short",
    f"covered.{Covered.NONE}": "lost",
    f"covered.{Covered.UNKNOWN}": "unknown",
}
"""How codes look, beside what they say."""


@dataclass(frozen=True, slots=True)
class Said:
    """One cell as it is read."""

    text: str
    href: str | None = None
    number: bool = False
    badge: str = ""
    faint: bool = False  # nothing, or not known


@dataclass(frozen=True)
class Speaker:
    """Says the values of the lists of one viewer. `kept` stands behind every link."""

    sight: Sight
    names: Names
    words: Words
    kept: str

    def cell(self, column: Column, row: Mapping[str, Any]) -> Said:
        """One value of a row."""
        value = row[column.name]
        if value is None:
            return self._nothing(column)
        if column.kind is Kind.REFERENCE and column.name != "id":
            said = self._thing(self._table(column, row), value)
            group = column.name == "group_id"
            return replace(said, href=self.page(GROUPS, value)) if group else said
        if column.enum is not None:
            return self._code(column, value)
        return Said(self.value(column, value), number=column.kind in NUMBERS)

    def row(self, table: str, shown: str, row: Mapping[str, Any]) -> Said:
        """What a row is called, leading to its own page: its name, or its id, or another column."""
        if table == FACTS:  # its id is that of the thing it tells of
            return self._thing(
                self._table(Column("id", Kind.REFERENCE, noun_column="noun"), row), row["id"]
            )
        name = row.get(f"name_{self.words.language}") or row.get("name")
        text = name if name and shown == "name" else row["id"]
        if self._veils(table, row["id"]):
            text = self.words.value(self.label(table, row["id"]).name)
        return Said(str(text), self.page(table, row["id"]))

    def value(self, column: Column, value: Any) -> str:
        """A known value that is no reference."""
        if column.enum is not None:
            return self._code(column, value).text
        if value == NOT_APPLICABLE and column.kind in NUMBERS:
            return NA
        if column.kind is Kind.MONEY:
            return str(format_decimal(value, format="#,##0.##", locale=self.words.language))
        made = {Kind.HOURS: self.words.hours, Kind.BASIS_POINTS: self.words.percent}
        return made.get(column.kind, self.words.value)(value)

    def facet(self, column: Column, word: str) -> str:
        """A value of a facet, from the address."""
        if word == UNKNOWN:
            return self.words.text("tables.unknown")
        if column.kind is Kind.REFERENCE and column.table is not None:
            return self._thing(column.table, word).text
        return self._code(column, word).text if column.enum is not None else word

    def label(self, table: str, id: str) -> Label:
        """What a thing is called; its id is as the lists have it: real, other, or put away."""
        noun = NOUN_OF[table]
        word = noun.value if noun.value in CALLED else "thing"
        if id == HIDDEN:
            return Label(Message(f"hidden.{word}"), None)
        if self._veils(table, id):
            return Label(Message(f"veiled.{word}", {"name": id}), id)
        return self.sight.label(noun, id, self.names)

    def _veils(self, table: str, id: str) -> bool:
        """Whether an id stands for another one."""
        common = table == GROUPS or table in COMMON
        return (
            self.sight.viewer.reach is Reach.CENTRAL
            and not common
            and not self.sight.sees(table, id)
        )

    def page(self, table: str, id: str) -> str:
        """The address of the page of a thing."""
        if table == GROUPS:
            return reverse("group", args=[id]) + self.kept
        return reverse("record", args=[table, id]) + self.kept

    def _table(self, column: Column, row: Mapping[str, Any]) -> str:
        if column.table is not None:
            return column.table
        word = row.get(column.noun_column or "")
        return TABLE_OF[Noun(word)] if word else ""

    def _thing(self, table: str, id: str) -> Said:
        if not table:
            return Said(self.words.text("hidden.thing") if id == HIDDEN else id)
        label = self.label(table, id)
        href = None if label.id is None else self.page(table, label.id)
        return Said(self.words.value(label.name), href)

    def _code(self, column: Column, value: str) -> Said:
        assert column.enum is not None
        code = f"{kebab(column.enum.__name__)}.{value}"
        said = self.words.text(f"code.{code}")
        return Said(value if said == f"code.{code}" else said, badge=BADGES.get(code, ""))

    def _nothing(self, column: Column) -> Said:
        text = "-" if column.name in OPEN else self.words.text("tables.unknown")
        return Said(text, number=column.kind in NUMBERS, faint=True)


def kebab(name: str) -> str:
    """`SystemKind` as `system-kind`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]


def field(name: str) -> Message:
    """The heading of a column of the register."""
    return Message(f"field.{name}")
