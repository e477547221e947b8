# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The night watch as a job: feeds first, then every night up to the day, then all are kept."""

from datetime import date
from typing import Any, Final

from django.db import transaction

from dijkwacht.web.queue.kind import Kind, Result, Told, viewer_of
from dijkwacht.web.queue.models import Job
from dijkwacht.web.roles import Right
from dijkwacht.web.watch.feeds import read_feeds
from dijkwacht.web.watch.nights import make


def question_of(on: date) -> dict[str, Any]:
    """The inputs of the job."""
    return {"on": on.isoformat()}


def watch(job: Job, told: Told) -> Result:
    """Make the nights, then keep them in a short transaction: begun again it comes to the same."""
    looks = viewer_of(job, Right.CENTRAL)
    on = date.fromisoformat(job.question["on"])
    read_feeds(on, looks)
    fresh = make(on, told)
    last = fresh.rows[-1]
    result = {"on": on.isoformat(), "nights": len(fresh.rows), "revision": last.revision}
    with transaction.atomic():
        fresh.keep()
        told.finish(result)
    return result


WATCH: Final = Kind("watch", Right.CENTRAL, watch, lambda job: ("watch", ()))
