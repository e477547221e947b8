# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The suppliers of a night as a list: sifted as numbers, shown as words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.findings.alerts import LIVE, Alert
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.levels import UNKNOWN
from dijkwacht.findings.signals import WEIGHT, Night, main_causes
from dijkwacht.register.codes import Noun
from dijkwacht.reports.because import Because
from dijkwacht.reports.bulletin import level_code
from dijkwacht.reports.report import Cell, Column
from dijkwacht.web.pages.sighted import SightedNames
from dijkwacht.web.watch.seen import Watch

BADGES: Final = {UNKNOWN: "unknown", 0: "holds", 1: "mild", 2: "some", 3: "short", 4: "lost"}
"""The badge of each level: its word and shape say it, its colour repeats it."""
PARTS: Final = 100  # millionths in a basis point
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "supplier": ("name", "supplier_id"),
    "level_now": ("level", "probability"),
    "was": ("was", "level"),
    "since": ("since", "supplier_id"),
    "probability": ("probability", "supplier_id"),
    "hangs": ("critical", "level"),
}
COLUMNS: Final = (
    Column("supplier"),
    Column("supplier_id"),
    Column("level_now", Cell.CODE),
    Column("was", Cell.CODE),
    Column("since", head=Message("watch-page.since")),
    Column("probability", Cell.LEVEL),
    Column("hangs"),
    Column("alert_cause"),
    Column("status", Cell.CODE),
    Column("signals"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One supplier as it is shown."""

    id: str
    name: str
    level: int
    was: int | None  # None: the same
    rose: bool
    since: object
    probability: int | None  # None: unknown
    letter: str | None
    cause: str
    status: str | None  # of its alert, where it has one that is not done
    because: list[str]

    @property
    def badge(self) -> str:
        """How its level looks."""
        return BADGES[self.level]

    @property
    def was_badge(self) -> str:
        """How the level of the night before looks."""
        return BADGES[self.level if self.was is None else self.was]


class Listed:
    """The list of one night for one reader."""

    def __init__(self, of: Watch, found: Night, names: SightedNames) -> None:
        self.of, self.night, self.names = of, found, names
        self.because = Because(found, of.rules, names)

    @cached_property
    def alerts(self) -> Mapping[str, Alert]:
        """The worst alert of each supplier that has one which is not done."""
        live = [one for one in self.night.standing.book.alerts if one.status in LIVE]
        return {one.supplier_id: one for one in sorted(live, key=lambda one: one.level)}

    @cached_property
    def rows(self) -> pl.DataFrame:
        """What changed first, then the highest level, then what is most probable."""
        night, levels = self.night, self.night.levels
        named = [str(self.names.of(Noun.SUPPLIER, id) or id) for id in night.ids]
        rows = pl.DataFrame(
            {
                "supplier_id": pl.Series(night.ids, dtype=pl.String),
                "name": pl.Series(named, dtype=pl.String),
                "level": levels.level,
                "was": night.before.level,
                "since": pl.Series(levels.since, dtype=pl.Date),
                "probability": night.fused.probability // PARTS,
                "critical": night.critical,
            }
        )
        moved = pl.col("level") != pl.col("was")
        # of who is unknown the rate of all is no probability of their own
        known = pl.when(pl.col("level") != UNKNOWN).then("probability")
        by = ("moved", "level", "probability", "supplier_id")
        falls = [True, True, True, False]
        marked = rows.with_columns(moved=moved).sort(by, descending=falls)
        return marked.with_columns(probability=known)

    def chosen(self, asked: Mapping[str, str]) -> pl.DataFrame:
        """The rows that an address asks for: a level, a name, those that moved, or with an
        alert."""
        rows = self.rows
        if asked.get("level", "").lstrip("-").isdecimal():
            rows = rows.filter(pl.col("level") == int(asked["level"]))
        if asked.get("name"):
            name = asked["name"].casefold()
            rows = rows.filter(pl.col("name").str.to_lowercase().str.contains(name, literal=True))
        if asked.get("show") == "moved":
            rows = rows.filter("moved")
        if asked.get("show") == "alerts":
            rows = rows.filter(pl.col("supplier_id").is_in(list(self.alerts)))
        return rows

    def lines(self, rows: pl.DataFrame) -> Iterator[Line]:
        """These rows as they are shown."""
        causes = main_causes(self.night.fused, rows["supplier_id"].to_list())
        for row in rows.iter_rows(named=True):
            yield self._line(row, causes)

    def _line(self, row: Mapping[str, Any], causes: Mapping[str, str]) -> Line:
        id, alert = row["supplier_id"], self.alerts.get(row["supplier_id"])
        return Line(
            id=id,
            name=row["name"],
            level=row["level"],
            was=row["was"] if row["moved"] else None,
            rose=row["level"] > row["was"],
            since=row["since"],
            probability=row["probability"],
            letter=None if row["critical"] == NONE else Class(row["critical"]).name,
            cause=self.because.cause(causes.get(id, WEIGHT)) if row["level"] > 0 else "",
            status=None if alert is None else f"alert-status.{alert.status.value}",
            because=self.because.lines(id),
        )

    def cells(self, rows: pl.DataFrame) -> list[tuple[Any, ...]]:
        """The same for a file."""
        return [
            (
                one.name,
                one.id,
                level_code(one.level),
                level_code(one.level if one.was is None else one.was),
                one.since,
                one.probability,
                one.letter,
                one.cause,
                one.status,
                "; ".join(one.because),
            )
            for one in self.lines(rows)
        ]
