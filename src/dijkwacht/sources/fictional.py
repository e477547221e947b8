# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fictional state of any size, by policy's proportions
(docs/reference/sources/fictional.md).

The state of Waterdam does not exist, and neither do its organisations, suppliers and numbers. What
is drawn is drawn in whole numbers, each part of the state from its own stream, so that the same
arguments give the same rows everywhere.
"""

from datetime import date
from typing import Final

import polars as pl

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.fictional_contracts import contracts, deliveries
from dijkwacht.sources.fictional_fallbacks import fallbacks
from dijkwacht.sources.fictional_frames import Recipe
from dijkwacht.sources.fictional_harms import harms, weighed
from dijkwacht.sources.fictional_needs import State, needs
from dijkwacht.sources.fictional_organisations import organisations, services
from dijkwacht.sources.fictional_recovery import claims, exits, objectives
from dijkwacht.sources.fictional_requirements import Table, members, requirements
from dijkwacht.sources.fictional_signed import (
    designations,
    evidence,
    overrides,
    populations,
    standings,
)
from dijkwacht.sources.fictional_suppliers import identifiers, ownership, suppliers
from dijkwacht.sources.fictional_systems import systems

MOST: Final = 20_000
"""Ids and invented numbers have room for this many organisations."""


def generate(organisations: int, seed: int, rules: Rules, on: date) -> History:
    """A fictional state of this many organisations, as it would be known on the day `on`.

    1,700 organisations are full size: about 20,000 services, 50,000 systems, 30,000 suppliers,
    500,000 contracts and 500,000 members of requirements; other sizes in proportion. Raises
    WrongQuestion for a size or seed out of range, RuleNotInForce when policy has no proportions for
    the day.
    """
    if not 0 < organisations <= MOST:
        raise WrongQuestion("state-size", organisations=organisations, most=MOST)
    if seed < 0:
        raise WrongQuestion("state-seed", seed=seed)
    policy = (
        rules.parameters(f"fictional/{name}")
        for name in ("kinds", "names", "needs", "proportions", "assessments")
    )
    return _made(Recipe(organisations, seed, on, *policy))


def _made(recipe: Recipe) -> History:
    """The tables, each part from those before it."""
    bodies, of_bodies = organisations(recipe)
    served, of_services = services(recipe, bodies)
    software, of_systems = systems(recipe, bodies)
    firms, of_suppliers = suppliers(recipe)
    held, of_contracts = contracts(recipe, bodies, firms)
    delivered, of_deliveries = deliveries(recipe, held, firms, software.facilities)
    state = State(bodies, served, software, delivered)
    found = list(needs(recipe, state))
    made, of_requirements = requirements(recipe, state, found)
    how = weighed(recipe, served)
    tables = [
        of_bodies,
        objectives(recipe, how, of_services),
        of_suppliers,
        ownership(recipe, firms),
        of_contracts,
        exits(recipe, of_deliveries),
        of_requirements,
        members(recipe, state, found, made),
        *claims(recipe, fallbacks(recipe, state, made), of_systems),
        identifiers(recipe, bodies, firms),
        harms(recipe, served, how),
        designations(recipe, bodies, served, how),
        overrides(recipe, served),
        evidence(recipe, served, how),
        standings(recipe, bodies),
        populations(recipe, bodies),
    ]
    return _history(tables)


def _history(tables: list[Table]) -> History:
    """The tables with all columns in their types; two parts of one table stand one below the
    other."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for name, frame in tables:
        parts.setdefault(name, []).append(frame)
    return History.of(
        {name: pl.concat(frames, how="vertical_relaxed") for name, frames in parts.items()}
    )
