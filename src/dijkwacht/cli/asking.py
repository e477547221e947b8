# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that ask the engine: what stops, why, and what matters most."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.errors import ExitCode, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.cli import served as at_server
from dijkwacht.cli.choosing import What, with_start, with_what
from dijkwacht.cli.options import (
    LanguageCommand,
    NewFile,
    Output,
    Session,
    Where,
    Whole,
    with_day,
    with_output,
    with_register,
    with_stop,
)
from dijkwacht.cli.ranks import Ranks, with_ranks
from dijkwacht.cli.session import EXAMPLE
from dijkwacht.cli.site import served
from dijkwacht.cli.terminal import create
from dijkwacht.engine.scenario import Choice, Start
from dijkwacht.graph.find import find
from dijkwacht.reports.detail import with_detail
from dijkwacht.reports.explain import explain_report
from dijkwacht.reports.levels import levels_csv
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told, outage_report
from dijkwacht.reports.rank import Ranked, rank_report
from dijkwacht.reports.report import Report
from dijkwacht.reports.scenarios import scenarios_report

TOUR = 8
SWISS = "02_swiss_email"


@click.command(cls=LanguageCommand)
@with_register
@with_what
@with_stop
@with_start
@click.option(
    "--levels",
    type=NewFile(),
    help="Also write every step of everything touched to this new CSV file.",
)
@click.option(
    "--detail",
    is_flag=True,
    help="Also what each fallback saved, who claims which when, and what may not start by itself.",
)
@click.option(
    "--sensitivity",
    is_flag=True,
    help="Also which unknown values matter most: each better and worse than assumed.",
)
@with_output
@click.pass_obj
def outage(
    session: Session,
    /,
    where: Where,
    what: What,
    stop: verbs.Stop,
    start: Start | None,
    levels: Path | None,
    detail: bool,
    sensitivity: bool,
    output: Output,
) -> None:
    """What stops when this stops: which services, when, for whom, why, and when they return."""
    if session.asks:
        if levels is not None or detail or sensitivity:
            raise WrongQuestion("server-reckons")
        session.give(at_server.outage(session, where, what, stop, start), output)
        return
    opened = session.open(where)
    choice = replace(stop.choice(opened), start=start)
    told = _told(
        opened, verbs.outage(opened, verbs.Question(what.selector, choice), session.engine)
    )
    if sensitivity:
        told = replace(told, sways=verbs.sways(opened, told.found))
    if levels is not None:
        create(levels, levels_csv(told.found))
    names = Names(opened.register, session.language)
    report = outage_report(told, names)
    session.give(_detailed(session, report, told, names) if detail else report, output)


@click.command(cls=LanguageCommand)
@click.argument("service")
@with_register
@with_what
@with_stop
@with_output
@click.pass_obj
def explain(
    session: Session,
    /,
    service: str,
    where: Where,
    what: What,
    stop: verbs.Stop,
    output: Output,
) -> None:
    """Why SERVICE falls when this stops: the path from the cause to it, each step with its
    source."""
    if session.asks:
        session.give(at_server.explain(session, where, service, what, stop), output)
        return
    opened = session.open(where)
    node = find(opened.graphs.every, opened.register, service)
    question = verbs.Question(what.selector, stop.choice(opened))
    told = _told(opened, verbs.outage(opened, question, session.engine))
    session.give(explain_report(told, Names(opened.register, session.language), node), output)


@click.command(cls=LanguageCommand)
@with_register
@with_ranks
@click.option(
    "--top",
    type=Whole(1),
    metavar="N",
    default=20,
    show_default=True,
    help="How many to show.",
)
@with_stop
@with_output
@click.pass_obj
def rank(
    session: Session, /, where: Where, ranks: Ranks, top: int, stop: verbs.Stop, output: Output
) -> None:
    """Every supplier's outage, worst first: services and persons lost per horizon."""
    if session.asks:
        session.give(at_server.rank(session, where, ranks, top, stop), output)
        return
    opened = session.open(where)
    session.give(_ranked(session, opened, stop.choice(opened), ranks, top), output)


@click.command(cls=LanguageCommand)
@click.argument("name", required=False)
@with_day
@with_output
@click.pass_obj
def scenarios(session: Session, /, name: str | None, on: date | None, output: Output) -> None:
    """The scenarios in force: how things stop in them, and how that is known. With NAME: one, or a
    file of your own, step by step."""
    held = verbs.scenarios(on or session.today, session.policy, name)
    made = scenarios_report(held, on or session.today, session.language, steps=name is not None)
    session.give(made, output)


@click.command(cls=LanguageCommand, hidden=True)
@click.option("--serve/--no-serve", default=None, help="Serve the example afterwards.")
@click.pass_obj
def tour(session: Session, /, serve: bool | None) -> int:
    """What `./run` shows without arguments: two rankings, and what to try next. On a terminal the
    example is then served until Ctrl-C."""
    for example in (EXAMPLE, SWISS):
        opened = session.open(Where(verbs.examples() / example))
        session.terminal.show(_ranked(session, opened, verbs.Stop().choice(opened), Ranks(), TOUR))
        session.terminal.out.print()
    session.terminal.say(Message("tour.next"))
    if sys.stdin.isatty() and sys.stdout.isatty() if serve is None else serve:
        return served(session, None, demo=True)
    return ExitCode.DONE


def _told(opened: verbs.Opened, asked: verbs.Asked) -> Told:
    choice = asked.question.choice
    horizons = verbs.horizons_of(opened.rules, choice.horizon)
    return Told(opened.name, opened.register, choice, asked.selection, asked.answer, horizons)


def _detailed(session: Session, report: Report, told: Told, names: Names) -> Report:
    with session.terminal.progress(Message("detail.doing")) as progress:
        found = verbs.detail(told.found, progress=progress)
    return with_detail(report, told.found.graph, found, names)


def _ranked(
    session: Session, opened: verbs.Opened, choice: Choice, ranks: Ranks, top: int
) -> Report:
    with session.terminal.progress(Message("rank.doing")) as progress:
        found = verbs.ranking(
            opened,
            choice,
            kind=ranks.kind,
            progress=progress,
            sweep=verbs.sweep_on(session.cache, ranks.threads, ranks.cluster),
            folder=ranks.into,
        )
    graphs = opened.graphs
    ranked = Ranked(
        opened.name,
        graphs.every,
        choice,
        found.horizons,
        found.kind,
        found.places,
        graphs.estimates,
    )
    report = rank_report(ranked, Names(opened.register, session.language), top)
    if ranks.into is None:
        return report
    of, folder = len(found.places), str(ranks.into)
    said = [Message.of("rank.kept", folder=folder, counted=found.counted, of=of)]
    said += [Message("rank.known")] if found.counted < of else []
    return replace(report, after=(*report.after, *said))
