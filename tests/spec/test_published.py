# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published answers: the supply networks of others, asked of our engines."""

from typing import Final

import numpy as np
import pytest
from builders import graph_of, helped, system

from dijkwacht.base.units import Hours
from dijkwacht.engine import reference
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import stops

LINKS: Final = (
    (2, 1),
    (2, 3),
    (7, 4),
    (9, 5),
    (3, 7),
    (6, 7),
    (10, 7),
    (9, 10),
    (7, 11),
    (8, 11),
)
"""Who sells to whom in the example of 11 firms that GLcascade 0.9.3.1 brings; all sales are equal
and every input is linear."""
DOWNSTREAM: Final = (
    0,
    0.3666666667,
    0.1666666667,
    0,
    0,
    0.1666666667,
    0.2,
    0.1,
    0.3666666667,
    0.1666666667,
    0,
)
"""Its downstream index of each firm: the share of all sales that is lost when the firm stops."""
GRID: Final = 1e-4  # levels are whole hundredths of a per cent


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_the_systemic_risk_of_eleven_firms_is_as_published(engine: str) -> None:
    firms = [system(f"Firm {number:02d}") for number in range(1, 12)]
    suppliers = {buyer: [a for a, b in LINKS if b == buyer] for _, buyer in LINKS}
    rows = [
        helped(firms[buyer - 1], firms[of - 1], share=round(10_000 / len(sellers)))
        for buyer, sellers in suppliers.items()
        for of in sellers
    ]
    graph = graph_of(firms, rows)
    sales = np.bincount([seller for seller, _ in LINKS], minlength=12)[1:] / len(LINKS)
    found = []
    for firm in range(11):
        scenario = stops([firm], Hours(2))
        by = {
            "fast": lambda asked: levels(outage(graph, asked), 2),
            "reference": lambda asked: reference.simulate(graph, asked),
        }[engine]
        found.append(float((1 - by(scenario)[:, 0] / 10_000) @ sales))
    assert np.abs(np.array(found) - DOWNSTREAM).max() < GRID
