# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Overrides in two signatures (A4): the first waits, the second writes the row; both are people of
different parts of the organisation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dijkwacht.base.message import Message
from dijkwacht.base.months import months_later
from dijkwacht.findings.classification import ADJUSTMENTS
from dijkwacht.register.assessments import Override
from dijkwacht.register.codes import Confidence, Direction, Noun
from dijkwacht.register.row import ServiceId
from dijkwacht.reports.names import Names
from dijkwacht.rules.rulebook import Rules
from dijkwacht.web.access import Viewer
from dijkwacht.web.audit import trail
from dijkwacht.web.editing import edit
from dijkwacht.web.signing.models import OpenSignature, State
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models.revision import Kind

SOURCE = "Dijkwacht"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes to sign for."""

    service: str
    direction: Direction
    reason: str
    until: date


def unit_of(viewer: Viewer, names: Names) -> str:
    """The part of the organisation that somebody signs for: where they have their role, and which.
    A role is a part of its own: each answers for different things."""
    return f"{names.of(Noun.ORGANISATION, viewer.node)}, {viewer.role.value}"


def longest(rules: Rules, on: date) -> date:
    """The last day until which an override that begins now may hold."""
    return months_later(on, int(rules.parameters(ADJUSTMENTS)["override_months"]))


def open_for(service: str) -> OpenSignature | None:
    """The override of a service that waits for its second signature."""
    return OpenSignature.objects.filter(service_id=service, state=State.OPEN).first()


def propose(proposal: Proposal, viewer: Viewer, unit: str, on: date) -> OpenSignature:
    """The first signature. IntegrityError when another one of the service is open."""
    with transaction.atomic():
        made = OpenSignature.objects.create(
            service_id=proposal.service,
            direction=proposal.direction,
            reason=proposal.reason,
            until=proposal.until,
            first_by_id=viewer.user,
            first_signatory=viewer.name,
            first_unit=unit,
            signed_on=on,
        )
        _tell(made, "override-first", viewer)
    return made


def why_not(
    held: OpenSignature, viewer: Viewer, unit: str, rules: Rules, on: date
) -> Iterator[Message]:
    """Why somebody may not sign second; nothing when they may."""
    if held.first_by_id == viewer.user or held.first_signatory == viewer.name:
        yield Message("signature.same-person")
    elif held.first_unit == unit:
        yield Message("signature.same-unit", {"unit": unit})
    if held.until <= on:
        yield Message("signature.past", {"until": held.until})
    if held.until > longest(rules, on):
        yield Message("signature.too-long", {"last": longest(rules, on)})


def row_of(held: OpenSignature, viewer: Viewer, unit: str, on: date) -> Override:
    """The row that the second signature writes."""
    return Override(
        id=f"ovr-{held.service_id}-{held.pk}",
        valid_from=on,
        valid_until=held.until,
        service_id=ServiceId(held.service_id),
        direction=Direction(held.direction),
        reason=held.reason,
        first_signatory=held.first_signatory,
        first_unit=held.first_unit,
        second_signatory=viewer.name,
        second_unit=unit,
        signed_on=on,
        source=SOURCE,
        recorded_on=on,
        confidence=Confidence.OBSERVED,
    )


def sign(
    held: OpenSignature, viewer: Viewer, unit: str, organisation: str | None, on: date
) -> None:
    """The second signature: the override stands in the register from now on. PlanRefused when
    somebody else wrote at the same moment; then it is still open."""
    with transaction.atomic():
        fresh = OpenSignature.objects.select_for_update().get(pk=held.pk, state=State.OPEN)
        act = Act(viewer.user, organisation, fresh.reason, Kind.EDIT)
        row = row_of(fresh, viewer, unit, on)
        fresh.revision = edit([row], {"services": [fresh.service_id]}, on, act)
        _end(fresh, State.SIGNED, viewer, on, "")


def decline(held: OpenSignature, viewer: Viewer, why: str, on: date) -> None:
    """No second signature, with why; who signed first withdraws it."""
    own = held.first_by_id == viewer.user
    with transaction.atomic():
        fresh = OpenSignature.objects.select_for_update().get(pk=held.pk, state=State.OPEN)
        _end(fresh, State.WITHDRAWN if own else State.DECLINED, viewer, on, why)


def _end(held: OpenSignature, state: State, viewer: Viewer, on: date, why: str) -> None:
    held.state, held.ended_by_id, held.ended_on, held.ended_why = state, viewer.user, on, why
    held.save()
    _tell(held, f"override-{state.value}", viewer)


def _tell(held: OpenSignature, act: str, viewer: Viewer) -> None:
    told = {
        "signature": held.pk,
        "direction": held.direction,
        "reason": held.reason,
        "until": held.until,
        "why": held.ended_why,
    }
    trail.record(viewer.user, act, held.service_id, told, viewer.role, viewer.node or "")
