# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessing harm: what an outage has done after so many hours, with what that does to the class
shown before it is written."""

from dataclasses import dataclass

import polars as pl
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.message import Message
from dijkwacht.findings.harm import times_of
from dijkwacht.register.assessments import UNITS, Harm
from dijkwacht.register.codes import HarmKind, Noun
from dijkwacht.register.register import Register, make
from dijkwacht.reports.words import Lasting
from dijkwacht.web.audit import trail
from dijkwacht.web.consequences import if_stated
from dijkwacht.web.editing import edit
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.harm_grid import Fault, Grid, basis_of, field_of
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.today_only import today_only
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models.revision import Kind


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell as the form shows it."""

    name: str
    hour: int
    text: str
    fault: Fault | None
    changed: bool


@dataclass(frozen=True, slots=True)
class KindShown:
    """One kind of harm as the form shows it."""

    kind: HarmKind
    unit: str
    guide: str
    steps: list[tuple[str, str, Message]]  # class, what the row says, how the threshold is known
    basis_name: str
    basis: str
    cells: list[CellShown]


@needs(Right.ASSESS)
@require_http_methods(["GET", "POST"])
@today_only
def harm(request: Asking, service: str) -> HttpResponse:
    """What does an outage of this service do, after how long?"""
    held = judged(request)
    id = held.own(service)
    sent = Sent.of(request, held, id)
    if not sent.complete:
        return page(request, held, sent, None)
    try:
        return written(request, held, id, sent.rows, sent.why)
    except PlanRefused as fault:
        return page(request, held, sent, fault)


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent, or the empty question."""

    service: str
    grid: Grid
    seen: str  # names the state of the register; another one after a change
    meanwhile: bool  # it is not the state that they saw
    faults: list[Fault]
    rows: list[Harm]  # to be written
    why: str
    apply: bool

    @classmethod
    def of(cls, request: Asking, held: Judged, id: str) -> "Sent":
        """That of a request."""
        register = request.reading.rows.opened.register
        grid, state = grid_of(request, held, id, register), seen(register, id)
        faults = grid.faults if grid.sent is not None else []
        rows = grid.rows(held.viewer.name, request.reading.on) if grid.sent and not faults else []
        return cls(
            service=id,
            grid=grid,
            seen=state,
            meanwhile=grid.sent is not None and request.POST.get("seen") != state,
            faults=faults,
            rows=rows,
            why=request.POST.get("why", "").strip(),
            apply=request.POST.get("action") == "apply",
        )

    @property
    def complete(self) -> bool:
        """Whether it can be written."""
        return self.apply and bool(self.rows) and bool(self.why) and not self.meanwhile


def page(request: Asking, held: Judged, sent: Sent, refused: PlanRefused | None) -> HttpResponse:
    """The form, with what is wrong and what would follow."""
    context = {
        "name": held.names.of(Noun.SERVICE, sent.service),
        "service": sent.service,
        "kinds": [_kind(held, sent.grid, kind) for kind in UNITS],
        "times": sent.grid.times,
        "faults": [(fault, _place(held, fault)) for fault in sent.faults],
        "meanwhile": sent.meanwhile,
        "refused": refused,
        "no_why": sent.apply and not sent.why,
        "nothing": sent.grid.sent is not None and not sent.faults and not sent.rows,
        "why": sent.why,
        "seen": sent.seen,
        "rows": sent.rows,
        **consequences(held, sent.service, sent.rows),
    }
    return render(request, "harm.html", context, status=422 if sent.faults or refused else 200)


def grid_of(request: Asking, held: Judged, id: str, register: Register) -> Grid:
    """The form as it stands in the register, or as it was sent."""
    sent = {key: str(value) for key, value in request.POST.items()} if request.POST else None
    times = tuple(int(hour) for hour in times_of(held.reasoned.opened.rules))
    return Grid(id, times, stated_of(register, id), sent)


def stated_of(register: Register, service: str) -> dict[tuple[HarmKind, int], Harm]:
    """What the register says of the harm of a service, the first row of each kind and hour."""
    rows = register.table("harms").filter(pl.col("service_id") == service)
    found: dict[tuple[HarmKind, int], Harm] = {}
    for values in rows.iter_rows(named=True):
        row = make(Harm, values)
        if row.kind is not None and row.after_hours is not None:
            found.setdefault((row.kind, int(row.after_hours)), row)
    return found


def seen(register: Register, service: str) -> str:
    """Names the state of what the register says: another one after any change to it."""
    rows = register.table("harms").filter(pl.col("service_id") == service)
    return f"{rows.height}.{max(rows['known_from'].to_list(), default=0)}"


def consequences(held: Judged, id: str, rows: list[Harm]) -> dict[str, object]:
    """What the rows bring about when they are written; and once approved, if that is more."""
    if not rows:
        return {"now": None, "approved": None}
    now = if_stated(held, id, rows, approved=False)
    then = if_stated(held, id, rows, approved=True)
    same = (now.after.code, now.after.provisional) == (then.after.code, then.after.provisional)
    return {"now": now, "approved": None if same else then}


def written(request: Asking, held: Judged, id: str, rows: list[Harm], why: str) -> HttpResponse:
    """Write the rows, and go to the record."""
    viewer, on = held.viewer, request.reading.on
    organisation = held.found.organisations.get(id)
    revision = edit(rows, {"services": [id]}, on, Act(viewer.user, organisation, why, Kind.EDIT))
    told = {"rows": [row.id for row in rows], "revision": revision.number, "why": why}
    trail.record(viewer.user, "harm-assessed", id, told, viewer.role, viewer.node or "")
    done = Message("harm.written", {"count": len(rows), "revision": revision.number})
    messages.success(request, held.words.say(done))
    return HttpResponseRedirect(reverse("class-record", args=[id]))


def _kind(held: Judged, grid: Grid, kind: HarmKind) -> KindShown:
    """One row of the form: what counts, from which value on which class, and its cells."""
    words, table = held.words, held.found.table
    steps = [
        (row.then, row.says[words.language], Message(f"tag.{row.tag.lower()}"))
        for row in table.rows
        if any(part.fact.startswith(kind.value) for part in row.conditions)
    ]
    return KindShown(
        kind=kind,
        unit=words.text(f"harm-unit.{UNITS[kind].lower()}"),
        guide=words.text(f"harm-guide.{kind.value}"),
        steps=steps,
        basis_name=basis_of(kind),
        basis=grid.basis(kind),
        cells=[_cell(grid, kind, hour) for hour in grid.times],
    )


def _cell(grid: Grid, kind: HarmKind, hour: int) -> CellShown:
    place = (kind, hour)
    faulty = {fault.place: fault for fault in grid.faults} if grid.sent is not None else {}
    changed = grid.sent is not None and place not in faulty and grid.changed(place)
    return CellShown(field_of(place), hour, grid.text(place), faulty.get(place), changed)


def _place(held: Judged, fault: Fault) -> str:
    kind, hour = fault.place
    said = {"kind": Message(f"column.{kind.value}"), "hours": Lasting(hour)}
    return held.words.say(Message.of("harm.place", **said))


PATHS = [path("classes/<path:service>/harm/", harm, name="class-harm")]
