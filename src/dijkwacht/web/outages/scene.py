# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One question of one reader, with all that a page about it needs."""

import threading
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final
from weakref import WeakSet

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.select import Selector
from dijkwacht.reports.asked import manner, said
from dijkwacht.reports.names import Names
from dijkwacht.web.access import Sight
from dijkwacht.web.outages.answers import Asked, answer, levels, other, warm
from dijkwacht.web.outages.choosing import NOUNS, Choosing, Option
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.rows import Seen
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import Reasoned

CAUSES: Final = 3  # named in a title
SOON: Final = 72  # hours: what the first line looks at
FALLBACKS: Final = (NodeNoun.FALLBACK,)


@dataclass(frozen=True)
class Scene:
    """A question asked of the register as one viewer sees it."""

    question: OutageQuestion
    reading: Reading

    @property
    def reasoned(self) -> Reasoned:
        """The register reasoned on."""
        return self.reading.reasoned

    @cached_property
    def sight(self) -> Sight:
        """That register as the viewer sees it."""
        assert self.reading.viewer is not None
        return self.reasoned.sight(self.reading.viewer)

    @cached_property
    def names(self) -> Names:
        """What things are called; only behind the sight."""
        language = self.reading.words.language
        register = self.reasoned.opened.register
        return self.reasoned.once(f"names {language}", lambda: Names(register, language))

    @property
    def graph(self) -> DependencyGraph:
        """The dependency graph."""
        return self.reasoned.opened.graphs.every

    @cached_property
    def choosing(self) -> Choosing:
        """What the viewer may choose."""
        return Choosing(self.sight, self.names, self.graph)

    @cached_property
    def chosen(self) -> list[tuple[str, str, Option]]:
        """What was chosen by name: how, as written, and what it means."""
        return [
            (kind, text, self.choosing.chosen(text, nouns))
            for kind, nouns in NOUNS.items()
            for text in getattr(self.question, kind)
        ]

    @cached_property
    def lacking(self) -> list[tuple[str, Option]]:
        """The fallbacks that do not count, as written and what they mean."""
        texts = self.question.without
        return [(text, self.choosing.chosen(text, FALLBACKS)) for text in texts]

    @cached_property
    def asked(self) -> Asked:
        """The question in ids. NotInRegister for what the viewer may not choose."""
        ids: dict[str, list[str]] = {kind: [] for kind in NOUNS}
        for kind, _, option in self.chosen:
            ids[kind].append(f"{option.noun.word}:{option.real}")
        selector = Selector(
            things=tuple(ids["what"]),
            groups=tuple(ids["group"]),
            control=self.question.control,
            location=self.question.country,
            facilities=tuple(ids["facility"]),
            technologies=tuple(ids["technology"]),
        )
        without = tuple(sorted(option.real for _, option in self.lacking))
        return Asked(selector, self.question.stop, self.question.start, without)

    @cached_property
    def answered(self) -> verbs.Asked:
        """The answer of the engine, of which nothing is told but through `seen`."""
        return answer(self.reasoned, self.asked)

    @cached_property
    def seen(self) -> Seen:
        """What the viewer is told."""
        beside = answer(self.reasoned, other(self.asked)).answer
        return Seen(self.answered.answer, beside, self.sight, self.names, levels(self.reasoned))

    @property
    def choice(self) -> Choice:
        """How things stop."""
        return self.answered.question.choice

    @property
    def horizon(self) -> int:
        """How far the run looks, in hours."""
        return int(self.choice.horizon)

    @property
    def soon(self) -> int:
        """The hour that is shown when none was asked."""
        return min(SOON, self.horizon)

    @cached_property
    def causes(self) -> str:
        """What stops, in words."""
        words = self.reading.words
        called = [words.value(option.label.name) for _, _, option in self.chosen]
        countries = {"control": self.question.control, "location": self.question.country}
        called += [
            words.say(Message(f"selected.{kind}", {"country": country.upper()}))
            for kind, codes in countries.items()
            for country in codes
        ]
        more = f" + {len(called) - CAUSES}" if len(called) > CAUSES else ""
        return ", ".join(called[:CAUSES]) + more

    @property
    def title(self) -> Message:
        """Always a question: what if this stops."""
        values = {"names": self.causes, **said(self.choice, self.reading.words.language)}
        return Message(f"outage.title.{manner(self.choice)}", values)

    def of(self, question: OutageQuestion) -> "Scene":
        """Another question of the same reader."""
        return replace(self, question=question)


def is_ready(reasoned: Reasoned) -> bool:
    """Whether an answer takes no longer than a reader waits; if not, a thread sees to it."""
    if reasoned.is_quick or reasoned.is_warm:
        return True
    with _TURN:
        if reasoned not in _WARMING:
            _WARMING.add(reasoned)
            threading.Thread(target=warm, args=(reasoned,), daemon=True).start()
    return False


_TURN: Final = threading.Lock()
_WARMING: Final[WeakSet[Reasoned]] = WeakSet()
