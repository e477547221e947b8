# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar of contracts: what is past, near and ahead, and what changed at whom."""

from datetime import date, timedelta
from typing import Any

from builders import DAY, Rows, flat, owned, rules, supplier

from dijkwacht.findings.contract_watch import (
    CHANGE,
    ContractWatch,
    contract_changes,
    contract_watch,
)
from dijkwacht.findings.control_changes import Changed
from dijkwacht.register.codes import OwnershipKind, Role
from dijkwacht.register.records import Contract, Delivery
from dijkwacht.register.register import History

NIMBUS = supplier("Nimbus", country="NL")
HOLDING = supplier("Nimbus Holding", country="NL")
ATLAS = supplier("Atlas", country="US")
KADE = supplier("Kade", country="NL")
SOLD = date(2026, 5, 15)
CONTRACT = Contract(
    id="con-1", supplier_id=NIMBUS.id, ends_on=date(2027, 3, 1), notice_days=90, valid_from=SOLD
)
OLD = date(2024, 1, 1)


def watch(*rows: Rows, on: date = DAY, until: date | None = None) -> ContractWatch:
    history = History.from_records(flat([*rows, NIMBUS, HOLDING, ATLAS, KADE]))
    held = history.at(on)
    changes = contract_changes(held, history, rules(on), until)
    return contract_watch(held, rules(on), changes, until)


def changed(*rows: Rows, **more: Any) -> list[tuple[Any, ...]]:
    found = watch(*rows, **more).entries
    columns = ("day", "kind", "contract_id", "supplier_id", "before", "after")
    return found.filter(found["when"] == CHANGE).select(columns).rows()


def of_old(**more: Any) -> Contract:
    known = {"id": "con-1", "supplier_id": NIMBUS.id, "valid_from": OLD}
    return Contract(**{**known, **more})


def helps(by: Any, **more: Any) -> Delivery:
    known = {"contract_id": "con-1", "supplier_id": by.id, "role": Role.SUBCONTRACTOR}
    return Delivery(**{"id": f"del-{by.id}", **known, **more})


def test_a_sale_is_an_owner_that_ends_one_that_begins_another_parent_and_another_country() -> None:
    was = owned(NIMBUS, HOLDING, valid_until=SOLD)
    now = owned(NIMBUS, ATLAS, valid_from=SOLD)
    assert changed(of_old(), was, now) == [
        (SOLD, Changed.OWNER_BEGINS, "con-1", NIMBUS.id, None, ATLAS.id),
        (SOLD, Changed.OWNER_ENDS, "con-1", NIMBUS.id, HOLDING.id, None),
        (SOLD, Changed.PARENT, "con-1", NIMBUS.id, HOLDING.id, ATLAS.id),
        (SOLD, Changed.PARENT_ABROAD, "con-1", NIMBUS.id, "NL", "US"),
    ]


def test_a_sale_far_above_is_felt_at_the_contract_below() -> None:
    rows = (owned(NIMBUS, HOLDING, valid_from=OLD), owned(HOLDING, ATLAS, valid_from=SOLD))
    kinds = [(kind, who) for _, kind, _, who, _, _ in changed(of_old(), rows)]
    assert kinds == [(Changed.PARENT, NIMBUS.id), (Changed.PARENT_ABROAD, NIMBUS.id)]


def test_a_small_share_changes_an_owner_and_no_parent() -> None:
    share = owned(NIMBUS, ATLAS, share=1_000, valid_from=SOLD)
    assert [row[1] for row in changed(of_old(), share)] == [Changed.OWNER_BEGINS]


def test_a_new_row_of_the_same_owner_is_no_change() -> None:
    kept = {"id": "own-1", "share": 6_000}
    was = owned(NIMBUS, HOLDING, valid_until=SOLD, **kept)
    now = owned(NIMBUS, HOLDING, valid_from=SOLD, **{**kept, "share": 7_000})
    assert changed(of_old(), was, now) == []


def test_a_supplier_that_moves_abroad_is_a_change_of_country_without_one_of_parent() -> None:
    here = supplier("Meent", country="NL", valid_until=SOLD)
    there = supplier("Meent", country="US", valid_from=SOLD)
    rows = changed(of_old(supplier_id=here.id), here, there)
    assert rows == [(SOLD, Changed.PARENT_ABROAD, "con-1", here.id, "NL", "US")]
    near = supplier("Meent", country="BE", valid_from=SOLD)
    kinds = [row[1] for row in changed(of_old(supplier_id=here.id), here, near)]
    assert kinds == [Changed.PARENT_COUNTRY]
    nowhere = supplier("Meent", valid_until=SOLD)
    assert changed(of_old(supplier_id=here.id), nowhere, there) == []


def test_what_begins_with_the_register_is_no_change() -> None:
    born = supplier("Meent", country="NL", valid_from=SOLD)
    tie = owned(born, ATLAS, valid_from=SOLD, kind=OwnershipKind.CONSOLIDATING)
    assert changed(of_old(supplier_id=born.id), born, tie) == []
    new = Contract(id="con-1", supplier_id=NIMBUS.id, valid_from=SOLD)
    assert changed(new, helps(KADE, valid_from=SOLD)) == []


def test_subcontractors_begin_and_end_at_their_contract() -> None:
    rows = (helps(KADE, valid_until=SOLD), helps(ATLAS, valid_from=SOLD, role=Role.HOST))
    assert changed(of_old(), rows) == [
        (SOLD, Changed.WORKER_BEGINS, "con-1", ATLAS.id, None, None),
        (SOLD, Changed.WORKER_ENDS, "con-1", KADE.id, None, None),
    ]
    assert changed(of_old(), helps(KADE, valid_from=SOLD, role=Role.MAKER)) == []


def test_a_corrected_row_of_a_delivery_that_goes_on_is_no_change() -> None:
    rows = (helps(KADE, valid_until=SOLD), helps(KADE, valid_from=SOLD, exit_days=3))
    assert changed(of_old(), rows) == []


def test_changes_of_a_subcontractor_are_told_at_the_contract_it_works_under() -> None:
    rows = (helps(KADE, valid_from=OLD), owned(KADE, ATLAS, valid_from=SOLD))
    assert {(row[2], row[3]) for row in changed(of_old(), rows)} == {("con-1", KADE.id)}


def test_only_the_span_is_looked_at() -> None:
    rows = [owned(NIMBUS, ATLAS, valid_from=SOLD)]
    assert changed(of_old(), rows, on=date(2026, 9, 1)) == []  # more than a quarter ago
    ahead = [owned(NIMBUS, ATLAS, valid_from=date(2026, 8, 1))]
    assert len(changed(of_old(), ahead)) == 3
    assert changed(of_old(), ahead, until=date(2026, 7, 31)) == []


def test_the_calendar_has_what_is_past_near_and_ahead_in_order_of_days() -> None:
    rows = (CONTRACT, helps(KADE, exit_days=365, valid_from=SOLD))
    found = watch(*rows).entries
    assert found.select("day", "kind", "when").rows() == [
        (date(2026, 3, 1), "leave", "past"),
        (date(2026, 12, 1), "notice", "ahead"),
        (date(2027, 3, 1), "end", "ahead"),
    ]
    near = watch(*rows, on=date(2026, 9, 2), until=date(2026, 12, 31)).entries
    assert near.select("kind", "when").rows() == [("leave", "past"), ("notice", "near")]


def test_the_calendar_of_some_contracts_has_no_other() -> None:
    other = Contract(id="con-2", supplier_id=KADE.id, ends_on=DAY + timedelta(days=30))
    whole = watch(of_old(), other, owned(NIMBUS, ATLAS, valid_from=SOLD))
    part = whole.of(["con-2"])
    assert set(whole.entries["contract_id"]) == {"con-1", "con-2"}
    assert set(part.entries["contract_id"]) == {"con-2"}
    assert part.dates.contracts["id"].to_list() == ["con-2"]
