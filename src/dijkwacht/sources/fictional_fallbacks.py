# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fallbacks of the fictional state: what they protect, what they promise, what was proven, and what
they share."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, ONE
from dijkwacht.register.codes import Criticality, Mode, Noun
from dijkwacht.sources.fictional_draw import Bools, Ints, Part, Rng, below, chance, choose
from dijkwacht.sources.fictional_frames import Recipe, at, blank, day_number, days, ids, table
from dijkwacht.sources.fictional_needs import State
from dijkwacht.sources.fictional_requirements import CODES, Requirements, Table

KINDS = ("requirement", "power", "service")
POWER = KINDS.index("power")
TESTED_WITHIN = 1_095  # days
SHARED_PLACES = 50  # one in so many facilities is a shared place to fall back to


@dataclass(frozen=True, slots=True)
class Protected:
    """What is protected, one entry per fallback: requirements, the power of facilities, then whole
    services."""

    requirement: Ints
    power: Ints
    service: Ints

    @property
    def size(self) -> int:
        """The number of fallbacks."""
        return int(self.requirement.size + self.power.size + self.service.size)


def fallbacks(recipe: Recipe, state: State, made: Requirements) -> list[Table]:
    """The fallbacks, and the requirements and members of those that stand in a shared place."""
    rng, policy = recipe.draws(Part.FALLBACKS), recipe.proportions["fallbacks"]
    words, protected = recipe.names["fallbacks"], _protected(rng, recipe, state, made)
    nouns = np.repeat(
        [0, 0, 1], [protected.requirement.size, protected.power.size, protected.service.size]
    )
    held = np.concatenate([protected.requirement, protected.power])
    columns = {
        "id": ids("fb", protected.size, 6),
        "name": at([words[kind] for kind in KINDS], _kinds(protected)),
        "protects_noun": at([Noun.REQUIREMENT.value, Noun.SERVICE.value], nouns),
        "protects_id": pl.concat([at(made.id, held), at(state.services.id, protected.service)]),
        **_values(rng, recipe, protected),
        "organisation_id": _organisations(state, made, held, protected.service),
    }
    able, apart = np.flatnonzero(_kinds(protected) != POWER), recipe.draws(Part.FALLBACKS, 1)
    sharing = able[chance(apart, policy["shared"], able.size)]
    return [
        table(recipe, "fallbacks", 10, columns),
        *_shared(apart, recipe, state, at(columns["id"], sharing)),
    ]


def _protected(rng: Rng, recipe: Recipe, state: State, made: Requirements) -> Protected:
    policy = recipe.proportions["fallbacks"]
    essential = made.criticality == CODES.index(Criticality.ESSENTIAL)
    by_people = made.owner_noun.is_in([Noun.SERVICE.value, Noun.SYSTEM.value]).to_numpy()
    power = made.kind == made.kinds.index("facility-power")
    drawn = essential & by_people & ~power & chance(rng, policy["requirement"], power.size)
    whole = chance(rng, policy["service"], len(state.services))
    return Protected(np.flatnonzero(drawn), np.flatnonzero(power), np.flatnonzero(whole))


def _kinds(protected: Protected) -> Ints:
    """The position in KINDS of each fallback."""
    return np.repeat(
        np.arange(3), [protected.requirement.size, protected.power.size, protected.service.size]
    )


def _values(rng: Rng, recipe: Recipe, protected: Protected) -> dict[str, Any]:
    """What is declared, and what a test has proven; a generator starts at once and lasts as long as
    its fuel."""
    parts, size = recipe.proportions, protected.size
    power = _kinds(protected) == POWER
    activation = np.where(power, 0, choose(rng, parts["activation"], size))
    level = np.where(power, int(ONE), choose(rng, parts["level"], size))
    duration = np.where(
        power, choose(rng, parts["generator"], size), choose(rng, parts["duration"], size)
    )
    unknown = [chance(rng, parts["unknown"], size) & ~power for _ in range(3)]
    return {
        "activation_hours": blank(activation, unknown[0]),
        "level": blank(level, unknown[1]),
        "duration_hours": blank(np.minimum(duration, FOREVER), unknown[2]),
        **_proof(rng, recipe, activation, level),
    }


def _proof(rng: Rng, recipe: Recipe, activation: Ints, level: Ints) -> dict[str, Any]:
    """A test is never faster or better than what was declared; what was never tested has no
    measured values."""
    policy, size = recipe.proportions["fallbacks"], level.size
    drawn = rng.integers(0, ONE, size)
    tested: Bools = drawn < policy["tested"]
    never: Bools = ~tested & (drawn < policy["tested"] + policy["never"])
    day = days(day_number(recipe.on) - rng.integers(1, TESTED_WITHIN, size))
    slower = activation * choose(rng, [1, 1, 1, 2, 3], size)
    lower = level * choose(rng, [10, 10, 9, 7], size) // 10
    on = pl.select(
        pl.when(pl.Series(never)).then(pl.lit(NEVER_DAY)).otherwise(blank(day, ~tested))
    ).to_series()
    return {
        "proven_on": on,
        "proven_activation_hours": blank(np.where(never, NOT_APPLICABLE, slower), ~tested & ~never),
        "proven_level": blank(np.where(never, NOT_APPLICABLE, lower), ~tested & ~never),
    }


def _organisations(state: State, made: Requirements, held: Ints, services: Ints) -> pl.Series:
    """Whose fallback it is: of the organisation of its owner, where that is one of the state."""
    owners = pl.concat(
        [
            pl.DataFrame({"owner": state.services.id, "body": state.services.organisation}),
            pl.DataFrame({"owner": state.systems.id, "body": state.systems.organisation}),
        ]
    )
    wanted = pl.DataFrame(
        {"owner": pl.concat([at(made.owner_id, held), at(state.services.id, services)])}
    )
    body = wanted.join(owners, on="owner", how="left", maintain_order="left")["body"].to_numpy()
    return blank(at(state.bodies.id, np.maximum(0, body)), body < 0)


def _shared(rng: Rng, recipe: Recipe, state: State, sharing: pl.Series) -> list[Table]:
    """An essential requirement of each sharing fallback on one of the few shared places."""
    size = sharing.len()
    places = np.full(size, 1 + state.systems.facilities // SHARED_PLACES)
    numbers = pl.Series(np.arange(1, size + 1)).cast(pl.String).str.zfill(6)
    one = np.zeros(size, np.int64)
    requirement = {
        "id": "rq-fb-" + numbers,
        "owner_noun": at([Noun.FALLBACK.value], one),
        "owner_id": sharing,
        "name": at([recipe.names["requirements"]["fallback-facility"]], one),
        "need": np.full(size, int(ONE)),
        "mode": at([Mode.PROPORTIONAL.value], one),
        "criticality": at([Criticality.ESSENTIAL.value], one),
        "share": np.full(size, NOT_APPLICABLE),
        "tolerance": one,
        "buffer_hours": one,
        "replacement_hours": np.full(size, int(FOREVER)),
    }
    member = {
        "id": "mb-fb-" + numbers,
        "requirement_id": requirement["id"],
        "member_noun": at([Noun.SYSTEM.value], one),
        "member_id": at(state.systems.id, state.systems.causes + below(rng, places)),
        "weight": np.full(size, int(ONE)),
    }
    return [table(recipe, "requirements", 11, requirement), table(recipe, "members", 12, member)]
