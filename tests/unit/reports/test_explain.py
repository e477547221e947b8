# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why one service falls, a line per step, each with who says so."""

from datetime import date

from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    Rows,
    delivery,
    fallback,
    flat,
    graph_of,
    needs,
    node_of,
    register,
)

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.select import Selection
from dijkwacht.register.codes import Confidence
from dijkwacht.register.row import Row
from dijkwacht.reports.explain import explain_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import Lasting, Words

SEEN = Confidence.OBSERVED
WEEK = Choice(Hours(168), Hours(72))


def why(*rows: Rows, of: Row = PASPOORTEN, fail: Row = NIMBUS, choice: Choice = WEEK) -> Report:
    """Why a service falls when one thing of a register stops."""
    graph, held = graph_of(*rows), register(*rows)
    causes = (node_of(graph, fail),)
    found = answer(Graphs(graph, graph), choice.of(causes))
    selection = Selection(causes=causes, failing=causes)
    told = Told("waterdam", held, choice, selection, found, (168,))
    return explain_report(told, Names(held, "en"), node_of(graph, of))


def path(report: Report) -> list[dict[str, object]]:
    (table,) = report.tables
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def because(report: Report) -> list[str]:
    """The reason of each step, as it is read."""
    return [Words("en").value(row["because"]) for row in path(report)]


def test_the_steps_go_from_the_cause_to_the_service() -> None:
    made = why(*SMALL)
    assert [(row["hour"], row["what"], row["level"]) for row in path(made)] == [
        (0, "Nimbus", 0),
        (0, "Hosting", 0),
        (0, "Gemeente Waterdam: Identiteit", 0),
        (4, "Gemeente Waterdam: Paspoorten", 0),
    ]
    assert because(made) == [
        "this is what stops",
        "needs Nimbus; felt at once",
        "needs Hosting; felt at once",
        "needs Identiteit; nobody notices for 4 h",
    ]
    assert made.before == (
        Message.of("explain.why", name="Gemeente Waterdam: Paspoorten", hour=Lasting(4)),
    )


def test_each_step_names_the_row_that_says_so() -> None:
    told = {"source": "interview", "recorded_on": date(2026, 2, 3)}
    rows = [row for row in flat(SMALL) if getattr(row, "owner_id", "") != PASPOORTEN.id]
    made = why(*rows, *needs(PASPOORTEN, IDENTITEIT, confidence=SEEN, **told))
    last, first = path(made)[-1], path(made)[0]
    assert (last["source"], last["recorded_on"], last["confidence"]) == (
        "interview",
        date(2026, 2, 3),
        "observed",
    )
    assert last["requirement"] == "req-svc-paspoorten-svc-identiteit"
    assert (first["id"], first["source"], first["requirement"]) == (
        "supplier:sup-nimbus",
        "Voorbeeld Waterdam",
        None,
    )


def test_a_service_that_holds_is_said_to_hold() -> None:
    made = why(*SMALL, POLDER, fail=POLDER)
    assert (made.tables, made.before) == (
        (),
        (Message.of("explain.holds", name="Gemeente Waterdam: Paspoorten"),),
    )


def test_alternatives_are_counted() -> None:
    spare = delivery(NIMBUS, id="del-spare", name="Reserve")
    rows = [row for row in flat(SMALL) if getattr(row, "owner_id", "") != IDENTITEIT.id]
    rows = [row for row in rows if not row.id.startswith("mem-req-svc-identiteit")]
    made = why(*rows, spare, *needs(IDENTITEIT, HOSTING, spare))
    assert because(made)[2].startswith("needs one or more of 2, ")


def test_a_fallback_that_starts_late_or_runs_out_is_told() -> None:
    group = next(row for row in flat(SMALL) if row.id == "req-svc-paspoorten-svc-identiteit")
    late = why(*SMALL, fallback("Noodlogin", group, activation_hours=12))
    spent = why(*SMALL, fallback("Noodlogin", group, activation_hours=0, duration_hours=24))
    weak = why(*SMALL, fallback("Noodlogin", group, level=1_000))
    assert because(late)[-1].endswith("; the fallback starts later")
    assert because(spent)[-1] == "needs Identiteit; the fallback has run out"
    assert because(weak)[-1].endswith("; the fallback runs but gives no more than this")


def test_it_says_when_it_is_back_for_good_or_that_it_stays_away() -> None:
    assert why(*SMALL).after == (Message.of("explain.returns", hour=Lasting(72), times=1),)
    assert why(*SMALL, choice=Choice(Hours(168))).after == (Message("explain.stays"),)
