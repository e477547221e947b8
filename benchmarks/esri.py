# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Economic Systemic Risk Index of every firm: compiled beside plain, on generated networks, and
what others published.

    python benchmarks/esri.py [--firms 1000 10000 100000]

Recipe of the networks: number of buyers of a firm from a truncated power law (exponent 2.3, at most
128, mean 8), buyers at random, weights lognormal, seed 42; industries and essentiality at random:
"m86" has 86 industries, "616" has 616, each with 17 % essential, 12 % linear and 71 % none, as the
public matrix of 616 industries. Above 10,000 firms a sample of firms is closed.
"""

import argparse
import sys

import numpy as np
from machine import head, line, machine, peak, timed

from dijkwacht.engine.published import esri, esri_kernel
from dijkwacht.engine.published.inputs import Ints

SEED = 42
EXPONENT, MOST, MEAN = 2.3, 128, 8.0
CLASSES, SHARES = (esri.NONE, esri.LINEAR, esri.ESSENTIAL), (0.71, 0.12, 0.17)
CASES = {"m86": 86, "616": 616}
ALL = 10_000  # up to so many firms every one is closed
SAMPLE, PLAIN = 1_000, 20
PUBLISHED = """published, on the machines of their authors; other weights, another matrix: no race
  fastcascade (R and C++), as measured by ESRIcascade.jl, one worker, 616 industries:
      10,000 firms 172.4 ms a firm; 100,000 firms 1,900 ms
  ESRIcascade.jl (Julia), one worker, 616 industries:
      10,000 firms 0.777 ms a firm; 100,000 firms 9.885 ms"""


def degrees(firms: int, rng: np.random.Generator) -> Ints:
    """The number of buyers of each firm."""
    power = 1 - EXPONENT
    low, high = 0.5, float(MOST)
    for _ in range(60):  # the least degree that gives the mean
        least = (low + high) / 2
        grid = (np.arange(200_000) + 0.5) / 200_000
        drawn = drawn_degrees(grid, least, power)
        low, high = (least, high) if drawn.mean() < MEAN else (low, least)
    return drawn_degrees(rng.random(firms), low, power)


def drawn_degrees(uniform: np.ndarray, least: float, power: float) -> Ints:
    """Whole numbers by the inverse of the truncated power law."""
    ends = least**power, (MOST + 1.0) ** power
    return ((ends[0] + uniform * (ends[1] - ends[0])) ** (1 / power)).astype(np.int64)


def generated(firms: int, industries: int) -> esri.SupplyNetwork:
    """A network by the recipe."""
    rng = np.random.default_rng(SEED)
    supplier = np.repeat(np.arange(firms), degrees(firms, rng))
    buyer = rng.integers(0, firms, supplier.size)
    links = np.unique(np.stack((supplier, buyer), 1)[supplier != buyer], axis=0)
    weight = rng.lognormal(0.0, 1.0, len(links))
    industry = rng.integers(0, industries, firms)
    essentiality = rng.choice(CLASSES, (industries, industries), p=SHARES)
    return esri.supply_network(links[:, 0], links[:, 1], weight, industry, essentiality)


def equal(one: esri.Scores, other: esri.Scores) -> tuple[float, bool]:
    """The largest difference of any score, and whether the sweeps are equal."""
    pairs = [
        (one.combined, other.combined),
        (one.downstream, other.downstream),
        (one.upstream, other.upstream),
    ]
    gap = max(float(np.abs(first - second).max()) for first, second in pairs)
    return gap, bool((one.sweeps == other.sweeps).all())


def measure(firms: int, case: str) -> bool:
    """One network: compiled over many firms, plain over a few; whether both say the same."""
    network, preparing = timed(lambda: generated(firms, CASES[case]))
    rng = np.random.default_rng(SEED)
    every = firms <= ALL
    asked = np.arange(firms) if every else np.sort(rng.choice(firms, SAMPLE, replace=False))
    few = rng.choice(asked, min(PLAIN, asked.size), replace=False)
    found, took = timed(lambda: esri_kernel.each_firm(network, asked))
    plain, slow = timed(lambda: esri.each_firm(network, few))
    gap, same = equal(plain, esri_kernel.each_firm(network, few))
    sweeps = f"{found.sweeps.mean():.1f} sweeps in the mean"
    print(f"{firms:,} firms, {len(network.weight):,} links, {case}, {sweeps}")
    line("  generate and prepare", preparing)
    closed = f"{asked.size:,} firms closed" + ("" if every else " (a sample)")
    line("  compiled", took, peak(), f"{closed}, {1_000 * took[1] / asked.size:.3f} ms each")
    line(
        "  plain", slow, None, f"{few.size} firms closed, {1_000 * slow[1] / few.size:.2f} ms each"
    )
    print(f"  largest difference of a score {gap:.1e}, sweeps {'equal' if same else 'DIFFER'}")
    return gap < 1e-12 and same


def main() -> int:
    """Every size and case; exit code 1 when the two forms differ."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--firms", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    sizes = read.parse_args().firms
    print(f"{machine()}\n")
    head()
    small = generated(100, 5)
    line("compile, or load what was compiled", timed(lambda: esri_kernel.each_firm(small))[1])
    well = [measure(size, case) for size in sizes for case in CASES]
    print(f"\n{PUBLISHED}")
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
