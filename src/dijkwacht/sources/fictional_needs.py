# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requirements of the fictional state: who needs how many of what, one kind of requirement after
another."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dijkwacht.register.codes import Noun
from dijkwacht.sources.fictional_contracts import Deliveries, tier
from dijkwacht.sources.fictional_draw import (
    Ints,
    Part,
    Rng,
    below,
    chance,
    heavy,
    pick,
    ranges,
    spread,
)
from dijkwacht.sources.fictional_frames import Recipe
from dijkwacht.sources.fictional_organisations import Organisations, Services
from dijkwacht.sources.fictional_systems import Systems

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class State:
    """Everything that needs or is needed."""

    bodies: Organisations
    services: Services
    systems: Systems
    deliveries: Deliveries


@dataclass(frozen=True, slots=True)
class Pool:
    """For each owner where its members may be found: `counts` of them from `first`; popular ones
    first if `skewed`."""

    noun: Noun
    first: Ints
    counts: Ints
    skewed: bool = False
    single: bool = False  # never an alternative


@dataclass(frozen=True, slots=True)
class Needs:
    """Requirements of one kind, one entry each, and their first members (all as positions in their
    tables)."""

    kind: str
    owner_noun: Noun
    owner: Ints
    pool: Pool
    member: Ints  # of the first member

    def __len__(self) -> int:
        """The number of requirements."""
        return int(self.owner.size)


def needs(recipe: Recipe, state: State) -> Iterator[Needs]:
    """The requirements of every kind, each kind with its own draws."""
    for number, (kind, owner_noun, owners, pool) in enumerate(_kinds(state)):
        rng = recipe.draws(Part.NEEDS, number)
        possible = np.flatnonzero(pool.counts > 0)
        if not possible.size:
            continue
        wanted = -(-possible.size * int(recipe.needs[kind]["per_hundred"]) // HUNDRED)
        row = possible[spread(rng, np.ones(possible.size, np.int64), wanted)]
        own = Pool(pool.noun, pool.first[row], pool.counts[row], pool.skewed, pool.single)
        made = Needs(kind, owner_noun, owners[row], own, _first(rng, recipe, own))
        yield made
        if kind == "application-application":
            yield _mutual(rng, recipe, made)


def _first(rng: Rng, recipe: Recipe, pool: Pool) -> Ints:
    """The first member of each requirement."""
    if not pool.skewed:
        return pool.first + below(rng, pool.counts)
    weights = heavy(int(pool.counts.max()), recipe.proportions["popularity_offset"])
    return pool.first + pick(rng, weights, pool.first.size) % pool.counts


def _mutual(rng: Rng, recipe: Recipe, of: Needs) -> Needs:
    """The same ties the other way round, for as many as policy says and one at least."""
    both = chance(rng, recipe.needs["mutual"], len(of))
    both[0] = True
    owner, member = of.member[both], of.owner[both]
    pool = Pool(of.pool.noun, member, np.ones(member.size, np.int64), single=True)
    return Needs(of.kind, of.owner_noun, owner, pool, member)


def _kinds(state: State) -> Iterator[tuple[str, Noun, Ints, Pool]]:
    """Each kind of requirement: its owners, and for each owner the pool of its members."""
    yield from _of_services(state)
    yield from _of_applications(state)
    yield from _of_deliveries(state)
    yield from _of_facilities(state)


def _own(counted: tuple[Ints, Ints], owner: Ints, noun: Noun, start: int = 0) -> Pool:
    first, counts = counted
    return Pool(noun, first[owner] + start, counts[owner])


def _one(noun: Noun, member: Ints) -> Pool:
    return Pool(noun, member, np.ones(member.size, np.int64), single=True)


def _shared(noun: Noun, start: int, count: int, owners: int) -> Pool:
    return Pool(noun, np.full(owners, start), np.full(owners, count), skewed=True)


def _of_services(state: State) -> Iterator[tuple[str, Noun, Ints, Pool]]:
    body, systems = state.services.organisation, state.systems
    everyone = np.arange(body.size)
    applications = ranges(systems.organisation[systems.first_application :], len(state.bodies))
    office = _one(Noun.SYSTEM, applications[0][body] + systems.first_application)
    yield "service-office", Noun.SERVICE, everyone, office
    own = _own(applications, body, Noun.SYSTEM, systems.first_application)
    yield "service-application", Noun.SERVICE, everyone, own
    platforms = _shared(Noun.SYSTEM, systems.first_platform, systems.platforms, body.size)
    yield "service-platform", Noun.SERVICE, everyone, platforms
    yield "service-service", Noun.SERVICE, everyone, _services_of_hosts(state)
    delivered = ranges(state.deliveries.organisation, len(state.bodies))
    yield "service-delivery", Noun.SERVICE, everyone, _own(delivered, body, Noun.DELIVERY)


def _services_of_hosts(state: State) -> Pool:
    """Services lean on those of organisations that provide for others; these on earlier ones of
    their own kind, so that no circle arises. In a state without such organisations: on any
    earlier one."""
    body = state.services.organisation
    everyone, hosting = np.arange(body.size), np.flatnonzero(state.bodies.hosts[body])
    if not hosting.size:
        return Pool(Noun.SERVICE, np.zeros_like(everyone), everyone)
    first, end = int(hosting[0]), int(hosting[-1]) + 1
    among = (everyone >= first) & (everyone < end)
    counts = np.where(among, everyone - first, end - first)
    return Pool(Noun.SERVICE, np.full_like(everyone, first), counts, skewed=True)


def _of_applications(state: State) -> Iterator[tuple[str, Noun, Ints, Pool]]:
    systems, bodies = state.systems, len(state.bodies)
    software = np.arange(systems.first_platform, len(systems.id))
    applications = np.arange(systems.first_application, len(systems.id))
    owner = systems.organisation[applications]
    first = ranges(owner, bodies)[0]
    delivered = ranges(state.deliveries.organisation, bodies)
    yield (
        "office-delivery",
        Noun.SYSTEM,
        first + systems.first_application,
        _one(Noun.DELIVERY, delivered[0]),
    )
    by_software = _own(delivered, systems.organisation[software], Noun.DELIVERY)
    yield "application-delivery", Noun.SYSTEM, software, by_software
    platforms = _shared(Noun.SYSTEM, systems.first_platform, systems.platforms, applications.size)
    yield "application-platform", Noun.SYSTEM, applications, platforms
    rank = np.arange(owner.size) - first[owner]
    earlier = Pool(Noun.SYSTEM, first[owner] + systems.first_application, rank)
    yield "application-application", Noun.SYSTEM, applications, earlier
    facilities = _shared(Noun.SYSTEM, systems.causes, systems.facilities, software.size)
    yield "application-facility", Noun.SYSTEM, software, facilities


def _of_deliveries(state: State) -> Iterator[tuple[str, Noun, Ints, Pool]]:
    held, systems = state.deliveries, state.systems
    prime = np.arange(held.prime)
    second, first_of, counts = tier(held, 0)
    yield (
        "delivery-subcontractor",
        Noun.DELIVERY,
        prime,
        _own((first_of, counts), held.supplier[prime], Noun.DELIVERY),
    )
    facilities = _shared(Noun.SYSTEM, systems.causes, systems.facilities, prime.size)
    yield "delivery-facility", Noun.DELIVERY, prime, facilities
    third, first_of, counts = tier(held, 1)
    middle = np.arange(second, third)
    yield (
        "subcontractor-subcontractor",
        Noun.DELIVERY,
        middle,
        _own((first_of, counts), held.supplier[middle], Noun.DELIVERY),
    )
    behind = np.arange(second, len(held) - held.hosts)
    facilities = _shared(Noun.SYSTEM, systems.causes, systems.facilities, behind.size)
    yield "subcontractor-facility", Noun.DELIVERY, behind, facilities


def _of_facilities(state: State) -> Iterator[tuple[str, Noun, Ints, Pool]]:
    held, systems = state.deliveries, state.systems
    facilities = np.arange(systems.causes, systems.first_platform)
    hosts = np.arange(len(held) - held.hosts, len(held))
    yield "facility-host", Noun.SYSTEM, facilities, _one(Noun.DELIVERY, hosts)
    yield "facility-power", Noun.SYSTEM, facilities, _one(Noun.SYSTEM, systems.region)
