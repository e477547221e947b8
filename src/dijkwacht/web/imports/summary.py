# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a draft comes to, as JSON: counts per table, the first rows old and new, and every problem
with what can be mended in place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Problem
from dijkwacht.register.compare import UNSAID, Changes
from dijkwacht.register.schema import KEYS, columns, schema
from dijkwacht.register.values import unparse
from dijkwacht.web.imports.making import Made

SHOWN: Final = 20  # rows of a table
MOST: Final = 500  # problems


def summary(made: Made) -> dict[str, Any]:
    """The whole of it."""
    plan = made.plan
    refused = Counter(found.about[0] for found in made.refused if found.about)
    return {
        "revision": plan.revision,
        "checksum": plan.checksum,
        "is_empty": plan.is_empty,
        "too_much": {table: list(counts) for table, counts in plan.too_much.items()},
        "tables": [
            {"table": table, "held": one.held, "counts": one.counts(), "refused": refused[table]}
            for table, one in plan.changes.items()
            if one.count or refused[table]
        ],
        "rows": {table: list(rows(table, one)) for table, one in plan.changes.items() if one.count},
        "counts": Counter(found.grade.value for found in made.problems),
        "problems": [problem(found) for found in _worst(made.problems)[:MOST]],
        "doubles": [
            {"id": one.id, "held": one.held, "scheme": one.scheme, "value": one.value}
            for one in made.doubles
        ],
    }


def _worst(problems: Sequence[Problem]) -> list[Problem]:
    order = ["fault", "warning", "note"]
    return sorted(problems, key=lambda found: order.index(found.grade.value))


def problem(found: Problem) -> dict[str, Any]:
    """A problem, and the place that a person can mend here."""
    place, _, column = found.where.rpartition(" ")
    told = found.about[0] if found.about else ""
    at_line = place.rpartition("!")[2].isdecimal() or place.rpartition(":")[2].isdecimal()
    at_row = bool(told) and column in schema(told)
    return {
        "grade": found.grade.value,
        "where": found.where,
        "what": kept(found.what),
        "mend": kept(found.mend),
        "place": place if at_line or at_row else None,
        "column": column,
        "value": str(found.what.params.get("value", found.what.params.get("to", ""))),
    }


def kept(message: Message) -> dict[str, Any]:
    """A message as JSON."""
    return {
        "code": message.code,
        "params": {
            name: value if isinstance(value, str | int | float | None) else str(value)
            for name, value in message.params.items()
        },
    }


def said(message: Mapping[str, Any]) -> Message:
    """The message again."""
    return Message(message["code"], message["params"])


def rows(table: str, changes: Changes) -> Iterator[dict[str, Any]]:
    """The first rows of each sort: what is new, what changes from what to what, what ends."""
    for id, values in _by_id(table, changes.added).items():
        yield {"id": id, "sort": "new", "cells": [[name, None, new] for name, new in values]}
    was = {id: dict(values) for id, values in _by_id(table, changes.replaced, None).items()}
    for id, values in _by_id(table, changes.changed).items():
        before = was.get(id, {})
        cells = [[name, before.get(name), new] for name, new in values if before.get(name) != new]
        known = {name for name, _ in values}
        gone = [[name, old, None] for name, old in before.items() if name not in known]
        yield {"id": id, "sort": "changed", "cells": [*cells, *gone]}
    for id in changes.ended["id"].unique(maintain_order=True).head(SHOWN):
        yield {"id": id, "sort": "ended", "cells": []}


def _by_id(
    table: str, frame: pl.DataFrame, most: int | None = SHOWN
) -> dict[str, list[tuple[str, str]]]:
    """The filled cells of the last row of each id, as text; of so many ids."""
    last = frame.unique("id", keep="last", maintain_order=True)
    part = last if most is None else last.head(most)
    text = {column.name: unparse(column).alias(column.name) for column in columns(table)}
    named = [name for name in part.columns if name not in (*UNSAID[1:], "id")]
    shown = part.select("id", *(text.get(name, pl.col(name).cast(pl.String)) for name in named))
    return {
        row.pop("id"): [(name, value) for name, value in row.items() if value is not None]
        for row in shown.to_dicts()
    }


assert all("id" in keys for keys in KEYS.values())
