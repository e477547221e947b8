# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decision tables as rules: rows that compare facts with thresholds, and the outcome they lead to.
What is not known stays not known: a row holds, does not hold, or is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from dijkwacht.rules.condition import Condition, Fact, Known, condition
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.rule import Rule, Tag

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

    hit: Hit
    outcomes: tuple[str, ...]  # from low to high
    otherwise: str  # when no row holds
    facts: Mapping[str, Fact] = field(hash=False)
    rows: tuple[TableRow, ...]

    @classmethod
    def of(cls, head: Mapping[str, Any], content: Mapping[str, Any]) -> "DecisionTable":
        """The rule with this head and the checked content of its file; PolicyFault for a row that
        names what the table does not have."""
        facts = {
            name: Fact(name, fact["unit"], fact["says"]) for name, fact in content["facts"].items()
        }
        outcomes = tuple(content["outcomes"])
        otherwise = content.get("otherwise", outcomes[0])
        _among(otherwise, outcomes, "otherwise")
        rows = tuple(
            _row(number, row, facts, outcomes) for number, row in enumerate(content["rows"], 1)
        )
        ids = [row.id for row in rows]
        for id in ids:
            if ids.count(id) > 1:
                raise PolicyFault("policy.row-twice", row=id)
        return cls(
            **head,
            hit=Hit(content["hit"]),
            outcomes=outcomes,
            otherwise=otherwise,
            facts=facts,
            rows=rows,
        )

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its thresholds are known, each once."""
        held = {row.tag for row in self.rows}
        return tuple(tag for tag in Tag if tag in held)

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
        others = [other for other in self.rows if other.group != row.group and other.others is None]
        wanted = [other for other in others if row.others.holds(other.then)]
        if any(plain[other.id] for other in wanted):
            return plain[row.id]
        return None if any(plain[other.id] is None for other in wanted) else False

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


def _row(
    number: int, row: Mapping[str, Any], facts: Mapping[str, Fact], outcomes: tuple[str, ...]
) -> TableRow:
    place = f"rows[{number - 1}]"
    wanted = dict(row.get("if", {}))
    others = wanted.pop(OTHERS, None)
    _among(row["then"], outcomes, f"{place}.then")
    return TableRow(
        number=number,
        id=row["id"],
        group=row.get("group", row["id"]),
        conditions=tuple(
            condition(_named(name, facts, place), asked, outcomes, f"{place}.if.{name}")
            for name, asked in wanted.items()
        ),
        others=None if others is None else _others(others, outcomes, f"{place}.if.{OTHERS}"),
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


def _named(name: str, facts: Mapping[str, Fact], place: str) -> Fact:
    if name not in facts:
        raise PolicyFault("policy.no-fact", place=place, fact=name, known=", ".join(facts))
    return facts[name]


def _among(outcome: str, outcomes: tuple[str, ...], place: str) -> None:
    if outcome not in outcomes:
        known = ", ".join(outcomes)
        raise PolicyFault("policy.no-outcome", place=place, outcome=outcome, known=known)
