# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about contracts over time, and about whose law and level a supplier has."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.findings.classes import Classes
from dijkwacht.findings.contract_watch import ContractWatch, contract_changes, contract_watch
from dijkwacht.findings.foreign_law import ForeignLaw, foreign_law
from dijkwacht.findings.hanging import Hanging
from dijkwacht.findings.sovereignty import Sovereignty, sovereignty
from dijkwacht.graph.find import find
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.verbs.opening import Opened


@dataclass(frozen=True, eq=False)
class Sovereign:
    """How suppliers stand against the framework, which foreign law reaches them, and what hangs on
    them."""

    framework: Sovereignty
    law: ForeignLaw
    hanging: Hanging


def watched_contracts(
    opened: Opened, until: date | None = None, organisation: str | None = None
) -> ContractWatch:
    """The calendar of all contracts, or of those of one organisation (id), until a day (default:
    as far as policy looks). WrongQuestion for a day before that of the register; RuleNotInForce
    when policy has no rule for it."""
    register = opened.register
    if until is not None and until < register.on:
        raise WrongQuestion("until-before-on", until=until, on=register.on)
    changes = contract_changes(register, opened.history, opened.rules, until)
    found = contract_watch(register, opened.rules, changes, until)
    if organisation is None:
        return found
    rows = register.table("contracts").filter(pl.col("organisation_id") == organisation)
    return found.of(rows["id"].to_list())


def hanging(opened: Opened, classes: Classes) -> Hanging:
    """What hangs on everything essentially."""
    return Hanging(opened.graphs.every, classes)


def sovereign(opened: Opened, classes: Classes) -> Sovereign:
    """Every supplier by the framework and by the law that reaches it. RuleNotInForce when policy
    lacks a rule it needs on that day."""
    register, rules = opened.register, opened.rules
    return Sovereign(
        sovereignty(register, rules), foreign_law(register, rules), hanging(opened, classes)
    )


def supplier_id(opened: Opened, name: str) -> str:
    """The id of the supplier that is named; NotInRegister for any other name."""
    graph = opened.graphs.every
    return graph.nodes.ids[find(graph, opened.register, name, (NodeNoun.SUPPLIER,))]
