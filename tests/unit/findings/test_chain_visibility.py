# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far it is known who stands behind a service."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from builders import (
    HOSTING,
    NIMBUS,
    delivery,
    needs,
    supplier,
    system,
)
from covering import AOW, judged, of, why

from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class
from dijkwacht.findings.duty import Because
from dijkwacht.register.codes import SystemKind

ROEKHAVEN = system("Roekhaven", kind=SystemKind.FACILITY)
DEEP = [delivery(supplier(f"Rang {rank}")) for rank in range(1, 5)]
LINKS = [needs(before, after) for before, after in pairwise(DEEP)]
CHAIN = (AOW, [supplier(f"Rang {rank}") for rank in range(1, 5)], DEEP, LINKS, needs(AOW, DEEP[0]))


@pytest.mark.parametrize(
    ("level", "rank", "expected"),
    [
        (Class.O, 1, Because.SUPPLIER_UNKNOWN),
        (Class.O, 2, Because.VISIBLE),
        (Class.C, 3, Because.SUPPLIER_UNKNOWN),
        (Class.C, 4, Because.VISIBLE),
        (Class.V, 4, Because.SUPPLIER_UNKNOWN),
        (Class.K, 1, Because.SUPPLIER_UNKNOWN),
        (Class.K, 2, Because.SOLE_SOURCE_UNKNOWN),
    ],
)
def test_how_deep_a_supplier_must_be_known(level: Class, rank: int, expected: Because) -> None:
    nameless = [replace(row, supplier_id=None) if row is DEEP[rank - 1] else row for row in DEEP]
    rows = (*CHAIN[:2], nameless, LINKS, CHAIN[4], ROEKHAVEN, needs(DEEP[3], ROEKHAVEN))
    assert why("chain", rows, level=level) is expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("not", Because.SUPPLIER_UNKNOWN), ("easy", Because.VISIBLE)],
)
def test_of_a_critical_service_a_sole_source_is_known_at_any_rank(
    kind: Any, expected: Because
) -> None:
    last = replace(DEEP[3], supplier_id=None, substitutability=kind)
    rows = (*CHAIN[:2], DEEP[:3], last, LINKS, CHAIN[4])
    assert why("chain", rows, level=Class.K) is expected


def test_where_a_chain_breaks_off_nobody_can_know_who_is_behind_it() -> None:
    short = (NIMBUS, HOSTING, AOW, needs(AOW, HOSTING))
    assert why("chain", short, level=Class.O) is Because.VISIBLE
    assert why("chain", short, level=Class.C) is Because.NOTHING_BEHIND
    placed = (*short, ROEKHAVEN, needs(HOSTING, ROEKHAVEN))
    assert why("chain", placed, level=Class.C) is Because.VISIBLE
    assert why("chain", placed, level=Class.V) is Because.VISIBLE
    own = system("Eigen bouw")
    assert why("chain", AOW, own, needs(AOW, own), level=Class.O) is Because.NOTHING_BEHIND
    assert why("chain", AOW, level=Class.O) is Because.NOTHING_BEHIND


def test_the_rank_that_is_known_is_told() -> None:
    found = of(judged(*CHAIN), "chain")
    assert (found.because, found.value, found.threshold) == (Because.NOTHING_BEHIND, 4, FOREVER)
