# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A row that does not say since when: it speaks of the period that runs, and never of nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.base.units import BasisPoints
from dijkwacht.register.plan import Ends, Limit, Plan, apply, plan
from dijkwacht.register.records import Supplier
from dijkwacht.register.register import History

LOOSE = Limit(BasisPoints(10_000), 0)
DAY = date(2026, 6, 1)
OLD, MIDDLE, NEXT = date(2024, 1, 1), date(2025, 1, 1), date(2027, 1, 1)
Period = tuple[str | None, date | None, date | None]


def loaded(base: History, *rows: Supplier, on: date = DAY) -> Plan:
    return plan(base, History.from_records(rows), on, LOOSE, Ends.NOTHING)


def of(*periods: Period) -> list[Supplier]:
    return [
        Supplier(id="a", name=n, valid_from=start, valid_until=end) for n, start, end in periods
    ]


def after(held: list[Supplier], *rows: Supplier) -> set[Period]:
    """The periods once these rows were loaded beside these; nothing was refused, and a second time
    nothing changes."""
    first = loaded(History.of({}), *held)
    base = apply(first, first.checksum)
    made = loaded(base, *rows)
    assert made.refused == ()
    history = apply(made, made.checksum)
    assert loaded(history, *rows).is_empty
    found = history.known().table("suppliers").select("name", "valid_from", "valid_until")
    return set(found.iter_rows())


def plain(name: str, until: date | None = None) -> Supplier:
    return Supplier(id="a", name=name, valid_until=until)


def test_it_corrects_the_period_that_runs_and_keeps_both_its_ends() -> None:
    held = of(("A", OLD, MIDDLE), ("B", MIDDLE, NEXT), ("C", NEXT, None))
    assert after(held, plain("B")) == {
        ("A", OLD, MIDDLE),
        ("B", MIDDLE, NEXT),
        ("C", NEXT, None),
    }
    assert after(held, plain("X")) == {
        ("A", OLD, MIDDLE),
        ("X", MIDDLE, NEXT),
        ("C", NEXT, None),
    }


def test_an_end_that_it_says_counts() -> None:
    assert after(of(("A", OLD, None)), plain("A", NEXT)) == {("A", OLD, NEXT)}
    assert after(of(("A", OLD, MIDDLE), ("B", MIDDLE, None)), plain("X", MIDDLE)) == {
        ("X", OLD, MIDDLE),
        ("B", MIDDLE, None),
    }


def test_of_what_has_yet_to_begin_it_speaks_of_the_next_period() -> None:
    later = date(2028, 1, 1)
    held = of(("A", NEXT, later), ("B", later, None))
    assert after(held, plain("X")) == {("X", NEXT, later), ("B", later, None)}


def test_what_had_ended_begins_again_on_the_day_of_the_plan() -> None:
    assert after(of(("A", OLD, MIDDLE)), plain("A")) == {("A", OLD, MIDDLE), ("A", DAY, None)}


def test_beside_a_period_without_a_start_it_is_that_period() -> None:
    held = of(("A", None, MIDDLE), ("B", MIDDLE, None))
    assert after(held, plain("X", MIDDLE)) == {("X", None, MIDDLE), ("B", MIDDLE, None)}


def test_a_row_that_ends_before_all_that_is_held_comes_before_it() -> None:
    assert after(of(("B", MIDDLE, None)), plain("A", OLD)) == {
        ("A", None, OLD),
        ("B", MIDDLE, None),
    }


def test_what_comes_in_as_several_periods_is_told_apart_by_its_ends() -> None:
    held = of(("A", OLD, None))
    following = Supplier(id="a", name="B", valid_from=MIDDLE)
    assert after(held, plain("A", MIDDLE), following) == {("A", OLD, MIDDLE), ("B", MIDDLE, None)}


@pytest.mark.parametrize("start", [OLD, MIDDLE])
def test_where_two_rows_would_be_one_period_nothing_is_taken(start: date) -> None:
    first = loaded(History.of({}), *of(("A", OLD, None)))
    base = apply(first, first.checksum)
    beside = Supplier(id="a", name="B", valid_from=start)
    assert loaded(base, plain("X"), beside).is_empty
    assert {found.what.code for found in loaded(base, plain("X"), beside).refused}


names = st.sampled_from(["A", "B", None])
borders = st.lists(
    st.dates(date(2025, 1, 1), date(2027, 1, 1)), min_size=1, max_size=5, unique=True
)


@st.composite
def lives(draw: st.DrawFn) -> list[Supplier]:
    """Suppliers, each with periods that follow each other, with or without gaps and a last end."""
    rows = []
    for id in draw(st.sets(st.sampled_from("abcd"), min_size=1)):
        days = sorted(draw(borders))
        ends = [*days[1:], draw(st.none() | st.just(date(2027, 6, 1)))]
        for start, end in zip(days, ends, strict=True):
            if draw(st.booleans()):
                row = Supplier(id=id, name=draw(names), valid_from=start, valid_until=end)
                rows.append(row)
    return rows


@settings(max_examples=15)
@given(lives(), st.dates(date(2024, 6, 1), date(2028, 1, 1)))
def test_what_holds_on_a_day_told_without_its_periods_changes_nothing(
    rows: list[Supplier], on: date
) -> None:
    first = loaded(History.of({}), *rows, on=on)
    base = apply(first, first.checksum)
    shown = [
        replace(row, valid_from=None, valid_until=None, known_from=0, known_until=None)
        for row in base.at(on).rows(Supplier)
    ]
    same = loaded(base, *shown, on=on)
    assert (same.is_empty, same.refused) == (True, ())
    other = [replace(row, name="Z") for row in shown]
    changed = loaded(base, *other, on=on)
    assert changed.refused == ()
    assert changed.changes["suppliers"].counts() == (0, len(shown), 0)
    history = apply(changed, changed.checksum)
    assert set(history.at(on).table("suppliers")["name"]) <= {"Z"}
    periods = ("id", "valid_from", "valid_until")
    assert sorted(
        history.known().table("suppliers").select(periods).iter_rows(), key=str
    ) == sorted(base.known().table("suppliers").select(periods).iter_rows(), key=str)


@settings(max_examples=15)
@given(lives(), st.lists(st.sampled_from("abcd"), unique=True), st.dates(OLD, date(2028, 1, 1)))
def test_a_list_without_periods_is_always_taken_and_a_second_time_changes_nothing(
    rows: list[Supplier], ids: list[str], on: date
) -> None:
    first = loaded(History.of({}), *rows, on=on)
    base = apply(first, first.checksum)
    coming = [Supplier(id=id, name="Z") for id in ids]
    made = loaded(base, *coming, on=on)
    assert made.refused == ()
    after = apply(made, made.checksum)
    assert loaded(after, *coming, on=on).is_empty
