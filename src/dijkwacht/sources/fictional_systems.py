"""Systems of the fictional state: the power of its regions, facilities, shared platforms, and
applications."""

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
    whole = recipe.total("systems")
    counts = [
        max(int(parts["least"][kind]), whole * int(parts["systems"][kind]) // ONE)
        for kind in KINDS[:3]
    ]
    regions = recipe.names["regions"]
    counts[0] = min(counts[0], len(regions))
    applications = max(len(bodies), whole - sum(counts))
    owner = np.concatenate(
        [
            np.full(counts[0], -1),
            np.where(
                chance(rng, parts["owned_facilities"], counts[1]),
                _hosting(rng, bodies, counts[1]),
                -1,
            ),
            _hosting(rng, bodies, counts[2]),
            spread(rng, bodies.weight, applications),
        ]
    )
    size = owner.size
    made = Systems(
        ids("sys", size, 6),
        owner,
        counts[0],
        counts[1],
        counts[2],
        rng.integers(0, counts[0], counts[1]),
    )
    columns = {
        "id": made.id,
        "name": _names(rng, recipe, made, bodies),
        "kind": at(
            [kind.value for kind in KINDS], np.repeat(np.arange(4), [*counts, applications])
        ),
        "organisation_id": blank(at(bodies.id, np.maximum(0, owner)), owner < 0),
        "country": blank(at(["NL"], np.zeros(size, np.int64)), chance(rng, parts["unknown"], size)),
        "restart_hours": known(rng, parts["restart"], size, parts["unknown"]),
    }
    return made, table(recipe, "systems", 7, columns)


def _hosting(rng: Rng, bodies: Organisations, size: int) -> Ints:
    """Organisations that provide for others; any, in a state that has none."""
    candidates = np.flatnonzero(bodies.hosts) if bodies.hosts.any() else np.arange(len(bodies))
    return candidates[pick(rng, bodies.weight[candidates], size)]


def _names(rng: Rng, recipe: Recipe, made: Systems, bodies: Organisations) -> pl.Series:
    words = recipe.names["applications"]
    sites = places(rng, recipe.names, made.facilities + 1)[1:]
    topics = aspects(recipe.names["topics"], words, np.arange(made.platforms))
    owner = made.organisation[made.first_application :]
    counts = ranges(owner, len(bodies))[1].tolist()
    applications: list[str] = []
    for count in counts:
        applications += aspects(words, recipe.names["service_aspects"], np.arange(count))
    return pl.concat(
        [
            pl.Series([f"Stroom {region}" for region in recipe.names["regions"][: made.causes]]),
            pl.Series([f"Rekencentrum {site}" for site in sites]),
            pl.Series([f"Platform {topic}" for topic in topics]),
            pl.Series(applications) + ", " + at(bodies.name, owner),
        ]
    )
