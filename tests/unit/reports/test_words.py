# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences, numbers, hours and days in the reader's language."""

from datetime import date

import pytest

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.reports.words import Lasting, Words, language_of

ENGLISH, DUTCH = Words("en"), Words("nl")


def test_a_sentence_shows_its_values_in_the_reader_s_manner() -> None:
    message = Message.of("outage.of", register="Waterdam", on=date(2026, 6, 1), revision=1234)
    assert ENGLISH.say(message) == "Register Waterdam, on 2026-06-01, revision 1,234."
    assert DUTCH.say(message) == "Register Waterdam, op 2026-06-01, revisie 1.234."


def test_a_message_within_a_message_is_said_too() -> None:
    inner = Message.of("explain.unnoticed", hours=Lasting(72))
    message = Message.of("explain.needs", needs="Identiteit", felt=inner)
    assert DUTCH.say(message) == "heeft Identiteit nodig; de eerste 3 d merkt niemand het"


def test_a_code_without_a_sentence_is_shown_as_the_code() -> None:
    assert DUTCH.say(Message("nobody-wrote-this")) == "nobody-wrote-this"
    assert DUTCH.text("") == ""


def test_a_value_that_is_not_given_stays_visible() -> None:
    assert ENGLISH.say(Message("no-such-file")) == "{file} is not there."


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert ENGLISH.say(Message.of("no-such-file", file="{0} {file}")) == "{0} {file} is not there."


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (None, "?", "?"),
        (1234567, "1,234,567", "1.234.567"),
        (True, "True", "True"),
        ("Nimbus", "Nimbus", "Nimbus"),
        (date(2026, 6, 1), "2026-06-01", "2026-06-01"),
        (NEVER_DAY, "never", "nooit"),
        (NOT_APPLICABLE_DAY, "n/a", "n.v.t."),
        (Lasting(0), "0 h", "0 u"),
        (Lasting(23), "23 h", "23 u"),
        (Lasting(24), "1 d", "1 d"),
        (Lasting(4380), "4,380 h", "4.380 u"),
        (Lasting(FOREVER), "never", "nooit"),
        (Lasting(NOT_APPLICABLE), "n/a", "n.v.t."),
    ],
)
def test_a_value_is_written_as_its_reader_writes_it(
    value: object, english: str, dutch: str
) -> None:
    assert (ENGLISH.value(value), DUTCH.value(value)) == (english, dutch)


def test_a_level_has_the_decimals_it_needs() -> None:
    levels = [0, 1, 10, 6000, 9999, 10_000, None]
    assert [DUTCH.percent(level) for level in levels] == [
        "0 %",
        "0,01 %",
        "0,1 %",
        "60 %",
        "99,99 %",
        "100 %",
        "?",
    ]


def test_unknown_hours_days_and_numbers_are_told_apart_from_never() -> None:
    assert (ENGLISH.hours(None), ENGLISH.day(None), ENGLISH.number(None)) == ("never", "?", "?")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LC_MESSAGES": "nl_NL", "LANG": "en_GB"}, "nl"),
        ({"LC_ALL": "C", "LANG": "nl_NL"}, "en"),
        ({"DIJKWACHT_LANG": "NL", "LC_ALL": "en_GB"}, "nl"),
        ({"DIJKWACHT_LANG": "", "LANG": "nl_NL"}, "nl"),
        ({"LANG": "pt_PT"}, "en"),
    ],
    ids=str,
)
def test_the_environment_says_which_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
