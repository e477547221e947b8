# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home: what needs me today, what changed, how things stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.web.access import Reach
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.accounts.viewing import grants_of
from dijkwacht.web.accounts.viewing import viewer as viewer_in
from dijkwacht.web.home import changed, standing, tasks, telling, visits, waiting
from dijkwacht.web.home.tasks import Chosen
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import REASONING, Reasoned
from dijkwacht.web.record.links import Links
from dijkwacht.web.roles import Right


@needs(Right.READ)
def today(request: Asking) -> HttpResponse:
    """The first page after logging in."""
    reasoned, viewer = request.reading.reasoned, request.reading.viewer
    assert viewer is not None
    own = viewer.reach is Reach.OWN
    sight = reasoned.sight(viewer)
    lines = standing.standing(reasoned, sight)
    said = {
        "empty": not any(sight.table(table).height for table in ("services", "contracts")),
        "covers": [(one.says, fill) for one, fill in standing.FILL.items()],
        "lines": lines,
        "picture": standing.drawn(lines, request.reading.words),
        "first": Links.of(request).to("imports"),
        **(_mine if own else _everybody)(request, reasoned),
        **_since(request, reasoned),
    }
    return render(request, "today.html", said)


def _mine(request: Asking, reasoned: Reasoned) -> Mapping[str, Any]:
    """The tasks of one person at one organisation."""
    viewer, rule = request.reading.viewer, waiting.policy(reasoned)
    assert viewer is not None
    sight = reasoned.sight(viewer)
    rows = waiting.waiting(reasoned, sight.owners)
    chosen = tasks.choose(tasks.mine(rows, viewer, rule), rule)
    teller = telling.Telling(sight, request.reading.names, Links.of(request), rule)
    shown = list(teller.tasks(chosen))
    minutes = sum(task.minutes for task in shown)
    return {
        "lead": _lead(chosen, minutes),
        "tasks": shown,
        "rest": list(teller.rest(chosen)),
        "elsewhere": list(_elsewhere(request, reasoned)),
    }


def _lead(chosen: Chosen, minutes: int) -> Message:
    """The answer to what needs me."""
    if not chosen.count:
        return Message("home.nothing")
    if chosen.count == 1:
        return Message.of("home.one", minutes=minutes)
    more = "home.more" if chosen.rest else "home.all"
    return Message.of(more, count=chosen.count, shown=chosen.shown.height, minutes=minutes)


def _elsewhere(request: Asking, reasoned: Reasoned) -> Iterator[tuple[Grant, int]]:
    """Other roles of the same person in which something waits for them."""
    user, viewer, rule = request.user, request.reading.viewer, waiting.policy(reasoned)
    assert isinstance(user, User) and viewer is not None
    for grant in grants_of(user):
        other = viewer_in(user, grant)
        if other.reach is Reach.OWN and (other.role, other.node) != (viewer.role, viewer.node):
            rows = waiting.waiting(reasoned, reasoned.sight(other).owners)
            count = tasks.mine(rows, other, rule).height
            if count:
                yield grant, count


def _everybody(request: Asking, reasoned: Reasoned) -> Mapping[str, Any]:
    """How much waits over all organisations."""
    viewer = request.reading.viewer
    assert viewer is not None
    sight = reasoned.sight(viewer)
    teller = telling.Telling(
        sight, request.reading.names, Links.of(request), waiting.policy(reasoned)
    )
    sectors, asked = tasks.sectors(sight), request.GET.get("sector", "")
    rows = waiting.waiting(reasoned, sight.owners)
    found = list(tasks.tallies(rows, sight, asked if asked in sectors else ""))
    things = sum(tally.things for tally in found)
    return {
        "lead": Message.of("home.everywhere", count=things, heavy=sum(one.heavy for one in found)),
        "tallies": [
            (one, f"task.kind.{one.kind.value}", teller.list_of(one.kind)) for one in found
        ],
        "sectors": sectors,
        "sector": asked,
    }


def _since(request: Asking, reasoned: Reasoned) -> Mapping[str, Any]:
    """What changed since the last visit; nothing to say the first time."""
    moment, viewer, names = visits.since(request), request.reading.viewer, request.reading.names
    assert viewer is not None
    if moment is None:
        return {}
    number = changed.revision_before(moment)
    if number >= reasoned.revision:
        return {"moment": moment, "changes": []}
    earlier = REASONING.on(reasoned.on, number)
    sights = earlier.sight(viewer), reasoned.sight(viewer)
    found = list(changed.changed(reasoned.held.history, number, *sights))
    moves = changed.moved(earlier, reasoned, viewer) if reasoned.is_quick else ()
    return {
        "moment": moment,
        "changes": found,
        "moves": [(names.of(Noun.SERVICE, one.service), one) for one in moves],
        "all_changes": Links.of(request).to("changes"),
    }


PATHS = [path("", today, name="today")]
