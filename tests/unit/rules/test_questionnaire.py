# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires: knock-outs that fall, do not fall, or stay open; what a file may not say."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from unit.rules.tables import HEAD, OURS, WORDS

from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.questionnaire import Answer, KnockOut, Questionnaire, faults
from dijkwacht.rules.rulebook import Rulebook

PLAIN = KnockOut("KO", (), None, None, WORDS)
VITAL = KnockOut("KO", ("V",), None, None, WORDS)
IF = KnockOut("KO", (), "sole", None, WORDS)
ALSO = KnockOut("KO", (), None, "banned", WORDS)
CONTENT: dict[str, Any] = {
    "evidence": {"D": WORDS},
    "facts": {"sole": WORDS},
    "lowest": "0",
    "themes": [
        {
            "id": "T1",
            "weight": 1,
            **OURS,
            "questions": [
                {"id": "1.1", "weight": 1, "evidence": ["D"], **OURS},
                {"id": "1.2", "weight": 1, "knock_out": {"id": "KO1", "says": WORDS}, **OURS},
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("rule", "lowest", "of", "facts", "falls"),
    [
        (PLAIN, True, None, {}, True),
        (PLAIN, False, "V", {}, False),
        (PLAIN, None, "V", {}, None),
        (VITAL, True, "V", {}, True),
        (VITAL, True, "K", {}, False),
        (VITAL, True, None, {}, None),
        (VITAL, None, "K", {}, False),
        (IF, True, "V", {"sole": True}, True),
        (IF, True, "V", {"sole": False}, False),
        (IF, True, "V", {}, None),
        (IF, False, "V", {}, False),
        (ALSO, False, "V", {"banned": True}, True),
        (ALSO, True, "V", {}, True),
        (ALSO, False, "V", {}, None),
        (ALSO, None, "V", {"banned": False}, None),
    ],
)
def test_a_knock_out_falls_only_on_what_is_known(
    rule: KnockOut, lowest: bool | None, of: str | None, facts: dict[str, bool], falls: bool | None
) -> None:
    assert rule.falls(lowest, of, facts) is falls


def test_a_question_that_does_not_apply_knocks_nothing_out() -> None:
    rule = Questionnaire.of(HEAD, CONTENT)
    aside = {"1.2": Answer("0", not_applicable="bestaat hier niet")}
    assert rule.knock_outs(aside, "V", {}) == ((), ())
    fallen, still = rule.knock_outs({"1.2": Answer("0")}, "V", {})
    assert ([one.id for one in fallen], still) == (["KO1"], ())


def test_the_questionnaire_that_comes_along_is_that_of_the_method() -> None:
    rule = Rulebook.read().on(date(2026, 6, 1)).questionnaire("reviews/questionnaire")
    assert [theme.weight for theme in rule.themes] == [15, 15, 15, 15, 15, 10, 10, 5]
    assert [len(theme.items) for theme in rule.themes] == [5] * 8
    assert {item.weight for item in rule.items} == {1, 2, 3}
    knock_outs = [item.knock_out.id for item in rule.items if item.knock_out]
    assert sorted(knock_outs, key=lambda id: int(id[2:])) == [f"KO{at}" for at in range(1, 11)]
    assert all(item.source and item.evidence for item in rule.items)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": "1.1"}, ("themes", "0", "questions", "1", "id")),
        ({"evidence": ["X"]}, ("themes", "0", "questions", "1", "evidence")),
        (
            {"knock_out": {"id": "KO1", "says": WORDS, "only_if": "rain"}},
            ("themes", "0", "questions", "1", "knock_out", "only_if"),
        ),
    ],
)
def test_what_a_questionnaire_has_not_is_refused_with_its_place(
    change: dict[str, Any], place: tuple[str, ...]
) -> None:
    content = deepcopy(CONTENT)
    content["themes"][0]["questions"][1] |= change
    assert [fault.place for fault in faults(content)] == [place]
    with pytest.raises(PolicyFault):
        Questionnaire.of(HEAD, content)
