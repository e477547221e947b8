# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios in force as a table, or one of them step by step."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.reports.asked import STEPS, step_cells
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.scenarios import ScenarioRule, Variant

COLUMNS = (
    Column("scenario"),
    Column("title"),
    Column("course"),
    Column("replacement", Cell.CODE, exported=False),
    Column("permanent", Cell.FLAG, shown=False),
    Column("about", shown=False),
    Column("known"),
    Column("variants", shown=False),
    Column("horizon", Cell.HOURS, shown=False),
    Column("version", shown=False),
    Column("source", shown=False),
)


def scenarios_report(
    scenarios: Sequence[ScenarioRule], on: date, language: str, *, steps: bool = False
) -> Report:
    """Each scenario with its stated course and how that is known; with `steps` every variant of
    each, step by step."""
    words = Words(language)
    rows = [_row(rule, words) for rule in scenarios]
    tables = [Table("scenarios", Message("scenarios.table"), COLUMNS, rows)]
    if steps:
        tables += [_variants(rule, language) for rule in scenarios]
    listed = Message.of("scenarios.of", count=len(scenarios), on=on)
    before = [_source(rule) for rule in scenarios] if steps else [listed]
    return Report(
        title=Message("scenarios.title"),
        before=(*before, Message("scenarios.hours")),
        tables=tuple(table for table in tables if table.rows),
        after=(Message("scenarios.after"),),
        made={"on": on.isoformat()},
    )


def _source(rule: ScenarioRule) -> Message:
    return Message.of(
        "scenarios.source", version=rule.version, source=rule.source, owner=rule.owner
    )


def _row(rule: ScenarioRule, words: Words) -> tuple[Any, ...]:
    steps = rule.profiles[Variant.STATED]
    course = (f"{words.hours(step.hour)} {words.percent(step.level)}" for step in steps)
    known = (words.text(f"tag.{tag.lower()}") for tag in rule.tags)
    return (
        rule.called,
        rule.title[words.language],
        " → ".join(course),
        "scenario.replaced" if rule.permanent else "scenario.not-replaced",
        rule.permanent,
        ", ".join(words.text(f"noun.{noun}") for noun in rule.chooses),
        ", ".join(known),
        ", ".join(rule.profiles),
        rule.horizon,
        rule.version,
        rule.source,
    )


def _variants(rule: ScenarioRule, language: str) -> Table:
    rows = [
        (variant, *step_cells(step, language))
        for variant, steps in rule.profiles.items()
        for step in steps
    ]
    title = Message("scenarios.steps", {"title": rule.title[language]})
    return Table("steps", title, (Column("variant"), *STEPS), rows)
