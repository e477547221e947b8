# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that are kept while they are asked for: each is made once, by whoever asks first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """The last `most` answers, by what they depend on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, _Once] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of this key; made when it is not there. Who asks for the same at the same
        moment waits; who asks for another does not."""
        with self._turn:
            once = self._held.setdefault(key, _Once())
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        found: T = once.get(make)
        return found


class _Once:
    """One answer."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._found: list[Any] = []

    def get(self, make: Callable[[], Any]) -> Any:
        """The answer; made by who comes first. A fault is not kept."""
        with self._turn:
            if not self._found:
                self._found.append(make())
            return self._found[0]
