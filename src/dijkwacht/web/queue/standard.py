# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work that is no import or ranking: the snapshot, a large export."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.register.records import TABLES
from dijkwacht.register.tables import Format, to_bytes
from dijkwacht.web.audit import trail
from dijkwacht.web.queue.kind import Kind, Result, Told, viewer_of
from dijkwacht.web.queue.models import Job
from dijkwacht.web.reasoning import REASONING, SNAPSHOTS
from dijkwacht.web.roles import Right
from dijkwacht.web.settings import ENVIRONMENT

HOME = ENVIRONMENT.home
EXPORTS: Final = "exports"


def snapshot(_: Job, told: Told) -> Result:
    """The newest register on disk, for the next process that starts."""
    held = REASONING.newest()
    told(1, 2)
    SNAPSHOTS.keep(held)
    return {"revision": held.number, "rows": held.history.count()}


def export(job: Job, told: Told) -> Result:
    """One table, as far as who asked sees it, as a file."""
    looks = viewer_of(job, Right.EXPORT)
    table, form = job.question["table"], Format(job.question["form"])
    if table not in TABLES:
        raise WrongQuestion("job-table", table=table)
    rows = REASONING.on(date.fromisoformat(job.question["on"])).sight(looks).table(table)
    told(1, 2)
    exported(job).write_bytes(to_bytes(table, rows, form))
    told(2, 2)
    told_of: dict[str, Any] = {"table": table, "rows": rows.height, "job": str(job.pk)}
    result = {"table": table, "rows": rows.height, "form": form.value}
    with transaction.atomic():
        trail.record(job.by_id, "export", table, told_of, job.role, job.organisation or "")
        told.finish(result)
    return result


def exported(job: Job) -> Path:
    """The file that an export makes."""
    return home(EXPORTS) / f"{job.pk}.{Format(job.question['form']).value}"


def home(name: str) -> Path:
    """A folder of the site, which nobody else may read."""
    folder = HOME / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


SNAPSHOT: Final = Kind("snapshot", Right.CENTRAL, snapshot)
EXPORT: Final = Kind("export", Right.EXPORT, export, lambda job: ("job-file", (job.pk,)))
