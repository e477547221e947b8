# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of the database as frames of the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from django.db.models import Q, QuerySet

from dijkwacht.register.register import History, complete
from dijkwacht.register.schema import KEYS, columns, empty, schema
from dijkwacht.web.store.models import MODELS, HeldRow, Revision

BATCH: Final = 50_000
SOME: Final = 500  # ids in one question: databases have a limit


@dataclass(frozen=True, eq=False)
class Part(History):
    """Some things of the register at its newest revision, which none of their rows need be of."""

    number: int = 0

    @property
    def revision(self) -> int:
        """The revision of the register."""
        return self.number


def whole() -> History:
    """Every row ever known, read from the database alone."""
    return History.of({table: frame(table, rows(table)) for table in MODELS})


def since(before: History) -> History:
    """What the database knows beyond `before`: rows closed since, and rows added."""
    changed = Q(known_from__gt=before.revision) | Q(known_until__gt=before.revision)
    found = {table: frame(table, rows(table).filter(changed)) for table in MODELS}
    return History.of(
        {table: _with(table, held, found[table]) for table, held in before.frames.items()}
    )


def things(wanted: Mapping[str, Iterable[str]]) -> History:
    """All rows ever known of some things, by table and id: what a plan for a small edit starts
    from."""
    newest = Revision.objects.order_by("-number").values_list("number", flat=True).first()
    found: dict[str, pl.DataFrame] = {}
    for table, ids in wanted.items():
        listed = sorted(set(ids))
        parts = [
            frame(table, rows(table).filter(key__in=listed[at : at + SOME]))
            for at in range(0, len(listed), SOME)
        ]
        found[table] = pl.concat(parts, how="diagonal_relaxed") if parts else empty(table)
    return Part(complete(found), newest or 0)


def rows(table: str) -> QuerySet[HeldRow]:
    """The rows of a table in the order in which they were written."""
    return MODELS[table]._default_manager.order_by("row")


def frame(table: str, found: QuerySet[HeldRow]) -> pl.DataFrame:
    """Rows as a frame: the fixed columns in their types, then the added ones."""
    names = ["key" if column.name == "id" else column.name for column in columns(table)]
    parts, extras = [], []
    buffer: list[tuple[Any, ...]] = []
    for values in found.values_list(*names, "extra").iterator(BATCH):
        buffer.append(values[:-1])
        extras.append(values[-1])
        if len(buffer) == BATCH:
            parts.append(pl.DataFrame(buffer, schema(table), orient="row"))
            buffer = []
    parts.append(pl.DataFrame(buffer, schema(table), orient="row") if buffer else empty(table))
    return _extended(pl.concat(parts), extras)


def _extended(fixed: pl.DataFrame, extras: list[dict[str, Any] | None]) -> pl.DataFrame:
    """The frame with the columns that the exchange format does not know."""
    added = list(dict.fromkeys(name for extra in extras for name in extra or ()))
    if not added:
        return fixed
    values = [[(extra or {}).get(name) for extra in extras] for name in added]
    return fixed.with_columns(
        pl.Series(name, column, strict=False) for name, column in zip(added, values, strict=True)
    )


def _with(table: str, held: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The held rows with those that changed since; the order of writing is kept."""
    if not changed.height:
        return held
    keys = [*KEYS[table], "known_from"]
    closed = changed.select(*keys, closes="known_until")
    marked = held.join(closed, on=keys, how="left", nulls_equal=True, maintain_order="left")
    until = pl.coalesce("known_until", "closes").alias("known_until")
    fresh = changed.join(held.select(keys), on=keys, how="anti", nulls_equal=True)
    return pl.concat([marked.with_columns(until).drop("closes"), fresh], how="diagonal_relaxed")
