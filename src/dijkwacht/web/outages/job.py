# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ranking as a job, for what takes longer than a reader waits: counted, kept, shown from then
on."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction

from dijkwacht.base.errors import NotInRegister
from dijkwacht.web.access import Viewer
from dijkwacht.web.outages.ranked import RankAsked, counted, keep_ranking
from dijkwacht.web.outages.runs import digest
from dijkwacht.web.queue.kind import Kind, Result, Told, viewer_of
from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.standard import home
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Right

RANKINGS: Final = "rankings"
ALIVE: Final = (Job.State.WAITING, Job.State.RUNNING)


def question_of(asked: RankAsked, on: date) -> dict[str, Any]:
    """The inputs of the job."""
    return {**asked.as_question(), "on": on.isoformat()}


def running(asked: RankAsked, on: date, viewer: Viewer) -> Job | None:
    """The job that counts this for the viewer's organisation, if it waits or runs."""
    alive = Job.objects.filter(kind=RANKING.name, state__in=ALIVE, organisation=viewer.node)
    wanted = question_of(asked, on)
    return next((job for job in alive if job.question == wanted), None)


def rank(job: Job, told: Told) -> Result:
    """Count, then keep in a transaction of its own; done once, however often it is begun, and what
    an attempt before this one counted is not counted again. NotInRegister for a question about
    others than who asked may see."""
    question: Mapping[str, Any] = job.question
    looks = viewer_of(job, Right.READ)
    asked = RankAsked.kept(question)
    if asked != RankAsked.of(asked.kind, asked.stop, looks):
        raise NotInRegister("outage-nothing-there")
    reasoned = REASONING.on(date.fromisoformat(question["on"]))
    folder = None
    if asked.node is None:
        folder = home(RANKINGS) / digest(asked.as_question())[:16]
    found = counted(reasoned, asked, reasoned.sight(looks), told, folder)
    told(len(found.places), len(found.places))
    with transaction.atomic():
        run = keep_ranking(reasoned, asked, found, looks)
        counts = {"places": len(found.places), "counted": found.counted}
        result = {"run": str(run.uuid), "revision": run.revision, **counts}
        told.finish(result)
    return result


def _place(job: Job) -> tuple[str, tuple[str, ...]] | None:
    """Where the kept run is read; None for a job of before, which kept none."""
    run = (job.result or {}).get("run")
    return None if run is None else ("run", (run,))


RANKING: Final = Kind("ranking", Right.READ, rank, _place)
