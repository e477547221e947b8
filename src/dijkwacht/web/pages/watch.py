# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch: suppliers by level, what changed first, with the alerts of the month and how well the
feeds do."""

from typing import Any, Final, cast

import numpy as np
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dijkwacht.base.message import Message
from dijkwacht.findings.alerts import Status
from dijkwacht.findings.fusion import millionths
from dijkwacht.findings.levels import UNKNOWN
from dijkwacht.findings.signals import Night
from dijkwacht.reports.bulletin import level_code
from dijkwacht.reports.feed_health import feed_rows
from dijkwacht.reports.report import Table
from dijkwacht.web.access import Reach
from dijkwacht.web.judged import judged
from dijkwacht.web.outages.scene import is_ready
from dijkwacht.web.pages.export import answer
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.outage import not_ready
from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.work import begin
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import RIGHTS, Right
from dijkwacht.web.watch.job import WATCH, question_of
from dijkwacht.web.watch.listed import BADGES, COLUMNS, PARTS, SORTS, Listed
from dijkwacht.web.watch.seen import Watch, last_night

HEADS: Final = {
    "supplier": "column.supplier",
    "level_now": "column.level_now",
    "was": "column.was",
    "since": "watch-page.since",
    "probability": "column.probability_year",
    "hangs": "column.hangs",
}
ASKED: Final = ("level", "name", "show", "of")


def watch_of(request: Asking) -> Watch | None:
    """The night that a request is about, with its reader's eyes; None where none is made yet."""
    held = judged(request)
    row = last_night(held)
    return None if row is None else Watch(held, row, request.reading.rows)


@require_safe
@needs(Right.READ)
def watch(request: Asking) -> HttpResponse:
    """Which suppliers stand worst, what changed, and why?"""
    of = watch_of(request)
    if of is None:
        return render(request, "watch.html", begun(request))
    if of.is_own and not is_ready(of.reasoned):
        return not_ready(request)
    everything = request.GET.get("of") == "all"
    found = of.night(everything=everything)
    listed = Listed(of, found, of.held.names)
    sifted = Sifted(request, listed.chosen(request.GET.dict()), SORTS)
    if "form" in request.GET:
        rows = listed.cells(sifted.ordered)
        table = Table("watch", Message("watch-page.table-file"), COLUMNS, rows)
        return cast(HttpResponse, answer(request, table, request.GET["form"]))
    says = {name: of.held.words.text(code) for name, code in HEADS.items()}
    context = {
        "lead": lead(of, found),
        "sifted": sifted,
        "heads": {head.name: head for head in sifted.heads(says)},
        "lines": list(listed.lines(sifted.page)),
        "levels": [(str(level), level_code(level)) for level in sorted(BADGES, reverse=True)],
        "asked": {name: request.GET.get(name, "") for name in ASKED},
        "own": of.is_own,
        "everything": everything,
        **bands(of, found),
        **begun(request),
    }
    return render(request, "watch.html", context)


def lead(of: Watch, found: Night) -> list[Message]:
    """What stands out, in sentences with numbers."""
    levels = found.levels.level.tolist()
    high = sum(level >= of.policy.alert_from for level in levels)
    told = [
        Message.of("watch-page.lead", high=high, count=len(levels), on=found.on),
        Message.of(
            "bulletin.moved", rose=len(found.moved(up=True)), fell=len(found.moved(up=False))
        ),
        Message.of("watch-page.unknown", count=levels.count(UNKNOWN)),
    ]
    book = found.standing.book
    waiting = sum(one.status is Status.WAITING for one in book.alerts)
    spent = book.spent(found.on)
    told.append(Message.of("bulletin.budget", spent=spent, budget=of.budget, waiting=waiting))
    if found.blind:
        told.append(Message.of("bulletin.blind", feeds=", ".join(found.blind)))
    return told


def bands(of: Watch, found: Night) -> dict[str, Any]:
    """Where bands begin, and by which rules."""
    shares = millionths(np.array(found.standing.cuts, np.int64)) // PARTS
    cuts = [
        Message.of("watch-page.cut", band=band, share=of.held.words.percent(share))
        for band, share in enumerate(shares.tolist(), 1)
    ]
    rules = [
        (version, digest, reverse("policy-rule", args=[version.partition("@")[0]]))
        for version, digest in found.rules.items()
    ]
    return {"cuts": cuts, "cuts_on": found.standing.cuts_on, "rules": rules}


def begun(request: Asking) -> dict[str, Any]:
    """The feeds, and how a night is made."""
    viewer = request.reading.sight.viewer
    alive = (Job.State.WAITING, Job.State.RUNNING)
    running = Job.objects.filter(kind=WATCH.name, state__in=alive).first()
    return {
        "feeds": list(feed_rows(request.reading.rows.opened.register)),
        "may_make": viewer.may(WATCH.right) and viewer.reach is not Reach.OWN,
        "running": running,
        "mine": running is not None and running.by_id == viewer.user,
        "makers": [role.says for role, rights in RIGHTS.items() if WATCH.right in rights],
        "matches": viewer.reach is not Reach.OWN,
    }


@require_POST
@needs(Right.CENTRAL)
def make(request: Asking) -> HttpResponse:
    """Ask for the nights up to today."""
    looks = request.reading.sight.viewer
    job = begin(WATCH.name, question_of(timezone.localdate()), looks)
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


PATHS = [
    path("watch/", watch, name="watch"),
    path("watch/make/", make, name="watch-make"),
]
