# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What falls by what: the binding ways to the listed services in one picture, from the cause on the
left to the services on the right, and the same as lists within lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.safestring import SafeString

from dijkwacht.base.message import Message
from dijkwacht.engine.explain import Link
from dijkwacht.reports.words import Words
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.rows import Seen
from dijkwacht.web.record.around import Tie
from dijkwacht.web.record.layered import Drawn, Item, Line, picture, trees
from dijkwacht.web.record.sections import Branch, Called

MOST: Final = 40  # ways: more of them is a picture that nobody reads


@dataclass(frozen=True)
class Map:
    """The ways to some services."""

    svg: SafeString
    branches: tuple[Branch, ...]
    shown: int  # services


def drawn(seen: Seen, ways: Sequence[Sequence[Link]], here: Here, words: Words) -> Map | None:
    """The ways as far as the viewer is told them one by one; None where there is none. Things of
    others that a way has in common with another one are not told apart from those it has not."""
    made = _Joined(seen, here, words)
    for way in ways[:MOST]:
        made.add(way)
    if not made.items:
        return None
    found = Drawn(tuple(made.items.values()), tuple(made.lines), (), tuple(made.starts))
    below, _ = trees(found, lambda _: "", Message("around.again"))
    called = words.text("outage-map.picture")
    return Map(picture(found, called), below, min(len(ways), MOST))


@dataclass
class _Joined:
    """The ways joined where they begin alike: in what the viewer may read of them."""

    seen: Seen
    here: Here
    words: Words
    items: dict[tuple[str, ...], Item] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def starts(self) -> Iterator[str]:
        """The causes."""
        return (item.key for item in self.items.values() if item.level == 0)

    def add(self, way: Sequence[Link]) -> None:
        """One way more, the cause first."""
        place: tuple[str, ...] = ()
        for link, last in zip(way, [False] * (len(way) - 1) + [True], strict=True):
            label = self.seen.label(link.node)
            name = self.words.value(label.name)
            if place and place[-1] == (label.id or name):
                continue  # a thing and its own parts have one name
            before, place = place, (*place, label.id or name)
            if place not in self.items:
                self.items[place] = self._item(link, name, len(place) - 1, label.id, last)
                if before:
                    key = self.items[before].key
                    self.lines.append(Line(key, self.items[place].key, Tie.ESSENTIAL))

    def _item(self, link: Link, name: str, level: int, id: str | None, last: bool) -> Item:
        noun = self.seen.graph.noun_of(link.node).word
        kind = self.words.text(f"outage-noun.{noun}")
        text = f"{self.words.hours(link.hour)} · {name}"
        asked = f"service:{id}" if last and id is not None else None
        href = asked and self.here.address(why=asked) + "#because"
        return Item(f"way-{len(self.items)}", level, Called(text, href), text, kind)
