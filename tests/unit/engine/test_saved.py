# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each fallback saved: the loss without it, less the loss with it."""

from builders import Rows, fallback, graph_of, needs, node_of, service, system
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import graphs, scenarios

from dijkwacht.base.units import Hours
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import Outage, outage
from dijkwacht.engine.saved import Delay, Saved, savings
from dijkwacht.engine.scenario import stops
from dijkwacht.register.row import Row

PASPOORTEN, AFVAL = service("Paspoorten", users=62_000), service("Afval", users=None)
A, B = system("A"), system("B")
NEED = needs(PASPOORTEN, A)


def when(*rows: Rows, fails: Row = A, hours: int = 72, horizon: int = 100) -> Outage:
    graph = graph_of(PASPOORTEN, AFVAL, A, B, rows)
    return outage(graph, stops([node_of(graph, fails)], Hours(horizon), duration=Hours(hours)))


def told(found: Outage) -> dict[str, Saved]:
    return {found.graph.nodes.ids[saved.fallback]: saved for saved in savings(found).of}


def test_a_fallback_that_holds_a_service_saved_all_of_its_loss() -> None:
    papier = fallback("Papier", NEED[0], level=8_000)
    found = when(NEED, papier)
    node = node_of(found.graph, PASPOORTEN)
    assert told(found)["fal-papier"] == Saved(
        fallback=node_of(found.graph, papier),
        opened=0,
        services=1,
        lost_hours=72,
        persons=62_000,
        person_hours=62_000 * 72 * 80 // 100,
        persons_unknown=0,
        delay=Delay(node, 0, None),
    )


def test_a_fallback_that_runs_out_puts_the_loss_off() -> None:
    found = when(NEED, fallback("Papier", NEED[0], duration_hours=48))
    saved = told(found)["fal-papier"]
    assert saved.delay == Delay(node_of(found.graph, PASPOORTEN), 0, 48)
    assert (saved.services, saved.lost_hours, saved.persons) == (0, 48, 0)
    assert saved.person_hours == 62_000 * 48


def test_a_fallback_that_starts_late_saves_hours_but_no_delay() -> None:
    saved = told(when(NEED, fallback("Papier", NEED[0], activation_hours=12)))["fal-papier"]
    assert (saved.opened, saved.delay, saved.lost_hours) == (12, None, 60)


def test_persons_that_are_unknown_are_counted_apart() -> None:
    need = needs(AFVAL, A)
    saved = told(when(need, fallback("Papier", need[0])))["fal-papier"]
    assert (saved.services, saved.persons, saved.person_hours) == (1, 0, 0)
    assert saved.persons_unknown == 1


def test_two_that_protect_the_same_save_nothing_one_at_a_time() -> None:
    found = told(when(NEED, fallback("Een", NEED[0]), fallback("Twee", NEED[0])))
    assert [(saved.services, saved.person_hours) for saved in found.values()] == [(0, 0), (0, 0)]


def test_two_that_are_both_needed_save_all_each() -> None:
    other = needs(PASPOORTEN, A, id="req-2")
    found = told(when(NEED, other, fallback("Een", NEED[0]), fallback("Twee", other[0])))
    assert [saved.person_hours for saved in found.values()] == [62_000 * 72] * 2


def test_a_fallback_can_cost_more_than_it_saves() -> None:
    """One hour of help upstream ends a shortage and begins another, and with it the twelve hours
    that the help downstream takes to start: 23 hours are lost in place of 12."""
    base, slow = system("Basis"), service("Traag", users=1_000)
    of_b, of_slow = needs(B, base), needs(slow, B)
    late = fallback("Laat", of_slow[0], activation_hours=12)
    brief = fallback("Kort", of_b[0], activation_hours=11, duration_hours=1)
    found = when(base, slow, of_b, of_slow, late, brief, fails=base, hours=24)
    saved = told(found)
    assert (saved["fal-kort"].lost_hours, saved["fal-kort"].person_hours) == (-11, -11_000)
    assert list(saved)[-1] == "fal-kort"


def test_the_most_person_hours_stand_first_and_what_opened_last_is_left_out() -> None:
    small = service("Klein", users=10)
    of_small = needs(small, A)
    one = fallback("A klein", of_small[0])
    two = fallback("B groot", NEED[0], activation_hours=2)
    found = when(NEED, small, of_small, one, two)
    every, first = savings(found), savings(found, most=1)
    ids = found.graph.nodes.ids
    assert [ids[saved.fallback] for saved in every.of] == ["fal-b-groot", "fal-a-klein"]
    assert ([ids[saved.fallback] for saved in first.of], first.left_out) == (["fal-a-klein"], 1)
    assert every.left_out == 0


def test_progress_is_told_for_each() -> None:
    seen: list[tuple[int, int]] = []
    found = when(NEED, fallback("Een", NEED[0]), fallback("Twee", NEED[0]))
    savings(found, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]


def test_what_never_opened_is_not_asked() -> None:
    assert told(when(NEED, fallback("Laat", NEED[0], activation_hours=72))) == {}


@given(st.data())
@settings(max_examples=60)
def test_saved_is_the_difference_of_two_whole_outages(data: st.DataObject) -> None:
    graph = data.draw(graphs(services=True).filter(lambda graph: graph.fallbacks.node.size))
    scenario = data.draw(scenarios(graph))
    found = outage(graph, scenario)
    for saved in savings(found).of:
        lacking = frozenset({saved.fallback})
        network = Network(graph, scenario.fallbacks, scenario.permanent, lacking)
        without = outage(graph, scenario, network)
        before, after = (of.within(scenario.horizon) for of in (without, found))
        assert saved.services == before.services - after.services
        assert saved.persons == before.persons - after.persons
        assert saved.person_hours == without.person_hours - found.person_hours
        hours = [sum(loss.lost_hours for loss in of.lost) for of in (without, found)]
        assert saved.lost_hours == hours[0] - hours[1]
