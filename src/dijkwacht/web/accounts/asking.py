# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for names, deciding on it, and giving account afterwards. The rules: another person
agrees, it ends within 72 hours, only organisations that rest on the named suppliers are named, and
who has not yet given account does not ask again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.order import in_rows
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts.naming import LONGEST_HOURS, Naming, State
from dijkwacht.web.audit import trail
from dijkwacht.web.ownership import Owners
from dijkwacht.web.reasoning import REASONING

SHORTEST_REASON = 20  # characters


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks."""

    suppliers: Sequence[str]
    reason: str
    hours: int
    delay_hours: int = 0


def ask(by: Viewer, wish: Wish) -> Naming:
    """A request. WrongQuestion for one that is not sound, or from who owes an account."""
    _sound(wish)
    if owed(by) is not None:
        raise WrongQuestion("names-owed")
    with transaction.atomic():
        made = Naming.objects.create(
            by_id=by.user,
            reason=wish.reason.strip(),
            suppliers=sorted(set(wish.suppliers)),
            hours=wish.hours,
            delay_hours=wish.delay_hours,
        )
        _told(by, "names-asked", made, {"reason": made.reason, "suppliers": made.suppliers})
    return made


def decide(by: Viewer, naming: Naming, *, approve: bool) -> None:
    """Somebody else agrees, or does not. WrongQuestion for one's own, or one that was decided."""
    if naming.by_id == by.user:
        raise WrongQuestion("names-own")
    with transaction.atomic():
        held = Naming.objects.select_for_update().get(pk=naming.pk)
        if held.state != State.ASKED:
            raise WrongQuestion("names-decided")
        now = timezone.now()
        held.state = State.APPROVED if approve else State.REFUSED
        held.decided_by_id, held.decided_at = by.user, now
        if approve:
            held.ends_at = now + timedelta(hours=held.hours)
            held.tell_at = now + timedelta(hours=held.delay_hours)
            held.organisations = touched(held.suppliers)
        held.save()
        told = {"ends": held.ends_at, "organisations": held.organisations}
        _told(by, f"names-{held.state}", held, told)


def stop(by: Viewer, naming: Naming) -> None:
    """End it before its time: who asked withdraws it, and no names are shown any longer."""
    if naming.by_id != by.user:
        raise WrongQuestion("names-not-own")
    with transaction.atomic():
        held = Naming.objects.select_for_update().get(pk=naming.pk)
        now = timezone.now()
        if held.state == State.ASKED:
            held.state, held.decided_at = State.WITHDRAWN, now
        elif held.holds(now):
            held.ends_at = now
        held.save()
        _told(by, "names-stopped", held, {})


def account(by: Viewer, naming: Naming, text: str) -> None:
    """What was done with the names, told by who saw them."""
    if naming.by_id != by.user or naming.state != State.APPROVED:
        raise WrongQuestion("names-not-own")
    if len(text.strip()) < SHORTEST_REASON:
        raise WrongQuestion("names-short", least=SHORTEST_REASON)
    with transaction.atomic():
        naming.report, naming.reported_at = text.strip(), timezone.now()
        naming.save(update_fields=["report", "reported_at"])
        _told(by, "names-account", naming, {"report": naming.report})


def owed(by: Viewer) -> Naming | None:
    """The request of which somebody has not yet told what they did with the names."""
    now = timezone.now()
    held = Naming.objects.filter(by=by.user, state=State.APPROVED, reported_at=None)
    return next((one for one in held if not one.holds(now)), None)


def told_to(looks: Viewer) -> list[Naming]:
    """The requests under which organisations of this viewer were named, as far as they may know
    yet; the newest first."""
    now = timezone.now()
    held = Naming.objects.filter(state=State.APPROVED).select_related("by", "decided_by")
    return [one for one in held if one.is_told(now) and looks.acts_for & set(one.organisations)]


def touched(suppliers: Iterable[str]) -> list[str]:
    """The organisations with something that rests on these suppliers in whatever way, today, and
    those that they deliver to."""
    opened = REASONING.on(timezone.localdate()).opened
    graph, wanted = opened.graphs.every, sorted(set(suppliers))
    index = graph.index
    nodes = [index[NodeNoun.SUPPLIER, id] for id in wanted if (NodeNoun.SUPPLIER, id) in index]
    whose = {graph.nodes.organisation[node] for node in _above(graph, nodes)}
    supplied = opened.register.table("deliveries")["supplier_id"].is_in(wanted).fill_null(False)
    whose |= set(Owners(opened.register).frame("deliveries").filter(supplied)["owner"])
    return sorted(one for one in whose if one)


def _above(graph: DependencyGraph, nodes: list[int]) -> list[int]:
    """These nodes and all that need them, directly or by way of others."""
    first, owners = graph.users_of
    seen = np.zeros(len(graph.nodes), bool)
    fresh = np.unique(np.array(nodes, np.int64))
    while fresh.size:
        seen[fresh] = True
        above = np.unique(in_rows(fresh, first, owners))
        fresh = above[~seen[above]]
    found: list[int] = np.flatnonzero(seen).tolist()
    return found


def _sound(wish: Wish) -> None:
    held = set(REASONING.on(timezone.localdate()).opened.register.table("suppliers")["id"])
    if not wish.suppliers or not set(wish.suppliers) <= held:
        raise WrongQuestion("names-suppliers")
    if len(wish.reason.strip()) < SHORTEST_REASON:
        raise WrongQuestion("names-short", least=SHORTEST_REASON)
    if not 1 <= wish.hours <= LONGEST_HOURS or not 0 <= wish.delay_hours <= LONGEST_HOURS:
        raise WrongQuestion("names-hours", longest=LONGEST_HOURS)


def _told(by: Viewer, act: str, naming: Naming, told: dict[str, Any]) -> None:
    trail.record(by.user, act, str(naming.pk), told, by.role.value)
