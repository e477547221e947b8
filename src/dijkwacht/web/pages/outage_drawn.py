# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser draws of an outage when somebody asks for it: the same question, answered in
points and numbers. Nothing in it that the page of the outage does not tell."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.base.errors import DijkwachtError, NotInRegister
from dijkwacht.web.outages.chart import chart
from dijkwacht.web.outages.graph import graph
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.listing import Listing
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.scene import Scene, is_ready
from dijkwacht.web.outages.shown import hour_of
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right


@require_safe
@needs(Right.READ)
def as_graph(request: Asking) -> HttpResponse:
    """What falls by what."""

    def made(scene: Scene) -> dict[str, Any]:
        here, words = Here.of(scene.question, request.GET), request.reading.words
        return graph(Listing.of(scene.seen, here, hour_of(here, scene), words), here, words)

    return _answered(request, made)


@require_safe
@needs(Right.READ)
def as_chart(request: Asking) -> HttpResponse:
    """The services lost at each hour."""
    return _answered(request, chart)


def _answered(request: Asking, made: Callable[[Scene], dict[str, Any]]) -> HttpResponse:
    """The answer, or in words why there is none."""
    if not is_ready(request.reading.reasoned):
        return JsonResponse({}, status=503, headers={"Retry-After": "20"})
    try:
        scene = Scene(OutageQuestion.read(request.GET), request.reading)
        return JsonResponse(made(scene))
    except DijkwachtError as fault:
        status = 404 if isinstance(fault, NotInRegister) else 400
        return JsonResponse({"fault": request.reading.words.say(fault.what)}, status=status)


PATHS = [
    path("outage/graph/", as_graph, name="outage-graph"),
    path("outage/chart/", as_chart, name="outage-chart"),
]
