# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages reason on: the register of a day and revision with its graph, classes and cover, each
computed once. Judging goes through `verbs`; this file only keeps the answers."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

from dijkwacht import verbs
from dijkwacht.base.files import cache_folder
from dijkwacht.engine.load import Cache, Engine
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.coverage import Coverage
from dijkwacht.findings.obligations import Obligations
from dijkwacht.reports.names import Names
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.web.access import Sight, Viewer
from dijkwacht.web.ownership import Owners, below, tree
from dijkwacht.web.settings import ENVIRONMENT, SECRET_KEY
from dijkwacht.web.store.snapshot import Held, Snapshots

T = TypeVar("T")
DAYS: Final = 4  # days and revisions that stay in memory
QUICK: Final = 30_000
"""A register of at most so many rows is reasoned anew while the reader waits."""

CACHE: Final = Cache(cache_folder(os.environ))
ENGINE: Final = Engine(CACHE)
SNAPSHOTS: Final = Snapshots(ENVIRONMENT.home / "snapshots")
SALT: Final = SECRET_KEY.encode()


class Reasoned:
    """One register of a day and revision, and what follows from it."""

    def __init__(self, held: Held, on: date, revision: int, rules: Rules) -> None:
        self.held = held
        self.opened = verbs.Opened("", held.history, held.history.at(on, revision), rules, ())
        self._turn = threading.Lock()
        self._turns: dict[str, threading.RLock] = {}
        self._kept: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What follows from this register: computed by whoever asks first, the others wait; who
        asks for something else does not."""
        if name not in self._kept:
            with self._turn:
                turn = self._turns.setdefault(name, threading.RLock())
            with turn:
                if name not in self._kept:
                    self._kept[name] = make()
        found: T = self._kept[name]
        return found

    def knows(self, name: str) -> bool:
        """Whether it has been computed."""
        return name in self._kept

    def begin(self, name: str, make: Callable[[], T]) -> None:
        """Compute it in the background, unless somebody began already."""

        def start() -> threading.Thread:
            made = threading.Thread(target=lambda: self.once(name, make), daemon=True)
            made.start()
            return made

        self.once(f"begun-{name}", start)

    @property
    def on(self) -> date:
        """The day."""
        return self.opened.register.on

    @property
    def revision(self) -> int:
        """The revision reasoned on."""
        return self.opened.register.revision

    @property
    def classification(self) -> Classification:
        """The class of every service."""
        return self.once("classification", lambda: verbs.classify(self.opened, CACHE))

    @property
    def coverage(self) -> Coverage:
        """The cover of every service."""
        classes = self.classification.classes
        return self.once("coverage", lambda: verbs.coverage(self.opened, classes))

    @property
    def obligations(self) -> Obligations:
        """What the class of every service obliges to."""
        cover = self.coverage
        return self.once("obligations", lambda: verbs.obliged(self.opened, cover))

    @property
    def is_quick(self) -> bool:
        """Whether it is small enough to be reasoned anew while the reader waits."""
        return self.opened.register.count() <= QUICK

    @property
    def is_warm(self) -> bool:
        """Whether what most pages need has been computed."""
        return "coverage" in self._kept

    def warm(self) -> None:
        """Compute what most pages need."""
        _ = self.opened.graphs, self.coverage

    def sight(self, viewer: Viewer) -> Sight:
        """The register as this viewer sees it."""
        register = self.opened.register
        owners = self.once("owners", lambda: Owners(register))
        return Sight(viewer, register, owners, SALT, self.opened.rules)

    def names(self, language: str) -> Names:
        """What things are called in a language."""
        return self.once(f"names {language}", lambda: Names(self.opened.register, language))

    def below(self, node: str) -> frozenset[str]:
        """An organisation and all below it in the tree."""
        children = self.once("tree", lambda: tree(self.opened.register))
        return below(children, node)


class Reasoning:
    """The last few registers reasoned on; a newer revision is taken up in the background."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._kept: OrderedDict[tuple[date, int, str], Reasoned] = OrderedDict()
        self._turn = threading.Lock()
        self._building: threading.Thread | None = None

    @cached_property
    def rulebook(self) -> Rulebook:
        """The policy of this deployment."""
        return Rulebook.read(ENVIRONMENT.policy)

    def newest(self) -> Held:
        """All rows as the database knows them now."""
        return self._snapshots.newest()

    def on(self, day: date, revision: int | None = None) -> Reasoned:
        """The register on a day at a revision (None: the newest): its rows are the newest, what
        follows from them may still have to be computed."""
        held = self.newest()
        wanted = held.number if revision is None else min(revision, held.number)
        return self._of(held, day, wanted)

    def judged(self, day: date, revision: int | None = None) -> Reasoned:
        """The same, or while that is not reasoned yet the last one of that day that is."""
        made = self.on(day, revision)
        if revision is not None or made.is_quick or made.is_warm:
            return made
        return self._older(day, made) or made

    def _of(self, held: Held, day: date, revision: int) -> Reasoned:
        key = (day, revision, held.stamp if revision == held.number else "")
        with self._turn:
            if key not in self._kept:
                rules = self.rulebook.on(day)
                self._kept[key] = Reasoned(held, day, revision, rules)
                while len(self._kept) > DAYS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def _older(self, day: date, made: Reasoned) -> Reasoned | None:
        """The last one of this day that is warm, while a thread warms the newest."""
        with self._turn:
            warm = [one for (of, _, _), one in self._kept.items() if of == day and one.is_warm]
            if warm and (self._building is None or not self._building.is_alive()):
                self._building = threading.Thread(target=made.warm, daemon=True)
                self._building.start()
        return warm[-1] if warm else None


REASONING: Final = Reasoning(SNAPSHOTS)
