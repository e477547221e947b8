# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed in the register: the revisions that a reader may see, what each did, and taking one
back."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dijkwacht.base.message import Message
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.access import Reach
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.record.history import difference_cells, when
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.past import Change, deeds
from dijkwacht.web.record.sections import Called, Cell, Grid, Head
from dijkwacht.web.record.telling import Teller
from dijkwacht.web.record.touched import Touched
from dijkwacht.web.roles import Right
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.undo import undo as take_back

MANY: Final = 50  # revisions on a page
MOST: Final = 500  # rows of one revision
LIST: Final = tuple(
    Head(Message(f"change.{name}")) for name in ("revision", "when", "who", "kind", "rows", "why")
)
ROWS: Final = (
    Head(Message("change.thing")),
    Head(Message("record-page.field")),
    Head(Message("change.before")),
    Head(Message("change.after")),
)


@needs(Right.READ)
def changes(request: Asking) -> HttpResponse:
    """The revisions, the newest first."""
    tell = Teller(request.reading, Links.of(request))
    numbers = _touched(request).numbers()
    before = request.GET.get("before", "")
    listed = [n for n in numbers if not before.isdecimal() or n < int(before)]
    page, rest = listed[:MANY], listed[MANY:]
    rows = list(_list(page, tell))
    given = {
        "count": len(numbers),
        "grid": Grid(Message("changes.table"), LIST, rows) if rows else None,
        "older": tell.links.to("changes") if rest else None,
        "last": page[-1] if page else 0,
    }
    return render(request, "changes.html", given)


def _list(numbers: list[int], tell: Teller) -> Iterator[list[Cell]]:
    viewer = tell.reading.sight.viewer
    words, known = tell.reading.words, deeds(numbers, viewer)
    for number in numbers:
        deed = known[number]
        kind: str | Message = ""
        rows: str | Message = Message("record-page.unshown")
        if deed.revision is not None:
            kind = Message(f"change.kind-{deed.revision.kind}")
            if viewer.reach is not Reach.OWN or viewer.sees(deed.revision.organisation):
                total = sum(sum(counts) for counts in deed.revision.counts.values())
                rows = words.number(total)
        yield [
            Cell(words.number(number), tell.links.to("change", number)),
            Cell(when(deed)),
            Cell.of(deed.by),
            Cell(kind),
            Cell(rows, number=True),
            Cell(deed.why),
        ]


@needs(Right.READ)
def change(request: Asking, number: int) -> HttpResponse:
    """One revision: what it did to what the reader may see; 404 for another."""
    touched, revision = _found(request, number)
    tell = Teller(request.reading, Links.of(request))
    viewer = touched.viewer
    found = touched.changes(number)
    lines = [(table, one) for table, made in found.items() for one in made]
    grids = [
        Grid(
            Message(f"things.{table}" if table in TABLE_OF.values() else "change.facts"),
            ROWS,
            [cells for one in made[:MOST] for cells in _lines(table, one, tell)],
        )
        for table, made in found.items()
    ]
    may = viewer.may(Right.EDIT) or viewer.may(Right.IMPORT)
    given: Mapping[str, Any] = {
        "number": number,
        "deed": deeds([number], viewer)[number],
        "when": when(deeds([number], viewer)[number]),
        "grids": grids,
        "count": len(lines),
        "partly": not touched.all_seen(number),
        "undone": Revision.objects.filter(undoes=revision).first(),
        "may_undo": may and touched.may_undo(revision),
    }
    return render(request, "change.html", given)


def _lines(table: str, change: Change, tell: Teller) -> Iterator[list[Cell]]:
    """A change of a row: a line for each field, or one for the whole row."""
    row = change.after or change.before or {}
    page = None if table == "facts" else tell.links.record(table, row["id"])
    called = Called(str(row.get("name") or row["id"]), page)
    if change.before is None or change.after is None:
        yield [Cell.of(called), Cell(change.says), Cell(""), Cell("")]
        return
    for difference in change.differences:
        yield [Cell.of(called), *difference_cells(difference, tell)]


@require_POST
@needs(Right.EDIT)
def undo(request: Asking, number: int) -> HttpResponse:
    """Take a revision back; 404 unless the reader may. PlanRefused, as a page, when a later one
    changed what it wrote."""
    touched, revision = _found(request, number)
    viewer = touched.viewer
    if not touched.may_undo(revision):
        raise Http404(number)
    why = request.POST.get("why", "").strip()
    act = Act(viewer.user, viewer.node, why)
    made = take_back(number, timezone.localdate(), act)
    said = Message.of("changes.undone", number=number, made=made.number)
    messages.success(request, request.reading.words.say(said))
    return HttpResponseRedirect(reverse("change", args=[made.number]))


def _touched(request: Asking) -> Touched:
    return Touched(request.reading.rows, request.reading.sight.viewer)


def _found(request: Asking, number: int) -> tuple[Touched, Revision]:
    """A revision that the reader may see."""
    touched = _touched(request)
    revision: Revision = get_object_or_404(Revision, number=number)
    if number not in touched.numbers():
        raise Http404(number)
    return touched, revision


PATHS = [
    path("changes/", changes, name="changes"),
    path("changes/<int:number>/", change, name="change"),
    path("changes/<int:number>/undo/", undo, name="undo"),
]
