# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each table and column of the register means, and what to write in it."""

from collections.abc import Mapping
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.schema import Column, Kind

OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "organisations": ("parent_id",),
    "ownership": ("child_id", "parent_id", "share"),
    "contracts": ("organisation_id", "supplier_id"),
    "deliveries": ("supplier_id",),
    "requirements": ("share",),
    "identifiers": ("value",),
    "harms": ("kind", "value"),
    "designations": ("kind",),
    "evidence": ("kind",),
    "standings": ("kind", "organisation_id"),
    "populations": ("organisation_id",),
    "statements": ("basis", "ends_on"),
    "matches": ("score",),
    "alert_acts": ("organisation_id", "kind"),
    "contract_options": ("contract_id", "ends_on"),
    "facts": ("id", "value"),
}
"""Columns that mean in their table what their name does not mean elsewhere."""


def of_table(table: str) -> Message:
    """What the rows of a table are."""
    return Message(f"sheet.{table}")


def of_column(table: str, column: str) -> Message:
    """What a column says of its row."""
    own = column in OWN.get(table, ())
    return Message(f"meaning.{table}.{column}" if own else f"meaning.{column}")


def holds(column: Column) -> Message:
    """What to write in a column."""
    if column.codes:
        return Message.of("holds.code", words=", ".join(words_of(column)))
    if column.table:
        return Message.of("holds.reference", table=column.table)
    if column.noun_column:
        return Message.of("holds.reference-of", column=column.noun_column)
    if column.kind is Kind.REFERENCE:
        return Message("holds.own-id")
    return Message(f"holds.{column.kind.value.replace(' ', '-')}")


def words_of(column: Column) -> list[str]:
    """The words that a column may hold; of nouns those that it may point at."""
    return [noun.value for noun in ALLOWED[column.name]] if column.name in ALLOWED else column.codes
