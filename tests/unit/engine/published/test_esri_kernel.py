# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The compiled index says what the plain one says, sweep by sweep."""

import subprocess
import sys

import numpy as np
import pytest
from cli.conftest import environment

from dijkwacht.engine.published import esri, esri_kernel


def drawn(seed: int) -> esri.SupplyNetwork:
    """A random network of 40 firms, with loops, links to oneself, and firms that sell nothing."""
    rng = np.random.default_rng(seed)
    links, industries = int(rng.integers(1, 200)), int(rng.integers(1, 8))
    return esri.supply_network(
        rng.integers(0, 38, links),
        rng.integers(0, 40, links),
        rng.lognormal(0, 1, links),
        rng.integers(0, industries, 40),
        rng.choice(3, (industries, industries)),
    )


@pytest.mark.parametrize("replaceable", [True, False])
def test_scores_and_sweeps_are_those_of_the_plain_form(replaceable: bool) -> None:
    for seed in range(40):
        network = drawn(seed)
        plain, fast = (
            module.each_firm(network, epsilon=1e-3, replaceable=replaceable)
            for module in (esri, esri_kernel)
        )
        for part in ("combined", "downstream", "upstream"):
            assert getattr(fast, part) == pytest.approx(getattr(plain, part), abs=1e-12), seed
        assert fast.sweeps.tolist() == plain.sweeps.tolist(), seed


def test_firms_are_closed_one_by_one_and_leave_nothing_behind() -> None:
    network = drawn(3)
    every = esri_kernel.each_firm(network)
    some = esri_kernel.each_firm(network, [7, 7, 2])
    assert some.combined.tolist() == every.combined[[7, 7, 2]].tolist()


def test_nothing_else_of_the_program_imports_numba_for_it() -> None:
    says = "import dijkwacht.cli.commands, sys; print('numba' in sys.modules)"
    given = [sys.executable, "-c", says]
    done = subprocess.run(given, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
