# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Suppliers of the fictional state, who owns whom, and the numbers that other registers give."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.codes import OwnershipKind
from dijkwacht.sources.fictional_draw import Ints, Part, chance, label, pick
from dijkwacht.sources.fictional_frames import Recipe, at, blank, ids, table
from dijkwacht.sources.fictional_names import suppliers as names_of
from dijkwacht.sources.fictional_organisations import Organisations

HALF = int(ONE) // 2
# No KvK number begins with 00, OIN prefix 00000099 is for tests, and 9999 is no prefix of an issuer
# of LEIs.
KVK_NUMBERS = 999_999
OIN_OF_TESTS = "00000099"
LEI_FRONT = "9999WATERDAM"
LEI_NUMBERS = 999_999
MINORITY = "minority"


@dataclass(frozen=True, slots=True)
class Suppliers:
    """The suppliers, one entry each: those of ICT first, the most contracted first."""

    id: pl.Series
    name: pl.Series
    ict: int  # how many supply ICT
    infrastructure: Ints  # positions of those who host and connect others
    country: pl.Series

    def __len__(self) -> int:
        """The number of suppliers."""
        return len(self.id)


def suppliers(recipe: Recipe) -> tuple[Suppliers, tuple[str, pl.DataFrame]]:
    """The suppliers, and their table."""
    rng, parts = recipe.draws(Part.SUPPLIERS), recipe.proportions
    size = recipe.total("suppliers")
    ict = max(int(parts["least"]["ict"]), size * int(parts["ict_suppliers"]) // ONE)
    codes, drawn = label(rng, parts["countries"], size)
    drawn[: len(recipe.names["first_suppliers"])] = 0
    country = at(codes, drawn)
    every = int(parts["infrastructure"])
    made = Suppliers(
        id=ids("sup", size, 6),
        name=pl.Series(names_of(rng, recipe.names, country.to_list(), ict)),
        ict=ict,
        infrastructure=np.arange(min(2, ict - 1), ict, every),
        country=country,
    )
    columns = {
        "id": made.id,
        "name": made.name,
        "country": blank(country, chance(rng, parts["unknown"], size)),
        "kind": at(["ict", "other"], (np.arange(size) >= ict).astype(np.int64)),
    }
    return made, table(recipe, "suppliers", 2, columns)


def ownership(recipe: Recipe, firms: Suppliers) -> tuple[str, pl.DataFrame]:
    """Who owns whom: a parent is always an earlier supplier, so nobody owns itself; early ones own
    most."""
    rng, parts = recipe.draws(Part.OWNERSHIP), recipe.proportions["ownership"]
    kinds = [*parts, "none"]
    drawn = pick(rng, [*parts.values(), int(ONE) - sum(parts.values())], len(firms))
    drawn[0] = len(parts)
    child = np.flatnonzero(drawn < len(parts))
    how = drawn[child]
    # The product of two draws lies near zero more often than near one: a few groups are large.
    nearness = rng.integers(0, ONE, child.size) * rng.integers(0, ONE, child.size)
    parent = child * nearness // (ONE * ONE)
    minor = np.array([kind == MINORITY for kind in kinds])[how]
    share = np.where(
        minor, rng.integers(500, HALF, child.size), rng.integers(HALF + 1, ONE + 1, child.size)
    )
    whole = chance(rng, 6_000, child.size) & ~minor
    written = [OwnershipKind.SHAREHOLDING.value if kind == MINORITY else kind for kind in kinds]
    unknown = chance(rng, recipe.proportions["unknown"], child.size)
    columns = {
        "id": ids("own", child.size, 6),
        "child_id": at(firms.id, child),
        "parent_id": at(firms.id, parent),
        "kind": at(written, how),
        "share": blank(np.where(whole, int(ONE), share), unknown),
    }
    return table(recipe, "ownership", 3, columns)


def identifiers(
    recipe: Recipe, bodies: Organisations, firms: Suppliers
) -> tuple[str, pl.DataFrame]:
    """Invented numbers with right check digits: OIN of organisations, KvK and LEI of suppliers."""
    rng = recipe.draws(Part.IDENTIFIERS)
    dutch = np.flatnonzero(
        (firms.country == "NL").to_numpy() & (np.arange(len(firms)) < KVK_NUMBERS)
    )
    others = np.flatnonzero(np.arange(len(firms)) < min(LEI_NUMBERS, len(firms) // 5 + 1))
    registered = dutch[chance(rng, 9_000, dutch.size)]
    everyone = np.arange(len(bodies))
    parts = [
        _numbers(
            "organisation",
            "oin",
            bodies.id,
            everyone,
            OIN_OF_TESTS + _padded(everyone + 1, 9) + "000",
        ),
        _numbers("supplier", "kvk", firms.id, registered, "00" + _padded(registered + 1, 6)),
        _numbers("supplier", "lei", firms.id, others, _leis(others + 1)),
    ]
    frame = pl.concat(parts)
    columns = {"id": ids("idn", frame.height, 6), **{name: frame[name] for name in frame.columns}}
    return table(recipe, "identifiers", 4, columns)


def _numbers(noun: str, scheme: str, of: pl.Series, rows: Ints, values: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"of_id": at(of, rows), "value": values}).select(
        pl.lit(noun).alias("noun"), "of_id", pl.lit(scheme).alias("scheme"), "value"
    )


def _padded(numbers: Ints, width: int) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.zfill(width)


def _leis(numbers: Ints) -> pl.Series:
    """LEIs with the check digits of ISO 7064 MOD 97-10: letters count as 10 to 35, and the whole
    leaves 1."""
    front = int("".join(str(int(sign, 36)) for sign in LEI_FRONT)) % 97
    rest = (front * 10**8 + numbers * 100) % 97
    return LEI_FRONT + _padded(numbers, 6) + _padded(98 - rest, 2)
