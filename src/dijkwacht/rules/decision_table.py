# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decision tables as rules: rows that compare facts with thresholds, and the outcome they lead to.
What is not known stays not known: a row holds, does not hold, or is open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Final

from dijkwacht.rules.condition import Condition, Fact, Known, condition
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.rule import Rule, Tag, in_order

OTHERS: Final = "other_groups"  # the highest outcome of rows of other groups, as a fact of the row


class Hit(StrEnum):
    """Which of the rows that hold decides. All of them are kept."""

    FIRST = "first"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: it holds when all its conditions hold, and then leads to `then`."""

    number: int  # from 1, in the order of the file
    id: str
    group: str  # rows of one group look at the same thing
    conditions: tuple[Condition, ...]
    others: Condition | None  # on the highest outcome that rows of other groups reach
    then: str
    label: str | None  # a finer word beside the outcome
    tag: Tag
    source: str | None
    says: Mapping[str, str] = field(hash=False)  # by language

    def holds(self, facts: Mapping[str, Known]) -> bool | None:
        """Whether the conditions on facts hold; None when that is not known."""
        return every(condition.holds(facts.get(condition.fact)) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a table says of some facts: the outcome of the rows that hold for sure, all of those,
    and the rows that are open because a fact is not known."""

    outcome: str
    fired: tuple[TableRow, ...]
    open: tuple[TableRow, ...]

    @property
    def known(self) -> bool:
        """Whether every row could be judged."""
        return not self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable(Rule):
    """One version of a rule of kind `decision_table`."""

    kind: ClassVar[str] = "decision_table/v1"
    hit: Hit
    outcomes: tuple[str, ...]  # from low to high
    otherwise: str  # when no row holds
    facts: Mapping[str, Fact] = field(hash=False)
    rows: tuple[TableRow, ...]

    @classmethod
    def of(cls, head: Mapping[str, Any], content: Mapping[str, Any]) -> "DecisionTable":
        """The rule with this head and the checked content of its file; PolicyFault for a row that
        names what the table does not have."""
        for fault in faults(content):
            raise fault
        facts, outcomes = _facts(content), tuple(content["outcomes"])
        return cls(
            **head,
            hit=Hit(content["hit"]),
            outcomes=outcomes,
            otherwise=content.get("otherwise", outcomes[0]),
            facts=facts,
            rows=tuple(
                _row(number, row, facts, outcomes) for number, row in enumerate(content["rows"], 1)
            ),
        )

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its thresholds are known, each once."""
        return in_order(row.tag for row in self.rows)

    def rank(self, outcome: str) -> int:
        """The place of an outcome from low to high, from 0."""
        return self.outcomes.index(outcome)

    def row(self, id: str) -> TableRow:
        """The row of this id; KeyError when there is none."""
        for row in self.rows:
            if row.id == id:
                return row
        raise KeyError(id)

    def judge(self, facts: Mapping[str, Known]) -> Judged:
        """What the table says of these facts. A fact that is not given is not known."""
        plain = {row.id: row.holds(facts) for row in self.rows}
        held = {row.id: self._whole(row, plain) for row in self.rows}
        fired = tuple(row for row in self.rows if held[row.id])
        left = tuple(row for row in self.rows if held[row.id] is None)
        return Judged(self._outcome(fired, left), fired, left)

    def _whole(self, row: TableRow, plain: Mapping[str, bool | None]) -> bool | None:
        """With the condition on the rows of other groups, of which only those count that have no
        such condition themselves."""
        if row.others is None or plain[row.id] is False:
            return plain[row.id]
        reached = any_of(
            plain[other.id] for other in self._apart(row) if row.others.holds(other.then)
        )
        return every((plain[row.id], reached))

    def _apart(self, row: TableRow) -> list[TableRow]:
        """The rows of other groups that themselves ask nothing of others."""
        return [one for one in self.rows if one.group != row.group and one.others is None]

    def _outcome(self, fired: Iterable[TableRow], left: Iterable[TableRow]) -> str:
        if self.hit is Hit.HIGHEST:
            return max((row.then for row in fired), key=self.rank, default=self.otherwise)
        first = min(fired, key=lambda row: row.number, default=None)
        return self.otherwise if first is None else first.then

    def cite(self, row: TableRow) -> str:
        """How a finding names a row: `classification/service-class@2026-01-01 row 7`."""
        return f"{self.version} row {row.number}"


def every(parts: Iterable[bool | None]) -> bool | None:
    """Whether all hold: False when one does not, None when that is not known."""
    found = list(parts)
    if any(part is False for part in found):
        return False
    return None if any(part is None for part in found) else True


def faults(content: Mapping[str, Any]) -> Iterator[PolicyFault]:
    """All that is wrong in the content of a file which its schema allows."""
    facts, outcomes = _facts(content), tuple(content["outcomes"])
    yield from _among(content.get("otherwise", outcomes[0]), outcomes, "otherwise")
    seen: set[str] = set()
    for at, row in enumerate(content["rows"]):
        if row["id"] in seen:
            yield PolicyFault("policy.row-twice", place=f"rows[{at}].id", row=row["id"])
        seen.add(row["id"])
        yield from _among(row["then"], outcomes, f"rows[{at}].then")
        for name, asked in row.get("if", {}).items():
            place = f"rows[{at}].if.{name}"
            try:
                _conditions(name, asked, facts, outcomes, place)
            except PolicyFault as fault:
                yield fault


def any_of(parts: Iterable[bool | None]) -> bool | None:
    """Whether one holds: True when one does, None when that is not known."""
    found = list(parts)
    return True if True in found else None if None in found else False


def _facts(content: Mapping[str, Any]) -> dict[str, Fact]:
    return {name: Fact(name, fact["unit"], fact["says"]) for name, fact in content["facts"].items()}


def _row(
    number: int, row: Mapping[str, Any], facts: Mapping[str, Fact], outcomes: tuple[str, ...]
) -> TableRow:
    place = f"rows[{number - 1}].if"
    asked = {
        name: _conditions(name, wanted, facts, outcomes, f"{place}.{name}")
        for name, wanted in row.get("if", {}).items()
    }
    others = asked.pop(OTHERS, (None,))
    return TableRow(
        number=number,
        id=row["id"],
        group=row.get("group", row["id"]),
        conditions=tuple(one for together in asked.values() for one in together if one),
        others=others[0],
        then=row["then"],
        label=row.get("label"),
        tag=Tag(row["tag"]),
        source=row.get("source"),
        says=row["says"],
    )


def _others(asked: Any, outcomes: tuple[str, ...], place: str) -> Condition:
    """A condition on the highest outcome of other groups: at least, or above, one of them."""
    of_rows = Fact(OTHERS, "class", {})
    found = condition(of_rows, asked, outcomes, place)
    if found.operator not in (">=", ">"):
        raise PolicyFault(
            "policy.no-condition", place=place, value=str(asked), fact=OTHERS, unit="class"
        )
    return found


def _conditions(
    name: str, wanted: Any, facts: Mapping[str, Fact], outcomes: tuple[str, ...], place: str
) -> tuple[Condition | None, ...]:
    """What a row asks of one fact: one condition, or a list of which all must hold."""
    if name == OTHERS:
        return (_others(wanted, outcomes, place),)
    if name not in facts:
        raise PolicyFault("policy.no-fact", place=place, fact=name, known=", ".join(facts))
    several = wanted if isinstance(wanted, list) else [wanted]
    return tuple(condition(facts[name], one, outcomes, place) for one in several)


def _among(outcome: str, outcomes: tuple[str, ...], place: str) -> Iterator[PolicyFault]:
    if outcome not in outcomes:
        known = ", ".join(outcomes)
        yield PolicyFault("policy.no-outcome", place=place, outcome=outcome, known=known)
