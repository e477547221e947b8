# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about weight: the systemic test of suppliers, and classes in the words of other
regimes."""

from dataclasses import replace
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.cli.classifying import classified
from dijkwacht.cli.options import (
    LanguageCommand,
    Output,
    Session,
    Where,
    with_output,
    with_register,
)
from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.systemic import FormName
from dijkwacht.reports.crosswalk import crosswalk_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.systemic import Tested, systemic_report
from dijkwacht.reports.systemic_one import One, systemic_one_report


@click.command(cls=LanguageCommand)
@click.argument("supplier", required=False)
@with_register
@click.option(
    "--form",
    type=click.Choice([form.value for form in FormName]),
    default=FormName.GOVERNMENT.value,
    show_default=True,
    help="As published for financial entities, or our analogy for a government.",
)
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    default=Level.CHAIN.value,
    show_default=True,
    help="As contract party, as corporate group, or that group with what it does as subcontractor.",
)
@with_output
@click.pass_obj
def systemic(
    session: Session,
    /,
    supplier: str | None,
    where: Where,
    form: str,
    level: str,
    output: Output,
) -> None:
    """How much leans on each supplier: step 1 of the test of Regulation (EU) 2024/1502, indicator
    by indicator. With SUPPLIER: one, with all that was counted. A folder or zip alone is
    REGISTER."""
    if supplier is not None and where.register is None and Path(supplier).exists():
        where, supplier = replace(where, register=Path(supplier)), None
    opened = session.open(where)
    classes = classified(session, opened).classes
    weighed = verbs.systemic(opened, classes, FormName(form))
    names = Names(opened.register, session.language)
    tested = Tested(
        opened.name,
        opened.graphs.every,
        weighed.found,
        weighed.sure,
        weighed.provisional,
        weighed.critical,
        weighed.unlinked,
        Level(level),
    )
    if supplier is None:
        session.give(systemic_report(tested, names), output)
        return
    one = verbs.systemic_supplier(opened, classes, weighed, supplier, Level(level))
    asked = One(one.supplier, one.subjects, one.ways)
    session.give(systemic_one_report(tested, asked, names), output)


@click.command(cls=LanguageCommand)
@with_register
@click.option("--service", metavar="ID", help="One service, with the rule and row of each reading.")
@with_output
@click.pass_obj
def crosswalk(session: Session, /, where: Where, service: str | None, output: Output) -> None:
    """What the class of each service comes to in the words of other regimes. Our reading."""
    opened = session.open(where)
    found = verbs.crosswalk(opened, classified(session, opened).classes)
    names = Names(opened.register, session.language)
    chosen = None if service is None else verbs.service_id(opened, service)
    report = crosswalk_report(opened.name, opened.graphs.every, found, names, chosen)
    session.give(report, output)
