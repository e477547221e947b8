# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kept runs: a lasting address for an answer, shown to each reader as they may know it."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.listing import Listing
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.ranked import RankAsked
from dijkwacht.web.outages.runs import holds, keep_outage, question_for
from dijkwacht.web.outages.scene import Scene, is_ready
from dijkwacht.web.outages.shown import answer, because, hour_of, listed
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.outage import not_ready
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

SHOWN: Final = 100


@require_POST
@needs(Right.READ)
def keep(request: Asking) -> HttpResponse:
    """Keep the answer to the question that was posted, and go to where it stands."""
    scene = Scene(OutageQuestion.read(request.POST), request.reading)
    if scene.question.is_empty:
        raise WrongQuestion("nothing-chosen")
    viewer = request.reading.viewer
    assert viewer is not None
    run = keep_outage(scene.reasoned, scene.asked, scene.answered, viewer)
    return HttpResponseRedirect(reverse("run", args=[run.uuid]))


@require_safe
@needs(Right.READ)
def run(request: Asking, uuid: UUID) -> HttpResponseBase:
    """One kept run: asked again at its revision, and held against what was kept."""
    kept = get_object_or_404(Run.objects.select_related("by").defer("result"), pk=uuid)
    if kept.kind == Run.Kind.RANKING:
        asked = RankAsked.kept(kept.question)
        return HttpResponseRedirect(f"{reverse('ranking')}?{asked.address()}")
    request.reading = replace(request.reading, on=kept.on, asked=kept.revision)
    if not is_ready(request.reading.reasoned):
        return not_ready(request)
    scene = Scene(OutageQuestion(), request.reading)
    question = question_for(kept, scene.choosing)
    if question is None:
        raise Http404(uuid)
    return render(request, "run.html", _shown(request, kept, scene.of(question)))


@require_safe
@needs(Right.READ)
def runs(request: Asking) -> HttpResponse:
    """The runs that the reader, or somebody of their organisation, kept."""
    viewer = request.reading.viewer
    assert viewer is not None
    found = of(viewer).select_related("by").defer("result")[:SHOWN]
    scene = Scene(OutageQuestion(), request.reading)
    listed_runs = [
        (one, question_for(one, scene.choosing)) for one in found if one.kind == Run.Kind.OUTAGE
    ]
    rows = [
        (one, scene.of(question).causes, _keeper(one, viewer))
        for one, question in listed_runs
        if question is not None
    ]
    return render(request, "runs.html", {"rows": rows})


def of(viewer: Viewer) -> QuerySet[Run]:
    """The runs in the list of a viewer: their own, and those kept where they see all."""
    kept = Run.objects.filter(kind=Run.Kind.OUTAGE)
    if viewer.reach is Reach.NAMED:
        return kept
    mine = Q(by_id=viewer.user, organisation=viewer.node)
    return kept.filter(mine | Q(organisation__in=_organisations(viewer)))


def _keeper(kept: Run, viewer: Viewer) -> str | None:
    """Who kept it; None where that is not for this reader."""
    known = viewer.reach is Reach.NAMED or kept.by_id == viewer.user
    return str(kept.by) if known or kept.organisation in _organisations(viewer) else None


def _organisations(viewer: Viewer) -> list[str]:
    """Those of which the viewer sees what was kept: their own, not those that the centre names."""
    return sorted(viewer.acts_for)


def _shown(request: Asking, kept: Run, scene: Scene) -> dict[str, Any]:
    viewer = request.reading.viewer
    assert viewer is not None
    here = replace(Here.of(scene.question, request.GET), looking=_looking(request, kept))
    hours = hour_of(here, scene)
    listing = Listing.of(scene.seen, here, hours, request.reading.words)
    parts = answer(scene, here, hours), listed(listing, here, hours), because(scene, here)
    context = {name: value for part in parts for name, value in part.items()}
    more = {
        "run": kept,
        "keeper": _keeper(kept, viewer),
        "differs": holds(kept, scene.reasoned, scene.answered),
        "explore": here.address(),
    }
    return {**context, **more}


def _looking(request: Asking, kept: Run) -> dict[str, tuple[str, ...]]:
    looking = Here.of(OutageQuestion(), request.GET).looking
    return {**looking, "on": (kept.on.isoformat(),), "revision": (str(kept.revision),)}


PATHS = [
    path("runs/", runs, name="runs"),
    path("runs/keep/", keep, name="keep-run"),
    path("runs/<uuid:uuid>/", run, name="run"),
]
