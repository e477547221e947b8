# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A calendar as a file: it reads back as it was, in lines that every program takes."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.reports.icalendar import WIDTH, Event, as_icalendar

ON = date(2026, 11, 24)


def event(**more: object) -> Event:
    known = {"key": "con-1", "day": date(2028, 2, 28), "summary": "Zaaksysteem", "category": "x"}
    return Event(**{**known, "description": "", **more})  # type: ignore[arg-type]


def read(file: bytes) -> list[dict[str, str]]:
    """The events of a file: unfolded, and their text as it was (RFC 5545, 3.1 and 3.3.11)."""
    lines = file.decode().replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            found[-1][name] = re.sub(
                r"\\(.)", lambda part: "\n" if part[1] == "n" else part[1], value
            )
    return found


def test_an_event_is_a_whole_day_with_its_summary() -> None:
    (found,) = read(as_icalendar("Contracten", ON, [event()]))
    assert found["DTSTART;VALUE=DATE"] == "20280228"
    assert found["DTEND;VALUE=DATE"] == "20280229"  # of a leap year
    assert (found["SUMMARY"], found["DTSTAMP"]) == ("Zaaksysteem", "20261124T000000Z")


def test_the_same_key_is_the_same_event_and_another_is_another() -> None:
    first, moved = (event(), event(day=date(2028, 3, 1)))
    other = event(key="con-2")
    uids = [read(as_icalendar("", ON, [one]))[0]["UID"] for one in (first, moved, other)]
    assert uids[0] == uids[1] != uids[2]


def test_the_file_is_the_same_byte_for_byte_and_ends_its_lines_as_it_should() -> None:
    file = as_icalendar("Contracten", ON, [event(), event(key="con-2")])
    assert file == as_icalendar("Contracten", ON, [event(), event(key="con-2")])
    assert file.count(b"\n") == file.count(b"\r\n")
    assert file.startswith(b"BEGIN:VCALENDAR\r\n") and file.endswith(b"END:VCALENDAR\r\n")


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200)


@given(PLAIN, PLAIN, st.dates())
def test_any_text_and_day_comes_back_and_no_line_is_too_long(
    summary: str, description: str, day: date
) -> None:
    file = as_icalendar(
        "Contracten", ON, [event(summary=summary, description=description, day=day)]
    )
    assert max(len(line) for line in file.split(b"\r\n")) <= WIDTH
    (found,) = read(file)
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (summary, description)
    assert found["DTSTART;VALUE=DATE"] == day.strftime("%Y%m%d").zfill(8)


def test_what_commands_a_terminal_or_begins_a_line_is_left_out() -> None:
    (found,) = read(as_icalendar("", ON, [event(summary="a\x1b[31m\rb\r\nATTENDEE:x")]))
    assert found["SUMMARY"] == "a[31mb\nATTENDEE:x"
    assert "ATTENDEE" not in found
