# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alerts: one per supplier and cause, within the budget of a month, with what people did about
them. Floors from policy's level are always told; what the budget has no room for waits, the worst
first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import polars as pl

from dijkwacht.findings.levels import LevelPolicy
from dijkwacht.register.codes import ActKind


class Status(StrEnum):
    """Where an alert stands."""

    WAITING = "waiting"  # the budget of the month has no room
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"  # by a person
    LAPSED = "lapsed"  # the level fell


LIVE: Final = frozenset((Status.WAITING, Status.OPEN, Status.ACKNOWLEDGED))
_AFTER: Final[Mapping[str, Status]] = {
    ActKind.ACKNOWLEDGE: Status.ACKNOWLEDGED,
    ActKind.CLOSE: Status.CLOSED,
    ActKind.REOPEN: Status.OPEN,
}


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of a supplier."""

    supplier_id: str
    cause: str  # the kind of observation, `accounts`, `group`, or `weight`
    level: int  # the highest since it was raised
    raised_on: date
    status: Status
    always: bool  # outside the budget
    opened_on: date | None = None  # None while it waits
    changed_on: date | None = None
    by: str | None = None  # who acted last
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Rise:
    """A supplier whose level calls for an alert on a day."""

    supplier_id: str
    cause: str
    level: int
    floor: int
    priority: int  # probability times weight: the order of what waits
    rose: bool  # its level is higher than the night before
    hangs: bool = True  # whether a service hangs on it


@dataclass(frozen=True, slots=True)
class Book:
    """All alerts there ever were, by supplier, cause and day."""

    alerts: tuple[Alert, ...] = ()

    def live(self) -> Mapping[tuple[str, str], Alert]:
        """Those that are not done, by supplier and cause."""
        return {(one.supplier_id, one.cause): one for one in self.alerts if one.status in LIVE}

    def spent(self, on: date) -> int:
        """How many of the month's budget are used."""
        return sum(
            1
            for one in self.alerts
            if not one.always
            and one.opened_on is not None
            and (one.opened_on.year, one.opened_on.month) == (on.year, on.month)
        )


def after_night(
    book: Book,
    rises: Sequence[Rise],
    levels: Mapping[str, int],
    acts: pl.DataFrame,
    policy: LevelPolicy,
    on: date,
) -> Book:
    """The alerts after the night of a day: acts of people up to it, what lapsed, what is new, and
    what the budget lets out. `levels` are those of the day, by supplier."""
    acted = [_acted(one, _of(acts, one, on)) for one in book.alerts]
    stayed = [_lapsed(one, levels.get(one.supplier_id, 0), policy, on) for one in acted]
    for rise in rises:
        _raise(stayed, rise, policy, on)
    return _let_out(Book(tuple(stayed)), rises, policy, on)


def _raise(alerts: list[Alert], rise: Rise, policy: LevelPolicy, on: date) -> None:
    """A new alert where there is none, or where the last is done and the level rose; else the one
    there is, with the highest level."""
    key = rise.supplier_id, rise.cause
    places = [at for at, one in enumerate(alerts) if (one.supplier_id, one.cause) == key]
    last = alerts[places[-1]] if places else None
    if last is not None and last.status in LIVE:
        alerts[places[-1]] = replace(last, level=max(last.level, rise.level))
    elif rise.rose or (last is None and rise.floor >= policy.alert_from):
        alerts.append(_new(rise, policy, on))


def acted(book: Book, acts: pl.DataFrame, on: date) -> Book:
    """The same alerts after what people did with them up to a day; nothing is raised or let out."""
    return Book(tuple(_acted(one, _of(acts, one, on)) for one in book.alerts))


def _of(acts: pl.DataFrame, alert: Alert, on: date) -> Iterator[Mapping[str, object]]:
    """What people did with an alert since it was raised, in order."""
    if not acts.height:
        return
    mine = acts.filter(
        (pl.col("supplier_id") == alert.supplier_id)
        & (pl.col("cause") == alert.cause)
        & pl.col("done_on").is_between(alert.raised_on, on)
    )
    yield from mine.sort("done_on", "id").iter_rows(named=True)


def _acted(alert: Alert, acts: Iterator[Mapping[str, object]]) -> Alert:
    """The alert after what people did. An act of before it lapsed does not bring it back."""
    for act in acts:
        day = act["done_on"]
        assert isinstance(day, date)
        if alert.changed_on is not None and day < alert.changed_on:
            continue
        status = _AFTER.get(str(act["kind"]), alert.status)
        by, reason = _text(act["done_by"]), _text(act["reason"])
        opened = alert.opened_on or (day if status is not Status.WAITING else None)
        changed = day if status is not alert.status else alert.changed_on
        alert = replace(alert, status=status, changed_on=changed, opened_on=opened)
        alert = replace(alert, by=by, reason=reason)
    return alert


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _lapsed(alert: Alert, level: int, policy: LevelPolicy, on: date) -> Alert:
    if alert.status not in LIVE or level >= policy.alert_from:
        return alert
    return replace(alert, status=Status.LAPSED, changed_on=on)


def _new(rise: Rise, policy: LevelPolicy, on: date) -> Alert:
    always = rise.hangs and rise.floor >= policy.always_from
    status = Status.OPEN if always else Status.WAITING
    opened = on if always else None
    return Alert(rise.supplier_id, rise.cause, rise.level, on, status, always, opened)


def _let_out(book: Book, rises: Sequence[Rise], policy: LevelPolicy, on: date) -> Book:
    """What waits comes out as far as the budget goes: the highest level first, then what weighs
    most, then by id."""
    room = policy.budget - book.spent(on)
    weight = {rise.supplier_id: rise.priority for rise in rises}
    waiting = [at for at, one in enumerate(book.alerts) if one.status is Status.WAITING]
    order = sorted(
        waiting,
        key=lambda at: (
            -book.alerts[at].level,
            -weight.get(book.alerts[at].supplier_id, 0),
            book.alerts[at].supplier_id,
            book.alerts[at].cause,
        ),
    )
    out = set(order[: max(room, 0)])
    return Book(
        tuple(
            replace(one, status=Status.OPEN, opened_on=on) if at in out else one
            for at, one in enumerate(book.alerts)
        )
    )
