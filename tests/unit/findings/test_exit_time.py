# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The longest exit time on which something rests."""

from dataclasses import replace

from builders import (
    HOSTING,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    delivery,
    helped,
    needs,
    node_of,
    register,
    rules,
    system,
)

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.findings.exit_time import exit_time
from dijkwacht.graph.build import build

ZAAKSYSTEEM = system("Zaaksysteem")
SHORT = replace(HOSTING, exit_days=10)
LONG = delivery(POLDER, id="del-lang", exit_days=400)
ROWS = (NIMBUS, POLDER, SHORT, LONG, PASPOORTEN, ZAAKSYSTEEM)


def test_the_longest_on_the_way_counts_also_of_an_alternative_and_in_a_circle() -> None:
    circle = (
        needs(PASPOORTEN, SHORT, ZAAKSYSTEEM),
        needs(ZAAKSYSTEEM, LONG),
        needs(LONG, ZAAKSYSTEEM),
    )
    held = register(ROWS, circle)
    graph = build(held, rules())
    found = exit_time(held, graph)
    assert found.hours[node_of(graph, PASPOORTEN)] == 400 * 24
    assert found.hours[node_of(graph, SHORT)] == 10 * 24
    assert not found.unknown.any()


def test_unknown_is_handed_on_and_what_does_not_apply_or_only_degrades_is_not() -> None:
    nobody = replace(LONG, exit_days=None)
    held = register(
        ROWS[:3], nobody, ROWS[4:], needs(PASPOORTEN, SHORT), helped(PASPOORTEN, nobody, share=1)
    )
    graph = build(held, rules())
    assert not exit_time(held, graph).unknown[node_of(graph, PASPOORTEN)]
    held = register(ROWS[:3], nobody, ROWS[4:], needs(PASPOORTEN, SHORT, nobody))
    graph = build(held, rules())
    found = exit_time(held, graph)
    assert found.unknown[node_of(graph, PASPOORTEN)]
    assert found.hours[node_of(graph, PASPOORTEN)] == 240
    none = replace(nobody, exit_days=NOT_APPLICABLE)
    held = register(ROWS[:3], none, ROWS[4:], needs(PASPOORTEN, none))
    assert not exit_time(held, build(held, rules())).unknown.any()
