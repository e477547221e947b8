# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small registers of suppliers and what was observed of them, for tests of the watch."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.findings.classes import Class
from dijkwacht.findings.fusion import HAZARDS
from dijkwacht.findings.signals import Hanging, Night, Standing, night
from dijkwacht.register.codes import OwnershipKind, ReadingState
from dijkwacht.register.records import Ownership, Supplier
from dijkwacht.register.register import History, Register
from dijkwacht.register.row import Row
from dijkwacht.register.watched import AlertAct, Observation, Reading
from dijkwacht.rules.rulebook import Rulebook

START: Final = date(2026, 6, 1)
RULEBOOK: Final = Rulebook.read()
SOUND: Final = -6_000_000  # log-odds in millionths, about a quarter of a per cent
NOTHING: Final = Hanging({}, {}, {})


def supplier(id: str) -> Supplier:
    """A supplier, named by its id."""
    return Supplier(id=id, name=id)


def seen(of: str, kind: str, on: date, **more: Any) -> Observation:
    """Something observed of a supplier, and known on the same day."""
    said = {"id": f"obs-{of}-{kind}-{on}", "known_on": on, **more}
    return Observation(supplier_id=of, kind=kind, observed_on=on, **said)


def held(child: str, parent: str) -> Ownership:
    """A child that its parent consolidates."""
    id = f"own-{child}"
    return Ownership(id=id, child_id=child, parent_id=parent, kind=OwnershipKind.CONSOLIDATING)


def read(feed: str, on: date, state: ReadingState = ReadingState.GOOD) -> Reading:
    """That a feed was read."""
    return Reading(id=f"read-{feed}-{on}", feed=feed, read_on=on, state=state)


def acted(of: str, cause: str, kind: str, on: date, **more: Any) -> AlertAct:
    """What somebody did with an alert."""
    said = {"id": f"act-{of}-{cause}-{kind}-{on}", "done_by": "duty officer", **more}
    return AlertAct(supplier_id=of, cause=cause, kind=kind, done_on=on, **said)  # type: ignore[arg-type]


def hazards(of: Mapping[str, int], ends_on: date = date(2025, 12, 31)) -> pl.DataFrame:
    """What accounts say of suppliers: log-odds in millionths."""
    rows = [(id, f"st-{id}", ends_on, 1, value) for id, value in of.items()]
    return pl.DataFrame(rows, HAZARDS, orient="row")


def hanging(of: Mapping[str, Class]) -> Hanging:
    """One service of one organisation on each of these suppliers."""
    ones = dict.fromkeys(of, 1)
    return Hanging(dict(of), ones, ones)


def register(rows: Sequence[Row], on: date) -> Register:
    """The register of a day."""
    return History.from_records(rows).at(on)


def nights(
    rows: Sequence[Row],
    days: Sequence[date],
    known: Mapping[str, int] | None = None,
    on_them: Hanging = NOTHING,
) -> list[Night]:
    """One night after another; every supplier has sound accounts unless `known` says otherwise."""
    history = History.from_records(rows)
    found: list[Night] = []
    before: Standing | None = None
    for day in days:
        part = history.at(day)
        ids = part.table("suppliers")["id"].to_list()
        said = hazards(dict.fromkeys(ids, SOUND) if known is None else known)
        one = night(before, part, RULEBOOK.on(day), said, on_them)
        before = one.standing
        found.append(one)
    return found


def level(of: Night, id: str) -> int:
    """The level of one supplier."""
    return int(of.levels.level[of.ids.index(id)])
