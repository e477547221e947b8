# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What things are called: in the reader's language, else by their name, else by their id."""

import polars as pl
import pytest
from builders import (
    DAY,
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    SMALL,
    fallback,
    graph_of,
    node_of,
    register,
)

from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import Service
from dijkwacht.register.register import History, Register
from dijkwacht.reports.names import Names


@pytest.fixture
def named() -> Register:
    """Services with names in one, two and no languages."""
    rows = [Service(id=id, name=f"naam {id}") for id in ("svc-1", "svc-2")] + [Service(id="svc-3")]
    history = History.from_records(rows)
    frame = history.table("services").with_columns(
        name_nl=pl.Series(["Paspoorten", None, None], dtype=pl.String),
        evidence=pl.Series(["mx", None, None], dtype=pl.String),
        evidence_nl=pl.Series([None, "gezien", None], dtype=pl.String),
    )
    return History.of({**history.frames, "services": frame}).at(DAY)


def test_a_name_is_in_the_reader_s_language_where_there_is_one(named: Register) -> None:
    def called(language: str) -> list[str | None]:
        names = Names(named, language)
        return [names.of(Noun.SERVICE, id) for id in ("svc-1", "svc-2", "svc-3", "svc-9", None)]

    assert called("nl") == ["Paspoorten", "naam svc-2", "svc-3", "svc-9", None]
    assert called("en") == ["naam svc-1", "naam svc-2", "svc-3", "svc-9", None]


def test_an_added_column_is_read_in_the_reader_s_language_too(named: Register) -> None:
    dutch, english = Names(named, "nl"), Names(named, "en")
    ids = ("svc-1", "svc-2", "svc-3")
    assert [dutch.column(Noun.SERVICE, id, "evidence") for id in ids] == ["mx", "gezien", None]
    assert [english.column(Noun.SERVICE, id, "evidence") for id in ids] == ["mx", None, None]
    assert dutch.column(Noun.SERVICE, "svc-1", "nowhere") is None


def test_a_node_has_the_name_of_its_row() -> None:
    graph, names = graph_of(*SMALL), Names(register(*SMALL), "nl")
    assert names.node(graph, node_of(graph, PASPOORTEN)) == "Paspoorten"
    assert names.node(graph, node_of(graph, NIMBUS)) == "Nimbus"


def test_the_inner_node_of_a_protected_service_has_the_name_of_the_service() -> None:
    rows = [*SMALL, fallback("Papier", PASPOORTEN)]
    graph, names = graph_of(*rows), Names(register(*rows), "nl")
    inner = [n for n in range(len(graph.nodes)) if graph.noun_of(n) is NodeNoun.WRAPPED]
    assert [names.node(graph, node) for node in inner] == ["Paspoorten"]


def test_the_way_to_a_node_names_each_once_without_the_node_and_without_deliveries() -> None:
    graph, names = graph_of(*SMALL), Names(register(*SMALL), "nl")
    path = [node_of(graph, row) for row in (NIMBUS, HOSTING, IDENTITEIT, PASPOORTEN)]
    assert names.way(graph, path) == "Nimbus → Identiteit"
    assert names.way(graph, path[:1]) == names.way(graph, []) == ""
    assert names.way(graph, [path[0], path[0], path[3]]) == "Nimbus"
