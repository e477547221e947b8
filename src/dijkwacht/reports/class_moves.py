# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which classes move between two days, or two policies, and why."""

from collections.abc import Sequence
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.moves import Move
from dijkwacht.register.codes import Noun
from dijkwacht.reports.classes import MOST, cited, made, of_register, rules_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words

MOVES: Final = (
    Column("before"),
    Column("after"),
    Column("service"),
    Column("service_id", shown=False),
    Column("steps", Cell.COUNT, shown=False),
    Column("provisional_before", Cell.FLAG, shown=False),
    Column("provisional", Cell.FLAG, shown=False),
    Column("why"),
)


def moves_report(
    name: str,
    before: Classification,
    after: Classification,
    moved: Sequence[Move],
    names: Names,
) -> Report:
    """Which classes move from one day or policy to another, and why."""
    rows = [_move(move, names) for move in moved]
    higher = sum((move.steps or 0) > 0 for move in moved)
    lower = sum((move.steps or 0) < 0 for move in moved)
    says = Message.of(
        "moves.count", count=len(moved), of=len(after.classes.ids), higher=higher, lower=lower
    )
    sides = Message.of(
        "moves.sides",
        before=before.register.on,
        after=after.register.on,
        old=cited(before.table),
        new=cited(after.table),
    )
    return Report(
        title=Message("moves.title"),
        before=(of_register(name, after), sides, says),
        tables=(Table("moves", Message("moves.table"), MOVES, rows, MOST),) if rows else (),
        after=rules_told(after),
        made={**made(name, after), "before": made(name, before)},
    )


def _move(move: Move, names: Names) -> tuple[Any, ...]:
    words = Words(names.language)
    why = [words.say(message) for message in move.because]
    return (
        move.before,
        move.after,
        names.of(Noun.SERVICE, move.service_id),
        move.service_id,
        move.steps,
        move.provisional_before,
        move.provisional_after,
        "; ".join(why),
    )
