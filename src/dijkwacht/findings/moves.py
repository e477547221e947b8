# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which classes differ between two days, or two policies, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Flags
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.table_columns import rows_fire
from dijkwacht.rules.decision_table import TableRow


@dataclass(frozen=True, slots=True)
class Move:
    """A service whose class, band or certainty is another; None where it has no class."""

    service_id: str
    before: str | None  # C/T4
    after: str | None
    steps: int | None  # classes up (or down, negative); None where one of the two is missing
    provisional_before: bool
    provisional_after: bool
    because: tuple[Message, ...]


def moves(before: Classification, after: Classification) -> list[Move]:
    """Every service that moves: the most classes first, up before down, then those in the band or
    the certainty only; then by id."""
    compared = _Compared(before, after)
    ids = sorted({*before.classes.ids, *after.classes.ids})
    found = [move for id in ids if (move := compared.move(id)) is not None]
    return sorted(found, key=lambda move: (-abs(move.steps or 0), -(move.steps or 0)))


def move_of(before: Classification, after: Classification, id: str) -> Move | None:
    """The move of one service; None when it stays where it was, or has no class in either."""
    known = id in before.classes.rows or id in after.classes.rows
    return _Compared(before, after).move(id) if known else None


class _Compared:
    """Two classifications side by side."""

    def __init__(self, before: Classification, after: Classification) -> None:
        self.before, self.after = before, after
        self.fired = _fired(before), _fired(after)

    def move(self, id: str) -> Move | None:
        """The move of one service; None when it stays where it was."""
        old, new = self.before.classes.rows.get(id), self.after.classes.rows.get(id)
        if old is None or new is None:
            return self._came_or_went(id, old, new)
        codes = self.before.code(old), self.after.code(new)
        unsure = _provisional(self.before, old), _provisional(self.after, new)
        if codes[0] == codes[1] and unsure[0] == unsure[1]:
            return None
        steps = int(self.after.classes.level[new] - self.before.classes.level[old])
        return Move(
            id, *codes, steps, *unsure, tuple(self._because(old, new)) or (Message("moved.bounds"),)
        )

    def _came_or_went(self, id: str, old: int | None, new: int | None) -> Move:
        if old is None:
            assert new is not None
            unsure = _provisional(self.after, new)
            why = Message("moved.new")
            return Move(id, None, self.after.code(new), None, False, unsure, (why,))
        unsure, why = _provisional(self.before, old), Message("moved.gone")
        return Move(id, self.before.code(old), None, None, unsure, False, (why,))

    def _because(self, old: int, new: int) -> Iterator[Message]:
        yield from self._rows(old, new)
        sides = (self.before, old), (self.after, new)
        for code, flags in (
            ("overdue", [bool(side.unknowns.overdue[at]) for side, at in sides]),
            ("unknown", [_provisional(side, at) for side, at in sides]),
        ):
            if flags[0] != flags[1]:
                yield Message(f"moved.{code}" if flags[1] else f"moved.{code}-no-more")
        for code, name in (("alternative", "lowered"), ("override", "overridden")):
            values = int(getattr(self.before, name)[old]), int(getattr(self.after, name)[new])
            if values[0] != values[1]:
                yield Message(f"moved.{code}" if values[1] else f"moved.{code}-no-more")

    def _rows(self, old: int, new: int) -> Iterator[Message]:
        """Rows that hold in one of the two, or from another time on, or for another reason."""
        tables = self.before.table, self.after.table
        ids = dict.fromkeys(row.id for table in tables for row in table.rows)
        for id in ids:
            first = _first(self.before, self.fired[0], id, old)
            now = _first(self.after, self.fired[1], id, new)
            if first == now:
                continue
            known = [next((row for row in table.rows if row.id == id), None) for table in tables]
            yield _of_row(id, known[0], known[1], first, now)


def _of_row(
    id: str, old: TableRow | None, new: TableRow | None, first: int | None, now: int | None
) -> Message:
    """A row that came, went or holds from another time on; with the thresholds where those
    differ."""
    params = {"row": id, "first": first, "now": now}
    code = "moved.row" if first is None else "moved.row-no-more" if now is None else "moved.row-at"
    if old is not None and new is not None and _asks(old) != _asks(new):
        return Message(f"{code}-threshold", {**params, "old": _asks(old), "new": _asks(new)})
    return Message(code, params)


def _asks(row: TableRow) -> str:
    return ", ".join(f"{part.fact} {part.shown}" for part in row.conditions)


def _fired(found: Classification) -> dict[str, Flags]:
    """Where each row holds for sure, per service and time."""
    shape = len(found.classes.ids), len(found.yardstick.times)
    held = rows_fire(found.table, found.settled.held, shape)
    return {id: row.sure for id, row in held.items()}


def _first(found: Classification, fired: dict[str, Flags], id: str, row: int) -> int | None:
    """The first time at which a row holds for a service; None when it never does."""
    if id not in fired or not fired[id][row].any():
        return None
    return int(found.yardstick.times[int(np.argmax(fired[id][row]))])


def _provisional(found: Classification, row: int) -> bool:
    return bool(found.classes.provisional[row])
