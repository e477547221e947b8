# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fault trees without negation: gates of which at least so many parts must occur, over basic
events.

A gate of one is OR, a gate of all is AND, anything between is k of n. Source: Fault Tree Handbook,
NUREG-0492 (1981); the notation is that of the Open-PSA Model Exchange Format.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from dijkwacht.base.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Gate:
    """Occurs when at least `least` of its parts occur."""

    least: int
    parts: tuple[str, ...]


@dataclass(frozen=True)
class FaultTree:
    """Gates by name. What is no gate and no house event is a basic event."""

    name: str
    top: str
    gates: Mapping[str, Gate]
    houses: Mapping[str, bool]  # events that are known to occur, or not to
    probabilities: Mapping[str, float]  # of basic events, where known

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every gate under the top, parts before what uses them; the top is last."""
        wanted = self._under_top()
        uses = {
            name: [part for part in self.gates[name].parts if part in self.gates] for name in wanted
        }
        return tuple(TopologicalSorter(uses).static_order())

    def _under_top(self) -> dict[str, None]:
        found = {self.top: None}
        waiting = [self.top]
        while waiting:
            for part in self.gates[waiting.pop()].parts:
                if part in self.gates and part not in found:
                    found[part] = None
                    waiting.append(part)
        return found

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The basic events under the top, as `met` from it."""
        return self.met()

    def met(self, *, events_first: bool = False) -> tuple[str, ...]:
        """The basic events under the top, depth first; of the parts of a gate those with the most
        events below them before the others, or (`events_first`) its own events before those.

        The order of variables decides how large a decision diagram grows. The first nearly always
        gives the smallest; the second suits chains of thousands of gates.
        """
        width: dict[str, int] = {}
        for gate in self.order:
            width[gate] = sum(width.get(part, 1) for part in self.gates[gate].parts)
        met: dict[str, None] = {}
        waiting = [self.top]
        while waiting:
            name = waiting.pop()
            if name in met:
                continue
            met[name] = None
            if name in self.gates:
                parts = self.gates[name].parts[::-1]  # the last one is taken first
                waiting += sorted(parts, key=lambda part: _turn(width.get(part), events_first))
        return tuple(name for name in met if name not in self.gates and name not in self.houses)


def _turn(width: int | None, events_first: bool) -> tuple[bool, int]:
    """The place of a part among the others: what comes last is taken first."""
    return events_first and width is None, width or 1


@dataclass(slots=True)
class Draft:
    """A fault tree while it is read: names may be used before they are defined.

    Every fault raises Unreadable with its place. `place` is a line of the file.
    """

    name: str
    gates: dict[str, Gate] = field(default_factory=dict)
    houses: dict[str, bool] = field(default_factory=dict)
    probabilities: dict[str, float] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)

    def gate(self, name: str, least: int, parts: Sequence[str], place: int) -> None:
        """Define a gate."""
        self._define(name, place)
        twice = sorted({part for part in parts if parts.count(part) > 1})
        if twice:
            raise self.fault("fault-tree-part-twice", place, gate=name, part=", ".join(twice))
        if not 1 <= least <= len(parts):
            raise self.fault("fault-tree-least", place, gate=name, least=least, parts=len(parts))
        self.gates[name] = Gate(least, tuple(parts))

    def house(self, name: str, value: bool, place: int) -> None:
        """Define an event that is known to occur or not."""
        self._define(name, place)
        self.houses[name] = value

    def event(self, name: str, probability: float | None, place: int) -> None:
        """Define a basic event, with its probability if that is known."""
        self._define(name, place)
        if probability is None:
            return
        if not 0 <= probability <= 1:
            raise self.fault("fault-tree-probability", place, event=name, value=str(probability))
        self.probabilities[name] = probability

    def defines(self, name: str) -> bool:
        """Whether the name was defined."""
        return name in self._places

    def fault(self, code: str, place: int, **params: object) -> Unreadable:
        """A fault at a line."""
        return Unreadable(code, where=f"{self.name}:{place}", **params)

    def tree(self, top: str | None = None) -> FaultTree:
        """The whole, under `top` or else under the one gate that no other uses."""
        if not self.gates:
            raise Unreadable("fault-tree-empty", file=self.name)
        self._refuse_cycles()
        return FaultTree(self.name, self._top(top), self.gates, self.houses, self.probabilities)

    def _define(self, name: str, place: int) -> None:
        if name in self._places:
            raise self.fault("fault-tree-twice", place, event=name, line=self._places[name])
        self._places[name] = place

    def _top(self, asked: str | None) -> str:
        if asked is not None:
            if asked not in self.gates:
                raise Unreadable("fault-tree-no-such-gate", file=self.name, gate=asked)
            return asked
        used = {part for gate in self.gates.values() for part in gate.parts}
        tops = [name for name in self.gates if name not in used]
        if len(tops) > 1:
            raise Unreadable(
                "fault-tree-tops", file=self.name, count=len(tops), gates=_listed(tops)
            )
        return tops[0]

    def _refuse_cycles(self) -> None:
        uses = {name: list(self._gates_of(gate)) for name, gate in self.gates.items()}
        try:
            TopologicalSorter(uses).prepare()
        except CycleError as fault:
            circle: list[str] = fault.args[1]
            raise self.fault(
                "fault-tree-cycle", self._places.get(circle[0], 1), gates=" → ".join(circle)
            ) from None

    def _gates_of(self, gate: Gate) -> Iterator[str]:
        return (part for part in gate.parts if part in self.gates)


def _listed(names: Sequence[str], most: int = 5) -> str:
    rest = f" + {len(names) - most}" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
