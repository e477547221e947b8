# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody says about a source before it is read: which table a file is, which column a
header, and what a cell should have said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Final, Self

import polars as pl

from dijkwacht.base.problem import problem
from dijkwacht.register.csv_text import TextTable
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import Column, columns, schema
from dijkwacht.register.values import unparse

LEFT_OUT: Final = ""
"""The table of a file, or the column of a header, that is not to be read."""

NEAR: Final = 0.75
"""How alike a header and a column must be to be proposed."""


DUTCH: Final[Mapping[str, str]] = {
    "organisaties": "organisations",
    "diensten": "services",
    "systemen": "systems",
    "applicaties": "systems",
    "leveranciers": "suppliers",
    "eigendom": "ownership",
    "contracten": "contracts",
    "leveringen": "deliveries",
    "behoeften": "requirements",
    "uitwijk": "fallbacks",
    "naam": "name",
    "omschrijving": "name",
    "soort": "kind",
    "land": "country",
    "organisatie": "organisation_id",
    "leverancier": "supplier_id",
    "contract": "contract_id",
    "dienst": "service_id",
    "gebruikers": "users",
    "ingangsdatum": "valid_from",
    "begindatum": "valid_from",
    "einddatum": "ends_on",
    "einde": "ends_on",
    "tekendatum": "signed_on",
    "opzegtermijn": "notice_days",
    "jaarwaarde": "yearly_value",
    "bedrag": "yearly_value",
    "munt": "currency",
    "bron": "source",
}
"""What tables and columns are called in Dutch lists; proposed, and never taken without asking."""


@dataclass(frozen=True)
class Amendments:
    """The words of one person about one source."""

    tables: Mapping[str, str] = field(default_factory=dict)  # of a file or sheet, by its name
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by table and header
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by place: column: text

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """As they were kept by `kept`."""
        return cls(said.get("tables", {}), said.get("columns", {}), said.get("cells", {}))

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        columns = {table: dict(names) for table, names in self.columns.items()}
        cells = {place: dict(values) for place, values in self.cells.items()}
        return {"tables": dict(self.tables), "columns": columns, "cells": cells}

    def table(self, name: str) -> str:
        """The table that a file or sheet is: as said, else as it is called."""
        return self.tables.get(name, name)

    def column(self, table: str, header: str) -> str:
        """The column that a header is: as said, else as it is called."""
        return self.columns.get(table, {}).get(header, header)

    def renamed(self, text: TextTable, table: str, name: str) -> TextTable:
        """The columns under the names that were said; those to be left out are gone. Two headers
        for one column are a problem, and nothing is read. `name` with its sign is what places
        begin with."""
        if table not in self.columns:
            return text
        said = {header: self.column(table, header) for header in text.frame.columns}
        kept = {header: column for header, column in said.items() if column != LEFT_OUT}
        twice = {column for column in kept.values() if list(kept.values()).count(column) > 1}
        if twice:
            found = [problem(f"{name}1", "column-twice", column=column) for column in sorted(twice)]
            return TextTable(pl.DataFrame(), text.lines[:0], [*text.problems, *found])
        return replace(text, frame=text.frame.select(list(kept)).rename(kept))

    def mended(self, text: TextTable, table: str, name: str) -> TextTable:
        """The cells as they should have been. A place is that of a problem without its column: of a
        line (`contracts.csv:14`, `contracts!14`) or of a row (`contracts con-1`)."""
        if not self.cells:
            return text
        known = {column.name: column for column in columns(table)}
        places = _places(text, table, name)
        frame = text.frame
        for place in self.cells.keys() & places.keys():
            for header, said in self.cells[place].items():
                if header in frame.columns:
                    cells = _as_text(frame, header, known.get(header))
                    frame = frame.with_columns(_with(cells, places[place], said or None))
        return replace(text, frame=frame)


NOTHING: Final = Amendments()


def _places(text: TextTable, table: str, name: str) -> Mapping[str, int]:
    """The row of each place: of each line, and of each id."""
    places = {f"{name}{line}": row for row, line in enumerate(text.lines.tolist())}
    if "id" in text.frame.columns:
        ids = text.frame["id"].cast(pl.String).str.strip_chars().to_list()
        places |= {f"{table} {id}": row for row, id in enumerate(ids)}
    return places


def _as_text(frame: pl.DataFrame, header: str, column: Column | None) -> pl.Series:
    """A column as text, whatever it is."""
    cells = frame[header]
    if column is None or cells.dtype != column.dtype:
        return cells.cast(pl.String)
    return frame.select(unparse(column).alias(header)).to_series()


def _with(cells: pl.Series, row: int, said: str | None) -> pl.Series:
    """The cells with another text in one row."""
    here = pl.int_range(cells.len()) == row
    changed = pl.when(here).then(pl.lit(said, pl.String)).otherwise(cells)
    return pl.select(changed.alias(cells.name)).to_series()


@dataclass(frozen=True, slots=True)
class Found:
    """A file or sheet of a source: the table it is or may be (None: nobody can tell), its headers,
    and how many rows it has."""

    name: str
    table: str | None
    headers: tuple[str, ...]
    rows: int

    def proposals(self) -> dict[str, str | None]:
        """The column that each header is or may be; None for one of its own."""
        known = list(schema(self.table)) if self.table else []
        free = [name for name in known if name not in self.headers]
        made: dict[str, str | None] = {}
        for header in self.headers:
            near = [header] if header in known else _near(header, free)
            made[header] = near[0] if near else None
            free = [name for name in free if name != made[header]]
        return made


def near_table(name: str) -> str | None:
    """The table that a file or sheet may be meant as."""
    near = [name] if name in TABLES else _near(name, list(TABLES))
    return near[0] if near else None


def _near(name: str, free: list[str]) -> list[str]:
    """What a name may mean: its Dutch word, else one that is written nearly the same."""
    plain = name.strip().lower()
    dutch = DUTCH.get(plain)
    return [dutch] if dutch in free else get_close_matches(plain, free, 1, NEAR)
