# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs whose worker fell are taken up again; one that fells its workers ends."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dijkwacht.web.queue.models import Job
from dijkwacht.web.queue.work import enqueue

MOST: Final = 3
"""A job that so many workers did not survive is the fault itself."""

LONG: Final = timedelta(days=7)
OPEN: Final = (Job.State.WAITING, Job.State.RUNNING)


def take_up(silent: timedelta) -> int:
    """Queue again what gave no sign for so long; how many that were."""
    before = timezone.now() - silent
    lost = Job.objects.filter(state__in=OPEN, heartbeat__lt=before).values_list("pk", flat=True)
    return sum(_again(id, before) for id in list(lost))


def _again(id: UUID, before: datetime) -> bool:
    with transaction.atomic():
        found = Job.objects.select_for_update().filter(pk=id, state__in=OPEN, heartbeat__lt=before)
        job = found.first()
        if job is None or _is_queued(job):
            return False
        tasks = DBTaskResult.objects.filter(pk=str(job.task), status=TaskResultStatus.RUNNING)
        tasks.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
        job.heartbeat = timezone.now()
        if job.attempt >= MOST:
            job.state, job.ended_at = Job.State.FAILED, timezone.now()
            job.fault = {"code": "job-lost", "params": {"times": job.attempt}}
            job.save()
            return False
        job.state = Job.State.WAITING
        job.save()
        enqueue(job)
    return True


def _is_queued(job: Job) -> bool:
    """Whether it waits for its turn."""
    ready = DBTaskResult.objects.filter(pk=str(job.task), status=TaskResultStatus.READY)
    return job.state == Job.State.WAITING and ready.exists()


def beat(worker: str) -> None:
    """The sign of life of all that a worker does."""
    alive = Job.objects.filter(worker=worker, state=Job.State.RUNNING)
    alive.update(heartbeat=timezone.now())


def tidy() -> None:
    """Forget what the queue did long ago; jobs themselves stay."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - LONG)
    old.delete()
