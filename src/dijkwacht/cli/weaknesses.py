# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that ask what a service cannot do without: weaknesses, and shortest fuses."""

import click

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.cli.options import (
    LanguageCommand,
    Output,
    Session,
    Where,
    Whole,
    with_output,
    with_register,
    with_stop,
)
from dijkwacht.engine.failing_sets import ORDERS
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.scenario import Choice
from dijkwacht.reports.names import Names
from dijkwacht.reports.weaknesses import Tried, fuses_report, weaknesses_report

with_kinds = click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in Kind]),
    multiple=True,
    default=(Kind.SUPPLIERS.value,),
    show_default=True,
    help="What may stop. Repeat for more.",
)


@click.command(cls=LanguageCommand)
@click.argument("service")
@with_register
@with_kinds
@click.option(
    "--order",
    type=Whole(min(ORDERS), max(ORDERS)),
    metavar="N",
    default=max(ORDERS),
    show_default=True,
    help="How many may stop at once.",
)
@with_stop
@with_output
@click.pass_obj
def weaknesses(
    session: Session,
    /,
    service: str,
    where: Where,
    kinds: tuple[str, ...],
    order: int,
    stop: verbs.Stop,
    output: Output,
) -> None:
    """What brings SERVICE down: the smallest sets of one or two things, the soonest first."""
    opened = session.open(where)
    asked, choice = _kinds(kinds), stop.choice(opened)
    with session.terminal.progress(Message("weaknesses.doing")) as progress:
        found = verbs.weaknesses(
            opened, service, choice, kinds=asked, order=order, progress=progress
        )
    tried = _tried(opened, choice, asked, len(found.things))
    names = Names(opened.register, session.language)
    session.give(weaknesses_report(tried, found.service, found.sets, order, names), output)


@click.command(cls=LanguageCommand)
@with_register
@with_kinds
@with_stop
@with_output
@click.pass_obj
def fuses(
    session: Session, /, where: Where, kinds: tuple[str, ...], stop: verbs.Stop, output: Output
) -> None:
    """For every service how soon one thing that stops can bring it down, the soonest first."""
    opened = session.open(where)
    asked, choice = _kinds(kinds), stop.choice(opened)
    with session.terminal.progress(Message("weaknesses.doing")) as progress:
        found = verbs.fuses(opened, choice, kinds=asked, progress=progress)
    names = Names(opened.register, session.language)
    tried = _tried(opened, choice, asked, len(found.things))
    session.give(fuses_report(tried, found.of, names), output)


def _kinds(words: tuple[str, ...]) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(Kind(word) for word in words))


def _tried(opened: verbs.Opened, choice: Choice, kinds: tuple[Kind, ...], count: int) -> Tried:
    graphs = opened.graphs
    return Tried(opened.name, graphs.every, choice, kinds, count, graphs.estimates)
