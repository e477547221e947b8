# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser draws of an outage: the list and the table once more, no word besides, the same
each time, and nothing that a page without JavaScript lacks."""

import re
from collections import Counter
from typing import Any

import pytest
from web.conftest import LogIn
from web.outage_leaks import body, hidden_words, leaked
from web.walk import links

from dijkwacht.engine.explain import Link
from dijkwacht.web.access import Label
from dijkwacht.web.outages.graph import laid
from dijkwacht.web.outages.map import Place
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

ASKED = "?what=supplier:sup-zilverlijn&at=4320&on=2026-11-24"
ROLES = [Role.AUDITOR, Role.ANALYST, Role.CISO]


def answers(log_in: LogIn, role: Role, asked: str = ASKED) -> tuple[Any, Any, Any]:
    """The page, the graph and the chart of one question."""
    client = log_in(role)
    page, graph, chart = (client.get(f"/outage/{at}{asked}") for at in ("", "graph/", "chart/"))
    assert page.status_code == graph.status_code == chart.status_code == 200
    return page, graph.json(), chart.json()


@pytest.mark.parametrize("role", ROLES)
def test_the_graph_holds_the_services_of_the_list_and_the_ways_of_the_map(
    log_in: LogIn, role: Role
) -> None:
    page, graph, _ = answers(log_in, role)
    lines = page.context["lines"]
    services = {one["why"]: one for one in graph["points"] if one["why"]}
    assert set(services) == {line.why for line in lines}
    for line in lines:
        told = services[line.why]
        assert told["class"] == line.row.level.name and told["record"]
    drawn = page.content.decode().partition('id="map"')[2].partition("<details>")[0]
    assert [one["key"] for one in graph["points"]] == re.findall(r'data-node="(way-\d+)"', drawn)
    ties = re.findall(r'data-edge="(\S+) (\S+)"', drawn)
    assert [tuple(line) for line in graph["lines"]] == ties
    titles = re.findall(r"<title>([^<]+)</title></rect>", drawn)
    assert [f"{one['kind']}: {one['name']}" for one in graph["points"]] == titles
    assert graph["shown"] == graph["count"] == len(lines)


@pytest.mark.parametrize("role", ROLES)
def test_every_point_that_leads_somewhere_leads_to_a_page_of_the_reader(
    log_in: LogIn, role: Role
) -> None:
    _, graph, _ = answers(log_in, role)
    client, records = log_in(role), {one["record"] for one in graph["points"] if one["record"]}
    assert records
    assert {address: client.get(address).status_code for address in records} == dict.fromkeys(
        records, 200
    )


@pytest.mark.parametrize("role", [Role.ANALYST, Role.CISO])
def test_nothing_that_is_hidden_is_drawn(log_in: LogIn, role: Role) -> None:
    client = log_in(role)
    sight = client.get(f"/outage/{ASKED}").wsgi_request.reading.sight
    words = hidden_words(sight)
    assert words
    for at in ("graph/", "chart/"):
        assert leaked(body(client.get(f"/outage/{at}{ASKED}")), words) == set()


def test_a_thing_of_another_organisation_has_a_kind_and_no_page(log_in: LogIn) -> None:
    _, graph, _ = answers(log_in, Role.CISO)
    hidden = [one for one in graph["points"] if "another organisation" in one["name"]]
    assert hidden
    assert {(one["record"], one["why"], one["class"]) for one in hidden} == {(None, None, None)}


def test_the_same_question_gives_the_same_picture_in_whole_numbers(log_in: LogIn) -> None:
    once, again = (answers(log_in, Role.AUDITOR)[1] for _ in range(2))
    assert once == again
    places = Counter((one["x"], one["y"]) for one in once["points"])
    assert max(places.values()) == 1, "no point lies on another"
    assert all(type(value) is int for place in places for value in place)
    at = {one["key"]: one for one in once["points"]}
    assert all(at[before]["x"] < at[after]["x"] for before, after in once["lines"])


def test_filters_and_the_hour_narrow_the_graph_as_they_narrow_the_list(log_in: LogIn) -> None:
    page, graph, _ = answers(log_in, Role.AUDITOR, f"{ASKED}&class=V")
    assert 0 < graph["count"] == page.context["count"] < answers(log_in, Role.AUDITOR)[1]["count"]
    assert {one["class"] for one in graph["points"] if one["why"]} == {"V"}


def test_of_very_many_the_first_are_drawn_and_it_is_said_how_many_there_are(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answers(log_in, Role.AUDITOR)[1]
    monkeypatch.setattr("dijkwacht.web.outages.graph.WALKED", 3)
    monkeypatch.setattr("dijkwacht.web.outages.shown.WALKED", 3)
    page, graph, _ = answers(log_in, Role.AUDITOR)
    assert (graph["shown"], graph["count"]) == (3, whole["count"]) and whole["count"] > 3
    first = [line.why for line in page.context["lines"][:3]]
    assert {one["why"] for one in graph["points"] if one["why"]} == set(first)
    walk = page.content.decode().partition('data-draw="graph"')[2]
    assert f"The first 3 of {whole['count']} services" in walk


def test_branches_lie_below_each_other_and_a_parent_in_their_middle() -> None:
    def place(key: str, before: str | None, level: int) -> Place:
        return Place(key, before, level, Link(0, 0, 0), Label(key, None), key)

    tree = [
        *(place("a", None, 0), place("b", "a", 1), place("c", None, 0)),
        *(place("d", "b", 2), place("e", "a", 1), place("f", "b", 2), place("g", "c", 1)),
    ]
    assert laid(tree) == {"a": 2, "b": 1, "c": 6, "d": 0, "e": 4, "f": 2, "g": 6}
    assert laid([]) == {}


@pytest.mark.parametrize("role", ROLES)
def test_the_chart_holds_the_numbers_of_the_table(log_in: LogIn, role: Role) -> None:
    page, _, chart = answers(log_in, role)
    moments = page.context["moments"]
    assert chart["hours"] == [one.hour for one in moments]
    drawn = {one["class"]: one["values"] for one in chart["series"]}
    assert drawn
    for letter in "VCKO":
        values = [one.services[letter] for one in moments]
        assert drawn.get(letter, [0] * len(moments)) == values
    assert chart["beside"]["values"] == [one.beside for one in moments]
    assert chart["persons"]["values"] == [one.persons for one in moments]
    assert len(chart["told"]) == len(moments) and chart["end"] == page.context["horizon"]
    assert str(max(one.total for one in moments)) in chart["says"]


def test_what_cannot_be_asked_is_answered_in_words(log_in: LogIn) -> None:
    client = log_in(Role.CISO)
    for at in ("graph/", "chart/"):
        for asked, status in (("?what=supplier:nobody", 404), ("?hours=x", 400), ("", 400)):
            answer = client.get(f"/outage/{at}{asked}")
            assert answer.status_code == status and answer.json()["fault"], (at, asked)


def test_the_page_leads_to_both_and_shows_neither_button_by_itself(log_in: LogIn) -> None:
    page = log_in(Role.CISO).get(f"/outage/{ASKED}")
    told = page.content.decode()
    parts = re.findall(r'<div class="drawn no-print" data-draw="(\w+)"[^>]* hidden>', told)
    assert parts == ["chart", "graph"]
    to = {link.partition("?")[0] for link in links(page, "/outage/")}
    assert {"/outage/graph/", "/outage/chart/"} <= to
    assert "sigma.js" not in "".join(re.findall(r"<script[^>]*>", told))
