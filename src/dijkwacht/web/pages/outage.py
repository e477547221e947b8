# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage explorer: what if this stops? The address holds the whole question."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.base.errors import DijkwachtError, NotInRegister
from dijkwacht.web.outages.form import added, asking
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.listing import Listing
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.scene import Scene, is_ready
from dijkwacht.web.outages.shown import answer, because, hour_of, listed, mapped
from dijkwacht.web.pages import export
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right


@require_safe
@needs(Right.READ)
def outage(request: Asking) -> HttpResponseBase:
    """A question in the address, and its answer."""
    if not is_ready(request.reading.reasoned):
        return not_ready(request)
    try:
        scene = Scene(OutageQuestion.read(request.GET), request.reading)
    except DijkwachtError as fault:
        return _faulty(request, Scene(OutageQuestion(), request.reading), fault)
    try:
        if request.GET.get("add", "").strip():
            return _added(request, scene)
        return _asked(request, scene) if scene.question.is_empty else _answered(request, scene)
    except DijkwachtError as fault:
        return _faulty(request, scene, fault)


def not_ready(request: Asking) -> HttpResponse:
    """The register is being read: look again in a while. Long work of a reader's own is a job."""
    page = render(request, "outage_not_ready.html", status=503)
    for name in ("Retry-After", "Refresh"):
        page[name] = "20"  # seconds
    return page


def _asked(request: Asking, scene: Scene, **more: object) -> HttpResponse:
    """The form alone."""
    form = asking(scene, Here.of(scene.question, request.GET))
    fault = more.get("fault")
    status = 200 if fault is None else 404 if isinstance(fault, NotInRegister) else 400
    return render(request, "outage.html", {**form, **more}, status=status)


def _faulty(request: Asking, scene: Scene, fault: DijkwachtError) -> HttpResponse:
    return _asked(request, scene, fault=fault)


def _added(request: Asking, scene: Scene) -> HttpResponse:
    """On to the question with one thing more, or what that may be."""
    text, kind = request.GET["add"].strip(), request.GET.get("as", "what")
    found = added(scene, Here.of(scene.question, request.GET), kind, text)
    if isinstance(found, str):
        return HttpResponseRedirect(found)
    return _asked(request, scene, wanted=text, found=found)


def _answered(request: Asking, scene: Scene) -> HttpResponseBase:
    here = Here.of(scene.question, request.GET)
    hours = hour_of(here, scene)
    listing = Listing.of(scene.seen, here, hours, request.reading.words)
    if "form" in request.GET:
        filter = request.reading.words.say(scene.title)
        return export.answer(request, listing.table(), request.GET["form"], filter)
    parts = (
        asking(scene, here),
        answer(scene, here, hours),
        listed(listing, here, hours),
        mapped(listing, here, request.reading.words),
        because(scene, here),
    )
    context = {name: value for part in parts for name, value in part.items()}
    return render(request, "outage.html", context)


PATHS = [path("outage/", outage, name="outage")]
