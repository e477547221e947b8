# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as a report: what would change per table, what is refused and why, and the words that
would write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
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
COUNTS_ELSEWHERE = (COUNTS[0], *COUNTS[2:5])


@dataclass(frozen=True, slots=True)
class Counted:
    """A plan of which only the counts are known: it was made elsewhere."""

    revision: int  # on which it is based
    on: date
    checksum: str
    counts: Mapping[str, tuple[int, int, int]]  # by table: new, changed, ended
    too_much: bool
    foreign: int  # rows that we may not touch: with any it is not applied
    problems: tuple[Problem, ...]
    applied: int | None = None  # the revision that it became


def counted_report(plan: Counted) -> Report:
    """What a plan that was made elsewhere changes, or has changed."""
    rows = [(table, *counts) for table, counts in plan.counts.items()]
    tables = [Table("tables", Message("plan.tables"), COUNTS_ELSEWHERE, rows)]
    for grade in Grade:
        found = [one for one in plan.problems if one.grade is grade]
        tables.append(problems_table(found, grade))
    return Report(
        title=Message("plan.title" if plan.applied is None else "plan.title.applied"),
        before=(Message.of("plan.base", revision=plan.revision, on=plan.on),),
        tables=tuple(table for table in tables if table.rows),
        after=_after_counted(plan),
        made={"checksum": plan.checksum, "revision": plan.revision, "on": plan.on.isoformat()},
    )


def _after_counted(plan: Counted) -> tuple[Message, ...]:
    if plan.applied is not None:
        return (Message.of("plan.written", revision=plan.applied),)
    if plan.foreign:
        return (Message.of("plan.foreign", count=plan.foreign),)
    if not plan.counts:
        return (Message("plan.empty"),)
    code = "plan.apply-anyway" if plan.too_much else "plan.apply"
    return (Message.of(code, checksum=plan.checksum),)


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
