# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formal designations as facts of each service: its own, and those of its organisation that hold
only together with one of its own."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.findings.classes import Flags
from dijkwacht.register.codes import DesignationKind, Noun
from dijkwacht.register.register import Register

TOGETHER: Final = "essential-entity-in-isms-scope"


def designations_of(register: Register, ids: Sequence[str]) -> dict[str, Flags]:
    """Which services have each designation. What is not in the register was not designated: a
    designation is an act, not an estimate."""
    rows = register.table("designations")
    found = {
        kind.value: _flags(ids, _ids(rows, Noun.SERVICE, kind))
        for kind in (
            DesignationKind.VITAL_PROCESS,
            DesignationKind.CRITICAL_ENTITY,
            DesignationKind.ISMS_SCOPE,
        )
    }
    essential = _ids(rows, Noun.ORGANISATION, DesignationKind.ESSENTIAL_ENTITY)
    of = dict(register.once("services").select("id", "organisation_id").iter_rows())
    owned = np.array([of.get(id) in essential for id in ids], np.bool_)
    found[TOGETHER] = owned & found[DesignationKind.ISMS_SCOPE.value]
    return found


def _ids(rows: pl.DataFrame, noun: Noun, kind: DesignationKind) -> set[str]:
    same = (pl.col("noun") == noun.value) & (pl.col("kind") == kind.value)
    return set(rows.filter(same)["of_id"].drop_nulls())


def _flags(ids: Sequence[str], having: set[str]) -> Flags:
    return np.array([id in having for id in ids], np.bool_)
