# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editing one thing, as a plan: fill in, see what would change and what follows, apply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dijkwacht import verbs
from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.message import Message
from dijkwacht.register.schema import Column, Kind
from dijkwacht.web.access import Reach
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.record.draft import Draft, begins_at, ended, may_be, moved, same_supplier
from dijkwacht.web.record.fields import ID, PREFIX, Field, Form, Row, blank, new_id
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.planned import consequences, planned
from dijkwacht.web.record.subject import NOUN_OF, Subject, subject
from dijkwacht.web.record.telling import Teller
from dijkwacht.web.record.written import read
from dijkwacht.web.roles import Right
from dijkwacht.web.store.apply import Act, apply_plan
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.models.revision import Kind as Made
from dijkwacht.web.store.reading import things

FROM = Column("valid_from", Kind.DAY)


@dataclass
class Edit:
    """One request to change, add or end a thing, as far as it has come."""

    request: Asking
    table: str
    row: Row  # as it is, or blank
    of: Subject | None  # None: it is new
    ending: bool = False

    def __post_init__(self) -> None:
        self.tell = Teller(self.request.reading, Links.of(self.request))
        self.form = Form(self.table, self.row, self.request.reading.sight, self.tell)
        self.today = timezone.localdate()
        self.given: Mapping[str, str] = self.request.POST.dict()
        self.faults: list[tuple[str, Message]] = []
        self.fields: list[Field] = []
        self.draft: Draft | None = None

    def answer(self) -> HttpResponse:
        """The form; after a first post also the plan; after a second the page of the thing."""
        if self.request.method != "POST":
            self.fields = [] if self.ending else self.form.fields()
            return self.page()
        self.draft = self.make()
        asked = self.given.get("checksum")
        if self.draft is None or not asked:
            return self.page()
        if asked != self.draft.plan.checksum:
            return self.page(outdated=True)
        try:
            made = self.apply(self.draft)
        except PlanRefused:
            return self.page(outdated=True)
        return self.done(made)

    def make(self) -> Draft | None:
        """The draft of what was filled in; None where something is wrong with it."""
        row, day = dict(self.row), self.day()
        if self.ending:
            row = dict(ended(row, day)) if day else row
        else:
            row, self.fields = self.form.read(self.form.fields(self.given))
            self.faults += [(one.name, one.error) for one in self.fields if one.error]
            row = dict(self._begun(row, day)) if day else row
        if self.faults:
            return None
        row |= {"recorded_on": self.today, "known_from": 0, "known_until": None}
        draft = Draft(self.table, row, self.today, self.request.reading.rows.opened.rules)
        return draft if self.fits(draft) else None

    def _begun(self, row: Row, day: date) -> Row:
        if self.of is None:
            return {**row, "valid_from": day}
        correct = self.given.get("since") == "correct"
        held = self.row["valid_from"]
        if not correct and held is not None and day < held:
            self.faults.append(("valid_from", Message.of("edit.before-begin", begin=held)))
        return begins_at(row, self.row, day, correct=correct)

    def day(self) -> date | None:
        """From, or until, which day; today where nothing was said."""
        day, wrong = read(self.given.get("valid_from", ""), FROM)
        if wrong or (day is not None and day in (date.min, date.max)):
            said = Message.of("not-a-day", value=self.given["valid_from"])
            self.faults.append(("valid_from", said))
            return None
        found: date = day or self.today
        if self.ending and self.row["valid_from"] and found <= self.row["valid_from"]:
            self.faults.append(("valid_from", Message("edit.end-before-begin")))
        return found

    def fits(self, draft: Draft) -> bool:
        """Whether it may be made, and the plan takes it."""
        sight = self.request.reading.sight
        if self.table == "suppliers" and (known := same_supplier(draft.row, sight)):
            self.faults.append(("name", Message.of("edit.same-supplier", id=known)))
        elif not may_be(draft, sight):
            self.faults.append((self._owning(), Message("edit.not-yours")))
        elif draft.plan.refused:
            for one in draft.plan.refused:
                self.faults.append((one.where.split()[-1], one.what))
        return not self.faults

    def _owning(self) -> str:
        """The field that says whose a thing is."""
        wanted = ("organisation_id", "parent_id", "owner_id", "protects_id", "of_id")
        names = [field.name for field in self.fields]
        ids = [name for name in names if name.endswith("_id")]
        return next((name for name in (*wanted, *ids) if name in names), "valid_from")

    def apply(self, draft: Draft) -> Revision:
        """Write the plan; PlanRefused when the register went on meanwhile."""
        viewer = self.request.reading.sight.viewer
        act = Act(viewer.user, viewer.node, self.given.get("why", "").strip(), Made.EDIT)
        return apply_plan(draft.plan, draft.plan.checksum, act)

    def done(self, made: Revision) -> HttpResponse:
        """Back to the thing, and what was written."""
        said = Message.of("edit.written", revision=made.number)
        messages.success(self.request, self.tell.say(said))
        page = Links({}).record(self.table, str(self.row["id"]))
        return HttpResponseRedirect(page or "/")

    def _placed(self) -> list[tuple[str, Message]]:
        """What is wrong, each with a field of the form."""
        known = {field.name for field in self.fields} | {"valid_from"}
        return [(name if name in known else "valid_from", what) for name, what in self.faults]

    def page(self, *, outdated: bool = False) -> HttpResponse:
        """The form with what is wrong, or the plan."""
        draft, reading = self.draft, self.request.reading
        found = moved(draft, reading.rows, reading.sight) if draft else None
        faults = self._placed()
        given: dict[str, Any] = {
            "edit": self,
            "faults": faults,
            "outdated": outdated,
            "plan": planned(draft, self.tell) if draft else None,
            "follows": consequences(draft, found, self.tell) if draft else (),
            "back": self.tell.links.record(self.table, self.of.shown) if self.of else None,
            "thing": Message(f"thing.{NOUN_OF[self.table].value}"),
            "day": self.given.get("valid_from") or self.today.isoformat(),
        }
        return render(self.request, "record_edit.html", given, status=422 if faults else 200)


def _own(request: Asking, table: str, id: str) -> Subject:
    """A thing that the reader may change; Http404 for any other."""
    of = subject(request.reading, table, id)
    if not may_change(of):
        raise Http404(id)
    return of


def may_change(of: Subject) -> bool:
    """Whether a thing can be changed here by its reader: it runs, is their organisation's, and is
    not a supplier, which many use."""
    viewer = of.sight.viewer
    return of.table in PREFIX and of.is_own and of.holds and viewer.may(Right.EDIT)


@require_http_methods(["GET", "POST"])
@needs(Right.EDIT)
def edit(request: Asking, table: str, id: str) -> HttpResponse:
    """Change a thing; 404 for what is not the reader's to change."""
    of = _own(request, table, id)
    return Edit(request, table, of.row, of).answer()


@require_http_methods(["GET", "POST"])
@needs(Right.EDIT)
def end(request: Asking, table: str, id: str) -> HttpResponse:
    """Let a thing end on a day; 404 as `edit`."""
    of = _own(request, table, id)
    return Edit(request, table, of.row, of, ending=True).answer()


@require_http_methods(["GET", "POST"])
@needs(Right.EDIT)
def new(request: Asking, table: str) -> HttpResponse:
    """Add a thing of one's own organisation, or a supplier that is not there yet."""
    viewer = request.reading.sight.viewer
    if table not in PREFIX or viewer.reach is not Reach.OWN:
        raise Http404(table)
    given = request.GET.dict()
    row = {**blank(table, {"organisation_id": str(viewer.node), **given}), "id": new_id(table)}
    kept = request.POST.get("id", "")
    fresh = ID.fullmatch(kept) and kept.startswith(PREFIX[table])
    if fresh and not things({table: [kept]}).table(table).height:
        row["id"] = kept
    return Edit(request, table, row, None).answer()


@require_POST
@needs(Right.EDIT)
def confirm(request: Asking, table: str, id: str) -> HttpResponse:
    """Say that a thing is still right: recorded anew, today; 404 as `edit`."""
    of = _own(request, table, id)
    today, viewer = timezone.localdate(), of.sight.viewer
    rules = request.reading.rows.opened.rules
    plan = verbs.confirm(things({table: [of.id]}), table, of.id, today, rules)
    said = Message("edit.confirmed-already")
    if not plan.is_empty:
        words = request.reading.words
        act = Act(viewer.user, viewer.node, words.text("edit.still-right"), Made.EDIT)
        made = apply_plan(plan, plan.checksum, act)
        said = Message.of("edit.written", revision=made.number)
    messages.success(request, request.reading.words.say(said))
    home = request.POST.get("next") == "/"  # the page that asked for it
    return HttpResponseRedirect("/" if home else Links({}).record(table, of.shown) or "/")


PATHS = [
    path("register/<str:table>/new/", new, name="record-new"),
    path("register/<str:table>/<path:id>/edit/", edit, name="record-edit"),
    path("register/<str:table>/<path:id>/end/", end, name="record-end"),
    path("register/<str:table>/<path:id>/confirm/", confirm, name="record-confirm"),
]
