# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spans of many services at once, against counting hour by hour."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.findings.timeline import Cells, Spans, Windows

HOUR = st.sampled_from([0, 1, 2, 5, 9, 10, 11, FOREVER])


class Drawn(NamedTuple):
    """A window as it was drawn."""

    slot: int
    start: int
    end: int
    level: int
    adds: bool


WINDOW = st.builds(
    lambda slot, hours, level, adds: Drawn(slot, min(hours), max(hours), level, adds),
    st.integers(0, 2),
    st.tuples(HOUR, HOUR),
    st.sampled_from([1_000, 4_000, 7_000]),
    st.booleans(),
)


def laid(drawn: list[Drawn]) -> Windows:
    """The windows as columns."""
    columns = [np.array([window[at] for window in drawn], np.int64) for at in range(4)]
    return Windows(*columns, np.array([window.adds for window in drawn], np.bool_))


@given(st.lists(WINDOW, max_size=6), st.lists(st.sampled_from([1, 10, 12]), min_size=2, max_size=2))
def test_every_cell_is_what_counting_hour_by_hour_gives(
    drawn: list[Drawn], horizons: list[int]
) -> None:
    of_slot, base = [0, 1, 1], [0, 500, 0]
    windows, horizon = laid(drawn), np.array(horizons)
    service = np.array(of_slot)[windows.slot]
    spans = Spans(horizon, [(service, windows.start), (service, windows.end)])
    cells = Cells(spans, np.array(of_slot))
    found = cells.given(np.array(base), windows).tolist()
    for slot, of in enumerate(of_slot):
        first, last = spans.first[of], spans.first[of + 1]
        starts = spans.start[first:last].tolist()
        mine = found[cells.first[slot] : cells.first[slot + 1]]
        for hour in range(horizons[of]):
            open_now = [w for w in drawn if w.slot == slot and w.start <= hour < w.end]
            together = min(ONE, sum(window.level for window in open_now if window.adds))
            best = max([base[slot], together, *(window.level for window in open_now)])
            at = max(place for place, start in enumerate(starts) if start <= hour)
            assert mine[at] == best


def test_a_run_goes_on_over_spans_and_ends_with_its_service() -> None:
    spans = Spans(np.array([10, 10]), [(np.array([0, 0, 1]), np.array([3, 6, 4]))])
    assert spans.start.tolist() == [0, 3, 6, 0, 4]
    runs = spans.runs(np.array([True, True, False, True, True]))
    assert list(zip(*(column.tolist() for column in runs), strict=True)) == [(0, 0, 6), (1, 0, 10)]
    all_of_it = spans.runs(np.ones(5, np.bool_))
    assert (all_of_it.start.tolist(), all_of_it.end.tolist()) == ([0, 0], [10, 10])


@pytest.mark.parametrize("hour", [10, 11, FOREVER])
def test_what_begins_at_or_after_the_horizon_is_behind_the_last_span(hour: int) -> None:
    spans = Spans(np.array([10, 5]), [(np.array([0]), np.array([hour]))])
    assert spans.start.tolist() == [0, 0]
    assert spans.place(np.array([0]), np.array([hour])).tolist() == [1]
