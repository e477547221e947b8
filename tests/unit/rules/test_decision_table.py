# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decision tables: which rows hold, which are open, and what they lead to."""

import copy
from datetime import date
from typing import Any

import pytest

from dijkwacht.rules.condition import Between
from dijkwacht.rules.decision_table import DecisionTable, every
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.rule import Tag

HEAD = {
    "name": "example/colour",
    "valid_from": date(2026, 1, 1),
    "valid_until": None,
    "digest": "0" * 12,
    "title": {"nl": "Kleur", "en": "Colour"},
    "source": "Example",
    "owner": "Waterdam",
}
WORDS = {"nl": "-", "en": "-"}
LATE = {"group": "L", "tag": "OUR", "says": WORDS}
CONTENT: dict[str, Any] = {
    "hit": "highest",
    "outcomes": ["green", "amber", "red"],
    "facts": {
        "late": {"unit": "days", "says": WORDS},
        "persons": {"unit": "persons", "says": WORDS},
    },
    "rows": [
        {
            "id": "L1",
            "group": "L",
            "if": {"late": ">= 1"},
            "then": "amber",
            "tag": "OUR",
            "says": WORDS,
        },
        {
            "id": "L2",
            "group": "L",
            "if": {"late": ">= 30"},
            "then": "red",
            "tag": "MEM",
            "says": WORDS,
        },
        {
            "id": "P",
            "if": {"persons": ">= 100", "other_groups": ">= amber"},
            "then": "red",
            "tag": "OUR",
            "says": WORDS,
        },
    ],
}


def table(**more: Any) -> DecisionTable:
    return DecisionTable.of(HEAD, {**copy.deepcopy(CONTENT), **more})


def ids(rows: Any) -> list[str]:
    return [row.id for row in rows]


def test_the_highest_row_that_holds_decides_and_all_are_kept() -> None:
    judged = table().judge({"late": 30, "persons": 5})
    assert (judged.outcome, ids(judged.fired), judged.known) == ("red", ["L1", "L2"], True)


def test_the_first_row_that_holds_decides_where_the_table_says_so() -> None:
    judged = table(hit="first").judge({"late": 30, "persons": 5})
    assert (judged.outcome, ids(judged.fired)) == ("amber", ["L1", "L2"])


def test_without_a_row_the_lowest_outcome_or_the_one_that_is_named() -> None:
    assert table().judge({"late": 0, "persons": 0}).outcome == "green"
    assert table(otherwise="amber").judge({"late": 0, "persons": 0}).outcome == "amber"


def test_what_is_not_known_leaves_rows_open() -> None:
    judged = table().judge({"late": Between(5, 40)})
    assert (judged.outcome, ids(judged.fired), ids(judged.open)) == ("amber", ["L1"], ["L2", "P"])
    assert not judged.known


@pytest.mark.parametrize(
    ("late", "persons", "fired", "open_"),
    [
        (1, 100, ["L1", "P"], []),
        (0, 100, [], []),
        (1, 99, ["L1"], []),
        (None, 100, [], ["L1", "L2", "P"]),
        (None, 99, [], ["L1", "L2"]),
        (1, None, ["L1"], ["P"]),
    ],
)
def test_a_row_may_ask_what_rows_of_other_groups_reach(
    late: int | None, persons: int | None, fired: list[str], open_: list[str]
) -> None:
    judged = table().judge({"late": late, "persons": persons})
    assert (ids(judged.fired), ids(judged.open)) == (fired, open_)


def test_a_finding_names_the_row_by_number_and_version() -> None:
    made = table()
    assert made.cite(made.row("L2")) == "example/colour@2026-01-01 row 2"
    assert made.tags == (Tag.MEM, Tag.OUR)
    with pytest.raises(KeyError):
        made.row("L3")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"then": "blue"}, "policy.no-outcome"),
        ({"id": "L2"}, "policy.row-twice"),
        ({"if": {"later": ">= 1"}}, "policy.no-fact"),
        ({"if": {"late": "soon"}}, "policy.no-condition"),
        ({"if": {"other_groups": "< red"}}, "policy.no-condition"),
    ],
)
def test_a_row_that_names_what_the_table_does_not_have_is_refused(
    changes: dict[str, Any], code: str
) -> None:
    rows = copy.deepcopy(CONTENT["rows"])
    rows[0] |= changes
    with pytest.raises(PolicyFault) as fault:
        table(rows=rows)
    assert fault.value.says.code == code


def test_otherwise_is_one_of_the_outcomes() -> None:
    with pytest.raises(PolicyFault):
        table(otherwise="blue")


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], True),
        ([True, True], True),
        ([True, None], None),
        ([None, False], False),
    ],
)
def test_all_hold_unless_one_does_not_or_is_open(
    parts: list[bool | None], whole: bool | None
) -> None:
    assert every(parts) is whole
