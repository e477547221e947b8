# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules in words: quantities with their unit, conditions, and how a value is known."""

from typing import Any

import pytest
from unit.rules.tables import table

from dijkwacht.reports.policy_words import conditions, known, quantity, with_source
from dijkwacht.reports.words import Words
from dijkwacht.rules.rule import Tag

EN, NL = Words("en"), Words("nl")


@pytest.mark.parametrize(
    ("value", "unit", "english", "dutch"),
    [
        (1000, "persons", "1,000", "1.000"),
        (5_000_000, "EUR", "EUR 5,000,000", "5.000.000 euro"),
        (72, "hours", "3 d", "3 d"),
        (30, "days", "30 d", "30 d"),
        (18, "months", "18 months", "18 maanden"),
        (1250, "basis points", "12.5 %", "12,5 %"),
        (True, "yes/no", "yes", "ja"),
        ("never", "hours", "never", "never"),
        ([4, 24], "hours", "4 h, 1 d", "4 u, 1 d"),
        ({"V": 24, "K": "never"}, "hours", "V: 1 d, K: never", "V: 1 d, K: never"),
    ],
)
def test_a_quantity_is_read_in_its_unit(value: Any, unit: str, english: str, dutch: str) -> None:
    assert quantity(value, unit, EN) == english
    assert quantity(value, unit, NL) == dutch


@pytest.mark.parametrize(
    ("unit", "asked", "says"),
    [
        ("hours", "<= 24", "so: at most 1 d"),
        ("hours", "> 24", "so: more than 1 d"),
        ("persons", "< 2000", "so: less than 2,000"),
        ("persons", [">= 1", "< 9"], "so: 1 or more; so: less than 9"),
        ("level", ">= 2", "so: 2 or higher"),
        ("class", "<= C", "so: C or lower"),
        ("yes/no", True, "so: yes"),
        ("code", "paper", "so: paper"),
    ],
)
def test_a_condition_is_read_as_a_sentence(unit: str, asked: Any, says: str) -> None:
    made = table([{"if": {"fact": asked}}], {"fact": unit})
    assert conditions(made, made.rows[0], EN) == says


def test_a_row_without_conditions_always_holds() -> None:
    made = table([{"then": "K"}])
    assert conditions(made, made.rows[0], NL) == "altijd"


def test_published_unverified_and_ours_are_told_apart() -> None:
    assert known(Tag, EN) == "published, unverified (second hand), unverified, our own proposal"
    assert with_source(Tag.MEM, "Fw", NL) == "niet nagekeken: Fw"
    assert with_source(Tag.OUR, None, EN) == "our own proposal"
