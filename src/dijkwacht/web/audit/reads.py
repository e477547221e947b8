# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what is somebody else's by name leaves an entry, whichever page or operation it was."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.audit import trail

Answer = Callable[[HttpRequest], HttpResponse]
SHOWN = 2_000  # characters of an address that are kept


def reads(get: Answer) -> Answer:
    """No page that shows names of others is answered without an entry."""

    def give(request: HttpRequest) -> HttpResponse:
        answer = get(request)
        looks = _viewer(request)
        if looks is not None and answer.status_code == 200 and _by_name(looks):
            told = {"why": looks.purpose, "naming": looks.naming, "method": request.method}
            about = request.get_full_path()[:SHOWN]
            trail.record(looks.user, "read", about, told, looks.role.value, looks.node or "")
        return answer

    return give


def _viewer(request: HttpRequest) -> Viewer | None:
    """Who looked: of a program, whoever its token stands for."""
    caller = getattr(getattr(request, "auth", None), "viewer", None)
    reading = getattr(request, "reading", None)
    found: Viewer | None = caller or (reading.viewer if reading else None)
    return found


def _by_name(looks: Viewer) -> bool:
    return looks.reach is Reach.NAMED or looks.naming is not None
