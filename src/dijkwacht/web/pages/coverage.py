# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What carries services when all they need is gone: one bar each, the gaps first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.base.units import ONE
from dijkwacht.findings.coverage import Required
from dijkwacht.register.codes import Noun
from dijkwacht.reports.coverage import COVERED, WORDS, cited
from dijkwacht.reports.report import Column, Table
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.classes import chosen_class, organisations
from dijkwacht.web.pages.cover_bar import Bar, bar
from dijkwacht.web.pages.export import answer
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

REQUIRED: Final = pl.col("required") == f"cover.{WORDS[Required.YES]}"
STATES: Final = {
    "gap": REQUIRED & (pl.col("proven_share") < ONE),
    "declared": REQUIRED & (pl.col("declared_share") == ONE) & (pl.col("proven_share") < ONE),
    "proven": REQUIRED & (pl.col("proven_share") == ONE),
    "none": REQUIRED & (pl.col("options") == 0),
    "unknown": pl.col("required") == f"cover.{WORDS[Required.UNKNOWN]}",
    "not-required": pl.col("required") == f"cover.{WORDS[Required.NO]}",
}
SORTS: Final = {
    "class": ("class_rank", "mtpd"),
    "mtpd": ("mtpd", "mtpd_early"),
    "organisation": ("organisation_id", "service_id"),
    "proven_first_gap": ("proven_first_gap",),
    "proven_longest_gap": ("proven_longest_gap",),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One service in the list."""

    href: str | None
    name: str
    organisation: str | None
    code: str
    letter: str
    required: str
    state: str  # a class of the badge
    told: Message
    first_gap: int | None
    longest_gap: int | None
    mtpd: int | None
    bar: Bar


@needs(Right.READ)
def coverage(request: Asking) -> HttpResponse:
    """Which services have nothing to fall back on, and from when?"""
    held = judged(request)
    every = held.covered()
    rows = chosen_class(every, request, held)
    state = STATES.get(request.GET.get("state", ""))
    sifted = Sifted(request, rows if state is None else rows.filter(state), SORTS)
    if "form" in request.GET:
        file = answer(request, exported(held, sifted.ordered), request.GET["form"])
        return cast(HttpResponse, file)
    says = {name: held.words.text(f"column.{name}") for name in SORTS}
    cover = held.reasoned.coverage
    context = {
        "lead": lead(every),
        "sifted": sifted,
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": [line(held, row, keep(request)) for row in sifted.page.iter_rows(named=True)],
        "organisations": organisations(held, every),
        "states": {name: f"coverage.state-{name}" for name in STATES},
        "asked": {name: request.GET.get(name, "") for name in ("class", "organisation", "state")},
        "rules": cited(cover.rule, cover.independences.rule),
    }
    return render(request, "coverage.html", context)


def lead(rows: pl.DataFrame) -> Message:
    """How many services have to be covered, and how many are, as proven and as declared only."""
    counts = {name: rows.filter(state).height for name, state in STATES.items()}
    asked = rows.filter(REQUIRED).height
    more = {name.replace("-", "_"): count for name, count in counts.items()}
    return Message.of("page.coverage.lead", count=rows.height, asked=asked, **more)


def line(held: Judged, row: dict[str, Any], kept: str) -> Line:
    """One row as it is shown."""
    id, link = row["service_id"], held.link(row["service_id"])
    state, told = standing(row)
    return Line(
        href=None if link is None else reverse("coverage-record", args=[link]) + kept,
        name=str(held.names.of(Noun.SERVICE, id)),
        organisation=held.names.of(Noun.ORGANISATION, row["organisation_id"]),
        code=row["class_code"],
        letter=row["class_code"][:1].lower(),
        required=row["required"],
        state=state,
        told=told,
        first_gap=row["proven_first_gap"],
        longest_gap=row["proven_longest_gap"],
        mtpd=row["mtpd"],
        bar=bar(held.reasoned.coverage, held.found.classes.of(id)),
    )


def standing(row: dict[str, Any]) -> tuple[str, Message]:
    """How it stands with a service: a class of badge, and in words."""
    if row["required"] != f"cover.{WORDS[Required.YES]}":
        unknown = row["required"] == f"cover.{WORDS[Required.UNKNOWN]}"
        return ("unknown" if unknown else "holds"), Message(row["required"])
    if row["proven_share"] == ONE:
        return "holds", Message("coverage.state-proven")
    if row["declared_share"] == ONE:
        return "short", Message("coverage.state-declared")
    return "lost", Message("coverage.state-none" if not row["options"] else "coverage.state-gap")


def exported(held: Judged, rows: pl.DataFrame) -> Table:
    """The rows as a table for a file."""
    keys = [column.key for column in COVERED if column.exported]
    columns = (Column("organisation_id"), *(one for one in COVERED if one.exported))
    return Table("coverage", Message("coverage.table"), columns, list(_cells(held, rows, keys)))


def _cells(held: Judged, rows: pl.DataFrame, keys: list[str]) -> Iterator[tuple[Any, ...]]:
    for row in rows.iter_rows(named=True):
        id = row["service_id"]
        told = {
            **row,
            "service": held.names.of(Noun.SERVICE, id),
            "service_id": held.redaction.cell(id),
        }
        yield held.redaction.cell(row["organisation_id"]), *(told[key] for key in keys)


PATHS = [path("coverage/", coverage, name="coverage")]
