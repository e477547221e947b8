# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The EU Cloud Sovereignty Framework: whether a supplier reaches the buyer's minimum of each
objective, and its score. The minimum depends on the class of the service. What was not assessed
leaves the score between bounds: as if it had nothing, and as if it had all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property
from typing import Final, NamedTuple

import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Class
from dijkwacht.register.codes import Objective
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules
from dijkwacht.rules.score_card import ScoreCard

RULE: Final = "sovereignty/framework"


ITEMS: Final[Mapping[str, str]] = {
    objective.value: f"SOV-{number}" for number, objective in enumerate(Objective, 1)
}
"""What the framework calls each objective of the register."""


class Verdict(StrEnum):
    """How a supplier stands against the minimums of a class."""

    REJECTED = "rejected"  # below the minimum of an objective, whatever the score
    UNKNOWN = "unknown"  # of an objective with a minimum the level is not known
    MEETS = "meets"
    NO_MINIMUM = "no-minimum"  # policy asks none for this class
    NO_CLASS = "no-class"  # nothing of which the class is known rests on it


class Score(NamedTuple):
    """What was found for one objective; None is not known."""

    seal: int | None
    points: int | None
    most: int | None
    assessed_by: str | None
    assessed_on: date | None
    document: str | None

    @property
    def share(self) -> Fraction | None:
        """The part of its points, from 0 to 1; None where that is not known, or cannot be."""
        if self.points is None or not self.most or self.points > self.most:
            return None
        return Fraction(self.points, self.most)


NOTHING: Final = Score(None, None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Below:
    """An objective of which the level is below the minimum; `seal` None: it is not known."""

    objective: str
    least: str
    seal: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one supplier stands for services of one class."""

    supplier: str
    level: Class | None
    verdict: Verdict
    low: int  # basis points, rounded down: what was not assessed has nothing
    high: int  # the same where it has all
    below: tuple[Below, ...]  # for sure
    open: tuple[Below, ...]  # perhaps: the level is not known
    unknown: tuple[str, ...]  # objectives without usable points
    scores: Mapping[str, Score] = field(hash=False)


@dataclass(frozen=True, eq=False)
class Sovereignty:
    """The framework in force, and what is known of all suppliers on a day."""

    card: ScoreCard
    scores: Mapping[str, Mapping[str, Score]]  # by supplier and objective

    @cached_property
    def of(self) -> Callable[[str, Class | None], Standing]:
        """How a supplier stands for services of a class (None where that is not known); found
        once."""
        return cache(self._of)

    @cached_property
    def _unassessed(self) -> Callable[[Class | None], Standing]:
        return cache(lambda level: self._stand("", level, {}))

    def _of(self, supplier: str, level: Class | None) -> Standing:
        held = self.scores.get(supplier)
        if held is None:
            return replace(self._unassessed(level), supplier=supplier)
        return self._stand(supplier, level, held)

    def _stand(self, supplier: str, level: Class | None, held: Mapping[str, Score]) -> Standing:
        scores = {item.id: held.get(item.id, NOTHING) for item in self.card.items}
        low, high = self._bounds(scores)
        below, unsure = self._minimums(scores, level)
        return Standing(
            supplier,
            level,
            self._verdict(level, below, unsure),
            low,
            high,
            below,
            unsure,
            tuple(id for id, score in scores.items() if score.share is None),
            scores,
        )

    def _bounds(self, scores: Mapping[str, Score]) -> tuple[int, int]:
        """The lowest and the highest score, in basis points rounded down."""
        whole = sum(item.weight for item in self.card.items)
        gained, missing = Fraction(0), 0
        for item in self.card.items:
            share = scores[item.id].share
            gained += item.weight * (share or 0)
            missing += item.weight if share is None else 0
        return int(gained * ONE / whole), int((gained + missing) * ONE / whole)

    def _minimums(
        self, scores: Mapping[str, Score], level: Class | None
    ) -> tuple[tuple[Below, ...], tuple[Below, ...]]:
        """The objectives below the minimum of this class, and those of which it is not known."""
        floor = None if level is None else self.card.floors.get(level.name)
        below, unsure = [], []
        for objective, least in floor.items.items() if floor is not None else ():
            seal = self._seal(scores[objective].seal)
            if seal is None:
                unsure.append(Below(objective, least, None))
            elif self.card.rank(seal) < self.card.rank(least):
                below.append(Below(objective, least, seal))
        return tuple(below), tuple(unsure)

    def _seal(self, seal: int | None) -> str | None:
        """The level of this number; None for one that there is not."""
        levels = {level.points: level.id for level in self.card.levels}
        return None if seal is None else levels.get(seal)

    def _verdict(
        self, level: Class | None, below: Sequence[Below], unsure: Sequence[Below]
    ) -> Verdict:
        if level is None:
            return Verdict.NO_CLASS
        if level.name not in self.card.floors:
            return Verdict.NO_MINIMUM
        if below:
            return Verdict.REJECTED
        return Verdict.UNKNOWN if unsure else Verdict.MEETS


def sovereignty(register: Register, rules: Rules) -> Sovereignty:
    """What is known of all suppliers; of several findings for one objective the newest of those
    made by the day counts. RuleNotInForce when policy has no framework for the day."""
    card = rules.score_card(RULE)
    known = (pl.col("assessed_on") <= register.on).fill_null(True)
    rows = register.table("sovereignty_scores").filter(known)
    scores: dict[str, dict[str, Score]] = {}
    columns = ("seal", "points", "max_points", "assessed_by", "assessed_on", "document")
    newest = rows.drop_nulls(["supplier_id", "objective"]).sort(
        "assessed_on", "id", nulls_last=False
    )
    for supplier, objective, *found in newest.select(
        "supplier_id", "objective", *columns
    ).iter_rows():
        scores.setdefault(supplier, {})[ITEMS[objective]] = Score(*found)
    return Sovereignty(card, scores)
