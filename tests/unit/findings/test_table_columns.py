# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision table over columns says of each thing what the table says of it alone."""

from dataclasses import replace

import numpy as np
from builders import rules
from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.findings.harm import UNBOUNDED, Bounds
from dijkwacht.findings.table_columns import groups_reach, highest, rows_fire, rows_hold
from dijkwacht.rules.condition import Between, Condition, Known
from dijkwacht.rules.decision_table import DecisionTable

NUMBERS = ("physical", "living", "persons", "persons_share", "law", "cascade_sectors")
CLOSE = (0, 1, 2, 3, 9, 10, 499, 500, 999, 1_000, 9_999, 10_000, 100_000, 1_000_000, 1_000_001)
WORDS = ("vital-process", "critical-entity", "essential-entity-in-isms-scope")


def table() -> DecisionTable:
    return rules().table("classification/service-class")


@st.composite
def values(draw: st.DrawFn) -> Known:
    low, high = sorted(draw(st.tuples(st.sampled_from(CLOSE), st.sampled_from(CLOSE))))
    return draw(
        st.sampled_from((low, Between(low, high) if low < high else low, Between(low, None), None))
    )


def bounds(value: Known) -> tuple[int, int]:
    if isinstance(value, Between):
        return value.low, UNBOUNDED if value.high is None else value.high
    return (0, UNBOUNDED) if value is None else (int(str(value)), int(str(value)))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.fixed_dictionaries({name: values() for name in NUMBERS}),
            st.frozensets(st.sampled_from(WORDS)),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_columns_say_what_the_table_says_one_by_one(
    things: list[tuple[dict[str, Known], frozenset[str]]],
) -> None:
    made, shape = table(), (len(things), 1)
    columns: dict[str, object] = {
        name: Bounds(*np.array([[bounds(facts[name])] for facts, _ in things]).T.swapaxes(1, 2))
        for name in NUMBERS
    }
    columns["designation"] = {
        word: np.array([word in words for _, words in things]) for word in WORDS
    }
    held = rows_hold(made, columns, shape)  # type: ignore[arg-type]
    fire = rows_fire(made, held, shape)
    reached = highest(made, groups_reach(made, held, shape))
    for at, (facts, words) in enumerate(things):
        judged = made.judge({**facts, "designation": words})
        fired = {row.id for row in judged.fired}
        assert {id for id, row in fire.items() if row.sure[at, 0]} == fired
        assert {id for id, row in fire.items() if row.possible[at, 0]} == fired | {
            row.id for row in judged.open
        }
        assert made.outcomes[reached.sure[at, 0]] == judged.outcome


def test_every_comparison_is_the_same_on_columns() -> None:
    fact = Bounds(np.array([[3], [3], [5], [6]]), np.array([[3], [5], [UNBOUNDED], [9]]))
    known = [3, Between(3, 5), Between(5, None), Between(6, 9)]
    base = table()
    for sign in (">=", ">", "<=", "<", "="):
        for threshold in (2, 3, 4, 5, 6, 9, 10):
            asked = Condition("x", sign, threshold)
            row = made_of(base, asked)
            held = rows_hold(row, {"x": fact}, (4, 1))["F-K"]
            for at, value in enumerate(known):
                wanted = asked.holds(value)  # type: ignore[arg-type]
                assert (bool(held.sure[at, 0]), bool(held.possible[at, 0])) == (
                    wanted is True,
                    wanted is not False,
                ), (sign, threshold, value)


def made_of(base: DecisionTable, asked: Condition) -> DecisionTable:
    """A table of one row with this condition."""
    return replace(base, rows=(replace(base.row("F-K"), conditions=(asked,)),))
