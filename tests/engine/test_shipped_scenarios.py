# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every scenario that comes along, in every variant, on both engines: the cause runs as its file
says, and the engines agree at every hour."""

import pytest
from builders import (
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    delivery,
    fallback,
    graph_of,
    needs,
    node_of,
    rules,
    service,
)

from dijkwacht.base.units import ONE, Hours
from dijkwacht.engine import reference
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.steps import level_at
from dijkwacht.rules.scenarios import Profile

PROFILES = [rule.profile(variant) for rule in rules().scenarios for variant in rule.profiles]
PRINTING = delivery(NIMBUS, id="del-print")
STEUN = service("Steun", mbco=7_600, restart_hours=5)
FIRST = needs(IDENTITEIT, PRINTING, replacement_hours=700)
NEED = needs(STEUN, IDENTITEIT, buffer_hours=30)
PAPIER = fallback("Papier", NEED[0], activation_hours=40, level=8_000, duration_hours=500)
GRAPH = graph_of(
    *(NIMBUS, PRINTING, IDENTITEIT, PASPOORTEN, STEUN, FIRST, NEED, PAPIER),
    needs(PASPOORTEN, IDENTITEIT, buffer_hours=4),
)


def called(profile: Profile) -> str:
    return f"{profile.rule.called} {profile.variant}"


@pytest.mark.parametrize("profile", PROFILES, ids=called)
def test_both_engines_run_the_scenario_alike(profile: Profile) -> None:
    horizon = Hours(min(profile.rule.horizon, profile.steps[-1].hour + 800))
    choice = Choice(horizon, None, profile.rule.permanent, profile=profile)
    scenario = choice.of([node_of(GRAPH, NIMBUS)])
    found = outage(GRAPH, scenario)
    walked = reference.simulate(GRAPH, scenario)
    assert (levels(found, horizon) == walked).all()
    cause = walked[node_of(GRAPH, NIMBUS)].tolist()
    assert cause == [level_at(profile.own, hour) for hour in range(horizon)]
    assert any(loss.lowest < ONE for loss in found.losses)
