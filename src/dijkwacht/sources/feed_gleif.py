# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Level 1 of GLEIF: who is who, in its four shapes (docs/reference/sources/feeds.md#gleif)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dijkwacht.base.ids import Identifier, parse
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import FeedFault, FeedRead, coded, day_of, each, needed, short
from dijkwacht.sources.feed_gleif_shapes import Record, records

STATUSES: Final = {
    "ISSUED": None,
    "LAPSED": "lei-lapsed",
    "RETIRED": "lei-retired",
    "MERGED": "lei-merged",
    "ANNULLED": "lei-annulled",
    "DUPLICATE": "lei-annulled",
    "CANCELLED": "lei-annulled",
    "TRANSFERRED": None,
    "PENDING_TRANSFER": None,
    "PENDING_ARCHIVAL": None,
    "PENDING_VALIDATION": None,
}
"""What each status of a registration says of the entity; None: nothing."""
EVENTS: Final = {
    **dict.fromkeys(
        ("BANKRUPTCY", "INSOLVENCY", "LIQUIDATION", "VOLUNTARY_ARRANGEMENT"), "legal-insolvency"
    ),
    "DISSOLUTION": "legal-dissolution",
    **dict.fromkeys(("MERGERS_AND_ACQUISITIONS", "ABSORPTION"), "legal-merger"),
    **dict.fromkeys(
        (
            *("ACQUISITION_BRANCH", "BREAKUP", "DEMERGER", "SPINOFF"),
            *("CHANGE_HQ_ADDRESS", "CHANGE_LEGAL_ADDRESS", "CHANGE_LEGAL_FORM"),
            *("CHANGE_LEGAL_NAME", "CHANGE_OTHER_NAMES", "COMPLETE_ASSET_TRANSFER"),
            *("TRANSFORMATION_BRANCH_TO_SUBSIDIARY", "TRANSFORMATION_SUBSIDIARY_TO_BRANCH"),
            *("TRANSFORMATION_UMBRELLA_TO_STANDALONE", "REVERSE_TAKEOVER", "REORGANIZATION"),
        )
    ),
}
"""What each legal event says of the entity; None: nothing by itself."""
HAPPENED: Final = ("COMPLETED", "IN_PROGRESS", "WITHDRAWN_CANCELLED")
SOLE: Final = "SOLE_PROPRIETOR"
KVK_AUTHORITY: Final = "RA000463"
PAGE: Final = "https://search.gleif.org/#/record/"


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every record: its state, and what its status and legal events say."""
    found = FeedRead()
    each(found, place, records(data, found), _notices)
    found.counted(place)
    return found


def _notices(record: Record) -> Iterator[Notice]:
    lei = lei_of(record.lei)
    country = country_of(record.country)
    name = needed(record.name, "LegalName")
    status = coded(record.status, "RegistrationStatus", STATUSES)
    state = coded(record.entity_status, "EntityStatus", ("ACTIVE", "INACTIVE", "NULL"))
    updated = day_of(record.updated, "LastUpdateDate")
    renewed = day_of(record.renewal or record.updated, "NextRenewalDate")
    ended = day_of(record.ended or record.updated, "EntityExpirationDate")
    if record.category == SOLE:  # a natural person
        return
    shared: dict[str, Any] = {
        "names": (name, *map(str, filter(None, map(short, record.others)))),
        "numbers": (("lei", lei), *_registered(record)),
        "country": country,
        "town": short(record.town),
        "link": f"{PAGE}{lei}",
    }
    yield Notice(kind="lei-record", entry=lei, observed_on=updated, said=country, **shared)
    told = STATUSES[status]
    if told:
        since = renewed if told == "lei-lapsed" else updated
        yield Notice(kind=told, entry=lei, observed_on=since, said=status, **shared)
    if state == "INACTIVE":
        yield Notice(kind="entity-inactive", entry=lei, observed_on=ended, said=state, **shared)
    yield from _events(record, lei, shared)


def _events(record: Record, lei: str, shared: Mapping[str, Any]) -> Iterator[Notice]:
    for event in record.events:
        sort = coded(event.sort, "LegalEntityEventType", EVENTS)
        # the JSON of the golden copy leaves it out
        status = coded(event.status or "COMPLETED", "event_status", HAPPENED)
        day = day_of(event.day or event.recorded, "LegalEntityEventEffectiveDate")
        kind = EVENTS[sort]
        if kind and status != "WITHDRAWN_CANCELLED":
            yield Notice(kind=kind, entry=f"{lei} {sort}", observed_on=day, said=sort, **shared)


def _registered(record: Record) -> tuple[tuple[str, str], ...]:
    """Its number in the Dutch company register, where that is where it is registered."""
    if record.authority != KVK_AUTHORITY or not record.registered:
        return ()
    number = parse("kvk", record.registered)
    return (("kvk", number.value),) if isinstance(number, Identifier) else ()


def lei_of(value: Any) -> str:
    """A LEI with right check digits; FeedFault for any other."""
    found = parse("lei", needed(value, "LEI"))
    if not isinstance(found, Identifier) or found.value != value:
        raise FeedFault("feed-value", name="LEI", value=str(value)[:80])
    return found.value


def country_of(value: Any) -> str:
    """A country by its code; FeedFault for any other."""
    found = parse("country", needed(value, "Country"))
    if not isinstance(found, Identifier):
        raise FeedFault("feed-code", name="Country", value=str(value)[:80])
    return found.value
