# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that keep a register: judge it, fill it, compare it, hand it on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.errors import ExitCode
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.cli.options import (
    PATH,
    Day,
    LanguageCommand,
    NewFile,
    Output,
    Session,
    Where,
    Whole,
    with_day,
    with_ends,
    with_format,
    with_output,
    with_register,
)
from dijkwacht.cli.terminal import write_new
from dijkwacht.register.plan import Ends
from dijkwacht.register.store import Store
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.reports.plan import plan_report
from dijkwacht.reports.problems import check_report, problems_table
from dijkwacht.reports.report import Report
from dijkwacht.reports.workbook import Contents
from dijkwacht.reports.workbook import workbook as workbook_of
from dijkwacht.rules.rulebook import Rulebook


@click.command(cls=LanguageCommand)
@with_register
@with_output
@click.pass_obj
def check(session: Session, /, where: Where, output: Output) -> int:
    """What is wrong, doubtful or unknown in a register. Exit code 1 when there are faults."""
    opened = session.open(where)
    problems = verbs.check(opened)
    session.give(check_report(opened.name, opened.register, problems), output)
    return _code(problems)


@click.command(cls=LanguageCommand)
@click.option(
    "--organisations",
    type=Whole(1, 20_000),
    metavar="N",
    required=True,
    help="How many organisations.",
)
@click.option(
    "--seed",
    type=Whole(0, 2**32 - 1),
    metavar="N",
    default=1,
    show_default=True,
    help="Another seed, another state.",
)
@click.option("--into", type=PATH, required=True, help="The folder to write the tables to.")
@with_day
@with_format
@click.pass_obj
def generate(
    session: Session, /, organisations: int, seed: int, into: Path, on: date | None, form: str
) -> None:
    """A fictional state of any size, for trials and training. Same numbers, same state."""
    made = verbs.generate(organisations, seed, on or session.today, session.policy)
    write_tables(made, into, Format(form))
    for table, frame in made.frames.items():
        if frame.height:
            session.terminal.say(Message.of("generate.table", table=table, rows=frame.height))
    session.terminal.say(Message.of("generate.next", folder=str(into)))


@click.command(cls=LanguageCommand)
@click.argument("source", type=click.Choice(sorted(verbs.SOURCES)))
@click.argument("path", type=PATH)
@click.option("--into", type=PATH, required=True, help="The folder that is the register.")
@click.option("--on", type=Day(), help="The day on which it takes effect (default: today).")
@with_ends(Ends.SOURCE)
@click.option("--apply", "checksum", help="Write exactly the plan with this checksum.")
@click.option("--anyway", is_flag=True, help="Also when the plan touches more than policy's limit.")
@with_output
@click.pass_obj
def load(
    session: Session,
    /,
    source: str,
    path: Path,
    into: Path,
    on: date | None,
    ends: str,
    checksum: str | None,
    anyway: bool,
    output: Output,
) -> int:
    """Show what a source would change in a register; with --apply write exactly that."""
    day, store = on or session.today, Store(into)
    rules = Rulebook.read(session.policy).on(day)
    incoming, problems = verbs.load(source, path, rules)
    made = verbs.plan(store.read()[0], incoming, day, rules, Ends(ends))
    if checksum is not None:
        store.apply(made, checksum, anyway=anyway)
    session.give(_with_problems(plan_report(made, applied=checksum is not None), problems), output)
    return _code([*problems, *made.refused])


@click.command(cls=LanguageCommand)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--on", type=Day(), help="The day on which it takes effect (default: today).")
@with_ends(Ends.ALL)
@with_output
@click.pass_obj
def plan(
    session: Session, /, old: Path, new: Path, on: date | None, ends: str, output: Output
) -> int:
    """The difference between two registers: what is new, changed, ended and refused. Writes
    nothing."""
    day = on or session.today
    base, incoming = session.open(Where(old, on)), session.open(Where(new, on))
    made = verbs.plan(base.history, incoming.history, day, base.rules, Ends(ends))
    session.give(plan_report(made, applied=False), output)
    return _code(made.refused)


@click.command(cls=LanguageCommand)
@with_register
@click.option("--into", type=PATH, required=True, help="The folder to write the tables to.")
@with_format
@click.option("--history", is_flag=True, help="All rows ever known instead of those of one day.")
@click.pass_obj
def export(session: Session, /, where: Where, into: Path, form: str, history: bool) -> None:
    """Write a register as tables: one day at one revision, or its whole history."""
    written = verbs.export(session.open(where), into, Format(form), every=history)
    session.terminal.say(Message.of("export.written", count=len(written), folder=str(into)))


@click.command(cls=LanguageCommand)
@click.option(
    "--register", type=PATH, help="The register to fill it with (default: an empty workbook)."
)
@with_day
@click.option(
    "--revision",
    type=Whole(0),
    metavar="N",
    help="What was known at this revision (default: the newest).",
)
@click.option("--output", type=NewFile(), required=True, help="The new .xlsx file.")
@click.pass_obj
def workbook(
    session: Session, /, register: Path | None, on: date | None, revision: int | None, output: Path
) -> None:
    """A workbook to fill in a spreadsheet program: empty, or with every row of a register."""
    day, words = on or session.today, session.terminal.words
    if register is None:
        write_new(output, workbook_of(Contents(None, "", day, 0), words))
        session.terminal.say(Message.of("workbook.empty", file=str(output)))
        return
    opened = session.open(Where(register, day, revision))
    known = opened.history.known(opened.register.revision)
    contents = Contents(known, opened.name, day, opened.register.revision)
    write_new(output, workbook_of(contents, words))
    filled = sum(frame.height > 0 for frame in known.frames.values())
    session.terminal.say(
        Message.of("workbook.written", file=str(output), rows=known.count(), tables=filled)
    )


def _with_problems(report: Report, problems: Sequence[Problem]) -> Report:
    by_grade = [
        problems_table([found for found in problems if found.grade is grade], grade)
        for grade in Grade
    ]
    return replace(report, tables=(*report.tables, *(table for table in by_grade if table.rows)))


def _code(problems: Sequence[Problem]) -> int:
    return (
        ExitCode.FAULTS_FOUND
        if any(found.grade is Grade.FAULT for found in problems)
        else ExitCode.DONE
    )
