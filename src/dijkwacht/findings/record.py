# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of one service's class: all that is needed to compute it again by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.months import months_later
from dijkwacht.findings.cascade import harmed_at
from dijkwacht.findings.classes import Class, Ints
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.harm import UNBOUNDED, Bounds
from dijkwacht.findings.overrides import Refused
from dijkwacht.register.assessments import Evidence, Harm, Override
from dijkwacht.register.codes import EvidenceKind, Result
from dijkwacht.register.harms import sound
from dijkwacht.rules.condition import Between, Known
from dijkwacht.rules.decision_table import Judged, TableRow

VALIDITY: Final = "classification/validity"


@dataclass(frozen=True, slots=True)
class Fired:
    """A row of the table that holds (or may hold) from some assessed time on."""

    row: TableRow
    first: int  # hours
    slow: bool  # only after the time within which a class is reached: counts lower (A1)
    values: Mapping[str, Known]  # of its facts, at that time
    cite: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What one of the rules A1 to A4 did, or why it did not."""

    rule: str  # A1
    before: Class
    after: Class
    why: Message


@dataclass(frozen=True, slots=True)
class Fallen:
    """Another service that the outage keeps below its MBCO for longer than its MTPD."""

    service_id: str
    lost_at: int  # hours
    mtpd: int  # hours
    level: Class  # from what is sure
    counts_at: int | None  # hours: from when on it counts for sure; None when it only may


@dataclass(frozen=True, slots=True)
class Record:
    """Why a service has its class."""

    service_id: str
    code: str  # C/T4
    level: Class
    gross: Class
    possible: Class  # the highest it may turn out to have
    provisional: bool
    candidate: bool  # vital without a designation
    mtpd: int  # hours; FOREVER where no assessed time reaches K
    mtpd_early: int  # hours: the earliest it may be
    class_at: int | None  # the first time at which a row reaches the class; None where none does
    times: tuple[int, ...]  # hours
    judged: tuple[Judged, ...]  # per time
    fired: tuple[Fired, ...]
    open: tuple[Fired, ...]
    adjustments: tuple[Adjustment, ...]
    harm: tuple[Harm, ...]
    facts: Mapping[str, tuple[Known, ...]]  # per fact of harm, at each time
    cascade: tuple[Fallen, ...]
    review: Evidence | None  # the last approved review of the class
    valid_until: date | None  # of that review


def record(found: Classification, service_id: str) -> Record:
    """The record of a service; KeyError when it has no class."""
    row = found.classes.of(service_id)
    table, when = found.table, found.yardstick
    times = tuple(int(hour) for hour in when.times)
    facts = {name: _over_time(found, name, row) for name in table.facts}
    judged = tuple(
        table.judge({name: values[at] for name, values in facts.items()})
        for at in range(len(times))
    )
    review = _review(found, service_id)
    level = Class(int(found.classes.level[row]))
    fired = tuple(_first(found, judged, facts, sure=True))
    return Record(
        service_id=service_id,
        code=found.code(row),
        level=level,
        gross=Class(int(found.classes.gross[row])),
        possible=Class(int(found.possible[row])),
        provisional=bool(found.classes.provisional[row]),
        candidate=bool(found.candidate[row]),
        mtpd=int(found.classes.mtpd[row]),
        mtpd_early=int(found.settled.mtpd_early[row]),
        class_at=_class_at(found, fired, Class(int(found.classes.gross[row]))),
        times=times,
        judged=judged,
        fired=fired,
        open=tuple(_first(found, judged, facts, sure=False)),
        adjustments=tuple(_adjustments(found, row, service_id)),
        harm=harm_of(found, service_id),
        facts=facts,
        cascade=tuple(_fallen(found, row)),
        review=review,
        valid_until=_until(found, review, level),
    )


def _class_at(found: Classification, fired: Sequence[Fired], gross: Class) -> int | None:
    """The first time at which a row comes to the gross class, late rows counted lower; a
    designation has no time."""
    slow = found.yardstick.slow_steps
    times = [
        held.first
        for held in fired
        if held.row.group not in found.yardstick.timeless
        and int(Class[held.row.then]) - (slow if held.slow else 0) >= gross
    ]
    return min(times, default=None) if gross else None


def harm_of(found: Classification, service_id: str) -> tuple[Harm, ...]:
    """What was stated of a service's harm and counts, by kind and hour."""
    own = found.register.table("harms").filter(pl.col("service_id") == service_id)
    rows = sound(own)
    part = replace(found.register, frames={"harms": rows})
    held = sorted(part.rows(Harm), key=lambda harm: (str(harm.kind), harm.after_hours or 0))
    return tuple(held)


def _over_time(found: Classification, name: str, row: int) -> tuple[Known, ...]:
    """A fact of a service at each time."""
    fact = found.settled.facts.get(name)
    size = len(found.yardstick.times)
    if fact is None:
        return (None,) * size
    if not isinstance(fact, Bounds):
        return (frozenset(word for word, having in fact.items() if having[row]),) * size
    return tuple(known(int(fact.low[row, at]), int(fact.high[row, at])) for at in range(size))


def known(low: int, high: int) -> Known:
    """A number, or its bounds."""
    if low == high:
        return low
    return Between(low, None if high >= UNBOUNDED else high)


def _first(
    found: Classification,
    judged: Sequence[Judged],
    facts: Mapping[str, tuple[Known, ...]],
    *,
    sure: bool,
) -> Iterator[Fired]:
    """Every row that holds at some time (or, when not sure, is open at some time and holds at
    none before), with the first such time."""
    table, times = found.table, found.yardstick.times
    for row in table.rows:
        rows = [says.fired if sure else says.open for says in judged]
        hits = [at for at, held in enumerate(rows) if row in held]
        if not hits:
            continue
        values = {condition.fact: facts[condition.fact][hits[0]] for condition in row.conditions}
        slow = not bool(found.yardstick.within[hits[0]])
        yield Fired(row, int(times[hits[0]]), slow, values, table.cite(row))


def _adjustments(found: Classification, row: int, id: str) -> Iterator[Adjustment]:
    """What happened after the table, in order."""
    tabled, gross = _tabled(found, row), Class(int(found.classes.gross[row]))
    highest = Class(int(_columns(found, row).max()))
    if highest != tabled:
        yield Adjustment("A1", highest, tabled, Message("adjusted.slow"))
    elif found.long_sensitive[row]:
        yield Adjustment("A1", tabled, tabled, Message("adjusted.slow-not"))
    if found.classes.provisional[row]:
        yield Adjustment("A3", tabled, gross, _unknown(found, row))
    if id in found.alternatives:
        by = found.alternatives[id]
        code = "adjusted.alternative" if found.lowered[row] else "adjusted.alternative-not"
        after = Class(int(found.classes.level[row] - found.overridden[row]))
        yield Adjustment("A2", gross, after, Message.of(code, fallback=by))
    signed = found.overrides.by_service.get(id)
    if signed is not None:
        after = Class(int(found.classes.level[row]))
        before = Class(int(found.classes.level[row] - found.overridden[row]))
        yield Adjustment("A4", before, after, _signed(signed))
    for held in found.overrides.refused:
        if held.override.service_id == id:
            yield Adjustment("A4", gross, gross, _refused(held))


def _signed(signed: Override) -> Message:
    return Message.of(
        "adjusted.override",
        reason=signed.reason,
        first=signed.first_signatory,
        second=signed.second_signatory,
        until=signed.valid_until,
    )


def _refused(held: Refused) -> Message:
    return Message.of("adjusted.override-not", override=held.override.id, why=held.why)


def _columns(found: Classification, row: int) -> Ints:
    """What all groups reach for sure at each time."""
    every = [reached.sure[row] for reached in found.settled.groups.values()]
    highest: Ints = np.max(every, axis=0)
    return highest


def _tabled(found: Classification, row: int) -> Class:
    """What the table and A1 come to."""
    return Class(int(found.yardstick.level(_columns(found, row)[None, :])[0]))


def _unknown(found: Classification, row: int) -> Message:
    groups = [name for name, flags in found.unknowns.open.items() if flags[row]]
    overdue = bool(found.unknowns.overdue[row])
    since = found.unknowns.since[row]
    code = "adjusted.overdue" if overdue else "adjusted.unknown"
    return Message.of(code, groups=", ".join(groups), since=since)


def _fallen(found: Classification, row: int) -> Iterator[Fallen]:
    """The other services that count for row K, or may, by hour."""
    chain, times = found.links.possible, found.yardstick.times
    pairs = np.flatnonzero(chain.cause == row)
    when = harmed_at(chain, found.settled.mtpd_early, times)[pairs]
    for pair, at in zip(pairs.tolist(), when.tolist(), strict=True):
        other = int(chain.other[pair])
        if at < len(times) and found.settled.level.possible[other] >= Class.K:
            yield Fallen(
                service_id=found.classes.ids[other],
                lost_at=int(chain.lost_at[pair]),
                mtpd=int(found.classes.mtpd[other]),
                level=Class(int(found.settled.level.sure[other])),
                counts_at=_counts_at(found, row, other),
            )


def _counts_at(found: Classification, row: int, other: int) -> int | None:
    """The first time at which the other counts for sure; None when it only may."""
    chain = found.links.sure
    pairs = np.flatnonzero((chain.cause == row) & (chain.other == other))
    when = harmed_at(chain, found.classes.mtpd, found.yardstick.times)[pairs]
    sure = found.settled.level.sure[other] >= Class.K
    if not (sure and when.size and when[0] < len(found.yardstick.times)):
        return None
    return int(found.yardstick.times[when[0]])


def _review(found: Classification, id: str) -> Evidence | None:
    """The last review of the class that was approved by somebody else than who did it."""
    held = found.register.table("evidence").filter(
        (pl.col("service_id") == id)
        & (pl.col("kind") == EvidenceKind.CLASS_REVIEW.value)
        & (pl.col("result") == Result.PASSED.value)
        & (pl.col("done_on") <= found.register.on)
        & (pl.col("observed_by") != pl.col("done_by"))
    )
    part = replace(found.register, frames={"evidence": held})
    return max(part.rows(Evidence), key=lambda row: (str(row.done_on), row.id), default=None)


def _until(found: Classification, review: Evidence | None, level: Class) -> date | None:
    if review is None or review.done_on is None:
        return None
    return months_later(review.done_on, int(found.rules.parameters(VALIDITY)[level.name]))
