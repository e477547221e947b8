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
    times = times_of(rules)
    two = rules.parameters("classification/adjustments")["signed_by_two"]
    own = [VALUE] if estimate == VALUE else [estimate, VALUE]
    rows = counted(register, two).with_columns(
        least=pl.coalesce(*own, "low"), most=pl.coalesce(*own, "high")
    )
    found = {kind.value: _bounds(rows, kind, ids, times) for kind in HarmKind}
    users = users_of(register, ids)
    found[SHARE] = share(found[HarmKind.PERSONS], users)
    return found


def times_of(rules: Rules) -> Ints:
    """The times at which harm is assessed, in hours, ascending."""
    times: Ints = np.unique(np.array(rules.parameters("classification/times")["times"], np.int64))
    return times


def counted(register: Register, signed_by_two: Sequence[str]) -> pl.DataFrame:
    """The sound rows of harm that say something (a value, or an end of its range), without those
    that miss a second signature."""
    signed = pl.col("assessed_by") != pl.col("approved_by")
    return (
        sound(register.table("harms"))
        .filter(pl.any_horizontal(pl.col(VALUE, *RANGE).is_not_null()))
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
    """What is stated at an hour is the least from then on, and the most until then. Where rows
    contradict each other the higher one holds."""
    size = (len(ids), len(times))
    low, high = np.zeros(size, np.int64), np.full(size, UNBOUNDED, np.int64)
    number = pl.DataFrame(
        {"service_id": list(ids), "row": np.arange(len(ids))}, schema_overrides=TEXT_ID
    )
    of = rows.filter(pl.col("kind") == kind.value).join(number, on="service_id")
    if of.is_empty():
        return Bounds(low, high)
    stated = _stated(of)
    at, hour = stated["row"].to_numpy(), stated["after_hours"].to_numpy()
    least, most = stated["least"].to_numpy(), stated["most"].to_numpy()
    from_ = np.searchsorted(times, hour, side="left")
    until = np.searchsorted(times, hour, side="right") - 1
    begins, ends = from_ < len(times), until >= 0
    np.maximum.at(low, (at[begins], from_[begins]), least[begins])
    np.minimum.at(high, (at[ends], until[ends]), most[ends])
    low = np.maximum.accumulate(low, axis=1)
    high = np.minimum.accumulate(high[:, ::-1], axis=1)[:, ::-1]
    return Bounds(low, np.maximum(low, high))


def _stated(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per service and hour, in their order: the highest that was stated for it, and never
    less than what was stated earlier."""
    together = rows.group_by("row", "after_hours").agg(
        pl.col("least").fill_null(0).max(), pl.col("most").fill_null(UNBOUNDED).max()
    )
    ordered = together.sort("row", "after_hours").with_columns(
        least=pl.col("least").cum_max().over("row")
    )
    return ordered.with_columns(most=pl.max_horizontal("least", "most"))


def users_of(register: Register, ids: Sequence[str]) -> Ints:
    """The users of these services; -1 where not known."""
    known = dict(register.once("services").select("id", "users").iter_rows())
    return np.array([-1 if known.get(id) is None else known[id] for id in ids], np.int64)
