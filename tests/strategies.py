# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis strategies: histories with every kind of value in every table, and graphs with
scenarios."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from hypothesis import strategies as st
from random_graphs import random_graph, random_scenario

from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.engine.scenario import Scenario
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History, frame_of
from dijkwacht.register.schema import Column, Kind, columns

EXTRA = ("name_en", "opmerking", "Zaak, nummer")
ROWS = 4
MONEY_LIMIT = 10**17  # cents: 15 digits before the point

_BREAKS = ["\n", "\r\n", "\r", "één\ntwee", "a\r"]
_AWKWARD = st.sampled_from(
    [
        *_BREAKS,
        ",",
        '"',
        '""',
        "a,b",
        'zeg "ja"',
        "never",
        "n/a",
        " met rand ",
        "=1+1",
        "#",
        "\\",
        ";",
    ]
)
_ANY_TEXT = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=8)


def texts() -> st.SearchStrategy[str]:
    """Any text a cell can hold: all of Unicode but NUL, and what breaks naive readers."""
    return _AWKWARD | _ANY_TEXT


def ids() -> st.SearchStrategy[str]:
    """Ids: no space at their ends, everything else goes."""
    inner = st.characters(exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs"), codec="utf-8")
    return st.text(inner, min_size=1, max_size=6) | st.sampled_from(
        ["con-1", "a,b", 'a"b', "ü b", "a\nb", "x;y"]
    )


def days(*, special: bool = True) -> st.SearchStrategy[date]:
    """Days, with `special` also never and n/a."""
    plain = st.dates(date(1900, 1, 1), date(2200, 1, 1)) | st.dates(
        date(2026, 1, 1), date(2026, 1, 9)
    )
    return plain | st.sampled_from([NEVER_DAY, NOT_APPLICABLE_DAY]) if special else plain


def _numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most) | st.just(NOT_APPLICABLE)


def values(column: Column) -> st.SearchStrategy[Any]:
    """Any known value of a column, as a frame holds it."""
    if column.name in ("valid_from", "valid_until"):
        return days(special=False)
    if column.name in ("known_from", "known_until"):
        return st.integers(0, 5)
    if column.enum:
        return st.sampled_from(column.codes)
    cents = st.integers(0, MONEY_LIMIT - 1).map(lambda number: Decimal(number).scaleb(-2))
    return {
        Kind.TEXT: texts(),
        Kind.REFERENCE: ids(),
        Kind.COUNTRY: st.sampled_from(["NL", "BE", "DE"]),
        Kind.DAY: days(),
        Kind.HOURS: _numbers(FOREVER - 1) | st.just(int(FOREVER)),
        Kind.BASIS_POINTS: _numbers(20_000),
        Kind.COUNT: _numbers(10**15 - 1),
        Kind.AMOUNT: st.integers(-(10**15) + 1, 10**15 - 1),
        Kind.MONEY: cents | st.just(Decimal(NOT_APPLICABLE)),
    }[column.kind]


def _row(table: str) -> st.SearchStrategy[dict[str, Any]]:
    known = {column.name: values(column) for column in columns(table)}
    always = {name: known.pop(name) for name in ("id", "known_from")}
    return st.fixed_dictionaries(always, optional=known)


@st.composite
def frames(draw: st.DrawFn, table: str) -> pl.DataFrame:
    """Up to four rows of a table, with up to two columns of text that are not in the schema."""
    rows = draw(st.lists(_row(table), min_size=1, max_size=ROWS))
    if draw(st.booleans()):
        for row in rows:
            row |= {"known_from": 0, "known_until": None}
    frame = frame_of(
        table, [{column.name: row.get(column.name) for column in columns(table)} for row in rows]
    )
    added = draw(st.lists(st.sampled_from(EXTRA), max_size=2, unique=True))
    cells = st.lists(st.none() | texts(), min_size=len(rows), max_size=len(rows))
    return frame.with_columns(pl.Series(name, draw(cells), pl.String) for name in added)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A history with rows in up to three tables, of any revisions."""
    tables = draw(st.lists(st.sampled_from(list(TABLES)), max_size=3, unique=True))
    return History.of({table: draw(frames(table)) for table in tables})


def seeds() -> st.SearchStrategy[int]:
    """Seeds of numpy's random generator."""
    return st.integers(0, 2**32 - 1)


def graphs(*, services: bool = False) -> st.SearchStrategy[DependencyGraph]:
    """Small graphs with every feature of the model; with `services` every node is one."""
    made = seeds().map(lambda seed: random_graph(np.random.default_rng(seed)))
    return made.map(of_services) if services else made


def of_services(graph: DependencyGraph) -> DependencyGraph:
    """The graph in which every node is a service, with different users and minimum levels."""
    size = len(graph.nodes)
    nodes = replace(
        graph.nodes,
        noun=np.full(size, NodeNoun.SERVICE, np.int8),
        users=10 + np.arange(size),
        mbco=np.resize([5_000, 9_000, 2_500, 10_000], size),
    )
    return replace(graph, nodes=nodes)


def scenarios(graph: DependencyGraph) -> st.SearchStrategy[Scenario]:
    """Scenarios for a graph: one or two nodes that fail, for a while, for ever or in steps."""
    return seeds().map(lambda seed: random_scenario(np.random.default_rng(seed), graph))
