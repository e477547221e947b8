# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The question of the outage explorer, as it stands in an address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import QueryDict

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.scenario import FallbackMode, Start
from dijkwacht.verbs import Stop

KINDS: Final = ("what", "group", "control", "country", "facility", "technology")
"""The ways in which something is chosen: each may stand in the address more than once."""

LONGEST: Final = 87_600  # hours: ten years
MOST: Final = 50  # things of one kind in a question


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageQuestion:
    """What stops, how, and what counts; names and ids as the reader wrote them."""

    what: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    facility: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()
    scenario: str = ""
    variant: str = ""
    hours: int | None = None
    permanent: bool = False
    horizon: int | None = None
    start: Start | None = None
    fallbacks: FallbackMode = FallbackMode.DECLARED
    without: tuple[str, ...] = ()  # fallbacks that do not count

    @classmethod
    def read(cls, given: QueryDict) -> "OutageQuestion":
        """The question in an address; WrongQuestion for a value that cannot be."""
        chosen = {kind: _texts(given, kind) for kind in KINDS}
        return cls(
            **chosen,
            without=_texts(given, "without"),
            scenario=given.get("scenario", "").strip(),
            variant=given.get("variant", "").strip() if given.get("scenario") else "",
            hours=_hours(given, "hours"),
            permanent=given.get("permanent") == "yes",
            horizon=_hours(given, "horizon"),
            start=starting(given.get("start", "").strip()),
            fallbacks=_fallbacks(given.get("fallbacks", "")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not any(getattr(self, kind) for kind in KINDS)

    @property
    def stop(self) -> Stop:
        """How things stop."""
        return Stop(
            scenario=self.scenario or None,
            variant=self.variant or None,
            hours=self.hours,
            permanent=self.permanent,
            horizon=self.horizon,
            fallbacks=self.fallbacks.value,
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The question as an address holds it: what says nothing is left out."""
        for kind in (*KINDS, "without"):
            yield from ((kind, text) for text in getattr(self, kind))
        told: Mapping[str, object] = {
            "scenario": self.scenario,
            "variant": self.variant,
            "hours": self.hours or "",
            "permanent": "yes" if self.permanent else "",
            "horizon": self.horizon or "",
            "start": self.start or "",
            "fallbacks": "" if self.fallbacks is FallbackMode.DECLARED else self.fallbacks.value,
        }
        yield from ((name, str(said)) for name, said in told.items() if said)

    def address(self, more: Mapping[str, object] | None = None) -> str:
        """The same as the part of an address behind `?`, with more values that are not empty."""
        found = QueryDict(mutable=True)
        for name, value in self.pairs():
            found.appendlist(name, value)
        for name, other in (more or {}).items():
            if other not in (None, ""):
                found[name] = str(other)
        return found.urlencode()

    def with_more(self, kind: str, text: str) -> "OutageQuestion":
        """The same with one thing more."""
        return replace(self, **_one(kind, tuple(dict.fromkeys((*getattr(self, kind), text)))))

    def with_less(self, kind: str, text: str) -> "OutageQuestion":
        """The same without one thing."""
        return replace(self, **_one(kind, tuple(one for one in getattr(self, kind) if one != text)))


def _one(kind: str, texts: tuple[str, ...]) -> dict[str, Any]:
    return {kind: texts}


def _texts(given: QueryDict, name: str) -> tuple[str, ...]:
    texts = tuple(dict.fromkeys(text.strip() for text in given.getlist(name) if text.strip()))
    if len(texts) > MOST:
        raise WrongQuestion("outage-too-many", count=len(texts), most=MOST)
    return texts


def _hours(given: QueryDict, name: str) -> int | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 0 < int(text) <= LONGEST:
        raise WrongQuestion("outage-hours", name=name, value=text, most=LONGEST)
    return int(text)


def starting(text: str) -> Start | None:
    """The day and hour at which it begins; None for nothing, WrongQuestion for what is none."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3])(?::00)?)?", text, re.ASCII)
    try:
        if found is None:
            raise ValueError(text)
        return Start(date.fromisoformat(found[1]), int(found[2] or 0))
    except ValueError as fault:
        raise WrongQuestion("outage-start", value=text) from fault


def _fallbacks(text: str) -> FallbackMode:
    try:
        return FallbackMode(text or FallbackMode.DECLARED.value)
    except ValueError as fault:
        known = ", ".join(FallbackMode)
        raise WrongQuestion("outage-fallbacks", value=text, known=known) from fault
