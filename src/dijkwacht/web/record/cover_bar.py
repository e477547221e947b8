# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover of one service from the first hour to 180 days, as a bar and as a table."""

from collections.abc import Iterable
from enum import StrEnum
from math import log
from typing import Final, NamedTuple

from django.utils.safestring import SafeString

from dijkwacht.base.message import Message
from dijkwacht.findings.coverage import Coverage, Required
from dijkwacht.reports.words import Words
from dijkwacht.web import svg
from dijkwacht.web.record.sections import Cell, Grid, Head, Picture

END: Final = 4_320  # hours: 180 days
TICKS: Final = (0, 1, 4, 24, 72, 168, 720, 2_160, END)
WIDTH, HEIGHT, LEFT, BAR, TOP = 720, 78, 8, 32, 8
HEADS: Final = (
    Head(Message("column.from_hour"), number=True),
    Head(Message("column.until_hour"), number=True),
    Head(Message("column.declared_level"), number=True),
    Head(Message("column.proven_level"), number=True),
    Head(Message("record-page.state")),
)


class State(StrEnum):
    """What carries the service in a span."""

    BEARABLE = "bearable"  # before its outage becomes unacceptable
    PROVEN = "proven"
    DECLARED = "declared"
    GAP = "gap"


BADGES: Final = {
    State.BEARABLE: "",
    State.PROVEN: "holds",
    State.DECLARED: "short",
    State.GAP: "lost",
}


class Span(NamedTuple):
    """A span in which nothing changes."""

    start: int  # hours
    end: int
    declared: int  # basis points
    proven: int
    state: State


def spans(cover: Coverage, row: int) -> list[Span]:
    """The spans of a service to its horizon, those that follow each other alike as one."""
    least, mtpd = int(cover.mbco[row]), int(cover.classes.mtpd[row])
    asked = cover.required[row] == Required.YES
    found: list[Span] = []
    for start, end, declared, proven in cover.spans(row):
        state = _state(declared >= least, proven >= least, asked and start >= mtpd)
        last = found[-1] if found else None
        if last is not None and (last.declared, last.proven, last.state) == (
            declared,
            proven,
            state,
        ):
            found[-1] = last._replace(end=end)
        else:
            found.append(Span(start, end, declared, proven, state))
    return found


def _state(declared: bool, proven: bool, asked: bool) -> State:
    if proven:
        return State.PROVEN
    if declared:
        return State.DECLARED
    return State.GAP if asked else State.BEARABLE


def grid(found: Iterable[Span], words: Words) -> Grid:
    """The same spans as a table."""
    rows = [
        [
            Cell(words.hours(span.start), number=True),
            Cell(words.hours(span.end), number=True),
            Cell(words.percent(span.declared), number=True),
            Cell(words.percent(span.proven), number=True),
            Cell(_called(span.state), badge=BADGES[span.state]),
        ]
        for span in found
    ]
    return Grid(Message("cover-bar.table"), HEADS, rows)


def picture(found: Iterable[Span], words: Words) -> Picture:
    """The bar: proven solid, declared hatched, a gap open, bearable a thin line."""
    caption = words.text("cover-bar.caption")
    parts = [svg.hatch("hatch-declared", "hatch-ground", "stroke-short")]
    parts += [_span(span, words) for span in found if span.start < END]
    parts += [_tick(hour, words) for hour in TICKS]
    drawn = svg.picture(WIDTH, HEIGHT, caption, parts)
    return Picture(drawn, Message("cover-bar.caption"))


def _called(state: State) -> Message:
    """What carries the service, in words."""
    return Message("cover-bar.gap-open" if state is State.GAP else f"cover-bar.{state}")


def _at(hour: int) -> float:
    """The place of an hour on a logarithmic axis that begins at 0."""
    return round(LEFT + (WIDTH - 4 * LEFT) * log(1 + min(hour, END)) / log(1 + END), 1)


def _span(span: Span, words: Words) -> SafeString:
    x, width = _at(span.start), max(_at(span.end) - _at(span.start), 1.0)
    told = f"{words.hours(span.start)} - {words.hours(span.end)}: "
    named = svg.title(told + words.say(_called(span.state)))
    if span.state is State.BEARABLE:
        return svg.element("rect", named, x=x, y=TOP + BAR / 2 - 2, width=width, height=4,
                           class_="fill-unknown", fill="currentColor", opacity=0.4)  # fmt: skip
    look = {
        State.PROVEN: {"class_": "fill-holds", "fill": "currentColor"},
        State.DECLARED: {"fill": "url(#hatch-declared)", "stroke": "currentColor"},
        State.GAP: {
            "class_": "fill-none",
            "fill": "none",
            "stroke": "currentColor",
            "stroke_dasharray": "4 3",
        },
    }[span.state]
    return svg.element("rect", named, x=x, y=TOP, width=width, height=BAR, **look)


def _tick(hour: int, words: Words) -> SafeString:
    x, below = _at(hour), TOP + BAR
    line = svg.element(
        "line", x1=x, x2=x, y1=below, y2=below + 6, class_="line", stroke="currentColor"
    )
    label = svg.text(words.hours(hour), x, below + 22, text_anchor="middle" if hour else "start",
                     font_size=12, fill="currentColor")  # fmt: skip
    return svg.element("g", line, label)
