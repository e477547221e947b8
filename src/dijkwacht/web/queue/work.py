# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs from asked to done. A job is taken up by one worker at a time; each attempt has a number,
and only the last attempt writes."""

import logging
import threading
import time
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from dijkwacht.base.errors import DijkwachtError
from dijkwacht.web.access import Viewer
from dijkwacht.web.queue.kinds import KINDS
from dijkwacht.web.queue.models import Job

LOG: Final = logging.getLogger("dijkwacht.jobs")
BREATH: Final = 1.0  # seconds between two times that progress is written
STOPPING: Final = threading.Event()
"""This worker is asked to end: it hands back what it is doing."""


class _Over(Exception):
    """The work is not to go on."""


class Cancelled(_Over):
    """Somebody asked to stop."""


class HandedOn(_Over):
    """Another worker has it, or shall have it."""


class Named:
    """The name of the worker that this process is."""

    name = ""


def begin(kind: str, question: Mapping[str, Any], looks: Viewer) -> Job:
    """Ask for a job, in the transaction of what it follows from; one that waits or runs with the
    same question of the same person is not asked for twice."""
    asked = {
        "kind": kind,
        "by_id": looks.user,
        "role": looks.role.value,
        "organisation": looks.node,
    }
    with transaction.atomic():
        waiting = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING), **asked)
        for job in waiting:
            if job.question == question and not job.stops:
                return job
        job = Job.objects.create(question=dict(question), **asked)
        enqueue(job)
    return job


def enqueue(job: Job) -> None:
    """Put it in the queue."""
    job.task = perform.enqueue(str(job.pk)).id
    job.save(update_fields=["task"])


@task()
def perform(job: str) -> None:
    """Do a job: what the queue calls."""
    run(job)


def run(id: str) -> None:
    """Take a job up and do it; nothing when another has it, or it is over."""
    job = _take(id)
    if job is None:
        return
    told = Telling(job)
    try:
        told.finish(KINDS[job.kind].work(job, told))
    except HandedOn:
        _hand_back(job)
    except Cancelled:
        told.end(Job.State.CANCELLED)
    except DijkwachtError as fault:
        told.end(Job.State.FAILED, fault=_kept(fault))
    except Exception as fault:
        LOG.exception("job %s of kind %s failed", job.pk, job.kind)
        known = DijkwachtError("internal", kind=type(fault).__name__, why=str(fault)[:300])
        told.end(Job.State.FAILED, fault=_kept(known))


def _take(id: str) -> Job | None:
    now = timezone.now()
    taken = Job.objects.filter(pk=id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING,
        attempt=F("attempt") + 1,
        worker=Named.name,
        began_at=now,
        heartbeat=now,
    )
    return Job.objects.select_related("by").get(pk=id) if taken else None


def _hand_back(job: Job) -> None:
    """Let another worker do it; an attempt that we ended ourselves does not count."""
    with transaction.atomic():
        held = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING)
        if held.update(state=Job.State.WAITING, attempt=job.attempt - 1, heartbeat=timezone.now()):
            enqueue(Job.objects.get(pk=job.pk))


def cancel(job: Job) -> None:
    """Stop it: at once when it waits, else at its next sign of progress."""
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(stops=True)
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, stops=True, ended_at=timezone.now()
    )


def _kept(fault: DijkwachtError) -> dict[str, Any]:
    """An error as JSON; what is no plain value is told as text."""
    plain = {
        name: value if isinstance(value, str | int | float | None) else str(value)
        for name, value in fault.what.params.items()
    }
    return {"code": fault.what.code, "params": plain}


class Telling:
    """Writes the progress of one attempt, at most once a second."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._last = 0.0

    @property
    def _held(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, attempt=self.job.attempt, state=Job.State.RUNNING)

    def __call__(self, done: int, of: int) -> None:
        """Keep how far it is. HandedOn when this worker ends or the job is no longer ours,
        Cancelled when somebody said so."""
        if STOPPING.is_set():
            raise HandedOn
        now = time.monotonic()
        if now - self._last < BREATH and done < of:
            return
        self._last = now
        if not self._held.update(done=done, of=of, heartbeat=timezone.now()):
            raise HandedOn
        if self._held.filter(stops=True).exists():
            raise Cancelled

    def finish(self, result: Mapping[str, Any]) -> None:
        """It is done; HandedOn when another attempt took over, Cancelled when somebody said so
        before this moment. Said twice it counts once."""
        if Job.objects.filter(pk=self.job.pk, attempt=self.job.attempt, state=Job.State.DONE):
            return
        now = timezone.now()
        going = self._held.filter(stops=False)
        if not going.update(state=Job.State.DONE, ended_at=now, result=dict(result)):
            raise Cancelled if self._held.exists() else HandedOn

    def end(self, state: Job.State, **more: Any) -> bool:
        """It is over; False when it is no longer ours."""
        return bool(self._held.update(state=state, ended_at=timezone.now(), **more))
