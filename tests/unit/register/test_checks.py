# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of problem the checks find, each in a register that is otherwise sound."""

from datetime import date

import pytest

from dijkwacht.base.problem import Grade, Problem
from dijkwacht.base.units import BasisPoints, Hours
from dijkwacht.register.checks import check
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import (
    Contract,
    Delivery,
    Member,
    Organisation,
    OutsideIdentifier,
    Ownership,
    Requirement,
    Service,
    Supplier,
)
from dijkwacht.register.register import History
from dijkwacht.register.row import Row

SOUND: tuple[Row, ...] = (
    Organisation(id="org-waterdam", name="Gemeente Waterdam"),
    Service(id="svc-paspoorten", organisation_id="org-waterdam", users=62000),
    Supplier(id="sup-nimbus", name="Nimbus", country="NL"),
    Supplier(id="sup-polder", name="Polder ICT"),
    Contract(id="con-1", organisation_id="org-waterdam", supplier_id="sup-nimbus", currency="EUR"),
    Delivery(id="del-1", contract_id="con-1", supplier_id="sup-nimbus"),
    Requirement(id="req-1", owner_noun=Noun.SERVICE, owner_id="svc-paspoorten"),
    Member(id="mem-1", requirement_id="req-1", member_noun=Noun.DELIVERY, member_id="del-1"),
    Ownership(id="own-1", child_id="sup-nimbus", parent_id="sup-polder", share=6000),
)


def found(*rows: Row, without: str = "") -> list[Problem]:
    kept = [row for row in SOUND if row.id != without]
    return [p for p in check(History.from_records([*kept, *rows])) if p.grade is not Grade.NOTE]


def codes(*rows: Row) -> list[tuple[str, str]]:
    return [(problem.where, problem.what.code) for problem in found(*rows)]


def test_a_sound_register_has_no_faults_and_no_warnings() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("row", "where", "code"),
    [
        (Supplier(id="sup-nimbus"), "suppliers sup-nimbus", "duplicate-id"),
        (
            Supplier(id="sup-x", valid_from=date(2026, 2, 1), valid_until=date(2026, 2, 1)),
            "suppliers sup-x valid_until",
            "period-impossible",
        ),
        (
            Contract(id="con-2", supplier_id="sup-niets"),
            "contracts con-2 supplier_id",
            "reference-broken",
        ),
        (
            Member(id="mem-2", requirement_id="req-1", member_id="del-1"),
            "members mem-2 member_noun",
            "noun-missing",
        ),
        (
            Requirement(id="req-2", owner_noun=Noun.SUPPLIER, owner_id="sup-nimbus"),
            "requirements req-2 owner_noun",
            "noun-not-allowed",
        ),
        (
            Member(
                id="mem-3", requirement_id="req-1", member_noun=Noun.SYSTEM, member_id="sys-niets"
            ),
            "members mem-3 member_id",
            "reference-broken",
        ),
        (Service(id="svc-x", mbco=BasisPoints(10001)), "services svc-x mbco", "above-one"),
        (Service(id="svc-x", restart_hours=Hours(-2)), "services svc-x restart_hours", "negative"),
        (
            Contract(id="con-3", signed_on=date(2026, 5, 1), ends_on=date(2026, 4, 1)),
            "contracts con-3 ends_on",
            "days-reversed",
        ),
        (Contract(id="con-4", currency="euro"), "contracts con-4 currency", "currency-form"),
        (Organisation(id="org-x", country="ZZ"), "organisations org-x country", "id-country"),
        (
            OutsideIdentifier(id="idn-1", noun=Noun.SUPPLIER, of_id="sup-nimbus", value="1"),
            "identifiers idn-1 scheme",
            "scheme-missing",
        ),
        (
            Ownership(id="own-2", child_id="sup-polder", parent_id="sup-nimbus"),
            "ownership sup-nimbus",
            "owner-ring",
        ),
    ],
)
def test_each_fault_is_found_where_it_is(row: Row, where: str, code: str) -> None:
    assert codes(row) == [(where, code)]


def test_a_faulty_identifier_is_a_warning_with_its_place() -> None:
    wrong = OutsideIdentifier(
        id="idn-1", noun=Noun.SUPPLIER, of_id="sup-nimbus", scheme="rsin", value="123456789"
    )
    (problem,) = found(wrong)
    assert (problem.where, problem.grade) == ("identifiers idn-1 value", Grade.WARNING)
    assert problem.about == ("identifiers", "idn-1")


def test_periods_of_one_id_may_touch_but_not_overlap() -> None:
    first = Supplier(id="sup-x", valid_from=date(2026, 1, 1), valid_until=date(2026, 3, 1))
    touching = Supplier(id="sup-x", valid_from=date(2026, 3, 1))
    overlapping = Supplier(id="sup-x", valid_from=date(2026, 2, 28))
    assert codes(first, touching) == []
    assert codes(first, overlapping) == [("suppliers sup-x valid_from", "periods-overlap")]


def test_a_long_period_overlaps_all_later_ones_not_only_the_next() -> None:
    rows = [
        Supplier(id="sup-x", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 1)),
        Supplier(id="sup-x", valid_from=date(2026, 2, 1), valid_until=date(2026, 3, 1)),
        Supplier(id="sup-x", valid_from=date(2026, 5, 1), valid_until=date(2026, 6, 1)),
    ]
    assert len(codes(*rows)) == 2


def test_a_reference_to_something_that_does_not_hold_all_the_time_is_a_warning() -> None:
    new = Supplier(id="sup-new", valid_from=date(2026, 6, 1))
    early = Contract(id="con-2", supplier_id="sup-new", valid_from=date(2026, 1, 1))
    later = Contract(id="con-3", supplier_id="sup-new", valid_from=date(2026, 7, 1))
    assert codes(new, early, later) == [("contracts con-2 supplier_id", "reference-outside-period")]


def test_parents_in_a_circle_are_named_in_order() -> None:
    rows = [
        Organisation(id="org-b", parent_id="org-c"),
        Organisation(id="org-c", parent_id="org-a"),
        Organisation(id="org-a", parent_id="org-b"),
    ]
    (ring,) = [problem for problem in found(*rows) if problem.what.code == "owner-ring"]
    assert ring.what.params["ring"] == "org-a → org-b → org-c → org-a"


def test_unknown_values_and_orphans_are_counted() -> None:
    notes = {
        (problem.where, problem.what.code): problem.what.params
        for problem in check(History.from_records([*SOUND, Supplier(id="sup-lonely")]))
        if problem.grade is Grade.NOTE
    }
    assert notes["suppliers country", "unknown-values"] == {"count": 2, "total": 3}
    assert notes["suppliers", "suppliers-unused"] == {"count": 1, "total": 3, "first": "sup-lonely"}
    assert ("services users", "unknown-values") not in notes
    assert ("services", "services-without-requirements") not in notes


def test_a_service_that_says_nothing_of_its_needs_is_counted() -> None:
    rows = [row for row in SOUND if row.id not in ("req-1", "mem-1")]
    notes = {
        problem.what.code: problem.what.params for problem in check(History.from_records(rows))
    }
    assert notes["services-without-requirements"]["first"] == "svc-paspoorten"
    assert notes["deliveries-unused"]["count"] == 1
