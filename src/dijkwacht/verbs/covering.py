# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How exposed services are: cover by fallbacks, places they share, and obligations."""

from collections.abc import Collection

from dijkwacht.base.errors import NotInRegister
from dijkwacht.findings import capacity, obligations
from dijkwacht.findings import coverage as findings
from dijkwacht.findings.capacity import Place
from dijkwacht.findings.classes import Classes
from dijkwacht.findings.coverage import Coverage
from dijkwacht.findings.independence import independence
from dijkwacht.findings.obligations import Obligations
from dijkwacht.register.register import Register
from dijkwacht.verbs.opening import Opened, service_node


def coverage(opened: Opened, classes: Classes) -> Coverage:
    """The declared and the proven cover of every service. RuleNotInForce when policy lacks a rule
    it needs on that day."""
    graph = opened.graphs.every
    known = independence(opened.register, graph, opened.rules)
    return findings.coverage(opened.register, graph, opened.rules, classes, known)


def covered_service(opened: Opened, cover: Coverage, service: str) -> int:
    """The row of one service, by id or name; NotInRegister for what is no service."""
    node = service_node(opened, service)
    return cover.classes.of(opened.graphs.every.nodes.ids[node])


def shared_places(
    opened: Opened, classes: Classes, services: Collection[str] | None = None
) -> tuple[Place, ...]:
    """What is claimed of the places that fallbacks run on, by all at once or only by those on which
    these services (ids) count."""
    return capacity.places(opened.register, opened.graphs.every, classes, services)


def obliged(opened: Opened, cover: Coverage) -> Obligations:
    """What the class of each service obliges to, and whether that is met. RuleNotInForce when
    policy lacks a rule it needs on that day."""
    return obligations.obligations(opened.register, opened.rules, cover)


def organisation_of(register: Register, name: str) -> str:
    """The id of an organisation by its id or name, in any case; NotInRegister when there is none,
    or more than one of that name."""
    rows = register.table("organisations")
    names = [column for column in rows.columns if column == "name" or column.startswith("name_")]
    wanted = name.casefold()
    found = {
        row["id"]
        for row in rows.select("id", *names).iter_rows(named=True)
        if wanted in {str(value).casefold() for value in row.values() if value is not None}
    }
    if len(found) != 1:
        code = "organisation-twice" if found else "no-organisation"
        raise NotInRegister(code, name=name, known=", ".join(sorted(found)))
    return str(found.pop())
