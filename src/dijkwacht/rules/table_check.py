# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no schema sees in a decision table: rows that can never hold or never decide, outcomes that
nothing leads to, facts that nobody computes.

Each fact is looked at by a few values of its own: those just below, at and just above every
threshold. Two conditions that agree on these agree on all values, so finite sets are exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Final

from dijkwacht.rules.condition import NUMBERS, Condition
from dijkwacht.rules.decision_table import OTHERS, DecisionTable, Hit, TableRow
from dijkwacht.rules.faults import PolicyFault

Dimension = tuple[str, str]
"""A fact; of a set of words each word apart."""
Domains = Mapping[Dimension, frozenset[Any]]
Allowed = Mapping[Dimension, frozenset[Any]]
"""Of the values of each dimension that a row looks at, those with which it can hold."""

MOST: Final = (
    20_000  # combinations of values that are tried for rows that earlier rows hide together
)
OTHER_WORD: Final = ""  # stands for every word that the table does not name


def table_faults(table: DecisionTable) -> Iterator[PolicyFault]:
    """Rows that can never hold, rows that never decide, outcomes that nothing leads to, and facts
    that no row looks at."""
    reach = Reach.of(table)
    for row in table.rows:
        place = f"rows[{row.number - 1}]"
        if row.id in reach.never:
            facts = reach.excluded(row)
            yield PolicyFault("policy.row-never", place=place, row=row.id, facts=facts)
        elif (by := reach.hidden_by(row)) is not None:
            yield PolicyFault("policy.row-unreachable", place=place, row=row.id, by=by)
    yield from _unreached(table, reach)
    looked_at = {one.fact for row in table.rows for one in row.conditions}
    for fact in sorted(table.facts.keys() - looked_at):
        yield PolicyFault("policy.fact-unused", place=f"facts.{fact}", fact=fact)


def _unreached(table: DecisionTable, reach: "Reach") -> Iterator[PolicyFault]:
    reached = {table.otherwise, *(row.then for row in table.rows if row.id not in reach.never)}
    for at, outcome in enumerate(table.outcomes):
        if outcome not in reached:
            yield PolicyFault("policy.outcome-unreached", place=f"outcomes[{at}]", outcome=outcome)


def fact_faults(table: DecisionTable, units: Mapping[str, str]) -> Iterator[PolicyFault]:
    """Facts that the program cannot compute for this rule, or computes in another unit."""
    for name, fact in table.facts.items():
        place = f"facts.{name}"
        if name not in units:
            known = ", ".join(units)
            yield PolicyFault("policy.fact-unknown", place=place, fact=name, known=known)
        elif fact.unit != units[name]:
            place += ".unit"
            yield PolicyFault(
                "policy.fact-unit", place=place, fact=name, unit=fact.unit, wanted=units[name]
            )


@dataclass(frozen=True, slots=True)
class Reach:
    """With which values each row of a table can hold, and which rows stand in its way."""

    table: DecisionTable
    domains: Domains
    allowed: Mapping[str, Allowed]  # by row

    @classmethod
    def of(cls, table: DecisionTable) -> "Reach":
        """The reach of all rows of a table."""
        domains = _domains(table)
        return cls(table, domains, {row.id: _allowed(row, domains, table) for row in table.rows})

    @property
    def never(self) -> set[str]:
        """The rows that can hold with nothing."""
        return {id for id, values in self.allowed.items() if not all(values.values())}

    def excluded(self, row: TableRow) -> str:
        """The facts on which no value is left for a row."""
        held = self.allowed[row.id].items()
        return ", ".join(sorted({fact for (fact, _), values in held if not values}))

    def hidden_by(self, row: TableRow) -> str | None:
        """The rows by which this one never decides; None when it can."""
        others = [one for one in self.table.rows if one is not row and one.id not in self.never]
        if self.table.hit is Hit.FIRST:
            return self._behind([one for one in others if one.number < row.number], row)
        same = [one for one in others if one.group == row.group and row.label is None]
        return next((one.id for one in same if self._outranks(one, row)), None)

    def _behind(self, earlier: Sequence[TableRow], row: TableRow) -> str | None:
        asked = [one for one in earlier if one.others is None or one.group == row.group]
        alone = (one.id for one in asked if self.implies(row, one))
        return next(alone, None) or self._behind_all(asked, row)

    def _behind_all(self, earlier: Sequence[TableRow], row: TableRow) -> str | None:
        """All earlier rows, where one of them holds whenever this one does; None when not, or when
        that is too much to try."""
        held = [self.allowed[one.id] for one in earlier if one.others is None]
        asked = sorted(set(self.allowed[row.id]).union(*held))
        values = [self.allowed[row.id].get(at, self.domains[at]) for at in asked]
        if row.others is not None or prod(map(len, values)) > MOST:
            return None
        for facts in product(*values):
            if not _some_fits(dict(zip(asked, facts, strict=True)), held):
                return None
        return ", ".join(one.id for one in earlier)

    def _outranks(self, other: TableRow, row: TableRow) -> bool:
        """Whether `other` holds whenever `row` does and leads as high; of two alike the first
        stays."""
        if not self.implies(row, other):
            return False
        lead = self.table.rank(other.then) - self.table.rank(row.then)
        first = other.number < row.number or not self.implies(other, row)
        return lead > 0 or (lead == 0 and first)

    def implies(self, row: TableRow, other: TableRow) -> bool:
        """Whether `other` holds whenever `row` does."""
        first, second = self.allowed[row.id], self.allowed[other.id]
        return all(first.get(at, self.domains[at]) <= values for at, values in second.items())


def _some_fits(facts: Mapping[Dimension, Any], held: Sequence[Allowed]) -> bool:
    return any(all(facts[at] in values for at, values in part.items()) for part in held)


def _domains(table: DecisionTable) -> Domains:
    """The values that tell all conditions of the table apart, by dimension."""
    found: dict[Dimension, set[Any]] = {(OTHERS, ""): set(table.outcomes)}
    for row in table.rows:
        for one in row.conditions:
            found.setdefault(_dimension(one, table), set()).update(_values(one, table))
    return {dimension: frozenset(values) for dimension, values in found.items()}


def _dimension(one: Condition, table: DecisionTable) -> Dimension:
    word = str(one.threshold) if table.facts[one.fact].unit == "codes" else ""
    return one.fact, word


def _values(one: Condition, table: DecisionTable) -> set[Any]:
    unit = table.facts[one.fact].unit
    if unit in NUMBERS:
        at = int(one.threshold)
        return {max(at - 1, 0), at, at + 1, 0}
    if unit == "class":
        return set(table.outcomes)
    if unit == "yes/no":
        return {True, False}
    if unit == "codes":
        return {frozenset(), frozenset({one.threshold})}
    return {one.threshold, OTHER_WORD}


def _allowed(row: TableRow, domains: Domains, table: DecisionTable) -> Allowed:
    found: dict[Dimension, frozenset[Any]] = {}
    asked = [(_dimension(one, table), one) for one in row.conditions]
    asked += [((OTHERS, ""), row.others)] if row.others is not None else []
    for dimension, one in asked:
        before = found.get(dimension, domains[dimension])
        found[dimension] = frozenset(value for value in before if one.holds(value))
    return found
