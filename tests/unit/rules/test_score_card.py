# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Score cards: what an answer on some proof is worth, exactly; floors, conditions, knock-outs."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.rules.tables import OURS, card

from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.opinion import Below, Missed, Opinion, Scored, scored
from dijkwacht.rules.questionnaire import Answer
from dijkwacht.rules.rule import Tag

CARD = card()
FULL = dict.fromkeys("abc", Answer("3", "seen"))
ANSWERS = st.builds(
    Answer,
    st.sampled_from(["0", "1", "2", "3", None]),
    st.sampled_from(["said", "seen", None]),
    st.sampled_from([None, "   ", "bestaat hier niet"]),
)
SETS = st.fixed_dictionaries(dict.fromkeys("abc", ANSWERS))


def judged(answers: dict[str, Answer], of: str | None = "V") -> Scored:
    return scored(CARD, CARD.themes, answers, of, {})


@pytest.mark.parametrize(
    ("answer", "worth"),
    [
        (Answer("3", "seen"), Fraction(1)),
        (Answer("3", "said"), Fraction(1, 2)),
        (Answer("2", "seen"), Fraction(2, 3)),
        (Answer("1", "said"), Fraction(1, 6)),
        (Answer("3"), Fraction(1, 2)),
        (Answer("0", "seen"), Fraction(0)),
        (Answer(), Fraction(0)),
    ],
)
def test_an_answer_is_worth_its_points_by_its_proof_exactly(
    answer: Answer, worth: Fraction
) -> None:
    assert CARD.worth(answer) == worth


def test_what_proof_is_worth_is_told_by_the_score_when_it_is_confirmed() -> None:
    found = judged(dict.fromkeys("abc", Answer("3", "said")))
    assert (found.total, found.confirmed) == (5000, 10_000)
    assert found.confirmed_themes == {"all": 10_000}


def test_a_score_is_rounded_down_so_that_it_never_reaches_a_floor_by_rounding() -> None:
    # (1 x 2/3 + 2 x 1 + 3 x 1/3) / 6 = 61.11 %
    found = judged({"a": Answer("2", "seen"), "b": Answer("3", "seen"), "c": Answer("1", "seen")})
    assert found.total == 6111
    assert found.missed == (Missed(None, 7500, 6111),)


def test_what_does_not_apply_leaves_the_denominator_and_its_reason_is_kept() -> None:
    found = judged({**FULL, "c": Answer(not_applicable="bestaat hier niet"), "b": Answer("0")})
    assert found.total == 3333  # 1 of 1 + 2
    assert found.aside == {"c": "bestaat hier niet"}
    assert found.unanswered == ()


def test_without_a_reason_a_question_applies() -> None:
    found = judged({**FULL, "c": Answer("3", not_applicable=" ")})
    assert (found.aside, found.total) == ({}, 7500)
    assert judged({**FULL, "c": Answer(not_applicable="")}).unanswered == ("c",)


def test_where_nothing_applies_there_is_no_score() -> None:
    found = judged(dict.fromkeys("abc", Answer(not_applicable="bestaat hier niet")))
    assert (found.total, found.themes, found.missed) == (None, {"all": None}, ())


@pytest.mark.parametrize(
    ("answers", "of", "opinion"),
    [
        (FULL, "V", Opinion.POSITIVE),
        (FULL, None, Opinion.UNASSESSABLE),
        (FULL, "O", Opinion.POSITIVE),
        ({**FULL, "a": Answer("1", "seen"), "b": Answer("3")}, "V", Opinion.CONDITIONAL),
        ({**FULL, "b": Answer("0"), "c": Answer("1")}, "V", Opinion.NEGATIVE),
        ({**FULL, "a": Answer("0", "seen")}, "V", Opinion.NEGATIVE),
        ({**FULL, "a": Answer()}, "V", Opinion.UNASSESSABLE),
    ],
    ids=["full", "no class", "no floor", "in the margin", "far below", "minimum", "not answered"],
)
def test_minimums_come_first_and_the_score_second(
    answers: dict[str, Answer], of: str | None, opinion: Opinion
) -> None:
    assert judged(answers, of).opinion is opinion


ASIDE = Answer(not_applicable="bestaat hier niet")


@pytest.mark.parametrize("of", ["V", "O"])
def test_where_everything_is_set_aside_nothing_can_be_assessed(of: str) -> None:
    found = judged(dict.fromkeys("abc", ASIDE), of)
    assert (found.total, found.opinion) == (None, Opinion.UNASSESSABLE)


def test_a_theme_that_has_a_floor_is_not_passed_by_setting_it_aside() -> None:
    floored = card(floors={"V": {"theme": 6000, **OURS}, "K": {"total": 6000, **OURS}})
    one, other = (replace(floored.themes[0], id=id) for id in ("one", "other"))
    themes = (replace(one, items=one.items[:1]), replace(other, items=other.items[1:]))
    answers = {**FULL, "a": ASIDE}
    found = {of: scored(floored, themes, answers, of, {}).opinion for of in "VK"}
    assert found == {"V": Opinion.UNASSESSABLE, "K": Opinion.POSITIVE}


def test_an_item_below_its_least_level_is_named_with_both() -> None:
    assert judged({**FULL, "a": Answer("0", "seen")}).below == (Below("a", "1", "0"),)


@given(SETS)
def test_scores_lie_between_nothing_and_all_and_confirming_never_lowers_them(
    answers: dict[str, Answer],
) -> None:
    found = judged(answers)
    if found.total is not None and found.confirmed is not None:
        assert 0 <= found.total <= found.confirmed <= 10_000


@given(SETS, st.permutations("abc"))
def test_the_order_of_answers_changes_nothing(answers: dict[str, Answer], order: list[str]) -> None:
    assert judged({id: answers[id] for id in order}) == judged(answers)


@given(SETS, st.sampled_from("abc"))
def test_a_better_answer_on_the_same_proof_never_lowers_the_score(
    answers: dict[str, Answer], id: str
) -> None:
    given = answers[id]
    if given.given and given.level != "3":
        better = Answer(str(int(given.level or 0) + 1), given.evidence)
        before, after = judged(answers).total, judged({**answers, id: better}).total
        assert before is not None
        assert after is not None
        assert after >= before


@given(SETS)
def test_a_score_is_below_a_floor_exactly_when_its_fraction_is(answers: dict[str, Answer]) -> None:
    exact = CARD.theme_scores(CARD.themes, answers)["all"]
    below = exact is not None and exact < Fraction(7500, 10_000)
    assert any(one.theme is None for one in judged(answers).missed) is below


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"levels": [{"id": "0", "points": 0, **OURS}] * 2}, "policy.id-twice"),
        ({"levels": [{"id": "0", "points": 0, **OURS}]}, "policy.no-points"),
        ({"evidence": [{"id": "x", "factor": 1, "confirmed_as": "y", **OURS}]}, "policy.no-such"),
        ({"floors": {"V": {"items": {"z": "1"}, **OURS}}}, "policy.no-such"),
        ({"floors": {"V": {"items": {"a": "9"}, **OURS}}}, "policy.no-such"),
    ],
)
def test_what_a_card_has_not_is_refused(more: dict[str, Any], code: str) -> None:
    with pytest.raises(PolicyFault) as refused:
        card(**more)
    assert refused.value.says.code == code


def test_levels_may_stand_in_any_order_and_proof_may_not_count() -> None:
    turned = [{"id": str(points), "points": points, **OURS} for points in (3, 0, 2, 1)]
    made = card(levels=turned, evidence=None, margin=None)
    assert (made.lowest, made.rank("3"), made.margin) == ("0", 3, 0)
    assert made.worth(Answer("1")) == Fraction(1, 3)
    assert made.tags == (Tag.OUR,)
    with pytest.raises(KeyError):
        made.rank("9")
