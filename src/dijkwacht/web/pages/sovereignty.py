# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sovereignty of suppliers: how they stand against the framework for what hangs on them, and which
foreign law reaches them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import polars as pl
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.foreign_law import Exposed, Exposure
from dijkwacht.findings.sovereignty import Verdict
from dijkwacht.register.codes import Noun
from dijkwacht.reports.report import Table
from dijkwacht.reports.sovereignty import (
    EXPOSURES,
    SUPPLIERS,
    VERDICTS,
    WAYS,
    Sovereigns,
    lead,
    lead_law,
    supplier_report,
    told,
)
from dijkwacht.web.contracts import Contracts
from dijkwacht.web.judged import judged
from dijkwacht.web.pages.export import answer, asked
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

SORTS: Final = {
    "supplier": ("name", "supplier_id"),
    "hanging_class": ("level", "verdict"),
    "sovereign_verdict": ("verdict", "supplier_id"),
    "score_low": ("low", "high"),
    "exposure": ("way", "supplier_id"),
}
LISTED: Final = (*SUPPLIERS, *(one for one in EXPOSURES if one.key.startswith(("juris", "expo"))))
BADGES: Final[Mapping[Verdict | Exposure, str]] = {
    Verdict.REJECTED: "lost",
    Verdict.UNKNOWN: "unknown",
    Verdict.MEETS: "holds",
    Verdict.NO_MINIMUM: "mild",
    Verdict.NO_CLASS: "mild",
    Exposure.DIRECT: "lost",
    Exposure.BY_PARENT: "short",
    Exposure.BY_OPERATIONS: "some",
    Exposure.NONE_KNOWN: "mild",
    Exposure.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One supplier and one jurisdiction in the list."""

    name: str
    href: str
    letter: str | None
    verdict: str
    verdict_badge: str
    below: str | None
    low: int
    high: int
    jurisdiction: str
    exposure: str
    exposure_badge: str
    path: str | None
    because: Message


@needs(Right.READ)
def sovereignty(request: Asking) -> HttpResponse:
    """Which supplier stands how, and whose law reaches it?"""
    held = judged(request)
    mine = Contracts(held)
    found = mine.sovereigns
    every = rows_of(mine, found)
    sifted = Sifted(request, chosen(every, request), SORTS)
    if "form" in request.GET:
        table = Table(
            "sovereignty", Message("sovereignty.title"), LISTED, list(_cells(found, sifted.ordered))
        )
        return cast(HttpResponse, answer(request, table, request.GET["form"]))
    says = {name: held.words.text(f"column.{name}") for name in SORTS}
    context = {
        "lead": leads(every),
        "sifted": sifted,
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": [line(found, row, keep(request)) for row in sifted.page.iter_rows(named=True)],
        "verdicts": [(one.value, f"sovereign-verdict.{one.value}") for one in Verdict],
        "exposures": [(one.value, f"exposure.{one.value}") for one in Exposure],
        "classes": [kind.name for kind in reversed(Class)],
        "asked": {name: request.GET.get(name, "") for name in ("class", "verdict", "exposure")},
        "after": told(found),
    }
    return render(request, "sovereignty.html", context)


@needs(Right.READ)
def sovereignty_supplier(request: Asking, supplier: str) -> HttpResponse:
    """How does this supplier stand, objective by objective, and whose law reaches it?"""
    held = judged(request)
    if held.reasoned.opened.register.once("suppliers").filter(pl.col("id") == supplier).is_empty():
        raise Http404(supplier)
    report = held.redaction.report(
        supplier_report("", held.found, Contracts(held).sovereigns, supplier)
    )
    file = asked(request, report.tables)
    if file is not None:
        return cast(HttpResponse, file)
    context = {
        "report": report,
        "before": [one for one in report.before if one.code != "outage.of"],
        "name": held.names.of(Noun.SUPPLIER, supplier),
        "supplier": supplier,
    }
    return render(request, "sovereignty_one.html", context)


def rows_of(mine: Contracts, found: Sovereigns) -> pl.DataFrame:
    """Every supplier with every jurisdiction, as numbers to sort by; the highest class first, then
    who is rejected."""
    made = mine.once("sovereign-rows", lambda: _numbers(mine.suppliers(), found))
    names = [str(mine.held.names.of(Noun.SUPPLIER, id)) for id in made["supplier_id"]]
    return made.with_columns(name=pl.Series(names, dtype=pl.String))


def _numbers(suppliers: list[str], found: Sovereigns) -> pl.DataFrame:
    rows = [
        (
            one.supplier,
            NONE if one.level is None else int(one.level),
            VERDICTS[one.verdict],
            *(one.low, one.high),
            *(number, WAYS[way.exposure]),
        )
        for one in found.standings(suppliers)
        for number, way in enumerate(found.law.of(one.supplier))
    ]
    columns = ("supplier_id", "level", "verdict", "low", "high", "number", "way")
    types = [pl.String, *(pl.Int64 for _ in columns[1:])]
    return pl.DataFrame(rows, dict(zip(columns, types, strict=True)), orient="row")


def leads(rows: pl.DataFrame) -> list[Message]:
    """How many suppliers stand how, and how many are reached by which way."""
    verdicts, ways = list(Verdict), list(Exposure)
    stood = rows.unique("supplier_id")["verdict"]
    return [lead(verdicts[at] for at in stood), lead_law(ways[at] for at in rows["way"])]


def chosen(rows: pl.DataFrame, request: Asking) -> pl.DataFrame:
    """The rows that the address asks for."""
    wanted = request.GET
    if wanted.get("class") in Class.__members__:
        rows = rows.filter(pl.col("level") == int(Class[wanted["class"]]))
    if wanted.get("verdict") in set(Verdict):
        rows = rows.filter(pl.col("verdict") == VERDICTS[Verdict(wanted["verdict"])])
    if wanted.get("exposure") in set(Exposure):
        rows = rows.filter(pl.col("way") == WAYS[Exposure(wanted["exposure"])])
    return rows


def line(found: Sovereigns, row: dict[str, Any], kept: str) -> Line:
    """One row as it is shown."""
    one, way = found.standing(row["supplier_id"]), _way(found, row)
    cells = dict(zip((column.key for column in EXPOSURES), found.exposed(way), strict=True))
    return Line(
        name=row["name"],
        href=reverse("sovereignty-supplier", args=[one.supplier]) + kept,
        letter=None if one.level is None else one.level.name,
        verdict=f"sovereign-verdict.{one.verdict.value}",
        verdict_badge=BADGES[one.verdict],
        below=found.row(one)[6],
        low=one.low,
        high=one.high,
        jurisdiction=way.jurisdiction,
        exposure=cells["exposure"],
        exposure_badge=BADGES[way.exposure],
        path=cells["exposure_path"],
        because=cells["exposure_because"],
    )


def _way(found: Sovereigns, row: dict[str, Any]) -> Exposed:
    number: int = row["number"]
    return found.law.of(row["supplier_id"])[number]


def _cells(found: Sovereigns, rows: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row in rows.iter_rows(named=True):
        one, way = found.standing(row["supplier_id"]), found.exposed(_way(found, row))
        yield *found.row(one), *way[2:]


PATHS = [
    path("sovereignty/", sovereignty, name="sovereignty"),
    path("sovereignty/<path:supplier>/", sovereignty_supplier, name="sovereignty-supplier"),
]
