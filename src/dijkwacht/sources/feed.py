# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every reader of a feed gives back, and how the bytes of strangers are opened: unpacked
within bounds, as strict JSON, as XML without entities."""

import gzip
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from lxml import etree

from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register.csv_text import BOM
from dijkwacht.register.notices import Notice

MOST: Final = 1024**3  # bytes of a feed, unpacked
RATIO: Final = 250  # unpacked : packed
RATIO_FREE: Final = 64 * 1024**2
CHUNK: Final = 1024**2
LONGEST: Final = 300  # characters kept of what a source says
SHOWN: Final = 80  # characters of a stranger's word in a problem
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ][0-9:.]+(Z|[+-]\d\d:?\d\d)?$|[+-]\d\d:\d\d$|Z$)")
CVE: Final = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}")
DAMAGE: Final = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, OSError, RuntimeError)
UNREADABLE: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RecursionError,
    OverflowError,
    NotImplementedError,
    etree.LxmlError,
)
"""What a reader may stumble over in bytes of a stranger."""


class FeedFault(ValueError):
    """What is wrong with an entry or a file: the code of its problem, and the parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass
class FeedRead:
    """What could be read of one file of a feed, what it says of itself, and what was wrong."""

    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    entries: int = 0  # how many it holds, of whatever sort
    generated: date | None = None  # when it says it was made
    declared: int | None = None  # how many entries it says it holds
    version: str | None = None
    ended: list[str] = field(default_factory=list)  # entries that it says hold no more
    asks: list[str] = field(default_factory=list)  # entries it names, to be asked for one by one
    about: bool = False  # speaks of the feed itself: holds no entries, and need not

    @property
    def sound(self) -> bool:
        """Whether every part of it could be read, and it holds what it says it holds."""
        return all(found.grade is not Grade.FAULT for found in self.problems)

    def fault(self, where: str, code: str, **params: object) -> None:
        """A fault: the file is not to be used."""
        self.problems.append(problem(where, code, Grade.FAULT, **params))

    def warn(self, where: str, code: str, **params: object) -> None:
        """A doubt: the file can be used."""
        self.problems.append(problem(where, code, Grade.WARNING, **params))

    def counted(self, where: str) -> None:
        """A fault where it holds another number of entries than it says."""
        if self.declared is not None and self.declared != self.entries:
            self.fault(where, "feed-count", declared=self.declared, found=self.entries)


def each(
    read: FeedRead, place: str, entries: Iterable[Any], one: Callable[[Any], Iterable[Notice]]
) -> None:
    """The notices of every entry that can be read, and a fault for each that cannot."""
    for at, entry in enumerate(entries, 1):
        read.entries += 1
        try:
            read.notices.extend(one(entry))
        except FeedFault as fault:
            read.fault(f"{place} {at}", fault.code, **fault.params)
        except UNREADABLE as fault:
            read.fault(f"{place} {at}", "feed-shape", why=why(fault))


def why(fault: BaseException) -> str:
    """What the machine says of it, in one short line."""
    return f"{type(fault).__name__} {fault}".partition("\n")[0][:SHOWN]


def unpacked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip or a zip of one file; FeedFault when damaged or too
    large."""
    try:
        if data[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                return _bounded(stream.read, len(data))
        if data[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                (inside,) = archive.infolist()
                with archive.open(inside) as entry:
                    return _bounded(entry.read, len(data))
    except (*DAMAGE, ValueError, NotImplementedError) as fault:
        if isinstance(fault, FeedFault):
            raise
        raise FeedFault("feed-damaged", why=why(fault)) from fault
    return data


def _bounded(read: Callable[[int], bytes], packed: int) -> bytes:
    limit = min(MOST, max(RATIO_FREE, packed * RATIO))
    parts, size = [], 0
    while part := read(CHUNK):
        size += len(part)
        if size > limit:
            raise FeedFault("feed-bomb", limit=limit)
        parts.append(part)
    return b"".join(parts)


def text_of(data: bytes) -> str:
    """The bytes as UTF-8 text; FeedFault for any other."""
    try:
        return data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise FeedFault("feed-not-utf8", at=fault.start) from fault


def json_of(data: bytes) -> Any:
    """Strict JSON: no key twice, no NaN; FeedFault for any other."""
    try:
        return json.loads(text_of(data), object_pairs_hook=_once, parse_constant=_refused)
    except FeedFault:
        raise
    except (ValueError, RecursionError) as fault:
        raise FeedFault("feed-not-json", why=why(fault)) from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is no value")


def xml_of(data: bytes) -> etree._Element:
    """The root of an XML document without entities or DTD; FeedFault for any other."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as fault:
        raise FeedFault("feed-not-xml", why=why(fault)) from fault
    if root.getroottree().docinfo.doctype:
        raise FeedFault("feed-doctype")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def inside(element: etree._Element, *path: str) -> etree._Element | None:
    """The first element along these names, whatever their namespace."""
    found = element
    for name in path:
        within = next((one for one in found if local(one) == name), None)
        if within is None:
            return None
        found = within
    return found


def below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element of this name, at whatever depth and in whatever namespace."""
    yield from element.iter(f"{{*}}{name}")


def said_at(element: etree._Element, *path: str) -> str | None:
    """The text of the first element along these names; None where there is none."""
    found = inside(element, *path)
    text = None if found is None else (found.text or "").strip()
    return clean(text) if text else None


def needed(value: Any, name: str, kind: type | tuple[type, ...] = str) -> Any:
    """The value, of this kind and not empty; FeedFault otherwise."""
    if not isinstance(value, kind) or isinstance(value, bool) or value == "":
        raise FeedFault("feed-value", name=name, value=str(value)[:SHOWN])
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """The text, if it holds no sign that no text holds; FeedFault otherwise."""
    if not text.isascii() or not text.isprintable():
        for sign in text:
            if unicodedata.category(sign) in ("Cc", "Cs", "Cn") and sign not in "\n\r\t":
                raise FeedFault("feed-value", name="text", value=ascii(text)[:SHOWN])
    return text


def short(text: str | None) -> str | None:
    """The text in one line, no longer than is kept."""
    return " ".join(text.split())[:LONGEST] if text else None


def day_of(value: Any, name: str) -> date:
    """The day of an ISO date or time; FeedFault for any other."""
    found = DAY.match(value) if isinstance(value, str) else None
    if found is None:
        raise FeedFault("feed-day", name=name, value=str(value)[:SHOWN])
    try:
        return date.fromisoformat(found.group())
    except ValueError as fault:
        raise FeedFault("feed-day", name=name, value=str(value)[:SHOWN]) from fault


def coded(value: Any, name: str, codes: Iterable[str]) -> str:
    """The value, one of these codes; FeedFault otherwise."""
    known = frozenset(codes)
    if value not in known:
        raise FeedFault("feed-code", name=name, value=str(value)[:SHOWN])
    return str(value)


def matching(value: Any, name: str, pattern: re.Pattern[str]) -> str:
    """The value, if all of it fits the pattern; FeedFault otherwise."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise FeedFault("feed-value", name=name, value=str(value)[:SHOWN])
    return value


def strangers(read: FeedRead, place: str, given: Mapping[str, Any], known: frozenset[str]) -> None:
    """A doubt for each key that the format does not know: new, or damaged."""
    for key in given:
        if key not in known:
            read.warn(place, "feed-key", key=ascii(key)[:SHOWN])
