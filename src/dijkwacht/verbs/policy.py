# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of policy itself: the rules in force, one rule, and whether a folder is sound."""

from datetime import date
from pathlib import Path

from dijkwacht.findings.facts import ASKED
from dijkwacht.findings.worked import RUNNERS
from dijkwacht.rules.policy_check import Checked, check_folder
from dijkwacht.rules.rule import Rule
from dijkwacht.rules.rulebook import Rulebook, Rules, default_folder
from dijkwacht.rules.worked_cases import Worked, worked


def policy_check(folder: Path | None = None) -> Checked:
    """All faults of a policy folder (default: the one that comes with Dijkwacht). Unreadable where
    there is none."""
    return check_folder(folder or default_folder(), ASKED, RUNNERS)


def policy_on(on: date, policy: Path | None = None) -> Rules:
    """The rules in force on a day; Unreadable for a faulty folder."""
    return Rulebook.read(policy).on(on)


def policy_rule(name: str, on: date, policy: Path | None = None) -> Rule:
    """The rule of this name in force on a day; RuleNotInForce when there is none."""
    return policy_on(on, policy).rule(name)


def policy_cases(name: str, policy: Path | None = None) -> Worked:
    """The worked cases beside a rule, run by every version of it."""
    folder = policy or default_folder()
    return worked(folder, Rulebook.read(folder), name, RUNNERS)
