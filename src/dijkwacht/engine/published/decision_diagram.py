# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Binary decision diagrams with shared nodes, of monotone functions and of families of sets.

Nodes are whole numbers; a node is made after its two branches, so walking them by number walks
from the leaves up. Nothing here recurses: trees may be as deep as they like. Sources: Bryant 1986,
doi 10.1109/TC.1986.1676819; Minato 1993, doi 10.1145/157485.164890; Rauzy 1993,
doi 10.1016/0951-8320(93)90060-C.
"""

from collections.abc import Iterable
from typing import Final

from dijkwacht.base.errors import WrongQuestion

NO: Final = 0  # never; as a family: no set at all
YES: Final = 1  # always; as a family: the empty set alone
LEAF: Final = 1 << 60  # the level of both leaves: below every variable
MOST_NODES: Final = 4_000_000  # about 1.5 GB


class _Nodes:
    """A table of nodes: variable (level), and where it leads with and without that variable."""

    def __init__(self, most: int) -> None:
        self.level = [LEAF, LEAF]
        self.high = [NO, YES]
        self.low = [NO, YES]
        self._most = most
        self._numbers: dict[tuple[int, int, int], int] = {}

    def _shared(self, level: int, high: int, low: int) -> int:
        key = (level, high, low)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.level)
            if number > self._most:
                raise WrongQuestion("fault-tree-large", nodes=self._most)
            self.level.append(level)
            self.high.append(high)
            self.low.append(low)
        return number

    def under(self, root: int) -> list[int]:
        """The nodes that a node leads to, itself included and leaves not, lower ones first."""
        found = set()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node > YES and node not in found:
                found.add(node)
                waiting += (self.high[node], self.low[node])
        return sorted(found)


class Functions(_Nodes):
    """Monotone functions of variables that are tested in one order."""

    def __init__(self, most: int = MOST_NODES) -> None:
        super().__init__(most)
        self._known: tuple[dict[tuple[int, int], int], ...] = ({}, {})

    def variable(self, level: int) -> int:
        """The function that is one variable."""
        return self._node(level, YES, NO)

    def both(self, one: int, other: int) -> int:
        """AND."""
        return self._combine(one, other, NO)

    def either(self, one: int, other: int) -> int:
        """OR."""
        return self._combine(one, other, YES)

    def at_least(self, least: int, parts: Iterable[int]) -> int:
        """At least so many of these; the parts that come last in the order first, so that each step
        works on what is small."""
        sums = [YES] + [NO] * least  # sums[j]: at least j of the parts so far
        ordered = sorted(parts, key=lambda part: -self.level[part])
        for count, part in enumerate(ordered, 1):
            missing = len(ordered) - count
            for j in range(min(count, least), max(0, least - missing - 1), -1):
                sums[j] = self.either(sums[j], self.both(part, sums[j - 1]))
        return sums[least]

    def _node(self, level: int, high: int, low: int) -> int:
        return low if high == low else self._shared(level, high, low)

    def _combine(self, one: int, other: int, absorbing: int) -> int:
        """Both functions joined: by AND if NO absorbs, by OR if YES does."""
        known = self._known[absorbing]
        waiting = [(one, other)]
        found = self._at_once(one, other, absorbing)
        while found is None:
            pair = waiting[-1]
            level, highs, lows = self._split(*pair)
            high, low = self._at_once(*highs, absorbing), self._at_once(*lows, absorbing)
            if high is None:
                waiting.append(highs)
            elif low is None:
                waiting.append(lows)
            else:
                waiting.pop()
                node = known[pair] = known[pair[::-1]] = self._node(level, high, low)
                found = None if waiting else node
        return found

    def _at_once(self, one: int, other: int, absorbing: int) -> int | None:
        """The answer where it is plain or known."""
        if one == other or other == absorbing:
            return other
        if one <= YES:
            return one if one == absorbing else other
        if other <= YES:
            return one
        return self._known[absorbing].get((one, other))

    def _split(self, one: int, other: int) -> tuple[int, tuple[int, int], tuple[int, int]]:
        """The first variable of two functions, and both with and without it."""
        a, b = self.level[one], self.level[other]
        if a < b:
            return a, (self.high[one], other), (self.low[one], other)
        if b < a:
            return b, (one, self.high[other]), (one, self.low[other])
        return a, (self.high[one], self.high[other]), (self.low[one], self.low[other])


class Families(_Nodes):
    """Families of sets of variables (zero-suppressed diagrams)."""

    def __init__(self, most: int = MOST_NODES) -> None:
        super().__init__(most)
        self._known: dict[tuple[int, int], int] = {}

    def minimal(self, functions: Functions, root: int) -> int:
        """The smallest sets of variables that make a monotone function true."""
        made = {NO: NO, YES: YES}
        for node in functions.under(root):
            without = made[functions.low[node]]
            rest = self.without(made[functions.high[node]], without)
            made[node] = self._node(functions.level[node], rest, without)
        return made[root]

    def without(self, family: int, other: int) -> int:
        """The sets that contain none of the sets of the other family."""
        waiting = [(family, other)]
        found = self._at_once(family, other)
        while found is None:
            pair = waiting[-1]
            step = self._step(*pair)
            if isinstance(step, tuple):
                waiting.append(step)
                continue
            waiting.pop()
            self._known[pair] = step
            found = None if waiting else step
        return found

    def _node(self, level: int, high: int, low: int) -> int:
        return low if high == NO else self._shared(level, high, low)

    def _at_once(self, family: int, other: int) -> int | None:
        if other in (YES, family) or family == NO:
            return NO
        if other == NO or family == YES:
            return family
        return self._known.get((family, other))

    def _step(self, family: int, other: int) -> int | tuple[int, int]:
        """The answer for a pair, or the pair whose answer it needs first."""
        level = self.level[family]
        if self.level[other] < level:
            pair = (family, self.low[other])
            found = self._at_once(*pair)
            return pair if found is None else found
        shared = self.level[other] == level
        high = self.high[family]
        for taken in (self.high[other], self.low[other]) if shared else (other,):
            left = self._at_once(high, taken)
            if left is None:
                return high, taken
            high = left
        pair = (self.low[family], self.low[other] if shared else other)
        low = self._at_once(*pair)
        return pair if low is None else self._node(level, high, low)
