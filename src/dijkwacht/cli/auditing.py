# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands of an auditor, who needs neither our database nor our server."""

from pathlib import Path

import click

from dijkwacht.base.errors import ExitCode
from dijkwacht.base.trail import check, lines
from dijkwacht.cli.options import (
    PATH,
    LanguageCommand,
    LanguageGroup,
    Output,
    Session,
    with_language,
    with_output,
)
from dijkwacht.reports.trail import trail_report


@click.group(cls=LanguageGroup)
@with_language
def audit() -> None:
    """Whether an audit trail is what was written: no entry changed, removed, added or moved."""


@audit.command(cls=LanguageCommand)
@click.argument("file", type=PATH)
@click.option("--head", metavar="HASH", help="The hash of an entry, as you kept it before.")
@with_output
@click.pass_obj
def verify(session: Session, /, file: Path, head: str | None, output: Output) -> int:
    """Check the chain of a trail that was exported to FILE (JSON Lines). Exit code 1 at the first
    entry that is broken, or when the hash you kept is not in it."""
    verdict = check(lines(file), head)
    session.give(trail_report(str(file), verdict, head), output)
    return ExitCode.DONE if verdict.is_whole else ExitCode.FAULTS_FOUND
