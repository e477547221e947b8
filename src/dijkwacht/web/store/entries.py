# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written to be searched: of each thing with a name its names, id and outside identifiers,
folded."""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.folding import folded
from dijkwacht.web.store.models import SearchEntry

SEARCHED: Final = (
    "organisations",
    "services",
    "systems",
    "suppliers",
    "contracts",
    "deliveries",
    "fallbacks",
)
"""The tables of things that people know by a name."""
LONGEST: Final = 200  # characters of the name by which an entry is put in order
NOUNS: Final = {table: noun for noun, table in TABLE_OF.items() if table in SEARCHED}
BATCH: Final = 5_000


def entries(frames: Mapping[str, pl.DataFrame]) -> Iterator[SearchEntry]:
    """One entry for each thing in these rows; those of `identifiers` say by what numbers others
    know it."""
    for table in SEARCHED:
        rows = frames.get(table)
        if rows is None or not rows.height:
            continue
        lines = texts(table, rows, frames.get("identifiers"))
        name = pl.col("name").first().fill_null("").str.head(LONGEST)
        whole = pl.col("text").unique(maintain_order=True).str.join("\n")
        things = lines.group_by("id", maintain_order=True).agg(name, whole)
        for key, called, text in things.iter_rows():
            yield SearchEntry(table=table, key=key, name=called, text=text)


def texts(table: str, rows: pl.DataFrame, identifiers: pl.DataFrame | None) -> pl.DataFrame:
    """`id`, `name`, `text` of each row, in the order of the rows: the name, and everything by which
    it may be found, one a line; both folded."""
    named = [name for name in rows.columns if name == "name" or name.startswith("name_")]
    numbers = _numbers(table, identifiers)
    beside = rows.select("id", *named).join(numbers, on="id", how="left", maintain_order="left")
    parts = (pl.col(name) for name in ("id", *named, "numbers"))
    text = pl.concat_str(*parts, separator="\n", ignore_nulls=True)
    first = pl.coalesce("name" if "name" in named else pl.lit(None, pl.String), pl.lit(""))
    return beside.select("id", name=folded(first), text=folded(text))


def _numbers(table: str, identifiers: pl.DataFrame | None) -> pl.DataFrame:
    """`id`, `numbers`: the outside identifiers of each thing, one a line."""
    noun = NOUNS.get(table)
    if identifiers is None or noun is None or not identifiers.height:
        return pl.DataFrame(schema={"id": pl.String, "numbers": pl.String})
    ours = identifiers.filter(pl.col("noun") == Noun(noun).value).drop_nulls(["of_id", "value"])
    numbers = pl.col("value").unique(maintain_order=True).str.join("\n")
    return ours.group_by(id="of_id").agg(numbers=numbers)
