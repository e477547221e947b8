# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place where findings that need the classes of services get them."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.units import FOREVER, NOT_APPLICABLE
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.crosswalk import designations
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.register import Register
from dijkwacht.rules.condition import Known
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.verbs.opening import Opened

TABLE: Final = "classification/service-class"
WITHIN: Final = 30 * 24  # hours: policy.md 2.4
DECIDING: Final = tuple(kind.value for kind in HarmKind if kind is not HarmKind.SECURITY)
Facts = tuple[tuple[str, Known], ...]


def classes_of(opened: Opened) -> Classes:
    """The class of every service.

    To be joined with `findings/classification.py`: until then by the rows of the table on harm and
    designation alone, without cascade and adjustments, and provisional where a harm that decides
    is not known.
    """
    ids = tuple(opened.register.table("services")["id"].unique().sort())
    table, facts = opened.rules.table(TABLE), _facts(opened.register)
    judged = {held: _judged(table, held) for held in {*facts.values(), ()}}
    found = [judged[facts.get(id, ())] for id in ids]
    level = np.array([level for level, _ in found], np.int64)
    unknown = np.array([provisional for _, provisional in found], np.bool_)
    return Classes(ids, level, level, np.full(len(ids), FOREVER, np.int64), unknown)


def _facts(register: Register) -> Mapping[str, Facts]:
    harms = register.table("harms").drop_nulls(["service_id", "kind", "value"])
    within = harms.filter(
        (pl.col("after_hours") <= WITHIN) & (pl.col("value") != NOT_APPLICABLE)
    ).sort("service_id", "kind")
    worst = within.group_by("service_id", "kind", maintain_order=True).agg(pl.col("value").max())
    facts: dict[str, dict[str, Known]] = {}
    for service, kind, value in worst.iter_rows():
        facts.setdefault(service, {})[kind] = value
    for service, held in designations(register).items():
        facts.setdefault(service, {})["designation"] = held
    return {service: tuple(held.items()) for service, held in facts.items()}


def _judged(table: DecisionTable, held: Facts) -> tuple[int, bool]:
    facts = dict(held)
    level = Class[table.judge({"designation": frozenset(), **facts}).outcome]
    unknown = any(kind not in facts for kind in DECIDING)
    return max(level, Class.K) if unknown else level, unknown
