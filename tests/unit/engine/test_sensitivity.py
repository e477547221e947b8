# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which assumptions matter most: each better and worse than assumed; what is known stays."""

import numpy as np
import pytest
from builders import (
    HOSTING,
    NIMBUS,
    Rows,
    delivery,
    fallback,
    graph_of,
    helped,
    needs,
    node_of,
    rules,
    service,
)

from dijkwacht.base.units import FOREVER, Hours
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.scenario import FallbackMode, stops
from dijkwacht.engine.sensitivity import Measure, ranges_of, sensitivity, varied
from dijkwacht.graph.graph import Assumed

RANGES = ranges_of(rules().parameters("outage/ranges"))
AFVAL, POST = service("Afval", users=10), service("Post", users=100)


def of_nimbus(
    *rows: Rows, hours: int = 12, permanent: bool = False, mode: str = "declared"
) -> Outage:
    """What happens when Nimbus stops for these hours of a hundred."""
    graph = graph_of(NIMBUS, HOSTING, rows)
    scenario = stops(
        [node_of(graph, NIMBUS)],
        Hours(5_000),
        duration=Hours(hours),
        permanent=permanent,
        fallbacks=FallbackMode(mode),
    )
    return outage(graph, scenario)


def test_policy_has_a_range_for_each_assumption_that_is_a_number_of_its_own() -> None:
    assert set(RANGES) == {
        *(Assumed.MBCO, Assumed.RESTART, Assumed.BUFFER, Assumed.REPLACEMENT, Assumed.SHARE),
        *(Assumed.ACTIVATION, Assumed.LEVEL, Assumed.DURATION),
    }
    assert RANGES[Assumed.REPLACEMENT] == (2_160, FOREVER)


def test_what_is_known_has_no_part_in_it() -> None:
    assert sensitivity(of_nimbus(AFVAL, needs(AFVAL, HOSTING)), RANGES) == []


def test_an_unknown_buffer_of_a_day_hides_an_outage_of_half_a_day() -> None:
    found = of_nimbus(AFVAL, needs(AFVAL, HOSTING, buffer_hours=None))
    (buffer,) = sensitivity(found, RANGES)
    assert (buffer.assumed, buffer.count) == (Assumed.BUFFER, 1)
    assert buffer.optimistic == Measure(0, 0)
    assert buffer.stated == buffer.pessimistic == Measure(1, 120)
    assert buffer.spread == (120, 1)


def test_that_which_moves_most_stands_first_and_all_together_last() -> None:
    found = of_nimbus(
        *(AFVAL, needs(AFVAL, HOSTING, buffer_hours=None)),
        *(POST, helped(POST, HOSTING, share=None)),
    )
    first, second, every = sensitivity(found, RANGES)
    assert [sway.assumed for sway in (first, second, every)] == [
        Assumed.SHARE,
        Assumed.BUFFER,
        None,
    ]
    assert first.optimistic == Measure(1, 120 + 100 * 12 // 4)
    assert every.count == 2
    assert every.optimistic == Measure(0, 300)
    assert every.pessimistic == every.stated == Measure(2, 120 + 1_200)


def test_a_restart_can_only_be_worse_than_assumed() -> None:
    found = of_nimbus(service("Traag", users=1, restart_hours=None), AFVAL)
    assert sensitivity(found, RANGES) == []  # nothing of it is touched
    slow = service("Traag", users=1, restart_hours=None)
    (restart,) = sensitivity(of_nimbus(slow, needs(slow, HOSTING)), RANGES)
    assert (restart.stated, restart.pessimistic) == (Measure(1, 12), Measure(1, 84))


@pytest.mark.parametrize(("permanent", "moved"), [(False, []), (True, [Assumed.REPLACEMENT])])
def test_replacement_matters_in_permanent_outages_only(
    permanent: bool, moved: list[Assumed]
) -> None:
    need = needs(AFVAL, HOSTING, replacement_hours=None)
    found = of_nimbus(AFVAL, need, hours=4_000, permanent=permanent)
    every = [sway for sway in sensitivity(found, RANGES) if sway.assumed]
    assert [sway.assumed for sway in every if sway.spread[0]] == moved
    if permanent:
        assert [sway.optimistic.person_hours for sway in every if sway.spread[0]] == [21_600]


@pytest.mark.parametrize("mode", ["declared", "none"])
def test_a_fallback_of_unknown_level_matters_where_fallbacks_count(mode: str) -> None:
    need = needs(AFVAL, HOSTING)
    found = of_nimbus(AFVAL, need, fallback("Papier", need[0], level=None), mode=mode)
    moved = {sway.assumed: sway.optimistic for sway in sensitivity(found, RANGES)}
    assert moved == ({Assumed.LEVEL: Measure(0, 24)} if mode == "declared" else {})


def test_only_assumed_values_are_varied() -> None:
    other = delivery(NIMBUS, id="del-other")
    rows = (
        *(NIMBUS, HOSTING, other, AFVAL, POST),
        *(needs(AFVAL, HOSTING, buffer_hours=None), needs(POST, other, buffer_hours=5)),
    )
    graph = graph_of(*rows)
    changed = varied(graph, {Assumed.BUFFER: 24})
    assumed = (graph.groups.assumed & int(Assumed.BUFFER)) != 0
    assert np.array_equal(changed.groups.buffer[assumed], [24] * int(assumed.sum()))
    assert np.array_equal(changed.groups.buffer[~assumed], graph.groups.buffer[~assumed])
    assert assumed.any()
    assert not assumed.all()
    assert varied(graph, {}) is graph
    assert varied(graph, {Assumed.BUFFER: 0}) is graph  # as assumed
