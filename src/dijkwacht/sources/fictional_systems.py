# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Systems of the fictional state: the power of its regions, facilities, shared platforms, and
applications."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.codes import SystemKind
from dijkwacht.sources.fictional_draw import Ints, Part, Rng, chance, pick, ranges, spread
from dijkwacht.sources.fictional_frames import Recipe, at, blank, ids, known, table
from dijkwacht.sources.fictional_names import aspects, places
from dijkwacht.sources.fictional_organisations import Organisations

KINDS = (SystemKind.CAUSE, SystemKind.FACILITY, SystemKind.PLATFORM, SystemKind.APPLICATION)


@dataclass(frozen=True, slots=True)
class Systems:
    """The systems: causes, facilities, platforms, then applications in order of organisation.

    The first application of an organisation is its office environment.
    """

    id: pl.Series
    organisation: Ints  # -1 where it is not of an organisation of the state
    causes: int
    facilities: int
    platforms: int
    region: Ints  # of the facilities, as the cause they lean on

    @property
    def first_platform(self) -> int:
        """The position of the first platform."""
        return self.causes + self.facilities

    @property
    def first_application(self) -> int:
        """The position of the first application."""
        return self.first_platform + self.platforms


def systems(recipe: Recipe, bodies: Organisations) -> tuple[Systems, tuple[str, pl.DataFrame]]:
    """The systems, and their table."""
    rng, parts = recipe.draws(Part.SYSTEMS), recipe.proportions
    counts = _counts(recipe, len(bodies))
    owner = _owners(rng, recipe, bodies, counts)
    size = owner.size
    causes, facilities, platforms, _ = counts
    region = rng.integers(0, causes, facilities)
    made = Systems(ids("sys", size, 6), owner, causes, facilities, platforms, region)
    columns = {
        "id": made.id,
        "name": _names(recipe, made, bodies, places(rng, recipe.names, facilities + 1)[1:]),
        "kind": at([kind.value for kind in KINDS], np.repeat(np.arange(len(KINDS)), counts)),
        "organisation_id": blank(at(bodies.id, np.maximum(0, owner)), owner < 0),
        "country": blank(at(["NL"], np.zeros(size, np.int64)), chance(rng, parts["unknown"], size)),
        "restart_hours": known(rng, parts["restart"], size, parts["unknown"]),
    }
    return made, table(recipe, "systems", 7, columns)


def _counts(recipe: Recipe, bodies: int) -> tuple[int, int, int, int]:
    """How many systems there are of each of KINDS; every organisation has an application."""
    parts, whole = recipe.proportions, recipe.total("systems")
    cause, facility, platform = (
        max(int(parts["least"][kind]), whole * int(parts["systems"][kind]) // ONE)
        for kind in KINDS[:3]
    )
    cause = min(cause, len(recipe.names["regions"]))
    return cause, facility, platform, max(bodies, whole - cause - facility - platform)


def _owners(rng: Rng, recipe: Recipe, bodies: Organisations, counts: Sequence[int]) -> Ints:
    """The organisation that provides each system; -1 for a cause, and for a facility of a
    company."""
    causes, facilities, platforms, applications = counts
    own = chance(rng, recipe.proportions["owned_facilities"], facilities)
    return np.concatenate(
        [
            np.full(causes, -1),
            np.where(own, _hosting(rng, bodies, facilities), -1),
            _hosting(rng, bodies, platforms),
            spread(rng, bodies.weight, applications),
        ]
    )


def _hosting(rng: Rng, bodies: Organisations, size: int) -> Ints:
    """Organisations that provide for others; any, in a state that has none."""
    candidates = np.flatnonzero(bodies.hosts) if bodies.hosts.any() else np.arange(len(bodies))
    return candidates[pick(rng, bodies.weight[candidates], size)]


def _names(recipe: Recipe, made: Systems, bodies: Organisations, sites: Sequence[str]) -> pl.Series:
    """Causes by region, facilities by place, platforms by what they do, applications by
    organisation."""
    names, words = recipe.names, recipe.names["applications"]
    owner = made.organisation[made.first_application :]
    applications: list[str] = []
    for count in ranges(owner, len(bodies))[1].tolist():
        applications += aspects(words, names["service_aspects"], np.arange(count))
    shared = [
        *(f"{names['systems']['cause']} {region}" for region in names["regions"][: made.causes]),
        *(f"{names['systems']['facility']} {site}" for site in sites),
        *(
            f"{names['systems']['platform']} {topic}"
            for topic in aspects(names["topics"], words, np.arange(made.platforms))
        ),
    ]
    return pl.concat([pl.Series(shared), pl.Series(applications) + ", " + at(bodies.name, owner)])
