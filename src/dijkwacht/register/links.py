# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How rows point at each other: references that lead nowhere, rows that nothing uses, and rings of
owners."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import Columns
from dijkwacht.register.schema import Column, columns

ALLOWED: Final[Mapping[str, tuple[Noun, ...]]] = {
    "owner_noun": (Noun.SERVICE, Noun.SYSTEM, Noun.DELIVERY, Noun.FALLBACK),
    "member_noun": (Noun.SERVICE, Noun.SYSTEM, Noun.DELIVERY),
    "protects_noun": (Noun.REQUIREMENT, Noun.SERVICE),
}
"""The nouns a reference may point at; a column that is not named may point at any."""


@dataclass(frozen=True, slots=True)
class Use:
    """Ids that are used by `column` of `table`, where its noun column (if it has one) says
    `noun`."""

    table: str
    column: str
    noun: Noun | None = None

    def ids(self, rows: Columns) -> pl.Series:
        """The ids that are used."""
        frame = rows.table(self.table)
        if self.noun is not None:
            by = next(
                column.noun_column for column in columns(self.table) if column.name == self.column
            )
            frame = frame.filter(pl.col(str(by)) == self.noun)
        return frame[self.column].drop_nulls()


ORPHANS: Final[tuple[tuple[str, str, tuple[Use, ...]], ...]] = (
    (
        "organisations",
        "organisations-unused",
        (
            Use("organisations", "parent_id"),
            Use("services", "organisation_id"),
            Use("systems", "organisation_id"),
            Use("contracts", "organisation_id"),
            Use("fallbacks", "organisation_id"),
        ),
    ),
    ("services", "services-without-requirements", (Use("requirements", "owner_id", Noun.SERVICE),)),
    ("systems", "systems-unused", (Use("members", "member_id", Noun.SYSTEM),)),
    (
        "suppliers",
        "suppliers-unused",
        (
            Use("contracts", "supplier_id"),
            Use("deliveries", "supplier_id"),
            Use("ownership", "child_id"),
            Use("ownership", "parent_id"),
        ),
    ),
    ("contracts", "contracts-without-deliveries", (Use("deliveries", "contract_id"),)),
    ("deliveries", "deliveries-unused", (Use("members", "member_id", Noun.DELIVERY),)),
)


def references(rows: Columns) -> Iterator[Problem]:
    """References to nothing, to the wrong noun, or to something that does not hold all the time."""
    spans = {table: _spans(frame) for table, frame in rows.frames.items()}
    for table, frame in rows.frames.items():
        for column in columns(table):
            if column.table is not None:
                yield from _pointing(table, frame, column, column.table, spans[column.table])
            elif column.noun_column is not None:
                yield from _nouns(table, frame, column, column.noun_column)
                for noun, target in TABLE_OF.items():
                    part = frame.filter(pl.col(column.noun_column) == noun)
                    yield from _pointing(table, part, column, target, spans[target])


def _spans(frame: pl.DataFrame) -> pl.DataFrame:
    """From when until when each id holds."""
    return frame.group_by("id").agg(
        pl.col("valid_from").fill_null(date.min).min().alias("from_"),
        pl.col("valid_until").fill_null(date.max).max().alias("until_"),
    )


def _nouns(table: str, frame: pl.DataFrame, column: Column, noun_column: str) -> Iterator[Problem]:
    used = frame.filter(pl.col(column.name).is_not_null())
    for (id,) in used.filter(pl.col(noun_column).is_null()).select("id").iter_rows():
        yield row_problem(table, id, noun_column, "noun-missing", column=column.name)
    allowed = [noun.value for noun in ALLOWED.get(noun_column, tuple(Noun))]
    wrong = used.filter(~pl.col(noun_column).is_in(allowed))
    for id, noun in wrong.select("id", noun_column).iter_rows():
        yield row_problem(
            table, id, noun_column, "noun-not-allowed", noun=noun, expected=", ".join(allowed)
        )


def _pointing(
    table: str, frame: pl.DataFrame, column: Column, target: str, spans: pl.DataFrame
) -> Iterator[Problem]:
    used = frame.filter(pl.col(column.name).is_not_null())
    if not used.height:
        return
    at = f"{column.name}_"
    named = used.select("id", "valid_from", "valid_until", pl.col(column.name).alias(at))
    joined = named.join(spans.rename({"id": at}), on=at, how="left", maintain_order="left")
    for id, to in joined.filter(pl.col("from_").is_null()).select("id", at).iter_rows():
        yield row_problem(table, id, column.name, "reference-broken", to=to, table=target)
    early = pl.col("valid_from").fill_null(date.min) < pl.col("from_")
    late = pl.col("valid_until").fill_null(date.max) > pl.col("until_")
    for id, to in joined.filter(early | late).select("id", at).iter_rows():
        yield row_problem(
            table, id, column.name, "reference-outside-period", Grade.WARNING, to=to, table=target
        )


def orphans(rows: Columns) -> Iterator[tuple[str, str, pl.Series]]:
    """Per table the code and the ids of rows that nothing uses; only tables that have some."""
    for table, code, uses in ORPHANS:
        used = pl.concat([use.ids(rows) for use in uses])
        ids = rows.table(table)["id"].unique().sort()
        unused = ids.filter(~ids.is_in(used.implode()))
        if len(unused):
            yield table, code, unused


def rings(rows: Columns) -> Iterator[Problem]:
    """Organisations that are, by their parents, their own parent; suppliers that own themselves."""
    for table, child, parent in (
        ("organisations", "id", "parent_id"),
        ("ownership", "child_id", "parent_id"),
    ):
        pairs = rows.table(table).select(child, parent).drop_nulls().unique(maintain_order=True)
        for ring in _rings(pairs):
            yield row_problem(
                table, ring[0], "", "owner-ring", Grade.WARNING, ring=" → ".join([*ring, ring[0]])
            )


def _rings(pairs: pl.DataFrame) -> list[list[str]]:
    """Each ring once, from its smallest id; where a child has several parents the first in the
    table counts."""
    parents: dict[str, str] = {}
    for child, parent in pairs.iter_rows():
        parents.setdefault(child, parent)
    found: dict[str, list[str]] = {}
    done: set[str] = set()
    for start in parents:
        trail: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in trail and at not in done:
            trail[at] = len(trail)
            at = parents.get(at)
        if at in trail:
            ring = list(trail)[trail[at] :]
            first = ring.index(min(ring))
            found[ring[first]] = ring[first:] + ring[:first]
        done.update(trail)
    return [found[first] for first in sorted(found)]
