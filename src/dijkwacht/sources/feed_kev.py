# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Known exploited vulnerabilities, the catalogue of CISA (docs/reference/sources/feeds.md#kev)."""

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

KNOWN: Final = frozenset(("title", "catalogVersion", "dateReleased", "count", "vulnerabilities"))
TEXTS: Final = ("vulnerabilityName", "shortDescription", "requiredAction")
ENTRY: Final = frozenset(
    (
        *("cveID", "vendorProject", "product", "dateAdded", "dueDate", "notes", "cwes"),
        *TEXTS,
        "knownRansomwareCampaignUse",
    )
)
CWE: Final = re.compile(r"CWE-([0-9])+")
RANSOM: Final = "Known"
VENDOR: Final = "kev-vendor"
"""The scheme of a vendor as this catalogue writes it."""


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every vulnerability of the catalogue."""
    content = needed(json_of(data), "catalogue", dict)
    found = FeedRead(
        generated=day_of(content.get("dateReleased"), "dateReleased"),
        declared=needed(content.get("count"), "count", int),
        version=needed(content.get("catalogVersion"), "catalogVersion"),
    )
    strangers(found, place, content, KNOWN)
    entries = needed(content.get("vulnerabilities"), "vulnerabilities", list)
    each(found, place, entries, lambda entry: _entry(entry, found, place))
    found.counted(place)
    keys = [entry.entry for entry in found.notices]
    if len(set(keys)) != len(keys):
        found.fault(place, "feed-twice", count=len(keys) - len(set(keys)))
    return found


def _entry(given: Any, found: FeedRead, place: str) -> Iterator[Notice]:
    entry = needed(given, "entry", dict)
    cve = matching(entry.get("cveID"), "cveID", CVE)
    strangers(found, f"{place} {cve}", entry, ENTRY)
    for name in TEXTS:
        needed(entry.get(name), name)
    for weakness in needed(entry.get("cwes", []), "cwes", list):
        matching(weakness, "cwes", CWE)
    added = day_of(entry.get("dateAdded"), "dateAdded")
    day_of(entry.get("dueDate"), "dueDate")
    use = coded(entry.get("knownRansomwareCampaignUse", "Unknown"), "ransomware", _USES)
    vendor = needed(entry.get("vendorProject"), "vendorProject").strip()
    product = needed(entry.get("product"), "product").strip()
    yield Notice(
        kind="vulnerability-ransomware" if use == RANSOM else "vulnerability-exploited",
        entry=cve,
        names=(vendor,),
        numbers=((VENDOR, vendor), ("product", f"{vendor}/{product}")),
        observed_on=added,
        said=short(f"{vendor} {product}: {entry['vulnerabilityName']}"),
        link=f"https://nvd.nist.gov/vuln/detail/{cve}",
    )


_USES: Final = frozenset((RANSOM, "Unknown"))
