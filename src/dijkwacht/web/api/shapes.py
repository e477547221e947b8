# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the items of a list look like: their fields, and from these the document, what can be asked,
and the JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Annotated, Any, Final, Literal

import polars as pl
from pydantic import BaseModel, Field, create_model
from pydantic.alias_generators import to_camel

from dijkwacht.register import schema
from dijkwacht.register.records import TABLES
from dijkwacht.web.api.schemas import Answer, Day, Page, Text, When, Whole

MORE: Final = "more"
"""The field that holds the columns that the exchange format does not know."""

MOST: Final = 1_000  # items on a page
MANY: Final = 100  # values of one filter


class Kind(Enum):
    """The kinds of field."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    WHOLE = "whole"
    AMOUNT = "amount"
    HOURS = "hours"
    MONEY = "money"
    FLAG = "flag"


ORDERED: Final = (Kind.DAY, Kind.WHOLE, Kind.AMOUNT, Kind.HOURS, Kind.MONEY)
"""What can be asked from and until."""

_TYPES: Final[Mapping[Kind, Any]] = {
    Kind.TEXT: str,
    Kind.DAY: Day,
    Kind.WHOLE: int,
    Kind.AMOUNT: int,
    Kind.HOURS: int,
    Kind.MONEY: str,
    Kind.FLAG: bool,
}
_ASKED: Final[Mapping[Kind, Any]] = {
    Kind.DAY: Day,
    Kind.WHOLE: Whole,
    Kind.AMOUNT: Annotated[int, Field(ge=-(10**15), le=10**15)],
    Kind.HOURS: Whole,
    Kind.MONEY: Annotated[Decimal, Field(ge=-1, le=10**13, max_digits=15, decimal_places=2)],
    Kind.FLAG: bool,
}
_SAYS: Final[Mapping[Kind, str]] = {
    Kind.HOURS: "Hours; 1000000000 is never, -1 does not apply.",
    Kind.WHOLE: "-1 does not apply.",
    Kind.AMOUNT: "In whole units of the currency.",
    Kind.DAY: "9999-12-31 is never, 0001-01-01 does not apply.",
    Kind.MONEY: "An amount with at most two decimals; -1 does not apply.",
}
_OF: Final[Mapping[schema.Kind, Kind]] = {
    schema.Kind.CODE: Kind.CODE,
    schema.Kind.DAY: Kind.DAY,
    schema.Kind.HOURS: Kind.HOURS,
    schema.Kind.BASIS_POINTS: Kind.WHOLE,
    schema.Kind.COUNT: Kind.WHOLE,
    schema.Kind.AMOUNT: Kind.AMOUNT,
    schema.Kind.MONEY: Kind.MONEY,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One field of the items of a list; `name` as in frames."""

    name: str
    kind: Kind = Kind.TEXT
    codes: tuple[str, ...] = ()
    says: str = ""

    @property
    def key(self) -> str:
        """The name in JSON and in questions."""
        return to_camel(self.name)

    @property
    def type(self) -> Any:
        """The type in the document; null is unknown."""
        return Literal[self.codes] if self.kind is Kind.CODE else _TYPES[self.kind]


@dataclass(frozen=True)
class Shape:
    """The items of one list; `more`: rows of a register can have columns of their own."""

    name: str
    items: tuple[Item, ...]
    says: str
    more: bool = False

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """The fields by their names in JSON."""
        return {item.key: item for item in self.items}

    @cached_property
    def model(self) -> type[BaseModel]:
        """One item in the document: only `id` must be there, where there is one."""
        fields: dict[str, Any] = {
            item.key: (item.type | None, Field(None, description=item.says or _says(item)))
            for item in self.items
        }
        if "id" in fields:
            fields["id"] = (str, Field(description="The id, which stays the same."))
        if self.more:
            says = "Columns that the exchange format does not know, by their own names."
            fields[MORE] = (dict[str, Any] | None, Field(None, description=says))
        return create_model(self.name, __base__=Answer, __doc__=self.says, **fields)

    @cached_property
    def page(self) -> type[BaseModel]:
        """A page of them in the document."""
        items: dict[str, Any] = {"items": (list[self.model], Field())}  # type: ignore[name-defined]
        return create_model(f"{self.name}Page", __base__=Page, **items)

    @cached_property
    def question(self) -> type[BaseModel]:
        """What the list can be asked."""
        fields: dict[str, Any] = {}
        for item in self.items:
            if item.kind in (Kind.TEXT, Kind.CODE):
                fields[item.key] = (
                    _several(item),
                    Field([], max_length=MANY, description="Any of."),
                )
                continue
            of = _ASKED[item.kind]
            fields[item.key] = (of | None, Field(None, description="Exactly."))
            if item.kind in ORDERED:
                fields[f"{item.key}Min"] = (of | None, Field(None, description="From, included."))
                fields[f"{item.key}Max"] = (of | None, Field(None, description="Until, included."))
        return create_model(f"{self.name}Question", __base__=ListQuestion, **fields)


class ListQuestion(When):
    """What every list can be asked."""

    q: Text | None = Field(None, description="A part of the name, in any case.")
    unknown: Text | None = Field(None, description="Fields that must be unknown, with commas.")
    sort: Text | None = Field(None, description="Fields with commas; `-` before one: high to low.")
    fields: Annotated[str, Field(max_length=1_000)] | None = Field(
        None, description="Only these fields (and the id), with commas."
    )
    page: int = Field(1, ge=1, le=1_000_000, description="From 1.")
    page_size: int = Field(100, ge=1, le=MOST, description="Items on a page.")


def _several(item: Item) -> Any:
    """Values of which any will do."""
    return list[item.type] if item.kind is Kind.CODE else list[Text]  # type: ignore[name-defined]


def _says(item: Item) -> str:
    return _SAYS.get(item.kind, "") + (" " if item.kind in _SAYS else "") + "null is unknown."


def of_table(table: str) -> Shape:
    """The rows of a table of the exchange format."""
    items = tuple(
        Item(column.name, _OF.get(column.kind, Kind.TEXT), tuple(column.codes))
        for column in schema.columns(table)
    )
    record = TABLES[table]
    says = " ".join((record.__doc__ or "").split()).replace("`", "")
    return Shape(record.__name__, items, says, more=True)


ROWS: Final[Mapping[str, Shape]] = {table: of_table(table) for table in TABLES}
"""The shape of the rows of each table."""


def plain(shape: Shape, rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON holds them, under the names of the document."""
    names = {item.name: item.key for item in shape.items if item.name in rows.columns}
    known = rows.select(
        (
            pl.col(item.name).cast(pl.String)
            if item.kind in (Kind.DAY, Kind.MONEY)
            else pl.col(item.name)
        ).alias(names[item.name])
        for item in shape.items
        if item.name in names
    ).to_dicts()
    extra = [name for name in rows.columns if name not in names] if shape.more else []
    if extra:
        for row, more in zip(known, rows.select(extra).iter_rows(named=True), strict=True):
            row[MORE] = {name: _json(value) for name, value in more.items() if value is not None}
    return known


def _json(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) else str(value)
