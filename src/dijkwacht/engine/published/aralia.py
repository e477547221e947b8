# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fault trees in the short text of the Aralia benchmarks.

    three_motors
    top := (g1 & g2) | @(2, [a, b, g1])
    g1 := a | c
    p(a) = 0.1
    s(b) = true

A statement ends where the next begins, or at `;`. `@(k, [...])` is at least k of these. `p(x)` is
the probability of a basic event, `s(x)` makes x a house event. What is defined nowhere is a basic
event. Remarks run from `#` or `//` to the end of the line, or within `/* */`. Negation is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.engine.published.fault_tree import Draft

DEEPEST: Final = 100  # brackets within brackets
REMARK: Final = re.compile(r"(?://|#)[^\n]*|/\*.*?\*/", re.DOTALL)
TOKEN: Final = re.compile(r":=|[A-Za-z_][\w.]*|[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?\w*|.", re.DOTALL)
WORD: Final = re.compile(r"[A-Za-z_]")
END: Final = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int

    @property
    def is_name(self) -> bool:
        return WORD.match(self.text) is not None


def read(text: str, name: str) -> Draft:
    """The tree of a text as a draft; Unreadable with its line for what cannot be used."""
    reading = _Reading(Draft(name), list(_tokens(text)))
    reading.title()
    while not reading.at(END):
        reading.statement()
    return reading.draft


def _tokens(text: str) -> Iterator[_Token]:
    plain = REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)
    line = 1
    for found in TOKEN.finditer(plain):
        if not found[0].isspace():
            yield _Token(found[0], line)
        line += found[0].count("\n")
    yield _Token(END, line)


class _Reading:
    """A text on its way into a draft."""

    def __init__(self, draft: Draft, tokens: list[_Token]) -> None:
        self.draft = draft
        self._tokens = tokens
        self._next = 0
        self._owner = ""  # the gate that is read
        self._inner = 0  # formulas within its formula, so far

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def at(self, text: str, ahead: int = 0) -> bool:
        """Whether this is what comes."""
        place = min(self._next + ahead, len(self._tokens) - 1)
        return self._tokens[place].text == text

    def title(self) -> None:
        """Step over the name of the tree, where the text begins with one."""
        if self._token.is_name and not self.at(":=", 1) and not self.at("(", 1):
            self._take()

    def statement(self) -> None:
        """One definition."""
        if self.at(";"):
            self._take()
        elif self.at("(", 1) and (self.at("p") or self.at("s")):
            self._fact(self._take().text)
        else:
            self._gate()

    def _gate(self) -> None:
        name = self._name()
        self._want(":=")
        self._owner, self._inner = name.text, 0
        least, parts = self._joined(0)
        self.draft.gate(name.text, least, parts, name.line)

    def _fact(self, kind: str) -> None:
        """A probability, or what is known of a house event."""
        self._want("(")
        name = self._name()
        self._want(")")
        self._want("=")
        value = self._take()
        if kind == "s":
            if value.text not in ("true", "false"):
                raise self.draft.fault("fault-tree-constant", value.line, value=value.text)
            self.draft.house(name.text, value.text == "true", name.line)
            return
        self.draft.event(name.text, self._number(name.text, value), name.line)

    def _number(self, event: str, value: _Token) -> float:
        try:
            return float(value.text)
        except ValueError:
            raise self.draft.fault(
                "fault-tree-probability", value.line, event=event, value=value.text
            ) from None

    def _joined(self, depth: int, sign: str = "|") -> tuple[int, list[str]]:
        """A chain of parts joined by one sign; & binds before |."""
        parts: list[str] = []
        while True:
            least, inner = self._joined(depth, "&") if sign == "|" else self._part(depth)
            if not self.at(sign) and not parts:
                return least, inner
            parts.append(self._one(least, inner))
            if not self.at(sign):
                return (1 if sign == "|" else len(parts)), parts
            self._take()

    def _part(self, depth: int) -> tuple[int, list[str]]:
        if depth > DEEPEST:
            raise self.draft.fault("fault-tree-deep", self._token.line, most=DEEPEST)
        if self.at("("):
            self._take()
            formula = self._joined(depth + 1)
            self._want(")")
            return formula
        return self._at_least(depth) if self.at("@") else (1, [self._name().text])

    def _at_least(self, depth: int) -> tuple[int, list[str]]:
        """`@(k, [part, part])`."""
        for text in ("@", "("):
            self._want(text)
        least = self._take()
        if not least.text.isascii() or not least.text.isdigit():
            raise self.draft.fault("fault-tree-least-number", least.line, least=least.text)
        for text in (",", "["):
            self._want(text)
        parts = [self._one(*self._joined(depth + 1))]
        while self.at(","):
            self._take()
            parts.append(self._one(*self._joined(depth + 1)))
        for text in ("]", ")"):
            self._want(text)
        return int(least.text), parts

    def _one(self, least: int, parts: list[str]) -> str:
        """A formula as one part: a name as it is, anything else as a gate of its own."""
        if len(parts) == 1:
            return parts[0]
        self._inner += 1
        name = f"{self._owner}/{self._inner}"
        self.draft.gate(name, least, parts, self._token.line)
        return name

    def _name(self) -> _Token:
        token = self._token
        if token.text in ("-", "~", "!", "^"):
            raise self.draft.fault("fault-tree-connective", token.line, word=token.text)
        if not token.is_name:
            raise self._wrong(Message("fault-tree.a-name"))
        return self._take()

    def _want(self, text: str) -> None:
        if not self.at(text):
            raise self._wrong(text)
        self._take()

    def _take(self) -> _Token:
        token = self._token
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _wrong(self, wanted: str | Message) -> Exception:
        token = self._token
        return self.draft.fault(
            "fault-tree-text",
            token.line,
            wanted=wanted,
            found=token.text or Message("fault-tree.file-end"),
        )
