# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Score cards as rules: what an answer is worth, what proof makes of it, and which score is enough.
Scores are exact fractions, shown in whole basis points rounded down, so that a shown score is below
a floor exactly when the score itself is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Final

from dijkwacht.base.units import ONE
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.questionnaire import (
    Answer,
    Item,
    Says,
    Theme,
    among,
    item,
    twice,
)
from dijkwacht.rules.rule import Rule, Tag, in_order

ALL: Final = "all"  # the one theme of a card whose items have none


@dataclass(frozen=True, slots=True)
class Level:
    """One answer that can be given, and its points."""

    id: str
    points: int
    tag: Tag
    source: str | None
    says: Says = field(hash=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """A kind of evidence: the part of the points that stays, and what kind it becomes when what it
    says is confirmed later."""

    id: str
    factor: int  # basis points
    confirmed_as: str | None
    tag: Tag
    source: str | None
    says: Says = field(hash=False)


@dataclass(frozen=True, slots=True)
class Floor:
    """What is enough for one class: the least score of every theme and of the total, in basis
    points, and the lowest level of some items."""

    of: str
    theme: int | None
    total: int | None
    items: Mapping[str, str] = field(hash=False)  # the level by item
    tag: Tag
    source: str | None
    says: Says = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard(Rule):
    """One version of a rule of kind `score_card`."""

    kind: ClassVar[str] = "score_card/v1"
    scores: str | None  # the questionnaire whose questions it scores; None: its own items
    themes: tuple[Theme, ...]  # of its own
    levels: tuple[Level, ...]  # from low to high
    proofs: tuple[Proof, ...]  # none: proof does not count
    floors: Mapping[str, Floor] = field(hash=False)  # by class
    margin: int  # basis points below a floor within which conditions can help

    @classmethod
    def of(cls, head: Mapping[str, Any], content: Mapping[str, Any]) -> "ScoreCard":
        """The rule with this head and the checked content of its file; PolicyFault for what its
        schema cannot see."""
        for fault in faults(content):
            raise fault
        own = tuple(item(part) for part in content.get("items", ()))
        return cls(
            **head,
            scores=content.get("scores"),
            themes=(Theme(ALL, 1, own, Tag.OUR, None, head["title"]),) if own else (),
            levels=tuple(
                sorted((_level(part) for part in content["levels"]), key=lambda one: one.points)
            ),
            proofs=tuple(_proof(part) for part in content.get("evidence", ())),
            floors={name: _floor(name, part) for name, part in content["floors"].items()},
            margin=content["margin"]["value"] if "margin" in content else 0,
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of its own."""
        return tuple(item for theme in self.themes for item in theme.items)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its values are known, each tag once."""
        answers = [level.tag for level in self.levels] + [proof.tag for proof in self.proofs]
        floors = [floor.tag for floor in self.floors.values()]
        return in_order([item.tag for item in self.items] + answers + floors)

    @property
    def lowest(self) -> str:
        """The level that a knock-out looks for, and that counts where nothing was answered."""
        return self.levels[0].id

    def rank(self, level: str) -> int:
        """The place of a level from low to high, from 0; KeyError for one the card has not."""
        for place, known in enumerate(self.levels):
            if known.id == level:
                return place
        raise KeyError(level)

    def worth(self, answer: Answer, *, confirmed: bool = False) -> Fraction:
        """The score of one answer, from 0 to 1: points times what its proof leaves of them. Nothing
        answered is 0; an answer of which nobody names the proof has the weakest. `confirmed`: as if
        what was only said or written had been confirmed since."""
        if not answer.given:
            return Fraction(0)
        points = Fraction(self.levels[self.rank(str(answer.level))].points, self.levels[-1].points)
        return points * Fraction(self._factor(answer.evidence, confirmed), ONE)

    def _factor(self, evidence: str | None, confirmed: bool) -> int:
        if not self.proofs:
            return ONE
        weakest = min(self.proofs, key=lambda proof: proof.factor)
        by_id = {proof.id: proof for proof in self.proofs}
        held = weakest if evidence is None else by_id[evidence]
        if confirmed and held.confirmed_as is not None:
            held = by_id[held.confirmed_as]
        return held.factor

    def theme_scores(
        self, themes: Sequence[Theme], answers: Mapping[str, Answer], *, confirmed: bool = False
    ) -> dict[str, Fraction | None]:
        """The score of each theme, from 0 to 1; None where no question applies."""
        found: dict[str, Fraction | None] = {}
        for theme in themes:
            held = [(item.weight, answers.get(item.id, Answer())) for item in theme.items]
            counted = [(weight, answer) for weight, answer in held if not answer.aside]
            whole = sum(weight for weight, _ in counted)
            gained = sum(
                (weight * self.worth(answer, confirmed=confirmed) for weight, answer in counted),
                Fraction(0),
            )
            found[theme.id] = gained / whole if whole else None
        return found


def total(themes: Sequence[Theme], scores: Mapping[str, Fraction | None]) -> Fraction | None:
    """The score of all themes by their weight; None where no question applies."""
    held = [(theme.weight, scores[theme.id]) for theme in themes]
    counted = [(weight, score) for weight, score in held if score is not None]
    whole = sum(weight for weight, _ in counted)
    gained = sum((weight * score for weight, score in counted), Fraction(0))
    return gained / whole if whole else None


def faults(content: Mapping[str, Any]) -> Iterator[PolicyFault]:
    """All that is wrong in the content of a file which its schema allows."""
    for key in ("items", "levels", "evidence"):
        yield from twice((f"{key}[{at}]", part) for at, part in enumerate(content.get(key, ())))
    if max(part["points"] for part in content["levels"]) == 0:
        yield PolicyFault("policy.no-points", place="levels")
    proofs = _ids(content, "evidence")
    for at, part in enumerate(content.get("evidence", ())):
        later = part.get("confirmed_as", part["id"])
        yield from among(later, proofs, f"evidence[{at}].confirmed_as")
    for name, floor in content["floors"].items():
        yield from _floor_faults(content, f"floors.{name}.items", floor.get("items", {}))


def _floor_faults(
    content: Mapping[str, Any], place: str, least: Mapping[str, str]
) -> Iterator[PolicyFault]:
    items, levels = _ids(content, "items"), _ids(content, "levels")
    for name, level in least.items():
        yield from among(level, levels, f"{place}.{name}")
        if items:
            yield from among(name, items, f"{place}.{name}")


def _ids(content: Mapping[str, Any], key: str) -> list[str]:
    return [part["id"] for part in content.get(key, ())]


def _level(part: Mapping[str, Any]) -> Level:
    return Level(part["id"], part["points"], Tag(part["tag"]), part.get("source"), part["says"])


def _proof(part: Mapping[str, Any]) -> Proof:
    tag, later = Tag(part["tag"]), part.get("confirmed_as")
    return Proof(part["id"], part["factor"], later, tag, part.get("source"), part["says"])


def _floor(name: str, part: Mapping[str, Any]) -> Floor:
    return Floor(
        name,
        part.get("theme"),
        part.get("total"),
        part.get("items", {}),
        Tag(part["tag"]),
        part.get("source"),
        part["says"],
    )
