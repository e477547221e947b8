# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars of use in the graph: per service, only what can count, only what holds on the day."""

from datetime import date

import pytest
from builders import IDENTITEIT, PASPOORTEN, SMALL, graph_of, node_of, register, use
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.graph.calendars import Season
from dijkwacht.register.codes import Recurrence
from dijkwacht.register.records import Use
from dijkwacht.register.recurrence import calendars as problems

YEAR = use(PASPOORTEN, Recurrence.YEARLY, "12-20", "01-05", share=20_000)
REST = use(PASPOORTEN, Recurrence.OTHERWISE, share=2_000)


def test_each_service_has_its_seasons() -> None:
    week = use(IDENTITEIT, Recurrence.WEEKLY, "6", "7", share=100)
    graph = graph_of(SMALL, YEAR, REST, week)
    assert dict(graph.calendars) == {
        node_of(graph, IDENTITEIT): (Season(Recurrence.WEEKLY, 6, 7, 100),),
        node_of(graph, PASPOORTEN): (
            Season(Recurrence.OTHERWISE, 0, 0, 2_000),
            Season(Recurrence.YEARLY, 1220, 105, 20_000),
        ),
    }


def test_a_register_without_calendars_has_none() -> None:
    assert dict(graph_of(SMALL).calendars) == {}


def test_a_row_counts_only_while_it_holds() -> None:
    ended = use(PASPOORTEN, Recurrence.OTHERWISE, share=1, valid_until=date(2026, 5, 1))
    assert dict(graph_of(SMALL, ended).calendars) == {}


@given(
    st.builds(
        Use,
        id=st.just("use-1"),
        service_id=st.sampled_from([PASPOORTEN.id, None]),
        recurrence=st.sampled_from([*Recurrence, None]),
        first_day=st.sampled_from(["01-01", "02-30", "3", "31", "9", "mon", "n/a", "", None]),
        last_day=st.sampled_from(["12-31", "5", "40", "0", None]),
        share_of_users=st.sampled_from([0, 1, 100_000, 100_001, -1, None]),
    )
)
def test_a_row_either_counts_or_is_a_problem(row: Use) -> None:
    counts = bool(graph_of(SMALL, row).calendars)
    assert counts is not bool(list(problems(register(SMALL, row))))


@pytest.mark.parametrize("share", [0, 100_000])
def test_nobody_and_ten_times_everybody_are_shares(share: int) -> None:
    row = use(PASPOORTEN, Recurrence.OTHERWISE, share=share)
    (seasons,) = graph_of(SMALL, row).calendars.values()
    assert [season.share for season in seasons] == [share]
