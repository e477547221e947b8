# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parameters that name parts of a decision table: a name that the table has not would switch off
what the parameter asks, without a word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from dijkwacht.rules.decision_table import DecisionTable, Hit
from dijkwacht.rules.faults import LONGEST, PolicyFault
from dijkwacht.rules.rulebook import Parameters, Rulebook


class Part(StrEnum):
    """What of a decision table is named."""

    GROUPS = "groups"
    FACTS = "facts"


UNKNOWN: Final = {Part.GROUPS: "policy.no-groups", Part.FACTS: "policy.no-facts"}


@dataclass(frozen=True, slots=True)
class Naming:
    """A parameter whose value is a list of names of parts of a table."""

    rule: str
    parameter: str
    part: Part
    table: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the program asks of a policy folder beside the form of its files."""

    units: Mapping[str, Mapping[str, str]]  # of each fact that it can compute, by decision table
    namings: tuple[Naming, ...] = ()
    # which rows decide, of tables that it reads in one way alone
    hits: Mapping[str, Hit] = field(default_factory=dict)


def name_faults(
    rule: Parameters, book: Rulebook, namings: tuple[Naming, ...]
) -> Iterator[PolicyFault]:
    """Names in a version of parameters that the table of some day on which it holds has not."""
    for naming in namings:
        if naming.rule == rule.name and naming.parameter in rule.entries:
            yield from _unknown(rule, naming, _tables(rule, book, naming.table))


def hit_faults(table: DecisionTable, wanted: Mapping[str, Hit]) -> Iterator[PolicyFault]:
    """A fault where the rows of a table decide in another way than the program reads them."""
    hit = wanted.get(table.name, table.hit)
    if table.hit is not hit:
        yield PolicyFault("policy.hit", place="hit", hit=table.hit.value, wanted=hit.value)


def _tables(rule: Parameters, book: Rulebook, name: str) -> list[DecisionTable]:
    """The versions of a table that are in force on some day on which this version is."""
    days = {rule.valid_from, *(one.valid_from for one in book.versions if one.name == name)}
    found = []
    for day in sorted(days):
        held = book.on(day).by_name
        table = held.get(name)
        if held.get(rule.name) == rule and isinstance(table, DecisionTable):
            found.append(table)
    return found


def _unknown(
    rule: Parameters, naming: Naming, tables: list[DecisionTable]
) -> Iterator[PolicyFault]:
    value = rule[naming.parameter]
    for at, name in enumerate(value if isinstance(value, list) else [value]):
        for table in tables:
            known = _parts(table, naming.part)
            if name not in known:
                yield PolicyFault(
                    UNKNOWN[naming.part],
                    place=f"values.{naming.parameter}.value[{at}]",
                    name=str(name)[:LONGEST],
                    table=table.version,
                    known=", ".join(known),
                )
                break


def _parts(table: DecisionTable, part: Part) -> list[str]:
    if part is Part.FACTS:
        return list(table.facts)
    return list(dict.fromkeys(row.group for row in table.rows))
