# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contracts of the fictional state, and what is delivered under them and behind them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dijkwacht.base.units import NEVER_DAY, ONE
from dijkwacht.register.codes import Role
from dijkwacht.sources.fictional_draw import (
    Bools,
    Ints,
    Part,
    Rng,
    chance,
    choose,
    heavy,
    label,
    on_curve,
    pick,
    ranges,
    spread,
)
from dijkwacht.sources.fictional_frames import (
    Recipe,
    at,
    blank,
    day_number,
    days,
    ids,
    known,
    table,
)
from dijkwacht.sources.fictional_organisations import Organisations
from dijkwacht.sources.fictional_suppliers import Suppliers

MONTH = 30  # days, near enough for what is invented


@dataclass(frozen=True, slots=True)
class Contracts:
    """The contracts: those on ICT first, each part in order of organisation."""

    id: pl.Series
    organisation: Ints
    supplier: Ints
    ict: int


def contracts(
    recipe: Recipe, bodies: Organisations, firms: Suppliers
) -> tuple[Contracts, tuple[str, pl.DataFrame]]:
    """The contracts, and their table. Each organisation has one on ICT at least: that of its office
    environment."""
    rng, parts = recipe.draws(Part.CONTRACTS), recipe.proportions
    size = recipe.total("contracts")
    ict = max(len(bodies), size * int(parts["ict_contracts"]) // ONE)
    owner = np.concatenate(
        [spread(rng, bodies.weight, ict), spread(rng, bodies.weight, size - ict)]
    )
    made = Contracts(ids("con", size, 7), owner, _suppliers(rng, recipe, firms, owner, ict), ict)
    signed, ends = _days(rng, recipe, size)
    cpv = pl.concat(
        [
            at(*label(rng, parts[name], of))
            for name, of in (("ict_cpv", ict), ("other_cpv", size - ict))
        ]
    )
    columns = {
        "id": made.id,
        "name": "Contract " + cpv.str.slice(0, 2) + " " + at(firms.name, made.supplier),
        "organisation_id": at(bodies.id, owner),
        "supplier_id": at(firms.id, made.supplier),
        "kind": at(["framework", "agreement", "call-off"], rng.integers(0, 3, size)),
        "signed_on": blank(days(signed), chance(rng, parts["unknown"], size)),
        "ends_on": blank(ends, chance(rng, parts["often_unknown"], size)),
        "notice_days": known(rng, parts["notice"], size, parts["often_unknown"]),
        "yearly_value": blank(
            on_curve(rng, parts["values"], size), chance(rng, parts["unknown"], size)
        ),
        "currency": at(["EUR"], np.zeros(size, np.int64)),
        "cpv": blank(cpv, chance(rng, parts["unknown"], size)),
    }
    return made, table(recipe, "contracts", 5, columns, since=signed)


def _suppliers(rng: Rng, recipe: Recipe, firms: Suppliers, owner: Ints, ict: int) -> Ints:
    """The supplier of each contract; the first of each organisation goes to the largest as often as
    policy says."""
    offset = recipe.proportions["popularity_offset"]
    on_ict = pick(rng, heavy(firms.ict, offset), ict)
    first = np.unique(owner[:ict], return_index=True)[1]
    on_ict[first] = np.where(
        chance(rng, recipe.proportions["office"], first.size), 0, on_ict[first]
    )
    rest = len(firms) - firms.ict
    return np.concatenate([on_ict, firms.ict + pick(rng, heavy(rest, offset), owner.size - ict)])


def _days(rng: Rng, recipe: Recipe, size: int) -> tuple[Ints, pl.Series]:
    """When contracts are signed and end: those that run end within their duration, those that
    expired ended before."""
    parts, today = recipe.proportions, day_number(recipe.on)
    lasts = choose(rng, parts["months"], size) * MONTH
    names, drawn = label(rng, parts["endings"], size)
    left = rng.integers(1, lasts + 1)
    ends = np.where(drawn == names.index("expired"), today - left, today + left)
    never = drawn == names.index("open")
    last = pl.select(
        pl.when(pl.Series(~never)).then(days(ends)).otherwise(pl.lit(NEVER_DAY))
    ).to_series()
    return ends - lasts, last


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries: first those under contracts in order of organisation, then sub-contractors in
    two tiers.

    A sub-contractor's delivery goes to everything that its customer delivers; the customers of a
    tier are in order.
    """

    id: pl.Series
    supplier: Ints
    organisation: Ints  # of those under contracts
    # the customer (supplier) of each delivery of the second and third tier
    tiers: tuple[Ints, Ints]
    hosts: int  # how many there are for facilities, at the end

    def __len__(self) -> int:
        """The number of deliveries."""
        return len(self.id)

    @property
    def prime(self) -> int:
        """How many are under contracts."""
        return int(self.organisation.size)


def deliveries(
    recipe: Recipe, held: Contracts, firms: Suppliers, facilities: int
) -> tuple[Deliveries, tuple[str, pl.DataFrame]]:
    """The deliveries, and their table. Contracts between companies are not the state's: they are
    not known."""
    rng = recipe.draws(Part.DELIVERIES)
    contract, supplier, roles = _primes(rng, recipe, held, firms)
    offset = recipe.proportions["popularity_offset"]
    second = _behind(rng, recipe, np.unique(supplier))
    sub = _other(pick(rng, heavy(firms.ict, offset), second.size), second, firms.ict)
    third = _behind(rng, recipe, np.unique(sub))
    pool = firms.infrastructure
    subsub = pool[pick(rng, heavy(pool.size, offset), third.size)]
    hosts = pool[pick(rng, heavy(pool.size, offset), facilities)]
    everyone = np.concatenate([supplier, sub, subsub, hosts])
    made = Deliveries(
        ids("dlv", everyone.size, 6),
        everyone,
        held.organisation[contract],
        (second, third),
        facilities,
    )
    behind = at([Role.SUBCONTRACTOR.value], np.zeros(second.size + third.size, np.int64))
    role = pl.concat([roles, behind, at([Role.HOST.value], np.zeros(facilities, np.int64))])
    columns = {
        "id": made.id,
        "name": _named(recipe, role) + at(firms.name, everyone),
        "contract_id": pl.concat([at(held.id, contract), _nothing(everyone.size - contract.size)]),
        "supplier_id": at(firms.id, everyone),
        "role": role,
        "country": blank(
            at(firms.country, everyone), chance(rng, recipe.proportions["unknown"], everyone.size)
        ),
        "restart_hours": known(
            rng, recipe.proportions["restart"], everyone.size, recipe.proportions["unknown"]
        ),
    }
    return made, table(recipe, "deliveries", 6, columns)


def _nothing(size: int) -> pl.Series:
    return pl.Series("id", [None] * size, dtype=pl.String)


def _named(recipe: Recipe, role: pl.Series) -> pl.Series:
    words = role.replace_strict(recipe.names["deliveries"], default=None, return_dtype=pl.String)
    return words.fill_null(recipe.names["deliveries"]["unknown"]) + " van "


def _primes(
    rng: Rng, recipe: Recipe, held: Contracts, firms: Suppliers
) -> tuple[Ints, Ints, pl.Series]:
    """Contract, supplier and role of the deliveries under contracts, in order of organisation; the
    main one first."""
    parts = recipe.proportions
    owner = held.organisation[: held.ict]
    first: Bools = np.zeros(held.ict, np.bool_)
    first[np.unique(owner, return_index=True)[1]] = True
    contract = np.flatnonzero(first | chance(rng, parts["delivered"], held.ict))
    codes, drawn = label(rng, parts["roles"], contract.size)
    drawn = np.where(first[contract], codes.index(Role.CONTRACTING_PARTY), drawn)
    host = contract[chance(rng, parts["besides"]["host"], contract.size)]
    maker = contract[
        chance(rng, parts["besides"]["maker"], contract.size) | (drawn == codes.index("reseller"))
    ]
    pool = firms.infrastructure
    by_host = pool[pick(rng, heavy(pool.size, parts["popularity_offset"]), host.size)]
    by_maker = pick(rng, heavy(firms.ict, parts["popularity_offset"]), maker.size)
    every = np.concatenate([contract, host, maker])
    supplier = np.concatenate([held.supplier[contract], by_host, by_maker])
    role = np.concatenate(
        [drawn, np.full(host.size, len(codes)), np.full(maker.size, len(codes) + 1)]
    )
    order = np.argsort(owner[every], kind="stable")
    words = [None if code == "unknown" else code for code in codes]
    return (
        every[order],
        supplier[order],
        at([*words, Role.HOST.value, Role.MAKER.value], role[order]),
    )


def _behind(rng: Rng, recipe: Recipe, customers: Ints) -> Ints:
    """The customers, each once for every sub-contractor behind it."""
    return np.repeat(customers, choose(rng, recipe.proportions["subcontractors"], customers.size))


def _other(drawn: Ints, than: Ints, of: int) -> Ints:
    """Nobody is its own sub-contractor."""
    return np.where(drawn == than, (drawn + 1) % of, drawn)


def tier(held: Deliveries, number: int) -> tuple[int, Ints, Ints]:
    """Of the second (0) or third (1) tier: its first delivery, and the range of each supplier as a
    customer."""
    start = held.prime + sum(of.size for of in held.tiers[:number])
    first, counts = ranges(held.tiers[number], int(held.supplier.max()) + 1)
    return start, first + start, counts
