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
TYPED: Final = 0.8
"""What fits only when letters are wrong counts for this much of its likeness."""


class Query:
    """What somebody typed, to be held against one thing after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = parts(text)
        self._words = [
            (len(word), SequenceMatcher(None, "", word, autojunk=False)) for word in text.split()
        ]

    def score(self, text: str) -> float:
        """How well it fits the best line of a text: 1 is the whole of it."""
        return max(map(self._line, text.split("\n")), default=0.0)

    def _line(self, line: str) -> float:
        if line == self.text:
            return WHOLE
        at = line.find(self.text)
        if at == 0:
            return BEGINS
        if at > 0:
            return INSIDE if line[at - 1].isalnum() else WORD
        return TYPED * max(self._overlap(line), self._alike(line))

    def _overlap(self, line: str) -> float:
        """The share of its parts that stand in the line."""
        return len(self._parts & parts(line)) / len(self._parts) if self._parts else 0.0

    def _alike(self, line: str) -> float:
        """The likeness of each word to the word of the line that is most like it, on average."""
        words = line.split()
        return sum(_best(word, length, words) for length, word in self._words) / max(
            len(self._words), 1
        )


def _best(word: SequenceMatcher[str], length: int, words: list[str]) -> float:
    """The likeness to the best of some words, or to the beginning of one: people stop halfway."""
    best = 0.0
    for other in words:
        for tried in {other, other[:length]}:
            word.set_seq1(tried)
            if word.real_quick_ratio() > best and word.quick_ratio() > best:
                best = max(best, word.ratio())
    return best
