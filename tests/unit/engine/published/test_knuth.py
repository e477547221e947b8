# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Knuth's generalised Dijkstra, on the grammar of his paper and on the first hours of an outage."""

from itertools import product

import numpy as np
import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.knuth import Production, cheapest

GRAMMAR = [
    Production("A", (), lambda: 4),
    Production("A", ("B", "C"), max),
    Production("B", ("A",), lambda x: x + 1),
    Production("B", ("A", "C", "A"), lambda x, y, z: x + max(y, z)),
    Production("C", (), lambda: 9),
    Production("C", ("B", "A"), lambda x, y: (x + y + max(x, y)) / 2),
]
"""Knuth 1977: a = 4, b = max, c = x + 1, d = x + max(y, z), e = 9, f = (x + y + max(x, y)) / 2."""


def test_the_grammar_of_the_paper_costs_four_five_and_seven() -> None:
    found = cheapest(GRAMMAR)
    assert {made: cost for made, (cost, _) in found.items()} == {"A": 4, "B": 5, "C": 7}
    assert list(found) == ["A", "B", "C"]
    assert [found[made][1].parts for made in "ABC"] == [(), ("A",), ("B", "A")]


def test_what_cannot_be_made_is_absent() -> None:
    rules = [Production("a", ("b",), max), Production("b", ("a",), max), Production("c", (), int)]
    assert list(cheapest(rules)) == ["c"]


def test_a_cost_below_a_part_is_refused() -> None:
    rules = [Production("a", (), lambda: 5), Production("b", ("a",), lambda x: x - 1)]
    with pytest.raises(WrongQuestion, match="model-superior"):
        cheapest(rules)


def test_paths_on_random_networks_are_the_shortest() -> None:
    rng = np.random.default_rng(7)
    for _ in range(20):
        length = rng.integers(1, 20, (8, 8))
        rules = [Production(0, (), lambda: 0)] + [
            Production(j, (i,), lambda x, add=int(length[i, j]): x + add)
            for i, j in product(range(8), repeat=2)
        ]
        best = [0.0] + [float("inf")] * 7
        for _ in range(8):  # Bellman and Ford
            best = [min([best[j], *(best[i] + length[i, j] for i in range(8))]) for j in range(8)]
        assert {made: cost for made, (cost, _) in cheapest(rules).items()} == dict(enumerate(best))
