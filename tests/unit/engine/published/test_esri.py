# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of systemic risk, held against figures that others published."""

from typing import Final

import numpy as np
import pytest

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.esri import (
    SupplyNetwork,
    cascade,
    each_firm,
    score,
    supply_network,
)

LINKS: Final = "2>1 2>3 7>4 9>5 3>7 6>7 10>7 9>10 7>11 8>11"
"""Who sells to whom in the example of 11 firms that GLcascade 0.9.3.1 brings (ch-diem/
misestimation_from_aggregation): all sales are equal and every input is linear."""
THIRD, SIXTH = 0.3666666667, 0.1666666667
DOWNSTREAM: Final = (0, THIRD, SIXTH, 0, 0, SIXTH, 0.2, 0.1, THIRD, SIXTH, 0)
UPSTREAM: Final = (0.1, 0.2, 0.2, 0.35, 0.1, 0.1, 0.7, 0.1, 0.2, 0.2, 0.45)
COMBINED: Final = (0.1, THIRD, 0.2666666667, 0.35, 0.1, SIXTH, 0.7, 0.1, THIRD, 0.2666666667, 0.45)

SALES: Final = np.array(
    [
        [0, 3, 2, 7, 5, 11],
        [4, 0, 9, 1, 8, 6],
        [10, 2, 0, 4, 3, 7],
        [6, 5, 1, 0, 9, 2],
        [8, 3, 6, 10, 0, 4],
        [2, 7, 5, 3, 11, 0],
    ],
    float,
)
"""Six firms of three industries, with inputs of every kind: the case in which ESRIcascade.jl
(Devetak/ESRIcascade.jl, MIT) holds itself against fastcascade; its score and levels are below."""
MIXED: Final = 0.50687988214742541
LEVELS: Final = (0.0, 0.6, 0.7894068197483480, 0.0, 0.6111111111111110, 0.8786670560685980)


def eleven() -> SupplyNetwork:
    pairs = [[int(firm) - 1 for firm in link.split(">")] for link in LINKS.split()]
    seller, buyer = zip(*pairs, strict=True)
    return supply_network(seller, buyer, [1] * 10, [0] * 11, [[1]])


def six(order: list[int] | None = None) -> SupplyNetwork:
    seller, buyer = np.nonzero(SALES)
    given = np.arange(seller.size) if order is None else np.array(order)
    kinds = [[2, 1, 0], [0, 2, 1], [1, 0, 2]]
    weight = SALES[seller, buyer]
    return supply_network(seller[given], buyer[given], weight[given], [0, 1, 2, 0, 1, 2], kinds)


def closed(firm: int, size: int) -> np.ndarray:
    return np.where(np.arange(size) == firm, 0.0, 1.0)


def test_eleven_firms_have_the_published_scores() -> None:
    found = each_firm(eleven(), replaceable=False)
    assert found.downstream == pytest.approx(DOWNSTREAM, abs=1e-9)
    assert found.upstream == pytest.approx(UPSTREAM, abs=1e-9)
    assert found.combined == pytest.approx(COMBINED, abs=1e-9)


def test_six_firms_with_inputs_of_every_kind_have_the_published_score_and_levels() -> None:
    network = six()
    found = cascade(network, closed(0, 6), epsilon=1e-12)
    assert score(network, found)[1] == pytest.approx(MIXED, abs=1e-12)
    assert found.downstream == pytest.approx(LEVELS, abs=1e-12)


def test_the_order_of_links_and_a_link_given_in_parts_change_nothing() -> None:
    whole = each_firm(six())
    turned = each_firm(six(list(range(29, -1, -1))))
    assert np.array_equal(whole.combined, turned.combined)
    seller, buyer = np.nonzero(SALES)
    half = np.tile(SALES[seller, buyer] / 2, 2)
    kinds = [[2, 1, 0], [0, 2, 1], [1, 0, 2]]
    twice = supply_network(np.tile(seller, 2), np.tile(buyer, 2), half, [0, 1, 2, 0, 1, 2], kinds)
    assert each_firm(twice).combined == pytest.approx(whole.combined, abs=1e-12)


def test_a_small_supplier_is_replaced_by_the_rest_of_its_industry() -> None:
    # firms 0 and 1 are one industry and sell 1 and 3; firm 2 buys all, firm 3 buys of firm 2
    network = supply_network([0, 1, 2], [2, 2, 3], [1, 3, 4], [0, 0, 1, 1], [[1, 1], [1, 1]])
    replaced, kept = (
        cascade(network, closed(0, 4), replaceable=way).downstream for way in (True, False)
    )
    assert kept == pytest.approx([0, 1, 0.75, 0.75])  # a quarter of its inputs
    assert replaced == pytest.approx(
        [0, 1, 1 - 1 / 3 * 0.25, 1 - 1 / 3 * 0.25]
    )  # of 3 left, 1 lost


def test_an_essential_input_is_the_weakest_link_and_linear_ones_add_up() -> None:
    # firm 3 buys 1 of each of the industries 0, 1 and 2
    for kinds, level in (
        ((2, 2, 2), 0.0),
        ((1, 1, 1), 1 / 3),
        ((0, 1, 0), 2 / 3),
        ((0, 0, 0), 1.0),
    ):
        classes = np.zeros((4, 4), int)
        classes[:3, 3] = kinds
        network = supply_network([0, 1, 2], [3, 3, 3], [1, 1, 1], [0, 1, 2, 3], classes)
        found = cascade(network, [0, 0, 1, 1], replaceable=False)
        assert found.downstream[3] == pytest.approx(level), kinds


def test_own_capacity_bounds_both_directions_and_a_whole_network_loses_nothing() -> None:
    network = six()
    untouched = cascade(network, np.ones(6))
    assert (untouched.sweeps, score(network, untouched)) == (1, (0, 0, 0))
    partly = cascade(network, [1, 0.5, 1, 0.8, 1, 1], epsilon=1e-9)
    assert np.all(partly.downstream <= [1, 0.5, 1, 0.8, 1, 1])
    assert np.all(partly.upstream <= [1, 0.5, 1, 0.8, 1, 1])


def test_sweeps_end_when_no_level_falls_by_more_than_epsilon() -> None:
    coarse, fine = (each_firm(six(), epsilon=epsilon).sweeps for epsilon in (0.1, 1e-6))
    assert np.all(coarse < fine)
    again = each_firm(six(), [0, 3], epsilon=0.1)
    assert again.sweeps.tolist() == coarse[[0, 3]].tolist()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"industry": [0, 0, 7]}, "model-range"),
        ({"essentiality": [[3]]}, "model-range"),
        ({"essentiality": [[1, 1]]}, "model-shape"),
        ({"weight": [-1.0, 1.0]}, "model-range"),
        ({"weight": [float("nan"), 1.0]}, "model-range"),
        ({"weight": [1.0]}, "model-shape"),
        ({"buyer": [1, 9]}, "model-range"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(change: dict[str, object], code: str) -> None:
    given = {
        "supplier": [0, 1],
        "buyer": [1, 2],
        "weight": [1.0, 1.0],
        "industry": [0, 0, 0],
        "essentiality": [[1]],
    }
    with pytest.raises(WrongQuestion, match=code):
        supply_network(**{**given, **change})  # type: ignore[arg-type]
