# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier of one supplier, and what people do with its alerts."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from dijkwacht.base.errors import NotInRegister, RuleNotInForce
from dijkwacht.base.message import Message
from dijkwacht.distress.dossier import Beside
from dijkwacht.distress.dossier import dossier as made_of
from dijkwacht.findings.alerts import LIVE, Alert
from dijkwacht.findings.signals import Night
from dijkwacht.register.codes import ActKind
from dijkwacht.reports.because import Because
from dijkwacht.reports.names import Names
from dijkwacht.reports.ratios import Shown as Told
from dijkwacht.reports.ratios import ratios_report
from dijkwacht.reports.report import Report
from dijkwacht.web.access import Reach
from dijkwacht.web.outages.scene import is_ready
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.outage import not_ready
from dijkwacht.web.pages.today_only import today_only
from dijkwacht.web.pages.watch import watch_of
from dijkwacht.web.pages.watch_matches import candidates
from dijkwacht.web.reading import Asking
from dijkwacht.web.record.compose import name
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.subject import Subject, subject
from dijkwacht.web.record.telling import Teller
from dijkwacht.web.roles import Right
from dijkwacht.web.watch.acting import Doing, act, possible, seen
from dijkwacht.web.watch.dossier import Dossier, badge
from dijkwacht.web.watch.seen import Watch


@dataclass(frozen=True, slots=True)
class Shown:
    """One alert as it stands, and what may be done with it."""

    alert: Alert
    cause: str
    status: str
    is_live: bool
    saw: str
    acts: tuple[ActKind, ...]


@require_safe
@needs(Right.READ)
def dossier(request: Asking, id: str) -> HttpResponse:
    """What is known of this supplier, what is its level made of, and what hangs on it?"""
    of = subject(request.reading, "suppliers", id)
    tell = Teller(request.reading, Links.of(request))
    watch = watch_of(request)
    if watch is not None and watch.is_own and not is_ready(watch.reasoned):
        return not_ready(request)
    made = Dossier(of, tell, watch)
    centre = request.reading.sight.viewer.reach is not Reach.OWN
    ratios = models(request, of)
    file = None if ratios is None else asked(request, ratios.tables)
    if file is not None:
        return cast(HttpResponse, file)
    context: dict[str, Any] = {
        "ratios": ratios,
        "name": name(of, tell),
        "supplier": of.id,
        "sections": made.sections(),
        "level": badge(made.night, of.id),
        "night": made.night,
        "alerts": [] if watch is None or made.night is None else alerts(watch, made.night, of.id),
        "may_act": request.reading.sight.viewer.may(Right.WATCH) and is_today(request),
        "matches": candidates(request, of.id) if centre else [],
        "own": not centre,
    }
    return render(request, "watch/supplier.html", context)


def models(request: Asking, of: Subject) -> Report | None:
    """What published models and metrics make of its accounts; None where none are known."""
    names = Names(of.sight.register, request.reading.words.language)
    try:
        found = made_of(of.sight.register, of.sight.rules, of.id, Beside())
    except (NotInRegister, RuleNotInForce):
        return None
    return ratios_report(Told("", found, of.sight.rules), names)


def is_today(request: Asking) -> bool:
    """Whether the reader looks at the register as it is now: the past is not written."""
    reading = request.reading
    return reading.asked is None and reading.on == reading.rows.on


def alerts(watch: Watch, found: Night, id: str) -> list[Shown]:
    """The alerts of a supplier: those that are not done first, then the last that was done."""
    because = Because(found, watch.rules, watch.held.names)
    mine = [one for one in found.standing.book.alerts if one.supplier_id == id]
    ordered = sorted(mine, key=lambda one: (one.status in LIVE, one.raised_on), reverse=True)
    return [
        Shown(
            one,
            because.cause(one.cause),
            f"alert-status.{one.status.value}",
            one.status in LIVE,
            seen(one),
            possible(one),
        )
        for one in ordered
    ]


@require_POST
@needs(Right.WATCH)
@today_only
def acted(request: Asking, id: str) -> HttpResponse:
    """Say what was done about an alert; 404 for one that there is not for this reader."""
    of = subject(request.reading, "suppliers", id)
    watch = watch_of(request)
    cause = request.POST.get("cause", "")
    book = () if watch is None else watch.night().standing.book.alerts
    mine = [one for one in book if (one.supplier_id, one.cause) == (of.id, cause)]
    if not mine:
        raise Http404(id)
    given = (request.POST.get(word, "") for word in ("kind", "reason", "saw"))
    revision = act(mine[-1], Doing.of(*given), request.reading.sight.viewer)
    done = Message.of("watch-page.acted", revision=revision.number)
    messages.success(request, request.reading.words.say(done))
    return HttpResponseRedirect(reverse("watch-supplier", args=[of.id]) + "#alerts")


PATHS = [
    path("watch/suppliers/<path:id>/act/", acted, name="watch-act"),
    path("watch/suppliers/<path:id>/", dossier, name="watch-supplier"),
]
