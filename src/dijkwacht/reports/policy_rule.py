# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One rule as a person reads it: who answers for it, since when it holds, and each of its values
with how that is known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.reports.policy_words import conditions, kind_code, quantity, with_source
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.scenarios import scenarios_report
from dijkwacht.reports.score_card import card_tables, questionnaire_tables
from dijkwacht.reports.words import Words
from dijkwacht.rules.decision_table import DecisionTable, TableRow
from dijkwacht.rules.questionnaire import Questionnaire
from dijkwacht.rules.rule import Rule, Tag
from dijkwacht.rules.rulebook import Parameters
from dijkwacht.rules.scenarios import ScenarioRule
from dijkwacht.rules.score_card import ScoreCard

ROWS = (
    Column("number", Cell.COUNT, head=Message("column.place")),
    Column("row"),
    Column("group", shown=False),
    Column("conditions"),
    Column("outcome"),
    Column("label", shown=False),
    Column("known", exported=False),
    Column("tag", shown=False),
    Column("source", shown=False),
    Column("says", shown=False),
)
VALUES = (
    Column("name"),
    Column("reads", exported=False),
    Column("value", shown=False),
    Column("unit", shown=False),
    Column("says"),
    Column("known", exported=False),
    Column("tag", shown=False),
    Column("source", shown=False),
)


def rule_report(rule: Rule, on: date, language: str) -> Report:
    """The rule with all its values."""
    words = Words(language)
    if isinstance(rule, ScenarioRule):
        report = scenarios_report([rule], on, language, steps=True)
        return replace(report, title=_title(rule, language), made=_made(rule, on))
    tables = next(made(rule, words) for kind, made in TABLES.items() if isinstance(rule, kind))
    return Report(
        title=_title(rule, language),
        before=tuple(_head(rule, words)),
        tables=tables,
        after=(Message("policy-rule.legend"),),
        made=_made(rule, on),
    )


def _made(rule: Rule, on: date) -> dict[str, str]:
    return {"rule": rule.version, "digest": rule.digest, "on": on.isoformat()}


def _title(rule: Rule, language: str) -> Message:
    return Message("policy-rule.title", {"title": rule.title[language]})


def _head(rule: Rule, words: Words) -> Iterator[Message]:
    kind = words.text(kind_code(rule))
    yield Message.of("policy-rule.of", kind=kind, version=rule.version, digest=rule.digest)
    yield Message.of("policy-rule.by", owner=rule.owner, source=rule.source)
    until = rule.valid_until
    code = "policy-rule.from" if until is None else "policy-rule.until"
    yield Message(code, {"begins": rule.valid_from, "ends": until})
    if rule.corrects is not None:
        corrects = rule.corrects[words.language]
        yield Message.of("policy-rule.corrects", edition=rule.edition, corrects=corrects)
    if isinstance(rule, DecisionTable):
        yield from _hit(rule)
    elif isinstance(rule, ScoreCard):
        yield from _scored(rule, words)


def _scored(card: ScoreCard, words: Words) -> Iterator[Message]:
    if card.scores is not None:
        yield Message.of("policy-rule.scores", name=card.scores)
    if card.margin:
        yield Message.of("policy-rule.margin", margin=words.percent(card.margin))


def _hit(table: DecisionTable) -> Iterator[Message]:
    """Which row decides, and on what the thresholds rest."""
    yield Message(f"policy-rule.hit-{table.hit.value}")
    outcomes = ", ".join(table.outcomes)
    yield Message.of("policy-rule.outcomes", outcomes=outcomes, otherwise=table.otherwise)
    tags = [row.tag for row in table.rows]
    yield Message.of(
        "policy-rule.tags",
        rows=len(tags),
        published=tags.count(Tag.SRC),
        unverified=tags.count(Tag.SEC) + tags.count(Tag.MEM),
        ours=tags.count(Tag.OUR),
    )


def _decision(table: DecisionTable, words: Words) -> tuple[Table, ...]:
    rows = [_row(table, row, words) for row in table.rows]
    return (Table("rows", Message("policy-rule.rows"), ROWS, rows),)


def _row(table: DecisionTable, row: TableRow, words: Words) -> tuple[Any, ...]:
    return (
        row.number,
        row.id,
        row.group,
        conditions(table, row, words),
        row.then if row.label is None else f"{row.then} ({row.label})",
        row.label,
        with_source(row.tag, row.source, words),
        row.tag.value,
        row.source,
        row.says[words.language],
    )


def _parameters(rule: Parameters, words: Words) -> tuple[Table, ...]:
    rows = [_value(name, entry, words) for name, entry in rule.entries.items()]
    return (Table("values", Message("policy-rule.values"), VALUES, rows),)


def _value(name: str, entry: Mapping[str, Any], words: Words) -> tuple[Any, ...]:
    value, unit, source = entry["value"], entry["unit"], entry.get("source")
    return (
        name,
        quantity(value, unit, words),
        value,
        unit,
        entry["says"][words.language],
        with_source(Tag(entry["tag"]), source, words),
        entry["tag"],
        source,
    )


TABLES: Final[Mapping[type[Rule], Callable[[Any, Words], tuple[Table, ...]]]] = {
    DecisionTable: _decision,
    Parameters: _parameters,
    Questionnaire: questionnaire_tables,
    ScoreCard: card_tables,
}
