# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover of one service as a picture: half a year on a scale that shows hours as well as
months."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dijkwacht.findings.coverage import Coverage

WIDTH: Final = 600
END: Final = 180 * 24  # hours
TICKS: Final = (4, 24, 72, 168, 720, 2160, 4320)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar."""

    x: int
    width: int
    kind: str  # holds, or gap: below the minimum when it has to be there


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the scale."""

    x: int
    hours: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What a picture needs: two rows of pieces, where the MTPD is, and where the horizon."""

    declared: list[Part]
    proven: list[Part]
    mtpd: int | None
    horizon: int
    ticks: list[Tick]
    width: int = WIDTH


def x_of(hours: int) -> int:
    """Where an hour lies: the scale is logarithmic, from 0 to 180 days."""
    return round(WIDTH * math.log1p(min(hours, END)) / math.log1p(END))


def bar(cover: Coverage, row: int) -> Bar:
    """The bar of one service."""
    spans, least = cover.spans(row), int(cover.mbco[row])
    mtpd, horizon = int(cover.classes.mtpd[row]), int(cover.horizon[row])
    declared = [(start, end, level) for start, end, level, _ in spans]
    proven = [(start, end, level) for start, end, _, level in spans]
    return Bar(
        declared=list(_parts(declared, least, mtpd)),
        proven=list(_parts(proven, least, mtpd)),
        mtpd=x_of(mtpd) if mtpd <= END else None,
        horizon=x_of(horizon),
        ticks=[Tick(x_of(hours), hours) for hours in TICKS],
    )


def _parts(spans: list[tuple[int, int, int]], least: int, mtpd: int) -> Iterator[Part]:
    """Where the minimum is carried, and where it is not though it has to be."""
    for start, end, level in spans:
        left, right = x_of(start), x_of(end)
        if right > left and (level >= least or start >= mtpd):
            yield Part(left, right - left, "holds" if level >= least else "gap")
