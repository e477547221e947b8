# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums over organisations: nothing that is shown tells what one organisation contributes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.web.disclosure import (
    Figure,
    Given,
    Limits,
    Line,
    Why,
    figure,
    protect,
    protect_lines,
    protect_table,
    rounded,
    together,
    unsafe,
)
from dijkwacht.web.veil import FEWEST

LIMITS = Limits.of(Rulebook.read().on(date(2026, 11, 24)))


def test_the_limits_are_policy_and_no_looser_than_what_counts_are_held_to() -> None:
    assert Limits(3, 8500, 9500, 2, 5) == LIMITS
    assert LIMITS.fewest >= FEWEST


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ({}, None),
        ({"a": 0, "b": 0}, None),
        ({"a": 5}, Why.FEW),
        ({"a": 5, "b": 5}, Why.FEW),
        ({"a": 5, "b": 5, "c": 0}, Why.FEW),
        ({"a": 5, "b": 5, "c": 5}, None),
        ({"a": 85, "b": 8, "c": 7}, None),
        ({"a": 86, "b": 7, "c": 7}, Why.DOMINANCE),
        ({"a": 50, "b": 45, "c": 5}, None),
        ({"a": 50, "b": 46, "c": 4}, Why.DOMINANCE),
    ],
)
def test_a_figure_of_few_or_of_one_or_two_large_ones_is_not_shown(
    cell: Given, why: Why | None
) -> None:
    assert unsafe(cell, LIMITS) is why
    assert figure(cell, LIMITS).why is why


def test_a_hidden_cell_takes_the_smallest_other_with_it_or_the_total_would_tell_it() -> None:
    one = {"a": 4}
    small = {"a": 3, "b": 3, "c": 3, "d": 3}
    large = {"a": 30, "b": 30, "c": 30}
    figures, total = protect([one, large, small, {}], LIMITS)
    assert [each.why for each in figures] == [Why.FEW, None, Why.COMPLEMENT, None]
    assert [each.value for each in figures] == [None, 90, None, 0]
    assert total == Figure(110)


def test_where_nothing_else_can_be_hidden_the_total_is() -> None:
    figures, total = protect([{"a": 4}, {}], LIMITS)
    assert [each.why for each in figures] == [Why.FEW, None]
    assert total == Figure(None, Why.FEW)


def test_what_is_hidden_together_is_no_figure_of_few_either() -> None:
    """Two cells of one organisation each: their sum would still be a figure of two."""
    figures, _ = protect([{"a": 4}, {"b": 5}, {"a": 30, "b": 31, "c": 32}], LIMITS)
    assert [each.why for each in figures] == [Why.FEW, Why.FEW, Why.COMPLEMENT]


def test_a_table_is_held_in_rows_and_in_columns() -> None:
    full = {"a": 30, "b": 31, "c": 32}
    table, across, down = protect_table(
        [[{"a": 4}, full, full], [full, full, full], [full, full, full]], LIMITS
    )
    hidden = [[each.value is None for each in row] for row in table]
    assert sum(map(sum, hidden)) >= 4
    assert all(sum(row) != 1 for row in hidden)
    assert all(sum(column) != 1 for column in zip(*hidden, strict=True))
    assert len(across) == len(down) == 3


@pytest.mark.parametrize(
    ("value", "shown"), [(0, 0), (7, 7), (41, 41), (145, 150), (1_234_567, 1_200_000), (995, 1000)]
)
def test_figures_are_rounded_to_two_digits(value: int, shown: int) -> None:
    assert rounded(value, 2) == shown


def test_what_is_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        unsafe({"a": 5, "b": -1}, LIMITS)


CELLS = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 1000), max_size=8), max_size=12
)


@given(CELLS)
def test_neither_a_figure_nor_a_total_less_what_is_shown_says_too_much(cells: list[Given]) -> None:
    figures, total = protect(cells, LIMITS)
    for cell, shown in zip(cells, figures, strict=True):
        assert shown.value is None or unsafe(cell, LIMITS) is None
    hidden = [cell for cell, shown in zip(cells, figures, strict=True) if shown.value is None]
    if total.value is not None and hidden:
        assert len(hidden) > 1
        assert unsafe(together(hidden), LIMITS) is None
    if not any(unsafe(cell, LIMITS) for cell in cells):
        assert all(shown.value is not None for shown in figures)


@given(CELLS, st.data())
def test_nor_does_any_line_of_a_table(cells: list[Given], data: st.DataObject) -> None:
    places = st.sets(st.integers(0, max(0, len(cells) - 1)), max_size=len(cells))
    lines = [Line(tuple(sorted(one))) for one in data.draw(st.lists(places, max_size=4))]
    lines = [line for line in lines if all(at < len(cells) for at in line.cells)]
    figures, totals = protect_lines(cells, lines, LIMITS)
    for line, total in zip(lines, totals, strict=True):
        hidden = [cells[at] for at in line.cells if figures[at].value is None]
        if total.value is not None and hidden:
            assert len(hidden) > 1
            assert unsafe(together(hidden), LIMITS) is None
