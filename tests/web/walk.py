# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site, with sample arguments from the register; and what an answer holds,
page by page and link by link. Pages that come later are found by themselves."""

import contextlib
import functools
import io
import re
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from typing import Any, Final
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import polars as pl
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.web.access import Sight

PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")
NOUN_OF: Final = {table: noun.value for noun, table in TABLE_OF.items()}


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
    return list(_under(get_resolver(), "", (), ""))


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
            .otherwise(2)
        )
        for part in rows.unique("group", keep="last", maintain_order=True).iter_rows(named=True):
            if table != "facts":
                found.append(Thing(table, part["id"], part["owner"]))
    return found


def asked(address: Address, of: list[Thing]) -> Iterator[tuple[str, Thing | None]]:
    """The addresses that follow from sample arguments, each with the thing that it is about."""
    if not address.asks:
        yield "/" + address.route.strip("^$"), None
        return
    about = [word for word in address.asks if _table(word) or word in ("id", "key")]
    found = [pair for thing in of for pair in _fitting(address, thing)] if about else []
    yield from dict(found or _fitting(address, None)).items()


def _filled(given: Mapping[str, object], part: re.Match[str]) -> str:
    return quote(str(given[part[1]]))


def _fitting(address: Address, thing: Thing | None) -> Iterator[tuple[str, Thing | None]]:
    for given in _given(address, thing):
        url = "/" + PART.sub(functools.partial(_filled, given), address.route)
        with contextlib.suppress(Resolver404):
            if resolve(url).func is address.view:
                yield url, thing


def _table(word: str) -> str | None:
    """The table that the name of an argument speaks of."""
    noun = word.removesuffix("_id")
    return TABLE_OF[Noun(noun)] if noun in set(Noun) else None


def _given(address: Address, thing: Thing | None) -> Iterator[Mapping[str, Any]]:
    for values in product(*(_values(word, thing, address) for word in address.asks)):
        yield dict(zip(address.asks, values, strict=True))


def _values(word: str, thing: Thing | None, address: Address) -> list[Any]:
    """Values of one argument."""
    if thing is not None and word in ("table", "tables"):
        return [thing.table]
    if thing is not None and word in ("noun", "kind"):
        return [NOUN_OF[thing.table]]
    if thing is not None and (word in ("id", "key") or _table(word) == thing.table):
        near = [part for part in address.route.strip("^").split("/") if part in TABLES]
        return [thing.id] if not near or thing.table in near else []
    if word in ("table", "tables"):
        return list(TABLES)
    if word in ("number", "revision", "pk", "page"):
        return [1, 2]
    if "uuid" in address.route:
        return [uuid.UUID(int=7), 1]
    return ["7", "json", "csv", "nl"]


class Links(HTMLParser):
    """What a page can bring a reader to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._form: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [given[name] for name in ("href", "data-hx-get", "src") if given.get(name)]
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
