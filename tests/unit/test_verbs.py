# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole product as functions: opened, asked and ranked as a program would, without a command
line."""

from datetime import date
from pathlib import Path

import pytest

from dijkwacht import verbs
from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.units import Hours
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.select import Selector
from dijkwacht.register.tables import Format

ON = date(2026, 11, 24)
WATERDAM = verbs.examples() / "01_waterdam"


@pytest.fixture(scope="module")
def opened() -> verbs.Opened:
    """The example state."""
    return verbs.open_register(WATERDAM, ON)


def test_a_named_supplier_with_its_group_stops_as_one(opened: verbs.Opened) -> None:
    question = verbs.Question(Selector(groups=("Nimbus Holding",)), Choice(Hours(720)))
    asked = verbs.outage(opened, question)
    stopped = {opened.graphs.every.nodes.ids[node] for node in asked.selection.failing}
    assert stopped == {"sup-nimbus-holding", "sup-nimbus", "sup-nimbus-werkplek"}
    assert len(asked.answer.found.lost) == 5


def test_a_ranking_has_every_supplier_once_and_tells_how_far_it_is(opened: verbs.Opened) -> None:
    told: list[tuple[int, int]] = []
    found = verbs.ranking(
        opened, Choice(Hours(720)), progress=lambda done, of: told.append((done, of))
    )
    assert len(found.places) == opened.register.table("suppliers").height == told[-1][1]
    assert [done for done, _ in told] == list(range(1, len(found.places) + 1))
    assert found.horizons == (1, 4, 24, 72, 168, 336, 720)


def test_a_run_shorter_than_every_horizon_is_its_own_horizon(opened: verbs.Opened) -> None:
    assert verbs.horizons_of(opened.rules, 5) == (1, 4)
    assert verbs.horizons_of(verbs.open_register(WATERDAM, ON).rules, 1) == (1,)


def test_a_run_beyond_policys_horizons_is_counted_to_its_end(opened: verbs.Opened) -> None:
    assert verbs.horizons_of(opened.rules, 4380)[-1] == 4320
    assert verbs.horizons_of(opened.rules, 4381)[-2:] == (4320, 4381)


def test_what_was_known_before_is_still_answered() -> None:
    before, now = (verbs.open_register(WATERDAM, ON, revision) for revision in (0, 1))
    days = [
        opened.register.table("contracts").filter(id="con-polder")["notice_days"].item()
        for opened in (before, now)
    ]
    assert days == [180, 90]
    with pytest.raises(NotInRegister):
        verbs.open_register(WATERDAM, ON, 2)


def test_the_history_goes_out_and_comes_back_whole(opened: verbs.Opened, tmp_path: Path) -> None:
    verbs.export(opened, tmp_path / "all", Format.PARQUET, every=True)
    again = verbs.open_register(tmp_path / "all", ON)
    assert again.history == opened.history
    limits = opened.rules
    assert verbs.plan(opened.history, again.history, ON, limits).is_empty


def test_weaknesses_are_the_sets_that_bring_one_service_down(opened: verbs.Opened) -> None:
    found = verbs.weaknesses(opened, "Dijkbewaking", Choice(Hours(720)))
    ids = opened.graphs.every.nodes.ids
    assert [[ids[node] for node in held.things] for held in found.sets] == [
        ["sup-meent", "sup-terp"]
    ]
    assert len(found.things) == opened.register.table("suppliers").height
    with pytest.raises(NotInRegister):
        verbs.weaknesses(opened, "sup-nimbus", Choice(Hours(720)))


def test_every_service_has_a_place_among_the_fuses(opened: verbs.Opened) -> None:
    found = verbs.fuses(opened, Choice(Hours(720)), kinds=[Kind.FACILITIES])
    assert {fuse.service for fuse in found.of} == set(opened.graphs.every.services.tolist())
    assert {fuse.cause for fuse in found.of} - {None} == {
        opened.graphs.every.node(NodeNoun.SYSTEM, "sys-datacentrum")
    }
