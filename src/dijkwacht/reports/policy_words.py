# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules in words: how a value is known, a quantity with its unit, a condition of a decision
table."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.reports.words import DAY, Words
from dijkwacht.rules.condition import Condition, Fact
from dijkwacht.rules.decision_table import OTHERS, DecisionTable, TableRow
from dijkwacht.rules.rule import Rule, Tag

COMPARED: Final = {
    ">=": "condition.at-least",
    "<=": "condition.at-most",
    ">": "condition.more",
    "<": "condition.less",
    "=": "condition.is",
}
HIGHER: Final = {">=": "condition.or-higher", "<=": "condition.or-lower"}
"""For classes, which are higher or lower and not more or less."""


def known(tags: Iterable[Tag], words: Words) -> str:
    """How values are known, in the words of all reports: published, unverified, our proposal."""
    return ", ".join(words.text(f"tag.{tag.lower()}") for tag in tags)


def with_source(tag: Tag, source: str | None, words: Words) -> str:
    """How one value is known, and from where."""
    said = known((tag,), words)
    return said if source is None else f"{said}: {source}"


def kind_code(rule: Rule) -> str:
    """The catalogue entry of a rule's kind."""
    return f"kind.{rule.kind.partition('/')[0]}"


def quantity(value: Any, unit: str, words: Words) -> str:
    """A value of policy with its unit, as it is read in a sentence."""
    if isinstance(value, bool):
        return words.text("yes" if value else "no")
    if not isinstance(value, int):
        return parts(value, unit, words)
    if unit == "basis points":
        return words.percent(value)
    if unit in ("hours", "days"):
        return words.hours(value * (DAY if unit == "days" else 1))
    if unit in ("EUR", "months"):
        return words.say(Message.of(f"unit.{unit.lower()}", value=value))
    return words.number(value)


def parts(value: Any, unit: str, words: Words) -> str:
    """A word, or the parts of a list or map, each as `quantity`."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {quantity(part, unit, words)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(quantity(part, unit, words) for part in value)
    return str(value)


def conditions(table: DecisionTable, row: TableRow, words: Words) -> str:
    """All that must hold for a row to hold."""
    said = [_condition(one, table.facts[one.fact], words) for one in row.conditions]
    if row.others is not None:
        others = Fact(OTHERS, "class", {words.language: words.text("condition.others")})
        said.append(_condition(row.others, others, words))
    return "; ".join(said) or words.text("condition.always")


def _condition(one: Condition, fact: Fact, words: Words) -> str:
    code = HIGHER.get(one.operator) if fact.unit in ("class", "level") else None
    value = quantity(one.threshold, fact.unit, words)
    says = {"fact": fact.says[words.language], "value": value}
    return words.say(Message(code or COMPARED[one.operator], says))
