# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The compiled engine counts what the plain one counts: in one thread or two, with what does not
fit its memory, and whatever the patience."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs
from surveys import CHOICES, HORIZONS, same, state

from dijkwacht.base.units import FOREVER, Hours
from dijkwacht.engine import sweep
from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.compiled import counting
from dijkwacht.engine.explain import explain
from dijkwacht.engine.load import Cache, Engine
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.engine.survey import Survey, Tally, joined, plainly
from dijkwacht.engine.sweep import Sweep
from dijkwacht.engine.traces import Traces
from dijkwacht.graph.graph import UNKNOWN, DependencyGraph, NodeNoun


def counted(way: Sweep, survey: Survey, starts: list[tuple[int, ...]]) -> Tally:
    return joined(list(way(survey, starts)), len(survey.horizons))


@pytest.mark.parametrize("choice", CHOICES)
def test_one_thread_two_threads_and_none_count_the_same(choice: Choice, kept: Cache) -> None:
    known, starts = state()
    survey = Survey(known, choice, HORIZONS)
    plain = plainly(survey, starts)
    assert known.estimates
    assert plain.services[:, -1].any()
    assert same(counted(sweep.fast(kept, 1), survey, starts), plain)
    assert same(counted(sweep.fast(kept, 2), survey, starts), plain)


def test_whoever_is_impatient_gets_the_same(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    known, starts = state()
    survey = Survey(known, CHOICES[0], HORIZONS)
    monkeypatch.setattr(sweep, "LOADING", 0.01)
    monkeypatch.setattr(sweep, "COMPILING", 0.01)
    parts = list(sweep.quickest(kept)(survey, starts))
    assert len(parts[0]) == 1 < len(parts[-1])
    assert same(joined(parts, len(HORIZONS)), plainly(survey, starts))


def test_what_does_not_fit_the_memory_is_counted_plainly() -> None:
    known, starts = state()
    survey = Survey(known, CHOICES[0], HORIZONS)
    counter = counting.Counter(survey, counting.Flats.of(survey))
    small = counting.Bench(known.every, counter.every.ranked, arena=8)
    _, full = small.lost([survey.choice.of(nodes) for nodes in starts])
    assert 0 < full.size < len(starts)
    counter.every = small
    assert same(counter.count(starts), plainly(survey, starts))
    assert small.clean


def test_many_turns_count_what_one_turn_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    known, starts = state()
    survey = Survey(known, CHOICES[1], HORIZONS)
    monkeypatch.setattr(counting, "ENTRIES", 1)
    counter = counting.Counter(survey, counting.Flats.of(survey))
    assert same(counter.count(starts), plainly(survey, starts))


def test_nothing_asked_is_nothing_counted() -> None:
    known, _ = state()
    survey = Survey(known, CHOICES[0], HORIZONS)
    assert len(counting.Counter(survey, counting.Flats.of(survey)).count([])) == 0
    assert len(joined([], 5)) == 0


def as_state(graph: DependencyGraph, data: st.DataObject) -> DependencyGraph:
    """The same graph with services, users that may be unknown, and organisations."""
    size = len(graph.nodes)
    nouns = st.lists(st.sampled_from((NodeNoun.SERVICE, NodeNoun.SYSTEM)), min_size=size)
    users = st.lists(st.sampled_from((UNKNOWN, 0, 3, 10**7)), min_size=size)
    whose = st.lists(st.sampled_from((None, "a", "b")), min_size=size)
    noun = np.array(data.draw(nouns)[:size], np.int8)
    nodes = replace(
        graph.nodes,
        noun=noun,
        users=np.where(noun == NodeNoun.SERVICE, data.draw(users)[:size], 0),
        organisation=tuple(data.draw(whose)[:size]),
    )
    return replace(graph, nodes=nodes)


@given(st.data())
@settings(max_examples=60)
def test_it_counts_the_same_for_whatever_hypothesis_finds(data: st.DataObject) -> None:
    graph = as_state(data.draw(graphs()), data)
    choice = Choice(
        Hours(data.draw(st.integers(1, 60))),
        data.draw(st.none() | st.integers(1, 60).map(Hours)),
        data.draw(st.booleans()),
        data.draw(st.sampled_from(FallbackMode)),
    )
    survey = Survey(Graphs(graph, graph), choice, (1, 8, 30))
    starts = [(node,) for node in range(len(graph.nodes))]
    counter = counting.Counter(survey, counting.Flats.of(survey))
    assert same(counter.count(starts), plainly(survey, starts))


def test_a_number_that_is_too_large_for_the_kernel_is_refused_by_it() -> None:
    known, _ = state()
    nodes = replace(known.every.nodes, restart=known.every.nodes.restart + 2**31)
    with pytest.raises(OverflowError):
        counting.flatten(replace(known.every, nodes=nodes), FallbackMode.DECLARED, False)
    assert FOREVER < 2**31


def test_one_outage_is_the_same_compiled(kept: Cache) -> None:
    known, starts = state()
    engine = Engine(kept, least=0)
    for choice in CHOICES:
        for nodes in starts[::9]:
            plain, quick = (
                answer(known, choice.of(nodes)),
                answer(known, choice.of(nodes), engine=engine),
            )
            assert isinstance(quick.found.touched, Traces)
            assert dict(quick.found.touched) == dict(plain.found.touched)
            assert quick.found.losses == plain.found.losses
            assert quick.found.assumptions == plain.found.assumptions
            assert quick.found.person_hours == plain.found.person_hours
            assert [loss.lost_at for loss in quick.sure.lost] == [
                loss.lost_at for loss in plain.sure.lost
            ]
            why = [explain(quick.found, loss.node) for loss in quick.found.lost]
            assert why == [explain(plain.found, loss.node) for loss in plain.found.lost]


def test_a_small_graph_and_a_cold_engine_leave_it_to_the_plain_one(
    tmp_path: Path, kept: Cache
) -> None:
    known, starts = state()
    scenario = CHOICES[0].of(starts[0])
    assert Engine(kept).traces(known.every, scenario) is None
    assert Engine(Cache(tmp_path), least=0).traces(known.every, scenario) is None


def test_a_number_too_large_for_the_kernel_is_no_end_of_it(kept: Cache) -> None:
    known, starts = state()
    nodes = replace(known.every.nodes, restart=known.every.nodes.restart + 2**31)
    graph = replace(known.every, nodes=nodes)
    survey = Survey(Graphs(graph, graph), CHOICES[2], HORIZONS)
    assert same(counted(sweep.fast(kept), survey, starts[:5]), plainly(survey, starts[:5]))
    assert Engine(kept, least=0).traces(graph, CHOICES[2].of(starts[0])) is None


@pytest.mark.parametrize(("users", "hours"), [(18_000_000, 10**8), (3 * 10**11, 4_380)])
def test_person_hours_are_exact_however_many(users: int, hours: int, kept: Cache) -> None:
    known, starts = state()
    graph = known.every
    service = graph.nodes.noun == NodeNoun.SERVICE
    graph = replace(graph, nodes=replace(graph.nodes, users=np.where(service, users, 0)))
    survey = Survey(Graphs(graph, graph), Choice(Hours(hours)), (1,))
    plain = plainly(survey, starts[:30])
    assert plain.person_hours.max() > 2**51
    assert same(counted(sweep.fast(kept), survey, starts[:30]), plain)
