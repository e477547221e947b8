# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires as rules: themes of weighted questions, what proof each asks for, and which
answers knock a plan out whatever its score."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from dijkwacht.rules.decision_table import any_of, every
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.rule import Rule, Tag, in_order

Says = Mapping[str, str]
"""Words by language."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question: a level (None: nothing yet) on this kind of proof, or the
    reason why the question does not apply."""

    level: str | None = None
    evidence: str | None = None
    not_applicable: str | None = None

    @property
    def aside(self) -> bool:
        """Whether the question is left out; without a reason it is not."""
        return bool(self.not_applicable and self.not_applicable.strip())

    @property
    def given(self) -> bool:
        """Whether there is an answer at all."""
        return self.level is not None and not self.aside


@dataclass(frozen=True, slots=True)
class KnockOut:
    """What ends a review whatever the score: the lowest answer to its question, in these classes,
    where `only_if` holds; and by itself what `also_if` says."""

    id: str
    classes: tuple[str, ...]  # none: in all
    only_if: str | None
    also_if: str | None
    says: Says = field(hash=False)

    def falls(self, lowest: bool | None, of: str | None, facts: Mapping[str, bool]) -> bool | None:
        """Whether it falls, given whether the answer is the lowest, the class, and what is known
        beside the answers; None when that is not known."""
        counts = not self.classes or (None if of is None else of in self.classes)
        answered = every((lowest, True if self.only_if is None else facts.get(self.only_if)))
        alone = False if self.also_if is None else facts.get(self.also_if)
        return every((counts, any_of((answered, alone))))


@dataclass(frozen=True, slots=True)
class Item:
    """One question, or one thing that is scored."""

    id: str
    weight: int  # against the others of its theme
    evidence: tuple[str, ...]  # letters of the kinds of proof it asks for
    knock_out: KnockOut | None
    tag: Tag
    source: str | None
    says: Says = field(hash=False)


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions about one subject, with the weight of their score in the total."""

    id: str
    weight: int
    items: tuple[Item, ...]
    tag: Tag
    source: str | None
    says: Says = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire(Rule):
    """One version of a rule of kind `questionnaire`."""

    kind: ClassVar[str] = "questionnaire/v1"
    evidence: Mapping[str, Says] = field(hash=False)  # what each letter stands for
    facts: Mapping[str, Says] = field(hash=False)  # what knock-outs ask beside the answers
    lowest: str  # the answer at which a knock-out falls
    themes: tuple[Theme, ...]

    @classmethod
    def of(cls, head: Mapping[str, Any], content: Mapping[str, Any]) -> "Questionnaire":
        """The rule with this head and the checked content of its file; PolicyFault for what its
        schema cannot see."""
        for fault in faults(content):
            raise fault
        return cls(
            **head,
            evidence=content["evidence"],
            facts=content.get("facts", {}),
            lowest=content["lowest"],
            themes=tuple(theme(part) for part in content["themes"]),
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """All questions, in the order of the file."""
        return tuple(item for theme in self.themes for item in theme.items)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its weights and questions are known, each tag once."""
        tags = [theme.tag for theme in self.themes]
        return in_order([*tags, *(item.tag for item in self.items)])

    def knock_outs(
        self,
        answers: Mapping[str, Answer],
        of: str | None,
        facts: Mapping[str, bool],
    ) -> tuple[tuple[KnockOut, ...], tuple[KnockOut, ...]]:
        """The knock-outs that fall for a service of class `of`, and those that stay open because
        something is not known."""
        return knocked(self.items, answers, of, facts, self.lowest)


def knocked(
    items: Iterable[Item],
    answers: Mapping[str, Answer],
    of: str | None,
    facts: Mapping[str, bool],
    lowest: str,
) -> tuple[tuple[KnockOut, ...], tuple[KnockOut, ...]]:
    """The knock-outs of these items that fall, and those that stay open."""
    found = {}
    for item in items:
        if item.knock_out is not None:
            answer = answers.get(item.id, Answer())
            at_lowest = False if answer.aside else answer.level == lowest if answer.given else None
            found[item.knock_out] = item.knock_out.falls(at_lowest, of, facts)
    fallen = tuple(rule for rule, falls in found.items() if falls)
    return fallen, tuple(rule for rule, falls in found.items() if falls is None)


def theme(part: Mapping[str, Any]) -> Theme:
    """A theme as a file writes it."""
    items = tuple(item(one) for one in part["questions"])
    tag = Tag(part["tag"])
    return Theme(part["id"], part["weight"], items, tag, part.get("source"), part["says"])


def item(part: Mapping[str, Any]) -> Item:
    """A question as a file writes it."""
    rule = part.get("knock_out")
    return Item(
        id=part["id"],
        weight=part["weight"],
        evidence=tuple(part.get("evidence", ())),
        knock_out=None
        if rule is None
        else KnockOut(
            rule["id"],
            tuple(rule.get("classes", ())),
            rule.get("only_if"),
            rule.get("also_if"),
            rule["says"],
        ),
        tag=Tag(part["tag"]),
        source=part.get("source"),
        says=part["says"],
    )


def faults(content: Mapping[str, Any]) -> Iterator[PolicyFault]:
    """All that is wrong in the content of a file which its schema allows."""
    letters, facts = content["evidence"], content.get("facts", {})
    placed = [
        (f"themes[{at}].questions[{number}]", question)
        for at, part in enumerate(content["themes"])
        for number, question in enumerate(part["questions"])
    ]
    themes = [(f"themes[{at}]", part) for at, part in enumerate(content["themes"])]
    yield from twice(themes)
    yield from twice(placed)
    yield from twice(
        [(f"{at}.knock_out", one["knock_out"]) for at, one in placed if "knock_out" in one]
    )
    for place, question in placed:
        for letter in question.get("evidence", ()):
            yield from among(letter, letters, f"{place}.evidence")
        for key in ("only_if", "also_if"):
            if key in question.get("knock_out", {}):
                yield from among(question["knock_out"][key], facts, f"{place}.knock_out.{key}")


def twice(placed: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[PolicyFault]:
    """A fault for each id that an earlier part has already."""
    seen = set()
    for place, part in placed:
        if part["id"] in seen:
            yield PolicyFault("policy.id-twice", place=f"{place}.id", id=part["id"])
        seen.add(part["id"])


def among(word: str, known: Iterable[str], place: str) -> Iterator[PolicyFault]:
    """A fault when the file has no such word where it should."""
    held = list(known)
    if word not in held:
        said = ", ".join(held) or "-"
        yield PolicyFault("policy.no-such", place=place, value=word, known=said)
