# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every request gets: who looks (`request.viewer`), on which day and revision, in which
language; and what becomes of errors."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from dijkwacht.base.errors import DijkwachtError, NotInRegister
from dijkwacht.reports.words import Words
from dijkwacht.web.accounts.viewing import viewer_of
from dijkwacht.web.reading import Asking, Reading

Answer = Callable[[HttpRequest], HttpResponse]


def reading(get: Answer) -> Answer:
    """Give every request its `reading`: viewer, day, revision, words."""

    def give(request: HttpRequest) -> HttpResponse:
        _without_nul(request)
        words = Words(get_language() or "nl")
        viewer = viewer_of(request) if request.user.is_authenticated else None
        when = (
            (timezone.localdate(), None)
            if _is_api(request)
            else (_day(request), _revision(request))
        )
        cast(Asking, request).reading = Reading(viewer, words, *when)
        return get(request)

    return give


def faults(get: Answer) -> Answer:
    """Tell what we know is wrong on a page of its own, with what mends it."""

    def give(request: HttpRequest) -> HttpResponse:
        return get(request)

    def process_exception(request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, DijkwachtError):
            return None
        status = 404 if isinstance(fault, NotInRegister) else 400
        return render(request, "fault.html", {"fault": fault}, status=status)

    give.process_exception = process_exception  # type: ignore[attr-defined]
    return give


def _without_nul(request: HttpRequest) -> None:
    """Http404 for a page that is asked with a NUL in it: PostgreSQL can hold none."""
    if not _is_api(request) and any(
        "\0" in value
        for given in (request.GET, request.POST)
        for values in given.lists()
        for value in (request.path, values[0], *values[1])
    ):
        raise Http404


def _is_api(request: HttpRequest) -> bool:
    """Whether it is the API, which judges what it is asked itself."""
    return request.path.startswith("/api/")


def _day(request: HttpRequest) -> date:
    given = request.GET.get("on", "")
    try:
        return date.fromisoformat(given) if given else timezone.localdate()
    except ValueError as fault:
        raise Http404(given) from fault


def _revision(request: HttpRequest) -> int | None:
    given = request.GET.get("revision", "")
    if given and not given.isdecimal():
        raise Http404(given)
    return int(given) if given else None
