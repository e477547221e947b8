# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the feeds are, and which names wait for a person, as reports."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.reports.problems import problems_table
from dijkwacht.reports.report import Cell, Column, Report, Table

MOST: Final = 30
HEALTH: Final = (
    Column("feed"),
    Column("reading_state", Cell.CODE),
    Column("good_on"),
    Column("newest_on"),
    Column("age_days", Cell.COUNT),
    Column("every_days", Cell.COUNT),
    Column("entries", Cell.COUNT),
    Column("fault", Cell.CODE),
)
CANDIDATES: Final = (
    Column("match"),
    Column("score", Cell.LEVEL),
    Column("feed"),
    Column("kind"),
    Column("named"),
    Column("supplier_id", shown=False),
    Column("evidence"),
    Column("said", shown=False),
    Column("link", shown=False),
    Column("observation_id", shown=False),
)


def feeds_report(
    name: str,
    on: date,
    health: Iterable[Mapping[str, Any]],
    told: Mapping[str, int],
    problems: Sequence[Problem],
) -> Report:
    """The state of every feed, what was read, and what was wrong. `told` counts `observations`,
    `suppliers` and `open` candidates."""
    rows = [
        (
            *(row["feed"], f"code.reading-state.{row['state']}", row["good_on"]),
            *(row["newest_on"], row["age"], row["every"], row["entries"], row["fault"]),
        )
        for row in health
    ]
    by_grade = [
        problems_table([one for one in problems if one.grade is grade], grade)
        for grade in (Grade.NOTE, Grade.WARNING, Grade.FAULT)
    ]
    return Report(
        title=Message.of("feeds.title", register=name, on=on),
        before=(Message.of("feeds.counts", **told),),
        tables=(
            *(table for table in by_grade if table.rows),
            Table("feeds", Message("feeds.health"), HEALTH, rows),
        ),
        after=(Message("feeds.last-good"),),
        made={"register": name, "on": on.isoformat()},
    )


def matches_report(name: str, on: date, waiting: Iterable[Mapping[str, Any]]) -> Report:
    """The names that may be of suppliers, the likeliest first."""
    keys = ("id", "score", "feed", "kind", "named", "supplier_id", "evidence", "said", "link")
    rows = [(*(row[key] for key in keys), row["observation_id"]) for row in waiting]
    return Report(
        title=Message.of("matches.title", register=name, on=on),
        before=(Message.of("matches.count", count=len(rows)),),
        tables=(Table("matches", Message("matches.open"), CANDIDATES, rows, MOST),),
        after=(Message("matches.no-finding"),),
        made={"register": name, "on": on.isoformat()},
    )
