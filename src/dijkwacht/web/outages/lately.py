# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The last few answers to questions, kept for whoever asks again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lately(Generic[K, V]):
    """So many answers, of which the one that was not asked for the longest time goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, question: K, make: Callable[[], V]) -> V:
        """The answer to a question, made if it is not kept."""
        with self._turn:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        made = make()
        with self._turn:
            self._kept[question] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
