# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of another Dijkwacht itself (decision note 0035): who sees only a part of the rows
cannot reckon with them, for what stops elsewhere would be left out."""

from collections.abc import Mapping
from typing import Any

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.cli.choosing import What
from dijkwacht.cli.options import Session, Where
from dijkwacht.cli.ranks import Ranks
from dijkwacht.engine.scenario import Start
from dijkwacht.reports import served
from dijkwacht.reports.report import Report

Asked = dict[str, Any]
LISTS: Mapping[str, tuple[str, served.Fields]] = {
    "classes": ("served.classes", served.CLASSES),
    "coverage": ("served.coverage", served.COVER),
    "obligations": ("served.obligations", served.DUTIES),
    "problems": ("served.problems", served.PROBLEMS),
}


def listed(session: Session, where: Where, name: str, **asked: Any) -> Report:
    """One of the lists of the API, whole."""
    server, code, fields = _server(session, where), *LISTS[name]
    told = verbs.items_at(server, f"/{name}", {**_when(where), **asked})
    return served.listed(server.name, told, code, fields)


def record(session: Session, where: Where, service: str) -> Report:
    """Why a service has its class; NotInRegister as the server says."""
    server = _server(session, where)
    path = f"/services/{verbs.quoted(service)}/class"
    return served.record(server.name, verbs.told_by(server, path, _when(where)))


def outage(
    session: Session, where: Where, what: What, stop: verbs.Stop, start: Start | None
) -> Report:
    """What stops, by the server's engine."""
    server = _server(session, where)
    return served.outage(server.name, _outage(server, where, what, stop, start))


def explain(session: Session, where: Where, service: str, what: What, stop: verbs.Stop) -> Report:
    """Why a service falls, by the server's engine."""
    server = _server(session, where)
    told = _outage(server, where, what, stop, None)
    wanted = service.casefold()
    for one in told["lost"]:
        if wanted in (one["id"].casefold(), one["name"].casefold()):
            return served.explained(server.name, told, one)
    found = verbs.told_by(server, f"/services/{verbs.quoted(service)}", _when(where))
    names = {**found, **(found["more"] or {})}
    name = names.get(f"name_{session.language}") or found["name"] or service
    return served.held(server.name, told, name)


def rank(session: Session, where: Where, ranks: Ranks, top: int, stop: verbs.Stop) -> Report:
    """Everything of one kind, the worst first, by the server's engine."""
    if ranks.into is not None or ranks.cluster is not None:
        raise WrongQuestion("server-reckons")
    server = _server(session, where)
    asked = {**_when(where), **_stop(stop), "kind": ranks.kind.value, "pageSize": min(top, 1_000)}
    told = verbs.told_by(server, "/rankings", asked)
    return served.listed(server.name, told, "served.ranking", served.RANKING)


def _outage(
    server: verbs.Server, where: Where, what: What, stop: verbs.Stop, start: Start | None
) -> Mapping[str, Any]:
    asked: Asked = {
        **_when(where),
        **_stop(stop),
        "fail": [*what.fail, *what.facility, *what.technology],
        "group": what.group,
        "control": what.control,
        "country": what.country,
        "start": None if start is None else str(start),
        "most": 1_000,
    }
    return verbs.told_by(server, "/outages", asked)


def _server(session: Session, where: Where) -> verbs.Server:
    """The server; WrongQuestion when a folder was given too."""
    assert session.server is not None
    if where.register is not None:
        raise WrongQuestion("server-and-register", register=str(where.register))
    return session.server


def _when(where: Where) -> Asked:
    return {"on": where.on, "revision": where.revision}


def _stop(stop: verbs.Stop) -> Asked:
    return {
        "scenario": stop.scenario,
        "variant": stop.variant,
        "hours": stop.hours,
        "permanent": stop.permanent,
        "horizon": stop.horizon,
        "fallbacks": stop.fallbacks,
    }
