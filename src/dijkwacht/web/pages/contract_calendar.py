# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar of contracts: what must be decided by when, what is past, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.contract_watch import WHEN
from dijkwacht.register.codes import Noun
from dijkwacht.reports.contracts import CALENDAR, Rows, cited, events, lead, told, what
from dijkwacht.reports.icalendar import as_icalendar
from dijkwacht.reports.report import Table
from dijkwacht.web.contracts import Contracts
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.classes import organisations
from dijkwacht.web.pages.export import answer, plain
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

SORTS: Final = {
    "calendar_day": ("day", "tie"),
    "contract": ("tie", "day"),
    "hanging_class": ("level", "day"),
}
ICS: Final = "ics"
SPANS: Final = (31, 92, 183, 365)  # days ahead to choose from, beside all that policy looks
BADGES: Final = dict(zip(WHEN, ("lost", "short", "mild", "some"), strict=True))


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the calendar."""

    day: date
    when: str
    badge: str
    what: Message
    name: str
    href: str | None
    organisation: str | None
    supplier: str | None
    supplier_href: str | None
    letter: str | None
    services: int


@needs(Right.READ)
def calendar(request: Asking) -> HttpResponse:
    """What must be decided about which contract, and by when?"""
    held = judged(request)
    mine = Contracts(held)
    every = within(mine.entries, request, held)
    sifted = Sifted(request, chosen(every, request, held), SORTS)
    if "form" in request.GET:
        return taken(request, held, rows_of(held, mine, sifted.ordered), sifted.ordered)
    page = sifted.page
    rows, watch = rows_of(held, mine, page), mine.watch
    says = {name: held.words.text(f"column.{name}") for name in SORTS}
    context = {
        "lead": list(lead(watch)),
        "sifted": sifted,
        "ics": sifted.address(form=ICS, page=""),
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": [line(held, rows, row, keep(request)) for row in page.iter_rows(named=True)],
        "organisations": organisations(held, every),
        "states": [(one, f"contract-when.{one}") for one in WHEN],
        "classes": [kind.name for kind in reversed(Class)],
        "spans": SPANS,
        "asked": {
            name: request.GET.get(name, "") for name in ("class", "organisation", "when", "days")
        },
        "after": [*told(watch), cited(watch)],
    }
    return render(request, "contract_calendar.html", context)


def within(rows: pl.DataFrame, request: Asking, held: Judged) -> pl.DataFrame:
    """The entries of so many days ahead as the address asks for; all by default."""
    given = request.GET.get("days", "")
    if given not in {str(days) for days in SPANS}:
        return rows
    ahead = (pl.col("day") - pl.lit(held.reasoned.on)).dt.total_days()
    return rows.filter(ahead <= int(given))


def rows_of(held: Judged, mine: Contracts, shown: pl.DataFrame) -> Rows:
    """What makes rows of these entries."""
    contracts = shown["contract_id"].unique().to_list()
    return Rows(mine.watch.of(contracts), mine.hanging, held.names)


def chosen(rows: pl.DataFrame, request: Asking, held: Judged) -> pl.DataFrame:
    """The entries that the address asks for."""
    asked = request.GET
    if asked.get("when") in WHEN:
        rows = rows.filter(pl.col("when") == asked["when"])
    if asked.get("class") in Class.__members__:
        rows = rows.filter(pl.col("level") == int(Class[asked["class"]]))
    if asked.get("organisation"):
        of = held.wanted(asked["organisation"], Noun.ORGANISATION)
        rows = rows.filter(pl.col("organisation_id") == of)
    return rows


def line(held: Judged, rows: Rows, row: dict[str, Any], kept: str) -> Line:
    """One entry as it is shown."""
    contract = rows.contracts[row["contract_id"]]
    link, supplier = held.link(row["contract_id"], Noun.CONTRACT), contract["supplier_id"]
    counts = rows.hanging.counts(rows.nodes(row["contract_id"]))
    return Line(
        day=row["day"],
        when=f"contract-when.{row['when']}",
        badge=BADGES[row["when"]],
        what=what(row, held.names),
        name=str(held.names.of(Noun.CONTRACT, row["contract_id"])),
        href=None if link is None else reverse("record", args=["contracts", link]) + kept,
        organisation=held.names.of(Noun.ORGANISATION, contract["organisation_id"]),
        supplier=held.names.of(Noun.SUPPLIER, supplier),
        supplier_href=supplier and reverse("record", args=["suppliers", supplier]) + kept,
        letter=None if row["level"] == NONE else Class(row["level"]).name,
        services=sum(counts.values()),
    )


def taken(request: Asking, held: Judged, rows: Rows, chosen: pl.DataFrame) -> HttpResponse:
    """The entries as a file: a table, or a calendar."""
    cells = list(_cells(held, rows, chosen))
    table = Table("contract-calendar", Message("contracts.calendar"), CALENDAR, cells)
    if request.GET["form"] != ICS:
        return cast(HttpResponse, answer(request, table, request.GET["form"]))
    name = held.words.text("page.contract-calendar")
    made = as_icalendar(name, held.reasoned.on, events(cells, held.words))
    return cast(HttpResponse, plain(request, table, ICS, "text/calendar; charset=utf-8", made))


def _cells(held: Judged, rows: Rows, chosen: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row in chosen.iter_rows(named=True):
        yield tuple(held.redaction.cell(cell) for cell in rows.entry(row))


PATHS = [path("contracts/calendar/", calendar, name="contract-calendar")]
