# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts as an XBRL 2.1 instance, such as the Dutch trade register gives them (SBR).

Format: https://www.xbrl.org/Specification/XBRL-2.1/REC-2003-12-31/
"""

from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element

from dijkwacht.base.problem import Problem, problem
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_contexts import Context, contexts, one_entity, units
from dijkwacht.sources.statements_facts import Document, Entity, Fact, Read, decimals, number
from dijkwacht.sources.statements_xml import line_of, local, parsed

NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
SHOWN: Final = 80


def read(content: bytes, name: str, concepts: Concepts) -> Read:
    """The document in an instance; Unreadable where it is no XML."""
    xml = parsed(content, name)
    problems: list[Problem] = []
    held, measured = contexts(xml, name, problems), units(xml)
    entity = one_entity(held, name, problems)
    facts: list[Fact] = []
    texts: dict[str, str] = {}
    spaces: list[str] = []
    for element in xml.root:
        if element.get("contextRef") is None or element.get(NIL) in ("true", "1"):
            continue
        spaces.append(element.tag.rpartition("}")[0].removeprefix("{"))
        if element.get("unitRef") is None:
            texts.setdefault(local(element.tag), (element.text or "").strip())
            continue
        fact = _fact(element, held, measured, name, problems)
        facts += [fact] if fact is not None else []
    return documented(entity, name, facts, texts, concepts.standard(spaces)), problems


def documented(
    entity: Entity | None,
    name: str,
    facts: list[Fact],
    texts: dict[str, str],
    standard: str,
) -> list[Document]:
    """The document of these facts; none where nobody can tell whose they are."""
    if entity is None:
        return []
    return [Document(entity=entity, standard=standard, name=name, facts=tuple(facts), texts=texts)]


def _fact(
    element: Element,
    held: dict[str, Context],
    measured: dict[str, str],
    name: str,
    problems: list[Problem],
) -> Fact | None:
    value = number(element.text or "")
    context = held.get(element.get("contextRef", ""))
    unit = measured.get(element.get("unitRef", ""))
    concept, where = local(element.tag), f"{name}:{line_of(element)}"
    if value is None or context is None or unit is None:
        shown = (element.text or "").strip()[:SHOWN]
        problems.append(problem(where, "statements-fact", concept=concept, value=shown))
        return None
    return placed(concept, value, unit, context, element.get("decimals"))


def placed(concept: str, value: Decimal, unit: str, context: Context, rounded: str | None) -> Fact:
    """A fact in its context."""
    return Fact(
        concept=concept,
        value=value,
        unit=unit,
        starts_on=context.starts_on,
        ends_on=context.ends_on,
        members=context.members,
        decimals=decimals(rounded),
    )
