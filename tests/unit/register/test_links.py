# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How rows point at each other: to nothing, to the wrong noun, outside a period, in rings."""

from datetime import date

import pytest
from builders import (
    HOSTING,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    SMALL,
    WATERDAM,
    ZILVERLIJN,
    flat,
    owned,
    system,
)

from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.codes import Noun
from dijkwacht.register.links import ORPHANS, Use, orphans, references, rings
from dijkwacht.register.records import (
    TABLES,
    Contract,
    Delivery,
    Fallback,
    Member,
    Organisation,
    Requirement,
    Supplier,
)
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.register.schema import columns


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.where, problem.what.code) for problem in problems]


def refer(*rows: Row) -> list[Problem]:
    return list(references(History.from_records(rows)))


def test_a_sound_register_has_no_broken_reference() -> None:
    assert refer(*flat(SMALL)) == []


def test_a_reference_to_nothing_names_its_row_column_and_target() -> None:
    (found,) = refer(Contract(id="con-1", supplier_id="sup-9"))  # type: ignore[arg-type]
    assert told([found]) == [("contracts con-1 supplier_id", "reference-broken")]
    assert found.what.params == {"to": "sup-9", "table": "suppliers"}
    assert (found.grade, found.about) == (Grade.FAULT, ("contracts", "con-1"))


def test_an_id_of_another_noun_is_a_reference_to_nothing() -> None:
    member = Member(id="m", member_noun=Noun.SYSTEM, member_id=PASPOORTEN.id)
    assert told(refer(WATERDAM, PASPOORTEN, member)) == [
        ("members m member_id", "reference-broken")
    ]


def test_a_reference_without_its_noun_is_told() -> None:
    assert told(refer(WATERDAM, PASPOORTEN, Member(id="m", member_id=PASPOORTEN.id))) == [
        ("members m member_noun", "noun-missing")
    ]


@pytest.mark.parametrize(
    "row",
    [
        Requirement(id="x", owner_noun=Noun.SUPPLIER, owner_id=NIMBUS.id),
        Member(id="x", member_noun=Noun.SUPPLIER, member_id=NIMBUS.id),
        Fallback(id="x", protects_noun=Noun.SUPPLIER, protects_id=NIMBUS.id),
    ],
    ids=lambda row: type(row).__name__,
)
def test_a_noun_that_cannot_stand_there_is_told_with_those_that_can(row: Row) -> None:
    (found,) = refer(NIMBUS, row)
    assert found.what.code == "noun-not-allowed"
    assert found.what.params["noun"] == "supplier"
    assert "service" in str(found.what.params["expected"])


def test_a_reference_to_what_does_not_hold_all_the_time_is_a_warning() -> None:
    closed = Supplier(id="sup-1", valid_from=date(2026, 2, 1), valid_until=date(2026, 6, 1))

    def contract(start: date | None, end: date | None) -> list[Problem]:
        row = Contract(id="c", supplier_id="sup-1", valid_from=start, valid_until=end)  # type: ignore[arg-type]
        return refer(closed, row)

    assert contract(date(2026, 2, 1), date(2026, 6, 1)) == []
    for start, end in (
        (date(2026, 1, 31), date(2026, 6, 1)),
        (date(2026, 2, 1), date(2026, 6, 2)),
        (None, date(2026, 6, 1)),
        (date(2026, 2, 1), None),
    ):
        (found,) = contract(start, end)
        assert (found.what.code, found.grade) == ("reference-outside-period", Grade.WARNING)


def test_two_rows_of_one_id_hold_together() -> None:
    early = Supplier(id="sup-1", valid_until=date(2026, 6, 1))
    late = Supplier(id="sup-1", valid_from=date(2026, 6, 1))
    assert refer(early, late, Contract(id="c", supplier_id="sup-1")) == []  # type: ignore[arg-type]


def test_what_nothing_uses_is_listed_per_table() -> None:
    rows = [*flat(SMALL), POLDER, system("Zaaksysteem"), Delivery(id="del-los")]
    found = {
        table: (code, ids.to_list()) for table, code, ids in orphans(History.from_records(rows))
    }
    assert found == {
        "suppliers": ("suppliers-unused", [POLDER.id]),
        "systems": ("systems-unused", ["sys-zaaksysteem"]),
        "deliveries": ("deliveries-unused", ["del-los"]),
    }


def test_an_id_used_under_another_noun_is_not_a_use() -> None:
    loose = Member(id="m", member_noun=Noun.SERVICE, member_id=HOSTING.id)
    found = {table for table, _, _ in orphans(History.from_records([NIMBUS, HOSTING, loose]))}
    assert "deliveries" in found
    use = Use("members", "member_id", Noun.SERVICE)
    assert use.ids(History.from_records([loose])).to_list() == [HOSTING.id]


def test_orphans_are_looked_for_in_columns_that_are_there() -> None:
    for table, _, uses in ORPHANS:
        assert table in TABLES
        for use in uses:
            assert use.column in {column.name for column in columns(use.table)}


def test_a_ring_of_parents_is_told_once_from_its_smallest_id() -> None:
    rows = [
        Organisation(id="c", parent_id="a"),  # type: ignore[arg-type]
        Organisation(id="b", parent_id="c"),  # type: ignore[arg-type]
        Organisation(id="a", parent_id="b"),  # type: ignore[arg-type]
        Organisation(id="z", parent_id="a"),  # type: ignore[arg-type]
        Organisation(id="zelf", parent_id="zelf"),  # type: ignore[arg-type]
    ]
    found = list(rings(History.from_records(rows)))
    assert [problem.what.params["ring"] for problem in found] == ["a → b → c → a", "zelf → zelf"]
    assert {problem.grade for problem in found} == {Grade.WARNING}


def test_companies_that_own_each_other_are_a_ring() -> None:
    rows = [NIMBUS, POLDER, ZILVERLIJN, owned(NIMBUS, POLDER), owned(POLDER, NIMBUS)]
    found = list(rings(History.from_records([*rows, owned(ZILVERLIJN, NIMBUS)])))
    assert [problem.what.params["ring"] for problem in found] == [
        f"{NIMBUS.id} → {POLDER.id} → {NIMBUS.id}"
    ]


def test_a_chain_of_parents_is_no_ring() -> None:
    rows = [Organisation(id=f"o{number}", parent_id=f"o{number + 1}") for number in range(2_000)]  # type: ignore[arg-type]
    assert list(rings(History.from_records(rows))) == []
