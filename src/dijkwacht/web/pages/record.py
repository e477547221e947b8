# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One thing of the register: what it is, what it needs, what hangs on it, and its past."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht.base.message import Message
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.record_edit import may_change
from dijkwacht.web.pages.record_path import NODES
from dijkwacht.web.reading import Asking
from dijkwacht.web.record.compose import Page, group_page, page
from dijkwacht.web.record.dependencies import Asked
from dijkwacht.web.record.history import history
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.sections import Section
from dijkwacht.web.record.subject import NOUN_OF, Subject, subject
from dijkwacht.web.record.telling import Teller
from dijkwacht.web.roles import Right


@needs(Right.READ)
def record(request: Asking, table: str, id: str) -> HttpResponse:
    """The page of a thing; 404 for what is not there, or not for this reader."""
    of = subject(request.reading, table, id)
    tell = Teller(request.reading, Links.of(request))
    made = page(of, tell, Asked.of(request.GET.dict()))
    return shown(request, of, tell, made, (*made.sections, history(of, tell)))


@needs(Right.READ)
def group(request: Asking, id: str) -> HttpResponse:
    """The page of a corporate group, by any of its entities; 404 for an unknown supplier."""
    of = subject(request.reading, "suppliers", id)
    if not of.holds:
        raise Http404(id)
    tell = Teller(request.reading, Links.of(request))
    made = group_page(of, tell, Asked.of(request.GET.dict()))
    return shown(request, of, tell, made, made.sections)


def shown(
    request: Asking, of: Subject, tell: Teller, made: Page, sections: Sequence[Section]
) -> HttpResponse:
    """The page as HTML."""
    given = {
        "tools": [*_tools(of, tell), *_way(of, tell), *_dossier(of, tell)],
        "confirm": tell.links.to("record-confirm", of.table, of.shown) if may_change(of) else None,
        "page": made,
        "sections": sections,
        "of": of,
        "keeping": tell.links.kept,
        "things": Message(f"things.{of.table}"),
        "list_page": tell.links.to("table", of.table),
    }
    return render(request, "record.html", given)


ADDS: Final[Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]]] = {
    "services": (
        ("requirements", {"owner_noun": "service", "owner_id": ""}),
        ("fallbacks", {"protects_noun": "service", "protects_id": ""}),
    ),
    "systems": (("requirements", {"owner_noun": "system", "owner_id": ""}),),
    "deliveries": (("requirements", {"owner_noun": "delivery", "owner_id": ""}),),
    "contracts": (
        ("deliveries", {"contract_id": ""}),
        ("contract_options", {"contract_id": ""}),
    ),
    "requirements": (
        ("members", {"requirement_id": ""}),
        ("fallbacks", {"protects_noun": "requirement", "protects_id": ""}),
    ),
}
"""What can be added to a thing, and the fields that its id fills."""


def _tools(of: Subject, tell: Teller) -> Iterator[tuple[str, str | None]]:
    """What the reader can do with a thing of their own."""
    if not may_change(of):
        return
    yield "edit.tool-change", tell.links.to("record-edit", of.table, of.shown)
    yield "edit.tool-end", tell.links.to("record-end", of.table, of.shown)
    for table, fields in ADDS.get(of.table, ()):
        filled = {name: value or of.id for name, value in fields.items()}
        yield f"edit.add-{NOUN_OF[table].value}", tell.links.to("record-new", table, **filled)


def _way(of: Subject, tell: Teller) -> Iterator[tuple[str, str | None]]:
    """Where one asks how a thing hangs on another."""
    if of.holds and of.noun in NODES:
        start = {"from": f"{of.noun.value}:{of.shown}"}
        yield "edit.tool-path", tell.links.to("path", **start)


def _dossier(of: Subject, tell: Teller) -> Iterator[tuple[str, str | None]]:
    """Where the watch tells of a supplier."""
    if of.holds and of.table == "suppliers":
        yield "watch-page.to-dossier", tell.links.to("watch-supplier", of.shown)


PATHS = [
    path("groups/<path:id>/", group, name="group"),
    path("register/<str:table>/<path:id>/", record, name="record"),
]
