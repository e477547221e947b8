# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large imports as jobs: working out a plan, and writing it."""

from dataclasses import asdict
from typing import Final

from django.db import transaction

from dijkwacht.base.errors import NotInRegister
from dijkwacht.web.imports.making import STEPS, make, outline, put, ready
from dijkwacht.web.imports.summary import summary
from dijkwacht.web.queue.kind import Kind, Result, Told, viewer_of
from dijkwacht.web.queue.models import ImportDraft, Job
from dijkwacht.web.roles import Right


def plan(job: Job, told: Told) -> Result:
    """What a draft comes to; kept with the draft."""
    draft = _draft(job)
    looks = viewer_of(job, Right.IMPORT)
    draft.outline = [asdict(found) for found in outline(draft)]
    draft.summary = summary(make(draft, looks, told))
    told(STEPS, STEPS)
    draft.save(update_fields=["outline", "summary"])
    return {"draft": str(draft.pk)}


def apply(job: Job, told: Told) -> Result:
    """Write a plan that somebody saw; an attempt that fell before its end wrote nothing. All that
    takes long comes before the transaction, so that others can write meanwhile; when one of them
    did, the plan is outdated and says so."""
    draft = _draft(job)
    looks = viewer_of(job, Right.IMPORT)
    made = ready(draft, looks, told)
    told(STEPS, STEPS)
    checksum, anyway = job.question["checksum"], job.question["anyway"]
    with transaction.atomic():
        revision = put(draft, looks, made, checksum, anyway=anyway)
        result = {"draft": str(draft.pk), "revision": revision.number}
        told.finish(result)
    return result


def _draft(job: Job) -> ImportDraft:
    draft = ImportDraft.objects.filter(pk=job.question["draft"], by=job.by_id).first()
    if draft is None:
        raise NotInRegister("import-gone")
    return draft


PLAN: Final = Kind(
    "import-plan", Right.IMPORT, plan, lambda job: ("import-problems", (job.question["draft"],))
)
APPLY: Final = Kind(
    "import-apply", Right.IMPORT, apply, lambda job: ("import-result", (job.question["draft"],))
)
