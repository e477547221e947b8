# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nodes and their values: what is known, what policy assumes, and which services are
wrapped."""

import pytest
from builders import (
    IDENTITEIT,
    PASPOORTEN,
    delivery,
    fallback,
    graph_of,
    needs,
    node_of,
    register,
    rules,
    service,
    supplier,
    system,
)

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.graph.graph import UNKNOWN, Assumed
from dijkwacht.graph.nodes import arrays, node_frame, wrapped_services
from dijkwacht.register.row import Row


def test_nodes_are_numbered_by_noun_and_id() -> None:
    rows = register(supplier("A"), service("B"), service("A"), system("A"))
    frame = node_frame(rows, rules().parameters("outage/defaults"), wrapped_services(rows))
    assert frame["node"].to_list() == [0, 1, 2, 3]
    assert arrays(frame).ids == ("svc-a", "svc-b", "sys-a", "sup-a")


@pytest.mark.parametrize(
    ("row", "flags"),
    [
        (service("A", mbco=None), Assumed.MBCO),
        (service("A", restart_hours=None), Assumed.RESTART),
        (service("A", mbco=None, restart_hours=None), Assumed.MBCO | Assumed.RESTART),
        (system("A", restart_hours=None), Assumed.RESTART),
        (delivery(supplier("A"), restart_hours=None), Assumed.RESTART),
        (service("A", mbco=NOT_APPLICABLE, restart_hours=NOT_APPLICABLE), 0),
        (service("A"), 0),
        (supplier("A"), 0),
    ],
)
def test_an_unknown_value_is_policys_and_flagged(row: Row, flags: int) -> None:
    graph = graph_of(row)
    node = node_of(graph, row)
    assert graph.nodes.assumed[node] == flags
    assert graph.nodes.restart[node] == 0
    assert graph.nodes.mbco[node] in (0, 5_000)


def test_a_minimum_nobody_knows_is_one_half() -> None:
    graph = graph_of(service("A", mbco=None), service("B", mbco=8_000), service("C", mbco=0))
    assert graph.nodes.mbco.tolist() == [5_000, 8_000, 0]


def test_users_nobody_knows_stay_unknown() -> None:
    graph = graph_of(
        service("A", users=None),
        service("B", users=NOT_APPLICABLE),
        service("C", users=0),
        system("D"),
    )
    assert graph.nodes.users.tolist() == [UNKNOWN, UNKNOWN, 0, 0]


def test_restart_times_are_kept() -> None:
    rows = [service("A", restart_hours=3), system("A", restart_hours=4)]
    rows.append(delivery(supplier("A"), restart_hours=5))
    assert graph_of(rows).nodes.restart.tolist() == [3, 4, 5]


def test_of_two_rows_with_one_id_the_first_is_taken() -> None:
    graph = graph_of(service("A", users=1), service("A", users=2))
    assert graph.nodes.users.tolist() == [1]


def test_a_service_is_wrapped_when_it_is_protected_as_a_whole_and_requires_something() -> None:
    need = needs(PASPOORTEN, IDENTITEIT)
    whole, part = fallback("A", PASPOORTEN), fallback("B", need[0])
    idle = fallback("C", IDENTITEIT)
    held = (PASPOORTEN, need)
    assert wrapped_services(register(held, whole, whole, part, idle)).to_list() == [PASPOORTEN.id]
    assert wrapped_services(register(held, part)).to_list() == []
    assert wrapped_services(register(PASPOORTEN, whole)).to_list() == []


def test_a_service_that_ended_is_not_wrapped_though_need_and_fallback_still_name_it() -> None:
    need, whole = needs(PASPOORTEN, IDENTITEIT), fallback("Whole", PASPOORTEN)
    rows = register(IDENTITEIT, need, whole)
    assert wrapped_services(rows).to_list() == []
    assert PASPOORTEN.id not in graph_of(IDENTITEIT, need, whole).nodes.ids
