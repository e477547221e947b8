# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer as its page shows it: first line, picture, slider, list, because."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from dijkwacht.base.message import Message
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.reports.asked import how
from dijkwacht.reports.words import Lasting, Words
from dijkwacht.web.outages import why
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.listing import SORTS, Listing
from dijkwacht.web.outages.map import MOST, drawn
from dijkwacht.web.outages.picture import moments, picture
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.rows import LostRow, Seen
from dijkwacht.web.outages.says import first_line, others
from dijkwacht.web.outages.scene import Scene

STOPS: Final = (1, 4, 8, 24, 72, 168, 336, 720, 2160, 4320)  # hours of the slider
WALKED: Final = 2_000  # ways of the graph that a browser draws
NEAR: Final = 11  # tenths: an end that is as near to the last stop as this is left out


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list."""

    row: LostRow
    way: str
    state: str  # lost, holds: at the hour that is looked at
    why: str | None  # the address that opens its because; None for what has no name here
    selected: bool


def hour_of(here: Here, scene: Scene) -> int:
    """The hour at which the answer is looked at; what is no hour is read as none."""
    text = here.one("at")
    known = text.isascii() and text.isdecimal() and 0 < int(text) <= scene.horizon
    return int(text) if known else scene.soon


def answer(scene: Scene, here: Here, hours: int) -> dict[str, Any]:
    """The first line, the picture and its table, and the slider."""
    seen = scene.seen
    made = moments(seen.course, seen.course_beside)
    end = scene.horizon
    stops = [hour for hour in STOPS if hour <= end]
    if not stops or stops[-1] * NEAR < end * 10:
        stops.append(end)
    return {
        "title": scene.title,
        "says": list(first_line(seen, scene.causes, hours)),
        "at": hours,
        "horizon": scene.horizon,
        "stops": [(hour, here.address(at=hour), hour == hours) for hour in stops],
        "moments": made,
        "picture": picture(made, scene.horizon, hours),
        "at_says": Lasting(hours),
        "beside_says": beside_says(seen),
        "chart_of": here.address(),
        "as_table": here.one("view") == "table",
        "table_link": here.address(view="table"),
        "picture_link": here.address(view=None),
        "how": list(how(scene.choice, seen.graph)),
        "compared": [(says, here.beside(*two)) for says, two in compared(scene.question)],
        "reasoned": scene.reasoned,
        "run_hidden": list(scene.question.pairs()),
        "run_day": urlencode(here.day),
    }


def beside_says(seen: Seen) -> Message:
    """What the answer is set against, in words."""
    return Message(f"outage-beside.{seen.beside.found.scenario.fallbacks.value}")


def compared(one: OutageQuestion) -> Iterator[tuple[Message, tuple[OutageQuestion, ...]]]:
    """The same with other fallbacks, to be set beside it."""
    for mode in FallbackMode:
        if mode is not one.fallbacks:
            yield Message(f"outage-compare.{mode.value}"), (one, replace(one, fallbacks=mode))


def listed(listing: Listing, here: Here, hours: int) -> dict[str, Any]:
    """The list of what is lost, with what it can be narrowed and ordered by."""
    every = here.one("all") == "lost"
    lines = [_line(row, way, here, hours) for row, way in listing.page(every)]
    told = listing.seen.others
    return {
        "lines": lines,
        "count": listing.rows.height,
        "left": listing.rows.height - len(lines),
        "everything": here.address(all="lost"),
        "others_say": told and others(told),
        "facets": [
            (name, [_facet(name, value, count, here) for value, count in counts.items()])
            for name, counts in listing.facets.items()
        ],
        "sorts": {key: _sort(key, listing.sort, here) for key in SORTS},
        "files_of": Message("outage.services"),
        "files": [(form, here.file(form)) for form in ("csv", "xlsx", "ods", "json")],
        "filter_hidden": here.hidden("q", "all"),
        "q": here.one("q"),
        "slider_hidden": here.hidden("at", "all"),
    }


def mapped(listing: Listing, here: Here, words: Words) -> dict[str, Any]:
    """What falls by what, of the first services of the list."""
    return {
        "map": drawn(listing.seen, listing.ways(MOST), here, words),
        "graph_of": here.address(),
        "most_walked": WALKED,
    }


def because(scene: Scene, here: Here) -> dict[str, Any]:
    """Why the selected service falls, if one is selected, and what would help."""
    node = selected(scene, here.one("why"))
    if node is None:
        return {"because": None}
    seen = scene.seen
    links = why.path(seen, node)
    chain = why.steps(seen, links)
    return {
        "because": seen.label(node),
        "chain": chain,
        "layers": why.layers(chain, scene.reading.words),
        "helping": why.helping(seen, links),
        "large": why.is_large(seen),
        "fallbacks": [
            (
                one.label,
                here.beside(scene.question, scene.question.with_more("without", one.text)),
            )
            for one in why.fallbacks(seen, links)
        ],
        "close": here.address(why=None),
    }


def selected(scene: Scene, text: str) -> int | None:
    """The node of the service in the address, if the viewer sees it."""
    found = scene.choosing.called(text, (NodeNoun.SERVICE,)) if text else []
    return scene.graph.index[NodeNoun.SERVICE, found[0].real] if len(found) == 1 else None


def _line(row: LostRow, way: str, here: Here, hours: int) -> Line:
    back = row.returns_at is not None and row.returns_at <= hours
    id = row.service.id
    asked = None if id is None else f"service:{id}"
    return Line(
        row=row,
        way=way,
        state="holds" if back else "lost",
        why=asked and here.address(why=asked) + "#because",
        selected=asked is not None and here.one("why") == asked,
    )


def _facet(name: str, value: str, count: int, here: Here) -> tuple[str, int, str, bool]:
    """One value to narrow the list by: how many, the address that adds or takes it, whether it is
    there."""
    held = here.looking.get(name, ())
    wanted = tuple(one for one in held if one != value) if value in held else (*held, value)
    return value, count, here.address(None, **{name: wanted, "all": None}), value in held


def _sort(key: str, now: str, here: Here) -> tuple[str, str]:
    """The address that orders by a column, the other way round when it does already; and how it is
    ordered now, as ARIA names it."""
    other = f"-{key}" if now == key else key
    state = (
        "none" if now.removeprefix("-") != key else "descending" if now[0] == "-" else "ascending"
    )
    return here.address(sort=other), state
