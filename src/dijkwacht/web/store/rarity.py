# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which parts of a text tell most: three letters that few entries have. Estimated from a sample, so
that nobody waits for a database to count what stands everywhere."""

import threading
from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from dijkwacht.web.store.models import SearchEntry

PART: Final = 3
SAMPLED: Final = 4_000  # entries
ENOUGH: Final = 40_000
"""Entries that may be looked at for one question: as many as are put in order while a reader
types."""
FEWEST: Final = 5
"""Parts that are looked for at least: one letter wrong spoils three, two letters changed over
four."""
TOO_MANY: Final = 150_000


@dataclass(frozen=True, slots=True)
class Sample:
    """How often each part stands in a sample of entries."""

    last: int  # the number of the last entry when it was drawn
    counts: Counter[str]
    scale: float  # entries for which one of the sample stands

    def expected(self, part: str) -> float:
        """The number of entries that have this part, about."""
        return (self.counts[part] + 0.5) * self.scale


_TURN: Final = threading.Lock()
_HELD: Final[dict[str, Sample]] = {}


def rarest(text: str) -> list[str]:
    """The parts of a text that stand in few entries, the rarest first: enough of them to survive a
    wrong letter, and not more than can be looked at while somebody types."""
    sample = _sample()
    chosen: list[str] = []
    cost = 0.0
    for part in sorted(parts(text), key=lambda part: (sample.expected(part), part)):
        cost += sample.expected(part)
        if cost > (ENOUGH if len(chosen) >= FEWEST else TOO_MANY):
            break
        chosen.append(part)
    return chosen


def parts(text: str) -> set[str]:
    """Every three letters in a row, within a line."""
    return {line[at : at + PART] for line in text.split("\n") for at in range(len(line) - PART + 1)}


def forget() -> None:
    """Draw a new sample next time."""
    with _TURN:
        _HELD.clear()


def _sample() -> Sample:
    """The sample; another one when the index has grown by half since."""
    last = SearchEntry.objects.aggregate(last=Max("id"))["last"] or 0
    with _TURN:
        held = _HELD.get("")
        if held is None or not held.last <= last <= held.last * 3 // 2:
            held = _HELD[""] = _drawn(last)
        return held


def _drawn(last: int) -> Sample:
    step = max(last // SAMPLED, 1)
    ids = range(1, last + 1, step)
    counts: Counter[str] = Counter()
    drawn = 0
    for at in range(0, len(ids), 500):
        some = SearchEntry.objects.filter(id__in=list(ids[at : at + 500]))
        for text in some.values_list("text", flat=True):
            counts.update(parts(text))
            drawn += 1
    total = SearchEntry.objects.count() if drawn else 0
    return Sample(last, counts, total / drawn if drawn else 1.0)
