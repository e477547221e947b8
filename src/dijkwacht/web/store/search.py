# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding things by what they are called. The one place with SQL of each database (decision 13):
FTS5 with trigrams on SQLite, pg_trgm on PostgreSQL."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

import polars as pl
from django.db import connection

from dijkwacht.register.compare import Changes
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.store import reading
from dijkwacht.web.store.entries import BATCH, NOUNS, SEARCHED, entries
from dijkwacht.web.store.filling import fill
from dijkwacht.web.store.models import OutsideIdentifier, SearchEntry
from dijkwacht.web.store.rarity import forget, rarest

SOME: Final = 500
WRITTEN: Final = ("table", "key", "name", "text")
MANY: Final = 20_000
"""From so many things on, an empty index is filled from what is written rather than from what the
database holds."""


class Hit(NamedTuple):
    """A thing whose entry may be meant."""

    table: str
    key: str
    text: str  # folded: id, names and outside identifiers, one a line


class Dialect(NamedTuple):
    """The questions in the SQL of one database; `alike` takes the conditions on parts."""

    begins: str
    holds: str
    alike: str
    part: str
    score: str


_SELECT: Final = "SELECT e.in_table, e.key, e.text FROM store_searchentry e"
_INDEXED: Final = (
    "SELECT e.in_table, e.key, e.text FROM store_searchindex i "
    "JOIN store_searchentry e ON e.id = i.rowid WHERE store_searchindex MATCH %s"
)
SQLITE: Final = Dialect(
    begins=f"{_SELECT} WHERE e.in_table = %s AND e.name >= %s AND e.name < %s "
    "ORDER BY e.name LIMIT %s",
    holds=f"{_INDEXED} LIMIT %s",
    alike=f"{_INDEXED} ORDER BY i.rank LIMIT %s",
    part="",
    score="",
)
POSTGRESQL: Final = Dialect(
    begins=f"{_SELECT} WHERE e.in_table = %s AND e.name LIKE %s ORDER BY e.name LIMIT %s",
    holds=f"{_SELECT} WHERE e.in_table = %s AND e.text LIKE %s LIMIT %s",
    alike=f"{_SELECT} WHERE e.in_table = ANY(%s) AND ({{parts}}) "
    "ORDER BY {score} DESC, length(e.text), e.id LIMIT %s",
    part="e.text LIKE %s",
    score="(e.text LIKE %s)::int",
)
PART: Final = 3  # letters: shorter text is only looked for at the beginning of names


def begins(text: str, table: str, most: int) -> list[Hit]:
    """Things of a table whose name begins with this folded text, in the order of their names."""
    if _is_sqlite():
        return _ask(SQLITE.begins, table, text, text + chr(0x10FFFF), most)
    return _ask(POSTGRESQL.begins, table, f"{_plain(text)}%", most)


def holds(text: str, table: str, most: int) -> list[Hit]:
    """Things of a table of which a name, the id or an identifier has this folded text in it."""
    if len(text) < PART:
        return []
    if _is_sqlite():
        return _ask(SQLITE.holds, f'"in_table":"{table}" AND "text":{_quoted(text)}', most)
    return _ask(POSTGRESQL.holds, table, f"%{_plain(text)}%", most)


def alike(text: str, tables: Iterable[str], most: int) -> list[Hit]:
    """Things that have the rarest parts of this folded text, most of them first: those meant by
    somebody who typed a letter wrong are among them."""
    wanted = list(tables)
    parts = rarest(text)
    if not parts or not wanted:
        return []
    if _is_sqlite():
        named = " OR ".join(f'"{table}"' for table in wanted)
        either = " OR ".join(map(_quoted, parts))
        text_of = f'"text":({either})'
        # that it is of any table need not be looked up: that list is as long as the index
        every = set(SEARCHED) <= set(wanted)
        return _ask(SQLITE.alike, text_of if every else f'"in_table":({named}) AND {text_of}', most)
    like = [f"%{_plain(part)}%" for part in parts]
    conditions = " OR ".join([POSTGRESQL.part] * len(parts))
    score = " + ".join([POSTGRESQL.score] * len(parts))
    asked = POSTGRESQL.alike.format(parts=conditions, score=score)
    return _ask(asked, wanted, *like, *like, most)


def index(changes: Mapping[str, Changes]) -> None:
    """Make what these changes write findable, in the transaction that writes them."""
    touched = _touched(changes)
    if sum(map(len, touched.values())) >= MANY and not SearchEntry.objects.exists():
        _write({table: changed.added for table, changed in changes.items()})
        return
    for table, ids in touched.items():
        for at in range(0, len(ids), SOME):
            SearchEntry.objects.filter(table=table, key__in=ids[at : at + SOME]).delete()
    if touched:
        _write(_held(touched))


def reindex() -> int:
    """Make the whole index anew from what the database holds; says how many things are in it."""
    SearchEntry.objects.all().delete()
    tables = (*SEARCHED, "identifiers")
    held = {table: reading.rows(table).filter(known_until=None) for table in tables}
    forget()
    return _write({table: reading.frame(table, rows) for table, rows in held.items()})


def _touched(changes: Mapping[str, Changes]) -> dict[str, list[str]]:
    """The things whose entry may be another one now, by table."""
    found: dict[str, set[str]] = {}
    for table, changed in changes.items():
        for rows in changed.frames():
            if table in SEARCHED:
                found.setdefault(table, set()).update(rows["id"])
            elif table == "identifiers":
                for noun, id in rows.select("noun", "of_id").drop_nulls().iter_rows():
                    found.setdefault(TABLE_OF[noun], set()).add(id)
    return {table: sorted(found[table]) for table in SEARCHED if found.get(table)}


def _held(touched: Mapping[str, list[str]]) -> dict[str, pl.DataFrame]:
    """The rows that are held now of these things, and their outside identifiers."""
    frames = dict(reading.things(touched).known().frames)
    parts = []
    for table, ids in touched.items():
        for at in range(0, len(ids), SOME):
            ours = OutsideIdentifier._default_manager.filter(
                noun=NOUNS[table].value, of_id__in=ids[at : at + SOME], known_until=None
            )
            parts.append(reading.frame("identifiers", ours.order_by("row")))
    frames["identifiers"] = pl.concat(parts, how="diagonal_relaxed")
    return {table: frames[table] for table in (*touched, "identifiers")}


def _write(frames: Mapping[str, pl.DataFrame]) -> int:
    made, count = entries(frames), 0
    while part := list(islice(made, BATCH)):
        fill(SearchEntry, {name: [getattr(one, name) for one in part] for name in WRITTEN})
        count += len(part)
    return count


def _ask(sql: str, *given: Any) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [Hit(*row) for row in cursor.fetchall()]


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _quoted(text: str) -> str:
    """A string in the language of FTS5."""
    return '"' + text.replace('"', '""').replace("\0", "") + '"'


def _plain(text: str) -> str:
    """Text in a pattern of LIKE, as it is."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("\0", "")
