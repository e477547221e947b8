# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The requirements of the fictional state as a table, with their values, and the table of their
members."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dijkwacht.base.units import NOT_APPLICABLE, ONE
from dijkwacht.register.codes import Criticality, Mode, Noun
from dijkwacht.sources.fictional_draw import Bools, Ints, Part, Rng, below, chance, choose, pick
from dijkwacht.sources.fictional_frames import Recipe, at, blank, ids, known, table
from dijkwacht.sources.fictional_needs import Needs, State

Table = tuple[str, pl.DataFrame]
CODES = (Criticality.ESSENTIAL.value, Criticality.DEGRADING.value, Criticality.NONE.value, None)


@dataclass(frozen=True, slots=True)
class Requirements:
    """All requirements, one entry each."""

    kinds: tuple[str, ...]
    kind: Ints
    owner_noun: pl.Series
    owner_id: pl.Series
    id: pl.Series
    criticality: Ints  # position in CODES
    size: Ints  # how many members
    together: Bools  # whether it needs more than one of them


def id_of(state: State, noun: Noun) -> pl.Series:
    """The ids of what needs or is needed."""
    by_noun = {
        Noun.SERVICE: state.services.id,
        Noun.SYSTEM: state.systems.id,
        Noun.DELIVERY: state.deliveries.id,
    }
    return by_noun[noun]


def requirements(recipe: Recipe, state: State, found: list[Needs]) -> tuple[Requirements, Table]:
    """All requirements, and their table."""
    rng = recipe.draws(Part.MEMBERS)
    kinds = tuple(dict.fromkeys(of.kind for of in found))
    kind = np.concatenate([np.full(len(of), kinds.index(of.kind)) for of in found])
    room = np.concatenate([np.where(of.pool.single, 1, of.pool.counts) for of in found])
    size = np.minimum(1 + pick(rng, recipe.needs["alternatives"], kind.size), room)
    made = Requirements(
        kinds=kinds,
        kind=kind,
        owner_noun=pl.concat(
            [at([of.owner_noun.value], np.zeros(len(of), np.int64)) for of in found]
        ),
        owner_id=pl.concat([at(id_of(state, of.owner_noun), of.owner) for of in found]),
        id=ids("rq", kind.size, 7),
        criticality=_criticality(rng, recipe, kinds, kind),
        size=size,
        together=(size > 1) & chance(rng, recipe.needs["carried_together"], kind.size),
    )
    return made, _table(rng, recipe, made)


def _criticality(rng: Rng, recipe: Recipe, kinds: tuple[str, ...], kind: Ints) -> Ints:
    """By the first part of its kind's basis points that a draw falls in; beyond them all it is not
    judged."""
    ends = np.cumsum([[recipe.needs[of][code] for code in CODES[:3]] for of in kinds], axis=1)
    drawn = rng.integers(0, ONE, kind.size)
    judged: Ints = (drawn[:, None] >= ends[kind]).sum(axis=1)
    return judged


def _table(rng: Rng, recipe: Recipe, made: Requirements) -> Table:
    policy, size = recipe.needs, made.kind.size
    unknown, seldom = recipe.proportions["unknown"], policy["value_unknown"]
    need = np.where((made.size == 3) & made.together, 2 * ONE, int(ONE))
    strict = chance(rng, policy["strict"], size).astype(np.int64)
    columns = {
        "id": made.id,
        "owner_noun": made.owner_noun,
        "owner_id": made.owner_id,
        "name": at([recipe.names["requirements"][kind] for kind in made.kinds], made.kind),
        "need": blank(need, chance(rng, seldom, size) & (need == ONE)),
        "mode": blank(
            at([Mode.PROPORTIONAL.value, Mode.STRICT.value], strict), chance(rng, seldom, size)
        ),
        "criticality": at(CODES, made.criticality),
        "share": _shares(rng, recipe, made),
        "tolerance": known(rng, policy["tolerance"], size, seldom),
        "buffer_hours": blank(_buffers(rng, recipe, made), chance(rng, unknown, size)),
        "replacement_hours": known(
            rng, policy["replacement"], size, recipe.proportions["often_unknown"]
        ),
    }
    estimated = np.array([policy[kind]["estimated"] for kind in made.kinds])[made.kind]
    return table(recipe, "requirements", 8, columns, estimated=estimated)


def _shares(rng: Rng, recipe: Recipe, made: Requirements) -> pl.Series:
    """What a degrading requirement costs; it does not apply to others, and is not known where
    nobody judged."""
    drawn = choose(rng, recipe.needs["share"], made.kind.size)
    degrading = made.criticality == CODES.index(Criticality.DEGRADING)
    return blank(np.where(degrading, drawn, NOT_APPLICABLE), made.criticality == CODES.index(None))


def _buffers(rng: Rng, recipe: Recipe, made: Requirements) -> Ints:
    lists = [recipe.needs[kind]["buffers"] for kind in made.kinds]
    first = np.cumsum([0, *(len(found) for found in lists)])
    values = np.array([hours for found in lists for hours in found])
    return values[first[made.kind] + below(rng, np.diff(first)[made.kind])]


def members(recipe: Recipe, state: State, found: list[Needs], made: Requirements) -> Table:
    """The members of all requirements: the first, and for those with alternatives others than the
    first."""
    rng = recipe.draws(Part.MEMBERS, 1)
    start = np.cumsum([0, *(len(of) for of in found)])
    requirement, noun, member = [], [], []
    for of, begin in zip(found, start[:-1].tolist(), strict=True):
        size = made.size[begin : begin + len(of)]
        row, position = _positions(rng, of, size)
        requirement.append(row + begin)
        noun.append(at([of.pool.noun.value], np.zeros(row.size, np.int64)))
        member.append(at(id_of(state, of.pool.noun), position))
    rows = np.concatenate(requirement)
    half = made.together[rows] & (made.size[rows] == 2)
    weight = np.where(half, ONE // 2, int(ONE))
    columns = {
        "id": ids("mb", rows.size, 7),
        "requirement_id": at(made.id, rows),
        "member_noun": pl.concat(noun),
        "member_id": blank(
            pl.concat(member), chance(rng, recipe.needs["member_unknown"], rows.size)
        ),
        "weight": blank(weight, chance(rng, recipe.needs["value_unknown"], rows.size) & ~half),
    }
    return table(recipe, "members", 9, columns)


def _positions(rng: Rng, of: Needs, size: Ints) -> tuple[Ints, Ints]:
    """The requirement and the position of each member, in order of requirement; no member twice in
    one."""
    pool = of.pool
    two, three = np.flatnonzero(size > 1), np.flatnonzero(size > 2)
    step = 1 + below(rng, pool.counts[two] - 1)
    second = pool.first[two] + (of.member[two] - pool.first[two] + step) % pool.counts[two]
    other = 1 + (step[np.searchsorted(two, three)] + below(rng, pool.counts[three] - 2)) % (
        pool.counts[three] - 1
    )
    third = pool.first[three] + (of.member[three] - pool.first[three] + other) % pool.counts[three]
    row = np.concatenate([np.arange(len(of)), two, three])
    order = np.argsort(row, kind="stable")
    return row[order], np.concatenate([of.member, second, third])[order]
