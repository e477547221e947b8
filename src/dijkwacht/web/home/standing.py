# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How things stand: services by class and by cover."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import polars as pl
from django.utils.safestring import SafeString

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.findings.coverage import Required
from dijkwacht.reports.words import Words
from dijkwacht.web import svg
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.home.tasks import seen
from dijkwacht.web.reasoning import Reasoned


class Covered(StrEnum):
    """How far fallbacks carry a service."""

    PROVEN = "proven"  # as was tested
    DECLARED = "declared"  # as is said, and not as was tested
    NONE = "none"  # not wholly
    UNKNOWN = "unknown"  # whether it is asked hangs on what is not known
    NOT_ASKED = "not-asked"  # it can be missed for so long that nothing is asked

    @property
    def says(self) -> Message:
        """It in words."""
        return Message(f"home.cover.{self.value}")


FILL: Final = {
    Covered.PROVEN: "fill-holds",
    Covered.DECLARED: "fill-some",
    Covered.NONE: "fill-lost",
    Covered.UNKNOWN: "fill-unknown",
    Covered.NOT_ASKED: "fill-none",
}


@dataclass(frozen=True)
class Line:
    """The services of one class: of each cover how many, None for too few to tell."""

    of: Class
    counts: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """How many may be told."""
        return sum(count or 0 for count in self.counts)


def standing(reasoned: Reasoned, sight: Sight) -> list[Line]:
    """The services that the viewer sees, by class (the highest first) and cover."""
    rows = reasoned.once("standing", lambda: _rows(reasoned, sight)).filter(seen(sight.viewer))
    cells = rows.group_by("level", "cover").agg(pl.len(), owners=pl.col("owner").n_unique())
    found = {(level, cover): (count, owners) for level, cover, count, owners in cells.iter_rows()}
    return [
        Line(
            kind, tuple(_told(sight, *found.get((int(kind), one.value), (0, 0))) for one in Covered)
        )
        for kind in reversed(Class)
    ]


def _told(sight: Sight, count: int, owners: int) -> int | None:
    """A count, unless it would tell of a few organisations that the viewer may not know."""
    return (
        count if sight.viewer.reach is not Reach.CENTRAL or sight.told(owners) is not None else None
    )


def _rows(reasoned: Reasoned, sight: Sight) -> pl.DataFrame:
    """Every service with its class, cover and owner."""
    cover = reasoned.coverage
    cases = [
        cover.required == Required.NO,
        (cover.required == Required.UNKNOWN) | cover.open,
        cover.proven.gap_hours == 0,
        cover.declared.gap_hours == 0,
    ]
    words = [Covered.NOT_ASKED, Covered.UNKNOWN, Covered.PROVEN, Covered.DECLARED]
    told = np.select(cases, [one.value for one in words], Covered.NONE.value)
    rows = pl.DataFrame(
        {"id": cover.classes.ids, "level": cover.classes.level, "cover": told},
        schema_overrides={"id": pl.String, "cover": pl.String},
    )
    owners = sight.owners.frame("services").unique("id")
    return rows.join(owners, on="id", how="left", maintain_order="left")


WIDE, HIGH, LEFT, BAR = 640, 24, 32, 16


def drawn(lines: list[Line], words: Words) -> SafeString:
    """A bar for each class, its parts the covers."""
    most = max([line.total for line in lines] or [0]) or 1
    parts: list[str] = []
    for row, line in enumerate(lines):
        top = row * HIGH + 4
        parts.append(svg.text(line.of.name, 4, top + BAR - 3))
        parts += _bar(line, top, (WIDE - LEFT) / most, words)
    called = words.say(Message("home.standing.picture"))
    return svg.picture(WIDE, HIGH * len(lines) + 4, called, parts)


def _bar(line: Line, top: int, scale: float, words: Words) -> list[str]:
    left, parts = float(LEFT), []
    for cover, count in zip(Covered, line.counts, strict=True):
        if count:
            wide = count * scale
            told = words.say(cover.says)
            name = svg.title(f"{line.of.name}: {told}, {words.number(count)}")
            shape = {"x": round(left, 1), "y": top, "width": round(wide, 1), "height": BAR}
            parts.append(svg.element("rect", name, class_=FILL[cover], **shape))
            left += wide
    return parts
