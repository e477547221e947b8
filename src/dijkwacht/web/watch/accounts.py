# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly accounts of a supplier: small pictures side by side, and every item as a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl
from django.utils.safestring import SafeString

from dijkwacht.base.message import Message
from dijkwacht.register.schema import Kind
from dijkwacht.reports.words import Words
from dijkwacht.web import svg
from dijkwacht.web.record.facts import said_columns
from dijkwacht.web.record.sections import Cell, Grid, Head, Picture, Section
from dijkwacht.web.record.telling import UNKNOWN

Row = Mapping[str, Any]
DRAWN: Final = ("revenue", "net_income", "equity", "total_assets")
YEARS: Final = 5
WIDE, HIGH, GAP, TOP, FOOT = 180, 150, 24, 34, 40
ABOUT: Final = ("basis", "currency", "standard", "known_on", "auditor", "document")


def of_supplier(statements: pl.DataFrame, id: str, on: date) -> Sequence[Row]:
    """The accounts known on a day, the oldest year first: of each year those last published, all
    on the basis of the newest (of both, that of the group)."""
    known = statements.filter((pl.col("supplier_id") == id) & (pl.col("known_on") <= on))
    last = known.sort(["ends_on", "basis", "known_on", "id"]).unique(
        ["ends_on", "basis"], keep="last", maintain_order=True
    )
    newest = last.filter(pl.col("ends_on") == pl.col("ends_on").max()).head(1)
    alike = last.filter(pl.col("basis").eq_missing(pl.lit(newest["basis"].first())))
    return alike.tail(YEARS).rows(named=True)


def section(rows: Sequence[Row], words: Words) -> Section:
    """The section: by year, and what is unknown said."""
    title = Message("watch-page.accounts")
    if not rows:
        return Section("accounts", title, says=[Message("watch-page.no-accounts")])
    currency = rows[-1]["currency"] or words.say(UNKNOWN)
    newest = rows[-1]["ends_on"]
    says = [Message.of("watch-page.accounts-say", count=len(rows), on=newest, currency=currency)]
    return Section(
        "accounts", title, says=says, picture=picture(rows, words), grids=(grid(rows, words),)
    )


def grid(rows: Sequence[Row], words: Words) -> Grid:
    """Every item that any of the years gives; a year that does not is unknown there."""
    heads = [Head(Message("watch-page.item"))]
    heads += [Head(words.day(row["ends_on"]), number=True) for row in rows]
    lines = [[_named(name), *(_cell(row, name, words) for row in rows)] for name in _given(rows)]
    return Grid(Message("watch-page.accounts-table"), heads, lines)


def _given(rows: Sequence[Row]) -> list[str]:
    """What any of the years says: how the accounts are made, then the items."""
    numbers = [one for one in said_columns("statements") if one.kind in (Kind.AMOUNT, Kind.COUNT)]
    items = [one.name for one in numbers]
    return [name for name in (*ABOUT, *items) if any(row[name] is not None for row in rows)]


def _cell(row: Row, name: str, words: Words) -> Cell:
    return _about(row, name, words) if name in ABOUT else _amount(row[name], words)


def _named(name: str) -> Cell:
    return Cell(Message(f"field.{name}"))


def _amount(value: int | None, words: Words) -> Cell:
    return Cell(UNKNOWN if value is None else words.number(value), number=True)


def _about(row: Row, name: str, words: Words) -> Cell:
    value = row[name]
    if value is None:
        return Cell(UNKNOWN, number=True)
    if name == "basis":
        return Cell(Message(f"code.statement-basis.{value}"), number=True)
    return Cell(words.value(value), number=True)


def picture(rows: Sequence[Row], words: Words) -> Picture:
    """One small chart for each of the main items, side by side."""
    caption = words.text("watch-page.accounts-picture")
    parts = [
        svg.element("g", *_chart(rows, name, words), transform=f"translate({at * (WIDE + GAP)} 0)")
        for at, name in enumerate(DRAWN)
    ]
    width = len(DRAWN) * (WIDE + GAP) - GAP
    return Picture(svg.picture(width, HIGH, caption, parts), Message("watch-page.accounts-picture"))


def _chart(rows: Sequence[Row], name: str, words: Words) -> list[SafeString]:
    """The years of one item as bars from nought, up or down."""
    values = [row[name] for row in rows]
    known = [value for value in values if value is not None]
    top, low = max([0, *known]), min([0, *known])
    scale = (HIGH - TOP - FOOT) / max(top - low, 1)
    nought = TOP + top * scale
    wide = WIDE / max(len(rows), 1)
    made = [svg.text(words.text(f"field.{name}"), 0, 14)]
    made.append(svg.element("line", x1=0, x2=WIDE, y1=nought, y2=nought, class_="axis"))
    for at, (row, value) in enumerate(zip(rows, values, strict=True)):
        made.append(_bar(at * wide, wide, nought, value, scale, row["ends_on"], words))
        year = str(row["ends_on"].year)
        made.append(svg.text(year, at * wide + wide / 2, HIGH - 6, text_anchor="middle"))
    return made


def _bar(
    x: float, wide: float, nought: float, value: int | None, scale: float, day: date, words: Words
) -> SafeString:
    """One year: below nought hatched by its own colour, unknown a question mark."""
    if value is None:
        return svg.text("?", x + wide / 2, nought - 4, text_anchor="middle")
    high = max(abs(value) * scale, 1.0)
    y = nought - high if value >= 0 else nought
    called = svg.title(f"{words.day(day)}: {words.number(value)}")
    look = "fill-mild" if value >= 0 else "fill-lost"
    return svg.element(
        "rect", called, x=x + wide * 0.15, y=y, width=wide * 0.7, height=high, class_=look
    )
