# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the fictional state means to recover: objectives of services, how to leave a supplier, kinds
of fallbacks, and what they claim of places that others count on too.

Each adds columns to a table that is there already, by draws of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.register.codes import Answer, FallbackKind, Noun
from dijkwacht.sources.fictional_draw import Ints, Part, Rng, below, chance, choose, label
from dijkwacht.sources.fictional_fallbacks import KINDS
from dijkwacht.sources.fictional_frames import Recipe, at, blank
from dijkwacht.sources.fictional_harms import NEEDS, Weighed
from dijkwacht.sources.fictional_requirements import Table

ANSWERS = (Answer.NO.value, Answer.YES.value)


def objectives(recipe: Recipe, of: Weighed, services: Table) -> Table:
    """The services with the recovery that was agreed for them, where it was."""
    rng, policy = recipe.draws(Part.RECOVERY), recipe.assessments
    unknown, (name, frame) = recipe.proportions["often_unknown"], services
    drawn = {
        column: blank(_of_lists(rng, policy[of_what], NEEDS, of.need), _none(rng, unknown, frame))
        for column, of_what in (("rto_hours", "recovery_time"), ("rpo_hours", "recovery_point"))
    }
    return name, frame.with_columns(**drawn)


def _of_lists(
    rng: Rng, lists: Mapping[str, Sequence[int]], names: Sequence[str], which: Ints
) -> Ints:
    """One of the values of the list of each entry."""
    counts = np.array([len(lists[name]) for name in names])
    first = np.cumsum(counts) - counts
    every = np.array([value for name in names for value in lists[name]], np.int64)
    drawn: Ints = every[first[which] + below(rng, counts[which])]
    return drawn


def _none(rng: Rng, unknown: int, frame: pl.DataFrame) -> Any:
    return chance(rng, unknown, frame.height)


def exits(recipe: Recipe, deliveries: Table) -> Table:
    """The deliveries with how easily another could deliver, and how long it takes to leave."""
    rng, policy = recipe.draws(Part.EXITS), recipe.assessments
    unknown, (name, frame) = recipe.proportions["often_unknown"], deliveries
    size = frame.height
    words, how = label(rng, policy["substitutability"], size)
    again, back = label(rng, policy["reintegration"], size)
    other = np.where(how == 0, 0, chance(rng, int(ONE) // 2, size).astype(np.int64))
    longest = _of_lists(rng, policy["exit_days"], words, how)
    return name, frame.with_columns(
        substitutability=blank(at(words, how), _none(rng, unknown, frame)),
        reintegration=blank(at(again, back), _none(rng, unknown, frame)),
        alternative=blank(at(list(ANSWERS), other), _none(rng, unknown, frame)),
        exit_days=blank(longest, _none(rng, unknown, frame)),
    )


def claims(recipe: Recipe, fallbacks: list[Table], systems: Table) -> list[Table]:
    """The tables of fallbacks with their kinds and claims, and the systems with what shared places
    can carry: some less than all that is asked of them."""
    rng, policy = recipe.draws(Part.CLAIMS), recipe.assessments
    (name, frame), *sharing = fallbacks
    places = _places(sharing)
    size = frame.height
    shared = frame["id"].is_in(places["owner_id"].implode()).to_numpy()
    kind = _kinds(rng, recipe, frame)
    together = chance(rng, policy["combinable"], size).astype(np.int64)
    claim = choose(rng, policy["claims"], size)
    kept = frame.with_columns(
        kind=pl.select(
            pl.when(pl.Series(shared))
            .then(pl.lit(FallbackKind.GOVERNMENT_FACILITY.value))
            .otherwise(kind)
        ).to_series(),
        combinable=blank(
            at(list(ANSWERS), together), _none(rng, recipe.proportions["unknown"], frame)
        ),
        claim=blank(claim, ~shared),
    )
    return [(name, kept), *sharing, _carrying(rng, recipe, kept, places, systems)]


def _places(sharing: list[Table]) -> pl.DataFrame:
    """Which fallback stands in which place."""
    (_, requirements), (_, members) = sharing
    needs = requirements.filter(pl.col("owner_noun") == Noun.FALLBACK.value)
    return needs.select("id", "owner_id").join(
        members.select("requirement_id", "member_id"),
        left_on="id",
        right_on="requirement_id",
        maintain_order="left",
    )


def _kinds(rng: Rng, recipe: Recipe, frame: pl.DataFrame) -> pl.Series:
    """The kind of each fallback by what it protects, which its name tells."""
    words, policy = recipe.names["fallbacks"], recipe.assessments["fallback_kinds"]
    found = pl.Series("kind", [None] * frame.height, dtype=pl.String)
    for what in KINDS:
        names, drawn = label(rng, policy[what], frame.height)
        mine = frame["name"] == words[what]
        found = pl.select(pl.when(mine).then(at(names, drawn)).otherwise(found)).to_series()
    return blank(found, chance(rng, recipe.proportions["unknown"], frame.height))


def _carrying(
    rng: Rng, recipe: Recipe, fallbacks: pl.DataFrame, places: pl.DataFrame, systems: Table
) -> Table:
    """The systems, with what each place that is claimed can carry."""
    asked = (
        places.join(fallbacks.select("id", "claim"), left_on="owner_id", right_on="id")
        .group_by("member_id")
        .agg(pl.col("claim").sum())
        .sort("member_id")
    )
    part = choose(rng, recipe.assessments["capacity"], asked.height)
    room = np.maximum(1, asked["claim"].to_numpy() * part // ONE)
    held = asked.select(id="member_id").with_columns(fallback_capacity=pl.Series(room))
    name, frame = systems
    return name, frame.join(held, on="id", how="left", maintain_order="left")
