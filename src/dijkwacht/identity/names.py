# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A name of a firm taken apart: the words that tell it from others, and its legal form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dijkwacht.identity.letters import plain
from dijkwacht.rules.rulebook import Rules

RULE: Final = "identity/names"
LONGEST: Final = 200  # characters of a name that are looked at
REMARK: Final = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
"""What stands in brackets behind a name is not of the name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name made plain."""

    words: tuple[str, ...]
    form: str | None  # of the classes of policy

    @property
    def core(self) -> str:
        """Its words in their order."""
        return " ".join(self.words)

    @property
    def joined(self) -> str:
        """Its words as one."""
        return "".join(self.words)


@dataclass(frozen=True)
class Namer:
    """What policy says of names."""

    forms: Mapping[tuple[str, ...], str]
    fillers: frozenset[str]

    @classmethod
    def of(cls, rules: Rules) -> "Namer":
        """By the rules in force."""
        policy = rules.parameters(RULE)
        forms = {
            tuple(plain(form).split()): kind
            for kind, written in policy["forms"].items()
            for form in written
        }
        return cls(forms, frozenset(policy["fillers"]))

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest form."""
        return max(map(len, self.forms))

    def name(self, text: str) -> Name:
        """A name taken apart. Forms are dropped behind it and before it, unless nothing would be
        left."""
        words = _joined(plain(REMARK.sub("", text[:LONGEST])).split())
        form: str | None = None
        while found := self._ending(words):
            form, words = form or found[0], words[: -found[1]]
        while found := self._beginning(words):
            form, words = form or found[0], words[found[1] :]
        told = tuple(word for word in words if word not in self.fillers)
        return Name(told or tuple(words), form)

    def _ending(self, words: list[str]) -> tuple[str, int] | None:
        for size in range(min(self.longest, len(words) - 1), 0, -1):
            kind = self.forms.get(tuple(words[-size:]))
            if kind:
                return kind, size
        return None

    def _beginning(self, words: list[str]) -> tuple[str, int] | None:
        for size in range(min(self.longest, len(words) - 1), 0, -1):
            kind = self.forms.get(tuple(words[:size]))
            if kind:
                return kind, size
        return None


def _joined(words: list[str]) -> list[str]:
    """The words, with letters that stand alone in a row as one: `a b c` is `abc`."""
    made: list[str] = []
    alone = False
    for word in words:
        if alone and len(word) == 1:
            made[-1] += word
        else:
            made.append(word)
        alone = len(word) == 1
    return made
