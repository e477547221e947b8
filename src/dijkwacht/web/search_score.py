# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How well what somebody typed fits what a thing is called. All text is folded."""

from difflib import SequenceMatcher
from typing import Final

from dijkwacht.web.store.rarity import parts

TELLS: Final = 0.56
"""Below this a thing is not what was meant: seven of ten letters in place, times `TYPED`."""
WHOLE: Final = 1.0
BEGINS: Final = 0.95
WORD: Final = 0.9
INSIDE: Final = 0.85
SHORT: Final = 5  # letters
FEW: Final = 0.2
"""A longer text shares at least so many of its parts with what was meant."""
TYPED: Final = 0.8
"""What fits only when letters are wrong counts for this much of its likeness."""


class Query:
    """What somebody typed, to be held against one thing after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = parts(text)
        self._words = text.split()
        self._known: dict[tuple[str, str], float] = {}

    def roughly(self, text: str) -> float:
        """The same in a hurry: how much of it stands in the best line as it is."""
        return max(map(self._held, text.split("\n")), default=0.0)

    def score(self, text: str) -> float:
        """How well it fits the best line of a text: 1 is the whole of it."""
        return max(map(self._line, text.split("\n")), default=0.0)

    def _held(self, line: str) -> float:
        if line == self.text:
            return WHOLE
        at = line.find(self.text)
        if at == 0:
            return BEGINS
        if at > 0:
            return INSIDE if line[at - 1].isalnum() else WORD
        shared = len(self._parts & parts(line))
        return TYPED * shared / len(self._parts) if shared else 0.0

    def _line(self, line: str) -> float:
        held = self._held(line)
        if held > TYPED or (len(self.text) > SHORT and held < FEW * TYPED):
            return held
        return max(held, TYPED * self._alike(line))

    def _alike(self, line: str) -> float:
        """The likeness of each word to the word of the line that is most like it, on average."""
        others = line.split()
        best = (max((self._like(word, one) for one in others), default=0.0) for word in self._words)
        return sum(best) / max(len(self._words), 1)

    def _like(self, word: str, other: str) -> float:
        """The likeness of two words: of the other the whole, or the beginning, as people stop
        halfway."""
        if (word, other) not in self._known:
            halves = {other, other[: len(word)]}
            found = max(
                SequenceMatcher(None, half, word, autojunk=False).ratio() for half in halves
            )
            self._known[word, other] = found
        return self._known[word, other]
