# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a score card says of some answers: scores, floors that are missed, knock-outs, and the
opinion that follows. Minimums and knock-outs come first, the score second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from dijkwacht.base.units import ONE
from dijkwacht.rules.questionnaire import Answer, KnockOut, Theme, knocked
from dijkwacht.rules.score_card import Floor, ScoreCard, total


class Opinion(StrEnum):
    """The end of a review."""

    POSITIVE = "positive"
    CONDITIONAL = "conditional"  # positive once conditions are met
    NEGATIVE = "negative"
    UNASSESSABLE = "unassessable"  # what decides is not known


@dataclass(frozen=True, slots=True)
class Missed:
    """A floor that a theme (by its id) or the total (None) does not reach, in basis points."""

    theme: str | None
    floor: int
    score: int


@dataclass(frozen=True, slots=True)
class Below:
    """An item below its lowest level; `level` None: not answered."""

    item: str
    least: str
    level: str | None


@dataclass(frozen=True, slots=True)
class Scored:
    """The whole result. Scores are basis points, rounded down; None where no question applies."""

    opinion: Opinion
    total: int | None
    themes: Mapping[str, int | None] = field(hash=False)
    confirmed: int | None  # the total, were all that is only said or written confirmed
    confirmed_themes: Mapping[str, int | None] = field(hash=False)
    missed: tuple[Missed, ...]
    below: tuple[Below, ...]
    knocked: tuple[KnockOut, ...]
    open: tuple[KnockOut, ...]  # knock-outs of which it is not known whether they fall
    unanswered: tuple[str, ...]
    aside: Mapping[str, str] = field(hash=False)  # the reasons of what does not apply


def scored(
    card: ScoreCard,
    themes: Sequence[Theme],
    answers: Mapping[str, Answer],
    of: str | None,
    facts: Mapping[str, bool],
) -> Scored:
    """What the card says of these answers for a service of class `of` (None: not known), with what
    is known beside them. A class of which the card has no floor has none to reach."""
    items = [item for theme in themes for item in theme.items]
    held = {item.id: answers.get(item.id, Answer()) for item in items}
    fallen, still = knocked(items, held, of, facts, card.lowest)
    scores = card.theme_scores(themes, held)
    later = card.theme_scores(themes, held, confirmed=True)
    floor = card.floors.get(of or "")
    whole = total(themes, scores)
    missed = _missed(floor, scores, whole)
    below = _below(card, floor, held)
    known = of is not None and not _unscored(floor, scores, whole)
    return Scored(
        opinion=_opinion(card.margin, missed, below, (fallen, still), known=known),
        total=_points(whole),
        themes=_shown(scores),
        confirmed=_points(total(themes, later)),
        confirmed_themes=_shown(later),
        missed=missed,
        below=below,
        knocked=fallen,
        open=still,
        unanswered=tuple(id for id, one in held.items() if not one.given and not one.aside),
        aside={id: str(one.not_applicable) for id, one in held.items() if one.aside},
    )


def as_case(found: Scored) -> dict[str, Any]:
    """The result in the words of a worked case."""
    return {
        "opinion": found.opinion.value,
        "total": found.total,
        "confirmed": found.confirmed,
        "themes": found.themes,
        "confirmed_themes": found.confirmed_themes,
        "missed": [one.theme or "total" for one in found.missed],
        "below": [one.item for one in found.below],
        "knock_outs": [one.id for one in found.knocked],
        "open": [one.id for one in found.open],
        "unanswered": list(found.unanswered),
        "not_applicable": found.aside,
    }


def _opinion(
    margin: int,
    missed: Sequence[Missed],
    below: Sequence[Below],
    knock_outs: tuple[Sequence[KnockOut], Sequence[KnockOut]],
    *,
    known: bool,
) -> Opinion:
    """What follows, given the knock-outs that fall and those that are open. `known`: there is a
    class, and a score wherever one is asked."""
    fallen, still = knock_outs
    if fallen or any(one.level is not None for one in below):
        return Opinion.NEGATIVE
    if still or below or not known:
        return Opinion.UNASSESSABLE
    if any(one.score < one.floor - margin for one in missed):
        return Opinion.NEGATIVE
    return Opinion.CONDITIONAL if missed else Opinion.POSITIVE


def _unscored(
    floor: Floor | None, scores: Mapping[str, Fraction | None], whole: Fraction | None
) -> bool:
    """Whether nothing was scored, in all or in a theme that has a floor: all set aside is no
    answer."""
    asked = floor is not None and floor.theme is not None
    return whole is None or (asked and None in scores.values())


def _missed(
    floor: Floor | None, scores: Mapping[str, Fraction | None], whole: Fraction | None
) -> tuple[Missed, ...]:
    if floor is None:
        return ()
    asked: list[tuple[str | None, int | None, int | None]] = [
        *((id, floor.theme, _points(score)) for id, score in scores.items()),
        (None, floor.total, _points(whole)),
    ]
    return tuple(
        Missed(id, least, score)
        for id, least, score in asked
        if least is not None and score is not None and score < least
    )


def _below(
    card: ScoreCard, floor: Floor | None, answers: Mapping[str, Answer]
) -> tuple[Below, ...]:
    found = []
    for id, least in floor.items.items() if floor is not None else ():
        answer = answers.get(id, Answer())
        level = answer.level if answer.given else None
        enough = level is not None and card.rank(level) >= card.rank(least)
        if not enough and not answer.aside:
            found.append(Below(id, least, level))
    return tuple(found)


def _shown(scores: Mapping[str, Fraction | None]) -> dict[str, int | None]:
    return {id: _points(score) for id, score in scores.items()}


def _points(score: Fraction | None) -> int | None:
    """Whole basis points, rounded down."""
    return None if score is None else score.numerator * ONE // score.denominator
