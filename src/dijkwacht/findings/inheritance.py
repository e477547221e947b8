# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The class of systems, contracts, suppliers and groups: that of the services that cannot do
without them, and the collective class of what several organisations share (A5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.engine.spread import Spread
from dijkwacht.findings.classes import Class, Flags, Ints
from dijkwacht.findings.classification import ADJUSTMENTS, Classification
from dijkwacht.findings.harm import SHARE, UNBOUNDED, Bounds, share, users_of
from dijkwacht.findings.owners import Nodes
from dijkwacht.findings.table_columns import Columns, groups_reach, highest, rows_hold
from dijkwacht.register.codes import HarmKind

MOST: Final = 2**46  # of one service in a sum: above any threshold, and no sum overflows
CASCADE_FACTS = ("cascade_vital", "cascade_own", "cascade_organisations", "cascade_sectors")


@dataclass(frozen=True, eq=False)
class Inherited:
    """One entry per thing, by id ascending."""

    ids: tuple[str, ...]
    level: Ints  # Class: the higher of the next two
    inherited: Ints  # Class, before A2 and A4, of the highest service that needs it
    collective: Ints  # Class on summed harm, as far as known; O where it is not shared
    collective_possible: Ints  # Class it may turn out to have
    provisional: Flags
    services: Ints  # how many cannot do without it
    organisations: Ints
    because: tuple[str | None, ...]  # the service that gives the class: the highest, the first lost


def inherit(found: Classification, nodes: Nodes, spread: Spread) -> Inherited:
    """What these things inherit; `spread` says what each of their nodes takes down (gross).

    A service cannot do without a thing when without it, it is below its MBCO within its MTPD; where
    no MTPD is known, at any time.
    """
    ids = tuple(nodes)
    pairs = _pairs(found, nodes, spread)
    thing, service = (pairs[name].to_numpy() for name in ("thing", "service"))
    level = found.classes.gross[service]
    own = np.zeros(len(ids), np.int64)
    np.maximum.at(own, thing, level)
    organisation = found.links.sure.organisation[service]
    organisations = _distinct(thing, organisation, len(ids))
    at_most = organisations + np.bincount(thing[organisation < 0], minlength=len(ids))
    least = found.rules.parameters(ADJUSTMENTS)["collective_organisations"]
    sure, possible = _collective(found, thing, service, at_most >= least)
    collective = np.where(organisations >= least, sure, int(Class.O))
    unsure = np.zeros(len(ids), np.bool_)
    np.logical_or.at(unsure, thing, found.classes.provisional[service])
    return Inherited(
        ids=ids,
        level=np.maximum(own, collective),
        inherited=own,
        collective=collective,
        collective_possible=possible,
        provisional=unsure | (possible > np.maximum(own, collective)),
        services=np.bincount(thing, minlength=len(ids)),
        organisations=organisations,
        because=_because(found, pairs, len(ids)),
    )


def resting(found: Classification, nodes: Nodes, spread: Spread) -> pl.DataFrame:
    """Each thing (`id`) with each service (`service_id`) that cannot do without it, the hour at
    which that one is lost, and its class before A2 and A4 (`level`)."""
    pairs = _pairs(found, nodes, spread)
    ids = np.array(list(nodes), object)[pairs["thing"].to_numpy()]
    service = pairs["service"].to_numpy()
    return pl.DataFrame(
        {
            "id": pl.Series(ids.tolist(), dtype=pl.String),
            "service_id": pl.Series([found.classes.ids[row] for row in service], dtype=pl.String),
            "lost_at": pairs["lost_at"],
            "level": pl.Series(found.classes.gross[service].tolist(), dtype=pl.Int64),
        }
    )


def _pairs(found: Classification, nodes: Nodes, spread: Spread) -> pl.DataFrame:
    """Each thing with each service that cannot do without it, and the hour that one is lost: in the
    order of thing and service."""
    tied = [(thing, node) for thing, held in enumerate(nodes.values()) for node in held]
    ties = pl.DataFrame(tied, schema={"thing": pl.Int64, "cause": pl.Int64}, orient="row")
    lost = pl.DataFrame(
        {"cause": spread.cause, "service": spread.service, "lost_at": spread.lost_at}
    )
    services = pl.DataFrame(
        {"service": np.arange(len(found.classes.ids)), "mtpd": found.classes.mtpd}
    )
    return (
        ties.join(lost, on="cause")
        .group_by("thing", "service")
        .agg(pl.col("lost_at").min())
        .join(services, on="service")
        .filter(pl.col("lost_at") <= pl.col("mtpd"))
        .sort("thing", "service")
    )


def _collective(
    found: Classification, thing: Ints, service: Ints, shared: Flags
) -> tuple[Ints, Ints]:
    """The class on the harm of all services together, of what may be shared: for sure, and
    possibly. People who use several services count more than once: an upper bound."""
    number = np.cumsum(shared) - 1
    part = shared[thing]
    size = int(shared.sum())
    facts = _summed(found, number[thing[part]], service[part], size)
    shape = (size, len(found.yardstick.times))
    held = rows_hold(found.table, facts, shape)
    reached = highest(found.table, groups_reach(found.table, held, shape))
    levels = np.zeros((2, len(shared)), np.int64)
    levels[:, shared] = [found.yardstick.level(of) for of in (reached.sure, reached.possible)]
    return levels[0], levels[1]


def _summed(found: Classification, thing: Ints, service: Ints, size: int) -> Columns:
    sums: Sequence[str] = found.rules.parameters(ADJUSTMENTS)["collective_sums"]
    facts: dict[str, Bounds | Mapping[str, Flags]] = {"designation": {}}
    for kind in HarmKind:
        of = found.settled.facts[kind.value]
        assert isinstance(of, Bounds)
        add = _sum if kind.value in sums else _highest
        facts[kind.value] = Bounds(*(add(part, thing, service, size) for part in (of.low, of.high)))
    none = np.zeros((size, len(found.yardstick.times)), np.int64)
    facts |= {name: Bounds(none, none) for name in CASCADE_FACTS}
    persons = facts[HarmKind.PERSONS.value]
    assert isinstance(persons, Bounds)
    facts[SHARE] = share(persons, _users(found, thing, service, size))
    return facts


def _sum(part: Ints, thing: Ints, service: Ints, size: int) -> Ints:
    """The sum over the services of each thing; without bound where one of them is."""
    without = part[service] >= UNBOUNDED
    total = np.zeros((size, part.shape[1]), np.int64)
    np.add.at(total, thing, np.where(without, 0, np.minimum(part[service], MOST)))
    unbounded = np.zeros(total.shape, np.bool_)
    np.logical_or.at(unbounded, thing, without)
    return np.where(unbounded, UNBOUNDED, total)


def _highest(part: Ints, thing: Ints, service: Ints, size: int) -> Ints:
    most = np.zeros((size, part.shape[1]), np.int64)
    np.maximum.at(most, thing, part[service])
    return most


def _users(found: Classification, thing: Ints, service: Ints, size: int) -> Ints:
    """The users of all services of each thing; -1 where some are not known."""
    users = users_of(found.register, found.classes.ids)[service]
    total, unknown = np.zeros(size, np.int64), np.zeros(size, np.bool_)
    np.add.at(total, thing, np.maximum(users, 0))
    np.logical_or.at(unknown, thing, users < 0)
    return np.where(unknown, -1, total)


def _distinct(thing: Ints, organisation: Ints, size: int) -> Ints:
    """How many different known organisations each thing has."""
    known = organisation >= 0
    most = int(organisation.max(initial=0)) + 1
    keys = np.unique(thing[known] * most + organisation[known])
    return np.bincount(keys // most, minlength=size)


def _because(found: Classification, pairs: pl.DataFrame, size: int) -> tuple[str | None, ...]:
    """Of each thing the service of the highest class, then the first that is lost, then by id."""
    first = (
        pairs.with_columns(level=pl.Series(found.classes.gross[pairs["service"].to_numpy()]))
        .sort(["thing", "level", "lost_at", "service"], descending=[False, True, False, False])
        .unique("thing", keep="first", maintain_order=True)
    )
    by: list[str | None] = [None] * size
    for thing, service in first.select("thing", "service").iter_rows():
        by[thing] = found.classes.ids[service]
    return tuple(by)
