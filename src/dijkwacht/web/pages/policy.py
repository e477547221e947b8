# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy as a reader sees it: every rule in force, what it says, how that is known, and what
differs on another day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.reports.policy import RULES, list_report
from dijkwacht.reports.policy_rule import rule_report
from dijkwacht.reports.policy_words import kind_code
from dijkwacht.reports.report import Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.rule import Rule, Tag
from dijkwacht.rules.rulebook import Rules
from dijkwacht.rules.worked_cases import Worked
from dijkwacht.web.exports.sheet import Link
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.frame import keep
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.policy_apart import apart
from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Right


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: what is given, and what has to come out."""

    name: str
    on: str
    given: list[tuple[str, str]]
    expected: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule: a template must not look into a rule, which answers for its values."""

    name: str
    begins: date
    ends: date | None
    digest: str


@needs(Right.READ)
def policy(request: Asking) -> HttpResponse:
    """By which rules is everything computed, and what do they rest on?"""
    reading = request.reading
    rules = REASONING.rulebook.on(reading.on)
    table = _linked(list_report(rules, reading.words.language).tables[0], keep(request))
    file = asked(request, [table])
    if file is not None:
        return cast(HttpResponse, file)
    context = {"lead": lead(rules), "table": table, "on": reading.on}
    return render(request, "policy.html", context)


def lead(rules: Rules) -> Message:
    """How many rules are in force, and on what they rest."""
    tags = Counter(tag for rule in rules.by_name.values() for tag in rule.tags)
    ours = sum(rule.tags == (Tag.OUR,) for rule in rules.by_name.values())
    told = {"count": len(rules.by_name), "ours": ours, "published": tags[Tag.SRC]}
    return Message.of("page.policy.lead", **told, on=rules.on)


def _linked(table: Table, kept: str) -> Table:
    """The rules, each a link to its page."""
    rows = [
        (Link(row[0], reverse("policy-rule", args=[row[0]]) + kept), *row[1:]) for row in table.rows
    ]
    return Table(table.key, table.title, RULES, rows)


@needs(Right.READ)
def policy_rule(request: Asking, name: str) -> HttpResponse:
    """What does this rule say, since when, by whom, and how is that known?"""
    reading = request.reading
    versions = versions_of(name)
    rule = REASONING.rulebook.in_force(name, reading.on)
    report = rule_report(rule, reading.on, reading.words.language)
    differing = different(request, rule)
    tables = [*report.tables, *([differing[1]] if differing and differing[1] else [])]
    file = asked(request, tables)
    if file is not None:
        return cast(HttpResponse, file)
    context = {
        "name": name,
        "held": rule.version,
        "owner": rule.owner,
        "begins": rule.valid_from,
        "facts": facts(rule, reading.words),
        "title": rule.title[reading.words.language],
        "says": report.before,
        "after": report.after,
        "tables": report.tables,
        "versions": [
            Version(one.version, one.valid_from, one.valid_until, one.digest) for one in versions
        ],
        "cases": cases(name, reading.words),
        "differing": differing,
        "on": reading.on,
    }
    return render(request, "policy_rule.html", context)


def facts(rule: Rule, words: Words) -> list[tuple[str, str]]:
    """What a rule says of itself."""
    told = {
        "kind": words.text(kind_code(rule)),
        "version": rule.version,
        "digest": rule.digest,
        "owner": rule.owner,
        "source": rule.source,
        "valid_from": words.day(rule.valid_from),
    }
    return [(f"column.{key}", value) for key, value in told.items()]


def versions_of(name: str) -> list[Rule]:
    """Every version of a rule, the newest first; Http404 for a name that no rule has."""
    found = [rule for rule in REASONING.rulebook.versions if rule.name == name]
    if not found:
        raise Http404(name)
    return sorted(found, key=lambda rule: (rule.valid_from, rule.edition), reverse=True)


def different(request: Asking, rule: Rule) -> tuple[date, Table | None] | None:
    """What the rule of another day (`?with=DAY`) says otherwise; no table where nothing."""
    given = request.GET.get("with")
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError as fault:
        raise Http404(given) from fault
    other = REASONING.rulebook.in_force(rule.name, day)
    if other.version == rule.version:
        return day, None
    language = request.reading.words.language
    reports = (rule_report(other, day, language), rule_report(rule, request.reading.on, language))
    return day, apart(*reports, request.reading.words)


@cache
def _worked(name: str) -> Worked:
    """The cases of a rule, run once for each process: policy does not change while it runs."""
    return verbs.policy_cases(name, settings.ENVIRONMENT.policy)


def cases(name: str, words: Words) -> list[Case]:
    """The worked cases of a rule."""
    found = _worked(name)
    wrong = {fault.line for fault in found.faults}
    return [
        Case(
            name=str(case.get("name", "")),
            on=str(case.get("on", "")),
            given=[
                (str(key), told(value, words))
                for key, value in case.items()
                if key not in ("name", "on", "expect")
            ],
            expected=told(case.get("expect"), words),
            holds=line not in wrong,
        )
        for case, line in zip(found.cases, found.lines, strict=True)
    ]


def told(value: Any, words: Words) -> str:
    """A value of a worked case as it is read."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {told(part, words)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(told(part, words) for part in value)
    if isinstance(value, bool):
        return words.text("yes" if value else "no")
    return words.value(value)


PATHS = [
    path("policy/", policy, name="policy"),
    path("policy/<path:name>/", policy_rule, name="policy-rule"),
]
