# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moving a class by two signatures: the first proposes, the second makes it count."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Direction, Noun
from dijkwacht.reports.names import Names
from dijkwacht.web.consequences import if_signed
from dijkwacht.web.judged import Judged, judged
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.today_only import today_only
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.signing.models import OpenSignature, State
from dijkwacht.web.signing.signatures import (
    Proposal,
    decline,
    longest,
    open_for,
    propose,
    row_of,
    sign,
    unit_of,
    why_not,
)

SHORTEST_REASON = 10  # characters: one word is no reason


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one field."""

    field: str
    what: Message


@needs(Right.SIGN)
@require_http_methods(["GET", "POST"])
@today_only
def override(request: Asking, service: str) -> HttpResponse:
    """Does this class have to be another for a time, and who signs for that?"""
    held = judged(request)
    id = held.own(service)
    waiting = open_for(id)
    if waiting is not None:
        return _second(request, held, id, waiting)
    return _first(request, held, id)


def _first(request: Asking, held: Judged, id: str) -> HttpResponse:
    """The first signature."""
    on, rules = request.reading.on, held.reasoned.opened.rules
    last = longest(rules, on)
    proposal, faults = proposed(request, id, last)
    if request.method == "POST" and proposal is not None:
        try:
            propose(proposal, held.viewer, _unit(held), on)
        except IntegrityError:  # somebody else was first
            return HttpResponseRedirect(request.path)
        messages.success(request, held.words.text("override.proposed"))
        return HttpResponseRedirect(request.path)
    context = {
        **_context(held, id),
        "last": last,
        "sent": request.POST,
        "faults": faults if request.POST else [],
        "directions": [one.value for one in Direction],
    }
    return render(request, "override.html", context, status=422 if request.POST else 200)


def proposed(request: Asking, service: str, last: date) -> tuple[Proposal | None, list[Fault]]:
    """What was sent as a proposal, or all that is wrong with it."""
    sent, faults = request.POST, []
    reason, until = sent.get("reason", "").strip(), _day(sent.get("until", ""))
    if sent.get("direction") not in tuple(Direction):
        faults.append(Fault("direction", Message("override.no-direction")))
    if len(reason) < SHORTEST_REASON:
        faults.append(Fault("reason", Message("override.short-reason", {"least": SHORTEST_REASON})))
    if until is None or not request.reading.on < until <= last:
        faults.append(Fault("until", Message("override.until-wrong", {"last": last})))
    if faults or until is None:
        return None, faults
    return Proposal(service, Direction(sent["direction"]), reason, until), []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _second(request: Asking, held: Judged, id: str, waiting: OpenSignature) -> HttpResponse:
    """The second signature, or none."""
    on, viewer, unit = request.reading.on, held.viewer, _unit(held)
    refused = list(why_not(waiting, viewer, unit, held.reasoned.opened.rules, on))
    act, why = request.POST.get("act"), request.POST.get("why", "").strip()
    given = request.POST.get("signature") == str(waiting.pk)
    try:
        if act == "sign" and given and not refused:
            sign(waiting, viewer, unit, held.found.organisations.get(id), on)
            return _done(request, held, id, "override.signed")
        if act == "decline" and given and why:
            decline(waiting, viewer, why, on)
            return _done(request, held, id, "override.ended")
    except OpenSignature.DoesNotExist:  # somebody else ended it meanwhile
        return HttpResponseRedirect(request.path)
    context = {
        **_context(held, id),
        "waiting": waiting,
        "refused": refused,
        "is_first": waiting.first_by_id == viewer.user,
        "no_why": act == "decline",
        "found": if_signed(held, id, row_of(waiting, viewer, unit, on)),
    }
    return render(request, "override_second.html", context, status=422 if request.POST else 200)


def _done(request: Asking, held: Judged, id: str, code: str) -> HttpResponse:
    messages.success(request, held.words.text(code))
    return HttpResponseRedirect(reverse("class-record", args=[id]))


def _unit(held: Judged) -> str:
    """The unit that the reader signs for, as it stands in the register, whatever they read in."""
    return unit_of(held.viewer, Names(held.sight.register, ""))


def _context(held: Judged, id: str) -> dict[str, object]:
    at = held.found.classes.of(id)
    ended = OpenSignature.objects.filter(service_id=id).exclude(state=State.OPEN)
    return {
        "name": held.names.of(Noun.SERVICE, id),
        "service": id,
        "code": held.found.code(at),
        "letter": held.found.code(at)[:1].lower(),
        "unit": _unit(held),
        "ended": [(one, Message(f"signature-state.{one.state}")) for one in ended],
    }


PATHS = [path("classes/<path:service>/override/", override, name="class-override")]
