# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a reader of the explorer is: the question, and what of the answer they look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from dijkwacht.web.outages.question import OutageQuestion

LOOKING: Final = ("on", "revision", "at", "view", "why", "class", "cover", "q", "sort", "all")
"""What of an address says how the answer is looked at, beside the question itself."""


@dataclass(frozen=True)
class Here:
    """An address of the explorer in parts."""

    question: OutageQuestion
    looking: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, question: OutageQuestion, given: QueryDict) -> "Here":
        """The address that was asked for."""
        kept = {name: tuple(text for text in given.getlist(name) if text) for name in LOOKING}
        return cls(question, {name: texts for name, texts in kept.items() if texts})

    def one(self, name: str) -> str:
        """One value of how it is looked at; empty when there is none."""
        return self.looking.get(name, ("",))[-1]

    def address(self, question: OutageQuestion | None = None, **changed: object) -> str:
        """The part behind the path of the same address with some of it changed (None: left
        out)."""
        found = QueryDict(self.asked(question).address(), mutable=True)
        for name, value in self._changed(changed):
            found.appendlist(name, value)
        return f"?{found.urlencode()}"

    def file(self, form: str) -> str:
        """The part behind the path of the list as a file."""
        return f"{self.address(all=None)}&form={form}"

    def beside(self, *two: OutageQuestion) -> str:
        """The part behind the path of a comparison of two questions, on the same day."""
        found = QueryDict(mutable=True)
        for name, one in zip(("a", "b"), two, strict=True):
            found[name] = one.address()
        found.update(self.day)
        return f"?{found.urlencode()}"

    @property
    def day(self) -> dict[str, str]:
        """The day and revision, where they were asked for."""
        return {name: self.one(name) for name in ("on", "revision") if self.one(name)}

    def hidden(self, *left_out: str, question: bool = True) -> list[tuple[str, str]]:
        """The address as fields of a form, without those that the form itself has."""
        pairs = [*(self.question.pairs() if question else ()), *self._changed({})]
        return [(name, value) for name, value in pairs if name not in left_out]

    def asked(self, question: OutageQuestion | None) -> OutageQuestion:
        """That question, or the one that is here."""
        return self.question if question is None else question

    def _changed(self, changed: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for name in LOOKING:
            value = changed.get(name, self.looking.get(name))
            for text in value if isinstance(value, tuple | list) else (value,):
                if text not in (None, ""):
                    yield name, str(text)
