# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole fictional state through the whole path: generate, load, check, graph, outage, ranking.

    python benchmarks/full_state.py [--organisations 1700] [--seed 1] [--sample]

Every step runs in a fresh process, so that its peak memory is its own (with what it must load
first). Beside it, in the same run: the same files by the standard csv module, and the engine that
goes hour by hour on a state of three organisations, with equal answers demanded.
"""

import argparse
import csv
import random
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from machine import fresh, head, line, machine, now, say, timed

from dijkwacht import verbs
from dijkwacht.engine import reference
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.rank import each_supplier, rank
from dijkwacht.engine.scenario import Choice, stops
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.loops import feedback_groups
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.rules.rulebook import Rulebook

ON = date(2026, 6, 1)
RUN, LASTS = 4_380, 72  # hours
MOST_USED, DRAWN = 100, 200
SMALL, SMALL_RUN = 3, 720
HALF_YEAR = 4_320


def generate(folder: Path, form: str, organisations: int, seed: int) -> dict[str, Any]:
    history, seconds = timed(lambda: verbs.generate(organisations, seed, ON))
    written, writing = timed(lambda: write_tables(history, folder, Format(form)))
    rows = {name: frame.height for name, frame in history.frames.items() if frame.height}
    size = sum(file.stat().st_size for file in written)
    return {"seconds": seconds, "writing": writing, "rows": rows, "bytes": size}


def load(folder: Path) -> dict[str, Any]:
    opened, seconds = timed(lambda: verbs.open_register(folder, ON))
    return {"seconds": seconds, "rows": opened.register.count(), "faults": len(opened.problems)}


def plain_csv(folder: Path) -> dict[str, Any]:
    """The baseline: rows as dictionaries of text, nothing judged."""

    def read() -> int:
        tables = {}
        for file in sorted(folder.glob("*.csv")):
            with file.open(encoding="utf-8", newline="") as text:
                tables[file.stem] = list(csv.DictReader(text))
        return sum(map(len, tables.values()))

    rows, seconds = timed(read)
    return {"seconds": seconds, "rows": rows}


def check(folder: Path) -> dict[str, Any]:
    opened = verbs.open_register(folder, ON)
    problems, seconds = timed(lambda: verbs.check(opened))
    return {"seconds": seconds, "grades": Counter(problem.grade.value for problem in problems)}


def graph(folder: Path) -> dict[str, Any]:
    opened = verbs.open_register(folder, ON)
    made, seconds = timed(lambda: build(opened.register, opened.rules))
    both, again = timed(lambda: opened.graphs)
    return {
        "seconds": seconds,
        "both": again,
        "nodes": len(made.nodes),
        "requirements": len(made.groups),
        "members": int(made.groups.member.size),
        "layers": int(made.order.layer.max()) + 1,
        "loops": [len(group) for group in feedback_groups(made)],
        "sure": len(both.sure.groups),
    }


def one_outage(folder: Path, supplier: str) -> dict[str, Any]:
    opened = verbs.open_register(folder, ON)
    assert opened.graphs
    question = verbs.Question((supplier,), Choice(RUN, LASTS))
    asked, first = timed(lambda: verbs.outage(opened, question))
    _, second = timed(lambda: verbs.outage(opened, question))
    found = asked.answer.found
    return {
        "seconds": first,
        "second": second,
        "touched": len(found.touched),
        "lost": found.within(HALF_YEAR).services,
        "sure": asked.answer.sure.within(HALF_YEAR).services,
        "services": len(found.graph.services),
    }


def ranking(folder: Path, every: bool) -> dict[str, Any]:
    """The suppliers with most deliveries, and the others: some drawn at random, or all."""
    opened = verbs.open_register(folder, ON)
    graphs = opened.graphs
    first, suppliers = graphs.every.users_of[0], list(each_supplier(graphs))
    by_use = sorted(suppliers, key=lambda node: (first[node] - first[node + 1], node))
    most, others = by_use[:MOST_USED], by_use[MOST_USED:]
    drawn = others if every else random.Random(1).sample(others, min(DRAWN, len(others)))
    moments = [now()]
    places = rank(
        graphs,
        {node: (node,) for node in (*most, *drawn)},
        Choice(RUN, LASTS),
        verbs.horizons_of(opened.rules, RUN),
        lambda done, of: moments.append(now()),
    )
    spent = np.diff(moments, axis=0)
    hurt = [place for place in places if place.losses[-1].services]
    return {
        "suppliers": len(suppliers),
        "most": spent[: len(most)].tolist(),
        "drawn": spent[len(most) :].tolist(),
        "widest": graphs.every.nodes.ids[hurt[0].node],
        "median": graphs.every.nodes.ids[hurt[len(hurt) // 2].node],
        "hurting": len(hurt),
    }


def engines() -> dict[str, Any]:
    """Hour by hour and by events on the same small state: equal at every node and hour, or this
    fails."""
    history = verbs.generate(SMALL, 1, ON)
    made = build(history.at(ON), Rulebook.read().on(ON))
    node = made.node(NodeNoun.SUPPLIER, "sup-000001")
    scenario = stops([node], SMALL_RUN, duration=24, permanent=True)
    slowly, slow = timed(lambda: reference.simulate(made, scenario))
    found, fast = timed(lambda: outage(made, scenario))
    assert np.array_equal(slowly, levels(found, SMALL_RUN))
    return {"slow": slow, "fast": fast, "nodes": len(made.nodes), "touched": len(found.touched)}


def step(name: str, arguments: list[str]) -> dict[str, Any]:
    """One step, by its name, in this process."""
    folder = Path(arguments[0]) if arguments else Path()
    if name == "generate":
        return generate(folder, arguments[1], int(arguments[2]), int(arguments[3]))
    if name == "outage":
        return one_outage(folder, arguments[1])
    if name == "rank":
        return ranking(folder, arguments[1] == "all")
    if name == "engines":
        return engines()
    return {"load": load, "plain-csv": plain_csv, "check": check, "graph": graph}[name](folder)


def tables(root: Path, organisations: int, seed: int) -> None:
    """Generate and load, in both forms, and the baseline for loading."""
    for form in Format:
        made = fresh(__file__, "generate", root / form, form, organisations, seed)
        line(f"generate, for {form}", made["seconds"], made["peak"])
        line(f"  written as {form}", made["writing"], rest=f"{made['bytes'] / 1e6:,.1f} MB")
    rows = [f"{count:,} {name}" for name, count in made["rows"].items()]
    print("".join(f"\n  {', '.join(rows[at : at + 4])}" for at in range(0, len(rows), 4))[1:])
    for form in Format:
        got = fresh(__file__, "load", root / form)
        line(f"load {form}", got["seconds"], got["peak"], f"{got['rows']:,} rows")
        assert got["faults"] == 0
    plain = fresh(__file__, "plain-csv", root / Format.CSV)
    line("  baseline: csv module into dictionaries", plain["seconds"], plain["peak"])
    print("  (the baseline types nothing and judges nothing)")
    assert plain["rows"] == got["rows"]


def whole(folder: Path) -> None:
    """Check and graph."""
    got = fresh(__file__, "check", folder)
    grades = ", ".join(f"{count} {grade}" for grade, count in got["grades"].items())
    line("check (builds the graph too)", got["seconds"], got["peak"], f"problems: {grades}")
    got = fresh(__file__, "graph", folder)
    line("graph", got["seconds"], got["peak"], f"{got['nodes']:,} nodes")
    print(
        f"  {got['requirements']:,} requirements, {got['members']:,} members,"
        f" {got['layers']} layers, {len(got['loops'])} feedback groups,"
        f" the largest of {max(got['loops'], default=0)} nodes"
    )
    line("both graphs, with and without estimates", got["both"])
    print(f"  {got['sure']:,} requirements are left when nothing estimated counts")


def outages(folder: Path, every: bool) -> None:
    """The ranking, and one outage of the widest supplier and one of a median one."""
    got = fresh(__file__, "rank", folder, "all" if every else "sample")
    most, drawn = np.array(got["most"]), np.array(got["drawn"])
    others = got["suppliers"] - len(most)
    line(f"rank: the {len(most)} most used suppliers", most.sum(axis=0), got["peak"])
    line(f"rank: {len(drawn):,} of the {others:,} others", drawn.sum(axis=0))
    if len(drawn) < others:
        first, used = most[:, 1].sum(), drawn[:, 1]
        mean, error = used.mean(), used.std(ddof=1) / len(drawn) ** 0.5
        low, high = (first + others * (mean + 2 * side * error) for side in (-1, 1))
        print(
            f"  EXTRAPOLATED, not measured: all {got['suppliers']:,} in"
            f" {first + others * mean:,.0f} s of processor"
            f"\n  (two standard errors: {max(low, first):,.0f} to {high:,.0f} s)"
        )
    for which in ("widest", "median"):
        one = fresh(__file__, "outage", folder, got[which])
        line(f"outage of the {which} ({got[which]}), first time", one["seconds"], one["peak"])
        line("  the same once more", one["second"])
        print(
            f"  {one['touched']:,} nodes touched; {one['lost']:,} of {one['services']:,} services"
            f" lost within half a year,\n  {one['sure']:,} of them without estimates"
        )
    print(f"  (widest and median of the {got['hurting']} ranked suppliers that cost a service)")


def main() -> None:
    """Run everything, or one step of it."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--organisations", type=int, default=1_700)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--sample", action="store_true", help="rank some suppliers, not all")
    read.add_argument("--step", help="run this step alone (used by the script itself)")
    read.add_argument("arguments", nargs="*")
    asked = read.parse_args()
    if asked.step:
        say(step(asked.step, asked.arguments))
        return
    print(machine())
    print(f"state     {asked.organisations:,} organisations, seed {asked.seed}, {ON}")
    print(f"outages   {LASTS} h, looking {RUN:,} h ahead, with and without estimates\n")
    head()
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        tables(root, asked.organisations, asked.seed)
        whole(root / Format.PARQUET)
        outages(root / Format.PARQUET, not asked.sample)
    two = fresh(__file__, "engines")
    line(f"{SMALL} organisations, {SMALL_RUN} h: hour by hour", two["slow"], two["peak"])
    line("  the engine that jumps, the same levels", two["fast"])
    print(f"  {two['nodes']} nodes, {two['touched']} touched; equal at every node and hour")


if __name__ == "__main__":
    main()
