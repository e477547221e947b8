# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Approving what somebody else assessed: separation of duties, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from dijkwacht.base.message import Message
from dijkwacht.register.assessments import Evidence, Harm
from dijkwacht.register.codes import Confidence, EvidenceKind, Noun, Result
from dijkwacht.register.register import Register
from dijkwacht.register.row import Row, ServiceId
from dijkwacht.reports.words import Lasting
from dijkwacht.web.access import Viewer
from dijkwacht.web.audit import trail
from dijkwacht.web.consequences import if_approved
from dijkwacht.web.editing import edit
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.harm import stated_of
from dijkwacht.web.pages.harm_grid import SOURCE, stated
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.today_only import today_only
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.models.revision import Kind


@dataclass(frozen=True, slots=True)
class Open:
    """One row that nobody has approved yet."""

    row: Harm
    says: Message
    why_not: Message | None  # why this reader may not approve it


@needs(Right.APPROVE)
@require_http_methods(["GET", "POST"])
@today_only
def approve(request: Asking, service: str) -> HttpResponse:
    """Which assessed harm waits for approval by somebody else?"""
    held = judged(request)
    id = held.own(service)
    waiting = open_rows(held, request.reading.rows.opened.register, id)
    may = {one.row.id: one.row for one in waiting if one.why_not is None}
    chosen = [may[row] for row in request.POST.getlist("row") if row in may]
    if request.method == "POST" and chosen:
        return written(request, held, id, chosen)
    context = {
        "name": held.names.of(Noun.SERVICE, id),
        "service": id,
        "waiting": waiting,
        "may": len(may),
        "none_chosen": request.method == "POST",
        "found": if_approved(held, id, list(may.values())) if may else None,
    }
    return render(request, "approve.html", context, status=422 if request.POST else 200)


def open_rows(held: Judged, register: Register, service: str) -> list[Open]:
    """The rows of harm that say something and that nobody has approved."""
    rows = [
        row
        for row in stated_of(register, service).values()
        if row.approved_by is None and not stated(row).says_nothing
    ]
    writers = _writers(rows)
    return [Open(row, _says(row), why_not(row, held.viewer, writers)) for row in rows]


def _writers(rows: Sequence[Harm]) -> Mapping[int, int | None]:
    """Who wrote each revision that brought one of these rows."""
    numbers = {row.known_from for row in rows}
    return dict(Revision.objects.filter(number__in=numbers).values_list("number", "by_id"))


def why_not(row: Harm, viewer: Viewer, writers: Mapping[int, int | None]) -> Message | None:
    """Why somebody may not approve a row: nobody approves what they assessed, or entered."""
    if row.assessed_by is None:
        return Message("approve.nobody-assessed")
    if row.assessed_by == viewer.name:
        return Message("approve.own")
    if writers.get(row.known_from) == viewer.user:
        return Message("approve.own-entry")
    return None


def _says(row: Harm) -> Message:
    hours = row.after_hours
    told = {
        "kind": Message(f"column.{row.kind}"),
        "hours": None if hours is None else Lasting(hours),
        "stated": stated(row).text,
        "unit": Message(f"harm-unit.{(row.unit or '').lower()}"),
        "by": row.assessed_by,
        "basis": row.basis,
    }
    return Message.of("approve.row", **told)


def written(request: Asking, held: Judged, id: str, rows: Sequence[Harm]) -> HttpResponse:
    """Write who approved the rows, and the review of the class where that was asked."""
    viewer, on = held.viewer, request.reading.on
    approved: list[Row] = [replace(row, approved_by=viewer.name) for row in rows]
    if request.POST.get("review"):
        approved.append(_review(id, rows, viewer, on))
    organisation = held.found.organisations.get(id)
    why = held.words.say(Message("approve.why", {"count": len(rows)}))
    revision = edit(
        approved, {"services": [id]}, on, Act(viewer.user, organisation, why, Kind.EDIT)
    )
    told = {"rows": [row.id for row in approved], "revision": revision.number}
    trail.record(viewer.user, "harm-approved", id, told, viewer.role, viewer.node or "")
    done = Message("approve.written", {"count": len(rows), "revision": revision.number})
    messages.success(request, held.words.say(done))
    return HttpResponseRedirect(reverse("class-record", args=[id]))


def _review(service: str, rows: Sequence[Harm], viewer: Viewer, on: date) -> Evidence:
    """That the class was reviewed: done by who assessed, observed by who approves."""
    by = ", ".join(sorted({row.assessed_by for row in rows if row.assessed_by}))
    return Evidence(
        id=f"evd-{service}-class-review-{on.isoformat()}",
        valid_from=on,
        service_id=ServiceId(service),
        kind=EvidenceKind.CLASS_REVIEW,
        done_on=on,
        result=Result.PASSED,
        done_by=by,
        observed_by=viewer.name,
        source=SOURCE,
        recorded_on=on,
        confidence=Confidence.OBSERVED,
    )


PATHS = [path("classes/<path:service>/approve/", approve, name="class-approve")]
