# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why one service falls, as one viewer may know it, and what would help it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.engine.explain import Help, Link, explain, is_supplier_link, shown
from dijkwacht.engine.holding import holding, spared
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.reports.words import Lasting, Words
from dijkwacht.web.access import Label
from dijkwacht.web.outages.rows import Seen

HELD: Final = 4  # things of which it is asked what holding them would spare
LARGE: Final = 20_000  # touched nodes: settling them again takes longer than a reader waits
HIGH, GAP, LETTERS = 36, 28, 56  # of a box: pixels, pixels to the next, letters that fit
HELPED: Final = (NodeNoun.SERVICE, NodeNoun.SYSTEM)


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the way from the cause to the service: it falls at `hour` to `level`.

    What the register says of it is None where the viewer does not see whose it is.
    """

    label: Label
    noun: str
    hour: int
    level: int | None
    because: Message
    source: str | None
    recorded_on: object


@dataclass(frozen=True, slots=True)
class Box:
    """One step in the picture of the way: pixels from the top."""

    name: str
    hidden: bool
    top: int
    text: int
    from_top: int  # where the line to it begins


@dataclass(frozen=True, slots=True)
class Layers:
    """The picture of the way, the cause on top."""

    boxes: tuple[Box, ...]
    height: int
    width: int = 480
    left: int = 8
    wide: int = 464
    high: int = HIGH
    middle: int = 240


@dataclass(frozen=True, slots=True)
class Helping:
    """A thing on the way, and how many services would not be lost if it held."""

    label: Label
    services: int


@dataclass(frozen=True, slots=True)
class Fallback:
    """A fallback of the service or of something on the way: with and without it can be compared."""

    label: Label
    text: str  # for an address


def path(seen: Seen, node: int) -> list[Link]:
    """The binding path, the cause first."""
    return shown(seen.found, explain(seen.found, node))


def steps(seen: Seen, links: Sequence[Link]) -> list[Step]:
    """The path as the viewer may know it: things of others by their kind."""
    return [_step(seen, links, place) for place in range(len(links))]


def layers(chain: Sequence[Step], words: Words) -> Layers:
    """The chain as a picture: one box per step."""
    boxes = []
    for place, step in enumerate(chain):
        top = 8 + place * (HIGH + GAP)
        told = f"{words.value(step.label.name)} · {words.hours(step.hour)}"
        name = told if len(told) <= LETTERS else f"{told[: LETTERS - 1]}…"
        boxes.append(Box(name, step.label.id is None, top, top + HIGH // 2 + 4, top - GAP))
    return Layers(tuple(boxes), len(boxes) * (HIGH + GAP) - GAP + 16)


def helping(seen: Seen, links: Sequence[Link]) -> list[Helping]:
    """What would help most: things on the way that the viewer sees, if they held. Empty for an
    outage so large that it takes too long to settle again."""
    if is_large(seen):
        return []
    asked = [
        link.node
        for link in links
        if link.group is not None
        and seen.graph.noun_of(link.node) in HELPED
        and seen.label(link.node).id is not None
    ]
    made = []
    for node in asked[:HELD]:
        spared_of = spared(seen.found, holding(seen.found, node))
        count = int(np.count_nonzero(seen.told[spared_of]))
        made.append((node, Helping(seen.label(node), count)))
    told = [one for node, one in made if one.services > (node == links[-1].node)]
    return sorted(told, key=lambda one: -one.services)


def is_large(seen: Seen) -> bool:
    """Whether so much is touched that it takes too long to settle it again."""
    return len(seen.found.touched) > LARGE


def fallbacks(seen: Seen, links: Sequence[Link]) -> Iterator[Fallback]:
    """The fallbacks on the way that the viewer sees."""
    known = set()
    for link in links:
        for window in () if link.group is None else link.group.windows:
            id = seen.graph.nodes.ids[window.node]
            if window.node not in known and seen.sight.sees("fallbacks", id):
                known.add(window.node)
                yield Fallback(seen.label(window.node), f"fallback:{id}")


def _step(seen: Seen, links: Sequence[Link], place: int) -> Step:
    link, label = links[place], seen.label(links[place].node)
    noun = seen.graph.noun_of(link.node).word
    if label.id is None and link.group is not None:
        return Step(label, noun, link.hour, None, Message("outage-why.before"), None, None)
    said = _provenance(seen, *_said_by(seen, link))
    return Step(label, noun, link.hour, link.level, _because(seen, links, place), *said)


def _said_by(seen: Seen, link: Link) -> tuple[Noun, str]:
    """The row that ties a link to the one before it; for the cause the row of the thing itself."""
    graph = seen.graph
    if link.group is None or is_supplier_link(seen.found, link):
        return Noun(graph.noun_of(link.node).word), graph.nodes.ids[link.node]
    return Noun.REQUIREMENT, graph.groups.id[link.group.number]


def _provenance(seen: Seen, noun: Noun, id: str) -> tuple[str | None, object]:
    """Who says so, since when; nothing of rows that the viewer does not see in full."""
    table = TABLE_OF[noun]
    if not seen.sight.sees(table, id):
        return None, None
    found = seen.sight.register.table(table).filter(pl.col("id") == id)
    return found.select("source", "recorded_on").row(0) if found.height else (None, None)


def _because(seen: Seen, links: Sequence[Link], place: int) -> Message:
    link = links[place]
    if link.group is None:
        return Message("explain.fails")
    alternatives = len(link.group.members)
    code = "explain.needs" if alternatives == 1 else "explain.needs-of"
    if link.help is not Help.NONE:
        code = f"{code}.{link.help.value}"
    felt = Message("explain.at-once")
    if link.group.buffer:
        felt = Message.of("explain.unnoticed", hours=Lasting(link.group.buffer))
    needs = seen.label(links[place - 1].node).name
    return Message(code, {"needs": needs, "felt": felt, "of": alternatives})
