# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The consolidated list of EU financial sanctions, XML of the FSF
(docs/reference/sources/feeds.md#eu-sanctions). Enterprises alone: of persons nothing is kept."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from lxml import etree

from dijkwacht.base.ids import Identifier, parse
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    below,
    clean,
    coded,
    day_of,
    each,
    local,
    needed,
    short,
    xml_of,
)

SPACE: Final = "http://eu.europa.ec/fpi/fsd/export"
NOWHERE: Final = ("", "00")
PARTS: Final = frozenset(
    (
        *("remark", "regulation", "subjectType", "nameAlias", "citizenship", "birthdate"),
        *("address", "identification", "contactInfo"),
    )
)


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every enterprise on the list."""
    root = xml_of(data)
    if etree.QName(root).namespace != SPACE or local(root) != "export":
        raise FeedFault("feed-not-this", format="EU FSF")
    found = FeedRead(
        generated=day_of(root.get("generationDate"), "generationDate"),
        version=needed(root.get("globalFileId"), "globalFileId"),
    )
    each(found, place, root, _entity)
    return found


def _entity(entity: etree._Element) -> Iterator[Notice]:
    coded(local(entity), "element", ("sanctionEntity",))
    key = needed(entity.get("euReferenceNumber") or entity.get("logicalId"), "logicalId")
    for part in entity:
        coded(local(part), "element", PARTS)
    sort = next(below(entity, "subjectType"), None)
    code = coded(None if sort is None else sort.get("code"), "code", ("person", "enterprise"))
    names = [needed(one.get("wholeName"), "wholeName") for one in below(entity, "nameAlias")]
    since, programmes, link = _regulations(entity)
    if code == "person":
        return
    address = next(below(entity, "address"), None)
    country = _country(address)
    yield Notice(
        kind="sanction-listed",
        entry=key,
        names=tuple(dict.fromkeys(names)) or _nameless(),
        numbers=tuple(_numbers(entity)),
        observed_on=since,
        country=country,
        town=None if address is None else short(address.get("city")),
        said=short(", ".join(programmes)),
        link=link,
    )


def _nameless() -> tuple[str, ...]:
    raise FeedFault("feed-value", name="nameAlias", value="-")


def _regulations(entity: etree._Element) -> tuple[date, list[str], str | None]:
    """Since when it is listed, under which programmes, and where that was published."""
    regulations = [part for part in entity if local(part) == "regulation"]
    if not regulations:
        raise FeedFault("feed-value", name="regulation", value="-")
    days = [
        day_of(one.get("entryIntoForceDate") or one.get("publicationDate"), "entryIntoForceDate")
        for one in regulations
    ]
    links = [clean((one.text or "").strip()) for one in below(entity, "publicationUrl")]
    programmes = sorted({needed(one.get("programme"), "programme") for one in regulations})
    return min(days), programmes, next((link for link in links if link.startswith("http")), None)


def _country(element: etree._Element | None) -> str | None:
    code = "" if element is None else element.get("countryIso2Code") or ""
    if code in NOWHERE:
        return None
    found = parse("country", code)
    return found.value if isinstance(found, Identifier) else None


def _numbers(entity: etree._Element) -> Iterator[tuple[str, str]]:
    """Its numbers in registers, each by the country that gave it."""
    for one in below(entity, "identification"):
        number = clean((one.get("number") or "").strip())
        country = _country(one)
        scheme = "kvk" if country == "NL" else "lei"
        known = parse(scheme, number) if number else None
        if isinstance(known, Identifier):
            yield scheme, known.value
        elif number:
            yield f"registered-{(country or 'xx').lower()}", number
