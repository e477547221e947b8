# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vulnerabilities of the NVD, answers of its API 2.0 (docs/reference/sources/feeds.md#nvd)."""

import re
from collections.abc import Iterator
from typing import Any, Final

from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    CVE,
    FeedRead,
    coded,
    day_of,
    each,
    json_of,
    matching,
    needed,
    short,
    strangers,
)

KNOWN: Final = frozenset(
    ("resultsPerPage", "startIndex", "totalResults", "format", "version", "timestamp")
)
STATES: Final = frozenset(
    (
        *("Received", "Awaiting Analysis", "Undergoing Analysis", "Analyzed", "Modified"),
        *("Deferred", "Rejected"),
    )
)
CPE: Final = re.compile(r"cpe:2\.3:[aho*-](:(\\.|[^:\\])+){10}")
PART: Final = re.compile(r"(?<!\\):")
VENDOR: Final = "cpe-vendor"
"""The scheme of a vendor as CPE writes it."""
METRICS: Final = ("cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2")


def read(data: bytes, place: str, rules: Rules) -> FeedRead:
    """Every vulnerability of one page of answers."""
    content = needed(json_of(data), "answer", dict)
    coded(content.get("format"), "format", ("NVD_CVE",))
    found = FeedRead(
        generated=day_of(content.get("timestamp"), "timestamp"),
        version=coded(content.get("version"), "version", ("2.0",)),
    )
    strangers(found, place, content, KNOWN | {"vulnerabilities"})
    counts = [
        needed(content.get(of), of, int) for of in ("startIndex", "resultsPerPage", "totalResults")
    ]
    entries = needed(content.get("vulnerabilities"), "vulnerabilities", list)
    critical = int(rules.parameters("signals/limits")["critical_score"])
    each(found, place, entries, lambda entry: _entry(entry, found, critical))
    start, size, total = counts
    found.declared = max(0, min(size, total - start))
    found.counted(place)
    if start + size < total:
        found.asks.append(str(start + size))
    return found


def _entry(given: Any, found: FeedRead, critical: int) -> Iterator[Notice]:
    entry = needed(given.get("cve"), "cve", dict)
    cve = matching(entry.get("id"), "id", CVE)
    published = day_of(entry.get("published"), "published")
    day_of(entry.get("lastModified"), "lastModified")
    state = coded(entry.get("vulnStatus"), "vulnStatus", STATES)
    if state == "Rejected":
        found.ended.append(cve)
        return
    exploited = entry.get("cisaExploitAdd")
    vendors = sorted(set(_vendors(entry)))
    score = _score(entry)
    yield Notice(
        kind=_kind(exploited, score, critical),
        entry=cve,
        names=tuple(vendor.replace("_", " ") for vendor in vendors),
        numbers=tuple((VENDOR, vendor) for vendor in vendors),
        observed_on=day_of(exploited, "cisaExploitAdd") if exploited else published,
        said=short(_said(entry)),
        link=f"https://nvd.nist.gov/vuln/detail/{cve}",
    )


def _kind(exploited: Any, score: int | None, critical: int) -> str:
    if exploited:
        return "vulnerability-exploited"
    return "vulnerability-critical" if (score or 0) >= critical else "vulnerability-known"


def _vendors(entry: dict[str, Any]) -> Iterator[str]:
    """The vendors of what is vulnerable."""
    for configuration in entry.get("configurations", []):
        for node in needed(configuration.get("nodes"), "nodes", list):
            for match in needed(node.get("cpeMatch"), "cpeMatch", list):
                criteria = matching(match.get("criteria"), "criteria", CPE)
                if match["vulnerable"]:
                    yield PART.split(criteria)[3]


def _score(entry: dict[str, Any]) -> int | None:
    """Ten times the base score, of the newest scale that gives one."""
    metrics = needed(entry.get("metrics", {}), "metrics", dict)
    for name in METRICS:
        for metric in metrics.get(name, []):
            score: float = needed(metric["cvssData"].get("baseScore"), "score", (int, float))
            return round(score * 10)
    return None


def _said(entry: dict[str, Any]) -> str | None:
    told = needed(entry.get("descriptions"), "descriptions", list)
    return next((needed(one["value"], "value") for one in told if one["lang"] == "en"), None)
