# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vulnerabilities of the EUVD of ENISA (docs/reference/sources/feeds.md#euvd). Read after notes of
others: no real answer was at hand when this was written."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    day_of,
    each,
    json_of,
    matching,
    needed,
    short,
)

KEY: Final = re.compile(r"EUVD-\d{4}-\d+")
SPOKEN: Final = "%b %d, %Y, %I:%M:%S %p"  # Apr 15, 2025, 8:30:58 PM
VENDOR: Final = "euvd-vendor"


def read(data: bytes, place: str, rules: Rules) -> FeedRead:
    """Every vulnerability of an answer."""
    content = json_of(data)
    found = FeedRead()
    entries = content
    if isinstance(content, dict):
        entries = content.get("items")
        found.declared = None if "page" in content else content.get("total")
    critical = int(rules.parameters("signals/limits")["critical_score"])
    each(found, place, needed(entries, "items", list), lambda entry: _entry(entry, critical))
    if found.declared is not None and found.entries < found.declared:
        found.asks.append(str(found.entries))
        found.declared = None
    found.counted(place)
    return found


def _entry(given: Any, critical: int) -> Iterator[Notice]:
    entry = needed(given, "entry", dict)
    key = matching(entry.get("id"), "id", KEY)
    score = needed(entry.get("baseScore", 0) or 0, "baseScore", (int, float))
    exploited = entry.get("exploitedSince")
    vendors = [
        needed(needed(one.get("vendor"), "vendor", dict).get("name"), "name")
        for one in needed(entry.get("enisaIdVendor", []), "enisaIdVendor", list)
    ]
    kind = "vulnerability-critical" if round(score * 10) >= critical else "vulnerability-known"
    yield Notice(
        kind="vulnerability-exploited" if exploited else kind,
        entry=key,
        names=tuple(dict.fromkeys(vendors)),
        numbers=tuple((VENDOR, vendor) for vendor in dict.fromkeys(vendors)),
        observed_on=spoken(exploited or entry.get("datePublished")),
        said=short(entry.get("description")),
        link=f"https://euvd.enisa.europa.eu/vulnerability/{key}",
    )


def spoken(value: Any) -> date:
    """A day as this source writes it, or as ISO has it; FeedFault for any other."""
    text = needed(value, "datePublished").replace("\u202f", " ")
    try:
        return datetime.strptime(text, SPOKEN).replace(tzinfo=UTC).date()
    except ValueError:
        try:
            return day_of(text, "datePublished")
        except FeedFault as fault:
            raise fault from None
