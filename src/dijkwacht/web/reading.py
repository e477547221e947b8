# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One request as a question: who asks, about which day and revision, in which language."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest

from dijkwacht.reports.names import Names
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Sight, Viewer
from dijkwacht.web.reasoning import REASONING, Reasoned


class Asking(HttpRequest):
    """A request that went through our middleware."""

    reading: "Reading"


@dataclass(frozen=True)
class Reading:
    """What a page needs to know before anything else."""

    viewer: Viewer | None  # None: nobody, or somebody without any role
    words: Words
    on: date
    asked: int | None  # the revision asked for; None is the newest

    @cached_property
    def rows(self) -> Reasoned:
        """The register as the database knows it now."""
        return REASONING.on(self.on, self.asked)

    @cached_property
    def reasoned(self) -> Reasoned:
        """The register that was reasoned on: with classes and cover, perhaps some changes old."""
        return REASONING.judged(self.on, self.asked)

    @cached_property
    def sight(self) -> Sight:
        """The register as the viewer sees it. Only behind `needs`."""
        assert self.viewer is not None
        return self.rows.sight(self.viewer)

    @cached_property
    def names(self) -> Names:
        """What things are called in the reader's language; what the viewer may not see is called
        by `sight`."""
        return self.rows.names(self.words.language)

    @cached_property
    def later(self) -> int:
        """How many changes came after the revision reasoned on."""
        return self.rows.revision - self.reasoned.revision
