# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the worked cases of `classification/adjustments`: each describes a whole service, and what
its class has to be. It is classified by the same functions as every register."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from dijkwacht.distress.worked import RUNNERS as SCORES
from dijkwacht.engine.spread import Spread, Spreads
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import ADJUSTMENTS, Classification, classify
from dijkwacht.findings.inheritance import inherit
from dijkwacht.findings.record import record
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import DesignationKind, HarmKind, Noun
from dijkwacht.register.register import History, Register, frame_of
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.rulebook import Rules
from dijkwacht.rules.worked_cases import Runner

Case = Mapping[str, Any]
Line = tuple[str, dict[str, Any]]
"""A table, and a row of it."""

SELF: Final = "svc0"
OWN: Final = "org0"
FALLBACK: Final = "fallback"
OTHER: Final = "other"
OF_BODY: Final = (DesignationKind.ESSENTIAL_ENTITY, DesignationKind.IMPORTANT_ENTITY)
PLATFORM: Final = "platform"
UNKNOWN: Final = "unknown"
NOTHING: Final = "nothing"


def run_service_case(rules: Rules, case: Case) -> dict[str, Any]:
    """What the described service comes to, for all that the case expects."""
    register = _register(rules, case)
    graph = build(register, rules)
    independent = [FALLBACK] if case.get("fallback", {}).get("independent") else []
    pairs = _spread(graph, case)
    found = classify(register, graph, rules, Spreads(pairs, pairs), independent)
    return {name: _told(found, graph, name) for name in case["expect"]}


RUNNERS: Final[Mapping[str, Runner]] = {ADJUSTMENTS: run_service_case, **SCORES}
"""What runs the cases of rules whose cases describe more than the rule alone."""


def _told(found: Classification, graph: DependencyGraph, name: str) -> Any:
    """One thing that a case expects; PolicyFault for a word that says nothing."""
    if name == "platform":
        return _platform(found, graph)
    held, row = record(found, SELF), found.classes.of(SELF)
    known: dict[str, Any] = {
        "class": held.level.name,
        "code": held.code,
        "gross": held.gross.name,
        "possible": held.possible.name,
        "provisional": held.provisional,
        "candidate": held.candidate,
        "overdue": bool(found.unknowns.overdue[row]),
        "long_sensitive": bool(found.long_sensitive[row]),
        "rows": [fired.row.id for fired in held.fired],
    }
    if name not in known:
        words = ", ".join([*known, "platform"])
        raise PolicyFault("policy.no-expectation", name=name, known=words)
    return known[name]


def _platform(found: Classification, graph: DependencyGraph) -> str:
    """The class of the platform on which all services of the case run."""
    node = graph.node(NodeNoun.SYSTEM, PLATFORM)
    services = graph.services
    fallen = Spread(np.full(len(services), node), services, np.zeros_like(services))
    return Class(int(inherit(found, {PLATFORM: (node,)}, fallen).level[0])).name


def _spread(graph: DependencyGraph, case: Case) -> Spread:
    """Which services the service takes down, and when, as the case says."""
    hours = [other.get("after", 0) for other in case.get("takes_down", ())]
    keys = [(NodeNoun.SERVICE, f"{OTHER}{number}") for number in range(len(hours))]
    others = np.array([graph.index[key] for key in keys], np.int64)
    cause = np.full(len(hours), graph.index[NodeNoun.SERVICE, SELF])
    return Spread(cause, others, np.array(hours, np.int64))


def _register(rules: Rules, case: Case) -> Register:
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, row in _rows(rules, case):
        tables.setdefault(table, []).append({"known_from": 0, **row})
    return History.of({name: frame_of(name, rows) for name, rows in tables.items()}).at(rules.on)


def _rows(rules: Rules, case: Case) -> Iterator[Line]:
    """The service itself, the same service of others, those that it takes down, and the rest."""
    for number in range(case.get("organisations", 1)):
        yield from _service(rules, case, f"svc{number}", f"org{number}", case.get("sector"))
    for number, other in enumerate(case.get("takes_down", ())):
        organisation = other.get("organisation", OWN)
        sector = other.get("sector", case.get("sector"))
        yield from _service(rules, other, f"{OTHER}{number}", organisation, sector)
    yield "systems", {"id": PLATFORM}
    if "fallback" in case:
        yield "fallbacks", _fallback(case["fallback"])
    if "override" in case:
        yield "overrides", _override(case["override"])


def _service(
    rules: Rules, said: Case, id: str, organisation: str, sector: str | None
) -> Iterator[Line]:
    since = _day(said.get("known_since")) or rules.on
    known = {"organisation_id": organisation, "sector": sector, "recorded_on": since}
    known |= {name: said.get(name) for name in ("users", "mbco")}
    yield "services", {"id": id, **known}
    times = rules.parameters("classification/times")["times"]
    for kind in HarmKind:
        steps = said.get("harm", {}).get(kind.value, said.get("rest", UNKNOWN))
        for hour, value in _values({0: 0} if steps == NOTHING else steps, times):
            signed = {"assessed_by": "one", "approved_by": said.get("approved_by", "other")}
            harm = {"service_id": id, "kind": kind.value, "after_hours": hour, "value": value}
            yield "harms", {"id": f"{id}-{kind.value}-{hour}", **harm, **signed}
    for word in map(DesignationKind, said.get("designations", ())):
        noun, of = (Noun.ORGANISATION, organisation) if word in OF_BODY else (Noun.SERVICE, id)
        row = {"id": f"{id}-{word}", "noun": noun.value, "of_id": of, "kind": word.value}
        yield "designations", row


def _values(steps: Any, times: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The harm at each time: as stated at the last hour before; nothing before the first."""
    if steps == UNKNOWN:
        return
    for hour in times:
        stated = [value for at, value in sorted(steps.items()) if at <= hour]
        if not stated or stated[-1] != UNKNOWN:
            yield hour, stated[-1] if stated else 0


def _fallback(said: Case) -> dict[str, Any]:
    return {
        "id": FALLBACK,
        "protects_noun": Noun.SERVICE.value,
        "protects_id": SELF,
        "duration_hours": said.get("lasts"),
        "proven_on": _day(said.get("tested_on")),
        "proven_activation_hours": said.get("activation"),
        "proven_level": said.get("level"),
    }


def _override(said: Case) -> dict[str, Any]:
    signed, units = (said.get(name, [None, None]) for name in ("signed_by", "units"))
    return {
        "id": "override",
        "service_id": SELF,
        "direction": said["direction"],
        "reason": said.get("reason"),
        "first_signatory": signed[0],
        "second_signatory": signed[1],
        "first_unit": units[0],
        "second_unit": units[1],
        "signed_on": _day(said.get("signed_on", said.get("from"))),
        "valid_from": _day(said.get("from")),
        "valid_until": _day(said.get("until")),
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
