# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All versions of all rules in a policy folder, and those in force on a day."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeVar

from dijkwacht.base.errors import RuleNotInForce, Unreadable
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.faults import LONGEST, PolicyFault
from dijkwacht.rules.policy_file import checked, default_folder, faulty
from dijkwacht.rules.questionnaire import Questionnaire, Theme
from dijkwacht.rules.rule import Rule, Tag, in_order
from dijkwacht.rules.scenarios import FOLDER, ScenarioRule
from dijkwacht.rules.score_card import ScoreCard
from dijkwacht.rules.yaml_text import load

__all__ = ["Parameters", "Rulebook", "Rules", "cases", "default_folder", "made", "read_scenario"]

Value = int | str | list[Any] | dict[str, Any]

CASES: Final = "cases.yaml"
SCENARIO: Final = "scenario/v1"
MADE: Final[Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Rule]]] = {
    SCENARIO: ScenarioRule.of,
    "decision_table/v1": DecisionTable.of,
    "questionnaire/v1": Questionnaire.of,
    "score_card/v1": ScoreCard.of,
}
"""What makes the rule of each kind but `parameters`, of its head and the content of its file."""
R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters(Rule):
    """One version of a rule of kind `parameters`: named values."""

    kind: ClassVar[str] = "parameters/v1"
    entries: Mapping[str, Mapping[str, Any]] = field(hash=False)

    def __getitem__(self, key: str) -> Any:
        """The value of this name; Unreadable if the file has none."""
        if key not in self.entries:
            raise Unreadable("rule-without-value", rule=self.version, name=key)
        return self.entries[key]["value"]

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its values are known, each tag once."""
        return in_order(Tag(entry["tag"]) for entry in self.entries.values())


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force on one day."""

    on: date
    by_name: Mapping[str, Rule]
    ended: Mapping[str, date]
    begins: Mapping[str, date]  # of rules of which no version has begun: the first day

    def parameters(self, name: str) -> Parameters:
        """The version in force; RuleNotInForce when there is none on that day."""
        return self._held(name, Parameters)

    def table(self, name: str) -> DecisionTable:
        """The decision table in force; RuleNotInForce when there is none on that day."""
        return self._held(name, DecisionTable)

    def score_card(self, name: str) -> ScoreCard:
        """The score card in force; RuleNotInForce when there is none on that day."""
        return self._held(name, ScoreCard)

    def themes(self, card: ScoreCard) -> tuple[Theme, ...]:
        """What a score card scores: items of its own, or the questions of a questionnaire."""
        return card.themes if card.scores is None else self.questionnaire(card.scores).themes

    def questionnaire(self, name: str) -> Questionnaire:
        """The questionnaire in force; RuleNotInForce when there is none on that day."""
        return self._held(name, Questionnaire)

    def rule(self, name: str) -> Rule:
        """The rule in force, whatever its kind, by its name or the last part of it where only one
        has that; RuleNotInForce when there is none on that day."""
        known = {*self.by_name, *self.ended, *self.begins}
        alike = [rule for rule in known if rule.rpartition("/")[2] == name]
        return self._held(alike[0] if len(alike) == 1 else name, Rule)

    @property
    def scenarios(self) -> tuple[ScenarioRule, ...]:
        """The scenarios in force, by name."""
        held = (self.by_name[name] for name in sorted(self.by_name))
        return tuple(rule for rule in held if isinstance(rule, ScenarioRule))

    def scenario(self, name: str) -> ScenarioRule:
        """The version of a scenario in force, by its own name (`bankruptcy`); RuleNotInForce when
        there is none on that day."""
        full = f"{FOLDER}/{name.removeprefix(f'{FOLDER}/')}"
        if not any(full in known for known in (self.by_name, self.ended, self.begins)):
            known = ", ".join(rule.called for rule in self.scenarios) or "-"
            raise RuleNotInForce("no-such-scenario", name=name, on=self.on, known=known)
        return self._held(full, ScenarioRule)

    def _held(self, name: str, kind: type[R]) -> R:
        rule = self.by_name.get(name)
        if not isinstance(rule, kind):
            raise _not_in_force(name, self.on, self.begins.get(name), self.ended.get(name))
        return rule


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every version of every rule in a folder."""

    versions: tuple[Rule, ...]

    @classmethod
    def read(cls, folder: Path | None = None) -> "Rulebook":
        """The rulebook in this folder (default: the one that comes with Dijkwacht); Unreadable for
        a faulty file."""
        root = folder or default_folder()
        files = sorted(file for file in root.glob("*/*/*.yaml") if file.name != CASES)
        if not files:
            raise Unreadable("no-rules", folder=str(root))
        return cls(tuple(_dated(file) for file in files))

    def on(self, day: date) -> Rules:
        """The rules in force on this day: of one day the last edition. When the newest version has
        ended, an older one does not return."""
        begun = [version for version in self.versions if version.valid_from <= day]
        in_order = sorted(begun, key=lambda version: (version.valid_from, version.edition))
        newest = {rule.name: rule for rule in in_order}
        held = {name: rule for name, rule in newest.items() if rule.holds_on(day)}
        ended = {
            name: rule.valid_until for name, rule in newest.items() if rule.valid_until is not None
        }
        later = sorted(self.versions, key=lambda version: version.valid_from, reverse=True)
        begins = {rule.name: rule.valid_from for rule in later if rule.name not in newest}
        return Rules(day, MappingProxyType(held), MappingProxyType(ended), MappingProxyType(begins))

    def in_force(self, name: str, day: date | str) -> Rule:
        """The version of a rule in force on a day; RuleNotInForce when there is none."""
        return self.on(date.fromisoformat(str(day))).rule(name)


def read_scenario(file: Path, on: date) -> ScenarioRule:
    """A scenario from a file of one's own; Unreadable when it is none, RuleNotInForce when it does
    not hold on that day."""
    rule = _read(file, file.stem)
    if not isinstance(rule, ScenarioRule):
        raise Unreadable("rule-kind", file=str(file), kind="parameters/v1", known=SCENARIO)
    if not rule.holds_on(on):
        begins = rule.valid_from if on < rule.valid_from else None
        raise _not_in_force(str(file), on, begins, rule.valid_until)
    return rule


def cases(folder: Path, name: str) -> list[dict[str, Any]]:
    """The worked cases beside a rule."""
    found: list[dict[str, Any]] = load((folder / name / CASES).read_text("utf-8"))
    return found


def _not_in_force(rule: str, on: date, begins: date | None, ended: date | None) -> RuleNotInForce:
    if begins is not None:
        return RuleNotInForce("rule-not-yet-in-force", rule=rule, on=on, first=begins)
    if ended is not None:
        return RuleNotInForce("rule-not-in-force", rule=rule, on=on, last=ended)
    return RuleNotInForce("no-such-rule", rule=rule)


def made(name: str, content: Mapping[str, Any], data: bytes) -> Rule:
    """The rule of this name in the checked content of a file; PolicyFault for what no schema can
    see."""
    begins = _day(content, "valid_from")
    ends = _day(content, "valid_until") if "valid_until" in content else None
    if ends is not None and ends <= begins:
        raise PolicyFault("policy.ends-first", place="valid_until", begins=begins, ends=ends)
    head = {
        "name": name,
        "valid_from": begins,
        "valid_until": ends,
        "digest": hashlib.sha256(data).hexdigest()[:12],
        "edition": content.get("edition", 1),
        "corrects": content.get("corrects"),
        **{key: content[key] for key in ("title", "source", "owner")},
    }
    if content["kind"] in MADE:
        return MADE[content["kind"]](head, content)
    return Parameters(**head, entries=content["values"])


def _dated(file: Path) -> Rule:
    rule = _read(file, f"{file.parent.parent.name}/{file.parent.name}")
    if file.stem != rule.stem:
        raise Unreadable("rule-day", file=str(file), day=rule.stem)
    return rule


def _read(file: Path, name: str) -> Rule:
    content, data = checked(file)
    try:
        return made(name, content, data)
    except PolicyFault as fault:
        raise faulty(file, fault, data) from fault


def _day(content: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(content[key])
    except ValueError as fault:
        value = content[key][:LONGEST]
        raise PolicyFault("policy.no-day", place=key, value=value) from fault
