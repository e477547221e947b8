# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage as a report: per horizon, per service, with its why; never more than is known."""

from dataclasses import replace

import pytest
from builders import (
    DAY,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    WATERDAM,
    Rows,
    delivery,
    flat,
    graph_of,
    needs,
    node_of,
    register,
    service,
)

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs, answer
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.select import Selection
from dijkwacht.register.codes import Confidence
from dijkwacht.register.row import Row
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told, known_persons, outage_report
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import Lasting, Words

WEEK = Choice(Hours(168), Hours(72))
PLANNED = Choice(Hours(168))


def told(*rows: Rows, fail: Row = NIMBUS, choice: Choice = WEEK) -> Told:
    """What happens when one thing of a register stops."""
    every, sure = graph_of(*rows), graph_of(*rows, estimates=False)
    graphs = Graphs(every, sure if len(sure.groups) != len(every.groups) else every)
    node = node_of(every, fail)
    scenario = choice.of([node])
    held = register(*rows)
    selection = Selection(causes=(node,), failing=(node,))
    return Told("waterdam", held, choice, selection, answer(graphs, scenario), (4, 24, 168))


def report(asked: Told, language: str = "en") -> Report:
    return outage_report(asked, Names(asked.register, language))


def rows_of(made: Report, key: str) -> list[dict[str, object]]:
    """The rows of a table, by the keys of its columns."""
    (table,) = [table for table in made.tables if table.key == key]
    return [
        {column.key: value for column, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def test_each_lost_service_has_when_for_whom_and_why() -> None:
    first, second = rows_of(report(told(*SMALL)), "lost")
    assert (first["service"], first["lost_at"], first["persons"]) == ("Identiteit", 0, None)
    assert (
        second
        | {
            "service": "Paspoorten",
            "service_id": "svc-paspoorten",
            "organisation": "Gemeente Waterdam",
            "what": "Gemeente Waterdam: Paspoorten",
            "lost_at": 4,
            "returns_at": 72,
            "lowest": 0,
            "persons": 62_000,
            "why": "Nimbus → Identiteit",
            "lost_hours": 68,
            "person_hours": 68 * 62_000,
        }
        == second
    )


def test_horizons_count_what_is_lost_by_then() -> None:
    rows = rows_of(report(told(*SMALL)), "horizons")
    assert [(row["within"], row["services"], row["persons"]) for row in rows] == [
        (4, 1, None),  # of Identiteit nobody knows how many use it
        (24, 2, 62_000),
        (168, 2, 62_000),
    ]
    assert [row["persons_unknown"] for row in rows] == [1, 1, 1]


def test_the_summary_says_what_is_known_and_what_is_not() -> None:
    asked = told(*SMALL)
    codes = [message.code for message in report(asked).before]
    assert codes == ["outage.of", "outage.lost", "outage.persons-some-unknown"]
    hosting = delivery(NIMBUS)
    known = told(WATERDAM, NIMBUS, hosting, PASPOORTEN, *needs(PASPOORTEN, hosting))
    assert report(known).before[-1].code == "outage.persons"
    nobody = replace(PASPOORTEN, users=None)
    unknown = told(WATERDAM, NIMBUS, hosting, nobody, *needs(nobody, hosting))
    assert report(unknown).before[-1].code == "outage.persons-unknown"


def test_what_touches_nothing_is_said_to_touch_nothing() -> None:
    made = report(told(*SMALL, POLDER, fail=POLDER))
    assert made.before[-1] == Message.of("outage.nothing", services=2)
    assert rows_of(made, "lost") == []


def test_what_rests_on_estimates_is_counted_apart() -> None:
    linked = needs(PASPOORTEN, IDENTITEIT, confidence=Confidence.ESTIMATED, buffer_hours=4)
    rows = [row for row in flat(SMALL) if getattr(row, "owner_id", "") != PASPOORTEN.id]
    made = report(told(*rows, *linked))
    assert [row["estimated"] for row in rows_of(made, "horizons")] == [0, 1, 1]
    assert made.before[-1] == Message.of("outage.estimated", sure=1, estimated=1)
    paspoorten = rows_of(made, "lost")[1]
    assert (paspoorten["sure_at"], paspoorten["confidence"]) == (None, "estimated")


def test_without_estimates_no_column_speaks_of_them() -> None:
    (table,) = [table for table in report(told(*SMALL)).tables if table.key == "horizons"]
    assert [column.key for column in table.columns if not column.shown] == ["estimated"]


def test_many_services_of_one_name_are_counted_by_name() -> None:
    towns = [service("Paspoorten", id=f"svc-{number}") for number in range(4)]
    shared = delivery(NIMBUS)
    made = report(told(NIMBUS, shared, *towns, *(needs(town, shared) for town in towns[:3])))
    assert rows_of(made, "by_name") == [
        {"service": "Paspoorten", "of_all": 4, "lost": 3, "sure": 3, "estimated": 0}
    ]
    assert rows_of(report(told(*SMALL)), "by_name") == []


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        (WEEK, "What if Nimbus stops for 3 d?"),
        (PLANNED, "What if Nimbus stops and does not come back?"),
        (replace(PLANNED, permanent=True), "What if Nimbus stops for good and is replaced?"),
        (replace(WEEK, permanent=True), "What if Nimbus stops for 3 d and is replaced meanwhile?"),
    ],
)
def test_the_title_is_a_question_about_how_it_stops(choice: Choice, title: str) -> None:
    assert Words("en").say(report(told(*SMALL, choice=choice)).title) == title


def test_how_it_was_made_is_enough_to_make_it_again() -> None:
    assert report(told(*SMALL)).made == {
        "register": "waterdam",
        "on": DAY.isoformat(),
        "revision": 0,
        "rules": ["outage/defaults@2026-01-01", "outage/roles@2026-01-01"],
        "fail": ["supplier:sup-nimbus"],
        "hours": 72,
        "permanent": False,
        "horizon": 168,
        "fallbacks": "declared",
        "services": 2,
        "person_hours": 68 * 62_000,
        "persons_unknown": 1,
        "unknown_members": 0,
        "left_out": 0,
        "services_assumed": 0,
        "person_hours_assumed": 0,
        "assumptions": {},
    }


def test_what_was_assumed_on_the_way_is_told() -> None:
    guessed = service("Afval", mbco=None)
    asked = told(WATERDAM, NIMBUS, delivery(NIMBUS), guessed, *needs(guessed, delivery(NIMBUS)))
    (assumed,) = [message for message in report(asked).after if message.code == "outage.assumed"]
    assert assumed.params == {"count": 1, "listed": "minimum of a service 1"}
    (resting,) = [message for message in report(asked).after if message.code == "outage.resting"]
    assert Words("en").say(resting) == (
        "At least one of these had a part in 1 of 1 lost services "
        "and 72,000 of 72,000 known person-hours."
    )
    assert report(asked).after[0].params["horizon"] == Lasting(168)


def test_many_assumptions_are_counted_with_the_group_signs_of_the_language() -> None:
    guessed = [service(f"Afval {number}", mbco=None) for number in range(1001)]
    links = [row for one in guessed for row in needs(one, delivery(NIMBUS))]
    asked = told(WATERDAM, NIMBUS, delivery(NIMBUS), *guessed, *links)
    made = outage_report(asked, Names(asked.register, "nl"))
    (assumed,) = [message for message in made.after if message.code == "outage.assumed"]
    assert assumed.params["listed"] == "ondergrens van een dienst 1.001"


def test_person_hours_that_nobody_knows_are_not_said_to_rest_on_anything() -> None:
    guessed = service("Afval", mbco=None, users=None)
    asked = told(WATERDAM, NIMBUS, delivery(NIMBUS), guessed, *needs(guessed, delivery(NIMBUS)))
    codes = [message.code for message in report(asked).after]
    assert "outage.resting-services" in codes
    made = report(asked).made
    assert made is not None
    assert (made["services_assumed"], made["person_hours_assumed"]) == (1, None)


def test_persons_are_unknown_only_when_nothing_is_known_of_anybody() -> None:
    assert [known_persons(*pair) for pair in ((0, 2), (0, 0), (5, 2), (5, 0))] == [None, 0, 5, 5]


def test_a_delivery_that_falls_by_its_own_requirement_has_the_confidence_of_that() -> None:
    """A sub-contractor behind a prime: the requirement between them is what is estimated."""
    below, above = delivery(NIMBUS), delivery(POLDER)
    behind = needs(above, below, confidence=Confidence.ESTIMATED)
    post = service("Post", organisation_id=WATERDAM.id)
    made = report(told(NIMBUS, POLDER, WATERDAM, below, above, *behind, post, *needs(post, above)))
    (lost,) = rows_of(made, "lost")
    assert lost["confidence"] == Confidence.ESTIMATED


def test_person_hours_of_nobody_known_are_unknown_and_not_zero() -> None:
    post = service("Post", users=None)
    run = delivery(NIMBUS)
    made = report(told(NIMBUS, run, post, *needs(post, run)))
    assert made.made is not None
    assert (made.made["person_hours"], made.made["persons_unknown"]) == (None, 1)
