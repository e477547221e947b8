# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds fetched into a folder, each file with its digest beside it, only when it is new. What does
not come in whole does not get there at all."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urljoin, urlsplit

from dijkwacht.base.errors import DijkwachtError, Unreadable
from dijkwacht.base.problem import Problem, problem
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import FeedFault
from dijkwacht.sources.feeds import MOST_FILE, Feed, feeds_of, reading
from dijkwacht.sources.fetch import Fetched, fetch

CURSOR: Final = ".cursor.json"
ENDINGS: Final = {"cir": "xml", "eu-sanctions": "xml", "ofac": "csv", "ftm": "json", "table": "csv"}
PAGES: Final = 50  # answers to one question
FOLLOWED: Final = 500  # files that one list leads to
OK, SAME, GONE = 200, 304, 404


@dataclass(frozen=True, slots=True)
class Errand:
    """One feed to be fetched."""

    feed: Feed
    folder: Path  # of the feed
    rules: Rules
    on: date


def fetch_feeds(folder: Path, rules: Rules, on: date) -> list[Problem]:
    """Fetch every feed that policy lets fetch and that has an address; what went wrong."""
    problems = []
    for feed in feeds_of(rules):
        if not (feed.fetched and feed.address):
            continue
        errand = Errand(feed, folder / feed.name, rules, on)
        try:
            _fetched(errand)
        except DijkwachtError as fault:
            problems.append(problem(feed.name, "feed-not-fetched", why=fault.what))
        except FeedFault as fault:
            problems.append(problem(feed.name, fault.code, **fault.params))
    return problems


def _fetched(errand: Errand) -> None:
    if errand.feed.format == "nvd":
        _paged(errand)
    elif errand.feed.format == "csaf":
        _followed(errand)
    else:
        answer = _asked(errand.feed.address, _conditions(errand))
        if answer.status != SAME:
            ending = ENDINGS.get(errand.feed.format, "json")
            _kept(errand, f"{errand.on}.{ending}", answer)
            _remember(errand, answer)


def _asked(url: str, headers: Mapping[str, str]) -> Fetched:
    """The answer, if it is one; Unreadable for any other."""
    answer = fetch("GET", url, headers, most=MOST_FILE)
    if answer.status not in (OK, SAME):
        raise Unreadable("server-status", url=url, status=answer.status)
    return answer


def _conditions(errand: Errand) -> dict[str, str]:
    """Only if it is another one than we have."""
    known = _cursor(errand)
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {name: str(known[of]) for of, name in names.items() if known.get(of)}


def _cursor(errand: Errand) -> dict[str, Any]:
    try:
        known = json.loads((errand.folder / CURSOR).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(errand: Errand, answer: Fetched) -> None:
    told = {of: answer.headers[of] for of in ("etag", "last-modified") if of in answer.headers}
    _write(errand.folder / CURSOR, json.dumps({**told, "on": str(errand.on)}).encode())


def _kept(errand: Errand, name: str, answer: Fetched) -> None:
    """Keep an answer with its digest; FeedFault where it is not what the server says it is."""
    digest = hashlib.sha256(answer.body)
    for header in ("repr-digest", "content-digest"):
        said = answer.headers.get(header, "")
        told = [part for part in said.split(",") if part.strip().startswith("sha-256=:")]
        if told and told[0].strip()[9:-1] != base64.b64encode(digest.digest()).decode():
            raise FeedFault("feed-digest", digest=digest.hexdigest()[:12])
    path = errand.folder / name
    _write(path.with_name(f"{name}.sha256"), f"{digest.hexdigest()}  {name}\n".encode())
    _write(path, answer.body)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as fault:
        raise Unreadable("file-refused", file=str(path), why=fault.strerror or "") from fault


def _paged(errand: Errand) -> None:
    """Every page of what changed since the last time."""
    since = _cursor(errand).get("on", str(errand.on))
    asked = {
        "lastModStartDate": f"{since}T00:00:00.000",
        "lastModEndDate": f"{errand.on}T23:59:59.999",
    }
    start = "0"
    for page in range(PAGES):
        answer = _asked(f"{errand.feed.address}?{urlencode({**asked, 'startIndex': start})}", {})
        _kept(errand, f"{errand.on}-{page:03d}.json", answer)
        following = reading(answer.body, errand.feed.name, "nvd", errand.rules).asks
        if not following:
            _remember(errand, answer)
            return
        start = following[0]
    raise FeedFault("feed-pages", limit=PAGES)


def _followed(errand: Errand) -> None:
    """A list of advisories, and each that is not there yet with the digest of its provider."""
    answer = _asked(errand.feed.address, _conditions(errand))
    if answer.status == SAME:
        return
    found = reading(answer.body, errand.feed.name, "csaf", errand.rules)
    if not found.sound:
        raise FeedFault(found.problems[0].what.code, **found.problems[0].what.params)
    for url in _near(errand.feed.address, found.asks):
        name = urlsplit(url).path.rpartition("/")[2]
        if not (errand.folder / name).exists():
            _advisory(errand, url, name)
    _kept(errand, f"{errand.on}-list{_ending(errand.feed.address)}", answer)
    _remember(errand, answer)


def _near(address: str, asked: list[str]) -> Iterator[str]:
    """The addresses that lie with the same server as the list: nobody is sent elsewhere."""
    host = urlsplit(address).netloc
    for path in asked[:FOLLOWED]:
        url = urljoin(address, path)
        if urlsplit(url).netloc == host and not url.endswith("/"):
            yield url


def _advisory(errand: Errand, url: str, name: str) -> None:
    for ending in (".sha512", ""):
        answer = fetch("GET", url + ending, {}, most=MOST_FILE)
        if answer.status == OK:
            _write(errand.folder / f"{name}{ending}", answer.body)
        elif not ending or answer.status != GONE:
            raise Unreadable("server-status", url=url + ending, status=answer.status)


def _ending(address: str) -> str:
    return "." + (urlsplit(address).path.rpartition(".")[2] or "json")
