# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A calendar as a file that calendar programs read (RFC 5545): one event of a whole day for each
entry. The same calendar is the same file, byte for byte."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 75  # bytes of a line, without its end (RFC 5545, 3.1)
END: Final = "\r\n"
ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """One day of the calendar: `key` tells it apart from all others, today and tomorrow."""

    key: str
    day: date
    summary: str
    description: str
    category: str


def as_icalendar(name: str, made_on: date, events: Iterable[Event]) -> bytes:
    """The calendar of these events, as it was on a day."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dijkwacht//Contracts//EN"),
        *("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"),
        *(line for event in events for line in _lines(event, made_on)),
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + END for line in lines).encode()


def _lines(event: Event, made_on: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(event.key.encode()).hexdigest()[:32]}@dijkwacht"
    yield f"DTSTAMP:{_day(made_on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"CATEGORIES:{_text(event.category)}"
    yield "TRANSP:TRANSPARENT"  # it keeps nobody busy
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """Text as a value: marks that mean something escaped, and no signs that command a terminal."""
    kept = "".join(sign for sign in text if sign >= " " or sign == "\n")
    return kept.translate(ESCAPES)


def _folded(line: str) -> str:
    """A line in parts of at most `WIDTH` bytes, never within a sign; each next one begins with a
    space."""
    parts, part, size = [], "", 0
    for sign in line:
        bytes_ = len(sign.encode())
        if size + bytes_ > WIDTH:
            parts.append(part)
            part, size = " ", 1
        part, size = part + sign, size + bytes_
    return END.join([*parts, part])
