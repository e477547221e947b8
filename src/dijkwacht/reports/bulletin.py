# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bulletin of a night: what rose and why, what hangs on it, what to do, and how sure the watch
is of what it sees."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.engine.rank import Place
from dijkwacht.findings.alerts import LIVE, Alert, Status
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.contract_watch import ContractWatch
from dijkwacht.findings.hanging import Hanging as HangingOnNodes
from dijkwacht.findings.levels import UNKNOWN
from dijkwacht.findings.signals import Hanging, Night
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import Register
from dijkwacht.reports import contracts
from dijkwacht.reports.because import Because
from dijkwacht.reports.contracts import CALENDAR
from dijkwacht.reports.feed_health import FEEDS, MATCHES, feed_rows, match_rows
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Lasting
from dijkwacht.rules.rulebook import Rules

WITHIN: Final = (24, 168, 720)  # hours, of the horizons that policy has
MOST: Final = 30
PARTS: Final = 100  # millionths in a basis point
ALERTS: Final = (
    Column("supplier"),
    Column("supplier_id", shown=False),
    Column("level_now", Cell.CODE),
    Column("alert_cause"),
    Column("cause_code", shown=False),
    Column("status", Cell.CODE),
    Column("raised_on"),
    Column("opened_on"),
    Column("act_by"),
    Column("act_reason"),
)


@dataclass(frozen=True, eq=False)
class Due:
    """The calendar of contracts from the day on, and what hangs on each."""

    watch: ContractWatch
    hanging: HangingOnNodes


@dataclass(frozen=True, eq=False)
class Told:
    """A night with what was asked of the engine for it."""

    name: str  # of the register
    night: Night
    register: Register
    rules: Rules
    hanging: Hanging
    places: Mapping[str, Place]  # the outage of each supplier whose level or links changed
    linked: Collection[str]  # suppliers with a contract, delivery or owner that changed on the day
    first: bool  # whether there was no night before
    due: Due | None = None  # what must be decided about contracts; None where that is not told


def bulletin(told: Told, names: Names, only: Collection[str] | None = None) -> Report:
    """The bulletin; with `only` of these suppliers (ids) alone."""
    rows = Rows(told, names)
    night = told.night
    kept = [row for row, id in enumerate(night.ids) if only is None or id in only]
    rose = [row for row in night.moved(up=True) if row in set(kept)]
    fell = [row for row in night.moved(up=False) if row in set(kept)]
    seen = {night.ids[row] for row in kept}
    linked = [row for row in kept if night.ids[row] in told.linked and row not in (*rose, *fell)]
    columns = _columns(told)
    tables = (
        Table("rose", Message("bulletin.rose"), columns, rows.each(rose), MOST),
        Table("fell", Message("bulletin.fell"), columns, rows.each(fell), MOST),
        Table("links", Message("bulletin.links"), columns, rows.each(linked), MOST),
        Table("alerts", Message("bulletin.alerts"), ALERTS, list(rows.alerts(seen)), MOST),
        Table(
            "matches",
            Message("bulletin.matches"),
            MATCHES,
            list(match_rows(told.register, names, seen)),
        ),
        *_due(told, names, only),
        Table("feeds", Message("bulletin.feeds"), FEEDS, list(feed_rows(told.register))),
    )
    return Report(
        title=Message.of("bulletin.title", on=night.on),
        before=tuple(_before(told, kept, len(rose), len(fell))),
        tables=tables,
        after=tuple(_after(told)),
        made={
            "register": told.name,
            "on": night.on.isoformat(),
            "revision": night.standing.revision,
            "rules": dict(night.rules),
            "cuts": list(night.standing.cuts),
            "cuts_on": night.standing.cuts_on.isoformat(),
        },
    )


def _due(told: Told, names: Names, only: Collection[str] | None) -> Iterator[Table]:
    """What must be decided about contracts from the day on, by day; what is past stands in the
    calendar."""
    if told.due is None:
        return
    supplier = next(at for at, one in enumerate(CALENDAR) if one.key == "supplier_id")
    rows = contracts.Rows(told.due.watch, told.due.hanging, names).calendar()
    on = told.night.on
    chosen = [row for row in rows if row[0] >= on and (only is None or row[supplier] in only)]
    title = Message.of("bulletin.due", until=told.due.watch.until)
    yield Table("due", title, CALENDAR, chosen, MOST)


def _columns(told: Told) -> tuple[Column, ...]:
    horizons = [hours for hours in WITHIN if hours in _horizons(told)]
    return (
        Column("supplier"),
        Column("supplier_id", shown=False),
        Column("was", Cell.CODE),
        Column("level_now", Cell.CODE),
        Column("probability", Cell.LEVEL, head=Message("column.probability_year")),
        Column("signals"),
        Column("hangs"),
        Column("services", Cell.COUNT),
        Column("organisations", Cell.COUNT),
        *(
            Column(
                f"services_{hours}",
                Cell.COUNT,
                head=Message("bulletin.lost-within", {"hours": Lasting(hours)}),
            )
            for hours in horizons
        ),
        Column("persons", Cell.COUNT),
        Column("todo"),
        Column("todo_by"),
    )


def _horizons(told: Told) -> Sequence[int]:
    """The hours within which losses were counted."""
    one = next(iter(told.places.values()), None)
    return [] if one is None else [loss.hours for loss in one.losses]


class Rows:
    """Makes the rows of suppliers and alerts."""

    def __init__(self, told: Told, names: Names) -> None:
        self.told, self.names = told, names
        self.because = Because(told.night, told.rules, names)
        self.actions = told.rules.parameters("signals/actions").entries
        self.probability = told.night.fused.probability

    def each(self, rows: Sequence[int]) -> list[tuple[Any, ...]]:
        """These suppliers, the highest level first, then what is most probable."""
        levels = self.told.night.levels.level
        order = sorted(rows, key=lambda row: (-levels[row], -self.probability[row], row))
        return [self.supplier(row) for row in order]

    def supplier(self, row: int) -> tuple[Any, ...]:
        """One supplier."""
        night, hanging = self.told.night, self.told.hanging
        id, level = night.ids[row], int(night.levels.level[row])
        todo, by = self._todo(level)
        return (
            self.names.of(Noun.SUPPLIER, id),
            id,
            level_code(int(night.before.level[row])),
            level_code(level),
            int(self.probability[row]) // PARTS,
            self.because.text(id),
            class_word(int(night.critical[row])),
            hanging.services.get(id, 0),
            hanging.organisations.get(id, 0),
            *self._losses(id),
            todo,
            by,
        )

    def alerts(self, seen: Collection[str]) -> Iterator[tuple[Any, ...]]:
        """The alerts that are not done: the highest level first."""
        live = [one for one in self.told.night.standing.book.alerts if one.status in LIVE]
        chosen = [one for one in live if one.supplier_id in seen]
        waiting = Status.WAITING
        for one in sorted(
            chosen, key=lambda one: (one.status is waiting, -one.level, one.supplier_id, one.cause)
        ):
            yield self.alert(one)

    def alert(self, one: Alert) -> tuple[Any, ...]:
        """One alert."""
        return (
            self.names.of(Noun.SUPPLIER, one.supplier_id),
            one.supplier_id,
            level_code(one.level),
            self.because.cause(one.cause),
            one.cause,
            f"alert-status.{one.status.value}",
            one.raised_on,
            one.opened_on,
            one.by,
            one.reason,
        )

    def _losses(self, id: str) -> tuple[int | None, ...]:
        place = self.told.places.get(id)
        within = [hours for hours in WITHIN if hours in _horizons(self.told)]
        if place is None:
            return (None,) * (len(within) + 1)
        by_hour = {loss.hours: loss for loss in place.losses}
        return (*(by_hour[hours].services for hours in within), place.losses[-1].persons)

    def _todo(self, level: int) -> tuple[str | None, date | None]:
        action = self.actions.get(f"level_{level}")
        if action is None:
            return None, None
        by = self.told.night.on + timedelta(days=action["value"])
        return str(action["says"][self.names.language]), by


def level_code(level: int) -> str:
    """A level as a code of the catalogue."""
    return "level.unknown" if level == UNKNOWN else f"level.{level}"


def class_word(level: int) -> str | None:
    """The letter of a class; None where nothing hangs on it."""
    return None if level == NONE else Class(level).name


def _before(told: Told, kept: Sequence[int], rose: int, fell: int) -> Iterator[Message]:
    night, standing = told.night, told.night.standing
    yield Message.of("bulletin.of", register=told.name, on=night.on, revision=standing.revision)
    levels = [int(night.levels.level[row]) for row in kept]
    yield Message.of(
        "bulletin.levels",
        count=len(kept),
        four=levels.count(4),
        three=levels.count(3),
        two=levels.count(2),
        one=levels.count(1),
        zero=levels.count(0),
        unknown=levels.count(UNKNOWN),
    )
    moved = Message.of("bulletin.moved", rose=rose, fell=fell)
    yield Message("bulletin.first") if told.first else moved
    waiting = sum(one.status is Status.WAITING for one in standing.book.alerts)
    budget = told.rules.parameters("signals/levels")["budget"]
    spent = standing.book.spent(night.on)
    yield Message.of("bulletin.budget", spent=spent, budget=budget, waiting=waiting)
    if night.blind:
        yield Message.of("bulletin.blind", feeds=", ".join(night.blind))


def _after(told: Told) -> Iterator[Message]:
    if told.places:
        yield Message("bulletin.outage")
    yield Message("bulletin.probability")
    rules = ", ".join(f"{version} ({digest})" for version, digest in told.night.rules.items())
    yield Message.of("bulletin.rules", rules=rules)
