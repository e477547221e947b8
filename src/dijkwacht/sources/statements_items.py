# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From facts to yearly accounts in standard items: which period, which basis, which currency, and
what a later document says anew of an earlier year. What no document says stays unknown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.sources.statements_concepts import Concepts, Standard, Way
from dijkwacht.sources.statements_facts import Document, Entity, Fact, Period, agreed, together

SHARES: Final = "shares"
OUTSIDE: Final = "outside equity"  # neither owed nor owned: only for the balance
MOST: Final = 10**15 - 1  # what the column of an amount holds

Ranked = tuple[int, int]
"""A figure, and how good the way was by which it was found: 0 is the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The accounts of one year as they were known from a day: whole units of the currency by
    standard item. What is not in `items` is unknown."""

    entity: Entity
    standard: str
    basis: str
    starts_on: date | None
    ends_on: date
    currency: str
    known_on: date | None
    document: str
    items: Mapping[str, int]
    derived: tuple[str, ...] = ()
    auditor: str | None = None

    @property
    def where(self) -> str:
        """The place to name in a problem."""
        return f"{self.document} {self.basis} {self.ends_on}"


@dataclass(slots=True)
class _Year:
    """What is known of one year so far, while documents are read in the order of their days."""

    starts_on: date | None = None
    items: dict[str, Ranked] = field(default_factory=dict)

    def learns(self, told: Mapping[str, Ranked]) -> bool:
        """Takes what is new or said anew; whether anything was."""
        before = {item: value for item, (_, value) in self.items.items()}
        self.items |= {
            item: (rank, value)
            for item, (rank, value) in told.items()
            if item not in self.items or self._is_better(item, rank, value)
        }
        return before != {item: value for item, (_, value) in self.items.items()}

    def _is_better(self, item: str, rank: int, value: int) -> bool:
        held_rank, held = self.items[item]
        return rank < held_rank or (rank == held_rank and value != held)


def accounts(
    documents: Sequence[Document], concepts: Concepts, problems: list[Problem]
) -> Iterator[Accounts]:
    """The accounts in these documents, which stand in the order of their days: one for each year
    and basis, and one more for each time that a later document says something new of it."""
    years: dict[tuple[str, str, date], _Year] = {}
    for document in documents:
        standard = concepts.of(document.standard)
        if standard is None:
            code = "statements-standard"
            problems.append(problem(document.name, code, standard=document.standard or "-"))
            continue
        yield from _of_document(document, standard, concepts, years, problems)


def _of_document(
    document: Document,
    standard: Standard,
    concepts: Concepts,
    years: dict[tuple[str, str, date], _Year],
    problems: list[Problem],
) -> Iterator[Accounts]:
    by_basis: dict[str, list[Fact]] = {}
    for fact in document.facts:
        basis = standard.basis(fact.members)
        if basis is not None:
            by_basis.setdefault(basis, []).append(fact)
    for basis, facts in sorted(by_basis.items()):
        sheet = _Sheet(document, standard, facts, problems)
        for starts, ends in _periods(sheet, concepts, basis, problems):
            year = years.setdefault((document.entity.value, basis, ends), _Year())
            year.starts_on = starts or year.starts_on
            if not year.learns(sheet.items(starts, ends)):
                continue
            yield Accounts(
                entity=document.entity,
                standard=document.standard,
                basis=basis,
                starts_on=year.starts_on,
                ends_on=ends,
                currency=sheet.currency,
                known_on=document.known_on,
                document=document.name,
                items={item: value for item, (_, value) in year.items.items()},
                auditor=standard.text(document.texts, "auditor"),
            )


class _Sheet:
    """The facts of one document and basis, by concept and period, in the currency of most."""

    def __init__(
        self,
        document: Document,
        standard: Standard,
        facts: Sequence[Fact],
        problems: list[Problem],
    ) -> None:
        self.standard = standard
        self.document = document
        facts = [fact for fact in facts if fact.concept in standard.concepts]
        units = Counter(fact.unit for fact in facts if _is_currency(fact.unit))
        self.currency = min(units, key=lambda unit: (-units[unit], unit), default="")
        self.values: dict[tuple[str, Period], Decimal] = {}
        for first, group in together(facts):
            if first.unit not in (self.currency, SHARES):
                continue
            value = agreed(group)
            period = (first.starts_on, first.ends_on)
            if value is None:
                where = f"{document.name} {first.ends_on}"
                problems.append(problem(where, "statements-twice", concept=first.concept))
            elif abs(value) > MOST:
                where = f"{document.name} {first.ends_on}"
                problems.append(problem(where, "statements-range", concept=first.concept))
            else:
                self.values[first.concept, period] = value

    def items(self, starts: date | None, ends: date) -> dict[str, Ranked]:
        """The items of a year: what it made, and what stood on its last day."""
        found = self._found(self.standard.balances, (None, ends))
        if starts is not None:
            found |= self._found(self.standard.flows, (starts, ends))
        outside = [self.values.get((concept, (None, ends))) for concept in self.standard.outside]
        held = [value for value in outside if value is not None]
        return found | ({OUTSIDE: (0, round(sum(held, Decimal(0))))} if held else {})

    def _found(self, asked: Mapping[str, Sequence[Way]], period: Period) -> dict[str, Ranked]:
        found = {}
        for item, ways in asked.items():
            for rank, way in enumerate(ways):
                parts = [self.values.get((concept, period)) for concept in way]
                known = [part for part in parts if part is not None]
                if len(known) == len(parts):
                    found[item] = (rank, round(sum(known, Decimal(0))))
                    break
        return found


def _periods(
    sheet: _Sheet, concepts: Concepts, basis: str, problems: list[Problem]
) -> list[Period]:
    """The years of which the facts tell. Where they tell of no year, the last day on which a
    balance stands: then what a period made is not known."""
    periods = {period for _, period in sheet.values}
    flows = {(starts, ends) for starts, ends in periods if starts is not None}
    years = {
        ends: starts
        for starts, ends in sorted(flows, reverse=True)
        if concepts.is_year((ends - starts).days + 1)
    }
    if years:
        return [(starts, ends) for ends, starts in sorted(years.items())]
    where = f"{sheet.document.name} {basis}"
    if flows:
        starts, ends = max(flows, key=lambda one: one[1])
        days = (ends - starts).days + 1
        problems.append(
            problem(where, "statements-not-a-year", Grade.WARNING, days=days, ends=ends)
        )
    return [(None, max(ends for _, ends in periods))] if periods else []


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isalpha() and unit.isupper()
