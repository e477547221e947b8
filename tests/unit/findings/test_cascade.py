# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row K: who counts, as what, and from which time on."""

import numpy as np
import pytest
from builders import SMALL, register, rules
from classified import TIMES, graph_and_spreads

from dijkwacht.base.units import FOREVER
from dijkwacht.findings.cascade import UNNAMED, Chain, chain, counts, harmed_at
from dijkwacht.findings.classes import Class

HOURS = np.array(TIMES)
# service 0 takes down 1, 2 and 3 at hours 0, 10 and 20
LINKED = Chain(
    cause=np.array([0, 0, 0]),
    other=np.array([1, 2, 3]),
    lost_at=np.array([0, 10, 20]),
    organisation=np.array([0, 1, 0, UNNAMED]),
    sector=np.array([0, 1, 0, UNNAMED]),
)


def counted(level: list[Class], mtpd: list[int], *, possibly: bool) -> dict[str, list[int]]:
    """What service 0 does at the last time, per fact."""
    found = counts(LINKED, np.array(level), np.array(mtpd), HOURS, possibly)
    return {name: columns[0].tolist() for name, columns in found.items()}


def last(found: dict[str, list[int]]) -> tuple[int, ...]:
    names = ("cascade_own", "cascade_organisations", "cascade_vital", "cascade_sectors")
    return tuple(found[name][-1] for name in names)


def test_it_is_harmed_only_when_it_lasts_longer_than_its_mtpd() -> None:
    mtpd = np.array([0, 24, 14, 4_300])
    assert harmed_at(LINKED, mtpd, HOURS).tolist() == [2, 2, 8]
    assert harmed_at(LINKED, np.array([0, 23, 13, 4_299]), HOURS).tolist() == [1, 1, 7]


def test_own_others_vital_and_sectors_are_told_apart() -> None:
    level = [Class.O, Class.V, Class.C, Class.K]
    assert last(counted(level, [4] * 4, possibly=False)) == (1, 1, 1, 1)
    assert last(counted(level, [4] * 4, possibly=True)) == (2, 2, 1, 1)
    level = [Class.O, Class.V, Class.C, Class.C]
    assert last(counted(level, [4] * 4, possibly=True)) == (2, 2, 1, 2)


def test_what_is_not_critical_or_never_harmed_counts_for_nothing() -> None:
    assert last(counted([Class.O] * 4, [4] * 4, possibly=True)) == (0, 0, 0, 0)
    assert last(counted([Class.V] * 4, [int(FOREVER)] * 4, possibly=True)) == (0, 0, 0, 0)


def test_counts_only_grow_with_time() -> None:
    found = counted([Class.O, Class.V, Class.V, Class.V], [24, 24, 24, 24], possibly=False)
    assert found["cascade_vital"] == [0, 0, 3, 3, 3, 3, 3, 3]
    found = counted([Class.O, Class.V, Class.V, Class.V], [24, 4, 24, 168], possibly=False)
    assert found["cascade_vital"] == [0, 1, 2, 2, 3, 3, 3, 3]


@pytest.mark.parametrize("possibly", [False, True])
def test_two_of_one_organisation_are_one(possibly: bool) -> None:
    linked = Chain(
        cause=np.array([0, 0]),
        other=np.array([1, 2]),
        lost_at=np.array([0, 300]),
        organisation=np.array([0, 1, 1]),
        sector=np.array([0, 1, 1]),
    )
    found = counts(linked, np.array([0, 2, 2]), np.array([4, 4, 4]), HOURS, possibly)
    assert found["cascade_organisations"][0].tolist() == [0, 1, 1, 1, 1, 1, 1, 1]
    assert found["cascade_sectors"][0].tolist() == [0, 1, 1, 1, 1, 1, 1, 1]


def test_pairs_of_nodes_become_pairs_of_services() -> None:
    held = register(SMALL)
    graph, found = graph_and_spreads(held, rules())
    linked = chain(held, graph, found.sure)
    assert (linked.cause.tolist(), linked.other.tolist(), linked.lost_at.tolist()) == (
        [0],
        [1],
        [4],
    )
    assert linked.size == 2
    assert linked.organisation.tolist() == [0, 0]
    assert linked.sector.tolist() == [UNNAMED, UNNAMED]
