# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The class, time band and MTPD of every service, by the decision table in force."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np

from dijkwacht.base.errors import Unreadable
from dijkwacht.engine.spread import Spreads
from dijkwacht.findings.alternatives import alternatives
from dijkwacht.findings.cascade import Links, chain
from dijkwacht.findings.classes import Class, Classes, Flags, Ints
from dijkwacht.findings.designated import designations_of
from dijkwacht.findings.harm import RANGE, bounds_of
from dijkwacht.findings.overrides import Overrides, overrides_of, steps
from dijkwacht.findings.settling import Settled, Yardstick, settle
from dijkwacht.findings.table_columns import Columns
from dijkwacht.findings.unknowns import Unknowns, unknowns
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.records import Service
from dijkwacht.register.register import Register
from dijkwacht.rules.decision_table import DecisionTable, Hit
from dijkwacht.rules.rulebook import Parameters, Rules

TABLE: Final = "classification/service-class"
ADJUSTMENTS: Final = "classification/adjustments"
BAND: Final = "classification/time-band"
DESIGNATION: Final = "D"


@dataclass(frozen=True, eq=False)
class Classification:
    """The classes of all services of a register, with all they follow from."""

    register: Register
    rules: Rules
    classes: Classes
    settled: Settled
    unknowns: Unknowns
    links: Links
    overrides: Overrides
    alternatives: Mapping[str, str]  # the fallback that could stand in for a service (A2)
    lowered: Flags  # by an alternative (A2)
    overridden: Ints  # classes moved by two signatories (A4)

    @cached_property
    def table(self) -> DecisionTable:
        """The table in force."""
        return self.rules.table(TABLE)

    @cached_property
    def yardstick(self) -> Yardstick:
        """What the rules say about times and steps."""
        return Yardstick.of(self.rules)

    @cached_property
    def long_sensitive(self) -> Flags:
        """Services of which some group of rows reaches a higher class only after the time within
        which a class is reached (A1)."""
        late = [
            reached.sure.max(axis=1) > reached.sure[:, self.yardstick.within].max(axis=1)
            for reached in self.settled.groups.values()
        ]
        found: Flags = np.any(late, axis=0)
        return found

    @cached_property
    def designated(self) -> Flags:
        """Services that a formal designation makes vital."""
        found: Flags = self.settled.groups[DESIGNATION].sure.max(axis=1) == Class.V
        return found

    @cached_property
    def candidate(self) -> Flags:
        """Services that the table makes vital, without a designation: to be put forward to the
        ministry."""
        found: Flags = (self.settled.level.sure == Class.V) & ~self.designated
        return found

    @cached_property
    def possible(self) -> Ints:
        """The highest class each may turn out to have once all is known, before A2 and A4."""
        return self.classes.possible

    @cached_property
    def estimated(self) -> tuple[Ints, Ints]:
        """The gross classes by the low, and by the high, ends of all ranges of harm. What is not
        known is as it is by the values."""
        rule = self.rules.parameters(ADJUSTMENTS)
        low, high = (
            self.unknowns.lifted(
                settle(self.table, self._facts_by(end), self.links, self.yardstick).level.sure, rule
            )
            for end in RANGE
        )
        return low, high

    def _facts_by(self, end: str) -> Columns:
        harm = bounds_of(self.register, self.rules, self.classes.ids, end)
        return {**self.settled.facts, **harm}

    @cached_property
    def users(self) -> Mapping[str, int | None]:
        """How many people use each service; None where that is not known."""
        return dict(self.register.once("services").select("id", "users").iter_rows())

    @cached_property
    def organisations(self) -> Mapping[str, str | None]:
        """Whose each service is."""
        return dict(self.register.once("services").select("id", "organisation_id").iter_rows())

    def service(self, id: str) -> Service | None:
        """The row of a service."""
        return self.register.get(Service, id)

    def band(self, hours: int) -> str:
        """The time band of an MTPD."""
        return self.rules.table(BAND).judge({"mtpd": int(hours)}).outcome

    def code(self, row: int) -> str:
        """Class and band as they are printed: `C/T4`; `K/T1-T8` where the MTPD lies between two
        bands."""
        late = self.band(int(self.classes.mtpd[row]))
        early = self.band(int(self.settled.mtpd_early[row]))
        band = late if early == late else f"{early}-{late}"
        return f"{Class(int(self.classes.level[row])).name}/{band}"


def classify(
    register: Register,
    graph: DependencyGraph,
    rules: Rules,
    found: Spreads,
    independent: Collection[str] = (),
    known_since: Mapping[str, date] | None = None,
) -> Classification:
    """The class of every service, by the decision table in force on the register's day.

    `found` says which service takes which other one down (gross), for sure and possibly;
    `independent` are the ids of fallbacks that share nothing with what they protect; `known_since`
    as in `unknowns`. RuleNotInForce when policy lacks one of the rules on that day.
    """
    ids = tuple(graph.nodes.ids[node] for node in graph.services)
    facts: Columns = {
        "designation": designations_of(register, ids),
        **bounds_of(register, rules, ids),
    }
    links = Links(*(chain(register, graph, pairs) for pairs in (found.sure, found.possible)))
    return _settled(register, rules, ids, facts, links, independent, known_since)


def reassess(
    found: Classification, register: Register, independent: Collection[str] = ()
) -> Classification:
    """The classes by a register that differs in nothing but harm and overrides: who takes whom
    down stays as it was found. `independent` as in `classify`."""
    ids, since = found.classes.ids, found.unknowns.since
    facts: Columns = {
        "designation": found.settled.facts["designation"],
        **bounds_of(register, found.rules, ids),
    }
    known = {id: day for id, day in zip(ids, since, strict=True) if day is not None}
    return _settled(register, found.rules, ids, facts, found.links, independent, known)


def _settled(
    register: Register,
    rules: Rules,
    ids: tuple[str, ...],
    facts: Columns,
    links: Links,
    independent: Collection[str],
    known_since: Mapping[str, date] | None,
) -> Classification:
    """The classes by these facts."""
    settled = settle(_class_table(rules), facts, links, Yardstick.of(rules))
    rule = rules.parameters(ADJUSTMENTS)
    open_ = unknowns(register, rules.table(TABLE), settled, rule, ids, known_since)
    given = alternatives(register, rule, ids, settled.mtpd_early, independent)
    return _adjusted(register, rules, ids, links, settled, open_, given)


def _adjusted(
    register: Register,
    rules: Rules,
    ids: tuple[str, ...],
    links: Links,
    settled: Settled,
    open_: Unknowns,
    given: Mapping[str, str],
) -> Classification:
    """The classes after A2, A3 and A4."""
    rule = rules.parameters(ADJUSTMENTS)
    floor, gross = open_.floor(rule), open_.lifted(settled.level.sure, rule)
    lowered = _lowered(settled, Yardstick.of(rules), gross, floor, rule, given, ids)
    net = np.where(lowered, gross - int(rule["alternative_steps"]), gross)
    signed = overrides_of(register, rule)
    level = _overridden(net, floor, settled, signed, ids, rule)
    classes = Classes(
        ids=ids,
        level=level,
        gross=gross,
        mtpd=settled.mtpd_late,
        provisional=open_.any,
        mtpd_early=settled.mtpd_early,
        possible=np.maximum(settled.level.possible, gross),
    )
    return Classification(
        register=register,
        rules=rules,
        classes=classes,
        settled=settled,
        unknowns=open_,
        links=links,
        overrides=signed,
        alternatives=given,
        lowered=lowered,
        overridden=level - net,
    )


def _class_table(rules: Rules) -> DecisionTable:
    """The table in force; Unreadable for one whose outcomes are not the four classes."""
    table = rules.table(TABLE)
    classes = tuple(kind.name for kind in Class)
    if table.outcomes != classes or table.hit is not Hit.HIGHEST or table.otherwise != classes[0]:
        expected = ", ".join(classes)
        raise Unreadable("rule-not-of-classes", rule=table.version, expected=expected)
    return table


def _lowered(
    settled: Settled,
    yardstick: Yardstick,
    gross: Ints,
    floor: Ints,
    rule: Parameters,
    given: Mapping[str, str],
    ids: tuple[str, ...],
) -> Flags:
    """Where an alternative lowers the class (A2): not below the floor of what is not known, and
    not where a row of the groups that policy names holds the class up, or may."""
    held = np.zeros(len(ids), np.bool_)
    for group in rule["alternative_not_for"]:
        held = held | (yardstick.level(settled.groups[group].possible) >= gross)
    has = np.array([id in given for id in ids], np.bool_)
    lowered: Flags = has & ~held & (gross - int(rule["alternative_steps"]) >= floor)
    return lowered


def _overridden(
    net: Ints,
    floor: Ints,
    settled: Settled,
    signed: Overrides,
    ids: tuple[str, ...],
    rule: Parameters,
) -> Ints:
    """The classes after the overrides (A4): never below a formal designation, nor below the floor
    of what is not known."""
    moves = np.array(
        [steps(signed.by_service[id], rule) if id in signed.by_service else 0 for id in ids],
        np.int64,
    )
    designated = settled.groups[DESIGNATION].sure.max(axis=1)
    least = np.minimum(np.maximum(designated, floor), net)
    moved: Ints = np.clip(net + moves, least, int(Class.V))
    return moved
