# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a plan somebody may not do: rows of other organisations, rows that are everybody's, and
what another role has to say."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.base.problem import Problem, row_problem
from dijkwacht.register.compare import Changes
from dijkwacht.register.plan import Plan
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History, Register, complete, valid_on
from dijkwacht.web.access import Viewer
from dijkwacht.web.ownership import EVERYBODY, Owners
from dijkwacht.web.roles import Right

ADDABLE: Final = frozenset(("suppliers", "identifiers", "systems"))
"""Tables of which an organisation may add rows that are everybody's."""

OTHERS: Final = frozenset(("ownership", "overrides"))
"""Tables that no plan of an organisation writes: who holds whom is everybody's, and a class is
moved by two people who sign."""

MANY_OF_AN_ID: Final = frozenset(("facts",))
RANK: Final = "_rank"


def settled(held: History, on: date) -> Register:
    """One row of each thing: the one that holds on the day, else the next, else the last."""
    frames = {table: _settled(table, frame, on) for table, frame in held.known().frames.items()}
    return Register(on, held.revision, complete(frames))


def foreign(plan: Plan, viewer: Viewer, before: Register) -> list[Problem]:
    """A fault for each row that the plan touches and the viewer may not; `before` is `settled`
    of all that is held."""
    owned = Owners(before), Owners(_after(plan, before))
    return [
        found
        for table in TABLES
        if plan.changes[table].count
        for found in _faults(table, plan.changes[table], viewer, *owned)
    ]


def spared(plan: Plan, viewer: Viewer, before: Register) -> Plan:
    """The plan without the ends of rows that are not the viewer's own, which their set never
    speaks of; what is too much is measured by their own rows."""
    owners = Owners(before)
    changes = {
        table: _spared(changed, _own(owners, table, viewer))
        for table, changed in plan.changes.items()
    }
    return replace(plan, changes=changes)


def _settled(table: str, frame: pl.DataFrame, on: date) -> pl.DataFrame:
    if table in MANY_OF_AN_ID:
        return frame
    later = (pl.col("valid_from") > on).fill_null(False)
    rank = pl.when(valid_on(on)).then(0).when(later).then(1).otherwise(2).alias(RANK)
    ranked = frame.with_columns(rank).sort(RANK, "valid_from", nulls_last=False)
    return ranked.unique("id", keep="first", maintain_order=True).drop(RANK)


def _written(changed: Changes) -> pl.DataFrame:
    return pl.concat([changed.added, changed.changed, changed.ended], how="diagonal_relaxed")


def _after(plan: Plan, before: Register) -> Register:
    """What `before` is with the plan."""
    frames = {}
    for table, frame in before.frames.items():
        written = _settled(table, _written(plan.changes[table]), plan.on)
        others = frame.join(written.select("id").unique(), on="id", how="anti")
        frames[table] = pl.concat([written, others], how="diagonal_relaxed")
    return Register(before.on, before.revision, complete(frames))


def _faults(
    table: str, changed: Changes, viewer: Viewer, before: Owners, after: Owners
) -> Iterator[Problem]:
    written = _written(changed)
    was, becomes = before.by_id(table), after.by_id(table)
    given_away = _given_away(table, written, viewer)
    for id in sorted({*changed.replaced["id"], *written["id"]}):
        if table in OTHERS:
            yield row_problem(table, id, "", "row-not-by-plan")
        elif id in was and was[id] == EVERYBODY:
            yield row_problem(table, id, "", "row-of-all")
        elif id in given_away or not _theirs(table, id, viewer, was, becomes):
            yield row_problem(table, id, "", "row-of-another")
    if table == "harms":
        yield from _unsaid(changed, viewer)


def _theirs(
    table: str,
    id: str,
    viewer: Viewer,
    was: Mapping[str, str | None],
    becomes: Mapping[str, str | None],
) -> bool:
    """Whether a thing was the viewer's, where it was there, and is once the plan is applied."""
    if id in was:
        return was[id] in viewer.own and becomes.get(id, was[id]) in viewer.own
    added = becomes.get(id)
    return added in viewer.own or (added == EVERYBODY and table in ADDABLE)


def _given_away(table: str, written: pl.DataFrame, viewer: Viewer) -> frozenset[str]:
    """The rows, of whatever day, that would say that a thing is another organisation's."""
    if table == "organisations" or "organisation_id" not in written.columns:
        return frozenset()
    own = pl.col("organisation_id").is_in(sorted(viewer.own))
    return frozenset(written.filter(pl.col("organisation_id").is_not_null() & ~own)["id"])


def _unsaid(changed: Changes, viewer: Viewer) -> Iterator[Problem]:
    """Rows of harm by who does not assess, and approvals: those are given by somebody else, in
    person."""
    written = pl.concat([changed.added, changed.changed], how="diagonal_relaxed")
    if not viewer.may(Right.ASSESS):
        for id in written["id"].unique().sort():
            yield row_problem("harms", id, "", "row-needs-right", right=Right.ASSESS.value)
    held = changed.replaced.select("id", "approved_by").rename({"approved_by": "held"}).unique("id")
    beside = written.join(held, on="id", how="left")
    fresh = pl.col("approved_by").is_not_null() & pl.col("approved_by").ne_missing(pl.col("held"))
    for id in beside.filter(fresh)["id"].unique().sort():
        yield row_problem("harms", id, "approved_by", "row-approves")


def _own(owners: Owners, table: str, viewer: Viewer) -> frozenset[str]:
    return frozenset(id for id, owner in owners.by_id(table).items() if owner in viewer.own)


def _spared(changed: Changes, own: frozenset[str]) -> Changes:
    mine = pl.col("id").is_in(sorted(own))
    spoken = pl.col("id").is_in(changed.changed["id"].implode())
    return replace(
        changed,
        ended=changed.ended.filter(mine),
        replaced=changed.replaced.filter(mine | spoken),
        held=len(own),
    )
