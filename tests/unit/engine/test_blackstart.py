# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feedback groups that were hit and need time to start again, for people to look at."""

from builders import Rows, graph_of, needs, node_of, system

from dijkwacht.base.units import Hours
from dijkwacht.engine.blackstart import BlackStart, black_starts
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.scenario import stops
from dijkwacht.register.row import Row

A, B = system("A", restart_hours=4), system("B")
CAUSE = system("Oorzaak")
CIRCLE = (A, B, CAUSE, needs(A, B), needs(B, A, buffer_hours=3), needs(A, CAUSE))


def when(*rows: Rows, fails: Row = CAUSE, hours: int | None = 10) -> Outage:
    graph = graph_of(rows)
    duration = None if hours is None else Hours(hours)
    return outage(graph, stops([node_of(graph, fails)], Hours(100), duration=duration))


def test_a_circle_that_was_hit_is_told_with_who_takes_how_long() -> None:
    found = when(CIRCLE)
    a, b = node_of(found.graph, A), node_of(found.graph, B)
    assert black_starts(found) == [
        BlackStart(nodes=(a, b), restarts=((a, 4),), hit=2, fell_at=0, returns_at=14)
    ]


def test_a_circle_that_does_not_come_back_has_no_return() -> None:
    (found,) = black_starts(when(CIRCLE, hours=None))
    assert found.returns_at is None


def test_only_the_members_below_full_count_as_hit() -> None:
    (found,) = black_starts(when(CIRCLE, hours=2))
    assert (found.hit, found.returns_at) == (2, 6)  # 2 + 4 hours is longer than B's buffer
    quick = (A, B, CAUSE, needs(A, B), needs(B, A, buffer_hours=30), needs(A, CAUSE))
    (found,) = black_starts(when(quick, hours=2))
    assert (found.hit, found.fell_at, found.returns_at) == (1, 0, 6)


def test_circles_without_restart_time_or_that_were_not_hit_are_not_told() -> None:
    swift = system("A")
    assert (
        black_starts(when(swift, B, CAUSE, needs(swift, B), needs(B, swift), needs(B, CAUSE))) == []
    )
    other = system("Ander")
    assert black_starts(when(CIRCLE, other, fails=other)) == []


def test_restart_outside_circles_is_not_told() -> None:
    assert black_starts(when(A, CAUSE, needs(A, CAUSE))) == []


def test_the_first_hit_stands_first() -> None:
    c, d = system("C", restart_hours=1), system("D")
    later = (c, d, needs(c, d), needs(d, c), needs(c, B, id="req-later", buffer_hours=2))
    found = when(CIRCLE, later, hours=50)
    told = [found.graph.nodes.ids[group.nodes[0]] for group in black_starts(found)]
    assert told == ["sys-a", "sys-c"]
    assert [group.fell_at for group in black_starts(found)] == [0, 5]
