# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map once more, of many more services, for a browser to draw: the same places and names, laid
out here, so that the same question gives the same picture."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from dijkwacht.findings.classes import Class
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.reports.words import Words
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.listing import Listing
from dijkwacht.web.outages.map import Place, joined
from dijkwacht.web.outages.rows import Seen
from dijkwacht.web.outages.shown import WALKED

STEP: Final = 2  # from a leaf to the next, so that the middle of two is a whole number
WIDER: Final = 2  # about so much wider than high


def graph(listing: Listing, here: Here, words: Words) -> dict[str, Any]:
    """The ways to the first services of the list as points and lines."""
    seen, ways = listing.seen, listing.ways(WALKED)
    places = joined(seen, ways, words)
    rows, across = laid(places), _across(places)
    return {
        "count": listing.rows.height,
        "shown": len(ways),
        "points": [
            {
                "key": place.key,
                "x": place.level * across,
                "y": rows[place.key],
                "name": place.text(words),
                "kind": place.kind(seen, words),
                "class": _class(place, seen),
                "cause": place.before is None,
                "record": _record(place, seen, here),
                "why": place.why(here),
            }
            for place in places
        ],
        "lines": [[place.before, place.key] for place in places if place.before],
    }


def laid(places: Sequence[Place]) -> dict[str, int]:
    """How far down each place is: its leaves below each other, itself in their middle; no two lines
    cross."""
    below: dict[str | None, list[str]] = {}
    for place in places:
        below.setdefault(place.before, []).append(place.key)
    order, waiting = [], below.get(None, [])[::-1]
    while waiting:
        order.append(waiting.pop())
        waiting += below.get(order[-1], [])[::-1]
    leaves = [key for key in order if key not in below]
    rows = {key: number * STEP for number, key in enumerate(leaves)}
    for key in reversed(order):
        if key in below:
            rows[key] = (rows[below[key][0]] + rows[below[key][-1]]) // 2
    return rows


def _across(places: Sequence[Place]) -> int:
    """From a level to the next."""
    inner = {place.before for place in places}
    leaves = sum(place.key not in inner for place in places)
    levels = max((place.level for place in places), default=0)
    return max(STEP, leaves * STEP * WIDER // max(levels, 1))


def _class(place: Place, seen: Seen) -> str | None:
    """The class of a listed service, as the list tells it."""
    if place.service is None:
        return None
    return Class(int(seen.levels.level[place.link.node])).name


def _record(place: Place, seen: Seen, here: Here) -> str | None:
    """The page of what the viewer may read by itself."""
    if place.label.id is None:
        return None
    noun = Noun(seen.graph.noun_of(place.link.node).word)
    day = f"?{urlencode(here.day)}" if here.day else ""
    return reverse("record", args=[TABLE_OF[noun], place.label.id]) + day
