# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts of companies listed in the United States: the `companyfacts` of the SEC.

Format: https://www.sec.gov/search-filings/edgar-application-programming-interfaces
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dijkwacht.base.problem import Problem, problem
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_facts import Document, Entity, Fact, Read, day, needed, number

SHOWN: Final = 80
SCHEME: Final = "http://www.sec.gov/CIK"
TAXONOMIES: Final[Mapping[str, str]] = {"us-gaap": "us-gaap", "ifrs-full": "ifrs"}
"""The taxonomies that hold accounts, and the standard of each."""
COVER: Final = "dei"  # the cover page: the number of shares
Filing = tuple[str, date]
"""The number of a filing, and the day it was published."""
Figure = tuple[str, str, int, Any]
"""Concept, unit and place of a figure, and what stands there."""


def read(content: Mapping[str, Any], name: str, concepts: Concepts) -> Read:
    """The yearly reports in a file, each with the day on which it was published; Unreadable where
    its parts are not there.

    `fy` and `fp` are of the report in which a figure stands, not of the figure; they are not used.
    """
    number_, told = needed(content.get("cik"), int, name, "cik"), content.get("entityName")
    entity = Entity(SCHEME, str(number_), str(told) if told else None)
    taxonomies = needed(content.get("facts"), dict, name, "facts")
    documents: list[Document] = []
    problems: list[Problem] = []
    for taxonomy, standard in TAXONOMIES.items():
        known = concepts.of(standard)
        assert known is not None
        parts = [taxonomies.get(taxonomy), taxonomies.get(COVER)] if taxonomy in taxonomies else []
        figures = [one for part in parts for one in _figures(part) if one[0] in known.concepts]
        for (number_of, filed), facts in _by_filing(figures, name, concepts, problems).items():
            documents.append(
                Document(
                    entity=entity,
                    standard=standard,
                    name=number_of,
                    known_on=filed,
                    facts=tuple(_covered(facts)),
                )
            )
    return documents, problems


def _by_filing(
    figures: Iterable[Figure], name: str, concepts: Concepts, problems: list[Problem]
) -> dict[Filing, list[Fact]]:
    """The figures of yearly reports as facts, by filing; a problem for each that is none."""
    found: dict[Filing, list[Fact]] = {}
    for concept, unit, at, figure in figures:
        filed = _filed(figure)
        fact = None if filed is None else _fact(concept, unit, figure, filed[1])
        if filed is None or fact is None:
            where, shown = f"{name} {concept} {unit} {at}", str(figure)[:SHOWN]
            problems.append(problem(where, "statements-fact", concept=concept, value=shown))
        elif str(figure.get("form")) in concepts.forms:
            found.setdefault(filed, []).append(fact)
    return found


def _figures(taxonomy: Any) -> Iterator[Figure]:
    """Concept, unit and place of every figure; a part that is not of the form is one figure that
    nobody can read."""
    for concept, told in (taxonomy if isinstance(taxonomy, dict) else {}).items():
        units = told.get("units") if isinstance(told, dict) else None
        for unit, figures in (units if isinstance(units, dict) else {"-": None}).items():
            for at, figure in enumerate(figures if isinstance(figures, list) else [figures]):
                yield concept, unit, at, figure


def _filed(figure: Any) -> Filing | None:
    """The filing of a figure."""
    if not isinstance(figure, dict) or not isinstance(figure.get("accn"), str):
        return None
    known = day(figure.get("filed"))
    return None if known is None else (figure["accn"], known)


def _fact(concept: str, unit: str, figure: Mapping[str, Any], known: date) -> Fact | None:
    """A figure as a fact; None where it is none, or of a day after that of its publication."""
    value, ends = number(str(figure.get("val"))), day(figure.get("end"))
    starts = day(figure["start"]) if "start" in figure else None
    if value is None or ends is None or known < ends:
        return None
    if "start" in figure and (starts is None or ends < starts):
        return None
    return Fact(concept=concept, value=value, unit=unit, ends_on=ends, starts_on=starts)


def _covered(facts: list[Fact]) -> Iterator[Fact]:
    """The facts, with what the cover page says of a later day put at the balance date."""
    ends = max((fact.ends_on for fact in facts if fact.starts_on is not None), default=None)
    for fact in facts:
        is_cover = fact.concept.startswith("Entity") and fact.starts_on is None
        yield replace(fact, ends_on=ends) if is_cover and ends is not None else fact
