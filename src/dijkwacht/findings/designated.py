# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formal designations as facts of each service: its own, and those of its organisation that hold
only together with one of its own."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.findings.classes import Flags
from dijkwacht.register.assessed import DESIGNATED
from dijkwacht.register.codes import DesignationKind, Noun
from dijkwacht.register.register import Register

TOGETHER: Final = "essential-entity-in-isms-scope"


def designations(register: Register) -> Mapping[str, frozenset[str]]:
    """What each service, or its organisation, is designated as; services without are absent. A
    designation of the other noun than its kind goes by is no designation."""
    right = [
        (pl.col("kind") == kind.value) & (pl.col("noun") == noun.value)
        for kind, noun in DESIGNATED.items()
    ]
    held = register.table("designations").drop_nulls("of_id").filter(pl.any_horizontal(right))
    services = register.once("services")
    own = held.filter(pl.col("noun") == Noun.SERVICE).select(id="of_id", kind="kind")
    of_owner = held.filter(pl.col("noun") == Noun.ORGANISATION).select("of_id", "kind")
    by_owner = services.select("id", "organisation_id").join(
        of_owner, left_on="organisation_id", right_on="of_id"
    )
    both = pl.concat([own, by_owner.select("id", "kind")])
    return {id: frozenset(kinds) for id, kinds in both.group_by("id").agg("kind").iter_rows()}


def designations_of(register: Register, ids: Sequence[str]) -> dict[str, Flags]:
    """Which services have each designation of their own, and which that of their organisation
    together with one of their own. What is not in the register was not designated: a designation
    is an act, not an estimate."""
    held = designations(register)
    found = {
        kind.value: np.array([kind.value in held.get(id, ()) for id in ids], np.bool_)
        for kind in DesignationKind
    }
    together = found[DesignationKind.ESSENTIAL_ENTITY] & found[DesignationKind.ISMS_SCOPE]
    own = {kind.value: found[kind] for kind, noun in DESIGNATED.items() if noun is Noun.SERVICE}
    return {**own, TOGETHER: together}
