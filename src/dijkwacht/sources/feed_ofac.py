# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The SDN list of OFAC as CSV without a header (docs/reference/sources/feeds.md#ofac). Entities
alone: of individuals, vessels and aircraft nothing is kept."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from dijkwacht.base.ids import Identifier, parse
from dijkwacht.register.notices import Notice
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.feed import (
    FeedFault,
    FeedRead,
    clean,
    coded,
    each,
    matching,
    needed,
    short,
    text_of,
)

COLUMNS: Final = 12
NULL: Final = "-0-"
END: Final = "\x1a"  # the last sign of the file, as DOS wrote it
TYPES: Final = ("individual", "vessel", "aircraft")
KEY: Final = re.compile(r"\d{1,7}")
PROGRAM: Final = re.compile(r"[A-Z0-9][A-Z0-9 /()-]*")
ALIAS: Final = re.compile(r"[af]\.k\.a\. '([^']+)'")
LEI: Final = re.compile(r"Legal Entity Number ([0-9A-Z]{20})")
DUTCH: Final = re.compile(r"(?:Chamber of Commerce|Registration) Number (\d{8}) \(Netherlands\)")
COUNTRY_LINK: Final = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id="


def read(data: bytes, place: str, _: Rules) -> FeedRead:
    """Every entity on the list."""
    text = text_of(data).rstrip(END)
    if not text.endswith("\n"):
        raise FeedFault("feed-cut")
    found = FeedRead()
    each(found, place, _rows(text), _entry)
    keys = [notice.entry for notice in found.notices]
    if len(set(keys)) != len(keys):
        found.fault(place, "feed-twice", count=len(keys) - len(set(keys)))
    return found


def _rows(text: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from (row for row in rows if row)
    except csv.Error as fault:
        raise FeedFault("feed-cells", line=rows.line_num) from fault


def _entry(row: list[str]) -> Iterator[Notice]:
    if len(row) != COLUMNS:
        raise FeedFault("feed-cells", line=row[0][:20])
    cells = [clean(cell).strip() for cell in row]
    key = matching(cells[0], "ent_num", KEY)
    name = needed(cells[1], "SDN_Name")
    programs = cells[3].split("] [")
    for program in programs:
        matching(program, "Program", PROGRAM)
    if cells[2] != NULL:
        coded(cells[2], "SDN_Type", TYPES)
        return
    remarks = "" if cells[11] == NULL else cells[11]
    yield Notice(
        kind="sanction-listed",
        entry=key,
        names=(name, *ALIAS.findall(remarks)),
        numbers=tuple(_numbers(remarks)),
        said=short(", ".join(programs)),
        link=f"{COUNTRY_LINK}{key}",
    )


def _numbers(remarks: str) -> Iterator[tuple[str, str]]:
    for scheme, pattern in (("lei", LEI), ("kvk", DUTCH)):
        for value in pattern.findall(remarks):
            found = parse(scheme, value)
            if isinstance(found, Identifier):
                yield scheme, found.value
