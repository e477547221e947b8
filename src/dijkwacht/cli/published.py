# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that run a published model beside the engine."""

from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.cli.options import PATH, LanguageCommand, Output, Session, Whole, with_output
from dijkwacht.reports.fault_tree import fault_tree_report


@click.command(cls=LanguageCommand)
@click.argument("file", type=PATH)
@click.option(
    "--gate", metavar="NAME", help="The gate to analyse (default: the one that no other uses)."
)
@click.option(
    "--order",
    type=Whole(1),
    metavar="N",
    help="List the sets of at most N events (default: the smallest).",
)
@with_output
@click.pass_obj
def faulttree(
    session: Session, /, file: Path, gate: str | None, order: int | None, output: Output
) -> None:
    """The minimal cut sets of a fault tree: how many of each size, and the smallest."""
    found = verbs.fault_tree(file, gate)
    session.give(fault_tree_report(found, session.language, order), output)
