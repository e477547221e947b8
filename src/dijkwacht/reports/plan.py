# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as a report: what would change per table, what is refused and why, and the words that
would write it."""

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.register.plan import Plan
from dijkwacht.reports.problems import problems_table
from dijkwacht.reports.report import Cell, Column, Report, Table

COUNTS = (
    Column("table"),
    Column("held", Cell.COUNT),
    Column("new", Cell.COUNT),
    Column("changed", Cell.COUNT),
    Column("ended", Cell.COUNT),
    Column("refused", Cell.COUNT),
)


def plan_report(plan: Plan, *, applied: bool) -> Report:
    """What the plan changes; `applied`: what it has changed."""
    refused = [found.about[0] for found in plan.refused if found.about]
    rows = [
        (table, changes.held, *changes.counts(), refused.count(table))
        for table, changes in plan.changes.items()
        if changes.count or table in refused
    ]
    tables = [Table("tables", Message("plan.tables"), COUNTS, rows)]
    tables.append(problems_table(plan.refused, Grade.FAULT, "refused_rows"))
    return Report(
        title=Message("plan.title.applied" if applied else "plan.title"),
        before=(Message.of("plan.base", revision=plan.revision, on=plan.on),),
        tables=tuple(table for table in tables if table.rows),
        after=_after(plan, applied),
        made={"checksum": plan.checksum, "revision": plan.revision, "on": plan.on.isoformat()},
    )


def _after(plan: Plan, applied: bool) -> tuple[Message, ...]:
    if applied:
        return (Message.of("plan.written", revision=plan.revision + 1),)
    if plan.is_empty:
        return (Message("plan.empty"),)
    too_much = [
        Message.of("plan.too-much", table=table, touched=touched, held=held)
        for table, (touched, held) in plan.too_much.items()
    ]
    return (
        *too_much,
        Message.of("plan.apply-anyway" if too_much else "plan.apply", checksum=plan.checksum),
    )
