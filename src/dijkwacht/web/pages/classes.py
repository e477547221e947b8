# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The class of every service that the reader may see, with why in one line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import polars as pl
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.register.codes import Noun
from dijkwacht.reports.classes import CLASSES, LIFTED, rules_told
from dijkwacht.reports.report import Column, Table
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.export import answer
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.signing.waiting import waiting_for

STATES: Final = {
    "provisional": pl.col("provisional"),
    "overdue": pl.col("overdue"),
    "candidate": pl.col("class_label") == "class.candidate",
    "moved": pl.col("gross_class") != "",  # by an alternative, or by two signatories
}
SORTS: Final = {
    "class": ("class_rank", "mtpd"),
    "mtpd": ("mtpd", "mtpd_early"),
    "organisation": ("organisation_id", "service_id"),
}
MOST_CHOICES: Final = 300  # organisations to choose from; beyond that one searches


@dataclass(frozen=True, slots=True)
class Line:
    """One service in a list."""

    href: str | None
    name: str
    organisation: str | None
    code: str
    letter: str
    candidate: bool
    because: str
    mtpd: int | None
    mtpd_early: int | None
    provisional: bool
    overdue: bool
    possible: str


@needs(Right.READ)
def classes(request: Asking) -> HttpResponse:
    """Which class has each service, and why?"""
    held = judged(request)
    every = held.services()
    sifted = Sifted(request, chosen(every, request, held), SORTS)
    if "form" in request.GET:
        file = answer(request, exported(held, sifted.ordered), request.GET["form"])
        return cast(HttpResponse, file)
    says = {name: held.words.text(f"column.{name}") for name in SORTS}
    asked = {name: request.GET.get(name, "") for name in ("class", "organisation", "state")}
    context = {
        "lead": [*lead(every), *provisional_because(held, every)],
        "sifted": sifted,
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": [line(held, row, keep(request)) for row in sifted.page.iter_rows(named=True)],
        "classes": [kind.name for kind in reversed(Class)],
        "organisations": organisations(held, every),
        "states": {name: f"classes.state-{name}" for name in STATES},
        "asked": asked,
        "rules": rules_told(held.found),
        "waiting": waiting_for(held),
    }
    return render(request, "classes.html", context)


def chosen(rows: pl.DataFrame, request: Asking, held: Judged) -> pl.DataFrame:
    """The rows that the address asks for."""
    state = STATES.get(request.GET.get("state", ""))
    found = chosen_class(rows, request, held)
    return found if state is None else found.filter(state)


def chosen_class(rows: pl.DataFrame, request: Asking, held: Judged) -> pl.DataFrame:
    """The rows of the class and the organisation that the address asks for."""
    if request.GET.get("class"):
        rows = rows.filter(pl.col("class_code").str.starts_with(request.GET["class"]))
    if request.GET.get("organisation"):
        rows = rows.filter(pl.col("organisation_id") == _organisation(request, held))
    return rows


def _organisation(request: Asking, held: Judged) -> str:
    return held.wanted(request.GET["organisation"], Noun.ORGANISATION)


def organisations(held: Judged, rows: pl.DataFrame) -> list[tuple[str, str]]:
    """The organisations to choose from: where there is a choice, and one that fits a list."""
    ids = rows["organisation_id"].drop_nulls().unique(maintain_order=True).to_list()
    if not 1 < len(ids) <= MOST_CHOICES:
        return []
    named = [(held.link(id, Noun.ORGANISATION), held.names.of(Noun.ORGANISATION, id)) for id in ids]
    return sorted((str(id), str(name)) for id, name in named if id)


def lead(rows: pl.DataFrame) -> Iterator[Message]:
    """How many services there are of each class."""
    letters = rows["class_code"].str.slice(0, 1)
    counts = {kind.name: int((letters == kind.name).sum()) for kind in Class}
    candidates = int((rows["class_label"] == "class.candidate").sum()) if rows.height else 0
    yield Message.of("page.classes.lead", **counts, count=rows.height, candidates=candidates)


def provisional_because(held: Judged, rows: pl.DataFrame) -> Iterator[Message]:
    """How many of them are provisional, and because of what."""
    unsure = rows.filter("provisional")["service_id"].to_list() if rows.height else []
    if not unsure:
        return
    at = [held.found.classes.of(id) for id in unsure]
    open_ = {group: int(flags[at].sum()) for group, flags in held.found.unknowns.open.items()}
    told = [f"{group_named(held, group)} ({count})" for group, count in open_.items() if count]
    yield Message("page.classes.provisional", {"count": len(unsure), "groups": ", ".join(told)})


def group_named(held: Judged, group: str) -> str:
    """What a group of rows of the table looks at, in words; its letter for a group of somebody's
    own policy."""
    code = f"row-group.{group.lower()}"
    text = held.words.text(code)
    return group if text == code else text


def line(held: Judged, row: dict[str, Any], kept: str) -> Line:
    """One row as it is shown."""
    id = row["service_id"]
    link = held.link(id)
    return Line(
        href=None if link is None else reverse("class-record", args=[link]) + kept,
        name=str(held.names.of(Noun.SERVICE, id)),
        organisation=held.names.of(Noun.ORGANISATION, row["organisation_id"]),
        code=row["class_code"],
        letter=row["class_code"][:1].lower(),
        candidate=row["class_label"] == "class.candidate",
        because=because(held, row),
        mtpd=row["mtpd"],
        mtpd_early=row["mtpd_early"] if row["mtpd_early"] != row["mtpd"] else None,
        provisional=row["provisional"],
        overdue=row["overdue"],
        possible=row["possible_class"],
    )


def because(held: Judged, row: dict[str, Any]) -> str:
    """Why it has its class, in one line: the first row that decides and how its threshold is
    known; or what is not known."""
    if row["rows"] == LIFTED:
        at = held.found.classes.of(row["service_id"])
        groups = [name for name, flags in held.found.unknowns.open.items() if flags[at]]
        told = ", ".join(group_named(held, name) for name in groups)
        return held.words.say(Message("page.classes.unknown", {"groups": told}))
    if not row["rows"]:
        return held.words.text("page.classes.no-row")
    first, *more = row["rows"].split()
    decides = held.found.table.row(first)
    known = Message(f"tag.{decides.tag.lower()}")
    params = {"says": decides.says[held.words.language], "row": first, "known": known}
    code = "page.classes.because-more" if more else "page.classes.because"
    return held.words.say(Message(code, {**params, "more": len(more)}))


def exported(held: Judged, rows: pl.DataFrame) -> Table:
    """The rows as a table for a file: the columns of the report, names and ids as the reader may
    know them."""
    keys = [column.key for column in CLASSES]
    columns = (Column("organisation_id"), Column("organisation"), *CLASSES)
    cells = [_cells(held, row, keys) for row in rows.iter_rows(named=True)]
    return Table("classes", Message("classes.table"), columns, cells)


def _cells(held: Judged, row: dict[str, Any], keys: list[str]) -> tuple[Any, ...]:
    of = row["organisation_id"]
    told = {
        **row,
        "service": held.names.of(Noun.SERVICE, row["service_id"]),
        "service_id": held.redaction.cell(row["service_id"]),
        "rests_on": Message(row["rests_on"]) if row["rests_on"] else None,
    }
    whose = held.redaction.cell(of), held.names.of(Noun.ORGANISATION, of)
    return (*whose, *(told[key] for key in keys))


PATHS = [path("classes/", classes, name="classes")]
