# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The course of an outage as a picture: services lost by class in stacked steps over time, and the
persons that use them. Only geometry; the template draws it, and a table says the same."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dijkwacht.engine.course import Course
from dijkwacht.findings.classes import Class, Ints
from dijkwacht.web.outages.rows import KINDS

WIDTH, HIGH, LOW = 720, 220, 90  # pixels: of both panels, of the services, of the persons
LEFT, RIGHT, TOP, GAP = 64, 24, 12, 40
MARKS: Final = (0, 1, 4, 24, 72, 168, 720, 2160, 4320)  # hours below the axis
LINES: Final = 4  # about so many marks beside the axis
ROOM: Final = 18  # pixels that a letter needs in a band


@dataclass(frozen=True, slots=True)
class Moment:
    """What is lost from this hour on."""

    hour: int
    services: dict[str, int]  # by the letter of the class, V C K O
    total: int
    persons: int
    beside: int  # services, with the other fallbacks


@dataclass(frozen=True, slots=True)
class Band:
    """The services of one class, upon those of the classes above it."""

    level: Class
    path: str
    letter: tuple[float, float] | None  # where there is room for it


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of an axis: where, and which number."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Both panels."""

    bands: tuple[Band, ...]
    beside: str  # the path of the total with the other fallbacks
    persons: str
    hours: tuple[Mark, ...]
    services: tuple[Mark, ...]
    people: tuple[Mark, ...]
    now: float  # where the chosen hour is
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    base: int = TOP + HIGH
    people_top: int = TOP + HIGH + GAP
    people_base: int = TOP + HIGH + GAP + LOW
    height: int = TOP + HIGH + GAP + LOW + 24


def moments(course: Course, beside: Course) -> list[Moment]:
    """What is lost at each hour at which something changes: the numbers of the picture."""
    hours = np.union1d(course.hours, beside.hours)
    services, persons = _on(hours, course, course.services), _on(hours, course, course.persons)
    other = _on(hours, beside, beside.services.sum(axis=0))
    letters = [kind.name for kind in KINDS]
    return [
        Moment(hour, dict(zip(letters, counts, strict=True)), sum(counts), people, total)
        for hour, counts, people, total in zip(
            hours.tolist(), services.T.tolist(), persons.tolist(), other.tolist(), strict=True
        )
    ]


def picture(
    made: Sequence[Moment], end: int, now: int, most: tuple[int, int] | None = None
) -> Picture:
    """The picture of these moments until the hour `end`; `most` services and persons are the top of
    the axes, so that two pictures can stand side by side."""
    services, people = most or tops(made)
    down, low = _Down(TOP + HIGH, HIGH, services), _Down(TOP + HIGH + GAP + LOW, LOW, people)
    across = _Across(end)
    return Picture(
        bands=tuple(_bands(made, across, down)),
        beside=_line([(m.hour, m.beside) for m in made], across, down),
        persons=_area([(m.hour, 0, m.persons) for m in made], across, low),
        hours=tuple(Mark(across(hour), hour) for hour in MARKS if hour <= end),
        services=tuple(Mark(down(value), value) for value in scale(services)),
        people=tuple(Mark(low(value), value) for value in scale(people)),
        now=across(min(now, end)),
    )


def tops(*several: Sequence[Moment]) -> tuple[int, int]:
    """The most services and persons that are lost at once in any of these."""
    every = [moment for made in several for moment in made]
    services = max((max(moment.total, moment.beside) for moment in every), default=0)
    return max(services, 1), max(max((moment.persons for moment in every), default=0), 1)


def scale(top: int) -> list[int]:
    """Round numbers from 0 to about the top."""
    rough = max(top / LINES, 1)
    ten = 10 ** math.floor(math.log10(rough))
    step = next(ten * by for by in (1, 2, 5, 10) if ten * by >= rough)
    return list(range(0, top + 1, step))


class _Across:
    """Hours on a logarithmic axis that begins at 0."""

    def __init__(self, end: int) -> None:
        self.end, self._whole = end, math.log1p(end)

    def __call__(self, hour: int) -> float:
        part = math.log1p(min(hour, self.end)) / self._whole
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


class _Down:
    """Counts on an axis that begins at 0 and has its top at `most`."""

    def __init__(self, base: int, high: int, most: int) -> None:
        self._base, self._high, self._most = base, high, most

    def __call__(self, count: int) -> float:
        return round(self._base - count * self._high / self._most, 1)


def _on(hours: Ints, course: Course, values: Ints) -> Ints:
    """The values at these hours."""
    return values[..., np.searchsorted(course.hours, hours, side="right") - 1]


def _bands(made: Sequence[Moment], across: _Across, down: _Down) -> Iterator[Band]:
    below = [0] * len(made)
    for kind in KINDS:
        upon = [base + moment.services[kind.name] for base, moment in zip(below, made, strict=True)]
        rows = [(m.hour, low, top) for m, low, top in zip(made, below, upon, strict=True)]
        if upon != below:
            yield Band(kind, _area(rows, across, down), _letter(rows, across, down))
        below = upon


def _area(rows: Sequence[tuple[int, int, int]], across: _Across, down: _Down) -> str:
    """Steps along the upper edge, and back along the lower one."""
    ends = [*(hour for hour, *_ in rows[1:]), across.end]
    there = [
        f"{x},{down(top)}"
        for (hour, _, top), end in zip(rows, ends, strict=True)
        for x in (across(hour), across(end))
    ]
    back = [
        f"{x},{down(low)}"
        for (hour, low, _), end in reversed(list(zip(rows, ends, strict=True)))
        for x in (across(end), across(hour))
    ]
    return f"M{' L'.join([*there, *back])}Z"


def _line(rows: Sequence[tuple[int, int]], across: _Across, down: _Down) -> str:
    ends = [*(hour for hour, _ in rows[1:]), across.end]
    points = [
        f"{x},{down(count)}"
        for (hour, count), end in zip(rows, ends, strict=True)
        for x in (across(hour), across(end))
    ]
    return f"M{' L'.join(points)}"


def _letter(
    rows: Sequence[tuple[int, int, int]], across: _Across, down: _Down
) -> tuple[float, float] | None:
    """The middle of the widest step that is high enough for a letter."""
    ends = [*(hour for hour, *_ in rows[1:]), across.end]
    wide = [
        (across(end) - across(hour), across(hour), down(low), down(top))
        for (hour, low, top), end in zip(rows, ends, strict=True)
        if down(low) - down(top) >= ROOM
    ]
    if not wide or max(wide)[0] < ROOM:
        return None
    width, x, low, top = max(wide)
    return round(x + width / 2, 1), round((low + top) / 2, 1)
