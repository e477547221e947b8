# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entities in the manner of FollowTheMoney, one JSON a line, as OpenSanctions publishes them
(docs/reference/sources/feeds.md#followthemoney). Persons are left out.

A delta has the same lines within an operation: ADD, MOD or DEL.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from dijkwacht.base.ids import Identifier, parse
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import FeedFault, FeedRead, coded, day_of, each, json_of, needed, short

OPERATIONS: Final = ("ADD", "MOD", "DEL")
LEGAL: Final = frozenset(("Company", "Organization", "LegalEntity", "PublicBody"))
SCHEMA: Final = re.compile(r"[A-Z][A-Za-z]{2,40}")
SANCTIONED: Final = "sanction"
SCHEMES: Final = {"leiCode": "lei", "vatCode": "vat"}
MOST: Final = 50  # names kept of one entity
COUNTRY: Final = re.compile(r"[a-z]{2}(-[a-z0-9]+)?")


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every legal entity that is under sanctions, and every one that a delta takes away."""
    if not data.endswith(b"\n"):
        raise FeedFault("feed-cut")
    found = FeedRead()
    each(found, place, data.splitlines(), lambda line: _line(line, found))
    return found


def _line(line: bytes, found: FeedRead) -> Iterator[Notice]:
    given = needed(json_of(line), "entity", dict)
    operation = given.get("op")
    entity = given
    if operation is not None:
        coded(operation, "op", OPERATIONS)
        entity = needed(given.get("entity"), "entity", dict)
    key = needed(entity.get("id"), "id")
    if operation == "DEL":
        found.ended.append(key)
        return
    schema = needed(entity.get("schema"), "schema")
    if not SCHEMA.fullmatch(schema):
        raise FeedFault("feed-code", name="schema", value=schema[:80])
    told = needed(entity.get("properties"), "properties", dict)
    values = {name: _texts(name, of) for name, of in told.items()}
    if schema not in LEGAL:
        return
    if SANCTIONED not in values.get("topics", ()):
        if operation is not None:  # changed so that it is under sanctions no more
            found.ended.append(key)
        return
    yield _notice(key, entity, values)


def _notice(key: str, entity: dict[str, Any], values: dict[str, tuple[str, ...]]) -> Notice:
    names = tuple(dict.fromkeys((*values.get("name", ()), *values.get("alias", ()))))
    seen = entity.get("first_seen")
    country = _country(values)
    return Notice(
        kind="sanction-listed",
        entry=key,
        names=names[:MOST] if names else (needed(entity.get("caption"), "name"),),
        numbers=tuple(_numbers(values, country)),
        observed_on=day_of(seen, "first_seen") if seen else None,
        country=country,
        said=short(", ".join(needed(entity.get("datasets", []), "datasets", list))),
        link=next(iter(values.get("sourceUrl", ())), None),
    )


def _texts(name: str, given: Any) -> tuple[str, ...]:
    return tuple(needed(one, name) for one in needed(given, name, list))


def _country(values: dict[str, tuple[str, ...]]) -> str | None:
    given = values.get("jurisdiction") or values.get("country") or ()
    if not given or not COUNTRY.fullmatch(given[0]):
        return None
    found = parse("country", given[0][:2])
    return found.value if isinstance(found, Identifier) else None


def _numbers(values: dict[str, tuple[str, ...]], country: str | None) -> Iterator[tuple[str, str]]:
    """Its numbers, by the register where that is known."""
    schemes = SCHEMES | ({"registrationNumber": "kvk"} if country == "NL" else {})
    for name, scheme in schemes.items():
        for value in values.get(name, ()):
            found = parse(scheme, value)
            if isinstance(found, Identifier):
                yield scheme, found.value
