# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the class of each service obliges to, whether that is met, and what to do when it is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.findings.duty import Asked, Status
from dijkwacht.findings.obligations import Obligation, Obligations
from dijkwacht.register.codes import Noun
from dijkwacht.reports.obligations import MISSING, Rows
from dijkwacht.reports.report import Table
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.classes import chosen_class, organisations
from dijkwacht.web.pages.export import answer
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.roles import Right

SORTS: Final = {
    "class": ("class_rank", "service_id"),
    "organisation": ("organisation_id", "service_id"),
    "obligation": ("name", "class_rank"),
    "status": ("status", "class_rank"),
}
BADGES: Final = {Status.NOT_MET: "lost", Status.UNKNOWN: "unknown", Status.MET: "holds"}


@dataclass(frozen=True, slots=True)
class Line:
    """One obligation of one service."""

    href: str | None
    name: str
    organisation: str | None
    code: str
    letter: str
    obligation: str
    badge: str
    status: str
    because: Message
    source: str | None
    known: str
    rule: str
    rule_href: str
    todo: str | None


@needs(Right.READ)
def obligations(request: Asking) -> HttpResponse:
    """What does the class of each service ask, and what of that is missing?"""
    held = judged(request)
    every = held.visible(owed(held.reasoned))
    sifted = Sifted(request, chosen(every, request, held), SORTS)
    told = Rows(held.found, held.names)
    if "form" in request.GET:
        table = exported(held, told, sifted.ordered)
        return cast(HttpResponse, answer(request, table, request.GET["form"]))
    says = {name: held.words.text(f"column.{name}") for name in SORTS}
    context = {
        "lead": lead(every),
        "sifted": sifted,
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": [
            line(held, told, row, keep(request)) for row in sifted.page.iter_rows(named=True)
        ],
        "classes": [kind.name for kind in reversed(Class)],
        "organisations": organisations(held, every),
        "names": [(one.value, f"obligation.{one.value}") for one in Asked],
        "statuses": [(one.word, f"status.{one.word}") for one in Status],
        "asked": {
            name: request.GET.get(name, "") for name in ("class", "organisation", "name", "status")
        },
    }
    return render(request, "obligations.html", context)


def owed(reasoned: Reasoned) -> pl.DataFrame:
    """Every obligation of every service, the worst of the highest class first: where it stands in
    `Obligations`, and whose it is."""
    return reasoned.once("frame-owed", lambda: _owed(reasoned, reasoned.obligations))


def _owed(reasoned: Reasoned, held: Obligations) -> pl.DataFrame:
    found, duties = reasoned.classification, held.duties
    service = np.concatenate([duty.service for duty in duties])
    ids = np.array(found.classes.ids, dtype=object)
    rows = pl.DataFrame(
        {
            "service_id": pl.Series(ids[service].tolist(), dtype=pl.String),
            "class_rank": found.classes.level[service],
            "duty": np.repeat(np.arange(len(duties)), [duty.service.size for duty in duties]),
            "place": np.concatenate([np.arange(duty.service.size) for duty in duties]),
            "status": np.concatenate([duty.status for duty in duties]),
            "name": [duty.name.value for duty in duties for _ in range(duty.service.size)],
        }
    )
    letters = {int(kind): kind.name for kind in Class}
    whose = pl.DataFrame(
        list(found.organisations.items()),
        {"service_id": pl.String, "organisation_id": pl.String},
        orient="row",
    )
    joined = rows.join(whose, on="service_id", how="left", maintain_order="left")
    coded = joined.with_columns(
        class_code=pl.col("class_rank").replace_strict(letters, default="", return_dtype=pl.String)
    )
    order = ["class_rank", "status", "service_id", "duty"]
    return coded.sort(order, descending=[True, False, False, False])


def chosen(rows: pl.DataFrame, request: Asking, held: Judged) -> pl.DataFrame:
    """The rows that the address asks for: by default what is not met, or not known to be."""
    found = chosen_class(rows, request, held)
    if request.GET.get("name"):
        found = found.filter(pl.col("name") == request.GET["name"])
    words = {one.word: int(one) for one in Status}
    status = words.get(request.GET.get("status", ""))
    if status is not None:
        return found.filter(pl.col("status") == status)
    return found.filter(pl.col("status") != Status.MET)


def lead(rows: pl.DataFrame) -> Message:
    """How many are met, not met and unknown, of how many services."""
    counts = {one.name.lower(): rows.filter(pl.col("status") == int(one)).height for one in Status}
    services = rows["service_id"].n_unique()
    worst = rows.filter(pl.col("status") == int(Status.NOT_MET))["service_id"].n_unique()
    return Message.of(
        "page.obligations.lead", **counts, count=rows.height, services=services, worst=worst
    )


def obligation_of(held: Judged, row: dict[str, Any]) -> Obligation:
    """The obligation in a row of the frame."""
    duty, at = held.reasoned.obligations.duties[row["duty"]], row["place"]
    return Obligation(
        int(duty.service[at]),
        duty,
        Status(int(duty.status[at])),
        duty.because[at],
        int(duty.value[at]),
        int(duty.threshold[at]),
    )


def line(held: Judged, told: Rows, row: dict[str, Any], kept: str) -> Line:
    """One row as it is shown."""
    one = obligation_of(held, row)
    cells = dict(zip((column.key for column in MISSING), told.row(one), strict=True))
    id, link = row["service_id"], held.link(row["service_id"])
    duty = one.duty
    entry = duty.rule.entries[duty.key or Class(row["class_rank"]).name]
    return Line(
        href=None if link is None else reverse("class-record", args=[link]) + kept,
        name=str(held.names.of(Noun.SERVICE, id)),
        organisation=held.names.of(Noun.ORGANISATION, row["organisation_id"]),
        code=cells["class_code"],
        letter=cells["class_code"][:1].lower(),
        obligation=cells["obligation"],
        badge=BADGES[one.status],
        status=cells["status"],
        because=cells["because"],
        source=entry.get("source"),
        known=cells["tag"],
        rule=duty.rule.version,
        rule_href=reverse("policy-rule", args=[duty.rule.name]) + kept,
        todo=None if one.status is Status.MET else f"todo.{duty.name.value}",
    )


def exported(held: Judged, told: Rows, rows: pl.DataFrame) -> Table:
    """The rows as a table for a file."""
    return Table(
        "obligations", Message("obligations.missing"), MISSING, list(_cells(held, told, rows))
    )


def _cells(held: Judged, told: Rows, rows: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row in rows.iter_rows(named=True):
        cells = told.row(obligation_of(held, row))
        yield tuple(held.redaction.cell(cell) for cell in cells)


PATHS = [path("obligations/", obligations, name="obligations")]
