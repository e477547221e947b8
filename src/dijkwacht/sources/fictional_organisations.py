# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations of the fictional state, with the services they provide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from dijkwacht.sources.fictional_draw import (
    Bools,
    Ints,
    Part,
    Rng,
    chance,
    choose,
    heavy,
    pick,
    ranges,
    shares,
    spread,
)
from dijkwacht.sources.fictional_frames import Recipe, at, blank, ids, known, table
from dijkwacht.sources.fictional_names import aspects, places

HUNDRED = 100
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Organisations:
    """The organisations, one entry each, in order of kind and then of size."""

    id: pl.Series
    name: pl.Series
    kind: Ints  # position in `kinds`
    kinds: tuple[str, ...]
    weight: Ints  # size
    persons: Ints  # whom it reaches
    region: Ints
    hosts: Bools  # whether it provides shared platforms and services for others

    def __len__(self) -> int:
        """The number of organisations."""
        return len(self.id)


@dataclass(frozen=True, slots=True)
class Services:
    """The services, one entry each, in order of organisation."""

    id: pl.Series
    organisation: Ints
    users: Ints  # also where the register does not know them
    sector: pl.Series
    designated: Bools

    def __len__(self) -> int:
        """The number of services."""
        return len(self.id)


def organisations(recipe: Recipe) -> tuple[Organisations, tuple[str, pl.DataFrame]]:
    """The organisations, and their table."""
    rng = recipe.draws(Part.ORGANISATIONS)
    kinds = tuple(recipe.kinds.entries)
    values: list[Mapping[str, Any]] = [recipe.kinds[kind] for kind in kinds]
    counts = _counts(recipe.organisations, values)
    kind = np.repeat(np.arange(len(kinds)), counts)
    offset = recipe.proportions["size_offset"]
    sizes = np.concatenate([heavy(int(count), offset) for count in counts])
    held = _numbers(values, "weight")[kind] * sizes // HUNDRED
    made = Organisations(
        id=ids("org", recipe.organisations, 5),
        name=_names(rng, recipe, values, kind),
        kind=kind,
        kinds=kinds,
        weight=held,
        persons=_persons(recipe, values, kind, sizes),
        region=rng.integers(0, len(recipe.names["regions"]), recipe.organisations),
        hosts=(_numbers(values, "hosts")[kind] > 0),
    )
    return made, _table(rng, recipe, made, values)


def services(recipe: Recipe, bodies: Organisations) -> tuple[Services, tuple[str, pl.DataFrame]]:
    """The services, and their table."""
    rng, parts = recipe.draws(Part.SERVICES), recipe.proportions
    owner = spread(rng, bodies.weight, max(recipe.total("services"), len(bodies)))
    size = owner.size
    users = bodies.persons[owner] * choose(rng, parts["users"], size) // WHOLE
    vital = chance(rng, parts["designated"], size)
    sector = _sectors(rng, recipe, bodies, owner)
    made = Services(ids("svc", size, 6), owner, np.maximum(1, users), sector, vital)
    columns = {
        "id": made.id,
        "name": _service_names(recipe, bodies, owner),
        "organisation_id": at(bodies.id, owner),
        "sector": sector,
        "users": blank(made.users, chance(rng, parts["unknown"], size)),
        "mbco": known(rng, parts["mbco"], size, parts["often_unknown"]),
        "restart_hours": known(rng, parts["restart"], size, parts["unknown"]),
        "designation": at([None, recipe.names["designation"]], vital.astype(np.int64)),
    }
    return made, table(recipe, "services", 1, columns)


def _counts(organisations: int, values: list[Mapping[str, Any]]) -> Ints:
    """How many there are of each kind; a state that is too small for all kinds has one of the first
    in any case."""
    counts = shares(organisations, [value["parts"] for value in values])
    if not counts[0]:
        counts[np.argmax(counts)] -= 1
        counts[0] = 1
    return counts


def _numbers(values: list[Mapping[str, Any]], field: str) -> Ints:
    return np.array([value[field] for value in values], np.int64)


def _persons(recipe: Recipe, values: list[Mapping[str, Any]], kind: Ints, sizes: Ints) -> Ints:
    """The people whom a kind reaches together, divided by size; nobody reaches more than all."""
    everyone = int(recipe.proportions["population"]) * recipe.organisations
    together = np.zeros(len(values), np.int64)
    np.add.at(together, kind, sizes)
    reach = _numbers(values, "reach")[kind] * everyone // HUNDRED
    # Sizes are cut to 20 bits, so that the product with the population stays within 64.
    divided = reach * (sizes >> 20) // np.maximum(1, together[kind] >> 20)
    people: Ints = np.clip(divided, 1, everyone)
    return people


def _names(rng: Rng, recipe: Recipe, values: list[Mapping[str, Any]], kind: Ints) -> pl.Series:
    topics = recipe.names["topics"]
    drawn = rng.integers(0, len(topics), kind.size).tolist()
    given = zip(kind.tolist(), places(rng, recipe.names, kind.size), drawn, strict=True)
    return pl.Series(
        [values[of]["name"].format(place=place, topic=topics[topic]) for of, place, topic in given]
    )


def _table(
    rng: Rng, recipe: Recipe, bodies: Organisations, values: list[Mapping[str, Any]]
) -> tuple[str, pl.DataFrame]:
    size = len(bodies)
    columns = {
        "id": bodies.id,
        "name": bodies.name,
        "kind": at(list(bodies.kinds), bodies.kind),
        "parent_id": _parents(rng, bodies, values),
        "sector": at([value["sectors"][0] for value in values], bodies.kind),
        "country": at(["NL"], np.zeros(size, np.int64)),
        "region": at(recipe.names["regions"], bodies.region),
    }
    return table(recipe, "organisations", 0, columns)


def _parents(rng: Rng, bodies: Organisations, values: list[Mapping[str, Any]]) -> pl.Series:
    """An organisation above each one whose kind stands under another kind; the larger ones have
    more below them."""
    parent = np.full(len(bodies), -1)
    for number, value in enumerate(values):
        above = (
            np.flatnonzero(bodies.kind == bodies.kinds.index(value["parent"]))
            if "parent" in value
            else ()
        )
        below = np.flatnonzero(bodies.kind == number)
        if len(above) and len(below):
            candidates = np.asarray(above)
            parent[below] = candidates[pick(rng, bodies.weight[candidates], below.size)]
    return blank(at(bodies.id, np.maximum(0, parent)), parent < 0)


def _sectors(rng: Rng, recipe: Recipe, bodies: Organisations, owner: Ints) -> pl.Series:
    lists = [recipe.kinds[kind]["sectors"] for kind in bodies.kinds]
    first = np.cumsum([0, *(len(found) for found in lists)])
    kind = bodies.kind[owner]
    drawn = first[kind] + rng.integers(0, np.diff(first)[kind])
    return at([sector for found in lists for sector in found], drawn)


def _service_names(recipe: Recipe, bodies: Organisations, owner: Ints) -> pl.Series:
    counts = ranges(owner, len(bodies))[1]
    parts: list[str] = []
    for body, kind in enumerate(bodies.kind.tolist()):
        things = recipe.names["services"][bodies.kinds[kind]]
        parts += aspects(things, recipe.names["service_aspects"], np.arange(counts[body]))
    return pl.Series(parts)
