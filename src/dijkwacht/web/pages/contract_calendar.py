# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar of contracts: what must be decided by when, what is past, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast

import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.contract_watch import WHEN, ContractWatch
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
ABOUT: Final = pl.Schema(
    {"contract_id": pl.String, "organisation_id": pl.String, "level": pl.Int64, "tie": pl.String}
)
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
    watch = mine.watch(until(request, mine))
    rows = Rows(watch, mine.hanging, held.names)
    every = entries(held, watch, rows)
    sifted = Sifted(request, chosen(every, request, held), SORTS)
    if "form" in request.GET:
        return taken(request, held, rows, sifted.ordered)
    says = {name: held.words.text(f"column.{name}") for name in SORTS}
    shown = sifted.page.iter_rows(named=True)
    context = {
        "lead": list(lead(watch)),
        "sifted": sifted,
        "ics": sifted.address(form=ICS, page=""),
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": [line(held, rows, row, keep(request)) for row in shown],
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


def until(request: Asking, mine: Contracts) -> date:
    """The last day of the calendar that the address asks for; else as far as policy looks."""
    given = request.GET.get("days", "")
    if given not in {str(days) for days in SPANS}:
        return mine.furthest
    asked = min(int(given), (date.max - mine.register.on).days)
    return min(mine.register.on + timedelta(days=asked), mine.furthest)


def entries(held: Judged, watch: ContractWatch, rows: Rows) -> pl.DataFrame:
    """The calendar with whose each contract is, its class as a number, and an order of equal ones
    that tells nothing of what is seen under other names."""
    ids = list(rows.contracts)
    levels = [rows.hanging.highest(rows.nodes(id)) for id in ids]
    ties = [held.link(id, Noun.CONTRACT) or "" for id in ids]
    about = pl.DataFrame(
        {
            "contract_id": ids,
            "organisation_id": [rows.contracts[id]["organisation_id"] for id in ids],
            "level": [NONE if level is None else int(level) for level in levels],
            "tie": ties,
        },
        {
            "contract_id": pl.String,
            "organisation_id": pl.String,
            "level": pl.Int64,
            "tie": pl.String,
        },
    )
    joined = watch.entries.join(about, "contract_id", maintain_order="left")
    return joined.sort("day", "tie", "kind", "supplier_id", "before", "after", nulls_last=True)


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
