# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that says how bad the loss of each thing is, why, and what moves."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.cli import served
from dijkwacht.cli.options import (
    PATH,
    Day,
    LanguageCommand,
    Output,
    Session,
    Where,
    taking,
    with_output,
    with_register,
)
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.owners import Heirs
from dijkwacht.reports.class_moves import moves_report
from dijkwacht.reports.class_record import record_report
from dijkwacht.reports.classes import classes_report, inherited_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report

SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the answers about classes is wanted."""

    of: str = SERVICES
    explain: str | None = None
    compare: date | None = None
    compare_policy: Path | None = None

    @property
    def compares(self) -> bool:
        """Whether two classifications are to be compared."""
        return self.compare is not None or self.compare_policy is not None

    def check(self) -> None:
        """Refuse what cannot be asked at once."""
        asked = [self.explain is not None, self.compares, self.of != SERVICES]
        if sum(asked) > 1:
            raise WrongQuestion("classify-one-question")


with_wanted = taking(
    "wanted",
    Wanted,
    click.option(
        "--of",
        type=click.Choice([SERVICES, *(heirs.value for heirs in Heirs)]),
        default=SERVICES,
        show_default=True,
        help="Services, or what inherits their class.",
    ),
    click.option(
        "--explain",
        metavar="SERVICE",
        help="The record of one service: every row, value, threshold and source.",
    ),
    click.option(
        "--compare",
        type=Day(),
        help="Which classes moved since that day, and why.",
    ),
    click.option(
        "--compare-policy",
        type=PATH,
        metavar="DIR",
        help="Which classes would move from the policy in that folder to the one in force.",
    ),
)


@click.command(cls=LanguageCommand)
@with_register
@with_wanted
@with_output
@click.pass_obj
def classify(session: Session, /, where: Where, wanted: Wanted, output: Output) -> None:
    """How bad the loss of each service is (V, C, K, O) and how soon (T1 to T8), and why."""
    wanted.check()
    if session.asks:
        session.give(_served(session, where, wanted), output)
        return
    opened = session.open(where)
    found = classified(session, opened)
    names = Names(opened.register, session.language)
    session.give(_report(session, opened, found, wanted, names), output)


def _served(session: Session, where: Where, wanted: Wanted) -> Report:
    """The classes by the server; WrongQuestion for what it does not tell."""
    if wanted.compares or wanted.of != SERVICES:
        raise WrongQuestion("server-reckons")
    if wanted.explain is not None:
        return served.record(session, where, wanted.explain)
    return served.listed(session, where, "classes", sort="level,mtpdHours")


def _report(
    session: Session,
    opened: verbs.Opened,
    found: Classification,
    wanted: Wanted,
    names: Names,
) -> Report:
    if wanted.explain is not None:
        held = verbs.class_record(opened, found, wanted.explain)
        return record_report(opened.name, found, held, names)
    if wanted.compares:
        policy = wanted.compare_policy or session.policy
        other = session.at(opened, wanted.compare or opened.register.on, policy)
        before = classified(session, other)
        return moves_report(opened.name, before, found, verbs.moves(before, found), names)
    if wanted.of != SERVICES:
        heirs = Heirs(wanted.of)
        with session.terminal.progress(Message("classify.inheriting")) as progress:
            things = verbs.inherited(opened, found, heirs, session.cache, progress)
        return inherited_report(opened.name, found, heirs, things, names)
    return classes_report(opened.name, found, names)


def classified(session: Session, opened: verbs.Opened) -> Classification:
    """The classes of all services, with progress."""
    with session.terminal.progress(Message("classify.doing")) as progress:
        return verbs.classify(opened, session.cache, progress)
