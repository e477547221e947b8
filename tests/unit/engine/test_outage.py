# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outage means: when services are lost, for how long, for whom, and on which
assumptions."""

import pytest
from builders import (
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    SMALL,
    Rows,
    fallback,
    graph_of,
    helped,
    needs,
    node_of,
    owned,
    register,
    service,
    supplier,
    system,
)

from dijkwacht.base.units import Hours
from dijkwacht.engine.network import Network
from dijkwacht.engine.outage import HorizonLoss, Loss, Outage, levels, outage
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario, Steps, stops
from dijkwacht.graph.find import with_group
from dijkwacht.graph.graph import Assumed

A = system("A")


def of_nimbus(*rows: Rows, own: Steps = ((0, 0), (72, 10_000)), horizon: int = 100) -> Outage:
    """What happens in the small world and these rows when Nimbus has this level."""
    graph = graph_of(SMALL, rows)
    return outage(graph, Scenario((Failure(node_of(graph, NIMBUS), own),), Hours(horizon)))


def ids(found: Outage, losses: object) -> list[str]:
    return [found.graph.nodes.ids[loss.node] for loss in losses]


def test_the_level_of_any_node_over_time() -> None:
    found = of_nimbus()
    paspoorten = node_of(found.graph, PASPOORTEN)
    assert found.steps(paspoorten) == ((4, 0), (72, 10_000))
    at = [found.level(paspoorten, hour) for hour in (0, 3, 4, 71, 72, 99)]
    assert at == [10_000, 10_000, 0, 0, 10_000, 10_000]
    table = levels(found, 100)
    assert table.shape == (4, 100)
    assert table[paspoorten].tolist() == [10_000] * 4 + [0] * 68 + [10_000] * 28


def test_when_a_service_is_lost_and_when_it_returns() -> None:
    found = of_nimbus()
    identiteit, paspoorten = found.lost
    assert identiteit == Loss(
        node=node_of(found.graph, IDENTITEIT),
        lost_at=0,
        returns_at=72,
        lowest=0,
        lost_hours=72,
        users=None,
        person_hours=None,
        assumed=False,
    )
    assert (paspoorten.lost_at, paspoorten.returns_at, paspoorten.lost_hours) == (4, 72, 68)
    assert (paspoorten.users, paspoorten.person_hours) == (62_000, 62_000 * 68)


def test_what_returns_only_at_the_horizon_or_later_does_not_return() -> None:
    for own in (((0, 0),), ((0, 0), (100, 10_000))):
        assert [loss.returns_at for loss in of_nimbus(own=own).lost] == [None, None]
    again = of_nimbus(own=((0, 0), (20, 10_000), (30, 0)))
    assert [loss.returns_at for loss in again.lost] == [None, None]
    last = of_nimbus(own=((0, 0), (99, 10_000)))
    assert [loss.returns_at for loss in last.lost] == [99, 99]


def test_what_is_lost_twice_returns_the_last_time() -> None:
    own = ((0, 0), (20, 10_000), (30, 4_999), (40, 5_000), (60, 10_000))
    found = of_nimbus(own=own)
    loss = found.lost[0]
    assert found.lost_spans(loss.node) == [(0, 20), (30, 40)]
    assert (loss.lost_at, loss.returns_at, loss.lost_hours, loss.lowest) == (0, 40, 30, 0)


def test_touching_spans_below_the_minimum_are_one() -> None:
    found = of_nimbus(own=((0, 0), (10, 2_000), (20, 4_000), (30, 6_000)))
    assert found.lost_spans(node_of(found.graph, IDENTITEIT)) == [(0, 30)]


def test_what_is_no_service_is_lost_below_full() -> None:
    found = of_nimbus(own=((0, 9_999), (10, 10_000)))
    assert found.lost_spans(node_of(found.graph, NIMBUS)) == [(0, 10)]
    assert found.lost_spans(node_of(found.graph, IDENTITEIT)) == []


def test_a_service_that_is_touched_but_never_below_its_minimum_is_not_lost() -> None:
    found = of_nimbus(own=((0, 5_000),))
    assert found.lost == []
    assert [(loss.lost_at, loss.lowest, loss.lost_hours) for loss in found.losses] == [
        (None, 5_000, 0),
        (None, 5_000, 0),
    ]
    assert found.within(100).services == 0
    assert found.person_hours == 62_000 * 96 // 2


def test_the_first_lost_stand_first_then_the_most_persons_then_the_smallest_id() -> None:
    rows: list[Rows] = []
    for name, users, buffer, share in (
        ("Late", 9, 8, None),
        ("Soon", 10**6, 1, None),
        ("Many", 90, 4, None),
        ("Few b", 5, 4, None),
        ("Few a", 5, 4, None),
        ("Unknown", None, 4, None),
        ("Zero but one", 1, 4, None),
        ("Holds", 99, 0, 4_000),
    ):
        made = service(name, users=users)
        buffered = {"buffer_hours": buffer}
        need = helped(made, HOSTING, share=share, **buffered) if share else None
        rows += [made, need or needs(made, HOSTING, **buffered)]
    found = of_nimbus(rows)
    assert ids(found, found.losses) == [
        "svc-identiteit",
        "svc-soon",
        "svc-paspoorten",
        "svc-many",
        "svc-few-a",
        "svc-few-b",
        "svc-zero-but-one",
        "svc-unknown",
        "svc-late",
        "svc-holds",
    ]


@pytest.mark.parametrize(
    ("hours", "services"), [(0, 0), (1, 1), (4, 1), (5, 2), (100, 2), (4_320, 2)]
)
def test_a_horizon_holds_what_is_lost_strictly_before_it(hours: int, services: int) -> None:
    assert of_nimbus().within(hours).services == services


def test_within_a_horizon_persons_organisations_and_unknowns_are_counted() -> None:
    rows: list[Rows] = []
    for name, values in (
        ("A", {"users": 100, "organisation_id": "org-2"}),
        ("B", {"users": 0, "organisation_id": "org-2"}),
        ("C", {"users": 7, "organisation_id": None}),
        ("D", {"users": None, "organisation_id": "org-3"}),
    ):
        made = service(name, **values)
        rows += [made, needs(made, HOSTING)]
    found = of_nimbus(rows)
    assert found.within(1) == HorizonLoss(
        hours=1, services=5, organisations=3, persons=107, persons_unknown=2
    )
    assert found.within(5).persons == 107 + 62_000


def test_what_was_lost_and_is_back_still_counts_within_a_later_horizon() -> None:
    found = of_nimbus(own=((0, 0), (10, 10_000)))
    assert found.within(100).services == 2


def test_person_hours_are_summed_first_and_divided_once() -> None:
    """Three services lose 1/3 of a person-hour each: one together, none alone."""
    rows: list[Rows] = []
    for name in "ABC":
        made = service(name, users=1)
        rows += [made, needs(made, HOSTING)]
    found = of_nimbus(rows, own=((0, 6_666), (1, 10_000)))
    assert [loss.person_hours for loss in found.losses if loss.users == 1] == [0, 0, 0]
    assert found.person_hours == 1


def test_person_hours_of_one_service_weigh_each_hour_by_what_is_missing() -> None:
    found = of_nimbus(own=((0, 0), (10, 5_000), (20, 9_999), (30, 10_000)))
    (loss,) = [loss for loss in found.losses if loss.users]
    assert loss.person_hours == 62_000 * (6 * 10_000 + 10 * 5_000 + 10 * 1) // 10_000
    assert found.person_hours == loss.person_hours


def test_only_known_values_mean_nothing_is_assumed() -> None:
    found = of_nimbus()
    assert (found.assumptions, any(loss.assumed for loss in found.losses)) == ({}, False)


def test_how_much_of_the_loss_rests_on_assumptions_is_counted() -> None:
    """Afval and what needs it rest on an unknown buffer; Identiteit and Paspoorten on nothing."""
    afval, post = service("Afval", users=10), service("Post", users=3, mbco=0)
    guessed = needs(afval, HOSTING, buffer_hours=None)
    found = of_nimbus(afval, post, guessed, needs(post, afval, buffer_hours=1))
    assert found.assumptions == {Assumed.BUFFER: 1}
    assert (len(found.lost), found.services_assumed) == (3, 1)  # Post is never lost
    assert found.person_hours_assumed == 10 * 72 + 3 * 71
    assert found.person_hours == found.person_hours_assumed + 62_000 * 68
    sure = of_nimbus()
    assert (sure.services_assumed, sure.person_hours_assumed) == (0, 0)


def test_a_fallback_that_does_not_count_is_no_assumption() -> None:
    need = needs(PASPOORTEN, IDENTITEIT, id="req-extra")
    paper = fallback("Papier", need[0], level=None)
    graph = graph_of(SMALL, need, paper)
    fails = (Failure(node_of(graph, NIMBUS), ((0, 0),)),)
    counted = {
        mode: outage(graph, Scenario(fails, Hours(9), fallbacks=mode)).assumptions
        for mode in FallbackMode
    }
    assert counted[FallbackMode.NONE] == {}
    assert counted[FallbackMode.DECLARED] == {Assumed.LEVEL: 1}


def test_a_network_of_another_choice_is_refused() -> None:
    graph = graph_of(SMALL)
    scenario = stops([node_of(graph, NIMBUS)], Hours(9))
    same = Network(graph, FallbackMode.DECLARED, permanent=False)
    assert outage(graph, scenario, same).network is same
    for other in (
        Network(graph, FallbackMode.NONE, permanent=False),
        Network(graph, FallbackMode.DECLARED, permanent=True),
        Network(graph_of(SMALL), FallbackMode.DECLARED, permanent=False),
    ):
        with pytest.raises(AssertionError):
            outage(graph, scenario, other)


def test_a_parent_that_fails_alone_stops_no_subsidiary_a_group_stops_them_all() -> None:
    holding = supplier("Holding")
    rows = SMALL, holding, owned(NIMBUS, holding, share=5_001)
    graph = graph_of(rows)
    parent = node_of(graph, holding)
    alone = outage(graph, stops([parent], Hours(9)))
    head, entities = with_group(graph, register(rows), node_of(graph, NIMBUS))
    together = outage(graph, stops(entities, Hours(9)))
    assert (head, list(alone.touched), alone.losses) == (parent, [parent], [])
    assert ids(together, together.lost) == ["svc-identiteit", "svc-paspoorten"]


def test_a_supplier_that_nobody_needs_touches_itself_alone() -> None:
    lonely = supplier("Meent")
    graph = graph_of(SMALL, lonely)
    found = outage(graph, stops([node_of(graph, lonely)], Hours(9)))
    assert (list(found.touched), found.losses, found.person_hours) == (
        [node_of(graph, lonely)],
        [],
        0,
    )
