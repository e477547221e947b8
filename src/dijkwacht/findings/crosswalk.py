# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the class of a service comes to in the words of other regimes. Every crosswalk is a decision
table of policy under `crosswalk/`, and a reading of its owner: no regime has said it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.designated import designations
from dijkwacht.register.register import Register
from dijkwacht.rules.condition import Known
from dijkwacht.rules.decision_table import DecisionTable, TableRow
from dijkwacht.rules.rulebook import Rules

FOLDER: Final = "crosswalk/"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one regime would call a service, and the row of its crosswalk that says so."""

    table: DecisionTable
    outcome: str
    row: TableRow | None  # None where no row holds

    @property
    def regime(self) -> str:
        """The name of the crosswalk: `dora`."""
        return self.table.name.removeprefix(FOLDER)

    @property
    def cited(self) -> str:
        """The rule, its row and its file: `crosswalk/dora@2026-01-01 row 1 (0123456789ab)`."""
        named = self.table.version if self.row is None else self.table.cite(self.row)
        return f"{named} ({self.table.digest})"


@dataclass(frozen=True, slots=True)
class Crossed:
    """One service with its class and its readings, one per regime."""

    service_id: str
    level: Class
    provisional: bool  # so are the readings
    readings: Mapping[str, Reading]


def crosswalks(rules: Rules) -> tuple[DecisionTable, ...]:
    """The crosswalks in force, by name: those of policy, however many it has."""
    names = sorted(name for name in rules.by_name if name.startswith(FOLDER))
    return tuple(rules.table(name) for name in names)


def crosswalk(register: Register, rules: Rules, classes: Classes) -> tuple[Crossed, ...]:
    """Every service in the words of every regime, by id. The same class and designations give the
    same readings, so each such pair is judged once."""
    tables, designated = crosswalks(rules), designations(register)
    judged: dict[tuple[int, frozenset[str]], Mapping[str, Reading]] = {}
    found = []
    for id, level, provisional in zip(
        classes.ids, classes.level.tolist(), classes.provisional.tolist(), strict=True
    ):
        key = (level, designated.get(id, frozenset()))
        if key not in judged:
            judged[key] = _readings(tables, *key)
        found.append(Crossed(id, Class(level), provisional, judged[key]))
    return tuple(found)


def outcomes(table: DecisionTable) -> Mapping[Class, str]:
    """What a crosswalk that looks at the class alone says of each class."""
    return {level: table.judge({"class": level.name}).outcome for level in Class}


def _readings(
    tables: tuple[DecisionTable, ...], level: int, designated: frozenset[str]
) -> Mapping[str, Reading]:
    facts: dict[str, Known] = {"class": Class(level).name, "designation": designated}
    readings = (_reading(table, facts) for table in tables)
    return {reading.regime: reading for reading in readings}


def _reading(table: DecisionTable, facts: Mapping[str, Known]) -> Reading:
    judged = table.judge(facts)
    deciding = [row for row in judged.fired if row.then == judged.outcome]
    return Reading(table, judged.outcome, deciding[0] if deciding else None)
