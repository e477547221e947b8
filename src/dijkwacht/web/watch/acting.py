# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do: with an alert, and with a name that may be a supplier's. Each is a row, written
by a plan, in the trail."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import polars as pl
from django.utils import timezone

from dijkwacht.base.errors import PlanRefused, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.findings.alerts import LIVE, Alert, Status
from dijkwacht.register.codes import ActKind, Confidence, MatchDecision
from dijkwacht.register.register import Register, make
from dijkwacht.register.row import OrganisationId, SupplierId
from dijkwacht.register.watched import AlertAct, Match
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.audit import trail
from dijkwacht.web.editing import edit
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.models.revision import Kind

SOURCE: Final = "Dijkwacht"
MOST: Final = 2_000  # characters of a reason
NEEDS_REASON: Final = frozenset((ActKind.EXPLAIN, ActKind.CLOSE, ActKind.REOPEN))


@dataclass(frozen=True, slots=True)
class Doing:
    """What somebody asked for: for an alert as they saw it."""

    kind: ActKind
    reason: str
    saw: str  # the state that stood on their page

    @classmethod
    def of(cls, kind: str, reason: str, saw: str) -> "Doing":
        """That of a form. WrongQuestion for an act that there is not, or a reason that is
        missing."""
        if kind not in set(ActKind):
            raise WrongQuestion("watch.act", value=kind[:40], known=", ".join(ActKind))
        said = reason.strip()[:MOST]
        if ActKind(kind) in NEEDS_REASON and not said:
            raise WrongQuestion("watch.reason")
        return cls(ActKind(kind), said, saw)


def possible(alert: Alert) -> tuple[ActKind, ...]:
    """What may be done with an alert as it stands."""
    if alert.status in LIVE:
        acknowledge = (ActKind.ACKNOWLEDGE,) if alert.status is not Status.ACKNOWLEDGED else ()
        return (*acknowledge, ActKind.EXPLAIN, ActKind.CLOSE)
    return (ActKind.REOPEN,) if alert.status is Status.CLOSED else ()


def seen(alert: Alert) -> str:
    """Names the state of an alert: another one after anything that somebody did."""
    return f"{alert.status}.{alert.changed_on}.{alert.by}.{alert.reason}"


def act(alert: Alert, doing: Doing, viewer: Viewer) -> Revision:
    """Write what somebody does with an alert. PlanRefused where somebody else was first, or it
    cannot be done with it (any more)."""
    if doing.saw != seen(alert) or doing.kind not in possible(alert):
        status = Message(f"alert-status.{alert.status.value}")
        raise PlanRefused("watch.act-late", status=status, by=alert.by or "?")
    today, node = timezone.localdate(), organisation_of(viewer)
    row = AlertAct(
        id=f"act-{timezone.now().strftime('%Y%m%d%H%M%S%f')}-{viewer.user}",
        valid_from=today,
        organisation_id=None if node is None else OrganisationId(node),
        supplier_id=SupplierId(alert.supplier_id),
        cause=alert.cause,
        kind=doing.kind,
        reason=doing.reason or None,
        done_by=viewer.name,
        done_on=today,
        source=SOURCE,
        recorded_on=today,
        confidence=Confidence.OBSERVED,
    )
    beside = {"suppliers": [alert.supplier_id], "organisations": [] if node is None else [node]}
    revision = edit([row], beside, today, Act(viewer.user, node, doing.reason, Kind.EDIT))
    told = {"supplier": alert.supplier_id, "cause": alert.cause, "kind": doing.kind.value}
    _trail(viewer, "alert-acted", row.id, told | {"revision": revision.number})
    return revision


def organisation_of(viewer: Viewer) -> str | None:
    """For whom somebody acts: their organisation; None is the centre."""
    return viewer.node if viewer.reach is Reach.OWN else None


def match_of(register: Register, id: str) -> Match | None:
    """A name that may be a supplier's."""
    rows = register.table("matches").filter(pl.col("id") == id)
    return make(Match, rows.row(0, named=True)) if rows.height else None


def decide(match: Match, decision: str, reason: str, viewer: Viewer, today: date) -> Revision:
    """Write what somebody decided of a name. WrongQuestion for no decision or no reason,
    PlanRefused where somebody else decided first."""
    if decision not in (MatchDecision.SAME, MatchDecision.DIFFERENT):
        raise WrongQuestion("watch.act", value=decision[:40], known="same, different")
    if not reason.strip():
        raise WrongQuestion("watch.reason")
    if match.decision not in (None, MatchDecision.OPEN):
        status = Message(f"code.match-decision.{match.decision}")
        raise PlanRefused("watch.act-late", status=status, by=match.decided_by or "?")
    said = reason.strip()[:MOST]
    decided = replace(
        match,
        decision=MatchDecision(decision),
        decided_by=viewer.name,
        decided_on=today,
        reason=said,
        recorded_on=today,
    )
    beside = {"suppliers": [str(match.supplier_id)], "observations": [str(match.observation_id)]}
    revision = edit([decided], beside, today, Act(viewer.user, None, said, Kind.EDIT))
    told = {"decision": decision, "revision": revision.number}
    _trail(viewer, "match-decided", match.id, told)
    return revision


def _trail(viewer: Viewer, act: str, about: str, told: dict[str, object]) -> None:
    trail.record(viewer.user, act, about, told, viewer.role, viewer.node or "")
