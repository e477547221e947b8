# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy files that a stranger made: bounded, and told with place and fault."""

from pathlib import Path

import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words
from dijkwacht.rules.policy_file import checked
from dijkwacht.rules.yaml_text import MOST_BYTES, load


def test_words_of_yaml_are_words_but_true_and_false() -> None:
    assert load("[on, off, yes, no, true, false, 1]") == [
        *("on", "off", "yes", "no"),
        True,
        False,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: &a [1]\nb: *a", "policy.references"),
        ("kind: !!bool x", "policy.tags"),
        ("kind: !!int ''", "policy.tags"),
        ("kind: !!timestamp x", "policy.tags"),
        ("kind: !other x", "policy.tags"),
        ("[" * 51 + "]" * 51, "policy.too-deep"),
        ("a: " + "1" * MOST_BYTES, "policy.too-large"),
    ],
    ids=["a reference", "a truth", "a number", "a day", "an object", "too deep", "too large"],
)
def test_what_could_never_be_a_policy_file_is_refused_before_it_is_built(
    text: str, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        load(text)


def test_fifty_lists_within_each_other_are_read() -> None:
    assert load("[" * 50 + "]" * 50) is not None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("kind: parameters/v1\n", "at the top: title is missing."),
        ("- a list", "it holds no keys with values."),
        ("kind: scenario/v1\ntitle: 3\n", "at the top: source is missing."),
        ("", "it holds no keys with values."),
        ("a: [", "no YAML at line 2, column 1."),
        (b"\xff\xfe\x00", ""),
        ("kind: parameters/v1\nx: " + "a" * 1000, ""),
    ],
)
def test_a_fault_says_where_and_what_in_few_words(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Unreadable) as refused:
        checked(file)
    why_not = refused.value.what.params["why"]
    assert isinstance(why_not, Message)
    said = Words("en").say(why_not)
    assert said != Words("nl").say(why_not)
    assert refused.value.what.code == "rule-faulty"
    assert said.startswith(why)
    assert 0 < len(said) <= 301


def test_a_file_that_is_not_there_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no-such-file"):
        checked(tmp_path / "own.yaml")
