# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alerts within their budget: who is told first, what people did, what lapses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.alerts import Book, Rise, Status, after_night
from dijkwacht.findings.levels import LevelPolicy
from dijkwacht.register.row import Row
from dijkwacht.register.schema import empty
from tests.watched import RULEBOOK, START, acted, register

POLICY = LevelPolicy.of(RULEBOOK.on(START))
NO_ACTS = empty("alert_acts")


def rise(of: str, level: int = 2, floor: int = 0, priority: int = 1) -> Rise:
    return Rise(of, "accounts", level, floor, priority, rose=True)


def after(
    book: Book, rises: Sequence[Rise], day: date = START, acts: pl.DataFrame = NO_ACTS
) -> Book:
    levels = {one.supplier_id: one.level for one in rises}
    return after_night(book, rises, levels, acts, POLICY, day)


def acts(*rows: Row) -> pl.DataFrame:
    return register(rows, START + timedelta(days=99)).table("alert_acts")


def status(book: Book) -> dict[str, str]:
    return {one.supplier_id: one.status.value for one in book.alerts}


def test_the_budget_lets_out_the_worst_and_the_rest_waits_for_next_month() -> None:
    rises = [rise(f"sup-{number}", priority=number) for number in range(7)]
    book = after(Book(), rises)
    assert [id for id, now in status(book).items() if now == Status.WAITING] == ["sup-0", "sup-1"]
    assert book.spent(START) == POLICY.budget
    still = [replace(one, rose=False) for one in rises]
    same = after(book, still, START + timedelta(days=1))
    assert status(same) == status(book)
    later = after(same, still, date(2026, 7, 1))
    assert set(status(later).values()) == {Status.OPEN}


def test_a_high_floor_is_told_beside_the_budget() -> None:
    rises = [rise(f"sup-{number}") for number in range(5)]
    book = after(Book(), [*rises, rise("sup-x", level=4, floor=4)])
    assert set(status(book).values()) == {Status.OPEN}
    assert book.spent(START) == 5


def test_an_alert_lapses_when_the_level_falls_and_comes_back_on_a_new_rise() -> None:
    book = after(Book(), [rise("sup-1")])
    fell = after(book, [], START + timedelta(days=3))
    assert status(fell) == {"sup-1": Status.LAPSED}
    again = after(fell, [rise("sup-1")], START + timedelta(days=9))
    assert [one.status for one in again.alerts] == [Status.LAPSED, Status.OPEN]


def test_acts_are_told_with_who_and_why_and_a_closed_alert_stays_closed() -> None:
    day = [START + timedelta(days=number) for number in range(5)]
    done = acts(
        acted("sup-1", "accounts", "acknowledge", day[1], reason="called them"),
        acted("sup-1", "accounts", "close", day[3], reason="parent vouches", done_by="analyst"),
    )
    book, told = after(Book(), [rise("sup-1")]), []
    for on in day[1:]:
        book = after(book, [replace(rise("sup-1"), rose=False)], on, done)
        told.append((book.alerts[0].status.value, book.alerts[0].reason))
    assert told == [
        ("acknowledged", "called them"),
        ("acknowledged", "called them"),
        ("closed", "parent vouches"),
        ("closed", "parent vouches"),
    ]
    assert book.alerts[0].by == "analyst"


def test_who_opens_again_has_it_open() -> None:
    done = acts(
        acted("sup-1", "accounts", "close", START),
        acted("sup-1", "accounts", "reopen", START + timedelta(days=1)),
    )
    book = after(Book(), [rise("sup-1")])
    book = after(book, [replace(rise("sup-1"), rose=False)], START + timedelta(days=1), done)
    assert status(book) == {"sup-1": Status.OPEN}


LISTS = st.lists(
    st.lists(
        st.builds(
            rise,
            st.sampled_from([f"sup-{number}" for number in range(9)]),
            st.integers(2, 4),
            st.sampled_from([0, 0, 2, 3, 4]),
            st.integers(1, 9),
        ),
        max_size=9,
        unique_by=lambda one: one.supplier_id,
    ),
    max_size=8,
)


@given(LISTS)
def test_no_month_has_more_than_its_budget_and_nobody_two_of_one_cause(
    nights: list[list[Rise]],
) -> None:
    book = Book()
    for number, rises in enumerate(nights):
        book = after(book, rises, START + timedelta(days=number))
        assert book.spent(START) <= POLICY.budget
        live = [(one.supplier_id, one.cause) for one in book.alerts if one.status != Status.LAPSED]
        assert len(live) == len(set(live))
