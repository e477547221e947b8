# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody finds: of all that is called alike, only what they may see.

What an organisation owns is looked for among the rows of that organisation, in memory; what all may
see, and all there is for who sees everything, in the index of the database. Nothing that a viewer
may not see is counted, put in order, or told of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dijkwacht.web.access import Reach
from dijkwacht.web.folding import fold
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.search_score import TELLS, Query
from dijkwacht.web.store.entries import SEARCHED
from dijkwacht.web.store.rarity import parts
from dijkwacht.web.store.search import PART, Hit, alike, begins, holds
from dijkwacht.web.tables.listing import listing
from dijkwacht.web.tables.lists import Lists
from dijkwacht.web.tables.said import Said, Speaker

SHORTEST: Final = 2  # letters
LONGEST: Final = 100
FEW: Final = 10
"""With fewer things that hold the text itself, those of which a letter differs are looked for."""
LOOKED_AT: Final = 200  # things held against the text
LOOKED_AT_OWN: Final = 40  # and of each table of one's own
STEPS: Final = (60, 600, 6_000)
"""How many are asked for when those before were not to be seen on this day."""
CLOSER: Final = 5  # times as many as are shown are looked at closely
ABOUT: Final = ("organisation_id", "supplier_id")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is found: what it is called, where it is, and whose."""

    table: str
    id: str
    said: Said
    about: str
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """The things of one noun, the best first."""

    table: str
    things: Sequence[Thing]
    more: bool  # whether there are others


def find(lists: Lists, speaker: Speaker, text: str, most: int) -> list[Group]:
    """The things that the viewer may see and that are called like this, by noun: the noun with the
    best one first."""
    wanted = fold(text).strip()[:LONGEST]
    if len(wanted) < SHORTEST:
        return []
    query = Query(wanted)
    groups = []
    for table, hits in _hits(lists, wanted).items():
        good = _good(query, hits, most * CLOSER)
        if good:
            things = list(_things(lists, speaker, table, good[:most]))
            groups.append(Group(table, things, len(good) > most))
    return sorted(groups, key=lambda group: -group.things[0].score)


def _good(query: Query, hits: Sequence[Hit], most: int) -> list[tuple[float, Hit]]:
    """Those that may be meant, the best first; the most promising are looked at closely."""
    rough = sorted(hits, key=lambda hit: (-query.roughly(hit.text), len(hit.text), hit.key))
    scored = [(query.score(hit.text), hit) for hit in rough[:most]]
    scored.sort(key=lambda one: -one[0])
    return [(score, hit) for score, hit in scored if score >= TELLS]


def _hits(lists: Lists, text: str) -> dict[str, list[Hit]]:
    """What may be meant, of each table, without what the viewer may not see."""
    found = {table: _exact(lists, text, table) for table in SEARCHED}
    if sum(map(len, found.values())) < FEW:
        indexed = [table for table in SEARCHED if _is_indexed(lists, table)]
        near = _seen(lists, alike(text, indexed, LOOKED_AT))
        for table in SEARCHED:
            if _is_owned(lists, table):
                near += _near(lists, text, table)
        for hit in near:
            found[hit.table].append(hit)
    return {table: list(dict.fromkeys(hits)) for table, hits in found.items()}


def _is_indexed(lists: Lists, table: str) -> bool:
    """Whether all of a table may be looked in."""
    return table in COMMON or lists.sight.viewer.reach is Reach.NAMED


def _is_owned(lists: Lists, table: str) -> bool:
    """Whether it is looked for among the viewer's own rows. The centre finds nothing by name: it
    does not know names."""
    return table not in COMMON and lists.sight.viewer.reach is Reach.OWN


def _exact(lists: Lists, text: str, table: str) -> list[Hit]:
    """The things of a table that hold this very text."""
    if _is_owned(lists, table):
        rows = _rows(lists, table).filter(pl.col("text").str.contains(text, literal=True))
        return [Hit(table, *row) for row in rows.head(LOOKED_AT).iter_rows()]
    if not _is_indexed(lists, table):
        return []
    seen: list[Hit] = []
    for most in STEPS:
        hits = [*begins(text, table, most), *holds(text, table, most)]
        seen = _seen(lists, hits)
        if len(seen) >= FEW or len(hits) < most:
            break
    return seen


def _near(lists: Lists, text: str, table: str) -> list[Hit]:
    """The viewer's own things that have most parts of this text."""
    wanted = sorted(parts(text))
    if len(text) < PART:
        return []
    rows = _rows(lists, table)
    count = pl.sum_horizontal(
        pl.col("text").str.contains(part, literal=True).cast(pl.Int32) for part in wanted
    )
    counted = rows.with_columns(count=count).filter(pl.col("count") * 3 >= len(wanted))
    best = counted.sort("count", "id", descending=[True, False]).head(LOOKED_AT_OWN)
    return [Hit(table, *row) for row in best.select("id", "text").iter_rows()]


def _rows(lists: Lists, table: str) -> pl.DataFrame:
    """`id`, `text` of what the viewer may see."""
    return pl.DataFrame({"id": lists.seen(table)["id"], "text": lists.text(table)})


def _seen(lists: Lists, hits: Sequence[Hit]) -> list[Hit]:
    """Those that are there for the viewer on the day they look at."""
    found: list[Hit] = []
    for table in {hit.table for hit in hits}:
        ours = {hit.key: hit for hit in hits if hit.table == table}
        there = lists.seen(table)["id"]
        known = set(there.filter(there.is_in(list(ours))).to_list())
        found += [hit for key, hit in ours.items() if key in known]
    return found


def _things(
    lists: Lists, speaker: Speaker, table: str, scored: Sequence[tuple[float, Hit]]
) -> Iterator[Thing]:
    ids = [hit.key for _, hit in scored]
    frame = lists.seen(table)
    rows = frame.filter(pl.col("id").is_in(ids)).unique("id", keep="first")
    by_id: dict[str, dict[str, Any]] = {row["id"]: row for row in rows.iter_rows(named=True)}
    columns = [listing(table).by_name[name] for name in ABOUT if name in listing(table).by_name]
    for score, hit in scored:
        row = by_id[hit.key]
        about = [speaker.cell(column, row).text for column in columns if row[column.name]]
        said = speaker.row(table, "name", row)
        yield Thing(table, hit.key, said, ", ".join(about), score)
