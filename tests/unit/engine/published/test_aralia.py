# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The short text of the Aralia benchmarks: what it can say, and what is told of what it cannot."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.errors import DijkwachtError, Unreadable
from dijkwacht.engine.published.aralia import read
from dijkwacht.engine.published.cut_sets import cut_sets


def sets(text: str) -> set[str]:
    made = cut_sets(read(text, "t.txt").tree())
    return {"".join(sorted(one)) for order in made.counts for one in made.sets(order)}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a & b & c", {"abc"}),
        ("a | b & c", {"a", "bc"}),
        ("(a | b) & c", {"ac", "bc"}),
        ("((a))", {"a"}),
        ("@(2, [a, b, c])", {"ab", "ac", "bc"}),
        ("@(2, [a, b & c, d | e])", {"abc", "ad", "ae", "bcd", "bce"}),
        ("a | (b & (c | d))", {"a", "bc", "bd"}),
    ],
)
def test_formulas_mean_what_they_say(formula: str, expected: set[str]) -> None:
    assert sets(f"top := {formula}") == expected
    assert sets(f"/* een */ boom\ntop := ({formula});") == expected


def test_statements_end_where_the_next_begins() -> None:
    text = "top := g1\n | g2 g1 := a & b; g2 := a & c p(a) = 1e-2 p(b) = 0.5 s(c) = true"
    draft = read(text, "t.txt")
    assert sets(text) == {"a"}
    assert (draft.probabilities, draft.houses) == ({"a": 0.01, "b": 0.5}, {"c": True})


def test_gates_may_be_called_p_and_s() -> None:
    assert sets("top := p & s\np := a | b\ns := c") == {"ac", "bc"}


def test_remarks_are_not_read_and_lines_are_counted() -> None:
    text = "# een boom\ntop := a | b // of c\n/* twee\nregels */\ng := x &\n  - y"
    with pytest.raises(Unreadable) as told:
        read(text, "t.txt")
    assert dict(told.value.what.params) == {"where": "t.txt:6", "word": "-"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("top := a &", "fault-tree-text"),
        ("top = a", "fault-tree-text"),
        ("top := (a | b", "fault-tree-text"),
        ("top := @(2, a, b)", "fault-tree-text"),
        ("top := @(x, [a, b])", "fault-tree-least-number"),
        ("top := @(3, [a, b])", "fault-tree-least"),
        ("top := ~a", "fault-tree-connective"),
        ("top := a & a", "fault-tree-part-twice"),
        ("top := a top := b", "fault-tree-twice"),
        ("top := a p(a) = veel", "fault-tree-probability"),
        ("top := a p(a) = 2", "fault-tree-probability"),
        ("top := a s(a) = 1", "fault-tree-constant"),
        ("top := " + "(" * 500 + "a" + ")" * 500, "fault-tree-deep"),
        ("top := a | b\n%", "fault-tree-text"),
        ("top := g g := top", "fault-tree-cycle"),
        ("", "fault-tree-empty"),
    ],
)
def test_what_cannot_be_used_is_told(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        read(text, "t.txt").tree()
    assert told.value.what.code == code


@given(st.text(st.sampled_from("ab:= &|@()[],;ps0.1\n#/*"), max_size=60))
def test_any_text_is_a_tree_or_a_fault(text: str) -> None:
    with suppress(DijkwachtError):
        found = cut_sets(read(text, "t.txt").tree())
        assert all(len(one) == order for order in found.counts for one in found.sets(order))
