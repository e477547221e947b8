# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published failure models: each a weighted sum of ratios, with the weights, cut-offs and sources
that policy holds. They explain; they do not raise the alarm
(docs/explanation/published-failure-models.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import exp
from statistics import NormalDist
from typing import Any, Final

import polars as pl

from dijkwacht.distress.ratios import RATIOS, needs
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.rulebook import Parameters, Rules

FOLDER: Final = "distress"
MODELS: Final = (
    *("altman-z", "altman-z-private", "altman-z-services", "altman-z-emerging", "ohlson"),
    *("zmijewski", "taffler", "springate", "campbell-hilscher-szilagyi", "piotroski", "beneish"),
)
"""The models, in the order in which they are shown."""
CONSTANT: Final = "constant"
LOGIT_MOST: Final = 700.0  # beyond it exp() overflows, and the probability is 0 or 1 anyway


class Link(StrEnum):
    """What makes a probability of a score."""

    NONE = "none"
    LOGIT = "logit"
    PROBIT = "probit"


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scores: from that of the band before it, below `below`, or up to and with
    `upto`."""

    name: str
    below: float | None = None
    upto: float | None = None

    def holds(self, score: float) -> bool:
        """Whether a score that is in no band before this one is in it."""
        if self.below is not None:
            return score < self.below
        return self.upto is None or score <= self.upto


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score; `contribution` is value times coefficient; of the constant the value
    is one."""

    ratio: str
    coefficient: float
    value: float | None
    contribution: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """What a model says of one year. Without `value` it says nothing: `missing` names the items
    that are unknown, `undefined` the ratios that divide by nothing."""

    model: str
    value: float | None
    probability: float | None
    band: str | None
    terms: tuple[Term, ...]
    missing: tuple[str, ...]
    undefined: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """One published model as policy has it on a day."""

    name: str
    rule: Parameters

    @classmethod
    def of(cls, rules: Rules, name: str) -> "Model":
        """The model in force; RuleNotInForce when policy has none on that day."""
        return cls(name, rules.parameters(f"{FOLDER}/{name}"))

    @cached_property
    def weights(self) -> dict[str, float]:
        """The coefficient of each ratio, the constant apart."""
        told: Mapping[str, str] = self.rule["terms"]
        return {ratio: float(weight) for ratio, weight in told.items() if ratio != CONSTANT}

    @property
    def constant(self) -> float:
        """What the score begins with."""
        return float(self.rule["terms"].get(CONSTANT, "0"))

    @property
    def link(self) -> Link:
        """What makes a probability of the score."""
        return Link(self.rule["link"])

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The ranges of scores, from the lowest."""
        told: Sequence[Mapping[str, str]] = self.rule["bands"]
        return tuple(Band(one["name"], _number(one, "below"), _number(one, "upto")) for one in told)

    @property
    def applies(self) -> Mapping[str, str]:
        """For which companies it was made: `private`, `services`, `listed`; yes, weak or no."""
        found: Mapping[str, str] = self.rule["applies"]
        return found

    @property
    def says(self) -> Mapping[str, str]:
        """For which companies it was made, in words by language."""
        found: Mapping[str, str] = self.rule.entries["applies"]["says"]
        return found

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its figures are known."""
        return self.rule.tags

    def scores(self, years: pl.DataFrame) -> pl.DataFrame:
        """The score of every row of `years`, null where an item is unknown, with a column for each
        term's contribution, named by its ratio."""
        parts = years.select(
            (RATIOS[ratio] * weight).alias(ratio) for ratio, weight in self.weights.items()
        )
        # in the order of policy: a sum in another order may differ in its last digit
        total = pl.lit(self.constant)
        for ratio in self.weights:
            total = total + pl.col(ratio)
        return parts.select(total.alias("score"), pl.all())

    def explain(self, year: pl.DataFrame) -> Score:
        """The score of one row, with its terms, and what it lacks."""
        scored = self.scores(year).to_dicts()[0]
        unknown = {name for name, value in year.to_dicts()[0].items() if value is None}
        terms = self._terms(year, scored)
        value: float | None = scored["score"]
        wanted = dict.fromkeys(name for ratio in self.weights for name in needs(ratio))
        return Score(
            model=self.name,
            value=value,
            probability=None if value is None else self.probability(value),
            band=None if value is None else self.band(value),
            terms=terms,
            missing=tuple(name for name in wanted if name in unknown),
            undefined=tuple(
                term.ratio
                for term in terms
                if term.contribution is None and not unknown & set(needs(term.ratio))
            ),
        )

    def _terms(self, year: pl.DataFrame, scored: Mapping[str, float | None]) -> tuple[Term, ...]:
        ratios = year.select(RATIOS[ratio].alias(ratio) for ratio in self.weights).to_dicts()[0]
        first = [Term(CONSTANT, self.constant, 1.0, self.constant)] if self.constant else []
        weighed = [
            Term(ratio, weight, ratios[ratio], scored[ratio])
            for ratio, weight in self.weights.items()
        ]
        return (*first, *weighed)

    def probability(self, score: float) -> float | None:
        """The probability of failure that a score stands for; None where the model gives none."""
        if self.link is Link.PROBIT:
            return NormalDist().cdf(score)
        if self.link is Link.LOGIT:
            return 1 / (1 + exp(-max(min(score, LOGIT_MOST), -LOGIT_MOST)))
        return None

    def band(self, score: float) -> str:
        """The name of the band in which a score lies."""
        return next(one.name for one in self.bands if one.holds(score))


def models(rules: Rules) -> tuple[Model, ...]:
    """All published models of a day's policy."""
    return tuple(Model.of(rules, name) for name in MODELS)


def _number(told: Mapping[str, Any], key: str) -> float | None:
    return float(told[key]) if key in told else None
