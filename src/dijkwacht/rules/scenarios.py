# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios as rules: how the level of what fails runs over time, in versions that are stated,
acute and long (decision note 0024)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any, ClassVar, Final

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.rule import Rule, Tag, in_order

FOLDER: Final = "scenarios"
FULL: Final = 10_000  # basis points


class Variant(StrEnum):
    """How fast a scenario runs."""

    STATED = "stated"  # as policy expects it
    ACUTE = "acute"  # the worst comes at once
    LONG = "long"  # drawn out over months


@dataclass(frozen=True, slots=True)
class Step:
    """From `hour` after T0 what fails is at `level`: what happens then, and how that is known."""

    hour: int
    level: int  # basis points
    tag: Tag
    says: Mapping[str, str] = field(hash=False)  # by language
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRule(Rule):
    """One version of a rule of kind `scenario`."""

    kind: ClassVar[str] = "scenario/v1"
    chooses: tuple[str, ...]  # the nouns that may fail in it
    permanent: bool  # replacement starts, and its times count
    horizon: int  # hours that a run looks ahead
    profiles: Mapping[str, tuple[Step, ...]] = field(hash=False)  # by variant
    permanent_tag: Tag
    horizon_tag: Tag
    # what fails, where the file itself says so: names by kind of choice
    fails: Mapping[str, tuple[str, ...]] = field(hash=False)

    @classmethod
    def of(cls, head: Mapping[str, Any], content: Mapping[str, Any]) -> "ScenarioRule":
        """The rule with this head and the checked content of its file; PolicyFault for hours that
        do not rise, or a level that never falls."""
        profiles = {name: _steps(name, steps) for name, steps in content["profiles"].items()}
        permanent, horizon = content["permanent"], content["horizon"]
        return cls(
            **head,
            chooses=tuple(content["chooses"]),
            permanent=permanent["value"],
            horizon=int(horizon["value"]),
            profiles=profiles,
            permanent_tag=Tag(permanent["tag"]),
            horizon_tag=Tag(horizon["tag"]),
            fails={kind: tuple(names) for kind, names in content.get("fails", {}).items()},
        )

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its values are known, each tag once."""
        steps = (step.tag for steps in self.profiles.values() for step in steps)
        return in_order((self.permanent_tag, self.horizon_tag, *steps))

    @property
    def called(self) -> str:
        """Its name as a person asks for it: `bankruptcy`."""
        return self.name.removeprefix(f"{FOLDER}/")

    def profile(self, variant: str) -> "Profile":
        """The profile of this variant; WrongQuestion when the scenario has none."""
        if variant not in self.profiles:
            known = ", ".join(self.profiles)
            raise WrongQuestion("no-such-variant", name=self.called, variant=variant, known=known)
        return Profile(self, variant)


@dataclass(frozen=True, slots=True)
class Profile:
    """One variant of a scenario."""

    rule: ScenarioRule
    variant: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """What happens, in order of hour."""
        return self.rule.profiles[self.variant]

    @property
    def own(self) -> tuple[tuple[int, int], ...]:
        """The level of what fails: (hour, basis points) at each step; 10,000 before the first."""
        return tuple((step.hour, step.level) for step in self.steps)

    def level(self, hour: int) -> int:
        """The level of what fails at this hour, in basis points."""
        return next((level for at, level in reversed(self.own) if at <= hour), FULL)

    @property
    def rises(self) -> bool:
        """Whether what fails comes back at all, in part or in full."""
        levels = [FULL, *(step.level for step in self.steps)]
        return any(later > earlier for earlier, later in pairwise(levels))


def _steps(variant: str, rows: list[dict[str, Any]]) -> tuple[Step, ...]:
    hours, place = [row["hour"] for row in rows], f"profiles.{variant}"
    if hours != sorted(set(hours)):
        raise PolicyFault(
            "policy.hours-do-not-rise", place=place, variant=variant, hours=str(hours)
        )
    if all(row["level"] == FULL for row in rows):
        raise PolicyFault("policy.nothing-fails", place=place, variant=variant, full=FULL)
    return tuple(
        Step(int(row["hour"]), int(row["level"]), Tag(row["tag"]), row["says"], row.get("source"))
        for row in rows
    )
