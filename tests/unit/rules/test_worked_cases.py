# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked cases: what is given in an official's short form, what is held against it, and what a case
that does not hold tells."""

from pathlib import Path
from typing import Any

import pytest
from cli.policy_cases import CASES, FILES, TABLE, sound
from unit.rules.tables import table

from dijkwacht.rules.condition import Between
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.given import answers_of, facts_of
from dijkwacht.rules.missing_cases import missing_cases
from dijkwacht.rules.questionnaire import Answer, Item
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.rules.worked_cases import case_faults, worked

UNITS = {
    "persons": "persons",
    "words": "codes",
    "legal": "yes/no",
    "class": "class",
    "kind": "code",
}
MADE = table(
    [{"if": {name: "= 1" if name == "persons" else "x"}} for name in ("persons", "kind")], UNITS
)
NAME = "classification/time-band"


@pytest.mark.parametrize(
    ("given", "facts"),
    [
        ({"persons": 3}, {"persons": 3}),
        ({"persons": "unknown"}, {"persons": None}),
        ({"persons": {"from": 3, "to": 9}}, {"persons": Between(3, 9)}),
        ({"persons": {"from": 3}}, {"persons": Between(3, None)}),
        ({"words": ["x", "y"], "kind": "x"}, {"words": frozenset({"x", "y"}), "kind": "x"}),
        ({"words": "x", "legal": True}, {"words": frozenset({"x"}), "legal": True}),
        ({"class": "V"}, {"class": "V"}),
    ],
)
def test_facts_are_written_in_their_units(given: dict[str, Any], facts: dict[str, Any]) -> None:
    assert facts_of(MADE, {"given": given}) == facts


def test_the_rest_is_unknown_or_nothing_as_the_case_says() -> None:
    assert facts_of(MADE, {"given": {"persons": 3}, "rest": "nothing"}) == {
        "persons": 3,
        "words": frozenset(),
        "legal": False,
        "class": "O",
        "kind": "",
    }


@pytest.mark.parametrize(
    "case",
    [
        {"given": {"rain": 1}},
        {"given": {"persons": "many"}},
        {"given": {"persons": -1}},
        {"given": {"persons": True}},
        {"given": {"persons": {"from": 9, "to": 3}}},
        {"given": {"persons": {"low": 1}}},
        {"given": {"legal": 1}},
        {"given": {"class": "Q"}},
        {"given": {"kind": 3, "class": True}},
        {"given": [1]},
        {"rest": "zero"},
    ],
    ids=str,
)
def test_facts_that_do_not_fit_are_refused(case: dict[str, Any]) -> None:
    with pytest.raises(PolicyFault):
        facts_of(MADE, case)


ITEMS = [Item(id, 1, (), None, Tag.OUR, None, {}) for id in ("1.1", "1.2")]


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        ("3 E2", Answer("3", "E2")),
        (3, Answer("3")),
        ("unanswered", Answer()),
        ({"not_applicable": "elders getoetst"}, Answer(not_applicable="elders getoetst")),
    ],
)
def test_answers_are_written_in_a_few_words(raw: Any, answer: Answer) -> None:
    found = answers_of(ITEMS, {"answers": {1.1: raw}, "rest": "0"}, ["0", "3"], ["E2"])
    assert found == {"1.1": answer, "1.2": Answer("0")}


@pytest.mark.parametrize(
    "raw", ["4", "3 E9", "3 E2 E2", "", {"not_applicable": " "}, {"because": "x"}], ids=str
)
def test_answers_that_do_not_fit_are_refused(raw: Any) -> None:
    with pytest.raises(PolicyFault):
        answers_of(ITEMS, {"answers": {"1.1": raw}}, ["0", "3"], ["E2"])
    with pytest.raises(PolicyFault):
        answers_of(ITEMS, {"answers": {"9.9": "3"}}, ["0", "3"], ["E2"])


def folder(tmp_path: Path, cases: str) -> Path:
    """The sound policy folder with these cases of its table."""
    sound()(tmp_path)
    (tmp_path / "policy" / CASES).write_text(cases, "utf-8")
    return tmp_path / "policy"


def test_cases_that_hold_tell_nothing(tmp_path: Path) -> None:
    assert case_faults(folder(tmp_path, FILES[CASES])) == []


@pytest.mark.parametrize(
    ("cases", "line", "code"),
    [
        ("- on: 2026-06-01\n  expect: soon\n", 1, "policy.case-lacks"),
        ("- een\n", 1, "policy.case-lacks"),
        ("name: een\n", 1, "policy.no-case-list"),
        ("\n- {name: a, on: later, expect: soon}\n", 2, "policy.no-day"),
        ("- {name: a, on: 2020-01-01, expect: soon}\n", 1, "rule-not-yet-in-force"),
        ("- {name: a, on: 2026-06-01, given: {x: 1}, expect: soon}\n", 1, "policy.case-key"),
        ("- {name: a, on: 2026-06-01, given: {mtpd: 99}, expect: soon}\n", 1, "policy.case-fails"),
        ("- {name: a, on: 2026-06-01, expect: later}\n", 1, "policy.case-fails"),
        ("a: [", 1, "policy.no-yaml-at"),
        ("- &x {}\n- *x\n", 2, "policy.references"),
    ],
)
def test_a_case_that_does_not_hold_is_told_with_its_line(
    tmp_path: Path, cases: str, line: int, code: str
) -> None:
    (found,) = case_faults(folder(tmp_path, cases))
    assert (found.rule, found.line, found.what.code) == (NAME, line, code)


def test_a_row_that_stays_open_must_be_named(tmp_path: Path) -> None:
    open_row = "- {name: a, on: 2026-06-01, given: {mtpd: unknown}, expect: later, open: [day]}\n"
    assert case_faults(folder(tmp_path, open_row)) == []


def test_a_case_that_fails_says_what_was_expected_and_what_came_out(tmp_path: Path) -> None:
    text = "- {name: a, on: 2026-06-01, given: {mtpd: 9}, expect: later, rows: []}\n"
    (found,) = case_faults(folder(tmp_path, text))
    assert found.expected == {"open": [], "expect": "later", "rows": []}
    assert found.got == {"open": [], "expect": "soon", "rows": ["day"]}


def test_a_runner_of_ones_own_runs_the_cases_of_its_rule(tmp_path: Path) -> None:
    def double(rules: Rules, case: Any) -> int:
        return int(case["number"]) * len(rules.table(NAME).rows) * 2

    case = "- {{name: {}, on: 2026-06-01, number: 3, expect: {}}}\n"
    text = case.format("a", 6) + case.format("b", 7)
    (found,) = case_faults(folder(tmp_path, text), {NAME: double})
    assert (found.case, found.line, found.expected, found.got) == ("b", 2, 7, 6)


def test_what_no_case_shows_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, "- {name: a, on: 2026-06-01, given: {mtpd: 24}, expect: soon}\n")
    book = Rulebook.read(path)
    shown = worked(path, book, NAME, {})
    rule = book.in_force(NAME, "2026-06-01")
    codes = [fault.says.code for fault in missing_cases(rule, shown.sound)]
    assert codes == ["policy.outcome-without-case", "policy.threshold-without-case"]
    assert (path / TABLE).exists()


def test_a_case_that_a_runner_cannot_read_is_a_fault_of_the_case(tmp_path: Path) -> None:
    def strict(rules: Rules, case: Any) -> Any:
        return case["number"]

    path = folder(tmp_path, "- {name: a, on: 2026-06-01, expect: 6}\n")
    (found,) = case_faults(path, {NAME: strict})
    assert (found.line, found.what.code) == (1, "policy.case-broken")
