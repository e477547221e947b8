# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list as it was asked: filtered, sorted, one page of it, with links to the others."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.http import HttpRequest
from pydantic import BaseModel

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.api.shapes import MORE, ORDERED, Item, Kind, ListQuestion, Shape

NAMES = ("name", "service", "supplier", "title")
"""The fields in which `q` looks."""


def filtered(shape: Shape, rows: pl.DataFrame, asked: ListQuestion) -> pl.DataFrame:
    """The rows that were asked for. WrongQuestion for a field that the list has not."""
    wanted = [*_conditions(shape, asked)]
    wanted += [pl.col(item.name).is_null() for item in _items(shape, asked.unknown)]
    if asked.q:
        named = [name for name in rows.columns if name.partition("_")[0] in NAMES]
        wanted.append(_holds(asked.q, [name for name in named if rows[name].dtype == pl.String]))
    return rows.filter(wanted) if wanted else rows


def ordered(shape: Shape, rows: pl.DataFrame, sort: str | None) -> pl.DataFrame:
    """Rows in the order asked, unknown ones last; else as they are. WrongQuestion for a field that
    the list has not."""
    keys = [key.strip() for key in (sort or "").split(",") if key.strip()]
    items = _items(shape, ",".join(key.removeprefix("-") for key in keys))
    if not items:
        return rows
    down = [key.startswith("-") for key in keys]
    by = [_place(item) for item in items]
    return rows.sort(by, descending=down, nulls_last=True, maintain_order=True)


def _place(item: Item) -> pl.Expr:
    """What a field is sorted by: codes in their own order."""
    column = pl.col(item.name)
    if item.kind is not Kind.CODE:
        return column
    places = list(range(len(item.codes)))
    return column.replace_strict(list(item.codes), places, default=None, return_dtype=pl.Int64)


def chosen(shape: Shape, rows: pl.DataFrame, fields: str | None) -> pl.DataFrame:
    """Only the fields asked for, and the id. WrongQuestion for a field that the list has not."""
    if not fields:
        return rows
    keys = {key.strip() for key in fields.split(",")}
    names = {"id", *(item.name for item in _items(shape, ",".join(keys - _more(shape))))}
    if keys & _more(shape):
        names |= set(rows.columns) - {item.name for item in shape.items}
    return rows.select([name for name in rows.columns if name in names])


def _more(shape: Shape) -> set[str]:
    """The key of the columns that the exchange format does not know."""
    return {MORE} if shape.more else set()


def links(request: HttpRequest, page: int, size: int, total: int) -> str:
    """The Link header (RFC 8288): first, before, next and last page."""
    last = max(1, -(-total // size))
    pages = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    asked = {"prev": page > 1, "next": page < last}
    return ", ".join(
        f'<{_address(request, min(number, last))}>; rel="{rel}"'
        for rel, number in pages.items()
        if asked.get(rel, True)
    )


def _address(request: HttpRequest, page: int) -> str:
    pairs = [(key, value) for key, values in request.GET.lists() for value in values]
    kept = [pair for pair in pairs if pair[0] != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', str(page))])}"


def _items(shape: Shape, keys: str | None) -> list[Item]:
    found = []
    for key in (key.strip() for key in (keys or "").split(",")):
        if key and key not in shape.by_key:
            raise WrongQuestion("api-no-field", name=key, known=", ".join(shape.by_key))
        if key:
            found.append(shape.by_key[key])
    return found


def _conditions(shape: Shape, asked: BaseModel) -> Iterator[pl.Expr]:
    given: Mapping[str, Any] = asked.__dict__
    for key, item in shape.by_key.items():
        column = pl.col(item.name)
        value = given[key]
        if item.kind in (Kind.TEXT, Kind.CODE):
            if value:
                yield column.is_in(value)
            continue
        if value is not None:
            yield column == value
        if item.kind in ORDERED:
            yield from _between(column, given[f"{key}Min"], given[f"{key}Max"])


def _between(column: pl.Expr, low: Any, high: Any) -> Iterator[pl.Expr]:
    if low is not None:
        yield column >= low
    if high is not None:
        yield column <= high


def _holds(text: str, names: list[str]) -> pl.Expr:
    wanted = text.lower()
    holds = [pl.col(name).str.to_lowercase().str.contains(wanted, literal=True) for name in names]
    return pl.any_horizontal(pl.lit(False), *holds)
