# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a register, as a report: how much of what, then each with where, what and how to
mend."""

from collections import Counter
from collections.abc import Sequence

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.register import Register
from dijkwacht.reports.report import Cell, Column, Report, Table

MOST = 30
ORDER = (Grade.FAULT, Grade.WARNING, Grade.NOTE)
UNKNOWN = "unknown-values"
UNKNOWNS = (Column("table"), Column("rows", Cell.COUNT), Column("unknown"))
ROWS = (Column("table"), Column("rows", Cell.COUNT))
PROBLEMS = (
    Column("grade", shown=False),
    Column("code", shown=False),
    Column("where"),
    Column("what"),
    Column("mend"),
)


def check_report(name: str, register: Register, problems: Sequence[Problem]) -> Report:
    """Counts per table and per grade, then the problems of each grade in a table of its own."""
    counts = Counter(found.grade for found in problems)
    rows = [(table, frame.height) for table, frame in register.frames.items() if frame.height]
    tables = [Table("rows", Message("check.rows"), ROWS, rows)]
    counted = [found for found in problems if found.what.code == UNKNOWN]
    others = [found for found in problems if found.what.code != UNKNOWN]
    tables += [
        problems_table([found for found in others if found.grade is grade], grade)
        for grade in reversed(ORDER)
    ]
    tables.insert(1, Table("unknown", Message("check.unknown"), UNKNOWNS, _unknowns(counted)))
    return Report(
        title=Message.of("check.title", register=name),
        before=(
            Message.of("outage.of", register=name, on=register.on, revision=register.revision),
            Message.of(
                "check.counts",
                faults=counts[Grade.FAULT],
                warnings=counts[Grade.WARNING],
                notes=counts[Grade.NOTE],
            ),
        ),
        tables=tuple(table for table in tables if table.rows),
        after=(Message("check.sound" if not counts[Grade.FAULT] else "check.faulty"),),
        made={"register": name, "on": register.on.isoformat(), "revision": register.revision},
    )


def _unknowns(counted: Sequence[Problem]) -> list[tuple[str, object, str]]:
    """Per table, how often each column is unknown."""
    by_table: dict[str, list[Problem]] = {}
    for found in counted:
        by_table.setdefault(found.where.partition(" ")[0], []).append(found)
    return [
        (
            table,
            columns[0].what.params["total"],
            ", ".join(
                f"{found.where.partition(' ')[2]} {found.what.params['count']}" for found in columns
            ),
        )
        for table, columns in by_table.items()
    ]


def problems_table(problems: Sequence[Problem], grade: Grade, key: str | None = None) -> Table:
    """Problems with where, what and how to mend."""
    rows = [
        (found.grade.value, found.what.code, found.where, found.what, found.mend)
        for found in problems
    ]
    return Table(key or f"{grade.value}s", Message(f"check.{grade.value}s"), PROBLEMS, rows, MOST)
