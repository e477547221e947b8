# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reaches a supplier from those that control it: held against a plain walk up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.contagion import DEEPEST, NOBODY, Own, reached, rows_above

SIZE = 6
NUMBERS = st.lists(st.integers(-9_000_000, 3_000_000), min_size=SIZE, max_size=SIZE)
FLOORS = st.lists(st.integers(0, 4), min_size=SIZE, max_size=SIZE)
FLAGS = st.lists(st.booleans(), min_size=SIZE, max_size=SIZE)
PARENTS = st.lists(st.integers(-1, SIZE - 1), min_size=SIZE, max_size=SIZE)


@given(NUMBERS, FLOORS, FLAGS, FLAGS, PARENTS)
def test_it_is_the_worst_of_all_above_a_step_lower_each(
    log_odds: list[int], floor: list[int], known: list[bool], seen: list[bool], up: list[int]
) -> None:
    own = Own(np.array(log_odds), np.array(floor), np.array(known), np.array(seen))
    got = reached(own, np.array(up), 500_000, 1)
    for row in range(SIZE):
        worst, lowest = log_odds[row], floor[row]
        at, step = row, 0
        while up[at] not in (NOBODY, row) and step < DEEPEST:
            at, step = up[at], step + 1
            if known[at] or seen[at]:
                worst = max(worst, log_odds[at] - step * 500_000)
            lowest = max(lowest, floor[at] - step)
            if up[at] == at:
                break
        assert (int(got.log_odds[row]), int(got.floor[row])) == (worst, lowest)


def test_a_parent_that_is_not_in_the_register_is_nobody() -> None:
    assert rows_above(["a", "b"], {"a": "b", "b": "gone"}).tolist() == [1, NOBODY]
