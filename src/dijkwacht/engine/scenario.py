# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the engine: which nodes fail, how, for how long, and which fallbacks count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.units import FOREVER, ONE, Hours
from dijkwacht.rules.scenarios import Profile

Steps = tuple[tuple[int, int], ...]
"""A level over time: (hour, level in basis points) at each change; 10,000 before the first."""


class FallbackMode(StrEnum):
    """Which fallbacks count."""

    NONE = "none"  # gross
    DECLARED = "declared"  # as said
    PROVEN = "proven"  # tested, with the measured values


@dataclass(frozen=True, slots=True)
class Failure:
    """A node that fails by itself, with its own level over time."""

    node: int
    own: Steps


@dataclass(frozen=True, slots=True)
class Start:
    """The day and hour of hour 0: local time, without time zones and summer time."""

    day: date
    hour: int = 0

    def __str__(self) -> str:
        """As it is written: `2026-03-01T09`."""
        return f"{self.day.isoformat()}T{self.hour:02}"


@dataclass(frozen=True, slots=True)
class Scenario:
    """Which nodes fail by themselves, how far the run looks, and what counts.

    `permanent`: replacement starts at once and its times count; otherwise they are ignored.
    `start`: calendars of use count in the person-hours; without one everybody is always there.
    """

    failures: tuple[Failure, ...]
    horizon: Hours
    permanent: bool = False
    fallbacks: FallbackMode = FallbackMode.DECLARED
    start: Start | None = None

    def __post_init__(self) -> None:
        """Refuse what has no answer: WrongQuestion for a horizon or hours that are out of range."""
        if not 0 < self.horizon < FOREVER:
            raise WrongQuestion("horizon-out-of-range", hours=self.horizon)
        for failure in self.failures:
            hours = [hour for hour, _ in failure.own]
            if hours != sorted(set(hours)) or any(hour < 0 for hour in hours):
                raise WrongQuestion("own-level-hours", hours=str(hours))
            if any(not 0 <= level <= ONE for _, level in failure.own):
                raise WrongQuestion("own-level-range", levels=str(failure.own))


def stops(
    nodes: list[int],
    horizon: Hours,
    *,
    duration: Hours | None = None,
    permanent: bool = False,
    fallbacks: FallbackMode = FallbackMode.DECLARED,
) -> Scenario:
    """The scenario in which these nodes are at 0 from hour 0 for `duration` hours; without a
    duration, to the end."""
    return Choice(horizon, duration, permanent, fallbacks).of(nodes)


def stopped(horizon: Hours, duration: Hours | None) -> Steps:
    """The level of what is at 0 from hour 0 for so many hours, or to the end; WrongQuestion for
    hours that are none."""
    if duration is not None and duration <= 0:
        raise WrongQuestion("duration-out-of-range", hours=duration)
    lasting = duration is None or duration >= horizon
    return ((0, 0),) if lasting else ((0, 0), (int(duration or 0), int(ONE)))


@dataclass(frozen=True, slots=True)
class Choice:
    """How each thing stops, and what counts: at 0 for `duration` hours (None: to the
    horizon), or as the profile of a scenario runs."""

    horizon: Hours
    duration: Hours | None = None
    permanent: bool = False
    fallbacks: FallbackMode = FallbackMode.DECLARED
    profile: Profile | None = None
    start: Start | None = None

    @property
    def returns(self) -> bool:
        """Whether what stops comes back by itself, or is replaced."""
        if self.profile is not None:
            return self.permanent or self.profile.rises
        return self.permanent or self.duration is not None

    def of(self, nodes: Iterable[int]) -> Scenario:
        """The scenario in which these nodes stop so."""
        own = self.profile.own if self.profile else stopped(self.horizon, self.duration)
        failures = tuple(Failure(node, own) for node in sorted(set(nodes)))
        return Scenario(failures, self.horizon, self.permanent, self.fallbacks, self.start)
