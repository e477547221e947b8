# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One command per verb. Exit codes: docs/reference/exit-codes.md."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from dijkwacht import __version__, verbs
from dijkwacht.base.errors import ExitCode
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.cli.options import (
    EXAMPLE,
    PATH,
    Day,
    LanguageGroup,
    Output,
    Session,
    Stop,
    Where,
    with_day,
    with_ends,
    with_fail,
    with_format,
    with_group,
    with_language,
    with_output,
    with_register,
    with_stop,
)
from dijkwacht.cli.terminal import Terminal, create
from dijkwacht.engine.rank import Choice
from dijkwacht.graph.find import find
from dijkwacht.register.plan import Ends
from dijkwacht.register.store import Store
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.reports.explain import explain_report
from dijkwacht.reports.levels import levels_csv
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told, outage_report
from dijkwacht.reports.plan import plan_report
from dijkwacht.reports.problems import check_report, problems_table
from dijkwacht.reports.rank import Ranked, rank_report
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rulebook

SWISS = "02_swiss_email"
TOUR = 8


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


@dijkwacht.command()
@with_register
@with_output
@click.pass_obj
def check(session: Session, /, where: Where, output: Output) -> int:
    """What is wrong, doubtful or unknown in a register. Exit code 1 when there are faults."""
    opened = session.open(where)
    problems = verbs.check(opened)
    session.give(check_report(opened.name, opened.register, problems), output)
    return _code(problems)


@dijkwacht.command()
@with_register
@with_fail
@with_group
@with_stop
@click.option(
    "--levels", type=PATH, help="Also write every step of everything touched to this new CSV file."
)
@with_output
@click.pass_obj
def outage(
    session: Session,
    /,
    where: Where,
    fail: tuple[str, ...],
    group: bool,
    stop: Stop,
    levels: Path | None,
    output: Output,
) -> None:
    """What stops when this stops: which services, when, for whom, why, and when they return."""
    opened = session.open(where)
    told = _told(opened, verbs.outage(opened, verbs.Question(fail, stop.choice(opened), group)))
    if levels is not None:
        create(levels, levels_csv(told.found))
    session.give(outage_report(told, Names(opened.register, session.language)), output)


@dijkwacht.command()
@click.argument("service")
@with_register
@with_fail
@with_group
@with_stop
@with_output
@click.pass_obj
def explain(
    session: Session,
    /,
    service: str,
    where: Where,
    fail: tuple[str, ...],
    group: bool,
    stop: Stop,
    output: Output,
) -> None:
    """Why SERVICE falls when this stops: the path from the cause to it, each step with its
    source."""
    opened = session.open(where)
    node = find(opened.graphs.every, opened.register, service)
    told = _told(opened, verbs.outage(opened, verbs.Question(fail, stop.choice(opened), group)))
    session.give(explain_report(told, Names(opened.register, session.language), node), output)


@dijkwacht.command()
@with_register
@click.option("--groups", is_flag=True, help="Corporate groups instead of single suppliers.")
@click.option(
    "--top",
    type=click.IntRange(1),
    metavar="N",
    default=20,
    show_default=True,
    help="How many to show.",
)
@with_stop
@with_output
@click.pass_obj
def rank(
    session: Session, /, where: Where, groups: bool, top: int, stop: Stop, output: Output
) -> None:
    """Every supplier's outage, worst first: services and persons lost per horizon."""
    opened = session.open(where)
    session.give(_ranked(session, opened, stop.choice(opened), groups, top), output)


@dijkwacht.command()
@click.option(
    "--organisations",
    type=click.IntRange(1, 20_000),
    metavar="N",
    required=True,
    help="How many organisations.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
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


@dijkwacht.command()
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


@dijkwacht.command()
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


@dijkwacht.command()
@with_register
@click.option("--into", type=PATH, required=True, help="The folder to write the tables to.")
@with_format
@click.option("--history", is_flag=True, help="All rows ever known instead of those of one day.")
@click.pass_obj
def export(session: Session, /, where: Where, into: Path, form: str, history: bool) -> None:
    """Write a register as tables: one day at one revision, or its whole history."""
    written = verbs.export(session.open(where), into, Format(form), every=history)
    session.terminal.say(Message.of("export.written", count=len(written), folder=str(into)))


@dijkwacht.command(hidden=True)
@click.pass_obj
def tour(session: Session, /) -> None:
    """What `./run` shows without arguments: two rankings, and what to try next."""
    for example in (EXAMPLE, SWISS):
        opened = session.open(Where(verbs.examples() / example))
        session.terminal.show(_ranked(session, opened, Stop().choice(opened), False, TOUR))
        session.terminal.out.print()
    session.terminal.say(Message("tour.next"))


def _told(opened: verbs.Opened, asked: verbs.Asked) -> Told:
    choice = asked.question.choice
    horizons = verbs.horizons_of(opened.rules, choice.horizon)
    return Told(
        opened.name, opened.register, choice, asked.causes, asked.failing, asked.answer, horizons
    )


def _ranked(
    session: Session, opened: verbs.Opened, choice: Choice, groups: bool, top: int
) -> Report:
    with session.terminal.progress(Message("rank.doing")) as progress:
        found = verbs.ranking(opened, choice, groups=groups, progress=progress)
    graphs = opened.graphs
    ranked = Ranked(
        opened.name, graphs.every, choice, found.horizons, groups, found.places, graphs.estimates
    )
    return rank_report(ranked, Names(opened.register, session.language), top)


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
