# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file of a policy folder, read as far as it can be, with all its faults."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from dijkwacht.base.errors import DijkwachtError
from dijkwacht.base.files import read_bytes
from dijkwacht.base.message import Message
from dijkwacht.rules import decision_table, questionnaire, score_card
from dijkwacht.rules.faults import PolicyFault, place_of, told
from dijkwacht.rules.policy_file import KINDS, LONGEST, schema_faults
from dijkwacht.rules.rule import Rule
from dijkwacht.rules.rulebook import made
from dijkwacht.rules.sources_check import source_faults
from dijkwacht.rules.yaml_text import Lines, load

Told = tuple[int, Message]
"""A fault, and its line."""

DEEPER: Final = {
    "decision_table/v1": decision_table.faults,
    "questionnaire/v1": questionnaire.faults,
    "score_card/v1": score_card.faults,
}
"""What finds all faults of a kind that its schema allows; of other kinds only the first is told."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a rule as it was read: the rule, where it could be made, and its faults."""

    file: Path
    name: str
    rule: Rule | None
    lines: Lines
    faults: tuple[Told, ...]


def read_version(file: Path, name: str) -> Version:
    """The version of the rule `name` in a file."""
    try:
        data = read_bytes(file)
        content, lines = load(data), Lines.read(data)
    except (yaml.YAMLError, ValueError, DijkwachtError) as fault:
        return Version(file, name, None, Lines({}, ()), (unread(fault),))
    faults = [(line, Message.of("policy.key-twice", key=place[-1])) for place, line in lines.twice]
    faults += [(lines.at(place_of(fault)), told(fault)) for fault in _faults(content)]
    rule = None
    if not faults:
        rule, faults = _made(file, name, content, data, lines)
    faults += [(lines.at(fault.place), fault.says) for fault in source_faults(content)]
    return Version(file, name, rule, lines, tuple(faults))


def unread(fault: Exception) -> Told:
    """Why a file could not be read at all, with the line where that is known."""
    if isinstance(fault, DijkwachtError):
        return 1, fault.what
    mark = getattr(fault, "problem_mark", None)
    line = getattr(fault, "line", None) if mark is None else mark.line + 1
    return line or 1, told(fault)


def _faults(content: Any) -> Iterable[Exception]:
    """What is wrong by the schema; where that has nothing, what is wrong in the words."""
    if not isinstance(content, dict):
        return [PolicyFault("policy.no-map")]
    kind = str(content.get("kind"))
    if kind not in KINDS:
        known = ", ".join(KINDS)
        return [PolicyFault("policy.kind", place="kind", kind=kind[:LONGEST], known=known)]
    found: list[Exception] = list(schema_faults(content))
    return found or list(DEEPER[kind](content) if kind in DEEPER else ())


def _made(
    file: Path, name: str, content: Mapping[str, Any], data: bytes, lines: Lines
) -> tuple[Rule | None, list[Told]]:
    try:
        rule = made(name, content, data)
    except PolicyFault as fault:
        return None, [(lines.at(fault.place), fault.says)]
    if file.stem != rule.stem:
        says = Message.of("policy.file-name", name=file.name, wanted=f"{rule.stem}.yaml")
        return rule, [(lines.at(("valid_from",)), says)]
    return rule, []


def across(versions: Sequence[Version]) -> Iterator[tuple[Version, Told]]:
    """What is wrong between the versions of one rule."""
    held = [(version, version.rule) for version in versions if version.rule is not None]
    known = {(rule.valid_from, rule.edition) for _, rule in held}
    for version, rule in held:
        for says in _of_edition(rule, known):
            yield version, (version.lines.at(("edition",)), says)
    following = dict(pairwise(sorted({rule.valid_from for _, rule in held})))
    for version, rule in held:
        until, begins = rule.valid_until, following.get(rule.valid_from)
        if until is not None and begins is not None and until > begins:
            says = Message.of("policy.overlap", until=until, following=begins)
            yield version, (version.lines.at(("valid_until",)), says)


def _of_edition(rule: Rule, known: set[tuple[Any, int]]) -> Iterator[Message]:
    if rule.edition == 1:
        return
    if (rule.valid_from, rule.edition - 1) not in known:
        yield Message.of("policy.edition-alone", edition=rule.edition, on=rule.valid_from)
    if rule.corrects is None:
        yield Message.of("policy.edition-silent", edition=rule.edition)
