# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fault trees from an Open-PSA Model Exchange Format file (version 2.0d, open-psa.github.io/mef).

Read are gates of and, or, atleast and a name alone, nested as deep as is sane; basic events with a
plain number as probability; house events; components with their private names. Refused are
formulas that are not monotone (not, xor, and their like). A document type is refused: a fault tree
needs none, and entities are how XML files attack. Other expressions than a number leave the
probability unknown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dijkwacht.base.errors import Unreadable
from dijkwacht.engine.published.fault_tree import Draft

DEEPEST: Final = 200  # elements within elements
LINE: Final = "\n"  # an attribute that no file can have: the line an element stands on


class Tag(StrEnum):
    """The elements that are read."""

    MODEL = "opsa-mef"
    FAULT_TREE = "define-fault-tree"
    COMPONENT = "define-component"
    DATA = "model-data"
    DEFINE_GATE = "define-gate"
    DEFINE_BASIC = "define-basic-event"
    DEFINE_HOUSE = "define-house-event"
    GATE = "gate"
    BASIC = "basic-event"
    HOUSE = "house-event"
    EVENT = "event"
    CONSTANT = "constant"
    AND = "and"
    OR = "or"
    AT_LEAST = "atleast"
    LABEL = "label"
    ATTRIBUTES = "attributes"
    FLOAT = "float"
    INT = "int"


NAMES: Final = (Tag.GATE, Tag.BASIC, Tag.HOUSE, Tag.EVENT)
BESIDE: Final = (Tag.LABEL, Tag.ATTRIBUTES)
KINDS: Final = (Tag.DEFINE_GATE, Tag.DEFINE_BASIC, Tag.DEFINE_HOUSE)


@dataclass(frozen=True, slots=True)
class _Definition:
    """An element that defines something, with the components it lies in."""

    element: Element
    within: tuple[str, ...]
    private: bool

    @property
    def name(self) -> str:
        """Its full name: private things carry the path of their components."""
        name = self.element.get("name", "")
        return ".".join((*self.within, name)) if self.private else name


def read(content: bytes, name: str) -> Draft:
    """The fault trees of a file as one draft; Unreadable with place for what cannot be used."""
    root = _parsed(content, name)
    draft = Draft(name)
    if root.tag != Tag.MODEL:
        raise draft.fault("fault-tree-root", _line(root), element=root.tag)
    found = list(_definitions(root, (), False))
    for definition in found:
        if not definition.element.get("name"):
            element = definition.element
            raise draft.fault("fault-tree-nameless", _line(element), element=element.tag)
    names = {definition.name: definition.element.tag for definition in found}
    for definition in found:
        _Reading(draft, names, definition).define()
    return draft


def _definitions(parent: Element, within: tuple[str, ...], private: bool) -> Iterator[_Definition]:
    for child in parent:
        own = child.get("role", "private" if private else "public") == "private"
        if child.tag in KINDS:
            yield _Definition(child, within, own)
        elif child.tag == Tag.COMPONENT:
            yield from _definitions(child, (*within, child.get("name", "")), own)
        elif child.tag in (Tag.FAULT_TREE, Tag.DATA):
            yield from _definitions(child, within, False)


@dataclass(slots=True)
class _Reading:
    """One definition on its way into the draft."""

    draft: Draft
    names: Mapping[str, str]
    definition: _Definition
    inner: int = 0  # formulas within this gate's formula, so far

    def define(self) -> None:
        """Put it into the draft."""
        element = self.definition.element
        place = _line(element)
        if element.tag == Tag.DEFINE_GATE:
            self._gate(self.definition.name, self._formula(element), place)
        elif element.tag == Tag.DEFINE_HOUSE:
            self.draft.house(self.definition.name, self._constant(element), place)
        else:
            self.draft.event(self.definition.name, self._number(element), place)

    def _formula(self, gate: Element) -> Element:
        formulas = [child for child in gate if child.tag not in BESIDE]
        if len(formulas) != 1:
            name = self.definition.name
            raise self.draft.fault(
                "fault-tree-formulas", _line(gate), gate=name, count=len(formulas)
            )
        return formulas[0]

    def _gate(self, name: str, formula: Element, place: int) -> None:
        if formula.tag in NAMES or formula.tag == Tag.CONSTANT:
            self.draft.gate(name, 1, [self._part(formula)], place)
            return
        parts = [self._part(child) for child in formula]
        least = self._least(formula, len(parts))
        self.draft.gate(name, least, parts, place)

    def _least(self, formula: Element, parts: int) -> int:
        """How many of its parts a formula asks for."""
        if formula.tag in (Tag.AND, Tag.OR):
            return parts if formula.tag == Tag.AND else 1
        if formula.tag != Tag.AT_LEAST:
            raise self.draft.fault("fault-tree-connective", _line(formula), word=formula.tag)
        least = formula.get("min", "")
        if not least.isascii() or not least.isdigit():
            raise self.draft.fault("fault-tree-least-number", _line(formula), least=least)
        return int(least)

    def _part(self, element: Element) -> str:
        """The name of a part; a formula within a formula becomes a gate of its own."""
        if element.tag in NAMES:
            return self._named(element)
        self.inner += 1
        name = f"{self.definition.name}/{self.inner}"
        if element.tag == Tag.CONSTANT:
            self.draft.house(name, self._truth(element), _line(element))
        else:
            self._gate(name, element, _line(element))
        return name

    def _named(self, element: Element) -> str:
        """The full name of what is meant, from the innermost component outwards."""
        name = element.get("name", "")
        within = self.definition.within
        for depth in range(len(within), -1, -1):
            full = ".".join((*within[:depth], name))
            if full in self.names:
                return full
        last = name.rpartition(".")[2]
        if last in self.names:
            return last
        if name and element.tag in (Tag.BASIC, Tag.EVENT):
            return name
        raise self.draft.fault(
            "fault-tree-undefined", _line(element), gate=self.definition.name, part=name
        )

    def _constant(self, house: Element) -> bool:
        """What is known of a house event; it does not occur where nothing is said."""
        constants = [child for child in house if child.tag == Tag.CONSTANT]
        return bool(constants) and self._truth(constants[0])

    def _truth(self, constant: Element) -> bool:
        value = constant.get("value", "")
        if value not in ("true", "false"):
            raise self.draft.fault("fault-tree-constant", _line(constant), value=value)
        return value == "true"

    def _number(self, event: Element) -> float | None:
        """The probability of a basic event, if it is a plain number."""
        numbers = [child for child in event if child.tag in (Tag.FLOAT, Tag.INT)]
        if not numbers:
            return None
        value = numbers[0].get("value", "")
        try:
            return float(value)
        except ValueError:
            name = self.definition.name
            raise self.draft.fault(
                "fault-tree-probability", _line(numbers[0]), event=name, value=value
            ) from None


def _line(element: Element) -> int:
    return int(element.get(LINE, "1"))


def _parsed(content: bytes, name: str) -> Element:
    """The root of the document, each element with its line."""
    parser, builder = expat.ParserCreate(), TreeBuilder()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(
                "fault-tree-deep", where=f"{name}:{parser.CurrentLineNumber}", most=DEEPEST
            )
        builder.start(tag, {**attributes, LINE: str(parser.CurrentLineNumber)})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_: object) -> NoReturn:
        raise Unreadable("fault-tree-doctype", where=f"{name}:{parser.CurrentLineNumber}")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        line = getattr(fault, "lineno", 1)
        raise Unreadable("fault-tree-xml", where=f"{name}:{line}", why=str(fault)) from fault
    return builder.close()
