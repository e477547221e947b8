# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What falls by what: the binding ways to the listed services in one picture, from the cause on the
left to the services on the right, and the same as lists within lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from dijkwacht.base.message import Message
from dijkwacht.engine.explain import Link
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Label
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.rows import Seen
from dijkwacht.web.record.around import Tie
from dijkwacht.web.record.layered import Drawn, Item, Line, picture, trees
from dijkwacht.web.record.sections import Branch, Called

MOST: Final = 40  # ways: more of them is a picture that nobody reads
Way = tuple[str, ...]  # what the viewer reads on the way to a place


@dataclass(frozen=True)
class Map:
    """The ways to some services."""

    svg: SafeString
    branches: tuple[Branch, ...]
    shown: int  # services


@dataclass(slots=True)
class Place:
    """Where ways that begin alike come by, and perhaps a service where one of them ends."""

    key: str
    before: str | None  # the key of the place that it falls by; None for a cause
    level: int
    link: Link
    label: Label
    name: str  # in the reader's language
    ends: bool = False

    @property
    def service(self) -> str | None:
        """The id of the listed service that this is; None for what is on the way to one."""
        return self.label.id if self.ends else None

    def why(self, here: Here) -> str | None:
        """The address that opens why this service falls."""
        asked = self.service and here.address(why=f"service:{self.service}")
        return asked and asked + "#because"

    def text(self, words: Words) -> str:
        """What it is called, with the hour at which it falls."""
        return f"{words.hours(self.link.hour)} · {self.name}"

    def kind(self, seen: Seen, words: Words) -> str:
        """What it is."""
        return words.text(f"outage-noun.{seen.graph.noun_of(self.link.node).word}")


def drawn(seen: Seen, ways: Sequence[Sequence[Link]], here: Here, words: Words) -> Map | None:
    """The ways as far as the viewer is told them one by one; None where there is none."""
    places = joined(seen, ways[:MOST], words)
    if not places:
        return None
    items = tuple(_item(place, seen, here, words) for place in places)
    lines = tuple(Line(one.before, one.key, Tie.ESSENTIAL) for one in places if one.before)
    starts = tuple(place.key for place in places if place.before is None)
    found = Drawn(items, lines, (), starts)
    below, _ = trees(found, lambda _: "", Message("around.again"))
    called = words.text("outage-map.picture")
    return Map(picture(found, called), below, min(len(ways), MOST))


def joined(seen: Seen, ways: Sequence[Sequence[Link]], words: Words) -> list[Place]:
    """The ways joined where they begin alike in what the viewer may read of them, the cause first:
    things of others that a way has in common with another are not told apart from those it has
    not."""
    found: dict[Way, Place] = {}
    for way in ways:
        _add(way, found, seen, words)
    return list(found.values())


def _add(way: Sequence[Link], found: dict[Way, Place], seen: Seen, words: Words) -> None:
    """One way more."""
    place: Way = ()
    for link in way:
        label = seen.label(link.node)
        name = words.value(label.name)
        read = label.id or name
        if place[-1:] == (read,):
            continue  # a thing and its own parts have one name
        before, place = place, (*place, read)
        if place not in found:
            above = found[before].key if before else None
            found[place] = Place(f"way-{len(found)}", above, len(before), link, label, name)
    if place:
        found[place].ends = True


def _item(place: Place, seen: Seen, here: Here, words: Words) -> Item:
    text = place.text(words)
    called = Called(text, place.why(here))
    return Item(place.key, place.level, called, text, place.kind(seen, words))
