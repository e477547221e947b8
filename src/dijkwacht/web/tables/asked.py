# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question to a list, read from an address: `?facet.kind=…&q=…&sort=-ends_on&columns=…&page=2`.
What is wrong in it is told, and left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.web.tables.listing import Listing

UNKNOWN: Final = "~unknown"
"""The value of a facet for rows of which it is not known."""
HIDDEN: Final = "~hidden"
"""The value in the place of the id of a thing that the viewer may not see."""
SIZES: Final = (25, 50, 100, 500)
FACET: Final = "facet."
ALL: Final = "all"  # of `columns`: those of the exchange format
_KNOWN: Final = frozenset(
    ("q", "sort", "columns", "page", "size", "more", "on", "revision", "form", "table")
)
LONGEST: Final = 200  # characters of text to look for

Given = Mapping[str, Sequence[str]]
"""What stands behind the question mark: name, values."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a list."""

    listing: Listing
    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "id"
    down: bool = False
    columns: tuple[str, ...] = ()
    page: int = 1
    size: int = SIZES[1]
    more: str = ""  # the facet of which many values are shown
    faults: tuple[Message, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether rows are left out."""
        return bool(self.text or self.facets)


def read(listing: Listing, given: Given) -> Asked:
    """The question in an address; what cannot be is told in `faults`."""
    faults: list[Message] = []
    sort = _last(given, "sort") or listing.sort
    if sort.removeprefix("-") not in listing.by_name:
        faults.append(Message.of("tables.fault-sort", column=sort))
        sort = listing.sort
    facets = dict(_facets(listing, given, faults))
    columns = _columns(listing, given, faults)
    faults += [
        Message.of("tables.fault-parameter", name=name[:80])
        for name in given
        if name not in _KNOWN and not name.startswith(FACET)
    ]
    return Asked(
        listing,
        text=_last(given, "q").strip()[:LONGEST],
        facets=facets,
        sort=sort.removeprefix("-"),
        down=sort.startswith("-"),
        columns=columns,
        page=_whole(given, "page", 1, faults),
        size=_size(given, faults),
        more=_last(given, "more"),
        faults=tuple(faults),
    )


def _last(given: Given, name: str) -> str:
    return next(reversed(given.get(name, ())), "")


def _facets(
    listing: Listing, given: Given, faults: list[Message]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in given:
        column = name.removeprefix(FACET)
        if not name.startswith(FACET):
            continue
        if column in listing.by_name:
            yield column, tuple(dict.fromkeys(given[name]))
        else:
            faults.append(Message.of("tables.fault-facet", column=column[:80]))


def _columns(listing: Listing, given: Given, faults: list[Message]) -> tuple[str, ...]:
    asked = [name for part in given.get("columns", ()) for name in part.split(",") if name]
    if ALL in asked:
        return listing.exchanged
    unknown = [name for name in asked if name not in listing.by_name]
    faults += [Message.of("tables.fault-column", column=name[:80]) for name in unknown]
    known = [name for name in dict.fromkeys(asked) if name in listing.by_name]
    return tuple(known) or listing.first


def _whole(given: Given, name: str, default: int, faults: list[Message]) -> int:
    text = _last(given, name)
    if not text:
        return default
    if text.isdecimal() and len(text) < 10 and int(text) > 0:
        return int(text)
    faults.append(Message.of("tables.fault-number", name=name, value=text[:80]))
    return default


def _size(given: Given, faults: list[Message]) -> int:
    asked = _whole(given, "size", SIZES[1], faults)
    if asked <= SIZES[-1]:
        return asked
    faults.append(Message.of("tables.fault-size", size=asked, most=SIZES[-1]))
    return SIZES[-1]
