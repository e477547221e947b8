# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer was based on, and whose failure a change can touch."""

import pytest
from builders import (
    HOSTING,
    NIMBUS,
    POLDER,
    SMALL,
    Rows,
    delivery,
    fallback,
    graph_of,
    needs,
    service,
)

from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.basis import basis, reaching
from dijkwacht.register.codes import Confidence

FROM_POLDER = delivery(POLDER)
TAX = service("Belasting", users=900)
NEED = needs(TAX, FROM_POLDER)
STATE = SMALL, POLDER, FROM_POLDER, TAX, NEED


def known(*rows: Rows) -> Graphs:
    every, sure = graph_of(rows), graph_of(rows, estimates=False)
    return Graphs(every, sure if len(sure.groups) != len(every.groups) else every)


def touched(before: Graphs, now: Graphs) -> set[str]:
    nodes = reaching(now, basis(before), basis(now))
    return {now.every.nodes.ids[node] for node in nodes}


def test_nothing_changed_touches_nothing() -> None:
    assert touched(known(STATE), known(STATE)) == set()


UPSTREAM = {TAX.id, FROM_POLDER.id, POLDER.id}


@pytest.mark.parametrize(
    "change",
    [
        (SMALL, POLDER, FROM_POLDER, TAX, needs(TAX, FROM_POLDER, buffer_hours=1)),
        (SMALL, POLDER, FROM_POLDER, TAX, needs(TAX, FROM_POLDER, tolerance=1)),
        (SMALL, POLDER, FROM_POLDER, TAX, needs(TAX, FROM_POLDER, replacement_hours=9)),
        (SMALL, POLDER, FROM_POLDER, TAX, needs(TAX, (FROM_POLDER, 9_000), need=9_000)),
        (SMALL, POLDER, FROM_POLDER, service("Belasting", users=901), NEED),
        (SMALL, POLDER, FROM_POLDER, service("Belasting", users=900, mbco=1), NEED),
        (SMALL, POLDER, FROM_POLDER, service("Belasting", users=900, restart_hours=2), NEED),
        (SMALL, POLDER, FROM_POLDER, TAX, needs(TAX, FROM_POLDER, confidence=Confidence.ESTIMATED)),
    ],
)
def test_any_value_that_changes_touches_what_reaches_it_and_nothing_else(change: Rows) -> None:
    assert touched(known(STATE), known(change)) == UPSTREAM
    assert touched(known(change), known(STATE)) == UPSTREAM


def test_a_fallback_that_comes_touches_what_reaches_what_it_protects() -> None:
    helped = known(STATE, fallback("Papier", NEED[0]))
    assert touched(known(STATE), helped) == UPSTREAM | {"fal-papier"}


def test_what_was_needed_and_is_no_more_is_touched_too() -> None:
    moved = known(SMALL, POLDER, FROM_POLDER, TAX, needs(TAX, HOSTING))
    assert {POLDER.id, NIMBUS.id} <= touched(known(STATE), moved)


def test_who_serves_is_part_of_it() -> None:
    elsewhere = service("Belasting", users=900, organisation_id="org-meent")
    now = known(SMALL, POLDER, FROM_POLDER, elsewhere, needs(elsewhere, FROM_POLDER))
    assert touched(known(STATE), now) == UPSTREAM
