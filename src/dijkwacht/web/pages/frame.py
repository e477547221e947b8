# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on every page: the menu, who looks in which role, the day and the revision."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from dijkwacht import __version__
from dijkwacht.register.codes import Noun
from dijkwacht.reports.words import Words
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import grants_of
from dijkwacht.web.known import known
from dijkwacht.web.marking import of_deployment
from dijkwacht.web.pages.choices import APPEARANCE, appearance_of
from dijkwacht.web.reading import Asking, Reading
from dijkwacht.web.roles import Right

MENU: Final = (
    ("today", "menu.today", Right.READ),
    ("tables", "menu.tables", Right.READ),
    ("outage", "menu.outage", Right.READ),
    ("watch", "menu.watch", Right.READ),
    ("ranking", "menu.ranking", Right.READ),
    ("classes", "menu.classes", Right.READ),
    ("coverage", "menu.coverage", Right.READ),
    ("obligations", "menu.obligations", Right.READ),
    ("systemic", "menu.systemic", Right.CENTRAL),
    ("systemic", "menu.systemic", Right.AUDIT),  # of who sees all by name
    ("crosswalk", "menu.crosswalk", Right.READ),
    ("contract-calendar", "menu.contract-calendar", Right.READ),
    ("sovereignty", "menu.sovereignty", Right.READ),
    ("problems", "menu.problems", Right.READ),
    ("changes", "menu.changes", Right.READ),
    ("import", "menu.import", Right.IMPORT),
    ("jobs", "menu.jobs", Right.READ),
    ("policy", "menu.policy", Right.READ),
    ("people", "menu.people", Right.MANAGE),
    ("names", "menu.names", Right.ASK_NAMES),
    ("trail", "menu.trail", Right.AUDIT),
)
"""Name of the page, its words, and the right that it needs."""

OPEN: Final = 7
"""So many entries stand in the open; the others are folded up behind them."""

KEPT: Final = ("on", "revision")  # what links from page to page keep


class Entry(NamedTuple):
    """One line of the menu."""

    address: str
    says: str
    current: bool


def frame(request: HttpRequest) -> Mapping[str, Any]:
    """The context of every page."""
    chosen = appearance_of(request)
    fixed = {
        "version": __version__,
        "demonstration": settings.ENVIRONMENT.demo,
        "appearances": APPEARANCE,
        "appearance": chosen,
        "marking": of_deployment(),
    }
    reading = getattr(request, "reading", None)
    if reading is None:  # an error before our middleware
        return {**fixed, "menu": (), "reading": None}
    grants = grants_of(request.user) if isinstance(request.user, User) else []
    entries = list(_menu(cast(Asking, request)))
    others = request.GET.lists()
    return {
        **fixed,
        "reading": reading,
        "viewer": reading.viewer,
        "frame_grants": [(grant, _place(reading, grant.organisation)) for grant in grants],
        "menu": entries[:OPEN],
        "menu_more": entries[OPEN:],
        "keep": keep(request),
        "frame_kept": _kept(request).items(),
        "frame_others": [(name, value) for name, all in others for value in all if name != "on"],
        "frame_reads": reading.viewer is not None and reading.viewer.may(Right.READ),
        "frame_place": lambda: _place(reading, reading.viewer.node),
        "frame_known": lambda: known(reading.rows, reading.sight),
    }


def keep(request: HttpRequest) -> str:
    """The part of an address that keeps day and revision: `?on=2026-11-24`, or nothing."""
    kept = _kept(request)
    return f"?{urlencode(kept)}" if kept else ""


def _kept(request: HttpRequest) -> Mapping[str, str]:
    return {name: request.GET[name] for name in KEPT if request.GET.get(name)}


def words_of(request: HttpRequest) -> Words:
    """The reader's words."""
    found: Words = request.reading.words  # type: ignore[attr-defined]
    return found


def _menu(request: Asking) -> Iterator[Entry]:
    """The entries that the viewer may use; the one they are on, or below, is marked."""
    viewer = request.reading.viewer
    for name, says, right in MENU:
        if viewer is not None and viewer.may(right):
            address = reverse(name)
            below = address != "/" and request.path.startswith(address)
            yield Entry(address + keep(request), says, below or request.path == address)


def _place(reading: Reading, node: str | None) -> str | None:
    """The name of an organisation at which the reader has a role; None for the whole state."""
    return reading.names.of(Noun.ORGANISATION, node)
