# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts as rows of the register: the supplier by its number, and a statement for each time that
accounts were known."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.base.ids import Identifier, parse
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register.codes import Confidence, Noun
from dijkwacht.register.register import History
from dijkwacht.register.schema import Kind, columns, schema
from dijkwacht.sources.statements_concepts import Concepts
from dijkwacht.sources.statements_facts import Entity
from dijkwacht.sources.statements_items import Accounts

ITEMS: Final = tuple(
    column.name
    for column in columns("statements")
    if column.kind is Kind.AMOUNT or column.name == "shares"
)
"""The standard items, in the order of the table."""
UNDATED: Final = "undated-"
ADDED: Final[dict[str, tuple[str, ...]]] = {"statements": ("derived",)}
"""Columns this source adds to the fixed ones."""


def rows(
    held: Iterable[Accounts], concepts: Concepts, on: date, problems: list[Problem]
) -> History:
    """The rows of these accounts. Those of which no document says when they were published are
    known from the day `on`, on which they were read."""
    made: dict[str, dict[str, dict[str, Any]]] = {"suppliers": {}, "identifiers": {}}
    for one in held:
        number = identified(one.entity, concepts)
        if number is None:
            scheme = one.entity.scheme[:80] or "-"
            problems.append(problem(one.where, "statements-entity", scheme=scheme))
            continue
        if one.known_on is None:
            problems.append(problem(one.where, "statements-undated", Grade.NOTE, day=on))
        supplier = f"sup-{number.scheme}-{number.value.lower()}"
        # each document of each entity is a source: another one ends none of its rows
        who = f"statements {number.scheme}:{number.value}"
        told = {"source": who, "recorded_on": on, "known_from": 0}
        declared = told | {"confidence": Confidence.DECLARED}
        name = one.entity.name or number.value
        made["suppliers"].setdefault(supplier, {"id": supplier, "name": name, **declared})
        made["identifiers"].setdefault(supplier, _numbered(supplier, number, declared))
        row = _statement(one, supplier, on) | declared | {"source": f"{who} {one.document}"}
        made.setdefault("statements", {})[row["id"]] = row
    return History.of({table: _frame(table, list(kept.values())) for table, kept in made.items()})


def identified(entity: Entity, concepts: Concepts) -> Identifier | None:
    """The number of an entity, in a scheme of ours; None where nobody can tell."""
    scheme = concepts.scheme(entity.scheme) or entity.scheme
    number = parse(scheme, entity.value)
    return number if isinstance(number, Identifier) else None


def _numbered(supplier: str, number: Identifier, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"idn-{supplier.removeprefix('sup-')}",
        "noun": Noun.SUPPLIER,
        "of_id": supplier,
        "scheme": number.scheme.value,
        "value": number.value,
        **told,
    }


def _statement(one: Accounts, supplier: str, on: date) -> dict[str, Any]:
    known = one.known_on or on
    return {
        "id": f"st-{supplier.removeprefix('sup-')}-{one.basis}-{one.ends_on}-{_edition(one)}",
        "valid_from": known,
        "supplier_id": supplier,
        "basis": one.basis,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "currency": one.currency or None,
        "standard": one.standard or None,
        "known_on": known,
        "document": one.document,
        "auditor": one.auditor,
        "derived": ", ".join(one.derived) or None,
        **{item: one.items.get(item) for item in ITEMS},
    }


def _edition(one: Accounts) -> str:
    """What tells accounts of one year apart: the day they were published, else what they say. That
    they were published is apart too: it never takes the place of their figures."""
    if one.known_on is None:
        told = repr(sorted(one.items.items())).encode()
        return f"{UNDATED}{hashlib.sha256(told).hexdigest()[:12]}"
    return f"{one.known_on}" if one.items else f"{one.known_on}-filed"


def news(coming: History, held: History) -> History:
    """The incoming rows without undated accounts that are held already: they are known from the day
    on which they were first read, not from today."""
    known = held.table("statements")["id"].implode()
    again = pl.col("id").str.contains(UNDATED, literal=True) & pl.col("id").is_in(known)
    frames = {
        table: frame.filter(~again) if table == "statements" else frame
        for table, frame in coming.frames.items()
    }
    return History.of(frames)


def _frame(table: str, values: list[dict[str, Any]]) -> pl.DataFrame:
    types = schema(table) | dict.fromkeys(ADDED.get(table, ()), pl.String())
    return pl.DataFrame(values, schema=types)
