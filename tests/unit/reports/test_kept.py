# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ranking kept in a folder: whatever was stopped, changed or lost, the result is that of a whole
run."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from builders import (
    needs,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from nights import (
    CHANGES,
    CHOICE,
    COURT,
    FROM_MEENT,
    FROM_POLDER,
    FROM_ZILVERLIJN,
    HORIZONS,
    STATE,
    SUPPLIERS,
    TAX,
    Watched,
    known,
    night,
    whole,
)
from strategies import graphs as any_graph

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier, rank
from dijkwacht.engine.scenario import Choice, Start
from dijkwacht.graph.calendars import Season
from dijkwacht.graph.graph import DependencyGraph, NodeNoun, edges
from dijkwacht.graph.order import order
from dijkwacht.register.codes import Recurrence


def test_what_is_kept_is_the_ranking_and_what_it_is_about(tmp_path: Path) -> None:
    graphs = known(STATE)
    got = night(tmp_path, graphs)
    assert got.places == whole(graphs)
    table = pl.read_parquet(tmp_path / "ranking.parquet")
    assert table["id"].to_list() == ["sup-polder-ict", "sup-zilverlijn", "sup-meent"]
    assert table["persons_100"].to_list() == [900, 50, 0]
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    assert about["revision"] == 7
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        ".lock",
        "about.json",
        "basis.parquet",
        "ranking.parquet",
    ]


def test_the_same_question_again_counts_nothing(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    again = Watched()
    assert night(tmp_path, known(STATE), again).counted == 0 == again.asked
    assert before == {file.name: file.read_bytes() for file in tmp_path.iterdir()}


def test_after_a_change_only_what_can_reach_it_is_counted(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    changed = known(STATE, needs(COURT, FROM_MEENT))
    again = Watched()
    assert night(tmp_path, changed, again).places == whole(changed)
    # Zilverlijn reaches the changed court, Meent is needed by it now; Polder is out of it
    assert again.asked == 2


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_there_and_back_it_is_the_whole_ranking(
    tmp_path: Path, change: str
) -> None:
    changed = known(CHANGES[change])
    night(tmp_path, known(STATE))
    again = Watched()
    assert night(tmp_path, changed, again).places == whole(changed)
    assert again.asked < len(list(each_supplier(changed)))
    assert night(tmp_path, known(STATE)).places == whole(known(STATE))


def test_a_member_that_was_there_twice_is_noticed_when_it_is_there_once(tmp_path: Path) -> None:
    once = needs(TAX, (FROM_POLDER, 5_000), (FROM_ZILVERLIJN, 5_000))
    again = replace(once[1], id="mem-again")
    for rows in ((SUPPLIERS, TAX, once, again), (SUPPLIERS, TAX, once)):
        assert night(tmp_path, known(rows)).places == whole(known(rows))


def test_calendars_of_use_are_part_of_what_it_was_based_on(tmp_path: Path) -> None:
    def with_share(share: int) -> Graphs:
        graph = known(STATE).every
        season = Season(Recurrence.OTHERWISE, 0, 0, share)
        made = replace(graph, calendars=dict.fromkeys(graph.services.tolist(), (season,)))
        return Graphs(made, made)

    choice = Choice(Hours(100), start=Start(date(2026, 6, 1), 0))
    full = night(tmp_path, with_share(10_000), choice=choice)
    empty = night(tmp_path, with_share(0), choice=choice)
    assert [place.person_hours for place in full.places] == [90_000, 5_000, 0]
    assert [place.person_hours for place in empty.places] == [0, 0, 0]


def test_another_question_counts_all_anew(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    other = Watched()
    night(tmp_path, known(STATE), other, Choice(Hours(100), Hours(3)))
    assert other.asked == 3


def test_a_group_of_other_entities_is_counted_anew(tmp_path: Path) -> None:
    graphs = known(STATE)
    first, second, third = each_supplier(graphs)
    night(tmp_path, graphs, **{str(first): (first, second), str(third): (third,)})
    again = Watched()
    got = night(tmp_path, graphs, again, **{str(first): (first, third), str(third): (third,)})
    assert again.asked == 1
    assert {place.node: place.entities for place in got.places} == {first: 2, third: 1}


def as_suppliers(graph: DependencyGraph) -> DependencyGraph:
    """Every node is a service with users, so that everything that happens is counted."""
    size = len(graph.nodes)
    nodes = replace(
        graph.nodes,
        noun=np.full(size, NodeNoun.SERVICE, np.int8),
        users=np.arange(1, size + 1) ** 3,
        organisation=tuple(f"o{i % 3}" for i in range(size)),
    )
    return replace(graph, nodes=nodes)


COLUMNS = [
    "owner",
    "need",
    "strict",
    "degrading",
    "share",
    "tolerance",
    "buffer",
    "replacement",
    "unknown",
    "assumed",
]
HELPED = ["node", "activation", "level", "duration", "proven_activation", "proven_level", "assumed"]


def without(graph: DependencyGraph, gone: int) -> DependencyGraph:
    """The same graph without one of its requirements."""
    groups, fallbacks = graph.groups, graph.fallbacks
    stays = np.arange(len(groups)) != gone

    def rows(first: Any) -> Any:
        return np.repeat(stays, np.diff(first))

    columns = {name: getattr(groups, name)[stays] for name in COLUMNS}
    left = replace(
        groups,
        id=tuple(name for name, kept in zip(groups.id, stays, strict=True) if kept),
        first=np.concatenate(([0], np.cumsum(np.diff(groups.first)[stays]))),
        member=groups.member[rows(groups.first)],
        weight=groups.weight[rows(groups.first)],
        **columns,
    )
    helped = replace(
        fallbacks,
        first=np.concatenate(([0], np.cumsum(np.diff(fallbacks.first)[stays]))),
        **{name: getattr(fallbacks, name)[rows(fallbacks.first)] for name in HELPED},
    )
    made = order(len(graph.nodes), *edges(left, helped))
    return replace(graph, groups=left, fallbacks=helped, order=made)


@given(graph=any_graph(), gone=st.integers(0, 50))
@settings(max_examples=30)
def test_a_requirement_that_goes_and_comes_back_is_always_noticed(
    tmp_path_factory: pytest.TempPathFactory, graph: DependencyGraph, gone: int
) -> None:
    folder = tmp_path_factory.mktemp("night")
    full = as_suppliers(graph)
    less = without(full, gone % len(full.groups)) if len(full.groups) else full
    nodes = {str(node): (node,) for node in range(len(full.nodes))}
    for now in (full, less, full):
        graphs = Graphs(now, now)
        wanted = {int(head): of for head, of in nodes.items()}
        assert night(folder, graphs, **nodes).places == rank(graphs, wanted, CHOICE, HORIZONS)
