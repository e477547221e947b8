# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form of accounts is read into: facts of one entity, as one document told them on one
day. Which standard item a fact is, is decided elsewhere (`statements_items`)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Problem

EXACT: Final = 99  # more decimals than any figure has: it is not rounded
MOST_DIGITS: Final = 40  # of a figure; money of a whole world has fewer
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")

Period = tuple[date | None, date]
"""The first day (None: a balance) and the last day, both inclusive."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Whose accounts they are, as the document says: the scheme of the number, the number, and the
    name."""

    scheme: str
    value: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure: the local name of its concept, in which unit, over which days, and about which
    part of the entity (`members`; none is the whole)."""

    concept: str
    value: Decimal
    unit: str  # a currency, or `shares`, `pure`
    ends_on: date
    starts_on: date | None = None
    members: tuple[str, ...] = ()
    decimals: int = EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document: who, by which standard, known since when (None: the document does not say), and
    its facts."""

    entity: Entity
    standard: str
    name: str
    facts: tuple[Fact, ...]
    known_on: date | None = None
    texts: Mapping[str, str] = field(default_factory=dict)  # words of the document, by its concept


Read = tuple[list[Document], list[Problem]]
"""What a reader of one form gives: documents, and what could not be used."""


def number(text: str) -> Decimal | None:
    """The figure that a text is, if it is a plain finite one."""
    plain = text.strip()
    if len(plain) > MOST_DIGITS or not _NUMBER.fullmatch(plain):
        return None
    value = Decimal(plain)
    return value if abs(value.adjusted()) < MOST_DIGITS else None


def day(text: Any) -> date | None:
    """The day that a text is, if it is one; of a moment the day."""
    try:
        return datetime.fromisoformat(str(text).strip()).date()
    except ValueError:
        return None


def until(text: str) -> date | None:
    """The last day of a period whose end is written as a moment: midnight is the end of the day
    before it."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    is_midnight = "T" in text and not (moment.hour or moment.minute or moment.second)
    # the first day of all has none before it
    if is_midnight and moment.date() == date.min:
        return None
    return moment.date() - timedelta(days=is_midnight)


def decimals(text: Any) -> int:
    """To how many decimals a figure is rounded; EXACT for INF, or where nothing is said."""
    try:
        return min(int(text), EXACT)
    except (TypeError, ValueError):
        return EXACT


def needed(value: Any, kind: type, file: str, part: str) -> Any:
    """A part of a JSON document that has to be there; Unreadable where it is not."""
    if not isinstance(value, kind):
        raise Unreadable("statements-shape", file=file, part=part)
    return value


def agreed(facts: Iterable[Fact]) -> Decimal | None:
    """The one value of facts that are all about the same: the most exact, if the others are that
    one rounded. None where they contradict each other."""
    held = sorted(facts, key=lambda fact: -fact.decimals)
    best = held[0].value
    return best if all(_rounds_to(best, fact) for fact in held) else None


def _rounds_to(best: Decimal, fact: Fact) -> bool:
    if fact.decimals >= EXACT:
        return fact.value == best
    # a figure that is rounded may be off by half of its last place
    return abs(fact.value - best) <= Decimal(5).scaleb(-fact.decimals - 1)


def together(facts: Iterable[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """The facts in groups that are about the same, each with its first."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        key = (fact.concept, fact.unit, fact.starts_on, fact.ends_on, fact.members)
        groups.setdefault(key, []).append(fact)
    for group in groups.values():
        yield group[0], group
