# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a service falls: the binding path, from the cause to it."""

from datetime import date
from itertools import pairwise

import pytest
from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    Rows,
    delivery,
    fallback,
    graph_of,
    helped,
    needs,
    node_of,
    service,
    system,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine.explain import Help, Link, explain, shown
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario, Steps
from dijkwacht.register.codes import Mode
from dijkwacht.register.row import Row

A, B, C, D = (system(name) for name in "ABCD")
FROM_POLDER = delivery(POLDER)


def when(
    *rows: Rows,
    fails: dict[Row, Steps],
    hours: int = 100,
    mode: FallbackMode = FallbackMode.DECLARED,
) -> Outage:
    graph = graph_of(rows)
    failures = tuple(Failure(node_of(graph, row), own) for row, own in fails.items())
    return outage(graph, Scenario(failures, Hours(hours), fallbacks=mode))


def told(found: Outage, of: Row) -> list[tuple[str, int, int]]:
    """The path to a row as (id, hour, level in per cent)."""
    ids = found.graph.nodes.ids
    path = explain(found, node_of(found.graph, of))
    return [(ids[link.node], link.hour, link.level // 100) for link in path]


def through(found: Outage, of: Row) -> list[str | None]:
    """The requirement by which each node of the path falls."""
    groups = found.graph.groups.id
    path = explain(found, node_of(found.graph, of))
    return [groups[link.group.number] if link.group else None for link in path]


NIMBUS_STOPS: dict[Row, Steps] = {NIMBUS: ((0, 0), (72, 10_000))}


def test_the_path_goes_from_the_cause_to_the_service_each_at_its_hour() -> None:
    found = when(SMALL, fails=NIMBUS_STOPS)
    assert told(found, PASPOORTEN) == [
        ("sup-nimbus", 0, 0),
        ("del-nimbus", 0, 0),
        ("svc-identiteit", 0, 0),
        ("svc-paspoorten", 4, 0),
    ]
    assert through(found, PASPOORTEN) == [
        None,
        "del-nimbus",
        "req-svc-identiteit-del-nimbus",
        "req-svc-paspoorten-svc-identiteit",
    ]


def test_the_cause_explains_itself() -> None:
    found = when(SMALL, fails=NIMBUS_STOPS)
    assert explain(found, node_of(found.graph, NIMBUS)) == (Link(3, 0, 0),)


def test_a_service_that_holds_has_no_path() -> None:
    found = when(SMALL, POLDER, FROM_POLDER, A, needs(A, FROM_POLDER), fails=NIMBUS_STOPS)
    for row in (A, POLDER):
        assert explain(found, node_of(found.graph, row)) == ()
    short = when(SMALL, fails={NIMBUS: ((0, 0), (4, 10_000))})
    assert explain(short, node_of(short.graph, PASPOORTEN)) == ()


def test_a_service_that_is_less_but_not_lost_is_explained_too() -> None:
    found = when(SMALL, fails={NIMBUS: ((7, 8_000), (50, 6_000))})
    assert told(found, PASPOORTEN)[-2:] == [("svc-identiteit", 7, 80), ("svc-paspoorten", 11, 80)]


def test_it_is_the_fall_below_the_minimum_that_is_explained() -> None:
    """First Nimbus costs a little, later Polder ICT costs the service."""
    rows = PASPOORTEN, NIMBUS, POLDER, HOSTING, FROM_POLDER
    need = helped(PASPOORTEN, HOSTING, share=3_000), needs(PASPOORTEN, FROM_POLDER)
    found = when(rows, need, fails={NIMBUS: ((0, 0),), POLDER: ((9, 0),)})
    assert told(found, PASPOORTEN) == [
        ("sup-polder-ict", 9, 0),
        ("del-polder-ict", 9, 0),
        ("svc-paspoorten", 9, 0),
    ]


def test_of_two_essential_requirements_the_one_that_set_the_level_is_named() -> None:
    rows = A, B, C, needs(C, A), needs(C, B)
    assert told(when(rows, fails={A: ((0, 5_000),), B: ((0, 4_000),)}), C)[0] == ("sys-b", 0, 40)
    assert told(when(rows, fails={A: ((0, 4_000),), B: ((0, 5_000),)}), C)[0] == ("sys-a", 0, 40)


def test_of_two_equal_requirements_the_smallest_id_is_named() -> None:
    fails: dict[Row, Steps] = {A: ((0, 0),), B: ((0, 0),)}
    one = when(A, B, C, needs(C, A, id="req-1"), needs(C, B, id="req-2"), fails=fails)
    other = when(A, B, C, needs(C, A, id="req-2"), needs(C, B, id="req-1"), fails=fails)
    assert (told(one, C)[0][0], told(other, C)[0][0]) == ("sys-a", "sys-b")


def test_of_the_members_the_worst_is_named_by_weight_times_shortage_then_by_id() -> None:
    def first(a: int, b: int, *weights: int) -> str:
        need = needs(C, (A, weights[0]), (B, weights[1]), need=sum(weights))
        return told(when(A, B, C, need, fails={A: ((0, a),), B: ((0, b),)}), C)[0][0]

    assert first(4_000, 5_000, 10_000, 10_000) == "sys-a"
    assert first(5_000, 4_000, 10_000, 10_000) == "sys-b"
    assert first(5_000, 4_000, 20_000, 10_000) == "sys-a"
    assert first(5_000, 5_000, 10_000, 10_000) == "sys-a"
    assert first(5_000, 0, 20_000, 10_000) == "sys-a"


def test_of_shares_the_largest_loss_is_named() -> None:
    def cause(a: int, b: int) -> str:
        rows = A, B, PASPOORTEN, helped(PASPOORTEN, A, share=a), helped(PASPOORTEN, B, share=b)
        return told(when(rows, fails={A: ((0, 0),), B: ((0, 0),)}), PASPOORTEN)[0][0]

    assert (cause(3_000, 4_000), cause(4_000, 3_000), cause(3_000, 3_000)) == (
        "sys-b",
        "sys-a",
        "sys-a",
    )


def test_a_circle_is_left_at_its_outside_cause() -> None:
    rows = needs(A, B, id="req-1"), needs(A, C, id="req-2"), needs(B, A), needs(PASPOORTEN, B)
    found = when(A, B, C, PASPOORTEN, rows, fails={C: ((0, 0),)})
    assert told(found, PASPOORTEN) == [
        ("sys-c", 0, 0),
        ("sys-a", 0, 0),
        ("sys-b", 0, 0),
        ("svc-paspoorten", 0, 0),
    ]
    assert through(found, A) == [None, "req-2"]


def test_what_has_not_failed_yet_is_no_cause() -> None:
    """A needs B and D in full, and C; B needs A; D fails only later."""
    both = needs(A, B, D, need=20_000, mode=Mode.STRICT, id="req-1")
    rows = both, needs(A, C, id="req-2"), needs(B, A)
    found = when(A, B, C, D, rows, fails={C: ((0, 0),), D: ((50, 0),)})
    assert told(found, A) == [("sys-c", 0, 0), ("sys-a", 0, 0)]


def test_a_circle_that_falls_deeper_by_itself_is_left_at_what_started_it() -> None:
    """Half of C is all of B, and so all of A."""
    strict = {"mode": Mode.STRICT}
    rows = needs(A, C), needs(A, B), needs(B, A, **strict), needs(PASPOORTEN, A)
    found = when(A, B, C, PASPOORTEN, rows, fails={C: ((0, 5_000),)})
    assert told(found, PASPOORTEN) == [("sys-c", 0, 50), ("sys-a", 0, 0), ("svc-paspoorten", 0, 0)]
    itself = needs(A, A, **strict), needs(PASPOORTEN, A)
    found = when(A, PASPOORTEN, itself, fails={A: ((0, 5_000),)})
    assert told(found, PASPOORTEN) == [("sys-a", 0, 0), ("svc-paspoorten", 0, 0)]
    assert through(found, A) == [None]


def test_a_second_fall_goes_back_to_the_second_cause() -> None:
    rows = A, B, C, PASPOORTEN, helped(C, A, share=4_000), needs(C, B), needs(PASPOORTEN, C)
    found = when(rows, fails={A: ((0, 0),), B: ((20, 0),)})
    assert told(found, PASPOORTEN)[0] == ("sys-b", 20, 0)


def test_what_fails_by_itself_later_than_its_need_is_still_explained_by_its_need() -> None:
    found = when(A, B, needs(B, A), fails={A: ((0, 0),), B: ((5, 0),)})
    assert told(found, B) == [("sys-a", 0, 0), ("sys-b", 0, 0)]
    reverse = when(A, B, needs(B, A), fails={A: ((5, 0),), B: ((0, 0),)})
    assert told(reverse, B) == [("sys-b", 0, 0)]


def test_an_unknown_member_is_never_to_blame() -> None:
    need = needs(PASPOORTEN, A, system("Unknown"), need=20_000, tolerance=0)
    found = when(A, PASPOORTEN, need, fails={A: ((0, 0),)})
    assert told(found, PASPOORTEN) == [("sys-a", 0, 0), ("svc-paspoorten", 0, 50)]


@pytest.mark.parametrize(
    ("values", "hour", "help"),
    [
        (None, 4, Help.NONE),
        ({"activation_hours": 6}, 4, Help.LATER),
        ({"activation_hours": 4, "level": 4_000}, 4, Help.WEAK),
        ({"activation_hours": 0, "duration_hours": 20}, 20, Help.SPENT),
        ({"activation_hours": 0, "duration_hours": 2}, 4, Help.SPENT),
        ({"activation_hours": 6, "level": 0}, 4, Help.NONE),
    ],
)
def test_it_says_what_the_fallbacks_did_when_the_service_was_lost(
    values: dict[str, int] | None, hour: int, help: Help
) -> None:
    need = needs(PASPOORTEN, A, buffer_hours=4)
    rows = [fallback("Papier", need[0], **values)] if values else []
    found = when(A, PASPOORTEN, need, rows, fails={A: ((0, 0),)})
    last = explain(found, node_of(found.graph, PASPOORTEN))[-1]
    assert (last.hour, last.help) == (hour, help)


def test_of_several_fallbacks_the_open_one_is_told_then_the_spent_then_the_later() -> None:
    def help(*windows: tuple[int, int]) -> Help:
        need = needs(PASPOORTEN, A, buffer_hours=4)
        rows = [
            fallback(f"F{at}", need[0], activation_hours=start, duration_hours=hours, level=3_000)
            for at, (start, hours) in enumerate(windows)
        ]
        found = when(A, PASPOORTEN, need, rows, fails={A: ((0, 0),)})
        return explain(found, node_of(found.graph, PASPOORTEN))[-1].help

    assert help((9, 9), (0, 2), (3, 9)) is Help.WEAK
    assert help((9, 9), (0, 2)) is Help.SPENT
    assert help((9, 9), (12, 2)) is Help.LATER


def test_only_fallbacks_that_count_in_the_run_are_told() -> None:
    need = needs(PASPOORTEN, A)
    tested = {"proven_on": date(2026, 3, 1), "proven_level": 4_000, "proven_activation_hours": 0}
    papier = fallback("Papier", need[0], activation_hours=6, **tested)
    for mode, help in (
        (FallbackMode.NONE, Help.NONE),
        (FallbackMode.DECLARED, Help.LATER),
        (FallbackMode.PROVEN, Help.WEAK),
    ):
        found = when(A, PASPOORTEN, need, papier, fails={A: ((0, 0),)}, mode=mode)
        assert explain(found, node_of(found.graph, PASPOORTEN))[-1].help is help


def test_the_inner_node_of_a_wrapped_service_is_not_shown() -> None:
    need = needs(PASPOORTEN, A, id="req-1", buffer_hours=4)
    whole = fallback("Papier", PASPOORTEN, duration_hours=10)
    found = when(A, PASPOORTEN, need, whole, fails={A: ((0, 0),)})
    path = explain(found, node_of(found.graph, PASPOORTEN))
    first, last = shown(found, path)
    assert len(path) == 3
    assert (first.node, first.hour) == (node_of(found.graph, A), 0)
    assert (last.node, last.hour, last.help) == (node_of(found.graph, PASPOORTEN), 14, Help.SPENT)
    assert last.group and found.graph.groups.id[last.group.number] == "req-1"


def test_a_path_without_wrapped_services_is_shown_as_it_is() -> None:
    found = when(SMALL, service("Zittingen"), fails=NIMBUS_STOPS)
    path = explain(found, node_of(found.graph, IDENTITEIT))
    assert tuple(shown(found, path)) == path


@given(st.data())
@settings(max_examples=40)
def test_every_fall_has_a_path_from_a_cause_along_requirements(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    scenario = data.draw(scenarios(graph))
    found = outage(graph, scenario)
    causes = {failure.node for failure in scenario.failures}
    for node in range(len(graph.nodes)):
        if not found.steps(node):
            assert explain(found, node) == ()
            continue
        if not found.lost_spans(node):
            continue
        path = explain(found, node)
        assert (path[-1].node, path[0].node in causes, path[0].group) == (node, True, None)
        assert path[-1].hour == found.lost_spans(node)[0][0]
        for before, link in pairwise(path):
            assert link.group and before.node in link.group.members
            assert link.group.owner == link.node
            assert before.hour + link.group.buffer <= link.hour
            assert link.level == found.level(link.node, link.hour) < 10_000
