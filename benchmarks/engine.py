# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage of every supplier of a dense state, full model, and one outage on demand.

    python benchmarks/engine.py [--scale 1] [--seed 1] [--prototypes FOLDER] [--only rank]

Every step runs in a fresh process with a compile cache that is warm, but for the first one, which
compiles. With a folder of prototypes of the study (or where it lies beside the repository) the
prototype runs on the same graph in the same run; its person-hours must be equal.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from dense_state import dense_state
from machine import fresh, head, line, machine, now, say, timed

from dijkwacht.base.files import cache_folder
from dijkwacht.base.units import Hours
from dijkwacht.engine import load
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.explain import explain
from dijkwacht.engine.outage import outage
from dijkwacht.engine.rank import rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.survey import Survey, plainly
from dijkwacht.engine.sweep import fast

HORIZON, DURATIONS = 4_380, (72, 4_380)
HORIZONS = 1, 4, 24, 72, 168, 720, 4_320
CACHE = load.Cache(cache_folder(os.environ))
DRAWN, PATHS, EQUAL = 200, 50, 60
SMALL = ["rank", "--json"]


def choice(hours: int) -> Choice:
    """It stops for so many hours, with every feature on: replacement counts."""
    return Choice(Hours(HORIZON), Hours(hours), permanent=True)


def compiling() -> dict[str, Any]:
    """The compiled engine from an empty cache, and loaded again in another process."""
    with tempfile.TemporaryDirectory() as empty:
        _, cold = timed(lambda: load.warm(load.Cache(Path(empty))))
    return {"seconds": cold}


def loading() -> dict[str, Any]:
    _, warm = timed(lambda: load.warm(CACHE))
    return {"seconds": warm}


def ranking(scale: float, seed: int, hours: int, threads: int) -> dict[str, Any]:
    graph, failing = dense_state(scale, seed)
    graphs = Graphs(graph, graph)
    load.compiled(CACHE)
    asked = {node: (node,) for node in range(failing)}
    places, spent = timed(
        lambda: rank(graphs, asked, choice(hours), HORIZONS, sweep=fast(CACHE, threads))
    )
    return {
        "seconds": spent,
        "things": len(places),
        "person_hours": sum(place.person_hours for place in places),
        "worst": places[0].losses[-1].services,
        "nodes": len(graph.nodes),
        "members": int(graph.groups.member.size),
    }


def prototype(folder: Path, scale: float, seed: int, hours: int) -> dict[str, Any]:
    """The throw-away program of the study, on the state of the same scale and seed."""
    sys.path.insert(0, str(folder))
    import cascade_exact
    import gen_state

    prepared = cascade_exact.prepare(gen_state.gen(scale, seed))
    failing = int(prepared["n"] * 0.3)
    cascade_exact.sweep(prepared, np.arange(3), hours)
    (loss, *_), spent = timed(lambda: cascade_exact.sweep(prepared, np.arange(failing), hours))
    return {"seconds": spent, "person_hours": int(loss.sum())}


def single(scale: float, seed: int, hours: int) -> dict[str, Any]:
    """One outage on demand from a graph in memory: some drawn, and the widest of all."""
    graph, failing = dense_state(scale, seed)
    graphs, asked = Graphs(graph, graph), {node: (node,) for node in range(failing)}
    places = rank(graphs, asked, choice(hours), HORIZONS, sweep=fast(CACHE, 2))
    widest = [place.node for place in places[:5]]
    drawn = random.Random(seed).sample(range(failing), DRAWN)
    engine = load.Engine(CACHE)
    engine.traces(graph, choice(hours).of([0]))  # the graph is laid flat, as it is loaded
    took = {}
    for node in (*drawn, *widest):
        begun = now()
        found = outage(graph, choice(hours).of([node]), engine=engine)
        assert found.within(HORIZON).services >= len(found.lost) - 1
        took[node] = (now()[0] - begun[0]) * 1_000
    return {
        "median": statistics.median(took[node] for node in drawn),
        "longest": max(took[node] for node in drawn),
        "widest": max(took[node] for node in widest),
    }


def paths(scale: float, seed: int, hours: int) -> dict[str, Any]:
    """With paths: why each lost service is lost, for some suppliers that cost one."""
    graph, failing = dense_state(scale, seed)
    engine, made, lost = load.Engine(CACHE), 0, 0
    draw = random.Random(seed)
    begun = now()
    for node in draw.sample(range(failing), PATHS):
        found = outage(graph, choice(hours).of([node]), engine=engine)
        for loss in found.lost:
            made += len(explain(found, loss.node))
            lost += 1
    spent = [after - before for before, after in zip(begun, now(), strict=True)]
    return {"seconds": spent, "paths": lost, "links": made}


def equal(scale: float, seed: int) -> dict[str, Any]:
    """Compiled and plain on the same things: equal in every figure, or this fails."""
    graph, failing = dense_state(scale / 20, seed)
    survey = Survey(Graphs(graph, graph), choice(72), HORIZONS)
    starts = [(node,) for node in random.Random(seed).sample(range(failing), EQUAL)]
    slowly, plain = timed(lambda: plainly(survey, starts))
    load.compiled(CACHE)
    (found,), quick = timed(lambda: list(fast(CACHE)(survey, starts)))
    for name in ("services", "persons", "organisations", "estimated", "person_hours"):
        assert np.array_equal(getattr(slowly, name), getattr(found, name)), name
    return {"plain": plain, "quick": quick}


def small() -> dict[str, Any]:
    """The ranking of the example from the command line, with an empty cache: a process of its own,
    as a user starts it."""
    with tempfile.TemporaryDirectory() as empty:
        command = [sys.executable, "-m", "dijkwacht", *SMALL]
        run = {"check": True, "env": os.environ | {"XDG_CACHE_HOME": empty}}
        _, spent = timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, **run))
    return {"seconds": spent[:1]}


STEPS = {
    "compiling": lambda: compiling(),
    "loading": lambda: loading(),
    "rank": lambda scale, seed, hours, threads: ranking(
        float(scale), int(seed), int(hours), int(threads)
    ),
    "prototype": lambda folder, scale, seed, hours: prototype(
        Path(folder), float(scale), int(seed), int(hours)
    ),
    "single": lambda scale, seed, hours: single(float(scale), int(seed), int(hours)),
    "paths": lambda scale, seed, hours: paths(float(scale), int(seed), int(hours)),
    "equal": lambda scale, seed: equal(float(scale), int(seed)),
    "small": lambda: small(),
}


def start_up() -> None:
    """What compiling and loading cost, and that a small question pays for neither."""
    for step, what in (
        ("small", "ranking of the example, nothing compiled"),
        ("compiling", "compiling the engine (once per user)"),
        ("loading", "loading it afterwards"),
    ):
        made = fresh(__file__, step)
        line(what, made["seconds"], made["peak"])


def all_suppliers(
    scale: float, seed: int, prototypes: Path | None, threads: Sequence[int] = (1, 2)
) -> None:
    """Every single failure, for three days and for half a year."""
    for hours in DURATIONS:
        sums = set()
        for count in threads:
            made = fresh(__file__, "rank", scale, seed, hours, count)
            what = f"all {made['things']:,} fail {hours:,} h, {count} thread(s)"
            line(what, made["seconds"], made["peak"], f"worst: {made['worst']:,} services")
            sums.add(made["person_hours"])
        assert len(sums) == 1
        if prototypes:
            other = fresh(__file__, "prototype", prototypes, scale, seed, hours)
            line("  the prototype, 1 thread", other["seconds"], other["peak"])
            assert abs(other["person_hours"] - sums.pop()) <= made["things"]
    print(f"  {made['nodes']:,} nodes with the fallbacks, {made['members']:,} members")


def on_demand(scale: float, seed: int) -> None:
    """One outage of a graph in memory, and with all its paths."""
    for hours in DURATIONS:
        one = fresh(__file__, "single", scale, seed, hours)
        print(
            f"one outage of {hours:,} h on demand: median {one['median']:.1f} ms, longest of"
            f" {DRAWN} drawn {one['longest']:.0f} ms,\n  longest of the five widest"
            f" {one['widest']:.0f} ms"
        )
    made = fresh(__file__, "paths", scale, seed, DURATIONS[0])
    line(f"{PATHS} outages with every path", made["seconds"], made["peak"])
    print(f"  {made['paths']:,} lost services, {made['links']:,} links")


def main() -> None:
    """Run everything, or one step of it."""
    beside = Path(__file__).parent.parent.parent / "shared" / "prototypes"
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--scale", type=float, default=1.0)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--prototypes", type=Path, default=beside if beside.is_dir() else None)
    read.add_argument("--only", choices=("rank",), help="only all suppliers")
    read.add_argument("--step", help="run this step alone (used by the script itself)")
    read.add_argument("arguments", nargs="*")
    asked = read.parse_args()
    if asked.step:
        say(STEPS[asked.step](*asked.arguments))
        return
    print(machine())
    print(f"state     dense_state.py, scale {asked.scale}, seed {asked.seed}\n")
    head()
    load.warm(CACHE)
    if asked.only:
        all_suppliers(asked.scale, asked.seed, None, (2,))
        return
    start_up()
    all_suppliers(asked.scale, asked.seed, asked.prototypes)
    on_demand(asked.scale, asked.seed)
    same = fresh(__file__, "equal", asked.scale, asked.seed)
    line(f"a twentieth of it, {EQUAL} drawn: plain Python", same["plain"], same["peak"])
    line("  compiled, the same figures", same["quick"])


if __name__ == "__main__":
    main()
