# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who controls a supplier, step by step upwards, as far as the register tells: every owner with
control for sure, every owner that may have it, and where the chain is not known."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters

RULE: Final = "sovereignty/exposure"


class Missing(StrEnum):
    """Why it is not known where control ends."""

    OWNER_UNRECORDED = "owner-unrecorded"  # nothing is recorded about who owns it
    OWNER_HIDDEN = "owner-hidden"  # there is a parent that nobody names
    REST_UNRECORDED = "rest-unrecorded"  # who holds the rest may have control
    SHARE_UNKNOWN = "share-unknown"  # an owner may have control: its share is not known
    COUNTRY_UNKNOWN = "country-unknown"


class Tie(NamedTuple):
    """An owner of an entity; `sure`: it has control, else it may have."""

    owner: str
    sure: bool


class Step(NamedTuple):
    """One entity on the way up, with the way to it: the supplier first, itself last."""

    entity: str
    path: tuple[str, ...]
    sure: bool  # whether every owner on the way has control for sure


class Gap(NamedTuple):
    """Where on the way up something is not known."""

    why: Missing
    path: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ControlChain:
    """Owners with control, or who may have it, of every entity on one day."""

    ties: Mapping[str, Sequence[Tie]]
    countries: Mapping[str, str | None]
    gaps: Mapping[str, Missing]  # entities above which something is not known
    linked: frozenset[str]  # entities of which the register names an owner, or something they own
    ended: frozenset[str]  # entities of which it is known that they have no parent

    @classmethod
    def of(cls, register: Register, rule: Parameters) -> "ControlChain":
        """That of a register on its day."""
        rows = register.table("ownership").filter(pl.col("child_id").is_not_null())
        named = rows.filter(pl.col("parent_id").is_not_null())
        ended, hidden = (_observed(register, rule[name]) for name in ("no_parent", "hidden_parent"))
        hidden |= set(rows.filter(pl.col("parent_id").is_null())["child_id"])
        ties = _ties(named, rule)
        return cls(
            ties=ties,
            countries=dict(register.once("suppliers").select("id", "country").iter_rows()),
            gaps=dict(_gaps(named, ties, hidden, ended)),
            linked=frozenset(named["child_id"]) | frozenset(named["parent_id"]),
            ended=frozenset(ended),
        )

    def above(self, entity: str) -> Iterator[Step]:
        """The entity itself and all above it, the nearest first; those for sure before those that
        may be."""
        seen = set()
        waiting = deque([Step(entity, (entity,), True)])
        later: deque[Step] = deque()
        while waiting or later:
            step = (waiting or later).popleft()
            if step.entity in seen:
                continue
            seen.add(step.entity)
            yield step
            for owner, sure in self.ties.get(step.entity, ()):
                above = Step(owner, (*step.path, owner), step.sure and sure)
                (waiting if above.sure else later).append(above)

    def unknown(self, entity: str) -> Iterator[Gap]:
        """What is not known on the way up from an entity that is controlled for sure."""
        steps = [step for step in self.above(entity) if step.sure]
        for step in steps:
            if self.countries.get(step.entity) is None:
                yield Gap(Missing.COUNTRY_UNKNOWN, step.path)
            if step.entity in self.gaps:
                yield Gap(self.gaps[step.entity], step.path)
        known = entity in self.linked or entity in self.ended or entity in self.gaps
        if not known:
            yield Gap(Missing.OWNER_UNRECORDED, (entity,))


def _observed(register: Register, kinds: Sequence[str]) -> set[str]:
    """The suppliers of which one of these kinds of fact was known on the day."""
    known = (pl.col("known_on") <= register.on).fill_null(True)
    rows = register.table("observations").filter(known & pl.col("kind").is_in(list(kinds)))
    return set(rows["supplier_id"].drop_nulls())


def _ties(named: pl.DataFrame, rule: Parameters) -> Mapping[str, Sequence[Tie]]:
    """The owners that have or may have control, the surest and largest first."""
    always = pl.col("kind").is_in(rule["control_kinds"]).fill_null(False)
    sure = always | (pl.col("share") > rule["control_share"]).fill_null(False)
    maybe = pl.col("share").is_null()
    held = named.with_columns(sure=sure).filter(sure | maybe)
    order = ["child_id", "sure", "share", "parent_id"]
    falls = [False, True, True, False]
    ties: dict[str, list[Tie]] = {}
    for child, owner, known in (
        held.sort(order, descending=falls, nulls_last=True)
        .select("child_id", "parent_id", "sure")
        .iter_rows()
    ):
        ties.setdefault(child, []).append(Tie(owner, known))
    return ties


def _gaps(
    named: pl.DataFrame, ties: Mapping[str, Sequence[Tie]], hidden: set[str], ended: set[str]
) -> Iterator[tuple[str, Missing]]:
    """Entities without an owner that has control for sure, of which one may be there."""
    # of one owner that has shares and votes the larger counts
    each = named.group_by("child_id", "parent_id").agg(pl.col("share").max())
    shares: dict[str, int] = dict(each.group_by("child_id").agg(pl.col("share").sum()).iter_rows())
    for entity in sorted(hidden | set(shares)):
        if any(tie.sure for tie in ties.get(entity, ())) or entity in ended - hidden:
            continue
        if entity in hidden:
            yield entity, Missing.OWNER_HIDDEN
        elif ties.get(entity):
            yield entity, Missing.SHARE_UNKNOWN
        elif shares[entity] * 2 < ONE:
            yield entity, Missing.REST_UNRECORDED
