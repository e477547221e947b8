# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who inherits the class of a service, and what several organisations come to together."""

from typing import Any

import pytest
from assessing import harm, harmless, override
from builders import (
    FACTS,
    HOSTING,
    NIMBUS,
    POLDER,
    delivery,
    needs,
    owned,
    register,
    rules,
    service,
    supplier,
    system,
)
from classified import TIMES, classified_register

from dijkwacht.engine.spread import gross, spread
from dijkwacht.findings.classes import Class
from dijkwacht.findings.inheritance import Inherited, inherit
from dijkwacht.findings.owners import Heirs, nodes_of
from dijkwacht.graph.build import build
from dijkwacht.register.codes import Direction, HarmKind, Role
from dijkwacht.register.records import Contract

PLATFORM = system("Zaakplatform")
HOLDING = supplier("Wolken Holding")


def bijstand(number: int, **more: Any) -> Any:
    """A municipality's service for 6,000 people, and the harm that it does after a month."""
    of = service(f"Bijstand {number}", organisation_id=f"org-{number}", users=6_000, **more)
    late = harm(of, HarmKind.LIVING, {336: 0, 720: 5_000, 4_320: 5_000})
    needed = needs(of, PLATFORM, id=f"req-{number}", buffer_hours=10)
    return of, late, harmless(of, HarmKind.LIVING), needed


def inherited(heirs: Heirs, *rows: Any) -> Inherited:
    held = register(*rows)
    graph = build(held, rules())
    nodes = nodes_of(held, graph, heirs)
    causes = sorted({node for each in nodes.values() for node in each})
    found = classified_register(held, rules())
    return inherit(found, nodes, spread(graph, causes, gross(TIMES[-1])))


@pytest.mark.parametrize(
    ("bodies", "own", "together"), [(1, "K", "O"), (2, "K", "C"), (20, "K", "V")]
)
def test_a_shared_platform_carries_the_class_of_the_summed_harm(
    bodies: int, own: str, together: str
) -> None:
    found = inherited(Heirs.SYSTEMS, PLATFORM, [bijstand(number) for number in range(bodies)])
    assert found.ids == ("sys-zaakplatform",)
    assert (Class(int(found.inherited[0])).name, Class(int(found.collective[0])).name) == (
        own,
        together,
    )
    assert found.level.tolist() == [max(Class[own], Class[together])]
    assert (found.services.tolist(), found.organisations.tolist()) == ([bodies], [bodies])
    assert found.because == ("svc-bijstand-0",)
    assert found.provisional.tolist() == [False]


def test_two_services_of_one_organisation_are_not_shared() -> None:
    same = [bijstand(0), bijstand(1)]
    moved = [service("Bijstand 1", organisation_id="org-0", users=6_000), *same[1][1:]]
    found = inherited(Heirs.SYSTEMS, PLATFORM, same[0], moved)
    assert (found.collective.tolist(), found.level.tolist()) == ([Class.O], [Class.K])


def test_a_service_that_holds_beyond_its_mtpd_does_not_hand_its_class_down() -> None:
    of = service("Paspoorten", users=62_000)
    soon = (of, harmless(of, HarmKind.LAW), harm(of, HarmKind.LAW, {4: 1, 4_320: 1}))
    for buffer, level, services in ((4, Class.K, 1), (5, Class.O, 0)):
        found = inherited(Heirs.SYSTEMS, PLATFORM, soon, needs(of, PLATFORM, buffer_hours=buffer))
        assert (found.level.tolist(), found.services.tolist()) == ([level], [services])


def test_what_is_not_known_makes_the_platform_provisional() -> None:
    unknown = service("Afval", organisation_id="org-9", users=10)
    more = (unknown, needs(unknown, PLATFORM, id="req-9"))
    found = inherited(Heirs.SYSTEMS, PLATFORM, bijstand(0), more)
    assert found.provisional.tolist() == [True]
    assert found.collective_possible.tolist() == [Class.V]
    assert found.level.tolist() == [Class.K]


def test_contracts_suppliers_and_groups_inherit_by_what_they_deliver() -> None:
    contract = Contract(id="con-1", name="Raamcontract", supplier_id=POLDER.id, **FACTS)
    other = delivery(POLDER, contract_id="con-1", role=Role.RESELLER)
    hosting = delivery(NIMBUS, contract_id="con-1")
    of = service("Paspoorten", users=62_000)
    rows = (
        *(NIMBUS, POLDER, HOLDING, contract, other, hosting, of),
        *(owned(POLDER, HOLDING), Contract(id="con-2", supplier_id=NIMBUS.id, **FACTS)),
        *(harmless(of, HarmKind.LAW), *harm(of, HarmKind.LAW, {4: 2, 4_320: 2})),
        *needs(of, hosting),
    )
    contracts = inherited(Heirs.CONTRACTS, *rows)
    assert dict(zip(contracts.ids, contracts.level.tolist(), strict=True)) == {
        "con-1": Class.C,
        "con-2": Class.O,
    }
    suppliers = inherited(Heirs.SUPPLIERS, *rows)
    assert dict(zip(suppliers.ids, suppliers.level.tolist(), strict=True)) == {
        "sup-nimbus": Class.C,
        "sup-polder-ict": Class.C,
        "sup-wolken-holding": Class.O,
    }
    groups = inherited(Heirs.GROUPS, *rows)
    assert (groups.ids, groups.level.tolist()) == (("sup-wolken-holding",), [Class.C])


def test_nothing_inherits_in_an_empty_register() -> None:
    for heirs in Heirs:
        assert inherited(heirs, NIMBUS, HOSTING).services.sum() == 0


def test_what_is_of_an_unknown_organisation_may_be_shared() -> None:
    stranger = [service("Bijstand 1", organisation_id=None, users=6_000), *bijstand(1)[1:]]
    found = inherited(Heirs.SYSTEMS, PLATFORM, bijstand(0), stranger)
    assert (found.level.tolist(), found.provisional.tolist()) == ([Class.K], [True])
    assert found.collective_possible.tolist() == [Class.C]


def test_an_override_of_a_service_does_not_move_what_it_needs() -> None:
    rows = bijstand(0)
    up = override(rows[0], Direction.UP)
    assert inherited(Heirs.SYSTEMS, PLATFORM, rows, up).level.tolist() == [Class.K]


def test_sums_beyond_all_measure_stay_above_every_threshold() -> None:
    huge = [
        (of, harmless(of, HarmKind.LIVING), harm(of, HarmKind.LIVING, {24: 2**62 - 1}), needed)
        for of, _, _, needed in (bijstand(number) for number in range(3))
    ]
    found = inherited(Heirs.SYSTEMS, PLATFORM, huge)
    assert found.collective.tolist() == [Class.V]
