# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine that walks hour by hour, equation by equation, against levels worked out by hand."""

import numpy as np
import pytest
from builders import (
    SMALL,
    Rows,
    fallback,
    graph_of,
    helped,
    needs,
    node_of,
    system,
)

from dijkwacht.base.units import FOREVER, ONE, Hours
from dijkwacht.engine import reference
from dijkwacht.engine.scenario import Failure, Scenario, Steps, stops
from dijkwacht.register.codes import Mode

A, B, C, D = (system(name) for name in "ABCD")
NEED = needs(B, A)


def walk(*rows: Rows, own: Steps, hours: int, permanent: bool = False, of: object = B) -> list[int]:
    """The level of B in per cent at each hour, when A has its own level."""
    graph = graph_of(A, B, C, D, rows)
    scenario = Scenario((Failure(node_of(graph, A), own),), Hours(hours), permanent)
    levels = reference.simulate(graph, scenario)[node_of(graph, of)]
    assert (levels % 100 == 0).all()
    return (levels // 100).tolist()


def test_it_answers_for_every_node_and_hour() -> None:
    graph = graph_of(SMALL)
    levels = reference.simulate(graph, Scenario((), Hours(7)))
    assert levels.shape == (4, 7)
    assert levels.dtype == np.int64
    assert (levels == ONE).all()


def test_before_hour_0_and_before_its_own_steps_everything_works() -> None:
    assert walk(NEED, own=((2, 0), (4, 5_000)), hours=6) == [100, 100, 0, 0, 50, 50]


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        (needs(B, A, C), 100),
        (needs(B, A, C, need=20_000), 50),
        (needs(B, A, C, D, need=20_000), 100),
        (needs(B, (A, 6_000), (C, 4_000)), 40),
        (needs(B, A, C, need=20_000, tolerance=2_000), 70),
        (needs(B, A, C, need=20_000, mode=Mode.STRICT), 0),
        (needs(B, A, C, need=20_000, mode=Mode.STRICT, tolerance=5_000), 100),
        (needs(B, A, system("Unknown"), need=20_000), 50),
    ],
)
def test_equation_1_delivered(rows: Rows, level: int) -> None:
    assert walk(rows, own=((0, 0),), hours=1) == [level]


def test_equation_2_a_buffer_looks_back_over_a_closed_span() -> None:
    buffered = needs(B, A, buffer_hours=2)
    assert walk(buffered, own=((0, 0), (3, 10_000)), hours=5) == [100, 100, 0, 100, 100]
    assert walk(buffered, own=((1, 0), (3, 10_000)), hours=5) == [100] * 5
    assert walk(buffered, own=((0, 5_000), (1, 0)), hours=5) == [100, 100, 50, 0, 0]


@pytest.mark.parametrize(
    ("window", "levels"),
    [
        ({"activation_hours": 0, "duration_hours": 2}, [80, 80, 0, 0, 100, 80, 80, 0]),
        ({"activation_hours": 1, "duration_hours": 2}, [0, 80, 80, 0, 100, 0, 80, 80]),
        ({"activation_hours": 3, "duration_hours": 9}, [0, 0, 0, 80, 100, 0, 0, 0]),
        ({"activation_hours": 4, "duration_hours": 9}, [0, 0, 0, 0, 100, 0, 0, 0]),
    ],
)
def test_equation_3_the_age_is_0_in_the_first_hour_of_each_shortage(
    window: dict[str, int], levels: list[int]
) -> None:
    papier = fallback("Papier", NEED[0], level=8_000, **window)
    own = ((0, 0), (4, 10_000), (5, 0))
    assert walk(NEED, papier, own=own, hours=8) == levels


def test_equation_4_the_best_of_what_gets_through_counts() -> None:
    need = needs(B, A, buffer_hours=1, replacement_hours=5)
    rows = [
        fallback("Papier", need[0], level=3_000, activation_hours=2, duration_hours=2),
        fallback("Loket", need[0], level=6_000, activation_hours=3, duration_hours=1),
    ]
    own: Steps = ((0, 2_000),)
    assert walk(need, rows, own=own, hours=7, permanent=True) == [100, 20, 30, 60, 20, 100, 100]
    assert walk(need, rows, own=own, hours=7) == [100, 20, 30, 60, 20, 20, 20]


def test_equation_4_a_fallback_gives_no_more_than_its_own_level() -> None:
    need = needs(B, A)
    papier = fallback("Papier", need[0], level=8_000)
    own = ((0, 0),)
    assert walk(need, papier, needs(papier, C), own=own, hours=2) == [80, 80]
    assert walk(need, papier, needs(papier, A), own=own, hours=2) == [0, 0]
    assert walk(need, papier, helped(papier, A, share=5_000), own=own, hours=2) == [50, 50]


def test_equations_5_and_6_restart_takes_the_minimum_over_a_closed_span() -> None:
    slow = system("B", restart_hours=2)
    own = ((1, 0), (2, 5_000), (3, 10_000))
    assert walk_slow(slow, NEED, own) == [100, 0, 0, 0, 50, 100, 100]
    assert walk_slow(slow, helped(B, A, share=4_000), own) == [100, 60, 60, 60, 80, 100, 100]


def walk_slow(slow: object, rows: Rows, own: Steps) -> list[int]:
    graph = graph_of(A, slow, rows)
    scenario = Scenario((Failure(node_of(graph, A), own),), Hours(7))
    return (reference.simulate(graph, scenario)[1] // 100).tolist()


def test_equation_6_counts_only_what_comes_from_outside_a_circle() -> None:
    slow = system("B", restart_hours=2), system("C", restart_hours=3)
    graph = graph_of(A, slow, NEED, needs(B, C), needs(C, B))
    levels = reference.simulate(graph, stops([0], Hours(6), duration=Hours(1))) // 100
    assert levels.tolist() == [
        [0, 100, 100, 100, 100, 100],
        [0, 0, 0, 100, 100, 100],
        [0, 0, 0, 100, 100, 100],
    ]


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        ([needs(B, A), helped(B, C, share=3_000)], 20),
        ([helped(B, A, share=3_000)], 76),
        ([helped(B, A, share=3_000), helped(B, A, share=2_000, id="req-2")], 60),
        ([helped(B, A, share=9_000), helped(B, A, share=9_000, id="req-2")], 0),
        ([needs(B, A, tolerance=6_000), helped(B, A, share=2_500, id="req-2")], 80),
    ],
)
def test_equation_7_weakest_link_and_sum_of_shares(rows: Rows, level: int) -> None:
    assert walk(rows, own=((0, 2_000),), hours=1) == [level]


def test_equation_7_shares_lost_inside_and_outside_a_circle_add_up() -> None:
    rows = helped(B, A, share=3_000), helped(B, C, share=5_000), needs(C, B), needs(C, A)
    assert walk(rows, own=((0, 0),), hours=1) == [20]


def test_equation_7_all_shares_lost_inside_a_circle_add_up() -> None:
    rows = helped(B, C, share=3_000), helped(B, D, share=2_000), needs(C, B), needs(D, B)
    assert walk(rows, needs(C, A), needs(D, A), own=((0, 0),), hours=1) == [50]


def test_equation_8_is_the_greatest_solution() -> None:
    circle = needs(B, C), needs(C, B)
    assert walk(circle, own=((0, 0),), hours=2) == [100, 100]
    assert walk(circle, NEED, own=((0, 4_000), (1, 10_000)), hours=3) == [40, 100, 100]
    assert walk(circle, NEED, own=((0, 4_000), (1, 10_000)), hours=3, of=C) == [40, 100, 100]


def test_a_thing_that_needs_itself_stands_until_something_else_fails() -> None:
    itself = needs(B, B, replacement_hours=FOREVER)
    assert walk(itself, own=((0, 0),), hours=2) == [100, 100]
    assert walk(itself, NEED, own=((0, 0), (1, 10_000)), hours=3) == [0, 100, 100]
