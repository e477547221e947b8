# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs: what runs, what waits, what came of it. A page of one job looks again by itself until it is
over."""

from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.kind import RANKED
from dijkwacht.engine.kind import Kind as Ranked
from dijkwacht.register.records import TABLES
from dijkwacht.register.tables import Format
from dijkwacht.verbs import Stop
from dijkwacht.web.access import Viewer
from dijkwacht.web.outages.job import RANKING, question_of
from dijkwacht.web.outages.ranked import RankAsked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.queue.kinds import KINDS
from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.standard import EXPORT, SNAPSHOT, exported
from dijkwacht.web.queue.work import begin, cancel
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

PAGE: Final = 50
STARTED: Final = {kind.name: kind for kind in (RANKING, SNAPSHOT, EXPORT)}
"""The kinds that are asked for here; the others begin on a page of their own."""


@require_safe
@needs(Right.READ)
def jobs(request: Asking) -> HttpResponse:
    """All jobs of oneself and of one's organisation, and what one may ask for."""
    looks = request.reading.sight.viewer
    found = seen(looks)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    given = {
        "page": page,
        "count": found.count(),
        "running": found.filter(state=Job.State.RUNNING).count(),
        "waiting": found.filter(state=Job.State.WAITING).count(),
        "may": [kind for kind in STARTED.values() if looks.may(kind.right)],
        "ranked": list(RANKED),
        "tables": list(TABLES),
        "forms": list(Format),
    }
    return render(request, "jobs.html", given)


@require_POST
@needs(Right.READ)
def start(request: Asking) -> HttpResponse:
    """Ask for a job. WrongQuestion for what cannot be asked for here."""
    looks = request.reading.sight.viewer
    kind = STARTED.get(request.POST.get("kind", ""))
    if kind is None or not looks.may(kind.right):
        raise WrongQuestion("job-kind", kind=request.POST.get("kind", "")[:40])
    made = begin(kind.name, _question(request, kind.name), looks)
    return HttpResponseRedirect(reverse("job", args=[made.pk]))


def _question(request: Asking, kind: str) -> dict[str, Any]:
    """The inputs of a job, from its form."""
    on = {"on": request.reading.on.isoformat()}
    if kind == RANKING.name:
        ranked = Ranked(_one_of(request, "ranked", list(RANKED)))
        asked = RankAsked.of(ranked, Stop(), request.reading.sight.viewer)
        return question_of(asked, request.reading.on)
    if kind == EXPORT.name:
        table = _one_of(request, "table", list(TABLES))
        return on | {"table": table, "form": _one_of(request, "form", [*Format])}
    return {"revision": request.reading.rows.held.number}


def _one_of(request: Asking, name: str, known: list[str]) -> str:
    found = request.POST.get(name, "")
    if found not in known:
        raise WrongQuestion("job-choice", value=found[:40], known=", ".join(known))
    return str(found)


@require_safe
@needs(Right.READ)
def job(request: Asking, id: UUID) -> HttpResponse:
    """One job: how far it is, how long it takes, what it was asked, and what came of it."""
    found = _job(request, id)
    name = "parts/job.html" if request.headers.get("HX-Request") else "job.html"
    left = found.left
    given = {
        "job": found,
        "percent": found.done * 100 // found.of if found.of else None,
        "left": None if left is None else max(1, round(left.total_seconds())),
        "result": _address(found),
        "told": sorted((found.result or {}).items()),
        "asked": sorted(found.question.items()),
    }
    return render(request, name, given)


def _address(found: Job) -> str | None:
    """The page of what came of it."""
    to = KINDS[found.kind].address(found) if found.state == Job.State.DONE else None
    return reverse(to[0], args=to[1]) if to else None


@require_POST
@needs(Right.READ)
def stop(request: Asking, id: UUID) -> HttpResponse:
    """Cancel a job of one's own."""
    found = _job(request, id)
    if found.by_id != request.reading.sight.viewer.user:
        raise Http404
    cancel(found)
    return HttpResponseRedirect(reverse("job", args=[id]))


@require_safe
@needs(Right.EXPORT)
def file(request: Asking, id: UUID) -> HttpResponseBase:
    """The file that an export made, for who asked for it, in the role in which they did."""
    found = _job(request, id)
    looks = request.reading.sight.viewer
    same = (found.by_id, found.role, found.organisation) == (looks.user, looks.role, looks.node)
    is_made = found.kind == EXPORT.name and found.state == Job.State.DONE
    made = exported(found) if is_made else None
    if not same or made is None or not made.exists():
        raise Http404
    name = f"dijkwacht-{found.question['table']}-{found.question['on']}{made.suffix}"
    return FileResponse(made.open("rb"), as_attachment=True, filename=name)


def seen(looks: Viewer) -> QuerySet[Job]:
    """The jobs that somebody may see: their own, and those for their organisations."""
    own = Q(by=looks.user) | Q(organisation__in=sorted(looks.acts_for))
    return Job.objects.filter(own).select_related("by")


def _job(request: Asking, id: UUID) -> Job:
    return get_object_or_404(seen(request.reading.sight.viewer), pk=id)


PATHS = [
    path("jobs/", jobs, name="jobs"),
    path("jobs/start/", start, name="job-start"),
    path("jobs/<uuid:id>/", job, name="job"),
    path("jobs/<uuid:id>/stop/", stop, name="job-stop"),
    path("jobs/<uuid:id>/file/", file, name="job-file"),
]
