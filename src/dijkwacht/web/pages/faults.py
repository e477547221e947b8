# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people read when something went wrong: what it is, and what they can do."""

import logging
import secrets
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

LOG: Final = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a question that cannot be."""
    return _told(request, "wrong", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this reader."""
    return _told(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that this reader may know of."""
    return _told(request, "nowhere", 404)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its secret: a page that stood open too long, or another site. The API
    makes a problem of it."""
    if request.path.startswith("/api/"):
        return HttpResponse(status=403)
    return _told(request, "stale", 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours, with a number to name it by. It asks nothing of database or session:
    those may be what is broken."""
    number = secrets.token_hex(4)
    LOG.error("fault %s at %s", number, request.path)
    said = {"what": "fault.broken", "mend": "fault.broken.mend", "number": number}
    return HttpResponse(render_to_string("fault.html", said), status=500)


def _told(request: HttpRequest, word: str, status: int) -> HttpResponse:
    said = {"what": f"fault.{word}", "mend": f"fault.{word}.mend"}
    return render(request, "fault.html", said, status=status)
