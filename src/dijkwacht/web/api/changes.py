# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes: first a plan, which tells what rows would change; then exactly that plan."""

from datetime import date
from typing import Annotated, Final, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.problem import Problem as Found
from dijkwacht.register.plan import Ends, Plan
from dijkwacht.web.api.answers import answer
from dijkwacht.web.api.callers import Caller, needs
from dijkwacht.web.api.problems import Refused, words_of
from dijkwacht.web.api.proposed import BODY, planned, sent
from dijkwacht.web.api.revisions import RevisionRead, told
from dijkwacht.web.api.schemas import Answer, Day
from dijkwacht.web.audit import trail
from dijkwacht.web.roles import Right
from dijkwacht.web.store.apply import Act, apply_plan
from dijkwacht.web.store.models import Revision

ROUTER: Final = Router(tags=["changes"], by_alias=True)
RIGHTS: Final = (Right.EDIT, Right.IMPORT)
MOST: Final = 1_000  # problems that are told


class HowPlanned(Answer):
    """From when rows hold, and what happens to own rows that are not among them."""

    on: Day | None = Field(None, description="The day it takes effect; today when absent.")
    ends: Literal["nothing", "source", "all"] = Field(
        "nothing",
        description="Which of one's own rows end when they are not sent: none, those of the same "
        "sources, or all.",
    )


class HowApplied(HowPlanned):
    """Which plan is applied: exactly the one with this checksum, on this revision."""

    revision: int = Field(ge=0, le=2**31 - 1, description="The revision that the plan is based on.")
    checksum: Annotated[str, Field(pattern="^[0-9a-f]{12}$")] = Field(description="Of the plan.")
    why: str = Field(
        "", max_length=1_000, pattern=r"^[^\x00]*$", description="Why; stands in the history."
    )
    anyway: bool = Field(False, description="Also when it touches more than policy's limit.")


class RowCounts(Answer):
    """How many rows of a table are new, changed and ended."""

    new: int
    changed: int
    ended: int


class PlanProblem(Answer):
    """What is wrong with a row that was sent."""

    grade: str
    code: str
    where: str
    detail: str
    mend: str


class PlanRead(Answer):
    """What rows would change. Nothing has been written."""

    revision: int = Field(description="The revision it is based on.")
    on: date
    ends: str
    checksum: str
    counts: dict[str, RowCounts]
    refused: int = Field(description="Rows with a fault, which are left out.")
    foreign: int = Field(description="Rows that one may not touch; with any it is not applied.")
    too_much: bool = Field(description="It touches more than policy's limit.")
    problems: list[PlanProblem]


@ROUTER.post(
    "/plans",
    response={200: PlanRead},
    operation_id="make-plan",
    url_name="make-plan",
    summary="Ask what rows would change",
    openapi_extra=BODY,
)
def plans(request: HttpRequest, asked: Query[HowPlanned]) -> HttpResponse:
    """What rows would change: how many are new, changed and ended, what is wrong with them, and a
    checksum that names exactly this plan. Writes nothing."""
    found = needs(request, *RIGHTS)
    incoming, faults = sent(request)
    on, ends = asked.on or timezone.localdate(), Ends(asked.ends)
    plan, foreign = planned(incoming, found.viewer, on, ends)
    return answer(_read(plan, ends, [*faults, *plan.refused], foreign))


@ROUTER.post(
    "/changes",
    response={201: RevisionRead},
    operation_id="make-change",
    url_name="make-change",
    summary="Apply a plan",
    description="Write exactly the plan with this checksum, whole or not at all. 409 when the "
    "register changed since, or it is another plan.",
    openapi_extra=BODY,
)
def changes(request: HttpRequest, asked: Query[HowApplied]) -> HttpResponse:
    """Write exactly the plan that was shown, as the next revision."""
    found = needs(request, *RIGHTS, write=True)
    incoming, _ = sent(request)
    on = asked.on or timezone.localdate()
    plan, foreign = planned(incoming, found.viewer, on, Ends(asked.ends))
    if foreign:
        raise Refused(403, "api.foreign", count=len(foreign), where=foreign[0].where)
    if plan.revision != asked.revision:
        raise PlanRefused("plan-outdated", planned=asked.revision, found=plan.revision)
    if plan.is_empty:
        raise PlanRefused("api-plan-empty")
    made = answer(told(_applied(plan, asked, found), found.viewer), 201)
    made["Location"] = f"/api/v1/revisions/{plan.revision + 1}"
    return made


def _applied(plan: Plan, asked: HowApplied, found: Caller) -> Revision:
    """The plan as a revision, with the token in the trail."""
    viewer, token = found.viewer, found.token
    act = Act(viewer.user, viewer.node, asked.why)
    with transaction.atomic():
        revision = apply_plan(plan, asked.checksum, act, anyway=asked.anyway)
        trail.record(
            viewer.user,
            "api-change",
            str(revision.number),
            {"token": token.pk if token else None, "anyway": asked.anyway},
            viewer.role.value,
            viewer.node or "",
        )
    return revision


def _read(plan: Plan, ends: Ends, faults: list[Found], foreign: list[Found]) -> PlanRead:
    counts = {
        table: RowCounts(**dict(zip(RowCounts.model_fields, changed.counts(), strict=True)))
        for table, changed in plan.changes.items()
        if changed.count
    }
    return PlanRead(
        revision=plan.revision,
        on=plan.on,
        ends=ends.value,
        checksum=plan.checksum,
        counts=counts,
        refused=len(plan.refused),
        foreign=len(foreign),
        too_much=bool(plan.too_much),
        problems=[_problem(one) for one in [*foreign, *faults][:MOST]],
    )


def _problem(found: Found) -> PlanProblem:
    words = words_of()
    return PlanProblem(
        grade=found.grade.value,
        code=found.what.code,
        where=found.where,
        detail=words.say(found.what),
        mend=words.say(found.mend),
    )
