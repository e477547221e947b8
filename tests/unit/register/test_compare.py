# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table of an incoming set beside what is held: new, changed, ended, unfit; and the rows after
it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.register.compare import Changes, compare, with_rows
from dijkwacht.register.records import Supplier
from dijkwacht.register.register import History, known_at, valid_on

ON = date(2026, 6, 1)
EARLY, MIDDLE, LATE = date(2026, 1, 1), date(2026, 4, 1), date(2026, 9, 1)
ALL, NONE = pl.lit(True), pl.lit(False)


def frame(*rows: Supplier) -> pl.DataFrame:
    return History.from_records(rows).table("suppliers")


def changes(held: pl.DataFrame, coming: pl.DataFrame, ending: pl.Expr = ALL) -> Changes:
    return compare("suppliers", held, coming, ON, ending)


def row(name: str | None = None, start: date | None = None, end: date | None = None) -> Supplier:
    return Supplier(id="sup-1", name=name, valid_from=start, valid_until=end)


def told(part: pl.DataFrame) -> list[tuple[Any, ...]]:
    return part.select("id", "name", "valid_from", "valid_until").rows()


def test_a_row_of_a_new_thing_is_added() -> None:
    made = changes(frame(), frame(row("Nimbus", EARLY)))
    assert told(made.added) == [("sup-1", "Nimbus", EARLY, None)]
    assert (made.counts(), made.count, made.held) == ((1, 0, 0), 1, 0)


def test_the_same_row_changes_nothing_though_seen_again_later() -> None:
    held = frame(row("Nimbus", EARLY))
    again = Supplier(id="sup-1", name="Nimbus", valid_from=EARLY, recorded_on=ON)
    assert changes(held, frame(again)).count == 0
    assert changes(held, frame(row("Nimbus", MIDDLE))).count == 0  # it still runs on, and says so


def test_another_value_from_the_same_day_is_a_correction() -> None:
    made = changes(frame(row("Nimbus", EARLY)), frame(row("Nimbus Cloud", EARLY)))
    assert told(made.changed) == [("sup-1", "Nimbus Cloud", EARLY, None)]
    assert told(made.replaced) == [("sup-1", "Nimbus", EARLY, None)]
    assert made.counts() == (0, 1, 0)


def test_another_value_from_a_later_day_cuts_the_running_row_short() -> None:
    made = changes(frame(row("Nimbus", EARLY)), frame(row("Nimbus Cloud", MIDDLE)))
    assert told(made.changed) == [
        ("sup-1", "Nimbus", EARLY, MIDDLE),
        ("sup-1", "Nimbus Cloud", MIDDLE, None),
    ]
    assert made.counts() == (0, 1, 0)


def test_what_is_no_longer_said_ends_on_the_day_of_the_plan() -> None:
    made = changes(frame(row("Nimbus", EARLY)), frame())
    assert told(made.ended) == [("sup-1", "Nimbus", EARLY, ON)]
    assert made.counts() == (0, 0, 1)
    assert changes(frame(row("Nimbus", EARLY)), frame(), NONE).count == 0


def test_what_has_ended_already_is_left_alone() -> None:
    assert changes(frame(row("Nimbus", EARLY, MIDDLE)), frame()).count == 0


def test_what_would_begin_later_is_withdrawn_and_not_ended() -> None:
    made = changes(frame(row("Nimbus", LATE)), frame())
    assert (made.ended.height, made.replaced.height, made.counts()) == (0, 1, (0, 0, 1))


def test_a_row_that_runs_into_a_later_one_does_not_fit() -> None:
    held = frame(row("Nimbus", LATE))
    made = changes(held, frame(row("Polder ICT", MIDDLE)))
    assert (made.unfit, made.added.height, made.changed.height) == (("sup-1",), 0, 0)
    assert changes(held, frame(row("Polder ICT", MIDDLE, LATE), row("Nimbus", LATE))).unfit == ()


def test_an_added_column_that_the_other_lacks_keeps_what_is_held() -> None:
    held = frame(row("Nimbus", EARLY)).with_columns(opmerking=pl.lit("zie dossier"))
    assert changes(held, frame(row("Nimbus", EARLY))).count == 0
    made = changes(held, frame(row("Nimbus Cloud", EARLY)))
    assert made.changed["opmerking"].to_list() == ["zie dossier"]


def test_rows_that_were_replaced_stay_known_to_earlier_revisions() -> None:
    held = frame(row("Nimbus", EARLY))
    after = with_rows("suppliers", held, changes(held, frame(row("Nimbus Cloud", EARLY))), 1)
    assert after.filter(known_at(0))["name"].to_list() == ["Nimbus"]
    assert after.filter(known_at(1))["name"].to_list() == ["Nimbus Cloud"]


DAYS = [None, EARLY, MIDDLE, ON, LATE]


@st.composite
def suppliers(draw: st.DrawFn) -> pl.DataFrame:
    """Rows of up to two things whose periods do not overlap."""
    made: list[Supplier] = []
    for id in draw(st.sets(st.sampled_from("ab"))):
        starts = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1, max_size=3)), key=str)
        starts = [day for day in (None, *DAYS[1:]) if day in starts]
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            name = draw(st.sampled_from(["Nimbus", "Polder ICT", None]))
            made.append(Supplier(id=id, name=name, valid_from=start, valid_until=following))
    return frame(*made)


def on_day(rows: pl.DataFrame, day: date) -> list[tuple[Any, ...]]:
    """Who is called what on a day."""
    return sorted(rows.filter(valid_on(day)).select("id", "name").rows(), key=str)


@given(held=suppliers(), coming=suppliers())
def test_after_the_changes_the_table_says_what_the_incoming_one_says(
    held: pl.DataFrame, coming: pl.DataFrame
) -> None:
    made = changes(held, coming)
    after = with_rows("suppliers", held, made, 1)
    now, fitting = after.filter(known_at(1)), coming.filter(~pl.col("id").is_in(list(made.unfit)))
    fitting = fitting.filter(~_of_what_began(held))  # tests/unit/register/test_placing.py
    assert after.filter(known_at(0)).height == held.height
    assert _no_two_at_once(now)
    for day in _days_said(fitting):
        assert set(on_day(fitting, day)) <= set(on_day(now, day)), day


def _of_what_began(held: pl.DataFrame) -> pl.Expr:
    """Rows without a start of things whose held rows all have one."""
    always = held.filter(pl.col("valid_from").is_null())["id"]
    known = pl.col("id").is_in(held["id"].implode()) & ~pl.col("id").is_in(always.implode())
    return pl.col("valid_from").is_null() & known


def _days_said(rows: pl.DataFrame) -> Iterable[date]:
    return (day for day in (EARLY, MIDDLE, ON, LATE) if rows.filter(valid_on(day)).height)


def _no_two_at_once(rows: pl.DataFrame) -> bool:
    days = (date(2025, 1, 1), EARLY, MIDDLE, ON, LATE)
    return all(rows.filter(valid_on(day))["id"].is_unique().all() for day in days)


@given(held=suppliers(), coming=suppliers())
def test_the_same_set_a_second_time_changes_nothing(
    held: pl.DataFrame, coming: pl.DataFrame
) -> None:
    made = changes(held, coming)
    now = with_rows("suppliers", held, made, 1).filter(known_at(1))
    fitting = coming.filter(~pl.col("id").is_in(list(made.unfit)))
    again = changes(now, fitting, NONE)
    assert (again.count, again.unfit) == (0, ())
