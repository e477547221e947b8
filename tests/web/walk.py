# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site, with sample arguments from the register; and what an answer holds,
page by page and link by link. Pages that come later are found by themselves."""

import functools
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import polars as pl
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from web.samples import MADE, NOTHING, Made

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.web.access import Sight
from dijkwacht.web.ownership import CENTRE

PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")
GIVEN: Final[Mapping[str, list[Mapping[str, str]]]] = {
    "policy-rule": [{"name": "classification/times"}, {"name": "access/disclosure"}],
    "api-read-rule": [{"area": "classification", "name": "times"}],
    "api-read-scenario": [{"name": "acute"}],
    "api-not-found": [{"rest": "nothing-of-the-kind"}],
    "record-new": [{"table": table} for table in TABLES],
    "table": [{"name": table} for table in TABLES if table in TABLE_OF.values()],
}
"""Arguments that are no thing of somebody."""

QUERY: Final = {
    "api-read-outage": "?fail=sup-nimbus",
    "api-ask-outage": "?fail=sup-nimbus",  # the same address
    "compare": "?a=what%3Dsup-nimbus&b=what%3Dsup-nimbus%26fallbacks%3Dnone",
    "outage": "?what=sup-nimbus",
    "outage-chart": "?what=sup-nimbus",
    "outage-graph": "?what=sup-nimbus&at=4320",
    "path": "?from=supplier:sup-nimbus&to=supplier:sup-polder",
    "search": "?q=nimbus",
    "search-suggest": "?q=nimbus",
}
"""What pages are asked that answer nothing to nothing."""

TABLE_OF_PAGE: Final = {"group": "suppliers"}
"""The table of pages whose arguments do not name it."""


@dataclass(frozen=True)
class Address:
    """One pattern of the site: its name, what it asks, and the view that answers."""

    name: str
    asks: tuple[str, ...]
    view: Any
    route: str

    @property
    def needs(self) -> object:
        """The right that its guard asks; None where there is no guard."""
        return getattr(self.view, "needs", None)

    @property
    def is_others(self) -> bool:
        """Whether it is a page of a package that guards itself: logging in, and second factors."""
        return self.route.startswith("accounts/")


def addresses() -> list[Address]:
    """Every address, with the names under which it can be asked for."""
    found = _under(get_resolver(), "", (), "")
    return list({(one.name, one.route): one for one in found}.values())


def _under(
    resolver: URLResolver, space: str, asks: tuple[str, ...], route: str
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = (*asks, *_asks(pattern))
        way = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = space + pattern.name if pattern.name else ""
            yield Address(name, here, pattern.callback, way)
        else:
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _under(pattern, below, here, way)


def _asks(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    """The names of its arguments."""
    of_route = getattr(pattern.pattern, "converters", {})
    return tuple(of_route) or tuple(pattern.pattern.regex.groupindex)


@dataclass(frozen=True)
class Thing:
    """One thing of the register that an address can be about, and whose it is."""

    table: str
    id: str
    owner: str | None


def things(sight: Sight, mine: str) -> list[Thing]:
    """Of each table a thing of one organisation, one of another, and one that all may see."""
    found = []
    for table in TABLES:
        rows = sight.owners.frame(table).with_columns(
            group=pl.when(pl.col("owner").is_null())
            .then(3)
            .when(pl.col("owner") == "")
            .then(0)
            .when(pl.col("owner") == mine)
            .then(1)
            .when(pl.col("owner") == CENTRE)
            .then(4)
            .otherwise(2)
        )
        for part in rows.unique("group", keep="last", maintain_order=True).iter_rows(named=True):
            if table != "facts":
                found.append(Thing(table, part["id"], part["owner"]))
    return found


@dataclass(frozen=True)
class Sample:
    """One address as it can be asked for, and what it is about; None for what is nobody's."""

    url: str
    about: Thing | Made | None = None
    nothing: str = ""  # the same address about something that there is not


def sampled(address: Address, of: list[Thing], made: list[Made]) -> list[Sample]:
    """The address with the arguments that follow from things of the register, and from what people
    made."""
    if not address.asks:
        return [Sample("/" + address.route.strip("^$") + QUERY.get(address.name, ""))]
    if address.name in GIVEN:
        return [Sample(_url(address, given)) for given in GIVEN[address.name]]
    if address.name in MADE:
        kind, argument = MADE[address.name], address.asks[0]
        none = _url(address, {argument: NOTHING[_converter(address, argument)]})
        return [
            Sample(_url(address, {argument: one.value}), one, none)
            for one in made
            if one.kind == kind
        ]
    return list(dict.fromkeys(_about(address, of)))


def _about(address: Address, of: list[Thing]) -> Iterator[Sample]:
    """The address about things of the register, each of a table that it can be about."""
    route = address.route.strip("^").split("/")
    parts = (part.replace("-", "_") for part in route)
    named = next((part for part in parts if part in TABLES), None)
    noun = next((table for word in address.asks if (table := _table(word))), None)
    only = TABLE_OF_PAGE.get(address.name, named or noun)
    key = next(word for word in address.asks if word in ("id", "key") or _table(word))
    for thing in of:
        if only in (thing.table, None):
            given = {"table": thing.table, key: thing.id}
            none = _url(address, {**given, key: NOTHING["path"]})
            yield Sample(_url(address, given), thing, none)


def _url(address: Address, given: Mapping[str, Any]) -> str:
    return "/" + PART.sub(functools.partial(_filled, given), address.route)


def _filled(given: Mapping[str, object], part: re.Match[str]) -> str:
    return quote(str(given[part[1]]))


def _converter(address: Address, argument: str) -> str:
    """The kind of an argument: int, uuid, path or str."""
    found = re.search(rf"<(?:(\w+):)?{argument}>", address.route)
    kind = (found and found[1]) or "str"
    return "int" if address.name == "api-read-revision" else kind


def _table(word: str) -> str | None:
    """The table that the name of an argument speaks of."""
    noun = word.removesuffix("_id")
    return TABLE_OF[Noun(noun)] if noun in set(Noun) else None


LEADING: Final = ("href", "data-hx-get", "data-source", "src")
"""Attributes that hold an address."""


class Links(HTMLParser):
    """What a page can bring a reader to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._form: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [given[name] for name in LEADING if given.get(name)]
        if tag == "form":
            method = given.get("method", "get").lower()
            self._form = (given.get("action", ""), {}) if method == "get" else None
            self.found += [self._form[0]] if self._form and self._form[0] else []


def links(answer: HttpResponse, page: str) -> Iterator[str]:
    """The addresses of ours that a page points at."""
    if not answer["content-type"].startswith("text/html"):
        return
    parser = Links()
    parser.feed(answer.content.decode())
    for link in parser.found:
        whole = urlsplit(urljoin(page, link))
        if not whole.netloc and not whole.scheme and not whole.path.startswith("/static/"):
            yield whole.path + (f"?{whole.query}" if whole.query else "")


MANY: Final = 4  # pages of one shape


def crawl(client: Client, begin: list[str], most: int) -> Iterator[tuple[str, HttpResponse]]:
    """The answers to these addresses and to all that they lead to; of one shape (path but for its
    ids, and names of questions) at most `MANY`."""
    waiting, seen, shapes = list(begin), set(begin), Counter[object]()
    while waiting and most:
        address = waiting.pop(0)
        most -= 1
        answer = client.get(address)
        if answer.status_code == 404 and address not in begin:
            continue
        yield address, answer
        for link in links(answer, address):
            shape = _shape(link)
            if link not in seen and shapes[shape] < MANY:
                seen.add(link)
                shapes[shape] += 1
                waiting.append(link)


def _shape(address: str) -> object:
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    formats = tuple(asked.get("format", ()))
    path = re.sub(r"\d+", "0", re.sub(r"[^/]*(idq|-)[^/]*", "x", parts.path))
    return path, frozenset(asked), formats


def told(answer: HttpResponse) -> str:
    """All that an answer says, unpacked: body, and headers."""
    heads = "\n".join(f"{name}: {value}" for name, value in answer.items())
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return heads + "\n" + _text(body)


def _text(body: bytes) -> str:
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(_text(packed.read(name)) for name in packed.namelist())
    if body[:4] == b"PAR1":
        return pl.read_parquet(io.BytesIO(body)).write_csv()
    return body.decode("utf-8", "replace")
