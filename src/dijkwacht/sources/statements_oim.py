# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts as xBRL-JSON, the form in which filings.xbrl.org and other indexes give every report.

Format: https://www.xbrl.org/Specification/xbrl-json/REC-2021-10-13/
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from dijkwacht.base.problem import Problem, problem
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_facts import (
    Document,
    Entity,
    Fact,
    Read,
    decimals,
    needed,
    number,
    until,
)
from dijkwacht.sources.statements_xml import local

TYPE: Final = "https://xbrl.org/2021/xbrl-json"
CORE: Final = frozenset(("concept", "entity", "period", "unit", "language", "noteId"))
SHOWN: Final = 80


def read(content: Mapping[str, Any], name: str, concepts: Concepts) -> Read:
    """The document in a report; Unreadable where its parts are not there."""
    info = needed(content.get("documentInfo"), dict, name, "documentInfo")
    spaces = needed(info.get("namespaces"), dict, name, "documentInfo.namespaces")
    facts: list[Fact] = []
    texts: dict[str, str] = {}
    used: list[str] = []
    entities: set[str] = set()
    problems: list[Problem] = []
    for id, told in needed(content.get("facts"), dict, name, "facts").items():
        dimensions = told.get("dimensions") if isinstance(told, dict) else None
        if not isinstance(dimensions, dict) or not isinstance(dimensions.get("concept"), str):
            problems.append(problem(f"{name} {id}", "statements-fact", concept="", value=""))
            continue
        entities.add(str(dimensions.get("entity", "")))
        if "unit" not in dimensions:
            texts.setdefault(local(dimensions["concept"]), str(told.get("value")))
        elif told.get("value") is not None:  # null is nil: not zero, unknown
            used.append(str(spaces.get(dimensions["concept"].partition(":")[0], "")))
            facts += _fact(f"{name} {id}", told, dimensions, problems)
    if len(entities) != 1:
        return [], [*problems, problem(name, "statements-entities", count=len(entities))]
    return [
        Document(
            entity=_entity(entities.pop(), spaces),
            standard=concepts.standard(used),
            name=name,
            facts=tuple(facts),
            texts=texts,
        )
    ], problems


def _entity(text: str, spaces: Mapping[str, Any]) -> Entity:
    prefix, _, value = text.partition(":")
    return Entity(str(spaces.get(prefix, prefix)), value)


def _fact(
    where: str, told: Mapping[str, Any], dimensions: Mapping[str, Any], problems: list[Problem]
) -> list[Fact]:
    value, days = number(str(told.get("value"))), _days(str(dimensions.get("period", "")))
    concept, unit = local(dimensions["concept"]), str(dimensions["unit"])
    if value is None or days is None:
        shown = str(told.get("value"))[:SHOWN]
        problems.append(problem(where, "statements-fact", concept=concept, value=shown))
        return []
    members = sorted(
        f"{local(axis)}={local(str(member))}"
        for axis, member in dimensions.items()
        if axis not in CORE
    )
    fact = Fact(
        concept=concept,
        value=value,
        unit="" if "/" in unit else local(unit),
        starts_on=days[0],
        ends_on=days[1],
        members=tuple(members),
        decimals=decimals(told.get("decimals")),
    )
    return [fact]


def _days(period: str) -> tuple[date | None, date] | None:
    """The first and last day. Both ends are moments: midnight at which the period ends is that of
    the day after its last."""
    starts, slash, ends = period.rpartition("/")
    last = until(ends)
    if last is None or not slash:
        return None if last is None else (None, last)
    try:
        first = date.fromisoformat(starts[:10])
    except ValueError:
        return None
    return None if last < first else (first, last)
