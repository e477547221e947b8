# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which concept of which standard is which standard item, and how accounts are read: policy of the
day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final

from dijkwacht.rules.rulebook import Parameters, Rules

READING: Final = "statements/reading"
STANDARDS: Final[Mapping[str, str]] = {
    "us-gaap": "statements/concepts-us-gaap",
    "ifrs": "statements/concepts-ifrs",
    "nl-gaap": "statements/concepts-nl",
    "frc": "statements/concepts-frc",
}
"""The rule of each standard that policy knows."""

Way = Sequence[str]
"""One way to find an item: a concept, or more that are added up."""


@dataclass(frozen=True)
class Standard:
    """The concepts of one standard, by standard item, the best first."""

    rule: Parameters

    @cached_property
    def flows(self) -> dict[str, list[Way]]:
        """The items that a year makes."""
        return _ways(self.rule["flows"])

    @cached_property
    def balances(self) -> dict[str, list[Way]]:
        """The items that stand on a day."""
        return _ways(self.rule["balances"])

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that an item may need."""
        ways = chain(*self.flows.values(), *self.balances.values())
        return frozenset((*self.outside, *chain.from_iterable(ways)))

    @property
    def outside(self) -> Sequence[str]:
        """Concepts of what is neither a liability nor equity."""
        found: Sequence[str] = self.rule["outside"]
        return found

    def basis(self, members: Sequence[str]) -> str | None:
        """Whether a figure is of the group or of the entity alone; None for one of a part."""
        parts: Mapping[str, Any] = self.rule["parts"]
        if not members:
            return str(parts["otherwise"])
        axis, _, member = members[0].partition("=")
        if len(members) > 1 or axis not in parts["axes"]:
            return None
        return next((one for one in ("consolidated", "separate") if member in parts[one]), None)

    def text(self, texts: Mapping[str, str], kind: str) -> str | None:
        """What a document says in words: the name of the entity, of the auditor."""
        told = (texts.get(concept) for concept in self.rule["texts"].get(kind, ()))
        return next((text.strip() for text in told if text and text.strip()), None)


@dataclass(frozen=True)
class Concepts:
    """The standards and the ways of reading of a day's policy."""

    rules: Rules

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of the SEC that hold yearly accounts."""
        return frozenset(self.reading["forms"])

    @property
    def reading(self) -> Parameters:
        """How accounts are read."""
        return self.rules.parameters(READING)

    def scheme(self, uri: str) -> str | None:
        """The scheme of our own for numbers of this scheme; None for one we do not know."""
        schemes: Mapping[str, str] = self.reading["schemes"]
        return schemes.get(uri)

    def is_year(self, days: int) -> bool:
        """Whether so many days are a year of accounts, also one of 52 or 53 weeks."""
        year: Mapping[str, int] = self.reading["year"]
        return year["least"] <= days <= year["most"]

    def of(self, standard: str) -> Standard | None:
        """The concepts of a standard; None for one that policy does not know."""
        rule = STANDARDS.get(standard)
        return None if rule is None else Standard(self.rules.parameters(rule))

    def standard(self, spaces: Iterable[str]) -> str:
        """The standard to which most of these namespaces belong; empty where none does."""
        known = [(name, self.rules.parameters(rule)["namespaces"]) for name, rule in self._rules]
        found = Counter(
            name
            for space in spaces
            for name, starts in known
            if any(space.startswith(start) for start in starts)
        )
        return found.most_common(1)[0][0] if found else ""

    @property
    def _rules(self) -> Iterator[tuple[str, str]]:
        yield from STANDARDS.items()


def _ways(told: Mapping[str, Sequence[Any]]) -> dict[str, list[Way]]:
    return {
        item: [(way,) if isinstance(way, str) else tuple(way) for way in ways]
        for item, ways in told.items()
    }
