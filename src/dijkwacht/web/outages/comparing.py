# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two outages side by side: what is lost sooner, later, or only in one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Label
from dijkwacht.web.outages.rows import Seen


class Change(StrEnum):
    """How a service does in the second outage."""

    ONLY_A = "only-a"
    ONLY_B = "only-b"
    SOONER = "sooner"
    LATER = "later"
    LONGER = "longer"
    SHORTER = "shorter"


COLUMNS: Final = (
    Column("class_code"),
    Column("service"),
    Column("service_id"),
    Column("change", Cell.CODE, head=Message("compare.change")),
    Column("lost_at_a", Cell.HOURS, head=Message("compare.lost-a")),
    Column("lost_at_b", Cell.HOURS, head=Message("compare.lost-b")),
    Column("hours_a", Cell.COUNT, head=Message("compare.hours-a")),
    Column("hours_b", Cell.COUNT, head=Message("compare.hours-b")),
    Column("persons", Cell.COUNT),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One service that does otherwise."""

    service: Label
    level: Class
    change: Change
    lost_at: tuple[int | None, int | None]
    lost_hours: tuple[int, int]
    users: int | None


@dataclass(frozen=True, eq=False)
class Comparison:
    """The services that do otherwise in `b` than in `a`, of those that the viewer sees."""

    a: Seen
    b: Seen
    rows: pl.DataFrame

    @classmethod
    def of(cls, a: Seen, b: Seen) -> "Comparison":
        """Both, row by row; the highest class first, then by how soon."""
        wanted = ("node", "key", "level", "users", "lost_at", "lost_hours")
        one, two = a.lost.select(wanted), b.lost.select(wanted)
        both = one.join(two, on="node", how="full", coalesce=True)
        shared = ("key", "level", "users")
        both = both.with_columns(pl.coalesce(name, f"{name}_right").alias(name) for name in shared)
        hours = both.with_columns(pl.col("lost_hours", "lost_hours_right").fill_null(0))
        changed = hours.with_columns(change=_change()).filter(pl.col("change").is_not_null())
        soon = pl.min_horizontal("lost_at", "lost_at_right").alias("soon")
        order = ["level", "soon", "users", "key"]
        return cls(
            a, b, changed.with_columns(soon).sort(order, descending=[True, False, True, False])
        )

    def count(self, change: Change) -> int:
        """How many services change so."""
        return self.rows.filter(pl.col("change") == change.value).height

    def says(self) -> Iterator[Message]:
        """The differences in sentences."""
        if not self.rows.height:
            yield Message("compare.same")
            return
        both = len(self.a.lost), len(self.b.lost)
        yield Message.of("compare.lost", a=both[0], b=both[1])
        for change in Change:
            count = self.count(change)
            if count:
                yield Message(f"compare.says.{change.value}", {"count": count})

    def listed(self, most: int | None = None) -> list[Difference]:
        """The first so many, with what they are called."""
        rows = self.rows if most is None else self.rows.head(most)
        return [self._one(row) for row in rows.iter_rows(named=True)]

    def table(self, words: Words) -> Table:
        """Every difference, as a table to keep."""
        rows = [
            (
                one.level.name,
                words.value(one.service.name),
                one.service.id,
                f"compare.{one.change.value}",
                *one.lost_at,
                *one.lost_hours,
                one.users,
            )
            for one in self.listed()
        ]
        return Table("differences", Message("compare.table"), COLUMNS, rows)

    def _one(self, row: dict[str, Any]) -> Difference:
        return Difference(
            service=self.a.label(row["node"]),
            level=Class(row["level"]),
            change=Change(str(row["change"])),
            lost_at=(row["lost_at"], row["lost_at_right"]),
            lost_hours=(row["lost_hours"], row["lost_hours_right"]),
            users=row["users"],
        )


def _change() -> pl.Expr:
    """What changes; null for what does the same."""
    at, other = pl.col("lost_at"), pl.col("lost_at_right")
    hours, others = pl.col("lost_hours"), pl.col("lost_hours_right")
    return (
        pl.when(other.is_null())
        .then(pl.lit(Change.ONLY_A.value))
        .when(at.is_null())
        .then(pl.lit(Change.ONLY_B.value))
        .when(other < at)
        .then(pl.lit(Change.SOONER.value))
        .when(other > at)
        .then(pl.lit(Change.LATER.value))
        .when(others > hours)
        .then(pl.lit(Change.LONGER.value))
        .when(others < hours)
        .then(pl.lit(Change.SHORTER.value))
    )
