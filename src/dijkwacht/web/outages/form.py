# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of the question: what is chosen already, and what can be chosen."""

from collections.abc import Iterator
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.rules.scenarios import Variant
from dijkwacht.web.outages.choosing import LISTED, NOUNS
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.question import KINDS
from dijkwacht.web.outages.scene import FALLBACKS, Scene

LASTING: Final = (24, 72, 336, 720, 4320)  # hours to choose from
OF_FORM: Final = ("scenario", "variant", "hours", "permanent", "horizon", "start", "fallbacks")
ANSWERS: Final = ("at", "why", "class", "cover", "q", "sort", "all", "view")
COUNTRIES: Final = ("control", "country")


def asking(scene: Scene, here: Here) -> dict[str, Any]:
    """What the form needs."""
    question, language = scene.question, scene.reading.words.language
    rules = scene.reasoned.opened.rules.scenarios
    hours = () if question.hours is None else (question.hours,)
    return {
        "question": question,
        "chosen": list(_chosen(scene, here)),
        "options": scene.choosing.few(LISTED),
        "kinds": KINDS,
        "scenarios": [(rule.called, rule.title[language]) for rule in rules],
        "lasting": sorted({*LASTING, *hours}),
        "modes": list(FallbackMode),
        "variants": list(Variant),
        "hidden": here.hidden(*OF_FORM, *ANSWERS),
        "add_hidden": here.hidden(*ANSWERS),
    }


def added(scene: Scene, here: Here, kind: str, text: str) -> str | list[tuple[Any, str]]:
    """The address with one thing more, where only one is called so; else what it may be, each with
    its address."""
    if kind in COUNTRIES:
        return here.address(scene.question.with_more(kind, text.upper()), **_anew())
    kind = kind if kind in NOUNS else "what"
    found = scene.choosing.called(text, NOUNS[kind])
    near = found or scene.choosing.near(text, NOUNS[kind])
    links = [
        (option, here.address(scene.question.with_more(kind, option.text), **_anew()))
        for option in near
    ]
    return links[0][1] if len(found) == 1 else links


def _anew() -> dict[str, None]:
    """Another question is looked at from the beginning."""
    return dict.fromkeys(("at", "why", "all"))


def _chosen(scene: Scene, here: Here) -> Iterator[tuple[str, Message | str, str]]:
    """Everything that is chosen: how, what it is called, and the address without it."""
    question = scene.question
    for kind in (*KINDS, "without"):
        for text in getattr(question, kind):
            without = here.address(question.with_less(kind, text), **_anew())
            yield kind, _called(scene, kind, text), without


def _called(scene: Scene, kind: str, text: str) -> Message | str:
    """What a chosen thing is called; as the reader wrote it where it is nothing they may choose."""
    if kind in COUNTRIES:
        return text.upper()
    found = scene.choosing.called(text, NOUNS.get(kind, FALLBACKS))
    return found[0].label.name if len(found) == 1 else text
