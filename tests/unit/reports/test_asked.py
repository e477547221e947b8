# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was asked, in words: titles, what was chosen, the steps of a scenario and how they are
known."""

from datetime import date

from builders import (
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    ZILVERLIJN,
    graph_of,
    node_of,
    register,
    rules,
    use,
)

from dijkwacht.base.units import Hours
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import Choice, Start
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.graph.select import Selection
from dijkwacht.register.codes import Recurrence
from dijkwacht.reports.asked import as_made, calendars, chosen, how, manner, profile_table, title
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import as_csv
from dijkwacht.reports.words import Words

ROWS = (*SMALL, POLDER, ZILVERLIJN)
GRAPH = graph_of(*ROWS)
ALL = tuple(node_of(GRAPH, row) for row in (NIMBUS, POLDER, ZILVERLIJN))
BANKRUPTCY = rules().scenario("bankruptcy")
SURSEANCE = rules().scenario("surseance")


def bankrupt(variant: str = "stated") -> Choice:
    """A choice by the scenario of bankruptcy."""
    profile = BANKRUPTCY.profile(variant)
    return Choice(Hours(4380), None, permanent=True, profile=profile)


def told(selection: Selection, choice: Choice, language: str = "en") -> str:
    names = Names(register(*ROWS), language)
    return Words(language).say(title(GRAPH, selection, choice, names))


def test_a_scenario_is_asked_as_a_question_in_the_readers_language() -> None:
    one = Selection(causes=ALL[:1], failing=ALL[:1])
    assert manner(bankrupt()) == "scenario"
    assert told(one, bankrupt()) == "What if this happens to Nimbus: Bankruptcy?"
    assert told(one, bankrupt("acute")) == "What if this happens to Nimbus: Bankruptcy, acute?"
    assert told(one, bankrupt("long"), "nl") == (
        "Wat als dit overkomt aan Nimbus: Faillissement, langdurig?"
    )


def test_a_country_stands_in_the_title_beside_what_was_named() -> None:
    mixed = Selection(causes=ALL[:1], control=("US",), location=("IE",), failing=ALL)
    assert told(mixed, Choice(Hours(9))) == (
        "What if Nimbus, every supplier controlled from US, every system and delivery in IE "
        "stops and does not come back?"
    )


def test_all_that_stops_is_listed_where_it_is_more_than_was_named() -> None:
    names, words = Names(register(*ROWS), "en"), Words("en")

    def lines(selection: Selection) -> list[str]:
        return [words.say(message) for message in chosen(GRAPH, selection, names)]

    assert lines(Selection(causes=ALL, failing=ALL)) == []
    assert lines(Selection(causes=ALL[:1], failing=ALL)) == [
        "The group, all of which stops (3): Nimbus, Polder ICT, Zilverlijn."
    ]
    from_us = Selection(control=("US",), failing=ALL[:1], unknown_control=2)
    assert lines(from_us) == [
        "All that stops (1): Nimbus.",
        "Suppliers of which the country of control is unknown: 2; they were not selected.",
    ]
    located = Selection(location=("IE",), failing=ALL[:1], unknown_location=7)
    assert lines(located)[-1] == (
        "Systems and deliveries whose country is unknown: 7; they were not selected."
    )


def test_the_steps_say_how_they_are_known_in_words() -> None:
    table = profile_table(SURSEANCE.profile("stated"), "nl")
    words = Words("nl")
    known = [words.value(row[3]) for row in table.rows]
    assert known[:2] == ["niet nagekeken", "voorstel Dijkwacht"]
    assert [row[:2] for row in table.rows] == list(SURSEANCE.profile("stated").own)
    assert as_csv(table, words).startswith("hour,level,happens,known,tag,source\n0,10000,")


def test_the_version_and_what_it_rests_on_stand_with_how_it_was_made() -> None:
    made, scenario = (Words("en").say(message) for message in how(bankrupt(), GRAPH))
    assert made.startswith("Looked 4,380 h ahead")
    assert scenario == (
        "Scenario scenarios/bankruptcy@2026-01-01, stated. "
        "Of its 4 steps 3 are our own proposal and 0 unverified."
    )
    assert len(list(how(Choice(Hours(9)), GRAPH))) == 1


def test_calendars_that_count_and_those_that_do_not_are_told() -> None:
    rows = (*ROWS, use(PASPOORTEN, Recurrence.OTHERWISE, share=5_000))
    graph = graph_of(*rows)
    nimbus = node_of(graph, NIMBUS)
    plain = Choice(Hours(9))
    begun = Choice(Hours(9), start=Start(date(2026, 3, 1), 9))

    def said(choice: Choice, of: DependencyGraph = graph) -> list[str]:
        messages = calendars(choice, outage(of, choice.of([nimbus])))
        return [Words("en").say(message) for message in messages]

    assert said(begun) == [
        "Begins on 2026-03-01T09, local time. "
        "Calendars of use of 1 touched services count in the person-hours."
    ]
    assert said(plain) == [
        "The register says of 1 services on which days they are used. "
        "With --start that counts in the person-hours."
    ]
    assert said(plain, GRAPH) == []
    assert "of 0 touched services" in said(begun, GRAPH)[0]
    assert as_made(begun)["start"] == "2026-03-01T09"


def test_what_was_asked_can_be_asked_again_by_a_program() -> None:
    found = as_made(bankrupt("acute"))
    assert (found["scenario"], found["variant"]) == ("scenarios/bankruptcy@2026-01-01", "acute")
    assert (found["scenario_digest"], found["permanent"]) == (BANKRUPTCY.digest, True)
    assert found["profile"] == [[0, 10_000], [24, 0]]
    assert as_made(Choice(Hours(9), Hours(3))) == {
        "hours": 3,
        "permanent": False,
        "horizon": 9,
        "fallbacks": "declared",
    }
