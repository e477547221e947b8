# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws in whole numbers, so that the same seed gives the same rows on every machine."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dijkwacht.base.units import ONE

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rng = np.random.Generator

# Weights are divided from this and rounded down: large enough to tell ranks apart, small enough to
# add up in 64 bits.
SCALE: Final = 2**40


class Part(IntEnum):
    """The parts of the state, each with its own stream of draws: a change in one does not shift the
    others."""

    ORGANISATIONS = 1
    SERVICES = 2
    SUPPLIERS = 3
    OWNERSHIP = 4
    CONTRACTS = 5
    SYSTEMS = 6
    DELIVERIES = 7
    NEEDS = 8
    MEMBERS = 9
    FALLBACKS = 10
    IDENTIFIERS = 11
    PROVENANCE = 12
    HARMS = 13
    DESIGNATIONS = 14
    OVERRIDES = 15
    EVIDENCE = 16
    POPULATIONS = 17
    RECOVERY = 18
    EXITS = 19
    CLAIMS = 20
    ACCOUNTS = 21
    EVENTS = 22
    READINGS = 23


def stream(seed: int, part: Part, of: int = 0) -> Rng:
    """The draws of one part (and, in it, of one kind of row)."""
    return np.random.default_rng([seed, int(part), of])


def heavy(count: int, offset: int) -> Ints:
    """Weights that go with 1 / (rank + offset), the first rank being 1."""
    weights: Ints = SCALE // (np.arange(1, count + 1, dtype=np.int64) + offset)
    return weights


def pick(rng: Rng, weights: Ints | Sequence[int], size: int) -> Ints:
    """`size` positions, each drawn with the weight of its position."""
    ends = np.cumsum(np.asarray(weights, np.int64))
    return np.searchsorted(ends, rng.integers(0, ends[-1], size), side="right").astype(np.int64)


def chance(rng: Rng, part: int | Ints, size: int) -> Bools:
    """`size` times yes or no; yes for `part` basis points."""
    drawn: Bools = rng.integers(0, ONE, size) < part
    return drawn


def choose(rng: Rng, values: Sequence[int], size: int) -> Ints:
    """`size` of the values, each as likely as the others."""
    return np.asarray(values, np.int64)[rng.integers(0, len(values), size)]


def label(rng: Rng, table: Mapping[str, int], size: int) -> tuple[list[str], Ints]:
    """The labels of a table of basis points, and `size` positions in it."""
    return list(table), pick(rng, list(table.values()), size)


def below(rng: Rng, counts: Ints) -> Ints:
    """For each count a number from 0 up to it (exclusive); counts are at least 1."""
    return rng.integers(0, counts, dtype=np.int64)


def shares(total: int, parts: Sequence[int]) -> Ints:
    """The total divided after the parts in whole numbers, by largest remainder."""
    weights = np.asarray(parts, np.int64) * total
    whole = weights // sum(parts)
    remainder = weights - whole * sum(parts)
    more = np.argsort(-remainder, kind="stable")[: total - int(whole.sum())]
    whole[more] += 1
    return whole


def spread(rng: Rng, weights: Ints, total: int) -> Ints:
    """For each of `total` things its owner, in order of owner; no owner goes without while there
    are enough."""
    owners = weights.size
    if total < owners:
        return np.sort(rng.permutation(owners)[:total])
    return np.sort(np.concatenate((np.arange(owners), pick(rng, weights, total - owners))))


def ranges(owner: Ints, owners: int) -> tuple[Ints, Ints]:
    """Of things in order of owner: the first of each owner, and how many it has."""
    counts = np.bincount(owner, minlength=owners).astype(np.int64)
    return np.cumsum(counts) - counts, counts


def on_curve(rng: Rng, curve: Sequence[Sequence[int]], size: int) -> Ints:
    """Draws from the distribution through the points (basis points up to, value), straight between
    them."""
    parts, values = (np.array([point[i] for point in curve], np.int64) for i in (0, 1))
    at = rng.integers(0, parts[-1], size)
    after = np.searchsorted(parts, at, side="right")
    rise = (at - parts[after - 1]) * (values[after] - values[after - 1])
    drawn: Ints = values[after - 1] + rise // (parts[after] - parts[after - 1])
    return drawn
