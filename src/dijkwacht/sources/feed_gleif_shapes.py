# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shapes in which GLEIF gives its records: XML and JSON and CSV of the golden copy, and answers
of its API, each brought to one."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    below,
    day_of,
    json_of,
    local,
    needed,
    said_at,
    text_of,
    xml_of,
)

Tree = Mapping[str, Any]
OTHER_NAME: Final = re.compile(r"Entity\.OtherEntityNames\.OtherEntityName\.\d+")
MOST_OTHERS: Final = 20  # names kept of one entity


@dataclass(frozen=True, slots=True)
class Event:
    """A legal event of an entity."""

    sort: str | None
    status: str | None
    day: str | None
    recorded: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says, as it says it."""

    lei: str | None
    name: str | None
    others: tuple[str, ...]
    country: str | None
    town: str | None
    category: str | None
    entity_status: str | None
    ended: str | None
    status: str | None
    updated: str | None
    renewal: str | None
    authority: str | None
    registered: str | None
    events: tuple[Event, ...] = ()


def records(data: bytes, found: FeedRead) -> Iterator[Record]:
    """The records of a file in whatever shape it is, one by one; FeedFault for none of them."""
    first = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if first == b"<":
        return _of_xml(xml_of(data), found)
    if first in (b"{", b"["):
        return _of_json(json_of(data), found)
    return _of_csv(text_of(data))


def header(root: etree._Element, found: FeedRead) -> None:
    """What the head of an XML file says of it."""
    head = root[0] if len(root) else root
    found.generated = day_of(said_at(head, "ContentDate"), "ContentDate")
    count = said_at(head, "RecordCount")
    if count is None or not count.isdecimal():
        raise FeedFault("feed-value", name="RecordCount", value=str(count)[:80])
    found.declared = int(count)
    found.version = said_at(head, "FileContent")


def _of_xml(root: etree._Element, found: FeedRead) -> Iterator[Record]:
    if local(root) != "LEIData":
        raise FeedFault("feed-not-this", format="GLEIF")
    header(root, found)
    for record in below(root, "LEIRecord"):
        tree = _tree(record)
        others = [one.text or "" for one in below(record, "OtherEntityName")]
        yield _golden(tree, others, list(_xml_events(record)))


def _xml_events(record: etree._Element) -> Iterator[Event]:
    for event in below(record, "LegalEntityEvent"):
        name = "LegalEntityEvent"
        yield Event(
            said_at(event, f"{name}Type"),
            event.get("event_status"),
            said_at(event, f"{name}EffectiveDate"),
            said_at(event, f"{name}RecordedDate"),
        )


def _tree(element: etree._Element) -> Tree:
    """An element as maps by name; of those that stand twice the first."""
    made: dict[str, Any] = {}
    for part in element:
        made.setdefault(local(part), _tree(part) if len(part) else (part.text or "").strip())
    return made


def _of_json(content: Any, found: FeedRead) -> Iterator[Record]:
    if isinstance(content, dict) and "data" in content:
        published = content.get("meta", {}).get("goldenCopy", {}).get("publishDate")
        found.generated = day_of(published, "publishDate") if published else None
        given = content["data"]
        entries = given if isinstance(given, list) else [given]
        return (_of_api(needed(entry.get("attributes"), "attributes", dict)) for entry in entries)
    golden = content.get("records") if isinstance(content, dict) else content
    return map(_of_golden_json, needed(golden, "records", list))


def _of_golden_json(entry: Any) -> Record:
    tree = {key: _plain(part) for key, part in needed(entry, "record", dict).items()}
    entity = needed(tree.get("Entity"), "Entity", dict)
    others = [_dollar(one.get("OtherEntityName")) for one in _list(entity, "OtherEntityNames")]
    events = [
        Event(
            event.get("LegalEntityEventType"),
            event.get("event_status", event.get("EventStatus")),
            event.get("LegalEntityEventEffectiveDate"),
            event.get("LegalEntityEventRecordedDate"),
        )
        for event in _list(entity, "LegalEntityEvents")
    ]
    return _golden(tree, others, events)


def _list(entity: Tree, name: str) -> list[Any]:
    """A list, whether or not it is wrapped in a map by the name of its parts."""
    given = entity.get(name) or []
    if isinstance(given, dict):
        given = next(iter(given.values()), [])
    return needed(given, name, list)  # type: ignore[no-any-return]


def _plain(part: Any) -> Any:
    """The value of `{"$": value}`, at every depth."""
    if isinstance(part, dict):
        return part["$"] if "$" in part else {key: _plain(of) for key, of in part.items()}
    return [_plain(of) for of in part] if isinstance(part, list) else part


def _dollar(value: Any) -> str:
    return str(_plain(value))


def _golden(tree: Tree, others: list[str], events: list[Event]) -> Record:
    entity, registration = (needed(tree.get(of), of, dict) for of in ("Entity", "Registration"))
    address = needed(entity.get("LegalAddress"), "LegalAddress", dict)
    authority = entity.get("RegistrationAuthority") or {}
    return Record(
        lei=tree.get("LEI"),
        name=entity.get("LegalName"),
        others=tuple(others[:MOST_OTHERS]),
        country=address.get("Country"),
        town=address.get("City"),
        category=entity.get("EntityCategory"),
        entity_status=entity.get("EntityStatus"),
        ended=entity.get("EntityExpirationDate"),
        status=registration.get("RegistrationStatus"),
        updated=registration.get("LastUpdateDate"),
        renewal=registration.get("NextRenewalDate"),
        authority=authority.get("RegistrationAuthorityID"),
        registered=authority.get("RegistrationAuthorityEntityID"),
        events=tuple(events),
    )


def _of_api(given: Tree) -> Record:
    entity, registration = (needed(given.get(of), of, dict) for of in ("entity", "registration"))
    address = needed(entity.get("legalAddress"), "legalAddress", dict)
    expiration = entity.get("expiration") or {}
    others = [needed(one["name"], "name") for one in entity.get("otherNames") or []]
    return Record(
        lei=given.get("lei"),
        name=needed(entity.get("legalName"), "legalName", dict).get("name"),
        others=tuple(others[:MOST_OTHERS]),
        country=address.get("country"),
        town=address.get("city"),
        category=entity.get("category"),
        entity_status=entity.get("status"),
        ended=expiration.get("date"),
        status=registration.get("status"),
        updated=registration.get("lastUpdateDate"),
        renewal=registration.get("nextRenewalDate"),
        authority=(entity.get("registeredAt") or {}).get("id"),
        registered=entity.get("registeredAs"),
        events=tuple(_api_events(entity)),
    )


def _api_events(entity: Tree) -> Iterator[Event]:
    for group in entity.get("eventGroups") or []:
        for event in group.get("events") or []:
            yield Event(
                event.get("type"),
                event.get("status"),
                event.get("effectiveDate"),
                event.get("recordedDate"),
            )


def _of_csv(text: str) -> Iterator[Record]:
    """Columns of the golden copy: dotted paths, of lists with a number."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if not {"LEI", "Entity.LegalName"} <= set(rows.fieldnames or ()):
        raise FeedFault("feed-not-this", format="GLEIF")
    for row in rows:
        if None in row or None in row.values():
            raise FeedFault("feed-cells", line=rows.line_num)
        others = [value for name, value in row.items() if OTHER_NAME.fullmatch(name) and value]
        yield _golden(_dotted(row), others, list(_csv_events(row)))


def _dotted(row: Mapping[str, str]) -> Tree:
    made: dict[str, Any] = {}
    for name, value in row.items():
        *path, last = name.split(".")
        at = made
        for part in path:
            at = at.setdefault(part, {})
            if not isinstance(at, dict):
                break
        else:
            at.setdefault(last, value or None)
    return made


def _csv_events(row: Mapping[str, str]) -> Iterator[Event]:
    for at in range(1, MOST_OTHERS):
        place = f"Entity.LegalEntityEvents.LegalEntityEvent.{at}"
        sort = row.get(f"{place}.LegalEntityEventType")
        if sort:
            yield Event(
                sort,
                row.get(f"{place}.event_status"),
                row.get(f"{place}.LegalEntityEventEffectiveDate"),
                row.get(f"{place}.LegalEntityEventRecordedDate"),
            )
