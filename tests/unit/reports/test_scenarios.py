# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios in force, listed and step by step."""

from builders import DAY, rules

from dijkwacht.reports.report import Report
from dijkwacht.reports.scenarios import scenarios_report
from dijkwacht.reports.words import Words


def rows(made: Report, key: str) -> list[dict[str, object]]:
    """The rows of a table, by the keys of its columns."""
    (table,) = [table for table in made.tables if table.key == key]
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def test_each_scenario_is_listed_with_its_course_and_how_it_is_known() -> None:
    made = scenarios_report(rules().scenarios, DAY, "en")
    listed = {row["scenario"]: row for row in rows(made, "scenarios")}
    assert len(listed) == len(rules().scenarios)
    bankruptcy = listed["bankruptcy"]
    assert bankruptcy["course"] == "0 h 100 % → 14 d 75 % → 28 d 50 % → 42 d 0 %"
    assert bankruptcy["known"] == "unverified (second hand), our own proposal"
    shown = {name: row["replacement"] for name, row in listed.items()}
    assert (shown["bankruptcy"], shown["ransomware"]) == (
        "scenario.replaced",
        "scenario.not-replaced",
    )
    assert "unverified" in str(listed["surseance"]["known"])
    assert [table.key for table in made.tables] == ["scenarios"]


def test_one_scenario_is_told_step_by_step_in_each_variant() -> None:
    one = rules().scenario("sanction")
    made = scenarios_report([one], DAY, "nl", steps=True)
    told = rows(made, "steps")
    assert [(row["variant"], row["hour"], row["level"]) for row in told] == [
        ("stated", 0, 0),
        ("long", 0, 10_000),
        ("long", 2160, 0),
    ]
    assert all("voorstel van Dijkwacht" in str(row["happens"]) for row in told)
    assert "scenarios/sanction@2026-01-01" in Words("nl").say(made.before[0])


def test_a_day_without_scenarios_has_none() -> None:
    made = scenarios_report([], DAY, "en")
    assert made.tables == ()
    assert Words("en").say(made.before[0]).startswith("Scenarios in force on 2026-06-01: 0.")
