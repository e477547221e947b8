# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each may know of contracts over time and of who works for whom: from the rows that they see,
and of others only what enough organisations have alike."""

from datetime import date

import pytest
from builders import FACTS, delivery, flat, organisation, owned, rules, service, supplier

from dijkwacht.findings.foreign_law import Exposure
from dijkwacht.register.codes import Role as Work
from dijkwacht.register.records import Contract
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.reports.words import Words
from dijkwacht.web.access import FEWEST, Reach, Viewer
from dijkwacht.web.contracts import Contracts
from dijkwacht.web.judged import Judged
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.roles import Role
from dijkwacht.web.store.snapshot import Held

ON = date(2026, 6, 20)
NIMBUS = supplier("Nimbus", country="NL")
HOLDING = supplier("Nimbus Holding", country="NL")
ATLAS = supplier("Atlas", country="US")
BODIES = [organisation(f"Gemeente {number}") for number in range(FEWEST + 1)]
MINE = BODIES[-1]


def of(number: int) -> list[Row]:
    """A contract of one of the others, under which somebody from abroad works."""
    body = BODIES[number]
    deal = Contract(
        id=f"con-{number}",
        organisation_id=body.id,
        supplier_id=NIMBUS.id,
        ends_on=date(2027, 3, 17),
        notice_days=30,
        **FACTS,
    )
    help_ = delivery(
        ATLAS, id=f"del-{number}", contract_id=deal.id, role=Work.SUBCONTRACTOR, exit_days=100
    )
    return [deal, help_]


def seen(deals: int, reach: Reach, *own: str) -> Contracts:
    rows = flat([BODIES, NIMBUS, HOLDING, ATLAS, owned(NIMBUS, HOLDING), service("Paspoorten")])
    history = History.from_records([*rows, *(row for one in range(deals) for row in of(one))])
    reasoned = Reasoned(Held(0, "", history), ON, 0, rules(ON))
    viewer = Viewer(1, "Roos", Role.CONTRACT_MANAGER, None, reach, frozenset(own))
    return Contracts(Judged(reasoned, viewer, Words("en")))


@pytest.mark.parametrize("deals", range(1, FEWEST + 1))
def test_work_at_others_is_told_where_enough_of_them_have_it(deals: int) -> None:
    (found,) = seen(deals, Reach.OWN, MINE.id).law.of(NIMBUS.id)
    told = found.exposure is Exposure.BY_OPERATIONS
    assert told is (deals >= FEWEST)
    (own,) = seen(1, Reach.OWN, BODIES[0].id).law.of(NIMBUS.id)
    assert own.path == (NIMBUS.id, ATLAS.id)
    (all_,) = seen(1, Reach.NAMED).law.of(NIMBUS.id)
    assert all_.exposure is Exposure.BY_OPERATIONS


def test_an_organisation_has_only_its_own_contracts_in_its_calendar() -> None:
    own = seen(3, Reach.OWN, BODIES[1].id)
    assert set(own.entries["contract_id"]) == {"con-1"}
    assert own.suppliers() == [NIMBUS.id, HOLDING.id, ATLAS.id]
    assert seen(3, Reach.OWN, MINE.id).entries.height == 0
    assert seen(3, Reach.OWN, MINE.id).suppliers() == []


def test_the_centre_reckons_from_months_so_no_day_tells_the_end() -> None:
    rows = seen(3, Reach.CENTRAL).entries
    named = seen(3, Reach.NAMED).entries
    ends = {kind: set(part["day"]) for (kind,), part in rows.group_by("kind")}
    assert ends["end"] == {date(2027, 3, 1)}  # of the 17th
    assert ends["notice"] == {date(2027, 1, 30)} and ends["leave"] == {date(2026, 11, 21)}
    assert set(named.filter(named["kind"] == "end")["day"]) == {date(2027, 3, 17)}
    for kind, days in ends.items():
        assert max(days) <= max(named.filter(named["kind"] == kind)["day"])


def test_the_order_of_equal_days_tells_the_centre_nothing() -> None:
    rows = seen(3, Reach.CENTRAL)
    ties = rows.entries.filter(rows.entries["kind"] == "end")["tie"]
    assert ties.is_sorted() and not set(ties) & {"con-0", "con-1", "con-2"}
