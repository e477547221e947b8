# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Levels over time as arrays, and as the mapping they stand for."""

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


@given(st.dictionaries(st.integers(0, 1_000), STEPS, max_size=8))
def test_each_step_knows_its_node_and_its_end(
    levels: dict[int, tuple[tuple[int, int], ...]],
) -> None:
    traces = Traces.of(levels)
    rows = zip(
        traces.of_step.tolist(), traces.table.tolist(), traces.until(100).tolist(), strict=True
    )
    got = [(int(traces.nodes[at]), hour, until, level) for at, (hour, level), until in rows]
    assert got == [(node, *span) for node in sorted(levels) for span in spans(levels[node], 100)]


def test_a_node_that_was_not_touched_is_not_in_it() -> None:
    with pytest.raises(KeyError):
        Traces.of({3: ((0, 0),)})[2]
