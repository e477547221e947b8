# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML of a stranger as a tree: no declared entities, bounded depth, each element with its line, and
the prefixes of its namespaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dijkwacht.base.errors import Unreadable

DEEPEST: Final = 500  # elements within each other
LINE: Final = "{}line"
"""The attribute in which an element keeps its line; no XML can write it."""


@dataclass(frozen=True, slots=True)
class Xml:
    """The root of a document, and the namespace of each of its prefixes."""

    root: Element
    prefixes: Mapping[str, str]

    def namespace(self, name: str) -> str:
        """The namespace of a name with a prefix; empty where the prefix is not declared."""
        prefix, colon, _ = name.strip().partition(":")
        return self.prefixes.get(prefix, "") if colon else ""


def line_of(element: Element) -> str:
    """The line on which an element begins."""
    return element.get(LINE, "1")


def local(name: str) -> str:
    """A name without its prefix or namespace."""
    return name.rpartition("}")[2].rpartition(":")[2].strip()


def parsed(content: bytes, name: str) -> Xml:
    """The tree of a document; Unreadable for what is not well-formed, too deep, or declares or
    needs entities, or uses one prefix for two namespaces."""
    reader = _Reader(name)
    return reader.read(content)


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.builder = TreeBuilder()
        self.prefixes: dict[str, str] = {}
        self.depth = 0
        self.expat = expat.ParserCreate(namespace_separator="}")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self.builder.data
        self.expat.StartNamespaceDeclHandler = self._prefix
        self.expat.EntityDeclHandler = self._refuse
        self.expat.SkippedEntityHandler = self._refuse

    def read(self, content: bytes) -> Xml:
        """The whole document."""
        try:
            self.expat.Parse(content, True)
            return Xml(self.builder.close(), self.prefixes)
        except (expat.ExpatError, ValueError, LookupError) as fault:
            line = getattr(fault, "lineno", 1)
            raise Unreadable(
                "statements-xml", where=f"{self.name}:{line}", why=str(fault)
            ) from fault

    @property
    def _where(self) -> str:
        return f"{self.name}:{self.expat.CurrentLineNumber}"

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("statements-xml-deep", where=self._where, most=DEEPEST)
        named = {_braced(key): value for key, value in attributes.items()}
        self.builder.start(_braced(tag), {**named, LINE: str(self.expat.CurrentLineNumber)})

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(_braced(tag))

    def _prefix(self, prefix: str | None, uri: str | None) -> None:
        if prefix is None:  # the default is never used in a name that stands in a value
            return
        if self.prefixes.setdefault(prefix, uri or "") != (uri or ""):
            raise Unreadable("statements-xml-prefix", where=self._where, prefix=prefix)

    def _refuse(self, *_: object) -> NoReturn:
        raise Unreadable("statements-xml-entity", where=self._where)


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name
