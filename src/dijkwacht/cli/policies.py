# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about policy itself: which rules hold, what one says, and whether a folder is
sound."""

from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.errors import ExitCode
from dijkwacht.base.problem import Grade
from dijkwacht.cli.options import (
    PATH,
    LanguageCommand,
    LanguageGroup,
    Output,
    Session,
    with_day,
    with_language,
    with_output,
)
from dijkwacht.reports.policy import list_report, policy_check_report
from dijkwacht.reports.policy_rule import rule_report


@click.group(cls=LanguageGroup)
@with_language
def policy() -> None:
    """Rules as dated files: which hold, what they say, and whether a folder of them is sound."""


@policy.command(cls=LanguageCommand)
@click.argument("folder", type=PATH, required=False)
@with_output
@click.pass_obj
def check(session: Session, /, folder: Path | None, output: Output) -> int:
    """All faults of a policy FOLDER (default: the one in force), with file, line and mend. Exit
    code 1 when there are faults."""
    checked = verbs.policy_check(folder or session.policy)
    session.give(policy_check_report(checked), output)
    faulty = any(found.grade is Grade.FAULT for found in checked.problems)
    return ExitCode.FAULTS_FOUND if faulty else ExitCode.DONE


@policy.command(cls=LanguageCommand)
@click.argument("rule")
@with_day
@with_output
@click.pass_obj
def show(session: Session, /, rule: str, on: date | None, output: Output) -> None:
    """One RULE as a person reads it: each threshold with its unit, and how it is known."""
    day = on or session.today
    held = verbs.policy_rule(rule, day, session.policy)
    session.give(rule_report(held, day, session.language), output)


@policy.command("list", cls=LanguageCommand)
@with_day
@with_output
@click.pass_obj
def rules(session: Session, /, on: date | None, output: Output) -> None:
    """All rules in force on a day, with kind, version, and how their values are known."""
    held = verbs.policy_on(on or session.today, session.policy)
    session.give(list_report(held, session.language), output)
