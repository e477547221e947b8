# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All rows ever known, and what was known at a revision to hold on a day."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, histories

from dijkwacht.register.codes import Role
from dijkwacht.register.records import TABLES, Delivery, Service, Supplier
from dijkwacht.register.register import History, Register, frame_of, make
from dijkwacht.register.row import Row

DAY = date(2026, 6, 1)


def history(*rows: Row) -> History:
    return History.from_records(rows)


def ids(register: Register | History) -> list[str]:
    return register.table("suppliers")["id"].to_list()


def test_a_register_holds_what_is_true_on_its_day() -> None:
    held = history(
        Supplier(id="always"),
        Supplier(id="from", valid_from=DAY),
        Supplier(id="until", valid_until=DAY),
        Supplier(id="later", valid_from=date(2026, 6, 2)),
        Supplier(id="last-day", valid_until=date(2026, 6, 2)),
    )
    assert ids(held.at(DAY)) == ["always", "from", "last-day"]


def test_a_register_holds_what_was_known_at_its_revision() -> None:
    held = history(
        Supplier(id="a", name="Een", known_until=2),
        Supplier(id="a", name="Twee", known_from=2),
        Supplier(id="b", known_from=3),
    )
    names = [held.at(DAY, revision).table("suppliers")["name"].to_list() for revision in range(5)]
    assert names == [["Een"], ["Een"], ["Twee"], ["Twee", None], ["Twee", None]]
    assert (held.revision, held.at(DAY).revision) == (3, 3)
    assert ids(held.known()) == ["a", "b"]
    assert ids(held.known(0)) == ["a"]


def test_a_row_that_was_withdrawn_makes_a_revision() -> None:
    assert history(Supplier(id="a", known_until=4)).revision == 4
    assert history().revision == 0


@given(held=histories(), day=days(special=False), revision=st.integers(0, 6))
def test_a_register_is_a_part_of_what_was_known(held: History, day: date, revision: int) -> None:
    register, known = held.at(day, revision), held.known(revision)
    for table in TABLES:
        rows = known.table(table).rows()
        assert all(row in rows for row in register.table(table).rows())
    for row in register.rows(Supplier):
        assert row.valid.contains(day)
        assert row.known_from <= revision
        assert row.known_until is None or row.known_until > revision


def test_records_go_in_and_come_out_as_the_same() -> None:
    rows = [
        Delivery(id="del-1", role=Role.HOST, supplier_id="sup-1", restart_hours=4),  # type: ignore[arg-type]
        Delivery(id="del-2"),
    ]
    held = history(*rows)
    assert list(held.rows(Delivery)) == rows
    assert isinstance(next(held.rows(Delivery)).role, Role)
    assert held.at(DAY).get(Delivery, "del-1") == rows[0]
    assert held.at(DAY).get(Delivery, "del-9") is None


def test_tables_and_columns_that_are_absent_are_empty_and_unknown() -> None:
    held = History.of({"suppliers": pl.DataFrame({"id": ["a"], "opmerking": ["zie dossier"]})})
    assert set(held.frames) == set(TABLES)
    assert held.count() == 1
    (row,) = held.table("suppliers").iter_rows(named=True)
    assert (row["id"], row["name"], row["known_from"]) == ("a", None, 0)
    assert held.table("suppliers").columns[-1] == "opmerking"
    assert row["opmerking"] == "zie dossier"
    assert next(held.rows(Supplier)) == Supplier(id="a")


def test_two_histories_are_the_same_when_their_rows_are_in_any_order() -> None:
    one, other = Supplier(id="a"), Supplier(id="b")
    assert history(one, other) == history(other, one)
    assert history(one) != history(one, other)
    assert history(one) != "a"
    assert history(one, other).at(DAY) == history(other, one).at(DAY)
    assert history(one).at(DAY) != history(one).at(date(2026, 6, 2))
    assert history(one).at(DAY) != "a"


def test_a_register_is_not_a_key_and_does_not_change() -> None:
    held = history(Supplier(id="a"))
    for thing in (held, held.at(DAY)):
        with pytest.raises(TypeError):
            hash(thing)
        with pytest.raises(TypeError):
            thing.frames["suppliers"] = frame_of("suppliers", [])  # type: ignore[index]


def test_a_table_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        history().table("dingen")


def test_a_record_is_made_of_its_columns_alone() -> None:
    values = dict.fromkeys((column for column in history().table("services").columns), None)
    made = make(Service, {**values, "id": "svc-1", "known_from": 0, "opmerking": "x"})
    assert made == Service(id="svc-1")


def test_of_a_thing_that_stands_twice_the_first_row_counts_for_everybody() -> None:
    twice = [Supplier(id="sup-1", name="Nimbus"), Supplier(id="sup-1", name="Polder ICT")]
    held = History.from_records([*twice, Supplier(id="sup-0", name="Meent")])
    assert held.once("suppliers")["name"].to_list() == ["Nimbus", "Meent"]
    assert held.once("suppliers") is held.once("suppliers")
