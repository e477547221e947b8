# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans: what is new, changed, ended and refused, and that exactly this is written."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.base.errors import PlanRefused
from dijkwacht.base.units import BasisPoints
from dijkwacht.register.plan import Ends, Limit, Plan, apply, confirm, plan
from dijkwacht.register.records import Contract, Supplier
from dijkwacht.register.register import History
from dijkwacht.register.row import Row

LOOSE = Limit(BasisPoints(10_000), 0)
DAY = date(2026, 6, 1)


def held(*rows: Row) -> History:
    """A history in which these rows were written as revision 1."""
    made = plan(History.of({}), History.from_records(rows), DAY, LOOSE)
    return apply(made, made.checksum)


def counts(made: Plan, table: str = "suppliers") -> tuple[int, int, int]:
    return made.changes[table].counts()


def names(history: History, on: date, revision: int | None = None) -> dict[str, str | None]:
    return dict(history.at(on, revision).table("suppliers").select("id", "name").iter_rows())


def test_a_first_load_is_all_new() -> None:
    made = plan(
        History.of({}), History.from_records([Supplier(id="a"), Supplier(id="b")]), DAY, LOOSE
    )
    assert counts(made) == (2, 0, 0)
    assert apply(made, made.checksum).revision == 1


def test_the_same_again_changes_nothing() -> None:
    rows = [
        Supplier(id="a", name="A", recorded_on=date(2026, 1, 1), source="s"),
        Contract(id="c", supplier_id="a"),
    ]
    again = [
        Supplier(id="a", name="A", recorded_on=date(2026, 2, 1), source="s"),
        Contract(id="c", supplier_id="a"),
    ]
    assert plan(held(*rows), History.from_records(again), DAY, LOOSE).is_empty


def test_a_correction_keeps_what_was_known_before() -> None:
    base = held(Supplier(id="a", name="Nimbsu"))
    made = plan(base, History.from_records([Supplier(id="a", name="Nimbus")]), DAY, LOOSE)
    after = apply(made, made.checksum)
    assert counts(made) == (0, 1, 0)
    assert names(after, DAY) == {"a": "Nimbus"}
    assert names(after, DAY, 1) == {"a": "Nimbsu"}


def test_a_later_period_ends_the_running_one() -> None:
    base = held(Supplier(id="a", name="Oud", valid_from=date(2025, 1, 1)))
    made = plan(
        base,
        History.from_records([Supplier(id="a", name="Nieuw", valid_from=date(2026, 3, 1))]),
        DAY,
        LOOSE,
    )
    after = apply(made, made.checksum)
    assert counts(made) == (0, 1, 0)
    assert names(after, date(2026, 2, 28)) == {"a": "Oud"}
    assert names(after, date(2026, 3, 1)) == {"a": "Nieuw"}
    assert names(after, date(2026, 3, 1), 1) == {"a": "Oud"}


def test_a_later_observation_that_says_the_same_changes_nothing() -> None:
    base = held(Supplier(id="a", name="A", valid_from=date(2025, 1, 1)))
    assert plan(
        base,
        History.from_records([Supplier(id="a", name="A", valid_from=date(2026, 3, 1))]),
        DAY,
        LOOSE,
    ).is_empty


def test_what_changes_and_changes_back_keeps_all_three_periods() -> None:
    base = held(Supplier(id="a", name="A", valid_from=date(2025, 1, 1)))
    coming = [
        Supplier(id="a", name="B", valid_from=date(2026, 1, 1), valid_until=date(2026, 2, 1)),
        Supplier(id="a", name="A", valid_from=date(2026, 2, 1)),
    ]
    made = plan(base, History.from_records(coming), DAY, LOOSE)
    after = apply(made, made.checksum)
    days = [date(2025, 6, 1), date(2026, 1, 15), date(2026, 2, 15)]
    assert [names(after, day)["a"] for day in days] == ["A", "B", "A"]


def test_what_the_source_no_longer_has_ends_but_other_sources_stay() -> None:
    base = held(
        Supplier(id="a", source="x"), Supplier(id="b", source="x"), Supplier(id="c", source="y")
    )
    coming = History.from_records([Supplier(id="a", source="x")])
    made = plan(base, coming, DAY, LOOSE)
    after = apply(made, made.checksum)
    assert counts(made) == (0, 0, 1)
    assert set(names(after, date(2026, 5, 31))) == {"a", "b", "c"}
    assert set(names(after, DAY)) == {"a", "c"}
    assert counts(plan(base, coming, DAY, LOOSE, Ends.ALL)) == (0, 0, 2)
    assert plan(base, coming, DAY, LOOSE, Ends.NOTHING).is_empty


def test_a_row_of_the_future_that_is_no_longer_planned_is_withdrawn() -> None:
    base = held(
        Supplier(id="a", source="x"), Supplier(id="b", source="x", valid_from=date(2027, 1, 1))
    )
    made = plan(base, History.from_records([Supplier(id="a", source="x")]), DAY, LOOSE)
    after = apply(made, made.checksum)
    assert counts(made) == (0, 0, 1)
    assert "b" not in names(after, date(2027, 2, 1))
    assert "b" in names(after, date(2027, 2, 1), 1)


def test_a_faulty_row_is_refused_with_what_hangs_on_it_and_the_rest_goes_on() -> None:
    coming = [
        Supplier(id="a", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1)),
        Contract(id="c", supplier_id="a"),
        Supplier(id="b"),
    ]
    made = plan(History.of({}), History.from_records(coming), DAY, LOOSE)
    assert [(problem.about, problem.what.code) for problem in made.refused] == [
        (("suppliers", "a"), "period-impossible"),
        (("contracts", "c"), "reference-broken"),
    ]
    assert set(apply(made, made.checksum).table("suppliers")["id"]) == {"b"}


def test_a_refused_row_does_not_end_what_is_held() -> None:
    base = held(Supplier(id="a", name="A", source="x"), Supplier(id="b", source="x"))
    broken = Supplier(id="a", source="x", valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1))
    made = plan(base, History.from_records([broken, Supplier(id="b", source="x")]), DAY, LOOSE)
    assert made.is_empty
    assert len(made.refused) == 1


def test_a_row_that_would_run_into_a_later_held_one_is_refused() -> None:
    base = held(Supplier(id="a", valid_from=date(2026, 6, 1)))
    made = plan(
        base, History.from_records([Supplier(id="a", valid_from=date(2026, 1, 1))]), DAY, LOOSE
    )
    assert [problem.what.code for problem in made.refused] == ["row-before-held"]
    fits = Supplier(id="a", valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 1))
    assert counts(plan(base, History.from_records([fits]), DAY, LOOSE)) == (1, 0, 0)


def test_an_added_column_that_the_source_lacks_is_kept() -> None:
    base = held(Supplier(id="a", name="A"))
    frames = dict(base.frames)
    frames["suppliers"] = frames["suppliers"].with_columns(pl.lit("Aa").alias("name_nl"))
    made = plan(History.of(frames), History.from_records([Supplier(id="a", name="B")]), DAY, LOOSE)
    after = apply(made, made.checksum).known().table("suppliers")
    assert after.select("name", "name_nl").rows() == [("B", "Aa")]


def test_the_checksum_names_this_plan_on_these_rows() -> None:
    base = held(Supplier(id="a", name="A"))
    one = plan(base, History.from_records([Supplier(id="a", name="B")]), DAY, LOOSE)
    same = plan(base, History.from_records([Supplier(id="a", name="B")]), DAY, LOOSE)
    other = plan(base, History.from_records([Supplier(id="a", name="C")]), DAY, LOOSE)
    elsewhere = plan(
        held(Supplier(id="a", name="Z")),
        History.from_records([Supplier(id="a", name="B")]),
        DAY,
        LOOSE,
    )
    assert one.checksum == same.checksum
    assert len({one.checksum, other.checksum, elsewhere.checksum}) == 3
    with pytest.raises(PlanRefused, match="plan-other"):
        apply(one, other.checksum)


def test_the_order_of_added_columns_makes_no_other_plan() -> None:
    added = pl.DataFrame({"id": ["a"], "name_nl": ["Een"], "name_en": ["One"], "name": ["A"]})
    other = added.select("id", "name", "name_en", "name_nl")
    made = [plan(held(), History.of({"suppliers": rows}), DAY, LOOSE) for rows in (added, other)]
    assert len({one.checksum for one in made}) == 1


def test_a_plan_that_touches_too_much_refuses_itself_unless_told() -> None:
    base = held(*(Supplier(id=f"s{number}", source="x") for number in range(20)))
    coming = History.from_records([Supplier(id=f"s{number}", source="x") for number in range(15)])
    made = plan(base, coming, DAY, Limit(BasisPoints(2000), 10))
    assert made.too_much == {"suppliers": (5, 20)}
    with pytest.raises(PlanRefused, match="plan-too-much"):
        apply(made, made.checksum)
    assert apply(made, made.checksum, anyway=True).at(DAY).table("suppliers").height == 15
    assert plan(base, coming, DAY, Limit(BasisPoints(2500), 10)).too_much == {}
    assert plan(base, coming, DAY, Limit(BasisPoints(0), 20)).too_much == {}


days = st.dates(date(2025, 1, 1), date(2027, 1, 1))
suppliers = st.builds(
    Supplier,
    id=st.sampled_from("abcd"),
    name=st.sampled_from(["A", "B", None]),
    source=st.sampled_from(["x", "y", None]),
    valid_from=st.none() | days,
    valid_until=st.none() | days,
)


@settings(max_examples=10)
@given(st.lists(st.lists(suppliers, max_size=5), min_size=1, max_size=4), days)
def test_no_plan_ever_changes_what_was_known_before(loads: list[list[Supplier]], on: date) -> None:
    history = History.of({})
    for rows in loads:
        made = plan(history, History.from_records(rows), on, LOOSE)
        after = apply(made, made.checksum)
        for revision in range(history.revision + 1):
            assert (
                after.known(revision)
                .table("suppliers")
                .drop("known_until")
                .sort("id", "valid_from")
                .equals(
                    history.known(revision)
                    .table("suppliers")
                    .drop("known_until")
                    .sort("id", "valid_from")
                )
            )
        assert plan(after, History.from_records(rows), on, LOOSE).is_empty
        history = after


def starts_of(history: History) -> dict[str, list[date | None]]:
    """The starts of all periods that are held of each supplier."""
    rows = history.known().table("suppliers").group_by("id").agg("valid_from")
    return dict(rows.iter_rows())


@settings(max_examples=15)
@given(st.lists(suppliers, max_size=6), st.lists(suppliers, max_size=6), days)
def test_what_is_loaded_is_what_holds(
    first: list[Supplier], second: list[Supplier], on: date
) -> None:
    base = held(*first)
    made = plan(base, History.from_records(second), on, LOOSE)
    after = apply(made, made.checksum)
    refused = {problem.about[1] for problem in made.refused if problem.about}
    begun = {id for id, starts in starts_of(base).items() if None not in starts}
    for row in second:
        start = row.valid_from or date(2024, 12, 31)
        if row.id not in refused and not (row.valid_from is None and row.id in begun):
            assert names(after, start).get(row.id, "absent") == row.name


def test_what_is_still_right_is_recorded_anew_and_says_the_same() -> None:
    before = Supplier(id="a", name="A", recorded_on=date(2025, 1, 1), source="s")
    base = held(before, Supplier(id="b", recorded_on=date(2025, 1, 1)))
    made = confirm(base, "suppliers", "a", DAY, LOOSE)
    after = apply(made, made.checksum)
    assert counts(made) == (0, 1, 0)
    rows = dict(after.at(DAY).table("suppliers").select("id", "recorded_on").iter_rows())
    assert rows == {"a": DAY, "b": date(2025, 1, 1)}
    assert names(after, DAY) == names(base, DAY)
    assert confirm(after, "suppliers", "a", DAY, LOOSE).is_empty


def test_only_the_row_of_the_day_is_confirmed() -> None:
    base = held(
        Supplier(id="a", name="Oud", valid_until=date(2026, 3, 1)),
        Supplier(id="a", name="Nieuw", valid_from=date(2026, 3, 1)),
    )
    made = confirm(base, "suppliers", "a", DAY, LOOSE)
    assert made.changes["suppliers"].replaced["name"].to_list() == ["Nieuw"]
    assert confirm(base, "suppliers", "none", DAY, LOOSE).is_empty


def test_only_what_is_within_ends_when_it_is_absent() -> None:
    base, nothing = held(Supplier(id="a"), Supplier(id="b")), History.of({})
    made = plan(base, nothing, DAY, LOOSE, Ends.ALL, {"suppliers": {"b"}})
    assert made.changes["suppliers"].ended["id"].to_list() == ["b"]
    assert plan(base, nothing, DAY, LOOSE, Ends.ALL, {}).is_empty
