# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules and scenarios in force on a day; everybody who reads may read them."""

import json
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from dijkwacht.reports.policy_rule import rule_report
from dijkwacht.reports.report import as_json
from dijkwacht.reports.scenarios import scenarios_report
from dijkwacht.rules.rule import Rule
from dijkwacht.rules.scenarios import ScenarioRule
from dijkwacht.web.api.answers import answer, kept
from dijkwacht.web.api.callers import read
from dijkwacht.web.api.schemas import Answer, When
from dijkwacht.web.api.tables import TAGGED

ROUTER: Final = Router(tags=["policy"], by_alias=True)


class RuleHead(Answer):
    """One version of a rule."""

    name: str
    version: str
    kind: str
    title: str
    valid_from: date
    valid_until: date | None
    tags: list[str] = Field(description="How its values are known: SRC, SEC, MEM, OUR.")
    source: str
    owner: str
    digest: str = Field(description="First 12 digits of the SHA-256 of its file.")

    @classmethod
    def head(cls, rule: Rule, language: str) -> dict[str, Any]:
        """What every rule says of itself."""
        return {
            "name": rule.name,
            "version": rule.version,
            "kind": rule.kind,
            "title": rule.title[language],
            "valid_from": rule.valid_from,
            "valid_until": rule.valid_until,
            "tags": [tag.value for tag in rule.tags],
            "source": rule.source,
            "owner": rule.owner,
            "digest": rule.digest,
        }


class Rules(Answer):
    """The rules in force on a day."""

    on: date
    total: int
    items: list[RuleHead]


class Told(RuleHead):
    """A rule as a person reads it."""

    says: list[str]
    tables: dict[str, list[dict[str, Any]]]


class ScenarioHead(RuleHead):
    """A scenario in force."""

    called: str = Field(description="Its name in questions.")
    horizon: int
    permanent: bool
    chooses: list[str] = Field(description="The nouns that may stop in it.")
    variants: list[str]

    @classmethod
    def of(cls, rule: ScenarioRule, language: str) -> "ScenarioHead":
        """The scenario."""
        return cls(
            **cls.head(rule, language),
            called=rule.called,
            horizon=rule.horizon,
            permanent=rule.permanent,
            chooses=list(rule.chooses),
            variants=list(rule.profiles),
        )


class Scenarios(Answer):
    """The scenarios in force on a day."""

    on: date
    total: int
    items: list[ScenarioHead]


def _called(name: str, model: type[Answer], summary: str) -> dict[str, Any]:
    """How an operation stands in the document."""
    return {
        "response": {200: model},
        "operation_id": name,
        "url_name": name,
        "summary": summary,
        "openapi_extra": TAGGED,
    }


@ROUTER.get("/rules", **_called("list-rules", Rules, "List rules"))
def rules(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The rules in force, with how their values are known."""
    reading = read(request, when)
    held = reading.rows.opened.rules
    language = reading.words.language
    items = [
        RuleHead(**RuleHead.head(held.by_name[name], language)) for name in sorted(held.by_name)
    ]
    made = Rules(on=held.on, total=len(items), items=items)
    return kept(request, reading, reading.rows, lambda: answer(made))


@ROUTER.get("/rules/{area}/{name}", **_called("read-rule", Told, "Read one rule"))
def rule(request: HttpRequest, area: str, name: str, when: Query[When]) -> HttpResponse:
    """One rule as a person reads it: each threshold with its unit and source."""
    reading = read(request, when)
    rules = reading.rows.opened.rules
    held, language = rules.rule(f"{area}/{name}"), reading.words.language
    content = _content(as_json(rule_report(held, rules.on, language), reading.words))
    made = Told(**RuleHead.head(held, language), **content)
    return kept(request, reading, reading.rows, lambda: answer(made))


@ROUTER.get("/scenarios", **_called("list-scenarios", Scenarios, "List scenarios"))
def scenarios(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The scenarios in force: how things stop in them."""
    reading = read(request, when)
    rules = reading.rows.opened.rules
    items = [ScenarioHead.of(one, reading.words.language) for one in rules.scenarios]
    made = Scenarios(on=rules.on, total=len(items), items=items)
    return kept(request, reading, reading.rows, lambda: answer(made))


@ROUTER.get("/scenarios/{name}", **_called("read-scenario", Told, "Read one scenario"))
def scenario(request: HttpRequest, name: str, when: Query[When]) -> HttpResponse:
    """One scenario, every variant step by step."""
    reading = read(request, when)
    rules, language = reading.rows.opened.rules, reading.words.language
    held = rules.scenario(name)
    report = scenarios_report((held,), rules.on, language, steps=True)
    made = Told(**RuleHead.head(held, language), **_content(as_json(report, reading.words)))
    return kept(request, reading, reading.rows, lambda: answer(made))


def _content(report: str) -> dict[str, Any]:
    """The sentences and tables of a report."""
    made = json.loads(report)
    tables = {key: value for key, value in made.items() if key not in ("title", "made", "says")}
    return {"says": made["says"], "tables": tables}
