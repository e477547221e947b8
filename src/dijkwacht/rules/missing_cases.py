# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a rule no worked case shows: rows, outcomes, thresholds, knock-outs, classes, variants,
values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from dijkwacht.rules.condition import NUMBERS, Condition
from dijkwacht.rules.decision_table import DecisionTable, Hit
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.given import REST, facts_of
from dijkwacht.rules.questionnaire import Questionnaire
from dijkwacht.rules.rule import Rule
from dijkwacht.rules.rulebook import Parameters
from dijkwacht.rules.scenarios import ScenarioRule
from dijkwacht.rules.score_card import ScoreCard

Cases = Sequence[Mapping[str, Any]]


def missing_cases(rule: Rule, cases: Cases) -> Iterator[PolicyFault]:
    """What of this version none of the cases shows that hold on its days."""
    for kind, looks in LOOKS.items():
        if isinstance(rule, kind):
            for look in looks:
                yield from look(rule, cases)


def _rows(rule: DecisionTable, cases: Cases) -> Iterator[PolicyFault]:
    shown = {id for case in cases for id in _shown(rule, case)}
    for row in rule.rows:
        if row.id not in shown:
            place = f"rows[{row.number - 1}]"
            yield PolicyFault("policy.row-without-case", place=place, row=row.id)


def _shown(rule: DecisionTable, case: Mapping[str, Any]) -> set[str]:
    """The rows that a case names, and the one that decides where the first does."""
    named = {str(id) for id in case.get("rows") or ()}
    fired = rule.judge(facts_of(rule, case)).fired
    return named | ({fired[0].id} if fired and rule.hit is Hit.FIRST else set())


def _outcomes(rule: DecisionTable, cases: Cases) -> Iterator[PolicyFault]:
    shown = {str(case["expect"]) for case in cases}
    led_to = {rule.otherwise, *(row.then for row in rule.rows)}
    for at, outcome in enumerate(rule.outcomes):
        if outcome in led_to - shown:
            place = f"outcomes[{at}]"
            yield PolicyFault("policy.outcome-without-case", place=place, outcome=outcome)


def _thresholds(rule: DecisionTable, cases: Cases) -> Iterator[PolicyFault]:
    """Numbers of which no case stands at the threshold, or none just beside it."""
    for row in rule.rows:
        for one in row.conditions:
            lacking = sorted(_edges(rule, one) - _given(one.fact, cases))
            if lacking:
                place = f"rows[{row.number - 1}].if.{one.fact}"
                values = ", ".join(map(str, lacking))
                yield PolicyFault(
                    "policy.threshold-without-case", place=place, row=row.id, values=values
                )


def _edges(rule: DecisionTable, one: Condition) -> set[int]:
    """The last value that does not hold and the first that does, or the other way round."""
    if rule.facts[one.fact].unit not in NUMBERS or one.operator == "=":
        return set()
    at = int(one.threshold)
    return {at, at - 1 if one.operator in (">=", "<") else at + 1} - {-1}


def _given(fact: str, cases: Cases) -> set[int]:
    """The whole numbers that cases give this fact; those that give the rest nothing give 0."""
    found = set()
    for case in cases:
        value = (case.get("given") or {}).get(fact, 0 if REST in case else None)
        if isinstance(value, int):
            found.add(value)
    return found


def _knock_outs(rule: Questionnaire, cases: Cases) -> Iterator[PolicyFault]:
    shown = {str(id) for case in cases for id in case["expect"].get("knock_outs") or ()}
    for at, theme in enumerate(rule.themes):
        for number, item in enumerate(theme.items):
            if item.knock_out is not None and item.knock_out.id not in shown:
                place = f"themes[{at}].questions[{number}].knock_out"
                id = item.knock_out.id
                yield PolicyFault("policy.knock-out-without-case", place=place, id=id)


def _classes(rule: ScoreCard, cases: Cases) -> Iterator[PolicyFault]:
    shown = {str(case.get("class")) for case in cases}
    for name in rule.floors:
        if name not in shown:
            yield PolicyFault("policy.class-without-case", place=f"floors.{name}", of=name)


def _variants(rule: ScenarioRule, cases: Cases) -> Iterator[PolicyFault]:
    shown = {str(case.get("variant")) for case in cases}
    for name in rule.profiles:
        if name not in shown:
            place = f"profiles.{name}"
            yield PolicyFault("policy.variant-without-case", place=place, variant=name)


def _values(rule: Parameters, cases: Cases) -> Iterator[PolicyFault]:
    shown = {key for case in cases for key in case["expect"]}
    lacking = len(rule.entries.keys() - shown)
    if lacking:
        of = len(rule.entries)
        yield PolicyFault("policy.values-without-case", place="values", count=lacking, of=of)


LOOKS: Final[Mapping[type[Rule], tuple[Callable[[Any, Cases], Iterator[PolicyFault]], ...]]] = {
    DecisionTable: (_rows, _outcomes, _thresholds),
    Questionnaire: (_knock_outs,),
    ScoreCard: (_classes,),
    ScenarioRule: (_variants,),
    Parameters: (_values,),
}
