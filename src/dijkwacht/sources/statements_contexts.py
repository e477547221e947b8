# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contexts and units of an XBRL document: who, over which days, about which part, in what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from dijkwacht.base.problem import Problem, problem
from dijkwacht.sources.statements_facts import Entity, until
from dijkwacht.sources.statements_xml import Xml, line_of, local

XBRLI: Final = "{http://www.xbrl.org/2003/instance}"
XBRLDI: Final = "{http://xbrl.org/2006/xbrldi}"


@dataclass(frozen=True, slots=True)
class Context:
    """Who, when, and which part. `members`: axis=member, in local names, in order."""

    entity: Entity
    starts_on: date | None
    ends_on: date
    members: tuple[str, ...]


def contexts(xml: Xml, name: str, problems: list[Problem]) -> dict[str, Context]:
    """The contexts of a document by their id; one that cannot be read becomes a problem."""
    found = {}
    for element in xml.root.iter(f"{XBRLI}context"):
        context = _context(element)
        if context is None:
            where = f"{name}:{line_of(element)}"
            problems.append(problem(where, "statements-context", id=element.get("id", "")))
        else:
            found[element.get("id", "")] = context
    return found


def units(xml: Xml) -> dict[str, str]:
    """The units of a document by their id: a currency, `shares`, `pure`; of a division nothing."""
    return {element.get("id", ""): _unit(element) for element in xml.root.iter(f"{XBRLI}unit")}


def _unit(element: Element) -> str:
    measures = element.findall(f"{XBRLI}measure")
    plain = local(measures[0].text or "") if len(measures) == 1 else ""
    return plain.upper() if len(plain) == 3 else plain


def _context(element: Element) -> Context | None:
    identifier = element.find(f"{XBRLI}entity/{XBRLI}identifier")
    days = _days(element.find(f"{XBRLI}period"))
    if identifier is None or days is None:
        return None
    entity = Entity(identifier.get("scheme", "").strip(), (identifier.text or "").strip())
    return Context(entity, *days, tuple(sorted(_members(element))))


def _days(period: Element | None) -> tuple[date | None, date] | None:
    """The first and the last day; the first is None for a balance."""
    if period is None:
        return None
    words = {local(part.tag): (part.text or "") for part in period}
    if "instant" in words:
        on = until(words["instant"])
        return None if on is None else (None, on)
    starts, ends = _first(words.get("startDate", "")), until(words.get("endDate", ""))
    return None if starts is None or ends is None or ends < starts else (starts, ends)


def _first(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _members(element: Element) -> Iterator[str]:
    for member in element.iter():
        if member.tag in (f"{XBRLDI}explicitMember", f"{XBRLDI}typedMember"):
            told = local((member.text or "").strip()) or "typed"
            yield f"{local(member.get('dimension', ''))}={told}"


def one_entity(held: Mapping[str, Context], name: str, problems: list[Problem]) -> Entity | None:
    """The entity of a document; None, with a problem, where there is none or more than one."""
    entities = sorted({(one.entity.scheme, one.entity.value) for one in held.values()})
    if len(entities) == 1:
        return Entity(*entities[0])
    problems.append(problem(name, "statements-entities", count=len(entities)))
    return None
