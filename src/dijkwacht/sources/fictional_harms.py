# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Harm over time of the services of the fictional state: what follows from who needs them, how
soon, and in which sector; and what nobody knows of it."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.assessments import UNITS
from dijkwacht.register.codes import HarmKind
from dijkwacht.sources.fictional_draw import Bools, Ints, Part, Rng, chance, choose, label
from dijkwacht.sources.fictional_frames import Recipe, at, blank, day_number, days, ids, table
from dijkwacht.sources.fictional_organisations import Services

NEEDS: Final = ("support", "public", "essential", "lifeline")
LIFELINE: Final = NEEDS.index("lifeline")
KINDS: Final = tuple(HarmKind)
LEVELS: Final = (HarmKind.LAW, HarmKind.SECURITY)
UNKNOWABLE: Final = tuple(kind for kind in KINDS if kind is not HarmKind.SECURITY)
IN_CASUALTIES: Final = 100_000
HUNDRED: Final = 100
POWERS: Final = 10 ** np.arange(19, dtype=np.int64)
TOP_LEVEL_AT: Final = 5  # the place of the assessed time at which security is harmed most
FIRST_LEVEL_AT: Final = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much the services matter, one entry each."""

    need: Ints  # position in NEEDS
    delay: Ints  # of harm, in assessed times
    designated: Bools


def weighed(recipe: Recipe, served: Services) -> Weighed:
    """How each service is needed. What was designated as vital is a lifeline."""
    rng, policy = recipe.draws(Part.HARMS), recipe.assessments
    _, need = label(rng, policy["importance"], len(served))
    delay = choose(rng, policy["delay"], len(served))
    need = np.where(served.designated, LIFELINE, need)
    return Weighed(need, np.where(served.designated, 0, delay), served.designated)


def by_need(values: Any, need: Ints) -> Ints:
    """Of a value per kind of need, that of each service."""
    found: Ints = np.asarray([values[name] for name in NEEDS], np.int64)[need]
    return found


def values(recipe: Recipe, served: Services, of: Weighed) -> dict[HarmKind, Ints]:
    """Per kind the harm of each service at each assessed time; it never falls."""
    rng, policy = recipe.draws(Part.HARMS, 1), recipe.assessments
    size, times = len(served), len(policy["hours"])
    late = np.arange(times) - of.delay[:, None]

    def over_time(name: str) -> Ints:
        found = np.take_along_axis(by_need(policy[name], of.need), np.maximum(0, late), axis=1)
        return np.where(late < 0, 0, found)

    persons = served.users[:, None] * over_time("need") // ONE
    living = persons * over_time("trouble") // ONE
    casualties = _by_sector(served, policy["casualties"])
    lawful = chance(rng, by_need(policy["lawful"], of.need), size)
    secured = chance(rng, by_need(policy["secured"], of.need), size)
    most = np.where(secured, _by_sector(served, policy["security"]), 0)
    steps = np.clip(late - FIRST_LEVEL_AT + 1, 0, TOP_LEVEL_AT - FIRST_LEVEL_AT + 1)
    return {
        HarmKind.PHYSICAL: _rounded(living * casualties[:, None] // IN_CASUALTIES),
        HarmKind.LIVING: _rounded(living),
        HarmKind.ECONOMIC: _rounded(persons * over_time("euros")),
        HarmKind.PERSONS: _rounded(persons),
        HarmKind.LAW: np.where(lawful[:, None], _law(policy, persons, over_time("law")), 0),
        HarmKind.SECURITY: np.minimum(most[:, None], steps),
    }


def _by_sector(served: Services, table: Any) -> Ints:
    found = served.sector.replace_strict(table, default=0, return_dtype=pl.Int64)
    return found.to_numpy().astype(np.int64)


def _law(policy: Any, persons: Ints, levels: Ints) -> Ints:
    """A level that touches many people is not reached where there are not so many."""
    reached = np.searchsorted(np.asarray(policy["law_cases"]), persons, side="right") - 1
    found: Ints = np.minimum(levels, reached)
    return found


def _rounded(numbers: Ints) -> Ints:
    """Down to two digits that count: nobody knows more."""
    digits = np.searchsorted(POWERS, numbers, side="right")
    scale = POWERS[np.maximum(0, digits - 2)]
    found: Ints = numbers // scale * scale
    return found


def harms(recipe: Recipe, served: Services, of: Weighed) -> tuple[str, pl.DataFrame]:
    """The table of harms: rows at the hours at which harm changes, and just before."""
    found = values(recipe, served, of)
    rng, policy = recipe.draws(Part.HARMS, 2), recipe.assessments
    whole = np.stack([found[kind] for kind in KINDS], axis=1)
    unsaid, empty = _unknown(rng, recipe, whole.shape)
    service, kind, time = np.nonzero((_telling(whole) & ~unsaid) | empty)
    value = whole[service, kind, time]
    blanked = empty[service, kind, time]
    size = service.size
    measured = blank(value, blanked)
    day = day_number(recipe.on) - rng.integers(1, policy["assessed_within"], len(served))
    columns = {
        "id": ids("hrm", size, 7),
        "service_id": at(served.id, service),
        "kind": at([code.value for code in KINDS], kind),
        "after_hours": np.asarray(policy["hours"])[time],
        "value": measured,
        **_bounds(rng, recipe, value, blanked, service * len(KINDS) + kind, kind),
        "unit": at([UNITS[code] for code in KINDS], kind),
        **_signed(rng, recipe, service, len(served)),
    }
    name, frame = table(recipe, "harms", 13, columns)
    return name, frame.with_columns(days(day[service]).alias("recorded_on"))


def _telling(whole: Ints) -> Bools:
    """The cells without which something between them would not be known: where harm begins or
    changes, the last before it changes, and the last of all."""
    before = np.concatenate([np.zeros_like(whole[..., :1]), whole[..., :-1]], axis=-1)
    after = np.concatenate([whole[..., 1:], whole[..., -1:] + 1], axis=-1)
    told: Bools = (whole != before) | (whole != after)
    return told


def _unknown(rng: Rng, recipe: Recipe, shape: tuple[int, ...]) -> tuple[Bools, Bools]:
    """What is not said, and what is said to be not known. Of some services nothing is said of one
    kind of harm, of some nothing after a while, and of some a row says that nobody knows."""
    services, kinds, times = shape
    lacking = chance(rng, recipe.assessments["unknown_harm"], services)
    kind = np.array([KINDS.index(code) for code in UNKNOWABLE])[
        rng.integers(0, len(UNKNOWABLE), services)
    ]
    manner, known = rng.integers(0, 3, services), rng.integers(1, times, services)
    until = np.where(manner == 0, known, 0)
    of_kind = lacking[:, None] & (np.arange(kinds) == kind[:, None])
    unsaid = of_kind[..., None] & (np.arange(times) >= until[:, None, None])
    last = np.arange(times) == times - 1
    empty = (of_kind & (manner == 1)[:, None])[..., None] & last
    return unsaid, empty


def _bounds(
    rng: Rng, recipe: Recipe, value: Ints, blanked: Bools, of: Ints, kind: Ints
) -> dict[str, pl.Series]:
    """The least and the most a value may be, alike for all times of one kind of a service; levels
    have none."""
    spread = choose(rng, recipe.assessments["ranges"], int(of.max(initial=0)) + 1)[of]
    level = np.isin(kind, [KINDS.index(code) for code in LEVELS])
    none = blanked | level | (spread == 0)
    return {
        "low": blank(value * (HUNDRED - spread) // HUNDRED, none),
        "high": blank(value * (HUNDRED + spread) // HUNDRED, none),
    }


def _signed(rng: Rng, recipe: Recipe, service: Ints, services: int) -> dict[str, pl.Series]:
    """Who found the values of a service and who approved them: two roles, never the same."""
    roles = recipe.assessments["roles"]
    by = rng.integers(0, len(roles["assessor"]), services)
    approved = rng.integers(0, len(roles["approver"]), services)
    basis = rng.integers(0, len(roles["basis"]), services)
    return {
        "basis": at(roles["basis"], basis[service]),
        "assessed_by": at(roles["assessor"], by[service]),
        "approved_by": at(roles["approver"], approved[service]),
    }
