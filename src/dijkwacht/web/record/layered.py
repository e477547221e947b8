# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A neighbourhood as a picture in layers, from who needs on the left to who is needed on the right,
and as lists within lists: the same things and ties in both. The same question gives the same
picture."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString

from dijkwacht.web import svg
from dijkwacht.web.record.around import Around, Tie
from dijkwacht.web.record.sections import Branch, Called, Said

WIDE, HIGH, BETWEEN, ROW, EDGE = 190, 30, 70, 40, 12  # pixels
LETTERS: Final = 26  # of a name in the picture
SWEEPS: Final = 4
DASHES: Final[Mapping[Tie, str | None]] = {
    Tie.ESSENTIAL: None,
    Tie.DEGRADING: "6 4",
    Tie.FALLBACK: "2 4",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing, or some equal ones, in the picture and the lists."""

    key: str
    level: int
    called: Called
    text: str  # its name in the reader's language
    kind: str
    members: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two items, by their keys."""

    owner: str
    needed: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is shown of a neighbourhood."""

    items: tuple[Item, ...]
    down: tuple[Line, ...]
    up: tuple[Line, ...]
    starts: tuple[str, ...]

    @property
    def lines(self) -> list[Line]:
        """Every tie, once."""
        both: dict[tuple[str, str], Line] = {}
        for line in (*self.down, *self.up):
            pair = (line.owner, line.needed)
            both[pair] = min(line, both.get(pair, line), key=lambda one: one.tie)
        return list(both.values())


def lines_between(sides: Around, key_of: Mapping[int, str]) -> tuple[tuple[Line, ...], ...]:
    """The ties of both directions between items instead of nodes."""
    return tuple(
        tuple(
            Line(owner, needed, tie)
            for (owner, needed), tie in sorted(_strongest(side.edges, key_of).items())
        )
        for side in (sides.down, sides.up)
    )


def _strongest(
    edges: Iterable[tuple[int, int, Tie]], key_of: Mapping[int, str]
) -> dict[tuple[str, str], Tie]:
    found: dict[tuple[str, str], Tie] = {}
    for owner, needed, tie in edges:
        pair = key_of[owner], key_of[needed]
        if pair[0] != pair[1]:
            found[pair] = min(tie, found.get(pair, tie))
    return found


def columns(drawn: Drawn) -> list[list[Item]]:
    """The items in layers, each layer in an order in which few lines cross."""
    layers: dict[int, list[Item]] = {}
    for item in sorted(drawn.items, key=lambda one: (one.level, one.kind, one.text, one.key)):
        layers.setdefault(item.level, []).append(item)
    beside: dict[str, set[str]] = {item.key: set() for item in drawn.items}
    for line in drawn.lines:
        beside[line.owner].add(line.needed)
        beside[line.needed].add(line.owner)
    ordered = list(layers.values())
    for sweep in range(SWEEPS):
        _sweep(ordered if sweep % 2 else ordered[::-1], beside)
    return ordered


def _sweep(layers: Sequence[list[Item]], beside: Mapping[str, set[str]]) -> None:
    """Bring each layer in the order of its neighbours in the layer before."""
    for before, layer in pairwise(layers):
        place = {item.key: number for number, item in enumerate(before)}
        means = {item.key: _middle(item, beside, place, len(layer)) for item in layer}
        layer.sort(key=lambda item, means=means: means[item.key])  # type: ignore[misc]


def _middle(
    item: Item, beside: Mapping[str, set[str]], place: Mapping[str, int], last: int
) -> float:
    """The mean place of the neighbours of an item in the layer before; at the end without any."""
    places = [place[key] for key in beside[item.key] if key in place]
    return sum(places) / len(places) if places else last


def picture(drawn: Drawn, called: str) -> SafeString:
    """The layers as SVG: boxes that lead to their pages, and lines between them."""
    layers = columns(drawn)
    tallest = max(len(layer) for layer in layers)
    height = tallest * ROW + 2 * EDGE
    at: dict[str, tuple[int, int]] = {}
    for number, layer in enumerate(layers):
        top = EDGE + (tallest - len(layer)) * ROW // 2
        for place, item in enumerate(layer):
            at[item.key] = (EDGE + number * (WIDE + BETWEEN), top + place * ROW)
    width = len(layers) * (WIDE + BETWEEN) - BETWEEN + 2 * EDGE
    parts = [_line(line, at) for line in drawn.lines]
    parts += [_box(item, at[item.key], item.key in drawn.starts) for item in drawn.items]
    return svg.picture(width, height, called, parts, links=True)


def _line(line: Line, at: Mapping[str, tuple[int, int]]) -> SafeString:
    (x, y), (to_x, to_y) = at[line.owner], at[line.needed]
    start, end, down = x + WIDE, to_x, HIGH // 2
    bend = max((end - start) // 2, BETWEEN // 2)
    curve = f"M{start} {y + down} C{start + bend} {y + down} "
    curve += f"{end - bend} {to_y + down} {end} {to_y + down}"
    return svg.element(
        "path",
        d=curve,
        class_="edge",
        fill="none",
        stroke="currentColor",
        stroke_dasharray=DASHES[line.tie],
        data_edge=f"{line.owner} {line.needed}",
    )


def _box(item: Item, at: tuple[int, int], chosen: bool) -> SafeString:
    x, y = at
    box = svg.element(
        "rect",
        svg.title(f"{item.kind}: {item.text}"),
        x=x,
        y=y,
        width=WIDE,
        height=HIGH,
        rx=4,
        fill="none",
        stroke="currentColor",
        class_="node chosen" if chosen else "node",
    )
    label = svg.text(svg.shortened(item.text, LETTERS), x + 8, y + HIGH // 2 + 5, font_size=13)
    if item.called.href is None or chosen:
        return svg.element("g", box, label, data_node=item.key)
    inside = svg.link(item.called.href, f"{item.kind}: {item.text}", box, label)
    return svg.element("g", inside, data_node=item.key)


def trees(
    drawn: Drawn, says: Callable[[Tie], Said], again: Said
) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
    """The same as lists: what each needs, and what needs each. What stands in a list for the second
    time is not opened again."""
    items = {item.key: item for item in drawn.items}
    below = _Lists(items, _followed(drawn.down, up=False), says, again)
    above = _Lists(items, _followed(drawn.up, up=True), says, again)
    alone = [key for key in drawn.starts if key not in below.leads and key not in above.leads]
    lone = tuple(Branch(items[key].called, "", (), (), key) for key in alone)
    return below.branches(drawn.starts) + lone, above.branches(drawn.starts)


def _followed(lines: Sequence[Line], *, up: bool) -> Mapping[str, list[tuple[str, Tie]]]:
    """From each item where its lines lead."""
    found: dict[str, list[tuple[str, Tie]]] = {}
    for line in lines:
        here, there = (line.needed, line.owner) if up else (line.owner, line.needed)
        found.setdefault(here, []).append((there, line.tie))
    return found


class _Lists:
    """Makes lists within lists."""

    def __init__(
        self,
        items: Mapping[str, Item],
        leads: Mapping[str, list[tuple[str, Tie]]],
        says: Callable[[Tie], Said],
        again: Said,
    ) -> None:
        self.items, self.leads, self.says, self.again = items, leads, says, again
        self.opened: set[str] = set()

    def branches(self, starts: Sequence[str]) -> tuple[Branch, ...]:
        """The lists under the things where one starts; none where they lead nowhere."""
        return tuple(self._branch(key, "") for key in starts if key in self.leads)

    def _branch(self, key: str, how: Said) -> Branch:
        item = self.items[key]
        if key in self.opened and key in self.leads:
            return Branch(item.called, self.again, (), (), item.key)
        self.opened.add(key)
        below = tuple(self._branch(to, self.says(tie)) for to, tie in self.leads.get(key, ()))
        return Branch(item.called, how, item.members, below, item.key)
