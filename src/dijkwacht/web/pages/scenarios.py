# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios in force: how things stop in them, and how that is known."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.reports.scenarios import scenarios_report
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.scenarios import ScenarioRule, Step
from dijkwacht.web.pages import export
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Right

STATES: Final = {Tag.SRC: "holds", Tag.SEC: "holds", Tag.MEM: "unknown", Tag.OUR: "short"}
"""How a tag is shown: published (also second hand), unverified, our proposal."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step in the reader's language."""

    step: Step
    says: str
    tag: str
    state: str


@dataclass(frozen=True, slots=True)
class ScenarioShown:
    """One scenario in the reader's language, with its steps by variant."""

    rule: ScenarioRule
    title: str
    variants: tuple[tuple[str, tuple[StepShown, ...]], ...]


@require_safe
@needs(Right.READ)
def scenarios(request: Asking) -> HttpResponseBase:
    """Every scenario of the day, with the steps of each variant, and a link to ask with it."""
    reading = request.reading
    rules = REASONING.rulebook.on(reading.on).scenarios
    language = reading.words.language
    if "form" in request.GET:
        report = scenarios_report(rules, reading.on, language, steps=False)
        return export.answer(request, report.tables[0], request.GET["form"])
    shown = [_shown(rule, language) for rule in rules]
    days = request.GET.urlencode()
    context = {"scenarios": shown, "days": days, "forms": list(export.Form)}
    return render(request, "scenarios.html", context)


def _shown(rule: ScenarioRule, language: str) -> ScenarioShown:
    variants = tuple(
        (name, tuple(_step(step, language) for step in steps))
        for name, steps in rule.profiles.items()
    )
    return ScenarioShown(rule, rule.title[language], variants)


def _step(step: Step, language: str) -> StepShown:
    return StepShown(step, step.says[language], step.tag.value.lower(), STATES[step.tag])


PATHS = [path("scenarios/", scenarios, name="scenarios")]
