# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worked cases beside the rules: each is run, and what comes out otherwise is told with its
line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from dijkwacht.base.errors import DijkwachtError, RuleNotInForce
from dijkwacht.base.files import read_bytes
from dijkwacht.base.message import Message
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.faults import LONGEST, PolicyFault, told
from dijkwacht.rules.given import answers_of, facts_of, known_beside
from dijkwacht.rules.opinion import as_case, scored
from dijkwacht.rules.questionnaire import Questionnaire
from dijkwacht.rules.rule import Rule
from dijkwacht.rules.rulebook import CASES, Parameters, Rulebook, Rules
from dijkwacht.rules.scenarios import ScenarioRule
from dijkwacht.rules.score_card import ScoreCard
from dijkwacht.rules.yaml_text import Lines, load

Case = Mapping[str, Any]
Runner = Callable[[Rules, Case], Any]
"""What a case comes to, by the rules of its day; it is held against what the case expects."""
Pair = tuple[Any, Any]

NEEDED: Final = ("name", "on", "expect")


@dataclass(frozen=True, slots=True)
class CaseFault:
    """A worked case that does not hold, or cannot be run: the reason is in `what`."""

    rule: str
    case: str
    line: int
    what: Message
    expected: Any = None
    got: Any = None


@dataclass(frozen=True, slots=True)
class Worked:
    """The cases beside one rule, with the line of each, and which of them do not hold."""

    cases: tuple[Case, ...]
    lines: tuple[int, ...]
    faults: tuple[CaseFault, ...]

    @property
    def sound(self) -> tuple[Case, ...]:
        """The cases that hold."""
        wrong = {fault.line for fault in self.faults}
        pairs = zip(self.cases, self.lines, strict=True)
        return tuple(case for case, line in pairs if line not in wrong)


def case_faults(
    folder: Path, runners: Mapping[str, Runner] | None = None, book: Rulebook | None = None
) -> list[CaseFault]:
    """Every worked case in a policy folder that does not hold. `runners` run the cases of rules
    whose cases describe more than the rule alone, by the name of the rule."""
    held = book or Rulebook.read(folder)
    names = sorted({version.name for version in held.versions})
    return [fault for name in names for fault in worked(folder, held, name, runners or {}).faults]


def worked(folder: Path, book: Rulebook, name: str, runners: Mapping[str, Runner]) -> Worked:
    """The cases beside one rule, run. A file that is not there has none; one that cannot be read
    has one fault."""
    file = folder / name / CASES
    if not file.exists():
        return Worked((), (), (CaseFault(name, "", 1, Message("policy.no-cases")),))
    try:
        data = read_bytes(file)
        found = load(data)
        if not isinstance(found, list):
            raise PolicyFault("policy.no-case-list")
    except (yaml.YAMLError, ValueError, DijkwachtError) as fault:
        line = getattr(fault, "line", None) or 1
        why = fault.what if isinstance(fault, DijkwachtError) else told(fault)
        return Worked((), (), (CaseFault(name, "", line, why),))
    lines = Lines.read(data)
    cases, at = [], []
    faults = []
    for number, case in enumerate(found):
        line = lines.at((number,))
        faults += list(_tried(name, case, line, book, runners))
        if isinstance(case, Mapping):
            cases.append(case)
            at.append(line)
    return Worked(tuple(cases), tuple(at), tuple(faults))


def _tried(
    name: str, case: Any, line: int, book: Rulebook, runners: Mapping[str, Runner]
) -> Iterator[CaseFault]:
    called = str(case.get("name", "")) if isinstance(case, Mapping) else ""
    try:
        expected, got = _run(name, case, book, runners)
    except (PolicyFault, RuleNotInForce) as fault:
        what = fault.what if isinstance(fault, RuleNotInForce) else fault.says
        yield CaseFault(name, called, line, what)
        return
    if got != expected:
        apart = _apart(expected, got)
        what = Message.of("policy.case-fails", case=called, expected=apart[0], got=apart[1])
        yield CaseFault(name, called, line, what, expected, got)


def _run(name: str, case: Any, book: Rulebook, runners: Mapping[str, Runner]) -> Pair:
    """What a case expects, and what comes out."""
    lacking = [key for key in NEEDED if not isinstance(case, Mapping) or key not in case]
    if lacking:
        raise PolicyFault("policy.case-lacks", key=lacking[0])
    rules = book.on(_day(case["on"]))
    if name in runners:
        return case["expect"], _by_runner(runners[name], rules, case)
    rule = rules.rule(name)
    if not isinstance(rule, DecisionTable) and not isinstance(case["expect"], Mapping):
        raise PolicyFault("policy.case-value", key="expect", value=str(case["expect"])[:LONGEST])
    for kind, run in RUN.items():
        if isinstance(rule, kind):
            return run(rule, case, rules)
    raise PolicyFault("policy.case-unread", rule=name)


def _by_runner(run: Runner, rules: Rules, case: Case) -> Any:
    """What a runner gives; a case that it cannot read is a fault of the case."""
    try:
        return run(rules, case)
    except PolicyFault:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise PolicyFault("policy.case-broken", why=repr(fault)[:LONGEST]) from fault


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as fault:
        raise PolicyFault("policy.no-day", value=str(value)[:LONGEST]) from fault


def _parameters(rule: Parameters, case: Case, rules: Rules) -> Pair:
    for key in case["expect"]:
        if key not in rule.entries:
            raise PolicyFault("policy.case-key", key=str(key)[:LONGEST])
    return case["expect"], {key: rule[key] for key in case["expect"]}


def _scenario(rule: ScenarioRule, case: Case, rules: Rules) -> Pair:
    variant = str(case.get("variant"))
    if variant not in rule.profiles:
        raise PolicyFault("policy.case-key", key=variant[:LONGEST])
    for hour in case["expect"]:
        if not isinstance(hour, int):
            raise PolicyFault("policy.case-key", key=str(hour)[:LONGEST])
    profile = rule.profile(variant)
    return case["expect"], {hour: profile.level(hour) for hour in case["expect"]}


def _table(rule: DecisionTable, case: Case, rules: Rules) -> Pair:
    judged = rule.judge(facts_of(rule, case))
    got = {
        "expect": judged.outcome,
        "rows": [row.id for row in judged.fired],
        "open": [row.id for row in judged.open],
    }
    # rows that stay open must be named: what is not known is never passed over
    expected = {"open": [], **{key: case[key] for key in got if key in case}}
    return expected, {key: got[key] for key in expected}


def _questionnaire(rule: Questionnaire, case: Case, rules: Rules) -> Pair:
    answers = answers_of(rule.items, case)
    fallen, still = rule.knock_outs(answers, case.get("class"), known_beside(rule, case))
    got = {"knock_outs": [one.id for one in fallen], "open": [one.id for one in still]}
    return case["expect"], {key: got.get(key) for key in case["expect"]}


def _card(rule: ScoreCard, case: Case, rules: Rules) -> Pair:
    themes = rules.themes(rule)
    items = [item for theme in themes for item in theme.items]
    words = [one.id for one in rule.levels], [one.id for one in rule.proofs]
    facts = known_beside(rules.questionnaire(rule.scores), case) if rule.scores else {}
    found = scored(rule, themes, answers_of(items, case, *words), case.get("class"), facts)
    got = as_case(found)
    return case["expect"], {key: _part(got.get(key), want) for key, want in case["expect"].items()}


def _part(got: Any, want: Any) -> Any:
    """Of scores by theme those that the case speaks of."""
    both = isinstance(got, Mapping) and isinstance(want, Mapping)
    return {key: got.get(key) for key in want} if both else got


def _apart(expected: Any, got: Any) -> tuple[str, str]:
    """Only what differs, short enough to read."""
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        keys = [key for key in expected if expected[key] != got.get(key)]
        expected = {key: expected[key] for key in keys}
        got = {key: got.get(key) for key in keys}
    return _short(expected), _short(got)


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        said = ", ".join(f"{key}: {part}" for key, part in value.items())
    else:
        said = str(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


RUN: Final[Mapping[type[Rule], Callable[[Any, Case, Rules], Pair]]] = {
    Parameters: _parameters,
    ScenarioRule: _scenario,
    DecisionTable: _table,
    Questionnaire: _questionnaire,
    ScoreCard: _card,
}
