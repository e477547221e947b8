# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of filings.xbrl.org: which accounts of whom were published when, and the digest of each
package. Format: https://filings.xbrl.org/docs/api (JSON:API)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dijkwacht.base.ids import Identifier, Scheme, parse
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register.codes import StatementBasis
from dijkwacht.sources.statements_facts import Entity, day, needed
from dijkwacht.sources.statements_items import Accounts

_DIGEST: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One published report. `errors`, `warnings` and `inconsistencies` are what the index counted
    when it validated the report; None is unknown."""

    key: str
    lei: str
    name: str | None
    ends_on: date
    added_on: date
    country: str | None
    digest: str  # SHA-256 of the package
    package: str | None  # the paths in the index
    json: str | None
    errors: int | None
    warnings: int | None
    inconsistencies: int | None


def filings(content: Mapping[str, Any], name: str) -> tuple[list[Filing], list[Problem]]:
    """The entries of an answer of the index; Unreadable where its parts are not there."""
    entities = dict(_entities(content.get("included")))
    made: list[Filing] = []
    problems: list[Problem] = []
    for at, entry in enumerate(needed(content.get("data"), list, name, "data")):
        filing = _filing(entry, entities)
        if filing is None:
            problems.append(problem(f"{name} data[{at}]", "statements-filing"))
        else:
            made.append(filing)
    return made, problems


def published(held: Iterable[Filing], made: Iterable[Accounts]) -> Iterator[Accounts]:
    """That accounts were published, of those of which no document is here: one of each entity and
    year, as it was added first. All items are unknown."""
    known = {(one.entity.value, one.ends_on) for one in made}
    first: dict[tuple[str, date], Filing] = {}
    for one in sorted(held, key=lambda one: (one.added_on, one.key)):
        first.setdefault((one.lei, one.ends_on), one)
    for year, one in first.items():
        if year not in known:
            yield Accounts(
                entity=Entity(Scheme.LEI, one.lei, one.name),
                standard="",
                basis=StatementBasis.CONSOLIDATED,
                starts_on=None,
                ends_on=one.ends_on,
                currency="",
                known_on=one.added_on,
                document=one.key,
                items={},
            )


def doubts(held: Iterable[Filing]) -> Iterator[Problem]:
    """The filings in which the index itself found errors."""
    for one in held:
        if one.errors:
            yield problem(one.key, "statements-filing-errors", Grade.NOTE, count=one.errors)


def _entities(included: Any) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """LEI and name of each entity, by its number in the index."""
    for one in included if isinstance(included, list) else ():
        if isinstance(one, dict) and one.get("type") == "entity":
            told = one.get("attributes")
            if isinstance(told, dict):
                yield str(one.get("id")), (str(told.get("identifier")), _text(told.get("name")))


def _filing(entry: Any, entities: Mapping[str, tuple[str, str | None]]) -> Filing | None:
    told = entry.get("attributes") if isinstance(entry, dict) else None
    if not isinstance(told, dict):
        return None
    key = str(told.get("fxo_id") or "")
    lei, name = entities.get(_entity_of(entry), (key[:20], None))
    ends, added = day(told.get("period_end")), day(told.get("date_added"))
    digest = str(told.get("sha256") or "")
    number = parse("lei", lei)
    if not isinstance(number, Identifier) or ends is None or added is None:
        return None
    # the key begins with the number: an entry that disagrees with itself was damaged
    if not key.startswith(number.value) or not _DIGEST.fullmatch(digest):
        return None
    return Filing(
        key=key,
        lei=number.value,
        name=name,
        ends_on=ends,
        added_on=added,
        country=_text(told.get("country")),
        digest=digest,
        package=_text(told.get("package_url")),
        json=_text(told.get("json_url")),
        errors=_count(told.get("error_count")),
        warnings=_count(told.get("warning_count")),
        inconsistencies=_count(told.get("inconsistency_count")),
    )


def _entity_of(entry: Mapping[str, Any]) -> str:
    part: Any = entry
    for key in ("relationships", "entity", "data", "id"):
        part = part.get(key) if isinstance(part, dict) else None
    return str(part)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_count else None
