# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chart of an outage: every hour counted right, readable without colour, in both languages."""

from dataclasses import replace
from typing import Any

import altair
import numpy as np
import pytest
from builders import (
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    SMALL,
    Rows,
    graph_of,
    node_of,
    register,
    service,
)
from hypothesis import given
from random_graphs import random_graph, random_scenario
from strategies import seeds

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.outage import outage
from dijkwacht.engine.rank import Choice
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.select import Selection
from dijkwacht.reports.chart import Moment, chart, moments
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told
from dijkwacht.reports.words import LANGUAGES, Words

WEEK = Choice(Hours(168), Hours(72))


def told(*rows: Rows, choice: Choice = WEEK) -> Told:
    """What happens when Nimbus stops."""
    graph = graph_of(*rows)
    node = node_of(graph, NIMBUS)
    found = answer(Graphs(graph, graph), choice.of([node]))
    chosen = Selection(causes=(node,), failing=(node,))
    return Told("waterdam", register(*rows), choice, chosen, found, (168,))


def drawn(asked: Told, language: str = "en") -> dict[str, Any]:
    return chart(asked, Names(asked.register, language), Words(language))


@given(seed=seeds())
def test_at_every_hour_it_counts_what_is_below_its_minimum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = random_graph(rng)
    size = len(made.nodes)
    nodes = replace(made.nodes, noun=np.full(size, NodeNoun.SERVICE, np.int8))
    nodes = replace(nodes, users=rng.integers(0, 9, size), mbco=rng.integers(0, 10_001, size))
    graph = replace(made, nodes=nodes)
    found = outage(graph, random_scenario(rng, graph))
    steps = {moment.hour: moment for moment in moments(found)}
    now = steps[0]
    for hour in range(found.scenario.horizon):
        now = steps.get(hour, now)
        lost = [node for node in range(size) if found.level(node, hour) < nodes.mbco[node]]
        assert (now.services, now.persons) == (len(lost), int(nodes.users[lost].sum())), hour


def test_it_draws_when_services_fall_and_return() -> None:
    assert moments(told(*SMALL).found) == [
        Moment(0, 1, 0),
        Moment(4, 2, 62_000),
        Moment(72, 0, 0),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_chart_that_vega_lite_accepts(language: str) -> None:
    made = altair.Chart.from_dict(drawn(told(*SMALL), language)).to_dict()
    assert len(made["vconcat"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_axes_title_and_description_are_in_the_readers_language(language: str) -> None:
    made, words = drawn(told(*SMALL), language), Words(language)
    for panel, field in zip(made["vconcat"], ("services", "persons"), strict=True):
        assert panel["encoding"]["y"]["title"] == words.text(f"chart.{field}")
        assert panel["encoding"]["x"]["title"] == words.text("chart.hours")
    assert made["title"]["text"][0] in made["description"]
    assert words.number(62_000) in made["description"]
    thousands = made["config"].get("locale", {"number": {"thousands": ","}})["number"]["thousands"]
    assert thousands == {"nl": ".", "en": ","}[language]


def test_each_panel_names_its_highest_point_in_figures_so_that_colour_tells_nothing() -> None:
    made = drawn(told(*SMALL))
    for panel, hour in zip(made["vconcat"], (4, 4), strict=True):
        label = panel["layer"][-1]
        assert label["mark"]["type"] == "text"
        assert label["transform"] == [{"filter": {"field": "hour", "equal": hour}}]
    assert "color" not in str([panel["encoding"] for panel in made["vconcat"]])


def test_persons_are_neither_drawn_nor_counted_as_none_where_nobody_knows_them() -> None:
    unknown = [row for row in SMALL if row not in (PASPOORTEN, IDENTITEIT)]
    rows = [*unknown, service("Paspoorten", users=None), service("Identiteit", users=None)]
    made = drawn(told(*rows))
    assert len(made["vconcat"]) == 1
    assert made["description"].endswith("after 4 h, services lost: 2.")


def test_long_outages_are_drawn_in_whole_days() -> None:
    x = drawn(told(*SMALL, choice=Choice(Hours(4_380), Hours(2_000))))["vconcat"][0]["encoding"][
        "x"
    ]
    assert (x["title"], x["axis"]["labelExpr"]) == ("Days after it stops", "datum.value / 24")
    assert all(tick % 24 == 0 for tick in x["axis"]["values"])
    assert 2 < len(x["axis"]["values"]) <= 14
    assert x["scale"]["domain"] == [0, 2_100]


@pytest.mark.parametrize(("horizon", "end"), [(48, 48), (4_380, 168)])
def test_what_does_not_return_is_drawn_long_enough_to_see_that(horizon: int, end: int) -> None:
    last = drawn(told(*SMALL, choice=Choice(Hours(horizon))))["data"]["values"][-1]
    assert last == {"hour": end, "services": 2, "persons": 62_000}


def test_a_harmless_outage_is_drawn_too() -> None:
    made = drawn(told(NIMBUS, PASPOORTEN))
    assert altair.Chart.from_dict(made)
    assert [value["services"] for value in made["data"]["values"]] == [0, 0]
