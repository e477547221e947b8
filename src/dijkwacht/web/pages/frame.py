# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on every page: the menu, who looks in which role, the day and the revision."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from dijkwacht.reports.words import Words
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import grants_of
from dijkwacht.web.marking import of_deployment
from dijkwacht.web.roles import Right

MENU: Final = (
    ("today", "menu.today", Right.READ),
    ("people", "menu.people", Right.MANAGE),
    ("names", "menu.names", Right.ASK_NAMES),
    ("trail", "menu.trail", Right.AUDIT),
)
"""Name of the page, its words, and the right that it needs."""


def frame(request: HttpRequest) -> Mapping[str, Any]:
    """The context of every page."""
    reading = getattr(request, "reading", None)
    if reading is None:  # an error before our middleware
        return {"menu": (), "reading": None}
    viewer = reading.viewer
    menu = [(name, says) for name, says, right in MENU if viewer and viewer.may(right)]
    grants = grants_of(request.user) if isinstance(request.user, User) else []
    return {
        "reading": reading,
        "viewer": viewer,
        "menu": menu,
        "grants": grants,
        "marking": of_deployment(),
    }


def words_of(request: HttpRequest) -> Words:
    """The reader's words."""
    found: Words = request.reading.words  # type: ignore[attr-defined]
    return found
