# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Levels over time as arrays, and as the mapping they stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.engine.steps import spans
from dijkwacht.engine.traces import Traces

STEPS = st.dictionaries(st.integers(0, 99), st.integers(0, 10_000), min_size=1, max_size=5).map(
    lambda found: tuple(sorted(found.items()))
)


@given(st.dictionaries(st.integers(0, 1_000), STEPS, max_size=8))
def test_it_is_the_mapping_it_was_made_of(levels: dict[int, tuple[tuple[int, int], ...]]) -> None:
    traces = Traces.of(levels)
    assert dict(traces) == levels
    assert list(traces) == sorted(levels)
    assert 1_001 not in traces


@given(st.dictionaries(st.integers(0, 1_000), STEPS, max_size=8), st.data())
def test_each_step_knows_its_end_and_some_nodes_can_be_cut_out(
    levels: dict[int, tuple[tuple[int, int], ...]], data: st.DataObject
) -> None:
    traces = Traces.of(levels)
    of = data.draw(
        st.lists(st.integers(0, len(levels) - 1), unique=True) if levels else st.just([])
    )
    rows, first = traces.rows(np.array(of, np.int64))
    until = traces.until(100)[rows]
    cut = [
        (hour, end, level)
        for (hour, level), end in zip(traces.table[rows].tolist(), until.tolist(), strict=True)
    ]
    for place, begins, ends in zip(of, first, [*first, len(rows)][1:], strict=True):
        assert cut[begins:ends] == spans(levels[int(traces.nodes[place])], 100)


def test_a_node_that_was_not_touched_is_not_in_it() -> None:
    with pytest.raises(KeyError):
        Traces.of({3: ((0, 0),)})[2]
