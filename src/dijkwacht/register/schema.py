# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of each table, taken from the records: kind of value, Polars type, and what they
refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Final, get_args, get_type_hints

import polars as pl

from dijkwacht.base.units import BasisPoints, Hours
from dijkwacht.register import row as rows
from dijkwacht.register.records import TABLES


class Kind(Enum):
    """The kinds of value a column can hold."""

    TEXT = "text"
    CODE = "code"  # one of a closed set
    REFERENCE = "reference"  # the id of a row
    COUNTRY = "country"
    DAY = "day"
    HOURS = "hours"
    BASIS_POINTS = "basis points"
    COUNT = "count"
    AMOUNT = "amount"  # in whole units, with a sign
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its values are of `kind`; a code is one of `enum`; a reference points
    at `table`, or at the table named by the column `noun_column` of the same row."""

    name: str
    kind: Kind
    enum: type[StrEnum] | None = None
    table: str | None = None
    noun_column: str | None = None

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column in a frame."""
        return DTYPES[self.kind]

    @property
    def codes(self) -> list[str]:
        """The codes it may hold, if it holds codes."""
        return [code.value for code in self.enum or ()]


DTYPES: Final[Mapping[Kind, pl.DataType]] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.REFERENCE: pl.String(),
    Kind.COUNTRY: pl.String(),
    Kind.DAY: pl.Date(),
    Kind.HOURS: pl.Int64(),
    Kind.BASIS_POINTS: pl.Int64(),
    Kind.COUNT: pl.Int64(),
    Kind.AMOUNT: pl.Int64(),
    Kind.MONEY: pl.Decimal(18, 2),
}

_KINDS: Final[Mapping[object, Kind]] = {
    str: Kind.TEXT,
    date: Kind.DAY,
    Hours: Kind.HOURS,
    BasisPoints: Kind.BASIS_POINTS,
    rows.Persons: Kind.COUNT,
    rows.Days: Kind.COUNT,
    rows.Quantity: Kind.COUNT,
    int: Kind.COUNT,
    rows.Amount: Kind.AMOUNT,
    Decimal: Kind.MONEY,
    rows.Money: Kind.MONEY,
    rows.Country: Kind.COUNTRY,
}

_REFERENCES: Final[Mapping[object, str]] = {
    rows.OrganisationId: "organisations",
    rows.ServiceId: "services",
    rows.SystemId: "systems",
    rows.SupplierId: "suppliers",
    rows.ContractId: "contracts",
    rows.RequirementId: "requirements",
    rows.ObservationId: "observations",
}

_NOUN_OF: Final[Mapping[str, str]] = {
    "owner_id": "owner_noun",
    "member_id": "member_noun",
    "protects_id": "protects_noun",
    "of_id": "noun",
}

LAST: Final = ("source", "recorded_on", "confidence", "known_from", "known_until")
"""Provenance stands behind what a row says."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    name: ("noun", "id", "field", "source", "valid_from")
    if name == "facts"
    else ("id", "valid_from")
    for name in TABLES
}
"""The columns that tell the rows of a table apart."""

OPTIONAL: Final[Mapping[str, tuple[str, ...]]] = {
    "services": ("rto_hours", "rpo_hours"),
    "systems": ("fallback_capacity",),
    "deliveries": ("substitutability", "reintegration", "alternative", "exit_days"),
    "fallbacks": ("kind", "combinable", "claim"),
}
"""Columns that a register may do without: it is nothing to mention when no row has a value."""

SELDOM: Final = frozenset(
    (
        *("facts", "harms", "designations", "overrides", "evidence", "standings", "populations"),
        *("statements", "observations", "matches", "readings", "alert_acts", "contract_options"),
        "sovereignty_scores",
    )
)
"""Tables that a register may do without: they are not written without rows."""


def is_optional(table: str, column: str) -> bool:
    """Whether it is nothing to mention that a table is without this column."""
    return column in ("known_from", "known_until") or column in OPTIONAL.get(table, ())


def _plain(annotation: Any) -> Any:
    """The type without `| None`."""
    return next((part for part in get_args(annotation) if part is not type(None)), annotation)


def _column(name: str, annotation: Any) -> Column:
    plain = _plain(annotation)
    if name in _NOUN_OF:
        return Column(name, Kind.REFERENCE, noun_column=_NOUN_OF[name])
    if plain in _REFERENCES:
        return Column(name, Kind.REFERENCE, table=_REFERENCES[plain])
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Column(name, Kind.CODE, enum=plain)
    return Column(name, _KINDS[plain])


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in the order of the exchange format; KeyError for a table that is not
    one of `TABLES`."""
    record = TABLES[table]
    hints = get_type_hints(record)
    names = [field.name for field in fields(record) if field.name not in LAST]
    made = [_column(name, hints[name]) for name in (*names, *LAST)]
    made[0] = Column("id", Kind.REFERENCE, noun_column="noun" if table == "facts" else None)
    return tuple(made)


def table_of(record: type[rows.Row]) -> str:
    """The table of a noun's rows."""
    return next(name for name, known in TABLES.items() if known is record)


@cache
def schema(table: str) -> dict[str, pl.DataType]:
    """The Polars schema of a table; do not change the answer."""
    return {column.name: column.dtype for column in columns(table)}


def empty(table: str) -> pl.DataFrame:
    """A frame of the table without rows."""
    return pl.DataFrame(schema=schema(table))
