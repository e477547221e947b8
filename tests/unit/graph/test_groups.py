# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Corporate groups: who is held by whom, up to the last parent, on the day of the register."""

from builders import DAY, NIMBUS, POLDER, ZILVERLIJN, owned, register, supplier

from dijkwacht.graph.groups import corporate_groups, entities, ultimate_parents
from dijkwacht.register.codes import OwnershipKind
from dijkwacht.register.row import Row

HOLDING, MEENT = supplier("Holding"), supplier("Meent")


def parents(*rows: Row) -> dict[str, str]:
    return dict(ultimate_parents(register(*rows)))


def test_more_than_half_is_control_and_half_is_not() -> None:
    assert parents(owned(NIMBUS, HOLDING, share=5_001)) == {NIMBUS.id: HOLDING.id}
    assert parents(owned(NIMBUS, HOLDING, share=5_000)) == {}
    assert parents(owned(NIMBUS, HOLDING, share=3_000)) == {}


def test_a_parent_that_consolidates_is_in_control_whatever_the_share() -> None:
    kind = OwnershipKind.CONSOLIDATING
    assert parents(owned(NIMBUS, HOLDING, share=None, kind=kind)) == {NIMBUS.id: HOLDING.id}
    assert parents(owned(NIMBUS, HOLDING, share=3_000, kind=kind)) == {NIMBUS.id: HOLDING.id}


def test_an_unknown_share_is_no_control() -> None:
    assert parents(owned(NIMBUS, HOLDING, share=None)) == {}
    assert parents(owned(NIMBUS, HOLDING, share=None, kind=None)) == {}


def test_a_link_to_nobody_is_no_link() -> None:
    assert parents(owned(NIMBUS, HOLDING, parent_id=None)) == {}
    assert parents(owned(NIMBUS, HOLDING, child_id=None)) == {}


def test_the_last_parent_of_the_chain_is_the_group() -> None:
    rows = owned(NIMBUS, POLDER), owned(POLDER, ZILVERLIJN), owned(ZILVERLIJN, HOLDING)
    assert set(parents(*rows).values()) == {HOLDING.id}
    assert corporate_groups(register(*rows)) == {
        HOLDING.id: [HOLDING.id, NIMBUS.id, POLDER.id, ZILVERLIJN.id]
    }


def test_a_minority_breaks_the_chain() -> None:
    rows = owned(NIMBUS, POLDER), owned(POLDER, HOLDING, share=4_000)
    assert corporate_groups(register(*rows)) == {POLDER.id: [POLDER.id, NIMBUS.id]}


def test_of_two_parents_the_one_that_consolidates_counts_then_the_larger_share() -> None:
    kind = OwnershipKind.CONSOLIDATING
    both = owned(NIMBUS, MEENT, share=9_000), owned(NIMBUS, HOLDING, share=5_100, kind=kind)
    assert parents(*both) == {NIMBUS.id: HOLDING.id}
    larger = owned(NIMBUS, HOLDING, share=5_100), owned(NIMBUS, MEENT, share=6_000)
    assert parents(*larger) == {NIMBUS.id: MEENT.id}
    equal = owned(NIMBUS, MEENT, share=6_000), owned(NIMBUS, HOLDING, share=6_000)
    assert parents(*equal) == {NIMBUS.id: HOLDING.id}
    unknown = owned(NIMBUS, HOLDING, share=None, kind=kind), owned(NIMBUS, MEENT, kind=kind)
    assert parents(*unknown) == {NIMBUS.id: MEENT.id}


def test_a_ring_of_owners_is_a_group_named_after_its_smallest_id() -> None:
    ring = owned(NIMBUS, POLDER), owned(POLDER, ZILVERLIJN), owned(ZILVERLIJN, NIMBUS)
    below = owned(MEENT, POLDER)
    assert set(parents(*ring, below).values()) == {NIMBUS.id}
    assert corporate_groups(register(*ring, below)) == {
        NIMBUS.id: [NIMBUS.id, MEENT.id, POLDER.id, ZILVERLIJN.id]
    }


def test_only_who_owns_on_the_day_counts() -> None:
    sold, bought = owned(NIMBUS, HOLDING, valid_until=DAY), owned(NIMBUS, POLDER, valid_from=DAY)
    assert parents(sold, bought) == {NIMBUS.id: POLDER.id}


def test_the_entities_of_a_group_are_the_same_from_wherever_one_asks() -> None:
    larger = owned(POLDER, HOLDING, share=9_000), owned(NIMBUS, HOLDING, share=6_000)
    rows = register(larger, owned(MEENT, ZILVERLIJN))
    whole = HOLDING.id, [HOLDING.id, NIMBUS.id, POLDER.id]
    assert [entities(rows, row.id) for row in (NIMBUS, POLDER, HOLDING)] == [whole] * 3


def test_who_is_held_by_nobody_is_alone() -> None:
    assert entities(register(NIMBUS), NIMBUS.id) == (NIMBUS.id, [NIMBUS.id])
    assert corporate_groups(register(NIMBUS)) == {}


def test_who_owns_itself_is_no_group_of_one() -> None:
    assert corporate_groups(register(NIMBUS, owned(NIMBUS, NIMBUS))) == {}
