# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What brings one service down, and how soon one thing can bring each service down, as tables."""

import pytest
from builders import (
    PASPOORTEN,
    POLDER,
    SMALL,
    ZILVERLIJN,
    Rows,
    delivery,
    graph_of,
    needs,
    node_of,
    register,
    service,
)

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.failing_sets import failing_sets
from dijkwacht.engine.fuses import shortest_fuses
from dijkwacht.engine.kind import Kind, asked_for_all
from dijkwacht.engine.scenario import Choice
from dijkwacht.register.codes import Confidence
from dijkwacht.register.row import Row
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report
from dijkwacht.reports.weaknesses import Tried, fuses_report, weaknesses_report
from dijkwacht.reports.words import Words

MAIL, MORE = delivery(POLDER), delivery(ZILVERLIJN)
POST = service("Post", users=None)
ROWS = (SMALL, POLDER, ZILVERLIJN, MAIL, MORE, POST, needs(POST, MAIL, MORE, buffer_hours=5))
FOR_GOOD = Choice(Hours(100))


def tried(
    *rows: Rows, choice: Choice = FOR_GOOD, kinds: tuple[Kind, ...] = (Kind.SUPPLIERS,)
) -> tuple[Tried, Graphs, Names]:
    every, sure = graph_of(ROWS, rows), graph_of(ROWS, rows, estimates=False)
    graphs = Graphs(every, sure)
    held = register(ROWS, rows)
    count = len(asked_for_all(held, graphs, kinds))
    made = Tried("waterdam", every, choice, kinds, count, graphs.estimates)
    return made, graphs, Names(held, "nl")


def weaknesses(of: Row, *rows: Rows, order: int = 2, choice: Choice = FOR_GOOD) -> Report:
    made, graphs, names = tried(*rows, choice=choice)
    node = node_of(graphs.every, of)
    every = asked_for_all(names.register, graphs, made.kinds)
    sets = failing_sets(graphs, node, every, choice, order)
    return weaknesses_report(made, node, sets, order, names)


def fuses(*rows: Rows) -> Report:
    made, graphs, names = tried(*rows)
    every = asked_for_all(names.register, graphs, made.kinds)
    return fuses_report(made, shortest_fuses(graphs, every, FOR_GOOD), names)


def rows_of(report: Report, key: str) -> list[dict[str, object]]:
    (table,) = [table for table in report.tables if table.key == key]
    return [
        {column.key: value for column, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def shown(report: Report) -> set[str]:
    return {column.key for column in report.tables[-1].columns if column.shown}


def test_what_brings_a_service_down_alone_with_its_way() -> None:
    (row,) = rows_of(weaknesses(PASPOORTEN), "alone")
    assert row == {
        "lost_at": 4,
        "lost_hours": 96,
        "sure_at": 4,
        "what": "Nimbus",
        "ids": "supplier:sup-nimbus",
        "why": "Nimbus → Identiteit",
    }
    assert rows_of(weaknesses(PASPOORTEN), "pairs") == []


def test_what_does_so_in_pairs() -> None:
    report = weaknesses(POST)
    assert rows_of(report, "alone") == []
    (row,) = rows_of(report, "pairs")
    assert (row["what"], row["lost_at"]) == ("Polder ICT + Zilverlijn", 5)
    assert row["ids"] == "supplier:sup-polder-ict supplier:sup-zilverlijn"
    said = [Words("nl").say(message) for message in report.before[2:]]
    assert said == [
        "Alleen kunnen 0 van 3 leveranciers het doen uitvallen.",
        "Paren die het samen doen uitvallen, terwijl geen van beide dat alleen doet: 1.",
    ]


def test_of_order_one_nothing_is_said_of_pairs() -> None:
    report = weaknesses(POST, order=1)
    assert [table.key for table in report.tables] == ["alone"]
    assert [message.code for message in report.before[2:]] == ["weaknesses.alone"]
    assert report.made is not None
    assert (report.made["order"], report.made["service"]) == (1, "svc-post")
    assert (report.made["kinds"], report.made["tried"]) == (["suppliers"], 3)


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (FOR_GOOD, "Elk valt uit en komt niet terug."),
        (Choice(Hours(100), Hours(24)), "Elk valt 1 d uit."),
        (Choice(Hours(100), permanent=True), "Elk stopt voorgoed en wordt vervangen."),
        (
            Choice(Hours(100), Hours(30), permanent=True),
            "Elk valt 30 u uit en wordt intussen vervangen.",
        ),
    ],
)
def test_it_says_how_each_stops(choice: Choice, says: str) -> None:
    assert Words("nl").say(weaknesses(POST, choice=choice).before[1]) == says


def test_the_hour_without_estimates_is_shown_where_there_are_any() -> None:
    assert "sure_at" not in shown(weaknesses(PASPOORTEN)) | shown(fuses())
    guess = needs(PASPOORTEN, MAIL, confidence=Confidence.ESTIMATED)
    report = weaknesses(PASPOORTEN, guess)
    assert "sure_at" in shown(report) & shown(fuses(guess))
    sure = {row["what"]: row["sure_at"] for row in rows_of(report, "alone")}
    assert sure == {"Polder ICT": None, "Nimbus": 4}


def test_services_stand_by_their_shortest_fuse_and_those_without_are_counted() -> None:
    report = fuses()
    first, second = rows_of(report, "fuses")
    assert first == {
        "what": "Gemeente Waterdam: Identiteit",
        "service_id": "svc-identiteit",
        "lost_at": 0,
        "sure_at": 0,
        "cause": "Nimbus",
        "cause_id": "supplier:sup-nimbus",
        "causes": 1,
        "persons": None,
    }
    assert (second["service_id"], second["lost_at"], second["persons"]) == (
        "svc-paspoorten",
        4,
        62_000,
    )
    assert Words("nl").say(report.before[-1]) == (
        "Diensten die door geen van de leveranciers alleen uitvallen: 1 van 3."
    )


def test_things_of_several_kinds_are_called_things() -> None:
    made, *_ = tried(kinds=(Kind.SUPPLIERS, Kind.FACILITIES))
    assert made.called == Message("kinds.mixed")
    assert tried(kinds=(Kind.FACILITIES,))[0].called == Message("kinds.facilities")
