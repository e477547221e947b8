# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people of the fictional state have designated, signed and proven, by role and never by
name."""

from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.register.codes import DesignationKind, Direction, EvidenceKind, Noun, Result
from dijkwacht.sources.fictional_draw import Ints, Part, Rng, chance, choose
from dijkwacht.sources.fictional_frames import Recipe, at, blank, day_number, days, ids, table
from dijkwacht.sources.fictional_harms import Weighed, by_need
from dijkwacht.sources.fictional_organisations import Organisations, Services

YEAR: Final = 365
LONG: Final = (EvidenceKind.LONG_EXERCISE, EvidenceKind.LONG_TABLE_TOP)
TRIED: Final = (EvidenceKind.FUNCTIONAL_TEST, EvidenceKind.FULL_SWITCH, *LONG)
WRITTEN_WITHIN: Final = 14  # days

Table = tuple[str, pl.DataFrame]


def designations(recipe: Recipe, bodies: Organisations, served: Services, of: Weighed) -> Table:
    """Services that are vital or in the critical scope, and organisations under the NIS2 law."""
    rng, policy = recipe.draws(Part.DESIGNATIONS), recipe.assessments
    vital = np.flatnonzero(of.designated)
    entity = chance(rng, policy["critical_entities"], vital.size).astype(np.int64)
    scope = np.flatnonzero(chance(rng, by_need(policy["in_scope"], of.need), len(served)))
    entities = [policy["entities"].get(kind) for kind in bodies.kinds]
    under = np.flatnonzero(np.array([kind is not None for kind in entities])[bodies.kind])
    kinds = [DesignationKind.VITAL_PROCESS, DesignationKind.CRITICAL_ENTITY]
    kind = pl.concat(
        [
            at([code.value for code in kinds], entity),
            at([DesignationKind.ISMS_SCOPE.value], np.zeros(scope.size, np.int64)),
            at(entities, bodies.kind[under]),
        ]
    )
    sizes = [vital.size + scope.size, under.size]
    by = policy["roles"]["designator"]
    columns = {
        "id": ids("dsg", sum(sizes), 6),
        "noun": at([Noun.SERVICE.value, Noun.ORGANISATION.value], np.repeat([0, 1], sizes)),
        "of_id": pl.concat([at(served.id, vital), at(served.id, scope), at(bodies.id, under)]),
        "kind": kind,
        "designated_by": at(by, np.repeat([0, 1, 2], [vital.size, scope.size, under.size])),
    }
    return table(recipe, "designations", 14, columns)


def overrides(recipe: Recipe, served: Services) -> Table:
    """A few classes that two people moved for at most a year; some of it is over."""
    rng, policy = recipe.draws(Part.OVERRIDES), recipe.assessments
    moved = np.flatnonzero(chance(rng, policy["overridden"]["part"], len(served)))
    size, today = moved.size, day_number(recipe.on)
    lasts = choose(rng, [YEAR // 4, YEAR // 2, YEAR], size)
    expired = chance(rng, policy["overridden"]["expired"], size)
    began = today - rng.integers(1, lasts) - np.where(expired, lasts, 0)
    down = chance(rng, policy["overridden"]["down"], size).astype(np.int64)
    units = policy["roles"]["unit"]
    first = rng.integers(0, len(units), size)
    second = (first + rng.integers(1, len(units), size)) % len(units)
    columns = {
        "id": ids("ovr", size, 6),
        "valid_from": days(began),
        "valid_until": days(began + lasts),
        "service_id": at(served.id, moved),
        "direction": at([Direction.UP.value, Direction.DOWN.value], down),
        "reason": at(policy["reasons"], rng.integers(0, len(policy["reasons"]), size)),
        **_roles(rng, policy, "first_signatory", "assessor", size),
        "first_unit": at(units, first),
        **_roles(rng, policy, "second_signatory", "approver", size),
        "second_unit": at(units, second),
        "signed_on": days(began),
    }
    name, frame = table(recipe, "overrides", 15, columns)
    return name, frame.with_columns(days(began).alias("recorded_on"))


def _roles(rng: Rng, policy: Any, column: str, role: str, size: int) -> dict[str, pl.Series]:
    names = policy["roles"][role]
    return {column: at(names, rng.integers(0, len(names), size))}


def evidence(recipe: Recipe, served: Services, of: Weighed) -> Table:
    """What was done about services: the more they matter, the more of it; some of it long ago."""
    rng, policy = recipe.draws(Part.EVIDENCE), recipe.assessments
    kinds, size = list(policy["proof"]), len(served)
    done = [
        np.flatnonzero(chance(rng, by_need(policy["proof"][kind], of.need), size)) for kind in kinds
    ]
    kind = np.repeat(np.arange(len(kinds)), [rows.size for rows in done])
    service = np.concatenate(done)
    within = np.array([policy["proof"][name]["within"] for name in kinds])[kind]
    day = day_number(recipe.on) - 1 - rng.integers(0, within)
    passed = chance(rng, policy["proof_passed"], kind.size)
    observed = chance(rng, policy["proof_observed"], kind.size)
    columns = {
        "id": ids("evd", kind.size, 6),
        "service_id": at(served.id, service),
        "kind": at(kinds, kind),
        "done_on": days(day),
        "result": at([Result.FAILED.value, Result.PASSED.value], passed.astype(np.int64)),
        "hours": _hours(rng, policy, [EvidenceKind(name) for name in kinds], kind),
        **_roles(rng, policy, "done_by", "assessor", kind.size),
        "observed_by": blank(
            _roles(rng, policy, "observed_by", "observer", kind.size)["observed_by"], ~observed
        ),
    }
    name, frame = table(recipe, "evidence", 16, columns)
    written = np.minimum(day + rng.integers(0, WRITTEN_WITHIN, kind.size), day_number(recipe.on))
    return name, frame.with_columns(days(written).alias("recorded_on"))


def _hours(rng: Rng, policy: Any, kinds: list[EvidenceKind], kind: Ints) -> pl.Series:
    """The outage that was simulated, where something was tried."""
    long = np.isin(kind, [kinds.index(name) for name in LONG])
    tried = np.isin(kind, [kinds.index(name) for name in TRIED])
    drawn = np.where(
        long,
        choose(rng, policy["exercised"], kind.size),
        choose(rng, policy["tested"], kind.size),
    )
    return blank(drawn, ~tried)


def standings(recipe: Recipe, bodies: Organisations) -> Table:
    """The largest of the kinds whose outage others feel."""
    felt, every = recipe.assessments["standings"], int(recipe.assessments["felt"])
    kinds = [felt.get(kind) for kind in bodies.kinds]
    first = np.searchsorted(bodies.kind, np.arange(len(kinds)))
    rank = np.arange(len(bodies)) - first[bodies.kind]
    count = np.bincount(bodies.kind, minlength=len(kinds))[bodies.kind]
    named = np.array([kind is not None for kind in kinds])[bodies.kind]
    body = np.flatnonzero(named & (rank * every < count))
    columns = {
        "id": ids("std", body.size, 5),
        "organisation_id": at(bodies.id, body),
        "kind": at(kinds, bodies.kind[body]),
    }
    return table(recipe, "standings", 17, columns)


def populations(recipe: Recipe, bodies: Organisations) -> Table:
    """How many organisations there are of each kind and whom they reach together, and whom each
    reaches."""
    counts = np.bincount(bodies.kind, minlength=len(bodies.kinds)).astype(np.int64)
    together = np.zeros(len(bodies.kinds), np.int64)
    np.add.at(together, bodies.kind, bodies.persons)
    there = np.flatnonzero(counts)
    size = there.size + len(bodies)
    alone = np.arange(size) >= there.size
    columns = {
        "id": ids("pop", size, 5),
        "kind": at(list(bodies.kinds), np.concatenate([there, bodies.kind])),
        "organisation_id": blank(
            at(bodies.id, np.maximum(0, np.arange(size) - there.size)), ~alone
        ),
        "organisations": np.concatenate([counts[there], np.ones(len(bodies), np.int64)]),
        "measure": at(["users"], np.zeros(size, np.int64)),
        "size": np.concatenate([together[there], bodies.persons]),
    }
    return table(recipe, "populations", 18, columns)
