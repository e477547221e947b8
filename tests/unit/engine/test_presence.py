# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is there when: against the plainest reckoning, day by day with Python's own calendar and hour
by hour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import IDENTITEIT, NIMBUS, PASPOORTEN, SMALL, graph_of, node_of, use
from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.base.units import ONE, Hours
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.presence import always, presence, shares_of_days
from dijkwacht.engine.scenario import Failure, Scenario, Start
from dijkwacht.graph.calendars import Season
from dijkwacht.register.codes import Recurrence
from dijkwacht.register.records import Use

YEARLY, MONTHLY, WEEKLY = Recurrence.YEARLY, Recurrence.MONTHLY, Recurrence.WEEKLY
OTHERWISE = Recurrence.OTHERWISE
OWN = ((0, 0), (40, 3_333), (90, 10_000), (130, 7_777))


def plainly(seasons: Sequence[Season], day: date) -> int:
    """The share of a day, as one would look it up on the wall."""
    numbers = {
        YEARLY: day.month * 100 + day.day,
        MONTHLY: day.day,
        WEEKLY: day.isoweekday(),
    }
    held = []
    for season in seasons:
        if season.recurrence is OTHERWISE:
            continue
        number = numbers[season.recurrence]
        straight = season.first <= number <= season.last
        round_ = season.first > season.last and (number >= season.first or number <= season.last)
        if straight or round_:
            held.append(season.share)
    others = [season.share for season in seasons if season.recurrence is OTHERWISE]
    return max(held) if held else max(others, default=10_000)


def season(recurrence: Recurrence, first: st.SearchStrategy[int]) -> st.SearchStrategy[Season]:
    shares = st.integers(0, 100_000)
    return st.builds(Season, st.just(recurrence), first, first, shares)


DAYS_OF_YEAR = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: d.month * 100 + d.day)
SEASONS = st.lists(
    st.one_of(
        season(YEARLY, DAYS_OF_YEAR),
        season(MONTHLY, st.integers(1, 31)),
        season(WEEKLY, st.integers(1, 7)),
        season(OTHERWISE, st.just(0)),
    ),
    max_size=4,
)
STARTS = st.builds(Start, st.dates(date(1999, 1, 1), date(2101, 1, 1)), st.integers(0, 23))


@given(SEASONS, STARTS, st.integers(1, 800))
def test_the_share_of_each_day_is_that_on_the_wall(
    seasons: list[Season], start: Start, days: int
) -> None:
    wanted = [plainly(seasons, start.day + timedelta(days=number)) for number in range(days)]
    assert shares_of_days(seasons, start, days).tolist() == wanted


@given(SEASONS, STARTS, st.data())
def test_the_presence_of_a_span_is_the_sum_over_its_hours(
    seasons: list[Season], start: Start, data: st.DataObject
) -> None:
    horizon = data.draw(st.integers(1, 300))
    first = data.draw(st.integers(0, horizon))
    end = data.draw(st.integers(first, horizon))
    shares = [
        plainly(seasons, start.day + timedelta(days=(start.hour + hour) // 24))
        for hour in range(first, end)
    ]
    assert presence(seasons, start, horizon)(first, end) == sum(shares)


def test_without_a_calendar_everybody_is_always_there() -> None:
    assert always(3, 10) == 7 * ONE
    assert presence((), Start(date(2026, 6, 1), 5), 100)(3, 10) == 7 * ONE


@pytest.mark.parametrize(
    ("rows", "days", "shares"),
    [
        # 2026-02-27 is a Friday
        ([Season(YEARLY, 301, 302, 500)], 5, [10_000, 10_000, 500, 500, 10_000]),
        ([Season(YEARLY, 1220, 228, 500)], 3, [500, 500, 10_000]),
        ([Season(MONTHLY, 28, 1, 9)], 4, [10_000, 9, 9, 10_000]),
        ([Season(MONTHLY, 29, 31, 9)], 4, [10_000] * 4),  # no such days in February
        ([Season(WEEKLY, 6, 7, 0)], 4, [10_000, 0, 0, 10_000]),
        ([Season(WEEKLY, 6, 1, 0)], 5, [10_000, 0, 0, 0, 10_000]),
        ([Season(WEEKLY, 6, 7, 0), Season(MONTHLY, 1, 1, 70)], 4, [10_000, 0, 70, 10_000]),
        ([Season(WEEKLY, 6, 7, 90), Season(OTHERWISE, 0, 0, 5)], 4, [5, 90, 90, 5]),
        ([Season(OTHERWISE, 0, 0, 5), Season(OTHERWISE, 0, 0, 8)], 1, [8]),
    ],
)
def test_the_highest_counts_and_otherwise_what_is_in_no_other(
    rows: list[Season], days: int, shares: list[int]
) -> None:
    assert shares_of_days(rows, Start(date(2026, 2, 27)), days).tolist() == shares


def of_nimbus(*rows: Use, start: Start | None, seasons: Sequence[Season] = ()) -> Outage:
    """What happens in the small world when Nimbus runs down from a moment on; `seasons` are those
    of Paspoorten."""
    graph = graph_of(SMALL, rows)
    if seasons:
        graph = replace(graph, calendars={node_of(graph, PASPOORTEN): tuple(seasons)})
    failures = (Failure(node_of(graph, NIMBUS), OWN),)
    return outage(graph, Scenario(failures, Hours(200), start=start))


@settings(max_examples=40, deadline=None)
@given(SEASONS, STARTS)
def test_person_hours_are_the_sum_over_all_hours(seasons: list[Season], start: Start) -> None:
    """Users x share(t) x (1 - level), summed hour by hour in whole numbers and divided once."""
    found = of_nimbus(start=start, seasons=seasons)
    node = node_of(found.graph, PASPOORTEN)
    total = sum(
        62_000
        * plainly(seasons, start.day + timedelta(days=(start.hour + hour) // 24))
        * (ONE - found.level(node, hour))
        for hour in range(200)
    )
    assert found.person_hours == total // ONE**2
    assert [loss.person_hours for loss in found.losses if loss.node == node] == [total // ONE**2]


def test_a_calendar_moves_person_hours_and_nothing_else() -> None:
    rest = use(PASPOORTEN, OTHERWISE, share=2_500)
    start = Start(date(2026, 6, 1))
    without, with_ = (of_nimbus(rest, start=at) for at in (None, start))
    assert with_.person_hours == without.person_hours // 4
    assert with_.touched == without.touched
    for loss, same in zip(with_.losses, without.losses, strict=True):
        assert (loss.lost_at, loss.lost_hours, loss.users) == (
            *(same.lost_at, same.lost_hours),
            same.users,
        )
    assert with_.within(200) == without.within(200)


def test_the_person_hours_that_rest_on_assumptions_follow_the_calendar() -> None:
    nobody = use(PASPOORTEN, OTHERWISE, share=0)
    found = of_nimbus(nobody, start=Start(date(2026, 6, 1)))
    assert (found.person_hours, found.person_hours_assumed) == (0, 0)
    assert len(found.lost) == 2


def test_a_service_of_unknown_users_stays_unknown() -> None:
    rest = use(IDENTITEIT, OTHERWISE, share=2_500)
    found = of_nimbus(rest, start=Start(date(2026, 6, 1)))
    assert [loss.person_hours for loss in found.losses if loss.users is None] == [None]


def test_a_start_is_written_as_day_and_hour() -> None:
    assert str(Start(date(2026, 3, 1), 9)) == "2026-03-01T09"


def test_a_run_of_ten_thousand_years_has_days_to_its_end() -> None:
    seasons = [Season(WEEKLY, 1, 1, 0)]
    hours = 24 * 7 * 52 * 10_000
    found = presence(seasons, Start(date(2026, 6, 1)), hours)
    assert found(0, hours) == hours // 7 * 6 * ONE
