# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example state with a canary in all that belongs to an organisation: each id, name, text and
number tells whose it is, so that an answer that holds it gives itself away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import polars as pl
from web import world

from dijkwacht import verbs
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.register.register import History
from dijkwacht.register.schema import Column, Kind, columns
from dijkwacht.verbs.watching import with_rows
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.ownership import COMMON, Owners
from dijkwacht.web.roles import Right

MEANING: Final = frozenset(
    (
        "kind",
        "sector",
        "currency",
        "cpv",
        "unit",
        "measure",
        "scheme",
        "field",
        "first_day",
        "last_day",
    )
)
"""Text that the engine, the rules or a check read."""

NUMBERS: Final = frozenset(("users", "yearly_value", "value", "low", "high", "size"))
CANARY: Final = re.compile(r"(idq|txq|orq)(\d+)x(?:-\d+)?")
GROUPING: Final = re.compile(r"(?<=\d)[.,'\u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, eq=False)
class Aviary:
    """The state with its canaries."""

    history: History
    organisations: dict[str, int]  # the canaries' number by the id it has in the example
    ids: dict[tuple[str, str], str]  # the id with a canary by table and id
    numbers: dict[int, int]  # whose a number is

    def of(self, organisation: str) -> str:
        """What an organisation of the example is called here."""
        return self.ids["organisations", organisation]

    def leaks(self, text: str, viewer: Viewer) -> set[str]:
        """The canaries in an answer that this viewer may not hear."""
        if viewer.reach is Reach.NAMED:
            return set()
        own = frozenset(self._number(id) for id in viewer.own)
        above = {self._number(id) for id in viewer.above}
        written = self._written(own)
        if looks_after_people := viewer.may(Right.MANAGE):  # at which organisation people are
            written = {id for (table, _), id in self.ids.items() if table == "organisations"}
        found = set()
        for match in CANARY.finditer(text):
            kind, whose = match[1], int(match[2])
            named = kind == "orq" and (whose in above or looks_after_people)
            may = whose in own or named or match[0] in written
            if not may:
                found.add(match[0])
        if not looks_after_people:
            plain = {int(run) for run in re.findall(r"\d{7,9}", GROUPING.sub("", text))}
            found |= {str(one) for one in plain if self.numbers.get(one, -1) not in {-1, *own}}
        return found

    def _number(self, id: str) -> int:
        match = CANARY.fullmatch(id)
        assert match
        return int(match[2])

    @cache  # noqa: B019  # one state for all tests
    def _written(self, own: frozenset[int]) -> set[str]:
        """The ids of others that stand in own rows, where their owner wrote them."""
        found = set()
        for frame in self.history.frames.values():
            whose = frame["id"].str.extract(r"^idq(\d+)x", 1).cast(pl.Int64)
            for column in frame.filter(whose.is_in(sorted(own)).fill_null(False)):
                if column.dtype == pl.String:
                    found |= {one for one in column if one and CANARY.fullmatch(one)}
        return found


def aviary(folder: str = "01_waterdam", on: date = date(2026, 11, 24)) -> Aviary:
    """The example with a canary in everything that is somebody's."""
    opened = verbs.open_register(verbs.examples() / folder, on)
    register = with_rows(opened, world.frames()).register
    owners = Owners(register)
    organisations = {id: at for at, id in enumerate(register.table("organisations")["id"], 11)}
    ids: dict[tuple[str, str], str] = {}
    for table in TABLES:
        if table not in COMMON and table != "facts":
            for at, (id, owner) in enumerate(owners.frame(table).iter_rows(), len(ids) + 1):
                ids[table, id] = (
                    f"idq{organisations[owner]}x-{at}" if owner in organisations else id
                )
    made = Aviary(History.of({}), organisations, ids, {})
    frames = {table: _frame(made, owners, table) for table in TABLES}
    return Aviary(History.of(frames), organisations, ids, made.numbers)


def _frame(made: Aviary, owners: Owners, table: str) -> pl.DataFrame:
    rows = owners.register.table(table).drop("known_from", "known_until")
    known = {column.name: column for column in columns(table)}
    whose = [made.organisations.get(owner or "", 0) for owner in owners.frame(table)["owner"]]
    return pl.DataFrame(
        [_column(made, table, rows, known.get(name), name, whose) for name in rows.columns]
    )


def _column(
    made: Aviary,
    table: str,
    rows: pl.DataFrame,
    column: Column | None,
    name: str,
    whose: list[int],
) -> pl.Series:
    values = rows[name]
    if column is not None and column.kind is Kind.REFERENCE:
        new = [made.ids.get(key, key[1]) for key in _keys(table, rows, column)]
        return pl.Series(name, new, pl.String)
    if table not in COMMON and name in NUMBERS and values.dtype.is_numeric():
        return pl.Series(name, list(_numbered(made, values, whose)), values.dtype)
    text = column is None or column.kind is Kind.TEXT
    if not text or name in MEANING or values.dtype != pl.String:
        return values
    sort = "orq" if table == "organisations" and name.startswith("name") else "txq"
    new = [
        f"Kanarie {sort}{one}x {value}" if one and value is not None else value
        for one, value in zip(whose, values, strict=True)
    ]
    return pl.Series(name, new, pl.String)


def _keys(table: str, rows: pl.DataFrame, column: Column) -> Iterator[tuple[str, str]]:
    """The table and id that each reference of a column points at."""
    for row in rows.iter_rows(named=True):
        noun = row[column.noun_column] if column.noun_column else None
        yield TABLE_OF[Noun(noun)] if noun else column.table or table, row[column.name]


def _numbered(made: Aviary, values: pl.Series, whose: list[int]) -> Iterator[int | None]:
    for value, one in zip(values, whose, strict=True):
        if value is None or not one:
            yield value
            continue
        number = 7_310_007 + 100_003 * one + 7 * len(made.numbers)
        made.numbers[number] = one
        yield number
