# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why one service has its class: the decision table with the rows that hold, what was adjusted,
what would change it, what is not known, and whom its outage takes down."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

import polars as pl
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.findings.record import Record
from dijkwacht.register.codes import Noun
from dijkwacht.reports.class_record import record_report
from dijkwacht.reports.report import Report, Table
from dijkwacht.reports.words import Lasting
from dijkwacht.rules.decision_table import TableRow
from dijkwacht.web.judged import Judged, judged, services
from dijkwacht.web.pages import approvals, harm, overriding
from dijkwacht.web.pages.chained import chain_of, with_told_chain
from dijkwacht.web.pages.class_ahead import ahead
from dijkwacht.web.pages.classes import because, group_named
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Right
from dijkwacht.web.veiled_record import in_classes

OWN_TABLES: Final = ("stated",)  # who said what: for who sees the service in full
SHOWN: Final = ("harm", "chain", "stated", "open")
RULES: Final = ("A1", "A2", "A3", "A4", "A5")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of the decision table, and whether it holds."""

    row: TableRow
    says: str
    known: Message
    state: str  # holds, open or not
    told: Message


@needs(Right.READ)
def class_record(request: Asking, service: str) -> HttpResponse:
    """Why has this service its class?"""
    held = judged(request)
    id = held.wanted(service)
    if id not in held.found.classes.rows:
        raise Http404(service)
    record = veiled(held, verbs.class_record(held.reasoned.opened, held.found, id))
    report = held.redaction.report(record_report("", held.found, record, held.names))
    shown = tables(held, id, report)
    file = asked(request, shown)
    if file is not None:
        return cast(HttpResponse, file)
    frame = services(held.reasoned)
    row = frame.row(by_predicate=pl.col("service_id") == id, named=True)
    context = {
        "name": held.names.of(Noun.SERVICE, id),
        "record": record,
        "because": because(held, row),
        "says": sentences(held, report),
        "table": list(judgements(held, record)),
        "adjusted": [(rule, *adjusted(record, rule)) for rule in RULES],
        "ahead": ahead(held, record),
        "unknown": unknown(held, id),
        "tables": shown,
        "chain": chain_of(held, record),
        "rules": report.after[-1],
        "approved": None if held.is_veiled else report.after[0],
        "compared": compared(request, held, id),
        "acts": acts(held, id),
        "service": service,
    }
    return render(request, "class_record.html", context)


def veiled(held: Judged, record: Record) -> Record:
    """The record without what the reader may not know of others: ids, small counts in row K, and
    for the centre who signed for what."""
    parts = tuple(replace(part, why=_why(held, part.why)) for part in record.adjustments)
    found = replace(record, adjustments=parts)
    if held.is_veiled:
        whole = held.sight.sees("services", record.service_id)
        told = found if whole else in_classes(found)
        return replace(told, harm=(), review=None, valid_until=None)
    return with_told_chain(found) if held.is_own else found


def _why(held: Judged, why: Message) -> Message:
    """Why a class was adjusted, as the reader may know it; a fallback by its name."""
    if held.is_veiled and why.code.startswith("adjusted.override"):
        return Message("adjusted.veiled")
    fallback = why.params.get("fallback")
    if isinstance(fallback, str):
        return Message(why.code, {"fallback": held.names.of(Noun.FALLBACK, fallback)})
    return held.redaction.message(why)


def sentences(held: Judged, report: Report) -> tuple[Message, ...]:
    """What the report says first, without where the register came from; and the objectives."""
    after = [one for one in report.after if one.code == "record.objectives"]
    return (*report.before[1:], *after)


def tables(held: Judged, id: str, report: Report) -> list[Table]:
    """The tables of the report that the reader may see."""
    full = held.sight.sees("services", id)
    return [
        table
        for table in report.tables
        if table.key in SHOWN and (full or table.key not in OWN_TABLES)
    ]


def judgements(held: Judged, record: Record) -> Iterator[Judgement]:
    """Every row of the table, with whether it holds and from when."""
    states = {one.row.id: ("open", one.first) for one in record.open}
    states |= {one.row.id: ("holds", one.first) for one in record.fired}
    for row in held.found.table.rows:
        state, first = states.get(row.id, ("not", None))
        timeless = first is None or row.group in held.found.yardstick.timeless
        code = f"row.{state}" if timeless else f"row.{state}-from"
        told = Message(code, {} if first is None else {"hours": Lasting(first)})
        says = row.says[held.words.language]
        yield Judgement(row, says, Message(f"tag.{row.tag.lower()}"), state, told)


def adjusted(record: Record, rule: str) -> tuple[str, Message]:
    """What one of the rules A1 to A5 did: from which class to which, and why."""
    parts = [part for part in record.adjustments if part.rule == rule]
    if not parts:
        return "", Message(f"adjustment.{rule.lower()}")
    before, after = parts[0].before.name, parts[-1].after.name
    why = (
        parts[0].why
        if len(parts) == 1
        else Message.of("page.both", first=parts[0].why, second=parts[-1].why)
    )
    return before if before == after else f"{before} → {after}", why


def unknown(held: Judged, id: str) -> list[str]:
    """The groups of rows that what is not known leaves open, in words."""
    at = held.found.classes.of(id)
    return [
        group_named(held, group) for group, flags in held.found.unknowns.open.items() if flags[at]
    ]


def compared(request: Asking, held: Judged, id: str) -> dict[str, object] | None:
    """How the class differs from that of another day (`?compare=DAY`)."""
    given = request.GET.get("compare")
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError as fault:
        raise Http404(given) from fault
    before = REASONING.judged(day, request.reading.asked).classification
    move = verbs.moved(before, held.found, id)
    return {
        "day": day,
        "move": move,
        "because": () if move is None else map(held.redaction.message, move.because),
    }


def acts(held: Judged, id: str) -> list[tuple[str, Message]]:
    """What the reader may do about the class of a service that is their own."""
    if not held.sight.sees("services", id):
        return []
    offered = (
        (Right.ASSESS, "class-harm", "act.assess"),
        (Right.APPROVE, "class-approve", "act.approve"),
        (Right.SIGN, "class-override", "act.override"),
    )
    return [
        (reverse(name, args=[id]), Message(says))
        for right, name, says in offered
        if held.viewer.may(right)
    ]


PATHS = [
    *harm.PATHS,
    *approvals.PATHS,
    *overriding.PATHS,
    path("classes/<path:service>/", class_record, name="class-record"),  # an id may hold a slash
]
