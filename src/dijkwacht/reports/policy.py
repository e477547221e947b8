# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy as reports: what is wrong in a folder, and which rules are in force."""

from collections import Counter

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.reports.policy_words import kind_code, known
from dijkwacht.reports.problems import ORDER, problems_table
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.policy_check import Checked
from dijkwacht.rules.rulebook import Rules

RULES = (
    Column("rule"),
    Column("kind", Cell.CODE),
    Column("title"),
    Column("known"),
    Column("version", shown=False),
    Column("digest", shown=False),
    Column("valid_from", shown=False),
    Column("valid_until", shown=False),
    Column("owner", shown=False),
    Column("source", shown=False),
)


def policy_check_report(checked: Checked) -> Report:
    """How much was checked, then the problems of each grade, the faults last."""
    counts = Counter(found.grade for found in checked.problems)
    tables = [
        problems_table([found for found in checked.problems if found.grade is grade], grade)
        for grade in reversed(ORDER)
    ]
    return Report(
        title=Message.of("policy-check.title", folder=checked.folder),
        before=(
            Message.of(
                "policy-check.counts",
                rules=checked.rules,
                versions=checked.versions,
                cases=checked.cases,
            ),
            Message.of(
                "check.counts",
                faults=counts[Grade.FAULT],
                warnings=counts[Grade.WARNING],
                notes=counts[Grade.NOTE],
            ),
        ),
        tables=tuple(table for table in tables if table.rows),
        after=(Message("policy-check.faulty" if counts[Grade.FAULT] else "check.sound"),),
        made={"rules": checked.rules, "versions": checked.versions, "cases": checked.cases},
    )


def list_report(rules: Rules, language: str) -> Report:
    """Every rule in force on the day, by name."""
    words = Words(language)
    held = [rules.by_name[name] for name in sorted(rules.by_name)]
    rows = [
        (
            rule.name,
            kind_code(rule),
            rule.title[language],
            known(rule.tags, words),
            rule.version,
            rule.digest,
            rule.valid_from,
            rule.valid_until,
            rule.owner,
            rule.source,
        )
        for rule in held
    ]
    return Report(
        title=Message.of("policy-list.title", on=rules.on),
        before=(Message.of("policy-list.count", count=len(held)),),
        tables=(Table("rules", Message("policy-list.table"), RULES, rows),),
        after=(Message("policy-rule.legend"),),
        made={"on": rules.on.isoformat()},
    )
