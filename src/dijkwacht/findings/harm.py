# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of the harm of each service's total outage, at the times of policy: bounds per
service and time. Harm adds up, so it is at least what was stated earlier and at most what is stated
later; where nothing later is stated, it has no upper bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.harms import sound
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules

UNBOUNDED: Final = 2**62  # above any harm; a number, so that sums and comparisons need no cases
TEXT_ID: Final = {"service_id": pl.String}  # also where there are none
VALUE: Final = "value"
RANGE: Final = ("low", "high")
SHARE: Final = "persons_share"


@dataclass(frozen=True, eq=False)
class Bounds:
    """What is known of one fact: a row per service, a column per time; both included."""

    low: Ints
    high: Ints

    @property
    def known(self) -> Flags:
        """Where the two are one."""
        known: Flags = self.low == self.high
        return known


def bounds_of(
    register: Register, rules: Rules, ids: Sequence[str], estimate: str = VALUE
) -> dict[str, Bounds]:
    """The bounds of every kind of harm, and of the persons as a share of the users, for these
    services at the times of policy. `estimate` names the column that is taken: the value, or the
    low or high end of its range where one was given."""
    times = np.array(rules.parameters("classification/times")["times"], np.int64)
    two = rules.parameters("classification/adjustments")["signed_by_two"]
    rows = counted(register, two).with_columns(value=pl.coalesce(estimate, VALUE))
    found = {kind.value: _bounds(rows, kind, ids, times) for kind in HarmKind}
    users = users_of(register, ids)
    found[SHARE] = share(found[HarmKind.PERSONS], users)
    return found


def counted(register: Register, signed_by_two: Sequence[str]) -> pl.DataFrame:
    """The sound rows of harm that have a value, without those that miss a second signature."""
    signed = pl.col("assessed_by") != pl.col("approved_by")
    return (
        sound(register.table("harms"))
        .drop_nulls("value")
        .filter(~pl.col("kind").is_in(list(signed_by_two)) | signed.fill_null(value=False))
    )


def share(persons: Bounds, users: Ints) -> Bounds:
    """Persons as a share of the users in basis points, rounded down; without bounds where the
    number of users is not known, unless nobody misses the service."""
    known = (users > 0)[:, None]
    divisor = np.where(known, users[:, None], 1)
    low, high = (
        np.minimum(part, UNBOUNDED // ONE) * ONE // divisor for part in (persons.low, persons.high)
    )
    bounded = known & (persons.high < UNBOUNDED)
    return Bounds(
        np.where(known, low, 0),
        np.where(persons.high == 0, 0, np.where(bounded, high, UNBOUNDED)),
    )


def _bounds(rows: pl.DataFrame, kind: HarmKind, ids: Sequence[str], times: Ints) -> Bounds:
    """A value at an hour is a lower bound from then on, and an upper bound until then."""
    size = (len(ids), len(times))
    low, high = np.zeros(size, np.int64), np.full(size, UNBOUNDED, np.int64)
    number = pl.DataFrame(
        {"service_id": list(ids), "row": np.arange(len(ids))}, schema_overrides=TEXT_ID
    )
    of = rows.filter(pl.col("kind") == kind.value).join(number, on="service_id")
    if of.is_empty():
        return Bounds(low, high)
    at, hour, value = (of[name].to_numpy() for name in ("row", "after_hours", "value"))
    from_ = np.searchsorted(times, hour, side="left")
    until = np.searchsorted(times, hour, side="right") - 1
    begins, ends = from_ < len(times), until >= 0
    np.maximum.at(low, (at[begins], from_[begins]), value[begins])
    np.minimum.at(high, (at[ends], until[ends]), value[ends])
    low = np.maximum.accumulate(low, axis=1)
    high = np.minimum.accumulate(high[:, ::-1], axis=1)[:, ::-1]
    return Bounds(low, np.maximum(low, high))


def users_of(register: Register, ids: Sequence[str]) -> Ints:
    """The users of these services; -1 where not known."""
    known = dict(register.table("services").select("id", "users").iter_rows())
    return np.array([-1 if known.get(id) is None else known[id] for id in ids], np.int64)
