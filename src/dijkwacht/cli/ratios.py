# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that shows the accounts of a supplier, and what published models make of them."""

import click

from dijkwacht import verbs
from dijkwacht.cli.options import (
    LanguageCommand,
    Output,
    Session,
    Where,
    Whole,
    taking,
    with_output,
    with_register,
)
from dijkwacht.distress.dossier import Beside
from dijkwacht.register.codes import StatementBasis
from dijkwacht.reports.names import Names
from dijkwacht.reports.ratios import Shown, ratios_report

PARTS = Whole(-(10**6), 10**6)

with_beside = taking(
    "beside",
    Beside,
    click.option(
        "--basis",
        type=click.Choice([basis.value for basis in StatementBasis]),
        help="Accounts of the group, or of the entity alone (default: the newest known).",
    ),
    click.option(
        "--contract-value",
        type=Whole(1, 10**15),
        metavar="N",
        help="The yearly value of the contract, in the currency of the accounts.",
    ),
    click.option(
        "--cover",
        type=PARTS,
        metavar="BP",
        help="Expected debt service cover of six months: 10000 is just enough.",
    ),
    click.option(
        "--volatility",
        type=Whole(1, 10**6),
        metavar="BP",
        help="Yearly volatility of the share of a listed company, in basis points.",
    ),
    click.option(
        "--rate",
        type=PARTS,
        metavar="BP",
        help="Yearly interest without risk, in basis points; for listed companies.",
    ),
)


@click.command(cls=LanguageCommand)
@click.argument("supplier")
@with_register
@with_beside
@with_output
@click.pass_obj
def ratios(
    session: Session, /, supplier: str, where: Where, beside: Beside, output: Output
) -> None:
    """The accounts of SUPPLIER as known on a day, and what published models, British metrics and
    Italian indices make of them. An explanation, not the alarm."""
    opened = session.open(where)
    found = verbs.dossier(opened, supplier, beside)
    shown = Shown(opened.name, found, opened.rules)
    session.give(ratios_report(shown, Names(opened.register, session.language)), output)
