# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One thing of the register: what it is, what it needs, what hangs on it, and its past."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht.base.message import Message
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.record.compose import Page, group_page, page
from dijkwacht.web.record.dependencies import Asked
from dijkwacht.web.record.history import history
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.sections import Section
from dijkwacht.web.record.subject import Subject, subject
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
        "page": made,
        "sections": sections,
        "of": of,
        "kept": tell.links.kept,
        "things": Message(f"things.{of.table}"),
        "list_page": tell.links.to("table", of.table),
    }
    return render(request, "record.html", given)


PATHS = [
    path("groups/<path:id>/", group, name="group"),
    path("register/<str:table>/<path:id>/", record, name="record"),
]
