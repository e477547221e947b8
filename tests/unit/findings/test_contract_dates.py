# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when something must be decided about a contract: worked by hand, and never too late."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import DAY, register, rules
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE
from dijkwacht.findings.contract_dates import ContractDates, State, Step, contract_dates
from dijkwacht.register.codes import OptionKind
from dijkwacht.register.records import Contract, Delivery
from dijkwacht.register.row import Row
from dijkwacht.register.watched import ContractOption

END = date(2028, 3, 1)
RULE = rules().parameters("contracts/watch")


def contract(**more: Any) -> Contract:
    return Contract(**{"id": "con-1", "ends_on": END, "notice_days": 180, **more})


def leaves(*days: int | None) -> list[Delivery]:
    return [
        Delivery(id=f"del-{at}", contract_id="con-1", exit_days=one) for at, one in enumerate(days)
    ]


def option(kind: OptionKind = OptionKind.EXTENSION, **more: Any) -> ContractOption:
    known = {"id": "opt-1", "contract_id": "con-1", "kind": kind, "ends_on": date(2030, 3, 1)}
    return ContractOption(**{**known, "exercise_by": date(2027, 6, 1), **more})


def dates(*rows: Row, on: date = DAY) -> ContractDates:
    return contract_dates(register(*rows, on=on), RULE)


def told(*rows: Row, on: date = DAY) -> dict[str, Any]:
    return dates(*rows, on=on).contracts.row(0, named=True)


def test_notice_leaving_and_extension_have_each_their_last_day() -> None:
    found = told(contract(), *leaves(540, 120), option())
    assert found["notice_by"] == date(2027, 9, 3)  # 180 days before 1 March 2028
    assert found["leave_by"] == date(2026, 9, 8)  # 540 days before
    assert found["extend_by"] == date(2027, 6, 1)
    assert found["decide_by"] == date(2026, 9, 8)
    assert (found["exit_days"], found["state"]) == (540, State.SOON)


def test_the_longest_exit_of_its_deliveries_counts_and_one_unknown_makes_it_unknown() -> None:
    assert told(contract(), *leaves(30, 400))["exit_days"] == 400
    found = told(contract(), *leaves(30, None))
    assert (found["exit_days"], found["leave_by"], found["unknown_exit"]) == (None, None, True)
    assert found["decide_by"] == date(2027, 9, 3)
    assert told(contract())["unknown_exit"] is True


def test_an_end_that_nobody_knows_gives_no_day_but_that_of_an_option() -> None:
    found = told(contract(ends_on=None), *leaves(540))
    assert (found["decide_by"], found["state"]) == (None, State.UNKNOWN)
    assert found["unknown_end"] is True
    assert told(contract(ends_on=None), option())["decide_by"] == date(2027, 6, 1)


def test_a_contract_without_an_end_has_nothing_to_decide() -> None:
    found = dates(contract(ends_on=NEVER_DAY, notice_days=NOT_APPLICABLE), *leaves(None))
    row = found.contracts.row(0, named=True)
    assert (row["state"], row["end"], row["decide_by"]) == (State.OPEN_ENDED, None, None)
    assert set(found.unknown().values()) == {0}
    assert found.steps.height == 0


def test_where_no_notice_applies_there_is_no_day_for_it() -> None:
    found = told(contract(notice_days=NOT_APPLICABLE), *leaves(100))
    assert (found["notice_by"], found["unknown_notice"]) == (None, False)
    assert told(contract(notice_days=None))["unknown_notice"] is True


@pytest.mark.parametrize(
    ("on", "extra", "state"),
    [
        (date(2025, 1, 1), (), State.LATER),
        (date(2026, 9, 8), (), State.SOON),  # the last day itself is not too late
        (date(2026, 9, 9), (), State.TOO_LATE),
        (date(2026, 9, 9), (option(),), State.EXTEND),
        (date(2026, 9, 9), (option(exercise_by=None),), State.EXTEND),  # nobody knows until when
        (date(2027, 6, 2), (option(),), State.TOO_LATE),  # the option has lapsed
        (date(2028, 3, 1), (), State.TOO_LATE),
        (date(2028, 3, 2), (), State.ENDED),
    ],
)
def test_how_a_contract_stands_changes_on_the_day(
    on: date, extra: tuple[Row, ...], state: State
) -> None:
    assert told(contract(), *leaves(540), *extra, on=on)["state"] == state


def test_past_notice_may_mean_that_it_goes_on_by_itself() -> None:
    assert told(contract(), *leaves(30), on=date(2027, 9, 3))["state"] == State.SOON
    assert told(contract(), *leaves(30), on=date(2027, 9, 4))["state"] == State.NOTICE_PAST


def test_an_option_that_was_used_moves_the_end() -> None:
    used = option(exercised_on=date(2026, 5, 1))
    assert told(contract(), used)["end"] == date(2030, 3, 1)
    assert told(contract(), used)["extend_by"] is None
    later = option(exercised_on=date(2026, 7, 1))
    assert told(contract(), later)["end"] == END  # not yet, on this day
    early = {"ends_on": date(2027, 1, 1), "exercised_on": DAY}
    left = option(OptionKind.TERMINATION, id="opt-2", **early)
    assert told(contract(), used, left)["end"] == date(2027, 1, 1)
    assert told(contract(ends_on=NEVER_DAY), left)["end"] == date(2027, 1, 1)


def test_an_extension_without_a_day_counts_as_not_known() -> None:
    found = dates(contract(), *leaves(30), option(exercise_by=None))
    assert found.unknown() == {"end": 0, "notice": 0, "exit": 0, "option": 1}


def test_every_step_is_listed_by_day_and_those_of_an_ended_contract_are_not() -> None:
    rows = (contract(), *leaves(540), option(), option(OptionKind.PURCHASE, id="opt-2"))
    steps = dates(*rows).steps
    assert steps["day"].is_sorted()
    assert set(steps["kind"]) == {Step.NOTICE, Step.LEAVE, Step.END, Step.EXTEND, Step.PURCHASE}
    assert dates(*rows, on=date(2029, 1, 1)).steps["kind"].to_list() == [Step.END]


def test_a_time_beyond_the_calendar_is_its_first_day() -> None:
    found = told(contract(notice_days=10**8), *leaves(10**9))
    assert found["leave_by"] == found["notice_by"] == date(1, 1, 2)


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MAYBE = st.none() | DAYS
OPTIONS = st.builds(
    option, st.sampled_from(OptionKind), ends_on=MAYBE, exercise_by=MAYBE, exercised_on=MAYBE
)


@given(
    MAYBE | st.just(NEVER_DAY),
    st.none() | st.integers(-1, 2_000),
    st.lists(st.none() | st.integers(0, 2_000), max_size=3),
    OPTIONS,
    DAYS,
)
def test_no_decision_is_later_than_what_the_facts_allow(
    end: date | None, notice: int | None, exits: list[int | None], own: ContractOption, on: date
) -> None:
    found = dates(contract(ends_on=end, notice_days=notice), *leaves(*exits), own, on=on)
    row = found.contracts.row(0, named=True)
    ends, decide = row["end"], row["decide_by"]
    used = own.exercised_on is not None and own.exercised_on <= on
    known = [one for one in exits if one is not None]
    if ends is not None and exits and len(known) == len(exits):
        assert row["leave_by"] + timedelta(days=max(known)) == ends
        assert decide <= row["leave_by"]
    if ends is not None and notice is not None and notice >= 0:
        assert decide <= ends - timedelta(days=notice)
    open_ = own.kind is OptionKind.EXTENSION and not used and own.exercise_by is not None
    if open_ and own.exercise_by is not None and own.exercise_by >= on:
        assert decide is not None and decide <= own.exercise_by
    if end is not None and end != NEVER_DAY and not used:
        assert ends == end
    assert (ends is None) == (row["open_ended"] or row["unended"])
    listed = [day for day in (decide, ends) if day is not None]
    steps = found.steps.filter(found.steps["kind"].is_in([Step.NOTICE, Step.LEAVE, Step.EXTEND]))
    if row["state"] != State.ENDED and decide is not None:
        assert decide in steps["day"].to_list()
    assert row["state"] != State.UNKNOWN or listed == []
