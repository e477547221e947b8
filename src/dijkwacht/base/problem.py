# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults in data as data: where it is, what it is, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from dijkwacht.base.message import Message


class Grade(StrEnum):
    """How much a problem matters."""

    FAULT = "fault"  # part of the data could not be used
    WARNING = "warning"  # used, but probably not what was meant
    NOTE = "note"  # allowed, counted and shown


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in data.

    `where` is a place a person can go to: `contracts.csv:14 supplier_id`, or `contracts con-000012
    supplier_id`. `about` is the table and id of the row, where the fault lies in one row.
    """

    where: str
    what: Message
    mend: Message
    grade: Grade = Grade.FAULT
    about: tuple[str, str] | None = None


def problem(where: str, code: str, grade: Grade = Grade.FAULT, /, **params: object) -> Problem:
    """The problem `code` at `where`; its mend is the catalogue entry `code.mend` with the same
    parameters."""
    return Problem(where, Message(code, params), Message(f"{code}.mend", params), grade)


def row_problem(
    table: str, id: str, column: str, code: str, grade: Grade = Grade.FAULT, /, **params: object
) -> Problem:
    """The problem `code` in one row of the register; `column` may be empty."""
    where = " ".join(part for part in (table, id, column) if part)
    return Problem(
        where, Message(code, params), Message(f"{code}.mend", params), grade, (table, id)
    )
