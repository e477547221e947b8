# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires and score cards as tables: every question, weight, proof and floor is there."""

from datetime import date

from dijkwacht.reports.policy_rule import rule_report
from dijkwacht.reports.report import Report, named
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rulebook

DAY = date(2026, 6, 1)
RULES = Rulebook.read().on(DAY)


def rows(report: Report, key: str) -> list[dict[str, object]]:
    (table,) = (table for table in report.tables if table.key == key)
    return [named(table, row, Words("en")) for row in table.rows]


def test_a_questionnaire_shows_each_question_with_weight_proof_knock_out_and_source() -> None:
    report = rule_report(RULES.rule("reviews/questionnaire"), DAY, "en")
    questions = {row["question"]: row for row in rows(report, "questions")}
    assert len(questions) == 40
    first = questions["4.2"]
    assert (first["weight"], first["evidence"], first["tag"]) == (3, "D, T", "OUR")
    assert str(first["knock_out"]).startswith("KO3 (V, C): a vital or crucial service")
    assert questions["1.2"]["knock_out"] is None
    assert sum(int(str(row["weight"])) for row in rows(report, "themes")) == 100


def test_a_score_card_shows_what_answers_proof_and_floors_are() -> None:
    report = rule_report(RULES.rule("reviews/score"), DAY, "nl")
    assert [row["points"] for row in rows(report, "answers")] == [0, 1, 2, 3]
    proofs = {
        row["evidence"]: (row["factor"], row["confirmed_as"]) for row in rows(report, "evidence")
    }
    assert proofs["E1"] == (6000, "E3")
    floors = {
        row["class"]: (row["theme_floor"], row["total_floor"]) for row in rows(report, "floors")
    }
    assert floors == {"V": (6000, 7500), "C": (5000, 6500), "K": (4000, 5500)}
    said = [Words("nl").say(message) for message in report.before]
    assert "Hoogstens 10 % onder een grens: positief met voorwaarden." in said


def test_minimums_per_objective_are_exported() -> None:
    report = rule_report(RULES.rule("sovereignty/framework"), DAY, "en")
    assert sum(int(str(row["weight"])) for row in rows(report, "items")) == 100
    assert {row["tag"] for row in rows(report, "items")} == {"SEC"}
    least = {row["class"]: row["least"] for row in rows(report, "floors")}
    assert str(least["K"]) == "SOV-1: SEAL-2, SOV-2: SEAL-2, SOV-3: SEAL-2, SOV-4: SEAL-2"
