# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lost services as a list: chosen and ordered by what stands in the address, and as a table to
keep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.engine.explain import Link
from dijkwacht.findings.classes import Class
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Words
from dijkwacht.web.others import Others
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.rows import COVER, KINDS, LostRow, Seen
from dijkwacht.web.outages.says import others
from dijkwacht.web.outages.why import path

SHOWN: Final = 50
WHY: Final = 3_000  # rows: the way to each is walked back one by one
SORTS: Final = ("lost_at", "level", "service", "returns_at", "lost_hours", "users", "other_at")
DOWN: Final = frozenset(("level", "lost_hours", "users"))  # the most first
COLUMNS: Final = (
    Column("class_code"),
    Column("provisional", Cell.FLAG),
    Column("service"),
    Column("service_id"),
    Column("organisation"),
    Column("lost_at", Cell.HOURS),
    Column("returns_at", Cell.HOURS),
    Column("lost_hours", Cell.COUNT),
    Column("lowest", Cell.LEVEL),
    Column("persons", Cell.COUNT),
    Column("fallback", Cell.CODE),
    Column("lost_at_beside", Cell.HOURS, head=Message("outage-list.beside")),
    Column("sure_at", Cell.HOURS),
    Column("assumed", Cell.FLAG),
    Column("why"),
)


@dataclass(frozen=True, eq=False)
class Listing:
    """Some of the lost services, in an order."""

    seen: Seen
    rows: pl.DataFrame  # as `Seen.lost`
    sort: str
    facets: dict[str, dict[str, int]]  # how many there are of each class, and of each cover
    told: Callable[[object], str]  # a name in words
    _ways: dict[int, list[Link]] = field(default_factory=dict)

    def way(self, node: int) -> list[Link]:
        """What a service falls by, the cause first; walked back once."""
        if node not in self._ways:
            self._ways[node] = path(self.seen, node)
        return self._ways[node]

    def ways(self, most: int) -> list[list[Link]]:
        """The ways to the first services of the list."""
        return [self.way(node) for node in self.rows["node"].head(most).to_list()]

    @classmethod
    def of(cls, seen: Seen, here: Here, hours: int, words: Words) -> "Listing":
        """The services lost within so many hours that the address asks for; WrongQuestion for an
        order that there is not."""
        within = seen.lost.filter(pl.col("lost_at") < hours)
        facets = {
            "class": {kind.name: _count(within, "level", int(kind)) for kind in KINDS},
            "cover": {cover: _count(within, "fallback", cover) for cover in COVER.tolist()},
        }
        rows = _filtered(within, here)
        sort = here.one("sort") or SORTS[0]
        text = here.one("q").casefold()
        if text or sort.lstrip("-") == "service":
            rows = rows.with_columns(name=_names(seen, rows, words))
            rows = rows.filter(pl.col("name").str.to_lowercase().str.contains(text, literal=True))
        return cls(seen, _sorted(rows, sort), sort, facets, words.value)

    def page(self, every: bool) -> list[tuple[LostRow, str]]:
        """The rows that are shown, each with the way to it."""
        return list(self._told(self.rows if every else self.rows.head(SHOWN)))

    def table(self) -> Table:
        """Every row as a table to keep; what others lose stands at the end as one row."""
        every = self._told(self.rows, ways=self.rows.height <= WHY)
        rows = [_cells(row, way, self.told) for row, way in every]
        told = self.seen.others
        end = [] if told is None else [_summed(told)]
        return Table("lost", Message("outage.services"), COLUMNS, [*rows, *end])

    def _told(self, rows: pl.DataFrame, *, ways: bool = True) -> Iterator[tuple[LostRow, str]]:
        nodes = rows["node"].to_list()
        for row, node in zip(self.seen.rows(rows), nodes, strict=True):
            yield row, _way(self.seen, self.way(node), self.told) if ways else ""


def _count(rows: pl.DataFrame, column: str, value: object) -> int:
    return rows.filter(pl.col(column) == value).height


def _filtered(rows: pl.DataFrame, here: Here) -> pl.DataFrame:
    classes = [
        int(Class[name]) for name in here.looking.get("class", ()) if name in Class.__members__
    ]
    covers = [name for name in here.looking.get("cover", ()) if name in COVER]
    for column, wanted in (("level", classes), ("fallback", covers)):
        if wanted:
            rows = rows.filter(pl.col(column).is_in(wanted))
    return rows


def _sorted(rows: pl.DataFrame, sort: str) -> pl.DataFrame:
    key = sort.removeprefix("-")
    if key not in SORTS:
        raise WrongQuestion("outage-sort", value=sort, known=", ".join(SORTS))
    down = (key in DOWN) != sort.startswith("-")
    column = "name" if key == "service" else key
    return rows.sort(column, descending=down, nulls_last=True, maintain_order=True)


def _names(seen: Seen, rows: pl.DataFrame, words: Words) -> pl.Series:
    """What each service is called, with its organisation, in words."""
    told = [
        " ".join(words.value(label.name) for label in (row.service, row.organisation) if label)
        for row in seen.rows(rows)
    ]
    return pl.Series(told, dtype=pl.String)


def _way(seen: Seen, way: list[Link], told: Callable[[object], str]) -> str:
    """What it falls by, in a line: each name once."""
    called = [told(seen.label(link.node).name) for link in way[:-1]]
    return " → ".join(dict.fromkeys(called))


def _cells(row: LostRow, way: str, told: Callable[[object], str]) -> tuple[object, ...]:
    return (
        row.level.name,
        row.provisional,
        told(row.service.name),
        row.service.id,
        row.organisation and told(row.organisation.name),
        row.lost_at,
        row.returns_at,
        row.lost_hours,
        row.lowest,
        row.users,
        f"outage-cover.{row.fallback}",
        row.other_at,
        row.sure_at,
        row.assumed,
        way,
    )


def _summed(told: Others) -> tuple[object, ...]:
    """What others lose, in one row; the rest is empty."""
    nothing = [None] * (len(COLUMNS) - 3)
    return (None, None, others(told), *nothing)
