# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""When somebody was here before this time."""

from datetime import datetime
from typing import Any, Final

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

SINCE: Final = "since"  # in the session: when the person logged in before


def remember(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    """Keep the last time, before Django writes that it is now."""
    if user.last_login is not None:
        request.session[SINCE] = user.last_login.isoformat()


def listen() -> None:
    """Hear of every log-in. Before `django.contrib.auth`, whose own listener writes the new time:
    who listens first is told first, and our applications are listed first."""
    user_logged_in.connect(remember, dispatch_uid="dijkwacht.home.visits")


def since(request: HttpRequest) -> datetime | None:
    """When this person logged in the time before; None the first time."""
    return parse_datetime(request.session.get(SINCE, ""))
