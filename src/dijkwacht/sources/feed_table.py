# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Observations as a table of one's own: ratings, lost contracts, events, news
(docs/reference/sources/feeds.md#tables).

    kind,observed_on,name,scheme,value,country,entry,link,said,ends_on
    rating-lowered,2026-03-02,Nimbus B.V.,kvk,00000123,NL,,,"BBB to BB",
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from typing import Final

from dijkwacht.base.ids import Identifier, Scheme, parse
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    clean,
    coded,
    day_of,
    each,
    needed,
    short,
    text_of,
)

COLUMNS: Final = (
    *("kind", "observed_on", "name", "scheme", "value", "country", "entry", "link", "said"),
    "ends_on",
)
SUPPLIER: Final = "supplier"
"""The scheme of our own ids of suppliers."""
KEYED: Final = ("kind", "observed_on", "name", "value", "link")
KEY: Final = 16  # characters of the digest that is the key of a row without one


def read(data: bytes, place: str, rules: Rules) -> FeedRead:
    """Every row of the table."""
    text = text_of(data)
    if not text.endswith("\n"):
        raise FeedFault("feed-cut")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    absent = [name for name in COLUMNS[:2] if name not in (rows.fieldnames or ())]
    if absent:
        raise FeedFault("feed-not-this", format=", ".join(absent))
    found = FeedRead()
    for name in rows.fieldnames or ():
        if name not in COLUMNS:
            found.warn(place, "feed-key", key=ascii(name)[:80])
    kinds = frozenset(rules.parameters("signals/kinds").entries)
    each(found, place, _rows(rows), lambda row: _entry(row, kinds))
    days = [notice.observed_on for notice in found.notices if notice.observed_on]
    found.generated = max(days, default=None)
    return found


def _rows(rows: "csv.DictReader[str]") -> Iterator[Mapping[str, str]]:
    try:
        yield from rows
    except csv.Error as fault:
        raise FeedFault("feed-cells", line=rows.line_num) from fault


def _entry(row: Mapping[str, str], kinds: frozenset[str]) -> Iterator[Notice]:
    given = _cells(row)
    names = tuple(filter(None, (given["name"],)))
    numbers = _numbers(given["scheme"], given["value"])
    if not names and not numbers:
        raise FeedFault("feed-value", name="name", value="-")
    yield Notice(
        kind=coded(given["kind"], "kind", kinds),
        entry=given["entry"] or _key(given),
        names=names,
        numbers=numbers,
        observed_on=day_of(given["observed_on"], "observed_on"),
        ends_on=day_of(given["ends_on"], "ends_on") if given["ends_on"] else None,
        country=_country(given["country"]),
        said=short(given["said"]),
        link=given["link"],
    )


def _cells(row: Mapping[str, str]) -> dict[str, str | None]:
    """The cells of the columns that are known; FeedFault for a row with more or fewer cells."""
    if None in row or None in row.values():
        raise FeedFault("feed-cells", line=str(row.get("kind")))
    return {name: clean(row.get(name, "")).strip() or None for name in COLUMNS}


def _country(code: str | None) -> str | None:
    found = parse("country", code) if code else None
    if code and not isinstance(found, Identifier):
        raise FeedFault("feed-code", name="country", value=code[:80])
    return found.value if isinstance(found, Identifier) else None


def _numbers(scheme: str | None, value: str | None) -> tuple[tuple[str, str], ...]:
    if not scheme and not value:
        return ()
    needed(scheme, "scheme")
    told = needed(value, "value")
    if scheme in set(Scheme):
        found = parse(str(scheme), told)
        if not isinstance(found, Identifier):
            raise FeedFault("feed-value", name=str(scheme), value=told[:80])
        return ((str(scheme), found.value),)
    return ((str(scheme), told),)


def _key(given: Mapping[str, str | None]) -> str:
    """The key of a row that has none: what it says."""
    text = "\x1f".join(
        given[name] or "" for name in ("kind", "observed_on", "name", "value", "link")
    )
    return hashlib.sha256(text.encode()).hexdigest()[:KEY]
