# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which foreign law reaches a supplier: worked by hand, way by way."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import DAY, Rows, delivery, owned, register, rules, supplier
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.control_chain import Missing
from dijkwacht.findings.foreign_law import Exposed, Exposure, foreign_law
from dijkwacht.register.codes import OwnershipKind, Role
from dijkwacht.register.records import Contract, Ownership
from dijkwacht.register.watched import Observation
from dijkwacht.rules.rulebook import Rules

NIMBUS = supplier("Nimbus", country="NL")
HOLDING = supplier("Nimbus Holding", country="NL")
ATLAS = supplier("Atlas", country="US")  # the fictional company across the sea
KADE = supplier("Kade", country="NL")
CONTRACT = Contract(id="con-nimbus", supplier_id=NIMBUS.id)
TOP = {"kind": OwnershipKind.CONSOLIDATING, "share": None}


def observed(kind: str, of: Any = NIMBUS, known_on: date = DAY) -> Observation:
    return Observation(id=f"obs-{of.id}-{kind}", supplier_id=of.id, kind=kind, known_on=known_on)


def work(who: Any, role: Role = Role.SUBCONTRACTOR, **more: Any) -> Rows:
    return delivery(who, contract_id=CONTRACT.id, role=role, **more)


def reach(*rows: Rows, of: Any = NIMBUS, by: Rules | None = None) -> Exposed:
    held = register(NIMBUS, HOLDING, ATLAS, KADE, CONTRACT, *rows)
    return next(
        one for one in foreign_law(held, by or rules()).of(of.id) if one.jurisdiction == "US"
    )


def test_it_is_direct_where_the_supplier_is_of_that_country() -> None:
    assert reach(of=ATLAS)[2:4] == (Exposure.DIRECT, (ATLAS.id,))


@pytest.mark.parametrize(
    ("kind", "share"),
    [
        (OwnershipKind.CONSOLIDATING, None),
        (OwnershipKind.CONSOLIDATING, 100),
        (OwnershipKind.GOLDEN_SHARE, 1),
        (OwnershipKind.SHAREHOLDING, 5_001),
        (OwnershipKind.VOTING_RIGHTS, 10_000),
    ],
)
def test_who_controls_it_brings_its_law_by_any_kind_of_control(
    kind: OwnershipKind, share: int | None
) -> None:
    found = reach(owned(NIMBUS, HOLDING), owned(HOLDING, ATLAS, kind=kind, share=share))
    assert found.exposure is Exposure.BY_PARENT
    assert found.path == (NIMBUS.id, HOLDING.id, ATLAS.id)


def test_exactly_half_is_no_control_and_leaves_nobody_else_any() -> None:
    found = reach(owned(NIMBUS, ATLAS, share=5_000))
    assert found.exposure is Exposure.NONE_KNOWN


def test_a_golden_share_counts_beside_a_majority_elsewhere() -> None:
    gold = owned(NIMBUS, ATLAS, kind=OwnershipKind.GOLDEN_SHARE, share=None)
    found = reach(owned(NIMBUS, HOLDING), gold)
    assert found[2:4] == (Exposure.BY_PARENT, (NIMBUS.id, ATLAS.id))


def test_a_chain_that_ends_at_home_has_no_way_that_is_known() -> None:
    found = reach(owned(NIMBUS, HOLDING))
    assert (found.exposure, found.path, found.missing) == (Exposure.NONE_KNOWN, (), None)


def test_nothing_recorded_is_unknown_and_never_none() -> None:
    assert reach()[2] is Exposure.UNKNOWN
    assert reach().missing is Missing.OWNER_UNRECORDED
    assert reach(observed("parent-none")).exposure is Exposure.NONE_KNOWN


def test_a_parent_that_gleif_hides_is_unknown_wherever_it_is() -> None:
    direct = reach(observed("parent-hidden"))
    assert (direct.exposure, direct.missing) == (Exposure.UNKNOWN, Missing.OWNER_HIDDEN)
    above = reach(owned(NIMBUS, HOLDING), observed("parent-hidden", HOLDING))
    assert (above.missing, above.path) == (Missing.OWNER_HIDDEN, (NIMBUS.id, HOLDING.id))
    later = observed("parent-hidden", HOLDING, date(2027, 1, 1))
    assert reach(owned(NIMBUS, HOLDING), later).exposure is Exposure.NONE_KNOWN


def test_an_owner_that_is_not_named_is_hidden_too() -> None:
    nameless = Ownership(id="own-x", child_id=HOLDING.id, kind=OwnershipKind.CONSOLIDATING)
    assert reach(owned(NIMBUS, HOLDING), nameless).missing is Missing.OWNER_HIDDEN


def test_the_rest_of_a_minority_may_be_anybodys() -> None:
    found = reach(owned(NIMBUS, HOLDING, share=3_000))
    assert (found.exposure, found.missing) == (Exposure.UNKNOWN, Missing.REST_UNRECORDED)
    votes = owned(NIMBUS, HOLDING, share=3_000, kind=OwnershipKind.VOTING_RIGHTS)
    twice = replace(votes, id="own-votes")
    assert reach(owned(NIMBUS, HOLDING, share=3_000), twice).missing is Missing.REST_UNRECORDED


def test_an_owner_without_a_share_may_have_control() -> None:
    found = reach(owned(NIMBUS, ATLAS, share=None))
    assert found.exposure is Exposure.UNKNOWN
    assert (found.missing, found.path) == (Missing.SHARE_UNKNOWN, (NIMBUS.id, ATLAS.id))


def test_a_country_that_is_not_known_makes_it_unknown() -> None:
    nowhere = supplier("Nergens")
    found = reach(nowhere, owned(NIMBUS, nowhere))
    assert (found.missing, found.path) == (Missing.COUNTRY_UNKNOWN, (NIMBUS.id, nowhere.id))


def test_what_is_known_goes_before_what_is_not() -> None:
    nowhere = supplier("Nergens")
    found = reach(nowhere, owned(NIMBUS, nowhere), owned(nowhere, ATLAS))
    assert found.exposure is Exposure.BY_PARENT


def test_who_works_for_it_brings_its_law_directly_or_by_its_parent() -> None:
    home = owned(NIMBUS, HOLDING)
    found = reach(home, work(ATLAS))
    assert found[2:4] == (Exposure.BY_OPERATIONS, (NIMBUS.id, ATLAS.id))
    behind = reach(home, work(KADE, Role.HOST), owned(KADE, ATLAS))
    assert behind[2:4] == (Exposure.BY_OPERATIONS, (NIMBUS.id, KADE.id, ATLAS.id))


def test_a_maker_has_no_data_in_its_hands() -> None:
    assert reach(owned(NIMBUS, HOLDING), work(ATLAS, Role.MAKER)).exposure is Exposure.NONE_KNOWN


def test_what_is_delivered_from_there_is_there() -> None:
    home = owned(NIMBUS, HOLDING)
    found = reach(home, work(NIMBUS, Role.CONTRACTING_PARTY, country="US"))
    assert (found.exposure, found.country) == (Exposure.BY_OPERATIONS, "US")
    other = reach(home, work(KADE, country="US"), owned(KADE, HOLDING))
    assert (other.path, other.country) == ((NIMBUS.id, KADE.id), "US")


def test_what_a_subcontractor_delivers_to_others_from_there_is_not_here() -> None:
    home = owned(NIMBUS, HOLDING), owned(KADE, HOLDING)
    other = Contract(id="con-other", supplier_id=HOLDING.id)
    there = delivery(KADE, id="del-there", contract_id=other.id, role=Role.HOST, country="US")
    assert reach(home, other, there, work(KADE)).exposure is Exposure.NONE_KNOWN
    itself = reach(home, other, there, of=KADE)
    assert (itself.exposure, itself.path) == (Exposure.BY_OPERATIONS, (KADE.id,))
    made = work(KADE, Role.MAKER, country="US")
    assert reach(home, made).exposure is Exposure.NONE_KNOWN


def test_a_subcontractor_of_whom_nothing_is_known_makes_it_unknown() -> None:
    found = reach(owned(NIMBUS, HOLDING), work(KADE))
    assert (found.exposure, found.path) == (Exposure.UNKNOWN, (NIMBUS.id, KADE.id))


def test_a_parent_goes_before_operations_and_operations_before_unknown() -> None:
    assert reach(owned(NIMBUS, ATLAS), work(KADE)).exposure is Exposure.BY_PARENT
    assert reach(work(ATLAS)).exposure is Exposure.BY_OPERATIONS


def test_a_ring_of_owners_ends() -> None:
    found = reach(owned(NIMBUS, HOLDING), owned(HOLDING, NIMBUS))
    assert found.exposure is Exposure.NONE_KNOWN


def test_it_is_asked_of_the_day() -> None:
    sold = owned(NIMBUS, ATLAS, valid_from=date(2026, 7, 1))
    assert reach(sold, owned(NIMBUS, HOLDING, share=4_000)).exposure is Exposure.UNKNOWN
    held = register(NIMBUS, ATLAS, sold, on=date(2026, 7, 1))
    (found,) = foreign_law(held, rules(date(2026, 7, 1))).of(NIMBUS.id)
    assert found.exposure is Exposure.BY_PARENT


def test_another_jurisdiction_is_looked_for_where_policy_names_it() -> None:
    known = rules()
    rule = known.parameters("sovereignty/exposure")
    both = {**rule.entries["jurisdictions"], "value": {"US": "CLOUD Act", "NL": "Wiv 2017"}}
    entries = {**rule.entries, "jurisdictions": both}
    held = {**known.by_name, rule.name: replace(rule, entries=entries)}
    found = foreign_law(register(NIMBUS, ATLAS, owned(NIMBUS, ATLAS)), replace(known, by_name=held))
    assert [(one.jurisdiction, one.exposure) for one in found.of(NIMBUS.id)] == [
        ("NL", Exposure.DIRECT),
        ("US", Exposure.BY_PARENT),
    ]


LADDER = [supplier(f"Trede {number}", country="NL") for number in range(5)]


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.none() | st.integers(0, 10_000))),
)
def test_more_that_is_known_never_takes_a_way_away(
    links: list[tuple[int, int, int | None]],
) -> None:
    ends = [*LADDER, ATLAS]
    rows = [
        replace(owned(LADDER[child], ends[parent], share=share), id=f"own-{number}")
        for number, (child, parent, share) in enumerate(links)
    ]
    for number in range(len(rows)):
        fewer = foreign_law(register(LADDER, ATLAS, rows[:number]), rules())
        more = foreign_law(register(LADDER, ATLAS, rows), rules())
        for one in LADDER:
            (before,), (after,) = fewer.of(one.id), more.of(one.id)
            if before.exposure is Exposure.BY_PARENT:
                assert after.exposure is Exposure.BY_PARENT
            if after.exposure is Exposure.BY_PARENT:
                assert (after.path[0], after.path[-1]) == (one.id, ATLAS.id)
                assert len(set(after.path)) == len(after.path)
