# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that say how exposed services are: cover by fallbacks, and obligations."""

import click

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.cli import served
from dijkwacht.cli.classifying import classified
from dijkwacht.cli.options import (
    LanguageCommand,
    Output,
    Session,
    Where,
    with_output,
    with_register,
)
from dijkwacht.findings.duty import Status
from dijkwacht.reports.capacity import places_report
from dijkwacht.reports.coverage import coverage_report
from dijkwacht.reports.coverage_service import service_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.obligations import obligations_report


@click.command(cls=LanguageCommand)
@with_register
@click.option(
    "--explain",
    metavar="SERVICE",
    help="One service: its cover over time, its gaps, and why each option counts or not.",
)
@click.option(
    "--shared",
    is_flag=True,
    help="Places that several fallbacks run on: what is claimed of them, and who gets what.",
)
@with_output
@click.pass_obj
def coverage(
    session: Session, /, where: Where, explain: str | None, shared: bool, output: Output
) -> None:
    """Whether fallbacks carry each service until it is replaced: as declared, and as proven."""
    if shared and explain is not None:
        raise WrongQuestion("coverage-one-question")
    if session.asks:
        if shared or explain is not None:
            raise WrongQuestion("server-reckons")
        session.give(served.listed(session, where, "coverage"), output)
        return
    opened = session.open(where)
    found = classified(session, opened)
    names = Names(opened.register, session.language)
    if shared:
        held = verbs.shared_places(opened, found.classes)
        session.give(places_report(opened.name, found, opened.graphs.every, held, names), output)
        return
    cover = verbs.coverage(opened, found.classes)
    if explain is None:
        session.give(coverage_report(opened.name, found, cover, names), output)
        return
    row = verbs.covered_service(opened, cover, explain)
    session.give(service_report(opened.name, found, cover, row, names), output)


@click.command(cls=LanguageCommand)
@with_register
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    metavar="NAME",
    help="Only the services of this organisation, by id or name. Repeat for more.",
)
@with_output
@click.pass_obj
def obligations(
    session: Session, /, where: Where, organisations: tuple[str, ...], output: Output
) -> None:
    """What the class of each service obliges to and is missing, by organisation."""
    if session.asks:
        if organisations:
            raise WrongQuestion("server-reckons")
        status = [Status.NOT_MET.word, Status.UNKNOWN.word]
        session.give(served.listed(session, where, "obligations", status=status), output)
        return
    opened = session.open(where)
    wanted = {verbs.organisation_of(opened.register, name) for name in organisations}
    found = classified(session, opened)
    held = verbs.obliged(opened, verbs.coverage(opened, found.classes))
    names = Names(opened.register, session.language)
    session.give(obligations_report(opened.name, found, held, wanted, names), output)
