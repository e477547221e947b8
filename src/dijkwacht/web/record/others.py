# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the pages of all other things: what they consist of, what points at them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.schema import Kind, columns
from dijkwacht.web.record.facts import said_columns
from dijkwacht.web.record.needs import listed
from dijkwacht.web.record.sections import Branch, Called, Section
from dijkwacht.web.record.subject import NOUN_OF, Subject
from dijkwacht.web.record.telling import Teller

MOST: Final = 100  # things listed of one kind
SAID: Final = 3  # values that describe what has no name
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisations": ("organisations", "services", "systems", "contracts", "fallbacks"),
    "contracts": ("deliveries", "contract_options"),
    "services": ("uses", "designations", "evidence", "overrides", "identifiers"),
    "systems": ("identifiers",),
}
"""The tables whose rows point at a thing and are part of its page."""
NAMED: Final = frozenset(
    (Noun.ORGANISATION, Noun.SERVICE, Noun.SYSTEM, Noun.CONTRACT, Noun.DELIVERY, Noun.FALLBACK)
)


def parts(of: Subject, tell: Teller) -> list[Section]:
    """What points at a thing, a section for each kind of thing."""
    sections = [_part(of, table, tell) for table in PARTS.get(of.table, ())]
    return [section for section in sections if section is not None]


def _part(of: Subject, table: str, tell: Teller) -> Section | None:
    noun, ids = NOUN_OF[table], list(dict.fromkeys(pointing(of, table)))
    if noun in NAMED:
        lines = listed(((noun, id) for id in ids[:MOST]), of.sight, tell)
    else:
        ids = [id for id in ids if of.sight.sees(table, id)]
        lines = [_described(table, id, of, tell) for id in ids[:MOST]]
    if not lines:
        return None
    left = [Message.of("record-page.more-rows", count=len(ids) - MOST)] if len(ids) > MOST else []
    title = Message(f"things.{table}")
    trees = ((title, tuple(Branch(called) for called in lines)),)
    return Section(table, title, says=left, trees=trees)


def _described(table: str, id: str, of: Subject, tell: Teller) -> Called:
    """A row without a name: by the first things that it says."""
    row = of.sight.register.table(table).filter(pl.col("id") == id).row(0, named=True)
    known = [
        column
        for column in said_columns(table)
        if row[column.name] is not None and row[column.name] != of.id and column.name != "noun"
    ]
    told = [tell.say(tell.value(column, row).text) for column in known[:SAID]]
    return Called(", ".join(told) or id, tell.links.record(table, id))


def pointing(of: Subject, table: str) -> Iterator[str]:
    """The ids of the rows of a table that point at a thing and that its reader sees."""
    rows = of.sight.register.table(table)
    for column in columns(table):
        if column.kind is not Kind.REFERENCE or column.name == "id":
            continue
        here = pl.col(column.name) == of.id
        if column.noun_column is not None:
            here &= pl.col(column.noun_column) == of.noun
        elif column.table != of.table:
            continue
        yield from rows.filter(here)["id"]


def nodes(of: Subject, tell: Teller) -> list[int]:
    """The nodes of the graph that a thing is: itself, or what it consists of."""
    found = list(_pairs(of))
    keys = [
        (NodeNoun[noun.upper()], id) for noun, id in found if noun.upper() in NodeNoun.__members__
    ]
    return [tell.graph.index[key] for key in keys if key in tell.graph.index]


def _pairs(of: Subject) -> Iterable[tuple[str, str]]:
    """What stands in the graph for a thing."""
    register, id = of.sight.register, of.id
    if of.table == "contracts":
        rows = register.table("deliveries").filter(pl.col("contract_id") == id)
        return [(Noun.DELIVERY.value, one) for one in rows["id"]]
    if of.table == "organisations":
        return [
            (noun.value, one)
            for noun in (Noun.SERVICE, Noun.SYSTEM)
            for one in register.table(TABLE_OF[noun]).filter(pl.col("organisation_id") == id)["id"]
        ]
    if of.table == "requirements":
        return _owner(of.row, "owner_noun", "owner_id")
    if of.table == "members":
        return _owner(of.row, "member_noun", "member_id")
    return [(of.noun.value, id)]


def _owner(row: Mapping[str, Any], noun: str, id: str) -> list[tuple[str, str]]:
    return [(row[noun], row[id])] if row[noun] and row[id] else []
