# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The class of every service that the reader may see, in the words of other regimes: our reading,
which no regime has said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, cast

import polars as pl
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.findings.crosswalk import Crossed
from dijkwacht.register.codes import Noun
from dijkwacht.reports.crosswalk import ReadingTold, crosswalk_report, readings_told
from dijkwacht.reports.report import Report
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.classes import organisations
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

PROVISIONAL: Final = "crosswalk.provisional"
SORTS: Final = {"class": ("class_rank", "service_id"), "organisation": ("organisation_id",)}


@dataclass(frozen=True, slots=True)
class Line:
    """One service, with what each regime would call it."""

    href: str | None
    name: str
    organisation: str | None
    code: str
    letter: str
    provisional: bool
    readings: list[ReadingTold]


@needs(Right.READ)
def crosswalk(request: Asking) -> HttpResponse:
    """What would other regimes call these services?"""
    held = judged(request)
    every, found = held.services(), {one.service_id: one for one in crossed(held)}
    wanted = request.GET.get("reading", "")
    rows = _chosen(every, found, wanted)
    if "form" in request.GET:
        whole = told(held, _of(found, rows))
        return cast(HttpResponse, asked(request, whole.tables))
    sifted = Sifted(request, rows, SORTS)
    report = told(held, _of(found, sifted.page))
    some = _of(found, every)
    regimes = _heads(held, some)
    heads = sifted.heads({name: held.words.text(f"column.{name}") for name in SORTS})
    shown = sifted.page.iter_rows(named=True)
    context = {
        "lead": Message.of("page.crosswalk.lead", count=len(some), regimes=len(regimes)),
        "says": [*_plain(report), *_guessed(rows)],
        "after": report.after,
        "sifted": sifted,
        "heads": {head.name: head for head in heads},
        "lines": [_line(held, row, found, keep(request)) for row in shown],
        "regimes": regimes,
        "choices": list(_choices(held, some)),
        "wanted": wanted,
        "wide": bool(organisations(held, every)) or not held.is_own,
    }
    return render(request, "crosswalk.html", context)


def _of(found: dict[str, Crossed], rows: pl.DataFrame) -> list[Crossed]:
    """What is read of the services in these rows."""
    return [found[id] for id in rows["service_id"].to_list()]


def _chosen(rows: pl.DataFrame, found: dict[str, Crossed], wanted: str) -> pl.DataFrame:
    """The rows with the reading that the address asks for: `dora|critical-or-important`."""
    if not wanted:
        return rows
    fits = [id for id, one in found.items() if wanted in _codes(one)]
    return rows.filter(pl.col("service_id").is_in(fits))


@needs(Right.READ)
def crosswalk_one(request: Asking, service: str) -> HttpResponse:
    """What would each regime call this service, by which row of which crosswalk?"""
    held = judged(request)
    id = held.wanted(service)
    found = [one for one in crossed(held) if one.service_id == id]
    if not found:
        raise Http404(service)
    report = told(held, found, id)
    file = asked(request, report.tables)
    if file is not None:
        return cast(HttpResponse, file)
    context = {"report": report, "name": held.names.of(Noun.SERVICE, id), "service": service}
    return render(request, "crosswalk_one.html", context)


def crossed(held: Judged) -> tuple[Crossed, ...]:
    """Every service in the words of every regime; read once for each register."""
    opened, classes = held.reasoned.opened, held.found.classes
    return held.reasoned.once("crosswalk", lambda: verbs.crosswalk(opened, classes))


def told(held: Judged, found: list[Crossed], service: str | None = None) -> Report:
    """The report of some services, as the reader may know it."""
    graph = held.reasoned.opened.graphs.every
    report = held.redaction.report(crosswalk_report("", graph, found, held.names, service))
    # that it is of the register of this page stands in the frame
    return replace(report, before=tuple(one for one in report.before if one.code != "outage.of"))


def _plain(report: Report) -> list[Message]:
    """What it says beforehand, but how many readings are provisional: it is of one page only."""
    return [one for one in report.before if one.code != PROVISIONAL]


def _guessed(rows: pl.DataFrame) -> list[Message]:
    """How many of all rows are provisional."""
    count = int(rows["provisional"].sum())
    return [Message.of(PROVISIONAL, count=count)] if count else []


def _codes(one: Crossed) -> list[str]:
    """The readings of a service as an address says them: `dora|critical`."""
    return [f"{regime}|{reading.outcome}" for regime, reading in one.readings.items()]


def _line(held: Judged, row: dict[str, Any], found: dict[str, Crossed], kept: str) -> Line:
    id, link = row["service_id"], held.link(row["service_id"])
    return Line(
        href=None if link is None else reverse("crosswalk-one", args=[link]) + kept,
        name=str(held.names.of(Noun.SERVICE, id)),
        organisation=held.names.of(Noun.ORGANISATION, row["organisation_id"]),
        code=row["class_code"],
        letter=row["class_code"][:1].lower(),
        provisional=row["provisional"],
        readings=list(readings_told(found[id], held.words)),
    )


def _heads(held: Judged, found: list[Crossed]) -> list[str]:
    """The names of the regimes, in the order of the columns."""
    return [one.regime for one in readings_told(found[0], held.words)] if found else []


def _choices(held: Judged, found: list[Crossed]) -> Iterator[tuple[str, str, int]]:
    """What one can narrow the list by: for the address, in words, and how many there are."""
    counts = Counter(code for one in found for code in _codes(one))
    words: dict[str, str] = {}
    for one in found:
        codes = _codes(one)
        if words.keys() >= set(codes):
            continue
        for code, said in zip(codes, readings_told(one, held.words), strict=True):
            words[code] = f"{said.regime}: {said.outcome}"
    for code, count in sorted(counts.items()):
        yield code, words[code], count


PATHS = [
    path("crosswalk/", crosswalk, name="crosswalk"),
    path("crosswalk/<path:service>/", crosswalk_one, name="crosswalk-one"),
]
