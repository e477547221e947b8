# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts of companies listed in the United States: the `companyfacts` of the SEC.

Format: https://www.sec.gov/search-filings/edgar-application-programming-interfaces
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dijkwacht.base.problem import Problem, problem
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_facts import Document, Entity, Fact, Read, day, needed, number

SCHEME: Final = "http://www.sec.gov/CIK"
TAXONOMIES: Final[Mapping[str, str]] = {"us-gaap": "us-gaap", "ifrs-full": "ifrs"}
"""The taxonomies that hold accounts, and the standard of each."""
COVER: Final = "dei"  # the cover page: the number of shares
Filing = tuple[str, date]
"""The number of a filing, and the day it was published."""


def read(content: Mapping[str, Any], name: str, concepts: Concepts) -> Read:
    """The yearly reports in a file, each with the day on which it was published; Unreadable where
    its parts are not there.

    `fy` and `fp` are of the report in which a figure stands, not of the figure; they are not used.
    """
    number_, told = needed(content.get("cik"), int, name, "cik"), content.get("entityName")
    entity = Entity(SCHEME, str(number_), str(told) if told else None)
    taxonomies = needed(content.get("facts"), dict, name, "facts")
    held = [one for one in TAXONOMIES if taxonomies.get(one)]
    forms = concepts.forms
    by_filing: dict[Filing, list[Fact]] = {}
    problems: list[Problem] = []
    for taxonomy in (*held, COVER):
        for filing, fact in _facts(taxonomies.get(taxonomy), name, forms, problems):
            by_filing.setdefault(filing, []).append(fact)
    standard = TAXONOMIES[held[0]] if held else ""
    documents = [
        Document(
            entity=entity,
            standard=standard,
            name=filing[0],
            known_on=filing[1],
            facts=tuple(_covered(facts)),
        )
        for filing, facts in sorted(by_filing.items(), key=lambda one: (one[0][1], one[0][0]))
    ]
    return documents, problems


def _facts(
    taxonomy: Any, name: str, forms: frozenset[str], problems: list[Problem]
) -> Iterator[tuple[Filing, Fact]]:
    """The figures of yearly reports, each with its filing."""
    for concept, told in (taxonomy if isinstance(taxonomy, dict) else {}).items():
        units = told.get("units") if isinstance(told, dict) else None
        if not isinstance(units, dict):
            problems.append(problem(f"{name} {concept}", "statements-fact", concept=concept, value=""))
            continue
        for unit, figures in units.items():
            for at, figure in enumerate(figures if isinstance(figures, list) else []):
                read_one = _figure(concept, unit, figure, forms)
                if read_one is None:
                    where = f"{name} {concept} {unit} {at}"
                    shown = str(figure)[:80]
                    problems.append(
                        problem(where, "statements-fact", concept=concept, value=shown)
                    )
                elif read_one:
                    yield read_one


def _figure(
    concept: str, unit: str, figure: Any, forms: frozenset[str]
) -> tuple[Filing, Fact] | tuple[()] | None:
    """A figure and its filing; nothing for one of another form, None for one that is none."""
    if not isinstance(figure, dict) or not isinstance(figure.get("accn"), str):
        return None
    value, ends, filed = number(str(figure.get("val"))), day(figure.get("end")), figure.get("filed")
    known = day(filed)
    starts = day(figure["start"]) if "start" in figure else None
    if value is None or ends is None or known is None or ("start" in figure and starts is None):
        return None
    # nobody publishes accounts of a day that is yet to come
    if known < ends or (starts is not None and ends < starts):
        return None
    if figure.get("form") not in forms:
        return ()
    fact = Fact(concept=concept, value=value, unit=unit, ends_on=ends, starts_on=starts)
    return (figure["accn"], known), fact


def _covered(facts: list[Fact]) -> Iterator[Fact]:
    """The facts, with what the cover page says of a later day put at the balance date."""
    ends = max((fact.ends_on for fact in facts if fact.starts_on is not None), default=None)
    for fact in facts:
        is_cover = fact.concept.startswith("Entity") and fact.starts_on is None
        yield replace(fact, ends_on=ends) if is_cover and ends is not None else fact
