# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a worked case gives: facts of a decision table, or answers to questions, in the short form
that an official writes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from dijkwacht.rules.condition import NUMBERS, Between, Fact, Known
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.faults import LONGEST, PolicyFault
from dijkwacht.rules.questionnaire import Answer, Item, Questionnaire

UNKNOWN: Final = "unknown"
NOTHING: Final = "nothing"
REST: Final = "rest"


def facts_of(table: DecisionTable, case: Mapping[str, Any]) -> dict[str, Known]:
    """The facts of a case; what it does not give is not known, or with `rest: nothing` is zero,
    empty or no. PolicyFault for a fact the table has not, or a value that does not fit its unit."""
    given = _map(case.get("given", {}), "given")
    for name in given:
        if name not in table.facts:
            raise PolicyFault("policy.case-key", key=str(name)[:LONGEST])
    if case.get(REST, NOTHING) != NOTHING:
        raise PolicyFault("policy.case-value", key=REST, value=str(case[REST])[:LONGEST])
    found: dict[str, Known] = {}
    if REST in case:
        found = {name: _nothing(table, fact) for name, fact in table.facts.items()}
    return found | {name: _known(table, table.facts[name], raw) for name, raw in given.items()}


def _nothing(table: DecisionTable, fact: Fact) -> Known:
    if fact.unit in NUMBERS:
        return 0
    plain: dict[str, Known] = {
        "codes": frozenset(),
        "yes/no": False,
        "class": table.outcomes[0],
        "code": "",
    }
    return plain[fact.unit]


def _known(table: DecisionTable, fact: Fact, raw: Any) -> Known:
    if raw == UNKNOWN:
        return None
    if fact.unit in NUMBERS:
        return _number(fact, raw)
    if fact.unit == "codes":
        return frozenset(map(str, raw if isinstance(raw, list) else [raw]))
    return _word(table, fact, raw)


def _word(table: DecisionTable, fact: Fact, raw: Any) -> Known:
    if isinstance(raw, bool) != (fact.unit == "yes/no"):
        raise _misfit(fact, raw)
    if isinstance(raw, bool):
        return raw
    if fact.unit == "class" and raw not in table.outcomes:
        raise _misfit(fact, raw)
    return str(raw)


def _number(fact: Fact, raw: Any) -> Known:
    if isinstance(raw, Mapping):
        low, high = raw.get("from", 0), raw.get("to")
        if not set(raw) <= {"from", "to"} or not _whole(low):
            raise _misfit(fact, raw)
        if high is not None and not (_whole(high) and low <= high):
            raise _misfit(fact, raw)
        return Between(low, high)
    if not _whole(raw):
        raise _misfit(fact, raw)
    return int(raw)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _misfit(fact: Fact, raw: Any) -> PolicyFault:
    return PolicyFault("policy.case-value", key=fact.name, value=str(raw)[:LONGEST])


def answers_of(
    items: Sequence[Item],
    case: Mapping[str, Any],
    levels: Collection[str] | None = None,
    proofs: Collection[str] = (),
) -> dict[str, Answer]:
    """The answers of a case: `3 E2`, `3`, `unanswered`, or `{not_applicable: reason}`. `rest` is
    the answer to all it does not name; without, those are unanswered. Any level will do where
    `levels` is None."""
    given = {str(key): raw for key, raw in _map(case.get("answers", {}), "answers").items()}
    known = {item.id for item in items}
    for id in given:
        if id not in known:
            raise PolicyFault("policy.case-key", key=id[:LONGEST])
    whole = {item.id: case.get(REST, "unanswered") for item in items} | given
    return {id: _answer(id, raw, levels, proofs) for id, raw in whole.items()}


def _answer(id: str, raw: Any, levels: Collection[str] | None, proofs: Collection[str]) -> Answer:
    if isinstance(raw, Mapping):
        return _aside(id, raw)
    words = str(raw).split()
    if words == ["unanswered"]:
        return Answer()
    level, *proof = words or [""]
    known = levels is None or level in levels
    if not known or len(proof) > 1 or not set(proof) <= set(proofs):
        raise PolicyFault("policy.case-value", key=id, value=str(raw)[:LONGEST])
    return Answer(level, proof[0] if proof else None)


def _aside(id: str, raw: Mapping[str, Any]) -> Answer:
    reason = str(raw.get("not_applicable") or "").strip()
    if set(raw) != {"not_applicable"} or not reason:
        raise PolicyFault("policy.case-value", key=id, value=str(raw)[:LONGEST])
    return Answer(not_applicable=reason)


def known_beside(rule: Questionnaire, case: Mapping[str, Any]) -> dict[str, bool]:
    """What a case says of the facts that knock-outs ask; what it does not name does not hold, and
    `unknown` is not known."""
    given = _map(case.get("facts", {}), "facts")
    for name, raw in given.items():
        if name not in rule.facts:
            raise PolicyFault("policy.case-key", key=str(name)[:LONGEST])
        if raw != UNKNOWN and not isinstance(raw, bool):
            raise PolicyFault("policy.case-value", key=str(name), value=str(raw)[:LONGEST])
    whole = dict.fromkeys(rule.facts, False) | dict(given)
    return {name: raw for name, raw in whole.items() if raw != UNKNOWN}


def _map(value: Any, key: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise PolicyFault("policy.case-value", key=key, value=str(value)[:LONGEST])
    return value
