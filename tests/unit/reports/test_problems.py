# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a register, as a report."""

from builders import DAY, SMALL, register

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.reports.problems import check_report, problems_table
from dijkwacht.reports.report import Report

FAULT = problem("suppliers.csv:3 id", "no-id")
WARNING = problem("supplier.csv", "table-unknown", Grade.WARNING, near="suppliers")
NOTE = problem("contracts", "contracts-without-deliveries", Grade.NOTE, count=1, total=2, first="c")


def unknown(where: str, count: int) -> Problem:
    return problem(where, "unknown-values", Grade.NOTE, count=count, total=5)


def report(*problems: Problem) -> Report:
    return check_report("waterdam", register(*SMALL), problems)


def test_each_problem_stands_in_the_table_of_its_grade_with_place_fault_and_mend() -> None:
    tables = {table.key: list(table.rows) for table in report(FAULT, WARNING, NOTE).tables}
    assert tables["faults"] == [
        ("fault", "no-id", "suppliers.csv:3 id", Message("no-id"), Message("no-id.mend"))
    ]
    assert [row[1] for row in tables["warnings"]] == ["table-unknown"]
    assert [row[1] for row in tables["notes"]] == ["contracts-without-deliveries"]


def test_the_faults_stand_last_where_the_eye_is() -> None:
    assert [table.key for table in report(FAULT, WARNING, NOTE).tables] == [
        "rows",
        "notes",
        "warnings",
        "faults",
    ]


def test_what_is_unknown_is_counted_per_table_and_column() -> None:
    told = report(
        unknown("services users", 2), unknown("services mbco", 1), unknown("systems kind", 4)
    )
    tables = {table.key: list(table.rows) for table in told.tables}
    assert tables["unknown"] == [("services", 5, "users 2, mbco 1"), ("systems", 5, "kind 4")]
    assert "notes" not in tables


def test_it_counts_each_grade_and_says_whether_the_register_is_sound() -> None:
    faulty, sound = report(FAULT, FAULT, WARNING, NOTE), report(WARNING)
    assert faulty.before[1] == Message.of("check.counts", faults=2, warnings=1, notes=1)
    assert (faulty.after, sound.after) == ((Message("check.faulty"),), (Message("check.sound"),))
    assert faulty.made == {"register": "waterdam", "on": DAY.isoformat(), "revision": 0}


def test_only_tables_with_rows_are_counted() -> None:
    (rows,) = report().tables
    counted = dict(rows.rows)
    assert (counted["services"], counted["suppliers"]) == (2, 1)
    assert "contracts" not in counted


def test_a_table_of_problems_may_have_a_name_of_its_own() -> None:
    told = problems_table([FAULT], Grade.FAULT, "refused_rows")
    assert (told.key, told.title) == ("refused_rows", Message("check.faults"))
