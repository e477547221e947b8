# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A problem says where, what and how to mend."""

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem, problem, row_problem


def test_the_mend_has_the_same_values_as_the_fault() -> None:
    found = problem("suppliers.csv:3", "cells-count", found=4, expected=3)
    values = {"found": 4, "expected": 3}
    assert found == Problem(
        "suppliers.csv:3", Message("cells-count", values), Message("cells-count.mend", values)
    )
    assert (found.grade, found.about) == (Grade.FAULT, None)


def test_a_problem_of_a_row_names_its_table_id_and_column() -> None:
    found = row_problem("contracts", "con-1", "ends_on", "days-reversed", Grade.WARNING, last="x")
    assert found.where == "contracts con-1 ends_on"
    assert found.about == ("contracts", "con-1")
    assert found.grade is Grade.WARNING
    assert found.mend == Message("days-reversed.mend", {"last": "x"})


def test_a_problem_of_a_whole_row_names_no_column() -> None:
    assert row_problem("contracts", "con-1", "", "duplicate-id").where == "contracts con-1"


def test_a_value_may_have_any_name() -> None:
    values = {"column": "owner_id", "code": "x", "id": "y", "table": "z"}
    assert row_problem("t", "i", "c", "noun-missing", **values).what.params == values
