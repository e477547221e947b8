# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about contracts over time, and about whose law and level a supplier has."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.cli.classifying import classified
from dijkwacht.cli.options import (
    Day,
    LanguageCommand,
    NewFile,
    Output,
    Session,
    Where,
    with_output,
    with_register,
)
from dijkwacht.cli.terminal import write_new
from dijkwacht.reports.contracts import Rows, contracts_report, events
from dijkwacht.reports.icalendar import as_icalendar
from dijkwacht.reports.names import Names
from dijkwacht.reports.sovereignty import Sovereigns, sovereignty_report, supplier_report


@click.command(cls=LanguageCommand)
@with_register
@click.option("--until", type=Day(), help="The last day of the calendar (default: as policy says).")
@click.option(
    "--of", "organisation", metavar="NAME", help="Only contracts of this organisation (id or name)."
)
@click.option(
    "--ics", type=NewFile(), help="Also write the calendar to this new iCalendar file (.ics)."
)
@with_output
@click.pass_obj
def contracts(
    session: Session,
    /,
    where: Where,
    until: date | None,
    organisation: str | None,
    ics: Path | None,
    output: Output,
) -> None:
    """What must be decided about each contract, and by when: notice, leaving, options to extend;
    what is past; and changes of owners and subcontractors."""
    opened = session.open(where)
    of = None if organisation is None else verbs.organisation_of(opened.register, organisation)
    watch = verbs.watched_contracts(opened, until, of)
    found = classified(session, opened)
    hanging, names = verbs.hanging(opened, found.classes), Names(opened.register, session.language)
    if ics is not None:
        words = session.terminal.words
        told = events(Rows(watch, hanging, names).calendar(), words)
        name = words.say(Message.of("contracts.title", on=watch.on, until=watch.until))
        write_new(ics, as_icalendar(name, watch.on, told))
    session.give(contracts_report(opened.name, found, watch, hanging, names), output)


@click.command(cls=LanguageCommand)
@with_register
@click.argument("supplier", required=False)
@with_output
@click.pass_obj
def sovereignty(session: Session, /, where: Where, supplier: str | None, output: Output) -> None:
    """How suppliers stand against the EU Cloud Sovereignty Framework, and which foreign law reaches
    them through owners and subcontractors. With SUPPLIER: one, objective by objective. What is no
    folder or file is SUPPLIER."""
    if where.register is not None and supplier is None and not where.register.exists():
        where, supplier = replace(where, register=None), str(where.register)
    opened = session.open(where)
    found = classified(session, opened)
    held = verbs.sovereign(opened, found.classes)
    names = Names(opened.register, session.language)
    told = Sovereigns(held.framework, held.law, held.hanging, names)
    if supplier is None:
        suppliers = opened.register.once("suppliers")["id"].sort().to_list()
        session.give(sovereignty_report(opened.name, found, told, suppliers), output)
        return
    one = verbs.supplier_id(opened, supplier)
    session.give(supplier_report(opened.name, found, told, one), output)
