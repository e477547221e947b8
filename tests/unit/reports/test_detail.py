# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage seen closer, as tables: never more than is known, and nothing where nothing is."""

from builders import (
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    WATERDAM,
    Rows,
    fallback,
    flat,
    graph_of,
    needs,
    node_of,
    register,
    system,
)

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.engine.detail import detail
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import stops
from dijkwacht.register.row import Row
from dijkwacht.reports.detail import with_detail
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Column, Report, Table
from dijkwacht.reports.words import Words

CRISIS = system("Crisisteam")
BARE = Report(
    Message("outage.nothing"),
    tables=(
        Table("horizons", Message("outage.horizons"), (Column("within"),), []),
        Table("lost", Message("outage.services"), (Column("what"),), []),
    ),
    after=(Message("outage.made"),),
)


def made(*rows: Rows, fails: Row = NIMBUS, most: int = 200) -> Report:
    graph = graph_of(rows)
    found = outage(graph, stops([node_of(graph, fails)], Hours(100), duration=Hours(72)))
    return with_detail(BARE, graph, detail(found, most), Names(register(rows), "nl"))


def rows_of(report: Report, key: str) -> list[dict[str, object]]:
    (table,) = [table for table in report.tables if table.key == key]
    return [
        {column.key: value for column, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def small(**values: object) -> list[Row]:
    """The small world in which paper stands in for Identiteit."""
    rows = flat(SMALL)
    need = next(row for row in rows if row.id == "req-svc-identiteit-del-nimbus")
    return [*rows, fallback("Papier", need, **values)]


def test_what_a_fallback_saved_with_the_first_service_it_saved() -> None:
    (row,) = rows_of(made(small(activation_hours=2, level=8_000)), "saved")
    assert row == {
        "fallback": "Papier",
        "fallback_id": "fal-papier",
        "protects": "Gemeente Waterdam: Identiteit",
        "opened_at": 2,
        "services": 1,
        "lost_hours": 70 + 68,
        "persons": 62_000,
        "person_hours": 62_000 * 68 * 80 // 100,
        "persons_unknown": 1,
        "first_saved": "Gemeente Waterdam: Paspoorten",
        "first_saved_id": "svc-paspoorten",
        "lost_without": 4,
        "lost_with": None,
    }


def test_persons_of_whom_nothing_is_known_are_unknown_and_not_zero() -> None:
    rows = [row for row in small() if row.id not in (PASPOORTEN.id,)]
    (row,) = rows_of(made([row for row in rows if "paspoorten" not in row.id]), "saved")
    assert (row["services"], row["persons"], row["person_hours"]) == (1, None, None)


def test_who_falls_back_on_what_and_when() -> None:
    (row,) = rows_of(made(small(activation_hours=2, level=8_000, duration_hours=40)), "claims")
    assert row == {
        "from_hour": 2,
        "until_hour": 42,
        "fallback": "Papier",
        "fallback_id": "fal-papier",
        "claimed_for": "Gemeente Waterdam: Identiteit",
        "claimed_for_id": "service:svc-identiteit",
        "requirement": "req-svc-identiteit-del-nimbus",
        "level": 8_000,
    }


def test_what_two_claim_at_once_is_told_and_what_one_claims_is_not() -> None:
    rows = small()
    second = fallback("Balie", PASPOORTEN)
    papier = rows[-1]
    on = (CRISIS, needs(papier, CRISIS, id="1"), needs(second, CRISIS, id="2"))
    weak = small(level=2_000)
    assert rows_of(made(rows, second, on), "shared") == []  # paper alone is enough
    (row,) = rows_of(made(weak, second, on), "shared")
    assert (row["id"], row["claims"], row["from_hour"]) == ("system:sys-crisisteam", 2, 4)
    assert row["claimed_for"] == "Gemeente Waterdam: Identiteit, Gemeente Waterdam: Paspoorten"


def test_a_circle_that_may_not_start_by_itself_is_for_review() -> None:
    a, b = system("A", restart_hours=24), system("B", restart_hours=1)
    report = made(SMALL, a, b, needs(a, b), needs(b, a), needs(a, IDENTITEIT))
    (row,) = rows_of(report, "black_starts")
    assert (row["members"], row["ids"]) == ("A, B", "system:sys-a system:sys-b")
    assert (row["count"], row["hit"], row["fell_at"], row["returns_at"]) == (2, 2, 0, 96)
    assert Words("nl").value(row["restarts"]) == "A het langst: 1 d; met opstarttijd: 2"
    assert Message("detail.review") in report.after


def test_many_names_are_cut_off_and_the_ids_are_whole() -> None:
    circle = [system(f"S{number:02d}", restart_hours=1) for number in range(12)]
    ties = [needs(circle[at], circle[at - 1], id=f"r{at}") for at in range(12)]
    report = made(SMALL, circle, ties, needs(circle[0], IDENTITEIT))
    (row,) = rows_of(report, "black_starts")
    assert str(row["members"]).endswith("S07 + 4")
    assert len(str(row["ids"]).split()) == 12


def test_the_services_stay_the_last_table_and_what_was_said_stays() -> None:
    report = made(small())
    keys = [table.key for table in report.tables]
    assert keys == ["horizons", "saved", "claims", "shared", "black_starts", "lost"]
    assert report.after[-1] == BARE.after[0]


def test_what_was_not_asked_is_said() -> None:
    second = fallback("Balie", PASPOORTEN)
    report = made(small(level=2_000), second, most=1)
    assert Message.of("detail.left-out", count=1) in report.after
    assert Message("detail.one-at-a-time") in report.after


def test_without_any_fallback_that_is_said_in_place_of_tables() -> None:
    report = made(SMALL, WATERDAM, POLDER)
    assert Message("detail.no-fallback") in report.after
    assert [len(table.rows) for table in report.tables] == [0] * 6
