# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of the Dutch insolvency register, CIR (docs/reference/sources/feeds.md#cir).

Legal persons only: of a natural person nothing leaves this file, not even the number of the case.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

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
    inside,
    local,
    matching,
    said_at,
    xml_of,
)

CASE: Final = re.compile(r"[FSR]\.(\d{2}/)?\d{2}/\d{1,4}")
MARK: Final = re.compile(r"(\d{2}\.)?[a-z]{3}\.\d{2}\.\d{1,4}\.[FSR]\.\d{4}\.\d{1,3}\.\d{2}")
NUMBER: Final = re.compile(r"\d{5,8}")
SORT: Final = re.compile(r"\d{4}")
SOAP: Final = (
    "http://www.w3.org/2003/05/soap-envelope",
    "http://schemas.xmlsoap.org/soap/envelope/",
)
SPACES: Final = (
    *("http://www.rechtspraak.nl/namespaces/cir01", "http://www.rechtspraak.nl/namespaces/CIR"),
    *("http://www.rechtspraak.nl/namespaces/inspubber01",),
    *("http://www.rechtspraak.nl/namespaces/updateWs",),
)
KINDS: Final = {"F": "insolvency-bankruptcy", "S": "insolvency-suspension"}
LEGAL: Final = "rechtspersoon"
PERSONS: Final = (LEGAL, "natuurlijk persoon", "natuurlijkpersoon", "natuurlijk_persoon")
NOTHING_FOUND: Final = "1"
CODES: Final = frozenset("12345")


def read(data: bytes, place: str, rules: Rules) -> FeedRead:
    """The cases of one answer, the publications it lists, or the cases that it no longer shows."""
    found = FeedRead()
    root = xml_of(data)
    if etree.QName(root).namespace not in SOAP or local(root) != "Envelope":
        raise FeedFault("feed-not-this", format="CIR")
    _spaces(root)
    answer = _answer(root)
    _created(root, found)
    for name, reader in _READERS.items():
        for part in below(answer, name):
            reader(part, place, rules, found)
            return found
    return _refusal(answer, found)


def _answer(root: etree._Element) -> etree._Element:
    """What the envelope holds; FeedFault for nothing, or a fault."""
    body = inside(root, "Body")
    answer = next(iter(body), None) if body is not None else None
    if answer is None or local(answer) == "Fault":
        raise FeedFault("feed-refused", why="-" if answer is None else local(answer))
    return answer


def _spaces(root: etree._Element) -> None:
    """A fault for a part in a namespace that these answers do not have."""
    body = inside(root, "Body")
    for part in body.iterdescendants(etree.Element) if body is not None else ():
        if etree.QName(part).namespace not in SPACES and local(part) != "Fault":
            raise FeedFault("feed-code", name="xmlns", value=local(part))


def _created(root: etree._Element, found: FeedRead) -> None:
    created = said_at(root, "Header", "Security", "Timestamp", "Created")
    if created:
        found.generated = day_of(created, "Created")


def _refusal(answer: etree._Element, found: FeedRead) -> FeedRead:
    """What the register says instead of an answer: that nothing was found is an answer."""
    code = next((part.text for part in below(answer, "exceptieCode")), None)
    if code is None or coded(code.strip(), "exceptieCode", CODES) != NOTHING_FOUND:
        raise FeedFault("feed-refused", why=code or local(answer))
    found.about = True
    return found


def _cases(part: etree._Element, place: str, rules: Rules, found: FeedRead) -> None:
    ends = frozenset(rules.parameters("signals/insolvency")["ends"])
    each(found, place, part, lambda case: _case(case, found, ends))


def _case(case: etree._Element, found: FeedRead, ends: frozenset[str]) -> Iterator[Notice]:
    coded(local(case), "element", ("insolvente",))
    number = matching(said_at(case, "insolventienummer"), "insolventienummer", CASE)
    person = coded(said_at(case, "persoon", "rechtspersoonlijkheid"), "persoon", PERSONS)
    history = [_publication(one) for one in below(case, "publicatie")]
    if not history:
        raise FeedFault("feed-value", name="publicatie", value="-")
    if person != LEGAL or number[0] not in KINDS:
        return
    last = max(history)
    if last[1] in ends:
        found.ended.append(number)
        return
    gone = said_at(case, "eindeVindbaarheid")
    # what is said of a publication may name people; its sort and day say enough
    yield Notice(
        kind=KINDS[number[0]],
        entry=number,
        names=_names(case),
        numbers=_numbers(case),
        observed_on=min(history)[0],
        ends_on=day_of(gone, "eindeVindbaarheid") if gone else None,
        country="NL",
        town=_town(case),
        said=f"{number}, {last[1]} {last[0]}",
    )


def _publication(one: etree._Element) -> tuple[date, str]:
    matching(said_at(one, "publicatieKenmerk"), "publicatieKenmerk", MARK)
    sort = matching(said_at(one, "publicatieSoortCode"), "publicatieSoortCode", SORT)
    return day_of(said_at(one, "publicatieDatum"), "publicatieDatum"), sort


def _names(case: etree._Element) -> tuple[str, ...]:
    """Its name, then its trade names; the former ones too, for contracts remember them."""
    given = [said_at(case, "persoon", "achternaam")]
    given += [said_at(one, "handelsnaam") for one in below(case, "handelendOnderDeNaam")]
    names = tuple(dict.fromkeys(name for name in given if name))
    if not names:
        raise FeedFault("feed-value", name="achternaam", value="-")
    return names


def _numbers(case: etree._Element) -> tuple[tuple[str, str], ...]:
    """The KvK number of the person, not of the trade names: those may be of somebody else."""
    number = said_at(case, "persoon", "KvKNummer")
    if number is None:
        return ()
    return (("kvk", matching(number, "KvKNummer", NUMBER).zfill(8)),)


def _town(case: etree._Element) -> str | None:
    towns = [said_at(one, "plaats") for one in below(case, "handelsadres")]
    return next((town for town in towns if town), None)


def _listed(part: etree._Element, place: str, _: Rules, found: FeedRead) -> None:
    """Publications by their mark, to be asked for one by one; those of persons' debts are not."""
    found.generated = day_of(part.get("extractiedatum"), "extractiedatum")

    def one(entry: etree._Element) -> tuple[Notice, ...]:
        coded(local(entry), "element", ("publicatieKenmerk",))
        mark = matching((entry.text or "").strip(), "publicatieKenmerk", MARK)
        if ".R." not in mark:
            found.asks.append(mark)
        return ()

    each(found, place, part, one)


def _removed(part: etree._Element, place: str, _: Rules, found: FeedRead) -> None:
    """Cases that the register no longer shows."""
    found.generated = day_of(part.get("extractiedatum"), "extractiedatum")

    def one(entry: etree._Element) -> tuple[Notice, ...]:
        coded(local(entry), "element", ("verwijderdeInsolventie",))
        number = matching(said_at(entry, "insolventienummer"), "insolventienummer", CASE)
        matching(said_at(entry, "publicatieKenmerk"), "publicatieKenmerk", MARK)
        if said_at(entry, "reden") is None:
            raise FeedFault("feed-value", name="reden", value="-")
        if number[0] in KINDS:
            found.ended.append(number)
        return ()

    each(found, place, part, one)


def _updated(part: etree._Element, place: str, _: Rules, found: FeedRead) -> None:
    found.about = True
    found.generated = day_of(said_at(part, "lastUpdateDate"), "lastUpdateDate")


_READERS: Final[Mapping[str, Callable[[etree._Element, str, Rules, FeedRead], None]]] = {
    "inspubWebserviceInsolvente": _cases,
    "verwijderdePublicatieLijst": _removed,
    "publicatieLijst": _listed,
    "lastUpdate": _updated,
}
"""What reads each sort of answer, by the element that holds it."""
