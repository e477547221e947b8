# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that can never hold or decide, held against trying every value there is."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.rules.tables import table

from dijkwacht.rules.decision_table import DecisionTable, Hit
from dijkwacht.rules.table_check import fact_faults, table_faults

FACTS = {"persons": "persons", "hours": "hours", "legal": "yes/no"}
NUMBER = st.builds("{} {}".format, st.sampled_from([">=", "<=", ">", "<", "="]), st.integers(0, 4))
ROW = st.fixed_dictionaries(
    {
        "if": st.fixed_dictionaries(
            {},
            optional={
                "persons": st.one_of(NUMBER, st.lists(NUMBER, min_size=1, max_size=2)),
                "hours": NUMBER,
                "legal": st.booleans(),
            },
        ),
        "then": st.sampled_from("OKCV"),
        "group": st.sampled_from("ab"),
    }
)


def told(found: DecisionTable, code: str) -> set[Any]:
    faults = [fault.says for fault in table_faults(found)]
    return {says.params.get("row", says.params.get("fact")) for says in faults if says.code == code}


def everything() -> list[dict[str, Any]]:
    """Every state of the facts that a threshold from 0 to 4 can tell apart."""
    return [
        {"persons": persons, "hours": hours, "legal": legal}
        for persons, hours, legal in product(range(7), range(7), (True, False))
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=4))
def test_where_the_first_row_decides_exactly_those_are_told_that_never_do(
    rows: list[dict[str, Any]],
) -> None:
    made = table(rows, FACTS)
    deciding, holding = set(), set()
    for facts in everything():
        fired = made.judge(facts).fired
        holding |= {row.id for row in fired}
        deciding |= {row.id for row in fired[:1]}
    never = {row.id for row in made.rows} - holding
    assert told(made, "policy.row-never") == never
    assert told(made, "policy.row-unreachable") == holding - deciding


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=4))
def test_where_the_highest_decides_a_row_that_is_told_can_be_left_out(
    rows: list[dict[str, Any]],
) -> None:
    made = table(rows, FACTS, hit="highest")
    idle = told(made, "policy.row-unreachable") | told(made, "policy.row-never")
    if len(idle) == len(rows):
        return
    fewer = table(
        [{**row, "id": f"r{at}"} for at, row in enumerate(rows) if f"r{at}" not in idle],
        FACTS,
        hit="highest",
    )
    assert all(made.judge(facts).outcome == fewer.judge(facts).outcome for facts in everything())


def test_a_row_with_a_label_of_its_own_is_kept_below_a_wider_one() -> None:
    rows = [
        {"id": "A", "group": "F", "if": {"persons": ">= 100"}, "then": "V", "label": "A"},
        {"id": "B", "group": "F", "if": {"persons": ">= 10"}, "then": "V"},
        {"id": "C", "group": "F", "if": {"persons": ">= 20"}, "then": "V"},
    ]
    assert told(table(rows, hit=Hit.HIGHEST.value), "policy.row-unreachable") == {"C"}


def test_rows_of_another_group_do_not_stand_in_the_way_of_the_highest() -> None:
    rows = [
        {"group": "F", "if": {"persons": ">= 10"}, "then": "V"},
        {"group": "S", "if": {"persons": ">= 20"}, "then": "V"},
    ]
    assert told(table(rows, hit="highest"), "policy.row-unreachable") == set()


def test_earlier_rows_together_can_hide_a_later_one() -> None:
    rows = [{"if": {"persons": "< 10"}}, {"if": {"persons": ">= 10"}}, {"if": {"persons": "= 7"}}]
    faults = [fault.says.params for fault in table_faults(table(rows))]
    assert faults[0]["by"] == "r0"
    rows[2] = {"if": {"persons": ">= 5"}}
    faults = [fault.says.params for fault in table_faults(table(rows))]
    assert faults[0]["by"] == "r0, r1"


def test_words_are_told_apart_and_sets_of_words_can_hold_two() -> None:
    code = [{"if": {"kind": ["paper", "digital"]}}]
    assert told(table(code, {"kind": "code"}), "policy.row-never") == {"r0"}
    assert told(table(code, {"kind": "codes"}), "policy.row-never") == set()


def test_a_fact_that_no_row_looks_at_is_told() -> None:
    made = table([{"if": {"persons": ">= 1"}}], FACTS)
    assert told(made, "policy.fact-unused") == {"hours", "legal"}


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ({"persons": "persons"}, []),
        ({"persons": "count"}, ["policy.fact-unit"]),
        ({"others": "count"}, ["policy.fact-unknown"]),
    ],
)
def test_facts_are_held_against_what_the_program_can_compute(
    units: dict[str, str], codes: list[str]
) -> None:
    made = table([{"if": {"persons": ">= 1"}}])
    assert [fault.says.code for fault in fact_faults(made, units)] == codes
