# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program as one group of commands. Exit codes: docs/reference/exit-codes.md."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from dijkwacht import __version__, verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.cli import (
    asking,
    auditing,
    classifying,
    contracting,
    covering,
    distress,
    keeping,
    policies,
    published,
    site,
    upkeep,
    watching,
    watching_feeds,
    weaknesses,
    weighing,
)
from dijkwacht.cli.options import PATH, LanguageGroup, Session, with_language
from dijkwacht.cli.terminal import Terminal
from dijkwacht.reports.words import Words

HERE: Final = frozenset(
    (
        *("generate", "faulttree", "audit", "serve", "worker", "setup", "backup", "restore"),
        *("doctor", "warm", "tour", "distress"),
    )
)
"""The commands that are about this machine, not about a register."""


@click.group(
    cls=LanguageGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="dijkwacht", message="%(prog)s %(version)s")
@with_language
@click.option("--policy", type=PATH, help="A policy folder of your own.")
@click.option(
    "--server", "url", metavar="URL", help="Work on what this server lets you see, not on a folder."
)
@click.option("--token-file", type=PATH, help="The file with your token for the server.")
@click.pass_context
def dijkwacht(
    context: click.Context, policy: Path | None, url: str | None, token_file: Path | None
) -> None:
    """Which public services stop when an ICT supplier stops: when, for whom, and why."""
    words: Words = context.obj
    terminal = Terminal(words)
    if url is None and token_file is not None:
        raise WrongQuestion("token-without-server")
    if url is not None and context.invoked_subcommand in HERE:
        raise WrongQuestion("server-not-here", command=context.invoked_subcommand)
    server = None if url is None else verbs.server(url, token_file, words.language)
    if token_file is not None and verbs.is_open(token_file):
        terminal.warn(Message.of("server.token-open", file=str(token_file)))
    today = datetime.now(UTC).astimezone().date()
    context.obj = Session(terminal, policy, today, server)


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
    watching.watch,
    distress.distress,
    weighing.systemic,
    weighing.crosswalk,
    contracting.contracts,
    contracting.sovereignty,
    asking.scenarios,
    policies.policy,
    watching_feeds.feeds,
    watching_feeds.matches,
    keeping.generate,
    keeping.load,
    keeping.plan,
    keeping.export,
    keeping.workbook,
    auditing.audit,
    published.faulttree,
    distress.distress,
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
