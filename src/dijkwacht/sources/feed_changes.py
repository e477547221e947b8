# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two states of a register of entities: another name, another country, a
parent that came or went, an ultimate parent in another country."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.register.notices import Notice
from dijkwacht.sources.feed_gleif_parents import ULTIMATE

RECORD: Final = "lei-record"
PARENT: Final = "parent-record"
Rows = Mapping[str, Mapping[str, Any]]


def changes(before: pl.DataFrame, read: Sequence[Notice], on: date) -> list[Notice]:
    """What changed, as notices that begin on the day. `before` holds the notices of the feed until
    now. A first state is no change."""
    held = {row["entry"]: row for row in before.iter_rows(named=True) if row["kind"] == RECORD}
    ties = before.filter(pl.col("kind") == PARENT)
    found = [*_records(held, read, on)] if held else []
    return [*found, *_parents(ties, read, on)] if ties.height else found


def _records(held: Rows, read: Sequence[Notice], on: date) -> Iterator[Notice]:
    for one in read:
        old = held.get(one.entry) if one.kind == RECORD else None
        if old is None:
            continue
        if old["names"] and old["names"][0] != one.names[0]:
            yield _moment("name-changed", one, on, f"{old['names'][0]} > {one.names[0]}")
        if old["country"] != one.country:
            yield _moment("country-changed", one, on, f"{old['country']} > {one.country}")


def _moment(kind: str, one: Notice, on: date, said: str) -> Notice:
    return Notice(
        kind=kind,
        entry=f"{one.entry} {on}",
        names=one.names,
        numbers=one.numbers,
        country=one.country,
        observed_on=on,
        said=said,
        link=one.link,
    )


def _parents(ties: pl.DataFrame, read: Sequence[Notice], on: date) -> Iterator[Notice]:
    """Ties that came, and ties that went; of a child about which there was nothing before, a tie
    is its first state."""
    known = set(ties["entry"])
    children = {entry.partition(" ")[0] for entry in known}
    coming = {one.entry: one for one in read if one.kind == PARENT}
    for entry, one in coming.items():
        if entry not in known and entry.partition(" ")[0] in children:
            yield _moment("parent-new", one, on, one.said or "-")
    for row in ties.filter(~pl.col("entry").is_in(list(coming))).iter_rows(named=True):
        yield _moment("parent-ended", _notice(row), on, row["said"])


def _notice(row: Mapping[str, Any]) -> Notice:
    return Notice(
        kind=PARENT,
        entry=row["entry"],
        names=tuple(row["names"]),
        numbers=tuple(zip(row["schemes"], row["values"], strict=True)),
        link=row["link"],
    )


def abroad(notices: pl.DataFrame, on: date) -> list[Notice]:
    """Children whose ultimate parent is in another country than that of the one before, as soon as
    both countries are known. It happened when the new tie became known."""
    known = notices.filter(pl.col("known_on") <= on).sort("known_on", "id")
    places = known.filter(pl.col("kind") == RECORD).select("entry", "country").drop_nulls()
    country = dict(places.iter_rows())
    ultimate = (pl.col("kind") == PARENT) & pl.col("entry").str.contains(ULTIMATE, literal=True)
    last: dict[str, Mapping[str, Any]] = {}
    found = []
    for row in known.filter(ultimate).iter_rows(named=True):
        child, _, parent = row["entry"].split(" ")
        before = last.get(child)
        last[child] = row
        here, there = country.get(parent), country.get(before["said"]) if before else None
        if here and there and here != there:
            one = _moment("ultimate-parent-abroad", _notice(row), row["known_on"], "")
            found.append(replace(one, said=f"{there} > {here}"))
    return found
