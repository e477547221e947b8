# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that is wrong in a policy folder at once, each with file, line, fault and mend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.faults import PolicyFault
from dijkwacht.rules.missing_cases import missing_cases
from dijkwacht.rules.names_check import Asked, hit_faults, name_faults
from dijkwacht.rules.rule import Rule
from dijkwacht.rules.rulebook import CASES, Parameters, Rulebook
from dijkwacht.rules.score_card import ScoreCard
from dijkwacht.rules.table_check import fact_faults, table_faults
from dijkwacht.rules.version_check import Told, Version, across, read_version
from dijkwacht.rules.worked_cases import Runner, Worked, worked

WARNINGS: Final = {"policy.stray", "policy.fact-unused", "policy.threshold-without-case"}
NOTES: Final = {"policy.no-computer", "policy.values-without-case"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A policy folder as it was checked."""

    folder: str
    rules: int
    versions: int
    cases: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Folder:
    """What is checked, and against what."""

    path: Path
    book: Rulebook  # of the versions that could be made
    asked: Asked
    runners: Mapping[str, Runner]


@dataclass(frozen=True, slots=True)
class _Files:
    versions: list[Path]
    stray: list[Path]  # that nothing reads


def check_folder(path: Path, asked: Asked, runners: Mapping[str, Runner] | None = None) -> Checked:
    """The faults of a policy folder, in order of file and line. Unreadable when there is no folder,
    or no policy file in it."""
    files = _files(path)
    versions = [read_version(file, _name(path, file)) for file in files.versions]
    held = tuple(version.rule for version in versions if version.rule is not None)
    folder = _Folder(path, Rulebook(held), asked, runners or {})
    told = [(file, (1, Message("policy.stray"))) for file in files.stray]
    cases = 0
    for name, of_rule in groupby(versions, key=_rule_name):
        shown = worked(path, folder.book, name, folder.runners)
        cases += len(shown.cases)
        told += _of_rule(folder, name, list(of_rule), shown)
    problems = tuple(_problem(path, *fault) for fault in sorted(told, key=_order))
    rules = len({version.name for version in versions})
    return Checked(str(path), rules, len(versions), cases, problems)


def _name(path: Path, file: Path) -> str:
    return file.parent.relative_to(path).as_posix()


def _rule_name(version: Version) -> str:
    return version.name


def _files(path: Path) -> _Files:
    if not path.is_dir():
        raise Unreadable("not-a-folder" if path.exists() else "no-such-file", file=str(path))
    read = sorted(path.glob("*/*/*.yaml"))
    versions = [file for file in read if file.name != CASES]
    rules = {file.parent for file in versions}
    known = {*versions, *(folder / CASES for folder in rules)}
    every = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")])
    if not versions:
        raise Unreadable("no-rules", folder=str(path))
    return _Files(versions, [file for file in every if file not in known])


def _of_rule(
    folder: _Folder, name: str, versions: Sequence[Version], shown: Worked
) -> Iterator[tuple[Path, Told]]:
    """All that is wrong with one rule: in its files, between them, and in its cases."""
    for version in versions:
        yield from ((version.file, fault) for fault in _of_version(version, folder))
    yield from ((version.file, fault) for version, fault in across(versions))
    if any(version.rule is None for version in versions):
        return  # its cases would fail for that alone
    file = folder.path / name / CASES
    yield from ((file, (wrong.line, wrong.what)) for wrong in shown.faults)
    if shown.cases and name not in folder.runners:
        yield from _lacks(folder, name, versions, shown)


def _of_version(version: Version, folder: _Folder) -> Iterator[Told]:
    yield from version.faults
    for fault in _meaning(version.rule, folder):
        yield version.lines.at(fault.place), fault.says


def _meaning(rule: Rule | None, folder: _Folder) -> Iterator[PolicyFault]:
    """What is wrong in the meaning of a version that could be made."""
    if isinstance(rule, DecisionTable):
        yield from table_faults(rule)
        yield from hit_faults(rule, folder.asked.hits)
        if rule.name in folder.asked.units:
            yield from fact_faults(rule, folder.asked.units[rule.name])
        else:
            yield PolicyFault("policy.no-computer", place="facts")
    elif isinstance(rule, Parameters):
        yield from name_faults(rule, folder.book, folder.asked.namings)
    elif isinstance(rule, ScoreCard):
        names = {None, *(one.name for one in folder.book.versions)}
        if rule.scores not in names:
            yield PolicyFault("policy.no-rule", place="scores", name=rule.scores)


def _lacks(
    folder: _Folder, name: str, versions: Sequence[Version], shown: Worked
) -> Iterator[tuple[Path, Told]]:
    """What no case that holds shows, of the versions that are in force on some day."""
    by_version: dict[str, list[Mapping[str, Any]]] = {}
    for case in shown.sound:
        in_force = folder.book.in_force(name, case["on"]).version
        by_version.setdefault(in_force, []).append(case)
    held = [(version, version.rule) for version in versions if version.rule is not None]
    last = {rule.valid_from: rule.edition for _, rule in sorted(held, key=_edition)}
    for version, rule in held:
        if rule.edition == last[rule.valid_from]:
            for lack in missing_cases(rule, by_version.get(rule.version, ())):
                yield version.file, (version.lines.at(lack.place), lack.says)


def _edition(held: tuple[Version, Rule]) -> int:
    return held[1].edition


def _problem(folder: Path, file: Path, told: Told) -> Problem:
    line, what = told
    code = what.code
    grade = Grade.WARNING if code in WARNINGS else Grade.NOTE if code in NOTES else Grade.FAULT
    where = f"{file.relative_to(folder)}:{line}"
    return Problem(where, what, Message(f"{code}.mend", what.params), grade)


def _order(told: tuple[Path, Told]) -> tuple[Path, int]:
    file, (line, _) = told
    return file, line
