# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The few exceptions, each with its exit code. Faults in data are problems, not exceptions."""

from enum import IntEnum

from dijkwacht.base.message import Message


class ExitCode(IntEnum):
    """What `dijkwacht` returns to the shell; the table of docs/reference/exit-codes.md."""

    DONE = 0
    FAULTS_FOUND = 1
    WRONG_COMMAND = 2
    UNREADABLE = 3
    NOT_IN_REGISTER = 4
    PLAN_REFUSED = 5
    RULE_NOT_IN_FORCE = 12
    INTERNAL = 70
    CANCELLED = 130


class DijkwachtError(Exception):
    """Something that ends the question asked: what it is, and how to mend it (`code.mend`)."""

    exit_code: ExitCode = ExitCode.INTERNAL

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.what = Message(code, params)
        self.mend = Message(f"{code}.mend", params)


class WrongQuestion(DijkwachtError):
    """The arguments contradict each other or are out of range."""

    exit_code = ExitCode.WRONG_COMMAND


class Unreadable(DijkwachtError):
    """A file or folder that cannot be read as what it should be, or written."""

    exit_code = ExitCode.UNREADABLE


class NotInRegister(DijkwachtError):
    """The thing asked for is not in the register on that day and revision."""

    exit_code = ExitCode.NOT_IN_REGISTER


class PlanRefused(DijkwachtError):
    """A plan that touches too much, does not match its checksum, or no longer fits the store."""

    exit_code = ExitCode.PLAN_REFUSED


class RuleNotInForce(DijkwachtError):
    """No version of a rule holds on the day asked."""

    exit_code = ExitCode.RULE_NOT_IN_FORCE
