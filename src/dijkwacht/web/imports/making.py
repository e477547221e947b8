# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the files of a draft to its plan, and from the plan to the register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from dijkwacht import verbs
from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.register.amendments import Amendments, Found
from dijkwacht.register.plan import Ends, Plan
from dijkwacht.register.same import Double
from dijkwacht.web.access import Viewer
from dijkwacht.web.imports.exchange import owners_of_all
from dijkwacht.web.imports.scope import Scope
from dijkwacht.web.imports.uploads import SMALL, folder_of
from dijkwacht.web.queue.models import ImportDraft, Renaming
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.store.apply import Act, apply_plan
from dijkwacht.web.store.models import Revision

SMALL_ROWS: Final = 5_000
SMALL_REGISTER: Final = 200_000
"""What is not larger is worked out while the reader waits."""

Progress = Callable[[int, int], None]
"""Hears how many steps of how many are done; raises to end the work."""
STEPS: Final = 4  # of working a draft out: the files, the register, the plan, its checksum


@dataclass(frozen=True)
class Made:
    """What a draft comes to: the plan, everything that is wrong, and suppliers that may be held
    already."""

    plan: Plan
    problems: tuple[Problem, ...]
    doubles: tuple[Double, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What stops a row, or a cell of it."""
        return tuple(found for found in self.problems if found.grade is Grade.FAULT)


def _silent(done: int, of: int) -> None:
    """Tell nobody."""


def make(draft: ImportDraft, viewer: Viewer, told: Progress = _silent) -> Made:
    """Read the files as they were amended, and plan what the viewer may do of them. Unreadable for
    files that cannot be read."""
    told(0, STEPS)
    rules = REASONING.rulebook.on(draft.on)
    path = folder_of(draft.pk) / draft.path
    amended = Amendments.of(draft.amendments)
    if draft.outline is None:
        verbs.measure(path)
    incoming, problems = verbs.load(draft.source, path, rules, amended)
    told(1, STEPS)
    reasoned = REASONING.on(draft.on)
    held = reasoned.held.history
    scope = Scope(viewer, held, owners_of_all(reasoned))
    told(2, STEPS)
    found = verbs.doubles(held, incoming)
    coming = verbs.merged(incoming.known(), draft.same)
    plan, refused = scope.plan(coming, draft.on, rules, Ends(draft.ends))
    told(3, STEPS)
    same = [
        row_problem("suppliers", one.id, "", "supplier-held", Grade.WARNING, **_said(one))
        for one in found
        if one.id not in draft.same
    ]
    return Made(plan, (*refused, *plan.refused, *problems, *same), tuple(found))


def _said(double: Double) -> dict[str, str]:
    return {"held": double.held, "scheme": double.scheme, "value": double.value}


def outline(draft: ImportDraft) -> list[Found]:
    """The files or sheets of a draft with their headers; Unreadable as `make`, also for what is too
    large to be read."""
    path = folder_of(draft.pk) / draft.path
    verbs.measure(path)
    return verbs.outline(draft.source, path)


def is_small(draft: ImportDraft) -> bool:
    """Whether it is worked out while the reader waits."""
    rows = sum(part["rows"] for part in draft.outline or ())
    held = REASONING.newest().history.count()
    return draft.size <= SMALL and rows <= SMALL_ROWS and held <= SMALL_REGISTER


def ready(draft: ImportDraft, viewer: Viewer, told: Progress = _silent) -> Made | None:
    """All that takes long, before anything is written: the plan with its checksum; None for a draft
    that was written already. PlanRefused for a plan that changes nothing."""
    if ImportDraft.objects.get(pk=draft.pk).revision is not None:
        return None
    made = make(draft, viewer, told)
    if made.plan.is_empty:
        raise PlanRefused("import-empty")
    _ = made.plan.checksum  # kept with the plan, so that nobody waits for it who wants to write
    return made


def put(
    draft: ImportDraft, viewer: Viewer, made: Made | None, checksum: str, *, anyway: bool
) -> Revision:
    """Write exactly the plan with this checksum, once, in one transaction; said a second time it is
    the same revision.

    PlanRefused when the draft comes to another plan now, when the register is at another revision
    than it was made on, or when it touches too much and `anyway` is not said.
    """
    act = Act(by=viewer.user, organisation=viewer.node, why=draft.name)
    with transaction.atomic():
        written = ImportDraft.objects.select_for_update().get(pk=draft.pk).revision
        if written is not None:
            return Revision.objects.get(number=written)
        assert made is not None  # `ready` found it written, and that is for good
        revision = apply_plan(made.plan, checksum, act, anyway=anyway)
        ImportDraft.objects.filter(pk=draft.pk).update(revision=revision.number)
        _remember(draft)
    draft.revision = revision.number
    return revision


def write(draft: ImportDraft, viewer: Viewer, checksum: str, *, anyway: bool) -> Revision:
    """Work a draft out and write it. PlanRefused as `ready` and `put`."""
    return put(draft, viewer, ready(draft, viewer), checksum, anyway=anyway)


def _remember(draft: ImportDraft) -> None:
    """Keep the names for the next time; cells are of this file alone."""
    said = {key: value for key, value in draft.amendments.items() if key != "cells"}
    if said:
        Renaming.objects.update_or_create(
            organisation=draft.organisation or "", source=draft.source, defaults={"said": said}
        )


def remembered(organisation: str | None, source: str) -> dict[str, Any]:
    """What was said about such a source before."""
    found = Renaming.objects.filter(organisation=organisation or "", source=source).first()
    return dict(found.said) if found else {}
