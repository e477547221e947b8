# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fault tree as a report: what it says of trees that always or never occur, and of unknown
probabilities."""

import pytest

from dijkwacht.engine.published.aralia import read
from dijkwacht.engine.published.cut_sets import cut_sets
from dijkwacht.reports.fault_tree import chance, fault_tree_report
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import Words


def report(text: str, order: int | None = None) -> Report:
    return fault_tree_report(cut_sets(read(text, "boom").tree()), "nl", order)


def said(text: str) -> list[str]:
    return [Words("nl").say(message) for message in report(text).before]


def test_a_tree_that_never_occurs_has_no_tables() -> None:
    made = report("top := a & b s(a) = false")
    assert made.tables == ()
    assert said("top := a & b s(a) = false")[1] == "Het treedt nooit op, wat er ook gebeurt."


def test_a_tree_that_always_occurs_has_one_empty_set() -> None:
    assert said("top := a | b s(a) = true")[1] == "Het treedt altijd op, ook als er niets gebeurt."
    orders, sets = report("top := a | b s(a) = true").tables
    assert (orders.rows, sets.rows) == ([(0, 1)], [(0, "", "1", 1.0)])


def test_unknown_probabilities_are_counted_and_none_is_shown() -> None:
    text = "top := a & b p(a) = 0.5"
    assert said(text)[1] == "Kans onbekend: 1 van 2 basisgebeurtenissen hebben er geen."
    assert report(text).tables[1].rows == [(2, "a, b", None, None)]


def test_an_order_below_the_smallest_lists_nothing_and_counts_all() -> None:
    orders, sets = report("top := a & b", 1).tables
    assert (list(orders.rows), list(sets.rows)) == ([(2, 1)], [])


@pytest.mark.parametrize(
    ("probability", "shown"),
    [(0.0, "0"), (1.0, "1"), (0.25, "0,25"), (0.123456, "0,1235"), (0.00001234, "1,234E-5")],
)
def test_a_probability_has_four_digits(probability: float, shown: str) -> None:
    assert chance(probability, "nl") == shown
