# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small registers with harm, classified: by the product, and once more plainly, one service and one
time after another, as docs/explanation/classification.md says it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assessing import harm
from builders import DAY, Rows, needs, register, rules, service
from hypothesis import strategies as st

from dijkwacht.base.units import FOREVER, ONE, Hours
from dijkwacht.engine.spread import Spreads, cautious, gross, spread
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification, classify
from dijkwacht.findings.independence import independence
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Confidence, Criticality, HarmKind
from dijkwacht.register.records import Service
from dijkwacht.register.register import Register
from dijkwacht.register.row import Row
from dijkwacht.rules.condition import Between, Known
from dijkwacht.rules.decision_table import DecisionTable, Judged
from dijkwacht.rules.rulebook import Rules

TIMES = (4, 24, 72, 168, 336, 720, 2160, 4320)
VALUES = {
    HarmKind.PHYSICAL: (0, 1, 9, 10, 999, 1_000, 10_000),
    HarmKind.LIVING: (0, 999, 1_000, 10_000, 99_999, 100_000),
    HarmKind.ECONOMIC: (0, 4_999_999, 5_000_000, 50_000_000, 5_000_000_000),
    HarmKind.PERSONS: (0, 10, 9_999, 10_000, 100_000, 1_000_000),
    HarmKind.LAW: (0, 1, 2, 3),
    HarmKind.SECURITY: (0, 1, 2, 3),
}


def graph_and_spreads(held: Register, by: Rules) -> tuple[DependencyGraph, Spreads]:
    """The graph of a register, and who takes whom down in it."""
    every, sure = build(held, by), build(held, by, estimates=False)
    choice = gross(Hours(TIMES[-1]))
    pairs = [spread(graph, graph.services.tolist(), choice) for graph in (sure, cautious(every))]
    return every, Spreads(*pairs)


def classified(*rows: Rows, by: Rules | None = None) -> Classification:
    """The classes of these rows."""
    return classified_register(register(*rows), by or rules())


def classified_register(held: Register, by: Rules) -> Classification:
    """The classes of a register."""
    graph, found = graph_and_spreads(held, by)
    known = independence(held, graph, by)
    independent = [graph.nodes.ids[node] for node in known.nodes[known.independent].tolist()]
    return classify(held, graph, by, found, independent)


def code(found: Classification, of: Service) -> str:
    """The class and band of a service as they are printed."""
    return found.code(found.classes.of(of.id))


def with_table(by: Rules, table: DecisionTable) -> Rules:
    """The same rules with another table of classes."""
    return replace(by, by_name={**by.by_name, table.name: table})


@st.composite
def states(draw: st.DrawFn, most: int = 5) -> list[Row]:
    """A few services of a few organisations and sectors, with harm of which some is not known, and
    needs between them."""
    count = draw(st.integers(1, most))
    services = [
        service(
            f"S{number}",
            organisation_id=draw(st.sampled_from(("org-a", "org-b", "org-c", "org-d", None))),
            sector=draw(st.sampled_from(("water", "health", "justice", None))),
            users=draw(st.sampled_from((None, 100, 10_000, 1_000_000))),
            recorded_on=draw(st.sampled_from((None, DAY, date(2020, 1, 1)))),
            mbco=draw(st.sampled_from((None, 5_000, 8_000))),
        )
        for number in range(count)
    ]
    rows: list[Row] = [*services]
    for of in services:
        for kind in HarmKind:
            rows += draw(harms(of, kind))
    for number, owner in enumerate(services):
        for other in services[:number]:
            if draw(st.booleans()):
                buffer = draw(st.sampled_from((0, 3, 24, 100, 700)))
                guessed = draw(st.sampled_from((Confidence.DECLARED, Confidence.ESTIMATED)))
                degrading = draw(st.sampled_from((None, 4_000)))
                share = {} if degrading is None else {"criticality": Criticality.DEGRADING}
                more = {"buffer_hours": buffer, "confidence": guessed, "share": degrading, **share}
                rows += needs(owner, other, id=f"{owner.id}-{other.id}", **more)
    return rows


@st.composite
def harms(draw: st.DrawFn, of: Service, kind: HarmKind) -> list[Row]:
    """Harm of one kind that never falls, at some of the times; often all is known."""
    if draw(st.integers(0, 9)) == 0:
        return []
    values = sorted(draw(st.lists(st.sampled_from(VALUES[kind]), min_size=8, max_size=8)))
    known = draw(st.sets(st.sampled_from(TIMES))) if draw(st.booleans()) else set(TIMES)
    stated = {hour: value for hour, value in zip(TIMES, values, strict=True) if hour in known}
    rows: list[Row] = [*harm(of, kind, stated)]
    if stated and draw(st.integers(0, 4)) == 0:  # another row that contradicts one of these
        hour, value = draw(st.sampled_from(sorted(stated))), draw(st.sampled_from(VALUES[kind]))
        rows += harm(of, kind, {hour: value}, id=f"hrm-{of.id}-{kind}-twice")
    return rows


@dataclass(frozen=True)
class Plain:
    """What the plain reading says of one service, for sure and possibly."""

    level: tuple[Class, Class]  # after A1, A3
    mtpd: tuple[int, int]  # late, early
    provisional: bool


def plainly(held: Register, by: Rules) -> Mapping[str, Plain]:
    """The classes before A2 and A4, read from the definitions with scalars and sets."""
    graph, found = graph_and_spreads(held, by)
    ids = graph.nodes.ids
    pairs = [
        [
            (ids[cause], ids[other], hour)
            for cause, other, hour in zip(
                side.cause.tolist(), side.service.tolist(), side.lost_at.tolist(), strict=True
            )
        ]
        for side in (found.sure, found.possible)
    ]
    services = {row.id: row for row in held.rows(Service)}
    world = _World(held, by, services, pairs)
    now = {id: Plain((Class.O, Class.O), (FOREVER, FOREVER), False) for id in services}
    while True:
        new = {id: world.read(id, now) for id in services}
        if new == now:
            return {id: world.finished(id, now) for id in services}
        now = new


class _World:
    def __init__(
        self,
        held: Register,
        by: Rules,
        services: Mapping[str, Service],
        pairs: list[list[tuple[str, str, int]]],
    ) -> None:
        self.by, self.services, self.pairs = by, services, pairs
        self.table = by.table("classification/service-class")
        self.rule = by.parameters("classification/adjustments")
        self.on = held.on
        self.harm: dict[tuple[str, str], dict[int, int]] = {}
        for values in held.table("harms").iter_rows(named=True):
            key = (values["service_id"], values["kind"])
            stated = self.harm.setdefault(key, {})
            hour = values["after_hours"]
            stated[hour] = max(stated.get(hour, 0), values["value"])

    def bounds(self, id: str, kind: HarmKind, time: int) -> Known:
        stated = self.harm.get((id, kind.value), {})
        low = max((value for hour, value in stated.items() if hour <= time), default=0)
        later = [
            max(value for hour, value in stated.items() if hour <= at)
            for at in stated
            if at >= time
        ]
        if not later:
            return Between(low, None)
        return low if min(later) == low else Between(low, min(later))

    def share(self, id: str, persons: Known) -> Known:
        users = self.services[id].users
        if persons == 0:
            return 0
        if not users:
            return Between(0, None)
        if isinstance(persons, Between):
            high = None if persons.high is None else persons.high * ONE // users
            return Between(persons.low * ONE // users, high)
        assert isinstance(persons, int)
        return persons * ONE // users

    def harm_facts(self, id: str, time: int) -> dict[str, Known]:
        facts: dict[str, Known] = {kind.value: self.bounds(id, kind, time) for kind in HarmKind}
        share = self.share(id, facts["persons"])
        return {**facts, "persons_share": share, "designation": frozenset()}

    def cascade(self, id: str, time: int, now: Mapping[str, Plain], side: int) -> dict[str, int]:
        own = self.services[id]
        hit = [
            (self.services[other], now[other].level[side])
            for cause, other, hour in self.pairs[side]
            if cause == id and time - hour > now[other].mtpd[side]
        ]
        possibly = side == 1
        sectors: set[Any] = set()
        bodies: set[Any] = set()
        mine = vital = 0
        for other, level in hit:
            vital += level == Class.V
            unsure = None in (own.organisation_id, other.organisation_id)
            same = not unsure and own.organisation_id == other.organisation_id
            if level >= Class.K:
                mine += same or (unsure and possibly)
                if (unsure and possibly) or not (same or unsure):
                    bodies.add(other.organisation_id or ("?", other.id))
            if level >= Class.C:
                unsure = None in (own.sector, other.sector)
                differs = own.sector != other.sector
                if (unsure and possibly) or (differs and not unsure):
                    sectors.add(other.sector or ("?", other.id))
        return {
            "cascade_own": mine,
            "cascade_vital": vital,
            "cascade_organisations": len(bodies),
            "cascade_sectors": len(sectors),
        }

    def at(self, id: str, time: int, now: Mapping[str, Plain], side: int) -> Class:
        """The column that is reached at a time, without designations: for sure, or possibly."""
        judged = self.judged(id, time, now)
        rows = judged.fired if side == 0 else (*judged.fired, *judged.open)
        return max((Class[row.then] for row in rows), default=Class.O)

    def read(self, id: str, now: Mapping[str, Plain]) -> Plain:
        sides = []
        for side in (0, 1):
            columns = {time: self.at(id, time, now, side) for time in TIMES}
            fast = max(level for time, level in columns.items() if time <= 720)
            level = Class(max(int(fast), max(columns.values()) - 1, 0))
            mtpd = next((time for time in TIMES if columns[time] >= Class.K), int(FOREVER))
            sides.append((level, mtpd))
        return Plain((sides[0][0], sides[1][0]), (sides[0][1], sides[1][1]), False)

    def judged(self, id: str, time: int, now: Mapping[str, Plain]) -> Judged:
        low, high = (self.cascade(id, time, now, each) for each in (0, 1))
        counted: dict[str, Known] = {
            name: low[name] if low[name] == high[name] else Between(low[name], high[name])
            for name in low
        }
        return self.table.judge({**self.harm_facts(id, time), **counted})

    def open(self, id: str, now: Mapping[str, Plain], groups: Collection[str] | None) -> bool:
        """Whether some group may reach more than it reaches for sure; of these groups only by a
        row that facts of its own leave open."""
        for time in TIMES:
            judged = self.judged(id, time, now)
            for row in judged.open:
                same = [Class[held.then] for held in judged.fired if held.group == row.group]
                own = groups is None or (
                    row.group in groups and row.holds(self.harm_facts(id, time)) is None
                )
                if own and Class[row.then] > max(same, default=Class.O):
                    return True
        return False

    def finished(self, id: str, now: Mapping[str, Plain]) -> Plain:
        """With what is not known: a floor, and a step where it lasts too long (A3)."""
        held, since = now[id], self.services[id].recorded_on
        if not self.open(id, now, None):
            return held
        late = since is not None and since < self.on - timedelta(days=self.rule["overdue_days"])
        step = int(late and self.open(id, now, self.rule["unknown_groups"]))
        level = Class(min(max(held.level[0], Class.K) + step, Class.V))
        return Plain((level, held.level[1]), held.mtpd, True)
