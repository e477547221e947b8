# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names under break-glass: asking, deciding, looking and giving account; and for organisations, who
read theirs."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts import asking
from dijkwacht.web.accounts.models import Naming
from dijkwacht.web.accounts.naming import LONGEST_HOURS, State
from dijkwacht.web.accounts.viewing import NAMES, NAMING
from dijkwacht.web.audit import trail
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.pages.needs import fresh, needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

SHOWN: Final = 50  # requests on the page


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ASK_NAMES)
@fresh
def names(request: Asking) -> HttpResponse:
    """The requests for names; posted, one more."""
    if request.method != "POST":
        return _shown(request)
    try:
        asking.ask(_viewer(request), _wish(request))
    except WrongQuestion as fault:
        return _shown(request, fault, 400)
    messages.success(request, request.reading.words.say(Message("names.asked")))
    return HttpResponseRedirect(request.path)


@require_POST
@needs(Right.ASK_NAMES)
@fresh
def naming(request: Asking, number: int) -> HttpResponse:
    """One request: decided, looked under, stopped or accounted for."""
    held = get_object_or_404(Naming, pk=number)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        said = act(request, _viewer(request), held)
    except WrongQuestion as fault:
        return _shown(request, fault, 400)
    messages.success(request, request.reading.words.say(said))
    return HttpResponseRedirect("/names/")


@require_safe
@needs(Right.READ)
def access_log(request: Asking) -> HttpResponse:
    """Who read what is ours by name, why, until when, and how often."""
    found = asking.told_to(_viewer(request))
    reads = Entry.objects.filter(act="read")
    shown = [
        {
            "naming": one,
            "reads": reads.filter(
                by=one.by_id, at__gte=one.decided_at, at__lte=one.ends_at or timezone.now()
            ).count(),
            "suppliers": _suppliers(request, one),
        }
        for one in found
    ]
    return render(request, "access_log.html", {"found": shown})


def _approve(_: Asking, by: Viewer, held: Naming) -> Message:
    asking.decide(by, held, approve=True)
    return Message("names.approved")


def _refuse(_: Asking, by: Viewer, held: Naming) -> Message:
    asking.decide(by, held, approve=False)
    return Message("names.refused")


def _look(request: Asking, by: Viewer, held: Naming) -> Message:
    """From now on this session sees the names."""
    if held.by_id != by.user or not held.holds(timezone.now()):
        raise WrongQuestion("names-not-own")
    request.session[NAMING] = held.pk
    trail.record(by.user, "names-begin", str(held.pk), {"why": held.reason}, by.role.value)
    return Message("names.looking")


def _cover(request: Asking, by: Viewer, held: Naming) -> Message:
    """This session sees names no longer; the request holds."""
    request.session.pop(NAMING, None)
    trail.record(by.user, "names-covered", str(held.pk), {}, by.role.value)
    return Message("names.covered")


def _stop(request: Asking, by: Viewer, held: Naming) -> Message:
    asking.stop(by, held)
    request.session.pop(NAMING, None)
    return Message("names.stopped")


def _account(request: Asking, by: Viewer, held: Naming) -> Message:
    asking.account(by, held, request.POST.get("report", ""))
    return Message("names.accounted")


ACTS: Final[Mapping[str, Callable[[Asking, Viewer, Naming], Message]]] = {
    "approve": _approve,
    "refuse": _refuse,
    "look": _look,
    "cover": _cover,
    "stop": _stop,
    "account": _account,
}


def _wish(request: Asking) -> asking.Wish:
    given = request.POST
    hours, delay = given.get("hours", ""), given.get("delay", "0") or "0"
    if not hours.isdecimal() or not delay.isdecimal():
        raise WrongQuestion("names-hours", longest=LONGEST_HOURS)
    return asking.Wish(given.getlist("suppliers"), given.get("reason", ""), int(hours), int(delay))


def _shown(request: Asking, fault: WrongQuestion | None = None, status: int = 200) -> HttpResponse:
    viewer, now = _viewer(request), timezone.now()
    held = list(Naming.objects.select_related("by", "decided_by")[:SHOWN])
    shown = {
        "fault": fault,
        "given": request.POST,
        "asked": request.POST.getlist("suppliers") or request.GET.getlist("supplier"),
        "suppliers": _known(request),
        "longest": LONGEST_HOURS,
        "owed": asking.owed(viewer),
        "open": sum(one.state == State.ASKED for one in held),
        "holding": sum(one.holds(now) for one in held),
        "is_central": viewer.reach is Reach.CENTRAL,
        "namings": [_of(request, viewer, one) for one in held],
    }
    return render(request, "names.html", shown, status=status)


def _of(request: Asking, viewer: Viewer, one: Naming) -> Mapping[str, Any]:
    """One request as this viewer may go on with it."""
    mine, holds = one.by_id == viewer.user, one.holds(timezone.now())
    return {
        "naming": one,
        "suppliers": _suppliers(request, one),
        "count": len(one.organisations),
        "decides": not mine and one.state == State.ASKED,
        "looks": mine and holds and viewer.purpose != NAMES,
        "covers": mine and viewer.naming == one.pk,
        "stops": mine and (holds or one.state == State.ASKED),
        "accounts": mine and one.state == State.APPROVED and one.reported_at is None,
        "is_over": one.state == State.APPROVED and not holds,
    }


def _suppliers(request: Asking, one: Naming) -> list[str]:
    return [str(request.reading.names.of(Noun.SUPPLIER, id)) for id in one.suppliers]


def _known(request: Asking) -> list[tuple[str, str]]:
    """Every supplier by name."""
    reading = request.reading
    ids = reading.sight.table("suppliers")["id"].unique().to_list()
    return sorted(
        ((id, str(reading.names.of(Noun.SUPPLIER, id))) for id in ids), key=lambda pair: pair[1]
    )


def _viewer(request: Asking) -> Viewer:
    assert request.reading.viewer is not None
    return request.reading.viewer


PATHS = [
    path("names/", names, name="names"),
    path("names/<int:number>/", naming, name="naming"),
    path("access-log/", access_log, name="access-log"),
]
