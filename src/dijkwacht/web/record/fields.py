# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a thing: one field per column, filled in as people write, and read back to a row."""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Confidence, Noun
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Column, Kind, columns
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.record.facts import said_columns
from dijkwacht.web.record.telling import Teller, code, label_of, names_in
from dijkwacht.web.record.written import read, write

PREFIX: Final[Mapping[str, str]] = {
    "organisations": "org",
    "services": "svc",
    "systems": "sys",
    "suppliers": "sup",
    "contracts": "con",
    "deliveries": "del",
    "requirements": "req",
    "members": "mem",
    "fallbacks": "fal",
    "identifiers": "idn",
    "uses": "use",
    "designations": "dsg",
    "evidence": "evd",
    "contract_options": "opt",
}
"""What can be added here, with the beginning of its ids. Harm, and classes moved by two, have forms
of their own; owners of suppliers come by import."""
ID: Final = re.compile(r"[a-z]{3}-[0-9a-f]{12}")
OFFERED: Final = 500  # things in a list to choose from
HINTS: Final = frozenset((Kind.HOURS, Kind.BASIS_POINTS, Kind.DAY, Kind.COUNTRY, Kind.REFERENCE))

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form."""

    column: Column
    label: Message
    value: str
    options: tuple[tuple[str, str], ...] = ()  # of a closed set, or to choose a thing from
    error: Message | None = None

    @property
    def name(self) -> str:
        """Its name in the form."""
        return self.column.name

    @property
    def is_choice(self) -> bool:
        """Whether it is one of a closed set."""
        return self.column.kind is Kind.CODE

    @property
    def hint(self) -> Message | None:
        """How it is written."""
        kind = self.column.kind
        return Message(f"edit.hint-{kind.name.lower()}") if kind in HINTS else None


def new_id(table: str) -> str:
    """An id that says nothing."""
    return f"{PREFIX[table]}-{secrets.token_hex(6)}"


def own_columns(table: str, row: Row) -> tuple[Column, ...]:
    """The columns of the form: those of the table, and added names in other languages."""
    known = [column for column in columns(table) if column.name in ("source", "confidence")]
    return (*said_columns(table), *names_in(row), *known)


class Form:
    """The fields of a thing for one reader."""

    def __init__(self, table: str, row: Row, sight: Sight, tell: Teller) -> None:
        self.table, self.row, self.sight, self.tell = table, row, sight, tell

    def fields(self, given: Mapping[str, str] | None = None) -> list[Field]:
        """Filled in with the row, or with what somebody gave."""
        made = [self._field(column) for column in own_columns(self.table, self.row)]
        if given is None:
            return made
        return [replace(field, value=given.get(field.name, field.value)) for field in made]

    def read(self, fields: list[Field]) -> tuple[dict[str, Any], list[Field]]:
        """The row that these fields say, and the fields with what is wrong of each."""
        values: dict[str, Any] = dict(self.row)
        checked = []
        for field in fields:
            value, error = self._read(field, fields)
            values[field.name] = value
            checked.append(replace(field, error=error))
        return values, checked

    def _read(self, field: Field, fields: list[Field]) -> tuple[Any, Message | None]:
        if field.column.kind is Kind.REFERENCE:
            return self._thing(field, {one.name: one.value for one in fields})
        value, wrong = read(field.value, field.column)
        shown = {"value": field.value, "expected": ", ".join(field.column.codes)}
        return value, Message(wrong, shown) if wrong else None

    def _field(self, column: Column) -> Field:
        value = self.row.get(column.name)
        text = write(value, column)
        label = label_of(column)
        if column.kind is Kind.REFERENCE:
            return Field(column, label, self._shown(column, value), tuple(self._offered(column)))
        if column.kind is Kind.CODE:
            return Field(column, label, text, tuple(self._codes(column)))
        return Field(column, label, text)

    def _codes(self, column: Column) -> Iterator[tuple[str, str]]:
        allowed = ALLOWED.get(column.name)
        for one in column.codes:
            if allowed is None or one in allowed:
                yield one, self.tell.say(code(column, one))

    def _shown(self, column: Column, id: Any) -> str:
        """The id of a thing that the reader sees; what stands for another."""
        table = self._table(column, self.row)
        if id is None or table is None:
            return ""
        return str(id) if self.sight.sees(table, str(id)) else self.sight.pseudonym(str(id))

    def _table(self, column: Column, row: Mapping[str, Any]) -> str | None:
        """The table that a reference points at."""
        if column.table is not None:
            return column.table
        noun = row.get(str(column.noun_column))
        return TABLE_OF[Noun(noun)] if noun in {one.value for one in TABLE_OF} else None

    def _offered(self, column: Column) -> Iterator[tuple[str, str]]:
        """The first of the things that the reader sees and may choose."""
        table = self._table(column, self.row)
        if table is None or self.sight.viewer.reach is not Reach.OWN:
            return
        noun = next(one for one, name in TABLE_OF.items() if name == table)
        ids = self.sight.table(table)["id"].unique(maintain_order=True)[:OFFERED]
        for id in ids:
            yield id, self.tell.say(self.tell.thing(noun, id).text)

    def _thing(self, field: Field, given: Mapping[str, str]) -> tuple[Any, Message | None]:
        """The id that somebody wrote: an id, the name of a thing they see, or what stands for the
        thing that is there already."""
        text, held = field.value.strip(), self.row.get(field.name)
        table = self._table(field.column, given)
        if not text:
            return None, None
        if held is not None and text == self._shown(field.column, held):
            return held, None
        if table is None:
            return None, Message.of("noun-missing", column=field.name)
        found = self._called(table, text)
        if len(found) == 1:
            return found[0], None
        wrong = "edit.several" if found else "edit.no-such"
        return None, Message.of(wrong, value=text)

    def _called(self, table: str, text: str) -> list[str]:
        """The ids of a table that an id or name means; of others only by their id."""
        rows = self.sight.register.table(table)
        if rows.filter(pl.col("id") == text).height:
            return [text]
        seen = self.sight.table(table)
        names = [name for name in seen.columns if name == "name" or name.startswith("name_")]
        wanted = text.lower()
        same = [pl.col(name).cast(pl.String).str.to_lowercase() == wanted for name in names]
        ids: list[str] = (
            seen.filter(pl.any_horizontal(*same))["id"].unique().to_list() if same else []
        )
        return ids


def blank(table: str, given: Mapping[str, str]) -> Row:
    """A thing that is not there yet, with what an address fills in."""
    row: dict[str, Any] = {column.name: None for column in columns(table)}
    for column in said_columns(table):
        if column.name in given:
            row[column.name] = read(given[column.name], column)[0]
    return {**row, "confidence": Confidence.DECLARED.value}
