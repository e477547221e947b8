# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values and thresholds of tables as a person reads them."""

import pytest

from dijkwacht.reports.told import told, told_threshold
from dijkwacht.reports.words import Words
from dijkwacht.rules.condition import Between, Fact, Known

PERSONS, EURO = Fact("persons", "persons", {}), Fact("economic", "EUR", {})
SHARE, NAMED = Fact("share", "basis points", {}), Fact("designation", "codes", {})


@pytest.mark.parametrize(
    ("value", "fact", "english", "dutch"),
    [
        (62_000, PERSONS, "62,000", "62.000"),
        (0, PERSONS, "0", "0"),
        (None, PERSONS, "?", "?"),
        (Between(0, None), PERSONS, "?", "?"),
        (Between(1_000, None), PERSONS, "≥ 1,000", "≥ 1.000"),
        (Between(0, 9), PERSONS, "0-9", "0-9"),
        (5_000_000, EURO, "€ 5,000,000", "€ 5.000.000"),
        (645, SHARE, "6.45 %", "6,45 %"),
        (frozenset({"vital-process"}), NAMED, "vital process", "vitaal proces"),
        (frozenset(), NAMED, "", ""),
    ],
)
def test_a_value_or_what_is_known_of_it(value: Known, fact: Fact, english: str, dutch: str) -> None:
    assert told(value, fact, Words("en")) == english
    assert told(value, fact, Words("nl")) == dutch


def test_a_threshold_with_its_sign() -> None:
    words = Words("nl")
    assert told_threshold(">=", 100_000, PERSONS, words) == "≥ 100.000"
    assert told_threshold("<=", 500, SHARE, words) == "≤ 5 %"
    assert told_threshold("=", "critical-entity", NAMED, words) == "kritieke entiteit"
    assert told_threshold(">=", "C", Fact("others", "class", {}), words) == "C"
