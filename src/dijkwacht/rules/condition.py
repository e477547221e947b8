# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One comparison of a fact with a threshold, as a row of a decision table makes it."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dijkwacht.rules.faults import LONGEST, PolicyFault

NUMBERS: Final = frozenset(
    ("persons", "EUR", "level", "hours", "days", "months", "basis points", "count")
)
"""Units of facts that are whole numbers."""

UNITS: Final = frozenset({*NUMBERS, "class", "code", "codes", "yes/no"})
"""Every unit a fact can have. `class` is one of the outcomes, in their order; `codes` a set of
words."""

OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_ASKED: Final = re.compile(r"\s*(>=|<=|>|<|=)\s*(.+?)\s*")


@dataclass(frozen=True, slots=True)
class Between:
    """A number of which only bounds are known, both included; `high` None is without bound."""

    low: int
    high: int | None


Known = int | str | bool | frozenset[str] | Between | None
"""The value of a fact; None is not known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a decision table looks at: a name, a unit, and what it is in words."""

    name: str
    unit: str
    says: Mapping[str, str] = field(hash=False)  # by language


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact compared with a threshold: a number, a class (by its place in `order`), a word, or
    yes or no."""

    fact: str
    operator: str
    threshold: int | str | bool
    order: tuple[str, ...] = ()  # of classes, from low to high

    def holds(self, value: Known) -> bool | None:
        """Whether it holds for this value; None when the value does not tell."""
        if value is None:
            return None
        if isinstance(value, Between):
            return self._between(value)
        if isinstance(value, frozenset):
            return self.threshold in value
        compare = OPERATORS[self.operator]
        if self.order:
            return compare(self.order.index(str(value)), self.order.index(str(self.threshold)))
        return compare(value, self.threshold)

    def _between(self, value: Between) -> bool | None:
        """The same for the lowest and the highest value it can have; between those for `=`."""
        low = self.holds(value.low)
        high = self._unbounded() if value.high is None else self.holds(value.high)
        if self.operator == "=" and value.low != value.high:
            above = value.high is not None and value.high < int(self.threshold)
            return False if above or value.low > int(self.threshold) else None
        return low if low == high else None

    def _unbounded(self) -> bool:
        return self.operator in (">", ">=")

    @property
    def shown(self) -> str:
        """As it stands in the file: `>= 10000`."""
        return f"{self.operator} {self.threshold}"


def condition(fact: Fact, asked: Any, outcomes: tuple[str, ...], place: str) -> Condition:
    """The condition as a file writes it: a word, true or false, a number, or `>= 10000`;
    PolicyFault for what fits neither the form nor the unit of the fact."""
    text = str(asked).lower() if isinstance(asked, bool) else str(asked)
    match = _ASKED.fullmatch(text)
    sign, written = match.groups() if match else ("=", text)
    threshold = _threshold(fact.unit, sign if match else None, written, outcomes)
    if threshold is None:
        value = text[:LONGEST]
        raise PolicyFault(
            "policy.no-condition", place=place, value=value, fact=fact.name, unit=fact.unit
        )
    return Condition(fact.name, sign, threshold, outcomes if fact.unit == "class" else ())


def _threshold(
    unit: str, sign: str | None, written: str, outcomes: tuple[str, ...]
) -> int | str | bool | None:
    """What a fact of this unit is compared with, as a file writes it; None for what does not
    fit."""
    if unit in NUMBERS:
        return int(written) if re.fullmatch(r"\d+", written) else None
    if unit == "class":
        return written if written in outcomes else None
    if unit == "yes/no":
        said = written if sign in (None, "=") else None
        return {"true": True, "false": False}.get(str(said))
    return written if sign is None else None
