# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit trail on a page: what was done by whom, whether the chain is whole, and the whole of it
to take along."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts.models import User
from dijkwacht.web.audit import trail as written
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

PAGE: Final = 100  # entries on one page


@require_safe
@needs(Right.AUDIT)
def trail(request: Asking) -> HttpResponse:
    """The newest entries, filtered."""
    viewer = _viewer(request)
    found = _filtered(request, _seen(viewer))
    before = request.GET.get("before", "")
    page = list((found.filter(number__lt=int(before)) if before.isdecimal() else found)[:PAGE])
    people = dict(User.objects.filter(pk__in={one.by for one in page}).values_list("pk", "name"))
    number, head = written.head()
    query = request.GET.copy()
    query.pop("before", None)
    shown = {
        "entries": [(one, people.get(one.by or 0)) for one in page],
        "count": found.count(),
        "number": number,
        "head": head,
        "acts": _seen(viewer).order_by("act").values_list("act", flat=True).distinct(),
        "asked": {key: request.GET.get(key, "") for key in ("act", "by", "since", "until")},
        "older": page[-1].number if len(page) == PAGE else None,
        "query": query.urlencode(),
        "verdict": written.verdict() if "check" in request.GET else None,
        "is_whole": viewer.node is None,
    }
    return render(request, "trail.html", shown)


@require_safe
@needs(Right.AUDIT)
def trail_export(request: Asking) -> StreamingHttpResponse | HttpResponse:
    """Every entry as JSON Lines, for `dijkwacht audit verify`; only for who audits the whole."""
    viewer = _viewer(request)
    if viewer.node is not None:
        raise Http404
    number, head = written.head()
    told = {"entries": number, "head": head}
    written.record(viewer.user, "export", "trail", told, viewer.role.value)
    answer = StreamingHttpResponse(_lines(), content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="trail-{number + 1}.jsonl"'
    return answer


def _lines() -> Iterator[str]:
    for entry in written.written():
        yield json.dumps(entry, ensure_ascii=False) + "\n"


def _seen(viewer: Viewer) -> QuerySet[Entry]:
    """All entries, or of an auditor of some organisations those about them."""
    held = Entry.objects.order_by("-number")
    return held if viewer.node is None else held.filter(organisation__in=viewer.own)


def _filtered(request: Asking, held: QuerySet[Entry]) -> QuerySet[Entry]:
    """By act, person and days."""
    asked = request.GET
    if asked.get("act"):
        held = held.filter(act=asked["act"])
    if asked.get("by", "").strip():
        people = User.objects.filter(name__icontains=asked["by"].strip())
        held = held.filter(by__in=people.values("pk"))
    since, until = _day(asked.get("since")), _day(asked.get("until"))
    held = held.filter(at__date__gte=since) if since else held
    return held.filter(at__date__lte=until) if until else held


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise Http404(given) from fault


def _viewer(request: Asking) -> Viewer:
    assert request.reading.viewer is not None
    return request.reading.viewer


PATHS = [
    path("trail/", trail, name="trail"),
    path("trail/export/", trail_export, name="trail-export"),
]
