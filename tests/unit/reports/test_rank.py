# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ranking as a table: the worst first, the harmless counted, unknown never zero."""

from builders import (
    NIMBUS,
    POLDER,
    SMALL,
    ZILVERLIJN,
    delivery,
    graph_of,
    needs,
    register,
    service,
)

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.reports.names import Names
from dijkwacht.reports.rank import Ranked, rank_report
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import Words

AFVAL = service("Afval", users=None)
MAIL = delivery(POLDER)
ROWS = (*SMALL, POLDER, ZILVERLIJN, MAIL, AFVAL, *needs(AFVAL, MAIL))
HORIZONS = (1, 24, 168)


def ranked(choice: Choice, *, groups: bool = False, most: int = 20) -> Report:
    """The ranking of three suppliers: of two services, of one with unknown users, of none."""
    graphs = Graphs(graph_of(*ROWS), graph_of(*ROWS, estimates=False))
    places = rank(graphs, {n: [n] for n in each_supplier(graphs)}, choice, HORIZONS)
    made = Ranked("waterdam", graphs.every, choice, HORIZONS, groups, tuple(places), False)
    return rank_report(made, Names(register(*ROWS), "nl"), most)


def rows(report: Report) -> list[dict[str, object]]:
    (table,) = report.tables
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def test_the_worst_stands_first_with_what_is_lost_per_horizon() -> None:
    first, second = rows(ranked(Choice(Hours(168))))
    assert (first["place"], first["supplier_id"], second["supplier_id"]) == (
        1,
        NIMBUS.id,
        POLDER.id,
    )
    assert [first[f"services_{hours}"] for hours in HORIZONS] == [1, 2, 2]
    assert [first[f"persons_{hours}"] for hours in HORIZONS] == [None, 62_000, 62_000]
    assert (first["organisations"], first["persons_unknown"]) == (1, 1)
    assert first["person_hours"] == (168 - 4) * 62_000


def test_persons_of_whom_nothing_is_known_are_unknown_and_not_zero() -> None:
    _, second = rows(ranked(Choice(Hours(168))))
    assert (second["services_168"], second["persons"], second["persons_unknown"]) == (1, None, 1)


def test_the_harmless_are_counted_and_not_listed() -> None:
    made = ranked(Choice(Hours(168)))
    assert made.after[0] == Message.of("rank.harmless.suppliers", count=1, of=3)
    assert ZILVERLIJN.id not in {row["supplier_id"] for row in rows(made)}


def test_the_title_says_how_they_stop_and_who_is_ranked() -> None:
    words = Words("nl")
    assert words.say(ranked(Choice(Hours(168), Hours(24))).title) == (
        "Wat als elk van deze leveranciers 1 d uitviel?"
    )
    groups = ranked(Choice(Hours(168), permanent=True), groups=True)
    assert words.say(groups.title) == (
        "Wat als elk van deze concerns voorgoed stopte en werd vervangen?"
    )
    shown = {column.key for column in groups.tables[0].columns if column.shown}
    assert "entities" in shown


def test_on_a_screen_some_horizons_are_shown_and_in_files_all() -> None:
    (table,) = ranked(Choice(Hours(168)), most=1).tables
    assert table.most == 1
    shown = [column.key for column in table.columns if column.shown]
    assert shown == ["place", "supplier", "services_1", "services_24", "services_168", "persons"]
    assert {f"persons_{hours}" for hours in HORIZONS} <= {column.key for column in table.columns}


def test_a_ranking_of_groups_is_headed_so() -> None:
    heads = {
        groups: [
            column.heading for column in ranked(Choice(Hours(168)), groups=groups).tables[0].columns
        ]
        for groups in (True, False)
    }
    assert Message("column.group") in heads[True]
    assert Message("column.supplier") in heads[False]


def test_person_hours_of_nobody_known_are_unknown_and_not_zero() -> None:
    _, second = rows(ranked(Choice(Hours(168))))
    assert (second["persons"], second["person_hours"]) == (None, None)
