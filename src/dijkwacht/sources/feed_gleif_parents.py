# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Level 2 of GLEIF: who consolidates whom, and why a parent is not told
(docs/reference/sources/feeds.md#gleif)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from lxml import etree

from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    below,
    coded,
    day_of,
    each,
    json_of,
    local,
    needed,
    said_at,
    xml_of,
)
from dijkwacht.sources.feed_gleif import PAGE, lei_of
from dijkwacht.sources.feed_gleif_shapes import header

DIRECT: Final = "IS_DIRECTLY_CONSOLIDATED_BY"
ULTIMATE: Final = "IS_ULTIMATELY_CONSOLIDATED_BY"
TYPES: Final = frozenset(
    (
        *(DIRECT, ULTIMATE, "IS_FUND-MANAGED_BY", "IS_SUBFUND_OF", "IS_FEEDER_TO"),
        "IS_INTERNATIONAL_BRANCH_OF",
    )
)
REGISTERED: Final = frozenset(
    (
        *("PUBLISHED", "LAPSED", "RETIRED", "ANNULLED", "DUPLICATE", "TRANSFERRED"),
        *("PENDING_TRANSFER", "PENDING_ARCHIVAL", "PENDING_VALIDATION", "ISSUED"),
    )
)
GONE: Final = frozenset(("RETIRED", "ANNULLED", "DUPLICATE"))
CATEGORIES: Final = frozenset(
    ("DIRECT_ACCOUNTING_CONSOLIDATION_PARENT", "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT")
)
NOBODY: Final = frozenset(("NO_KNOWN_PERSON", "NATURAL_PERSONS", "NON_CONSOLIDATING", "NO_LEI"))
HIDDEN: Final = frozenset(
    (
        *("NON_PUBLIC", "BINDING_LEGAL_COMMITMENTS", "LEGAL_OBSTACLES", "CONSENT_NOT_OBTAINED"),
        *("DISCLOSURE_DETRIMENTAL", "DETRIMENT_NOT_EXCLUDED"),
    )
)


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every tie to a parent that holds, and every reason why a parent is not told."""
    found = FeedRead()
    xml = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"
    each(found, place, _of_xml(data, found) if xml else _of_json(data), _one)
    found.counted(place)
    return found


def _of_json(data: bytes) -> list[Any]:
    content = json_of(data)
    given = content
    if isinstance(content, dict):
        given = content.get("relations", content.get("exceptions"))
    return needed(given, "records", list)  # type: ignore[no-any-return]


def _of_xml(data: bytes, found: FeedRead) -> Iterator[dict[str, Any]]:
    """XML records as the JSON shape has them."""
    root = xml_of(data)
    if local(root) not in RECORDS:
        raise FeedFault("feed-not-this", format="GLEIF")
    header(root, found)
    name, maps = RECORDS[local(root)]
    return map(maps, below(root, name))


def _exception_maps(element: etree._Element) -> dict[str, Any]:
    reasons = [(one.text or "").strip() for one in below(element, "ExceptionReason")]
    return {**_told(element, ("LEI", "ExceptionCategory")), "ExceptionReason": reasons}


def _tie_maps(element: etree._Element) -> dict[str, Any]:
    tie = next(below(element, "Relationship"))
    nodes = {
        name: _told(next(below(tie, name)), ("NodeID", "NodeIDType"))
        for name in ("StartNode", "EndNode")
    }
    told = _told(tie, ("RelationshipType", "RelationshipStatus"))
    names = ("StartDate", "EndDate", "PeriodType")
    periods = [_told(one, names) for one in below(tie, "RelationshipPeriod")]
    registration = _told(
        next(below(element, "Registration")), ("RegistrationStatus", "LastUpdateDate")
    )
    return {
        "Relationship": {**nodes, **told, "RelationshipPeriods": periods},
        "Registration": registration,
    }


def _told(element: etree._Element, names: tuple[str, ...]) -> dict[str, str | None]:
    return {name: said_at(element, name) for name in names}


RECORDS: Final = {
    "RelationshipData": ("RelationshipRecord", _tie_maps),
    "ReportingExceptionData": ("Exception", _exception_maps),
}
"""The records of each file, and how they are read."""


def _one(given: Any) -> Iterator[Notice]:
    entry = needed(given, "record", dict)
    return _tie(entry) if "Relationship" in entry else _exception(entry)


def _tie(entry: dict[str, Any]) -> Iterator[Notice]:
    tie = needed(entry["Relationship"], "Relationship", dict)
    child, parent = (_node(tie, of) for of in ("StartNode", "EndNode"))
    sort = coded(tie.get("RelationshipType"), "RelationshipType", TYPES)
    status = coded(tie.get("RelationshipStatus"), "RelationshipStatus", ("ACTIVE", "INACTIVE"))
    registered = needed(entry.get("Registration"), "Registration", dict)
    state = coded(registered.get("RegistrationStatus"), "RegistrationStatus", REGISTERED)
    updated = day_of(registered.get("LastUpdateDate"), "LastUpdateDate")
    since = _since(tie) or updated
    if sort in (DIRECT, ULTIMATE) and status == "ACTIVE" and state not in GONE:
        yield Notice(
            kind="parent-record",
            entry=f"{child} {sort} {parent}",
            numbers=(("lei", child),),
            observed_on=since,
            said=parent,
            link=f"{PAGE}{child}",
        )


def _node(tie: dict[str, Any], name: str) -> str:
    node = needed(tie.get(name), name, dict)
    if coded(node.get("NodeIDType"), "NodeIDType", ("LEI", "ISO_LEI")) == "LEI":
        return lei_of(node.get("NodeID"))
    return str(needed(node.get("NodeID"), "NodeID"))


def _since(tie: dict[str, Any]) -> date | None:
    """When the relationship itself began."""
    begun = None
    for period in needed(tie.get("RelationshipPeriods") or [], "RelationshipPeriods", list):
        day = day_of(period.get("StartDate"), "StartDate") if period.get("StartDate") else None
        if period.get("PeriodType") == "RELATIONSHIP_PERIOD":
            begun = day
    return begun


def _exception(entry: dict[str, Any]) -> Iterator[Notice]:
    lei = lei_of(entry.get("LEI"))
    category = coded(entry.get("ExceptionCategory"), "ExceptionCategory", CATEGORIES)
    given = entry.get("ExceptionReason")
    reasons = [given] if isinstance(given, str) else needed(given, "ExceptionReason", list)
    for reason in reasons:
        if coded(reason, "ExceptionReason", NOBODY | HIDDEN) in HIDDEN:
            yield Notice(
                kind="parent-hidden",
                entry=f"{lei} {category}",
                numbers=(("lei", lei),),
                said=reason,
                link=f"{PAGE}{lei}",
            )
            return
