# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as a report: what would change, what is refused, and the words that would write it."""

from builders import DAY

from dijkwacht.base.message import Message
from dijkwacht.base.units import BasisPoints
from dijkwacht.register.plan import Ends, Limit, Plan, plan
from dijkwacht.register.records import Contract, Supplier
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.reports.plan import plan_report

LOOSE, TIGHT = Limit(BasisPoints(10_000), 0), Limit(BasisPoints(1_000), 0)


def planned(held: list[Row], coming: list[Row], limit: Limit = LOOSE) -> Plan:
    return plan(History.from_records(held), History.from_records(coming), DAY, limit, Ends.ALL)


HELD: list[Row] = [Supplier(id="a", name="Nimbus"), Supplier(id="b"), Supplier(id="c")]
COMING: list[Row] = [Supplier(id="a", name="Nimbus Cloud"), Supplier(id="b"), Supplier(id="d")]


def test_it_counts_per_table_and_names_the_checksum() -> None:
    made = planned(HELD, COMING)
    told = plan_report(made, applied=False)
    (counts,) = told.tables
    assert list(counts.rows) == [("suppliers", 3, 1, 1, 1, 0)]
    assert told.after == (Message.of("plan.apply", checksum=made.checksum),)
    assert told.made == {"checksum": made.checksum, "revision": 0, "on": DAY.isoformat()}


def test_it_says_what_is_refused_and_why() -> None:
    told = plan_report(planned([], [Contract(id="con-1", supplier_id="weg")]), applied=False)  # type: ignore[arg-type]
    counts, refused = told.tables
    assert list(counts.rows) == [("contracts", 0, 0, 0, 0, 1)]
    assert [row[1] for row in refused.rows] == ["reference-broken"]
    assert refused.key == "refused_rows"


def test_a_plan_that_touches_too_much_says_so_and_how_to_insist() -> None:
    made = planned(HELD, COMING, TIGHT)
    assert plan_report(made, applied=False).after == (
        Message.of("plan.too-much", table="suppliers", touched=2, held=3),
        Message.of("plan.apply-anyway", checksum=made.checksum),
    )


def test_a_plan_that_changes_nothing_says_so() -> None:
    told = plan_report(planned(HELD, HELD), applied=False)
    assert (told.tables, told.after) == ((), (Message("plan.empty"),))


def test_a_plan_that_was_applied_names_its_revision() -> None:
    told = plan_report(planned(HELD, COMING), applied=True)
    assert told.title == Message("plan.title.applied")
    assert told.after == (Message.of("plan.written", revision=1),)
