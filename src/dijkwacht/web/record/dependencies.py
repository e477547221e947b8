# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The neighbourhood of a thing as a section: its question, its picture, and the lists that say the
same. All names come through the reader's sight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.record.around import Around, Hides, Tie, around
from dijkwacht.web.record.layered import Drawn, Item, lines_between, picture, trees
from dijkwacht.web.record.sections import Called, Picture, Section
from dijkwacht.web.record.telling import Teller

MOST_STEPS: Final = 3
ALIKE: Final = 6  # so many equal things are shown as one
AGAIN: Final = Message("around.again")


@dataclass(frozen=True, slots=True)
class Asked:
    """How far one looks, along what, and whether equal things stand apart."""

    steps: int = 2
    critical: bool = False
    each: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """What an address asks; anything else is as if it were not said."""
        wanted = given.get("steps", "")
        steps = int(wanted) if wanted in ("1", "2", "3") else cls().steps
        return cls(steps, given.get("only") == "critical", given.get("each") == "1")

    @property
    def filled_in(self) -> Mapping[str, str]:
        """The same for the form."""
        words = {"steps": str(self.steps)}
        words |= {"only": "critical"} if self.critical else {}
        return words | ({"each": "1"} if self.each else {})


def dependencies(nodes: Iterable[int], asked: Asked, sight: Sight, tell: Teller) -> Section:
    """What is around these nodes."""
    title, starts = Message("around.title"), list(nodes)
    if not starts:
        return Section("dependencies", title, says=[Message("around.nowhere")])
    hides = _hides(sight, tell)
    found = around(tell.graph, starts, asked.steps, hides, critical=asked.critical)
    drawn = Shown(found, sight, tell, asked).drawn
    below, above = trees(drawn, lambda tie: Message(f"around.{tie.name.lower()}"), AGAIN)
    says = [Message.of("around.count", things=len(drawn.items), ties=len(drawn.lines))]
    says += _left_out(found)
    caption = Message.of("around.caption", steps=asked.steps)
    lists = ((Message("around.below"), below), (Message("around.above"), above))
    return Section(
        "dependencies",
        title,
        says=says,
        picture=Picture(picture(drawn, tell.say(caption)), caption),
        trees=tuple((name, branches) for name, branches in lists if branches),
        form="record/steps.html",
        asked=asked.filled_in,
    )


def _left_out(found: Around) -> list[Message]:
    """What did not fit: counted where the reader may see it."""
    more = found.down.more + found.up.more
    hidden = found.down.more_hidden + found.up.more_hidden
    says = [Message.of("around.more", count=more)] if more else []
    return [*says, Message("around.more-hidden")] if hidden else says


class _Hidden(dict[int, bool]):
    """Whether a node has no name of its own for the reader, looked up once."""

    def __init__(self, sight: Sight, tell: Teller) -> None:
        super().__init__()
        self.sight, self.tell = sight, tell

    def __missing__(self, node: int) -> bool:
        own = self.sight.viewer.reach is Reach.OWN
        table = TABLE_OF[self.tell.noun(node)]
        self[node] = own and not self.sight.sees(table, self.tell.graph.nodes.ids[node])
        return self[node]


def _hides(sight: Sight, tell: Teller) -> Hides:
    return _Hidden(sight, tell).__getitem__


class Shown:
    """Turns nodes into what the reader is shown: each by name, equal ones together, and those of
    others as one for each kind and distance."""

    def __init__(self, found: Around, sight: Sight, tell: Teller, asked: Asked) -> None:
        self.found, self.sight, self.tell, self.asked = found, sight, tell, asked
        self.hides = _hides(sight, tell)

    @cached_property
    def drawn(self) -> Drawn:
        """What is shown."""
        nodes_of: dict[str, list[int]] = {}
        for node, key in self.keys.items():
            nodes_of.setdefault(key, []).append(node)
        items = tuple(self._item(key, nodes) for key, nodes in sorted(nodes_of.items()))
        down, up = lines_between(self.found, self.keys)
        starts = tuple(dict.fromkeys(self.keys[node] for node in self.found.starts))
        return Drawn(items, down, up, starts)

    @cached_property
    def keys(self) -> Mapping[int, str]:
        """The item in which each node is shown."""
        keys = {node: self._key(node) for node in self.found.nodes}
        return keys if self.asked.each else {**keys, **self._alike(keys)}

    def _key(self, node: int) -> str:
        if node in self.found.starts or not self.hides(node):
            return f"n{node}"
        return f"h{self.found.level(node)}-{self.tell.noun(node)}"

    def _alike(self, keys: Mapping[int, str]) -> Mapping[int, str]:
        """The nodes of which many have the same ties, each with the item that they share."""
        ties: dict[int, set[tuple[str, str, Tie]]] = {node: set() for node in keys}
        for owner, needed, tie in (*self.found.down.edges, *self.found.up.edges):
            ties[owner].add(("needs", keys[needed], tie))
            ties[needed].add(("for", keys[owner], tie))
        same: dict[object, list[int]] = {}
        for node in keys:
            if keys[node].startswith("n") and node not in self.found.starts:
                like = (self.found.level(node), self.tell.noun(node), frozenset(ties[node]))
                same.setdefault(like, []).append(node)
        many = [nodes for nodes in same.values() if len(nodes) >= ALIKE]
        return {node: f"g{nodes[0]}" for nodes in many for node in nodes}

    def _item(self, key: str, nodes: list[int]) -> Item:
        level, noun = self.found.level(nodes[0]), self.tell.noun(nodes[0])
        kind = self.tell.say(Message(f"thing.{noun.value}"))
        if key.startswith("n"):
            called = self.tell.node(nodes[0])
            return Item(key, level, called, self.tell.say(called.text), kind)
        if key.startswith("h"):
            told = self._others(noun, nodes)
            return Item(key, level, Called(told), self.tell.say(told), kind)
        told = Message.of(f"counted.{noun.value}", count=len(nodes))
        members = tuple(self.tell.node(node) for node in nodes)
        return Item(key, level, Called(told), self.tell.say(told), kind, members)

    def _others(self, noun: Noun, nodes: list[int]) -> Message:
        """Things of other organisations, with their number where enough organisations have
        them."""
        owners = self.sight.owners.by_id(TABLE_OF[noun])
        ids = [self.tell.graph.nodes.ids[node] for node in nodes]
        count = self.sight.counted(map(owners.get, ids)).services
        if count is None:
            return Message(f"others.{noun.value}")
        return Message.of(f"others-counted.{noun.value}", count=count)
