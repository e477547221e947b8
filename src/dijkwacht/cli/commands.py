# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program as one group of commands. Exit codes: docs/reference/exit-codes.md."""

from datetime import UTC, datetime
from pathlib import Path

import click

from dijkwacht import __version__
from dijkwacht.cli import (
    asking,
    auditing,
    classifying,
    covering,
    keeping,
    policies,
    published,
    site,
    upkeep,
    weaknesses,
    weighing,
)
from dijkwacht.cli.options import PATH, LanguageGroup, Session, with_language
from dijkwacht.cli.terminal import Terminal
from dijkwacht.reports.words import Words


@click.group(
    cls=LanguageGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="dijkwacht", message="%(prog)s %(version)s")
@with_language
@click.option("--policy", type=PATH, help="A policy folder of your own.")
@click.pass_context
def dijkwacht(context: click.Context, policy: Path | None) -> None:
    """Which public services stop when an ICT supplier stops: when, for whom, and why."""
    words: Words = context.obj
    context.obj = Session(Terminal(words), policy, datetime.now(UTC).astimezone().date())


for command in (
    keeping.check,
    asking.outage,
    asking.explain,
    asking.rank,
    weaknesses.weaknesses,
    weaknesses.fuses,
    classifying.classify,
    covering.coverage,
    covering.obligations,
    weighing.systemic,
    weighing.crosswalk,
    asking.scenarios,
    policies.policy,
    keeping.generate,
    keeping.load,
    keeping.plan,
    keeping.export,
    keeping.workbook,
    auditing.audit,
    published.faulttree,
    site.serve,
    site.worker,
    site.setup,
    site.backup,
    site.restore,
    site.doctor,
    upkeep.warm,
    asking.tour,
):
    dijkwacht.add_command(command)
