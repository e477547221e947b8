# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires and score cards as tables."""

from collections.abc import Sequence

from dijkwacht.base.message import Message
from dijkwacht.reports.policy_words import with_source
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.questionnaire import Item, KnockOut, Questionnaire
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.score_card import Floor, ScoreCard

SOURCED = (
    Column("known", exported=False),
    Column("tag", shown=False),
    Column("source", shown=False),
)
THEMES = (Column("theme"), Column("weight", Cell.COUNT), Column("says"), *SOURCED)
QUESTIONS = (
    Column("question"),
    Column("weight", Cell.COUNT),
    Column("says"),
    Column("evidence"),
    Column("knock_out"),
    *SOURCED,
)
LETTERS = (Column("evidence"), Column("says"))
ITEMS = (Column("item"), Column("weight", Cell.COUNT), Column("says"), *SOURCED)
LEVELS = (Column("answer"), Column("points", Cell.COUNT), Column("says"), *SOURCED)
PROOFS = (
    Column("evidence"),
    Column("factor", Cell.LEVEL),
    Column("confirmed_as", shown=False),
    Column("says"),
    *SOURCED,
)
FLOORS = (
    Column("class"),
    Column("theme_floor", Cell.LEVEL),
    Column("total_floor", Cell.LEVEL),
    Column("least", shown=False),
    Column("says"),
    *SOURCED,
)


def questionnaire_tables(rule: Questionnaire, words: Words) -> tuple[Table, ...]:
    """The kinds of proof, the themes, and all questions."""
    language = words.language
    letters = [(letter, says[language]) for letter, says in rule.evidence.items()]
    themes = [
        (one.id, one.weight, one.says[language], *_known(one.tag, one.source, words))
        for one in rule.themes
    ]
    questions = [
        (
            one.id,
            one.weight,
            one.says[language],
            ", ".join(one.evidence),
            _knock_out(one.knock_out, words),
            *_known(one.tag, one.source, words),
        )
        for one in rule.items
    ]
    return (
        Table("evidence", Message("policy-rule.evidence"), LETTERS, letters),
        Table("themes", Message("policy-rule.themes"), THEMES, themes),
        Table("questions", Message("policy-rule.questions"), QUESTIONS, questions),
    )


def _knock_out(rule: KnockOut | None, words: Words) -> str | None:
    if rule is None:
        return None
    classes = f" ({', '.join(rule.classes)})" if rule.classes else ""
    return f"{rule.id}{classes}: {rule.says[words.language]}"


def card_tables(card: ScoreCard, words: Words) -> tuple[Table, ...]:
    """What is scored, what each answer and each proof is worth, and which score is enough."""
    language = words.language
    levels = [
        (one.id, one.points, one.says[language], *_known(one.tag, one.source, words))
        for one in card.levels
    ]
    proofs = [
        (
            one.id,
            one.factor,
            one.confirmed_as,
            one.says[language],
            *_known(one.tag, one.source, words),
        )
        for one in card.proofs
    ]
    floors = [_floor(one, words) for one in card.floors.values()]
    tables = (
        Table("items", Message("policy-rule.items"), ITEMS, _items(card.items, words)),
        Table("answers", Message("policy-rule.answers"), LEVELS, levels),
        Table("evidence", Message("policy-rule.evidence"), PROOFS, proofs),
        Table("floors", Message("policy-rule.floors"), FLOORS, floors),
    )
    return tuple(table for table in tables if table.rows)


def _items(items: Sequence[Item], words: Words) -> list[tuple[object, ...]]:
    return [
        (one.id, one.weight, one.says[words.language], *_known(one.tag, one.source, words))
        for one in items
    ]


def _floor(one: Floor, words: Words) -> tuple[object, ...]:
    least = ", ".join(f"{item}: {level}" for item, level in one.items.items())
    says = one.says[words.language]
    return (one.of, one.theme, one.total, least, says, *_known(one.tag, one.source, words))


def _known(tag: Tag, source: str | None, words: Words) -> tuple[str, str, str | None]:
    return with_source(tag, source, words), tag.value, source
