# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that keep a register: judge it, fill it, compare it, hand it on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.errors import ExitCode, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.cli import served
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
from dijkwacht.register.register import History
from dijkwacht.register.store import Store
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.reports.plan import counted_report, plan_report
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
    if session.asks:
        session.give(served.listed(session, where, "problems"), output)
        return ExitCode.DONE
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
@click.option(
    "--events",
    type=Day(),
    help="Also accounts, and what feeds tell in the year from this day on.",
)
@with_format
@click.pass_obj
def generate(
    session: Session,
    /,
    organisations: int,
    seed: int,
    into: Path,
    on: date | None,
    events: date | None,
    form: str,
) -> None:
    """A fictional state of any size, for trials and training. Same numbers, same state."""
    made = verbs.generate(organisations, seed, on or session.today, session.policy, events)
    write_tables(made, into, Format(form))
    for table, frame in made.frames.items():
        if frame.height:
            session.terminal.say(Message.of("generate.table", table=table, rows=frame.height))
    session.terminal.say(Message.of("generate.next", folder=str(into)))


@click.command(cls=LanguageCommand)
@click.argument("source", type=click.Choice(sorted(verbs.SOURCES)))
@click.argument("path", type=PATH)
@click.option("--into", type=PATH, help="The folder that is the register; with --server: none.")
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
    into: Path | None,
    on: date | None,
    ends: str,
    checksum: str | None,
    anyway: bool,
    output: Output,
) -> int:
    """Show what a source would change in a register; with --apply write exactly that."""
    day = on or session.today
    folder = into if session.server is not None else _needed(into, "into")
    rules = Rulebook.read(session.policy).on(day)
    incoming, problems = verbs.load(source, path, rules)
    if session.server is not None:
        brought = Brought(incoming, problems, day, Ends(ends))
        return _to_server(session, session.server, brought, folder, checksum, anyway, output)
    assert folder is not None
    store = Store(folder)
    base = store.read()[0]
    incoming = verbs.linked(source, base, incoming)
    made = verbs.plan(base, incoming, day, rules, Ends(ends))
    if checksum is not None:
        store.apply(made, checksum, anyway=anyway)
    session.give(_with_problems(plan_report(made, applied=checksum is not None), problems), output)
    return _code([*problems, *made.refused])


@click.command(cls=LanguageCommand)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH, required=False)
@click.option("--on", type=Day(), help="The day on which it takes effect (default: today).")
@with_ends(Ends.ALL)
@with_output
@click.pass_obj
def plan(
    session: Session, /, old: Path, new: Path | None, on: date | None, ends: str, output: Output
) -> int:
    """The difference between two registers: what is new, changed, ended and refused. Writes
    nothing. With --server OLD is the one that is compared with the server's."""
    day = on or session.today
    if session.server is not None:
        opened = verbs.open_register(old, day, None, session.given)
        brought = Brought(opened.history, opened.problems, day, Ends(ends))
        return _to_server(session, session.server, brought, new, None, False, output)
    base, incoming = session.open(Where(old, on)), session.open(Where(_needed(new, "new"), on))
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
    if history and session.server is not None:
        raise WrongQuestion("server-history")
    written = verbs.export(session.open(where, rows=True), into, Format(form), every=history)
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
    if register is None and session.server is None:
        write_new(output, workbook_of(Contents(None, "", day, 0), words))
        session.terminal.say(Message.of("workbook.empty", file=str(output)))
        return
    opened = session.open(Where(register, day, revision), rows=True)
    known = opened.history.known(opened.register.revision)
    contents = Contents(known, opened.name, day, opened.register.revision)
    write_new(output, workbook_of(contents, words))
    filled = sum(frame.height > 0 for frame in known.frames.values())
    session.terminal.say(
        Message.of("workbook.written", file=str(output), rows=known.count(), tables=filled)
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """Rows from elsewhere, and how they are to be planned."""

    rows: History
    problems: Sequence[Problem]
    on: date
    ends: Ends


def _to_server(
    session: Session,
    server: verbs.Server,
    brought: Brought,
    folder: Path | None,
    checksum: str | None,
    anyway: bool,
    output: Output,
) -> int:
    """What rows would change at a server; with a checksum, exactly that is written."""
    if folder is not None:
        raise WrongQuestion("server-and-register", register=str(folder))
    how = (server, brought.rows, brought.on, brought.ends)
    if checksum is None:
        made = verbs.plan_at(*how)
    else:
        made = verbs.apply_at(*how, checksum, anyway=anyway)
    session.give(_with_problems(counted_report(made), brought.problems), output)
    return _code([*brought.problems, *made.problems])


def _needed(path: Path | None, name: str) -> Path:
    """A folder that is only optional with a server."""
    if path is None:
        context = click.get_current_context()
        missing = next(param for param in context.command.params if param.name == name)
        raise click.MissingParameter(ctx=context, param=missing)
    return path


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
