# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts as inline XBRL: a web page in which the figures are marked (ESEF, and from 2025 the
Dutch trade register). Only the facts are read; whether the document keeps its taxonomy is not
judged.

Format: https://www.xbrl.org/specification/inlinexbrl-part1/rec-2013-11-18/
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element

from dijkwacht.base.problem import Problem, problem
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_contexts import Context, contexts, one_entity, units
from dijkwacht.sources.statements_facts import Fact, Read, number
from dijkwacht.sources.statements_transforms import figure, known
from dijkwacht.sources.statements_xbrl import NIL, SHOWN, documented, placed
from dijkwacht.sources.statements_xml import Xml, line_of, local, parsed

SPACES: Final = tuple(f"{{http://www.xbrl.org/{year}/inlineXBRL}}" for year in (2013, 2008))
MOST_SCALE: Final = 20
MOST_PARTS: Final = 10_000  # continuations of one text


@dataclass(frozen=True)
class _Page:
    """One inline document while its facts are read."""

    xml: Xml
    name: str
    contexts: Mapping[str, Context]
    units: Mapping[str, str]
    problems: list[Problem]

    def facts(self) -> Iterator[Fact]:
        """Every marked figure that can be read."""
        for element in self.marked("nonFraction"):
            if element.get(NIL) in ("true", "1"):  # said to be nothing: not zero, unknown
                continue
            fact = self._fact(element)
            if fact is not None:
                yield fact

    def marked(self, kind: str) -> Iterator[Element]:
        """The elements of this kind; those for another output document are left out."""
        for space in SPACES:
            for element in self.xml.root.iter(f"{space}{kind}"):
                if element.get("target") is None:
                    yield element

    def texts(self) -> dict[str, str]:
        """What is said in words, by concept."""
        rest = {element.get("id", ""): element for element in self.marked("continuation")}
        return {
            local(element.get("name", "")): _whole(element, rest)
            for element in self.marked("nonNumeric")
        }

    def _fact(self, element: Element) -> Fact | None:
        concept, form = local(element.get("name", "")), element.get("format", "")
        context = self.contexts.get(element.get("contextRef", ""))
        unit = self.units.get(element.get("unitRef", ""))
        if not known(form):
            self._tell(element, "statements-format", concept=concept, format=form[:SHOWN])
            return None
        printed = "".join(element.itertext()).strip()
        value = _scaled(element, printed, form)
        if value is None or context is None or unit is None:
            self._tell(element, "statements-fact", concept=concept, value=printed[:SHOWN])
            return None
        return placed(concept, value, unit, context, element.get("decimals"))

    def _tell(self, element: Element, code: str, **params: object) -> None:
        self.problems.append(problem(f"{self.name}:{line_of(element)}", code, **params))


def read(content: bytes, name: str, concepts: Concepts) -> Read:
    """The document in a web page; Unreadable where it is no XML."""
    xml = parsed(content, name)
    problems: list[Problem] = []
    page = _Page(xml, name, contexts(xml, name, problems), units(xml), problems)
    entity = one_entity(page.contexts, name, problems)
    facts = list(page.facts())
    spaces = [xml.namespace(element.get("name", "")) for element in page.marked("nonFraction")]
    return documented(entity, name, facts, page.texts(), concepts.standard(spaces)), problems


def _scaled(element: Element, printed: str, form: str) -> Decimal | None:
    """The figure that is printed, times ten to its scale, with its sign."""
    scale, sign = number(element.get("scale", "0")), element.get("sign", "")
    value = figure(printed, form)
    if value is None or scale is None or sign not in ("", "-"):
        return None
    if scale != scale.to_integral_value() or abs(scale) > MOST_SCALE:
        return None
    return number(str(value.scaleb(int(scale)) * (-1 if sign else 1)))


def _whole(element: Element, rest: Mapping[str, Element]) -> str:
    """A text with all that continues it elsewhere."""
    said, part = ["".join(element.itertext())], element
    for _ in range(MOST_PARTS):
        following = rest.get(part.get("continuedAt", ""))
        if following is None:
            break
        said.append("".join(following.itertext()))
        part = following
    return " ".join("".join(said).split())
