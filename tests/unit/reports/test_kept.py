# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ranking kept in a folder: whatever was stopped, changed or lost, the result is that of a whole
run."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from builders import (
    POLDER,
    ZILVERLIJN,
    Rows,
    delivery,
    fallback,
    graph_of,
    needs,
    service,
    supplier,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs as any_graph

from dijkwacht.base.errors import Unreadable, WrongQuestion
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier, rank
from dijkwacht.engine.scenario import Choice, Start
from dijkwacht.engine.survey import Starts, Survey, Tally
from dijkwacht.engine.sweep import plain
from dijkwacht.graph.calendars import Season
from dijkwacht.graph.graph import DependencyGraph, NodeNoun, edges
from dijkwacht.graph.order import order
from dijkwacht.register.codes import Confidence, Recurrence
from dijkwacht.reports import kept
from dijkwacht.reports.kept import Kept, alone_in, keep

CHOICE, HORIZONS = Choice(Hours(100)), (1, 100)
FROM_POLDER, FROM_ZILVERLIJN = delivery(POLDER), delivery(ZILVERLIJN)
MEENT = supplier("Meent")
FROM_MEENT = delivery(MEENT)
SUPPLIERS = POLDER, FROM_POLDER, ZILVERLIJN, FROM_ZILVERLIJN, MEENT, FROM_MEENT
TAX, COURT = service("Belasting", users=900), service("Rechtspraak", users=50)
NEED = needs(TAX, FROM_POLDER)
STATE = SUPPLIERS, TAX, COURT, NEED, needs(COURT, FROM_ZILVERLIJN)


def known(*rows: Rows) -> Graphs:
    every, sure = graph_of(rows), graph_of(rows, estimates=False)
    return Graphs(every, sure if len(sure.groups) != len(every.groups) else every)


class Watched:
    """The plain way to count, and how many it was asked; it stops after some."""

    def __init__(self, stops_after: int = 10**9) -> None:
        self.asked, self.left = 0, stops_after

    def __call__(self, survey: Survey, starts: Starts) -> Iterator[Tally]:
        for tally in plain(survey, starts):
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            self.asked += 1
            yield tally


def night(
    folder: Path,
    graphs: Graphs,
    sweep: Any = plain,
    choice: Choice = CHOICE,
    name: str = "state",
    **asked: Any,
) -> Kept:
    heads = asked or {str(node): (node,) for node in each_supplier(graphs)}
    wanted = {int(head): nodes for head, nodes in heads.items()}
    survey = Survey(graphs, choice, HORIZONS)
    question = {"hours": choice.duration}
    about = {"revision": 7, "of": {"register": name}}
    return keep(folder, survey, wanted, question, about, sweep, lambda done, of: None)


def whole(graphs: Graphs) -> list[Any]:
    return rank(graphs, {node: (node,) for node in each_supplier(graphs)}, CHOICE, HORIZONS)


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


def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PART", 1)
    with pytest.raises(KeyboardInterrupt):
        night(tmp_path, known(STATE), Watched(2))
    assert not (tmp_path / "about.json").exists()
    rest = Watched()
    assert night(tmp_path, known(STATE), rest).places == whole(known(STATE))
    assert rest.asked == 1


def test_after_a_change_only_what_can_reach_it_is_counted(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    changed = known(STATE, needs(COURT, FROM_MEENT))
    again = Watched()
    assert night(tmp_path, changed, again).places == whole(changed)
    # Zilverlijn reaches the changed court, Meent is needed by it now; Polder is out of it
    assert again.asked == 2


CHANGES: dict[str, Rows] = {
    "a buffer": (SUPPLIERS, TAX, COURT, needs(TAX, FROM_POLDER, buffer_hours=5), STATE[-1]),
    "a need that is gone": (SUPPLIERS, TAX, COURT, STATE[-1]),
    "another need": (SUPPLIERS, TAX, COURT, needs(TAX, FROM_MEENT), STATE[-1]),
    "users": (SUPPLIERS, service("Belasting", users=901), COURT, NEED, STATE[-1]),
    "a fallback": (STATE, fallback("Papier", NEED[0])),
    "a service that is gone": (SUPPLIERS, COURT, STATE[-1]),
    "a supplier that is gone": (SUPPLIERS[:4], STATE[1:]),
    "a supplier more": (STATE, supplier("Dijk")),
    "only estimated": (
        SUPPLIERS,
        TAX,
        COURT,
        needs(TAX, FROM_POLDER, confidence=Confidence.ESTIMATED),
        STATE[-1],
    ),
    "a circle": (STATE, needs(TAX, COURT), needs(COURT, TAX)),
}


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


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "ranking-busy"
    assert night(tmp_path, known(STATE)).counted == 3


@pytest.mark.parametrize("name", ["parts-catalogue", "parts-0123456789abcdef.csv", ".profile"])
def test_what_only_looks_like_ours_is_refused_and_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").touch()
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "not-a-ranking"
    assert (tmp_path / name / "mine.txt").exists()


def forge(folder: Path, name: str, made: pl.DataFrame) -> None:
    """Put another table there, vouched for by `about.json`."""
    made.write_parquet(folder / name)
    about = json.loads((folder / "about.json").read_text("utf-8"))
    about["digests"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "about.json").write_text(json.dumps(about), "utf-8")


@pytest.mark.parametrize("name", ["ranking.parquet", "basis.parquet"])
def test_a_table_of_another_shape_is_named(tmp_path: Path, name: str) -> None:
    night(tmp_path, known(STATE))
    forge(tmp_path, name, pl.DataFrame({"a": [1]}))
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(CHANGES["users"]))
    assert told.value.what.code == "kept-faulty"


def test_a_figure_that_is_missing_is_no_figure(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    table = pl.read_parquet(tmp_path / "ranking.parquet")
    nothing = pl.lit(None, pl.Int64).alias("person_hours")
    forge(tmp_path, "ranking.parquet", table.with_columns(nothing))
    with pytest.raises(Unreadable):
        night(tmp_path, known(CHANGES["users"]))


def test_an_about_that_says_too_little_counts_all_anew(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    (tmp_path / "about.json").write_text(json.dumps(about | {"question": None}), "utf-8")
    assert night(tmp_path, known(STATE)).counted == 3


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


def test_what_was_written_half_is_no_answer(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    other = known(CHANGES["users"])
    table = tmp_path / "ranking.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    again = Watched()
    assert night(tmp_path, other, again).places == whole(other)
    assert again.asked == 3


def test_a_part_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PART", 1)
    with pytest.raises(KeyboardInterrupt):
        night(tmp_path, known(STATE), Watched(2))
    part = next(tmp_path.glob("parts-*/*.parquet"))
    part.write_bytes(b"PAR1")
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "kept-faulty"
    assert told.value.what.params["file"] == str(part)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id\n")
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "not-a-ranking"
    assert [file.name for file in tmp_path.iterdir()] == ["services.csv"]


def test_another_ranking_is_not_overwritten(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    before = (tmp_path / "ranking.parquet").read_bytes()
    with pytest.raises(WrongQuestion) as told:
        night(tmp_path, known(CHANGES["users"]), name="elsewhere")
    assert told.value.what.code == "another-ranking"
    assert (tmp_path / "ranking.parquet").read_bytes() == before


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
@settings(max_examples=60)
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
