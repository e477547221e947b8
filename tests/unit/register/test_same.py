# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Suppliers that come in again under another id are known by their numbers, and can be taken as the
held ones."""

from builders import NIMBUS, POLDER, delivery, identifier, owned, supplier

from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.register.same import Double, doubles, merged

AGAIN = supplier("Nimbus BV")


def rows(*records: Row) -> History:
    return History.from_records(records)


def test_a_new_supplier_with_a_held_number_is_a_double() -> None:
    held = rows(NIMBUS, identifier(NIMBUS, "kvk", "12345678"), POLDER)
    coming = rows(AGAIN, identifier(AGAIN, "KVK", " 12345678 "), POLDER)
    assert doubles(held, coming) == [Double(AGAIN.id, NIMBUS.id, "kvk", "12345678")]


def test_the_same_number_of_another_scheme_or_of_the_held_supplier_itself_is_none() -> None:
    held = rows(NIMBUS, identifier(NIMBUS, "kvk", "12345678"))
    assert doubles(held, rows(AGAIN, identifier(AGAIN, "rsin", "12345678"))) == []
    assert doubles(held, rows(NIMBUS, identifier(NIMBUS, "kvk", "12345678"))) == []


def test_two_shared_numbers_make_one_double() -> None:
    numbers = [("kvk", "12345678"), ("lei", "x")]
    held = rows(NIMBUS, *(identifier(NIMBUS, *pair) for pair in numbers))
    coming = rows(AGAIN, *(identifier(AGAIN, *pair) for pair in numbers))
    assert len(doubles(held, coming)) == 1


def test_what_is_merged_points_at_the_held_supplier_and_says_nothing_of_it() -> None:
    number = identifier(AGAIN, "kvk", "12345678")
    coming = rows(AGAIN, number, delivery(AGAIN), owned(POLDER, AGAIN), POLDER)
    made = merged(coming, {AGAIN.id: NIMBUS.id})
    assert made.table("suppliers")["id"].to_list() == [POLDER.id]
    assert made.table("identifiers").height == 0
    assert made.table("deliveries")["supplier_id"].to_list() == [NIMBUS.id]
    assert made.table("ownership")["parent_id"].to_list() == [NIMBUS.id]
    assert merged(coming, {}) is coming
