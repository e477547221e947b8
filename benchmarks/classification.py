# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All services of a fictional state classified, with the cascade, and again after one change.

    python benchmarks/classification.py [--organisations 1700] [--seed 1]

The change: of one service of the lowest class it is found that a legal duty is missed at once. The
second run, which builds its graph anew, is demanded to be what a run from the start gives.
"""

import argparse
import os
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from machine import fresh, head, line, machine, say, timed

from dijkwacht import verbs
from dijkwacht.base.files import cache_folder
from dijkwacht.engine.load import Cache
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.owners import Heirs
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.register import History
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.verbs.opening import Opened

ON = date(2026, 6, 1)
FIRST = 4  # hours
KEPT = Cache(cache_folder(os.environ))  # where the compiled engine is kept for this user


def generate(folder: Path, organisations: int, seed: int) -> dict[str, Any]:
    """The state, written where the other steps find it."""
    history, seconds = timed(lambda: verbs.generate(organisations, seed, ON))
    write_tables(history, folder, Format.PARQUET)
    wanted = ("services", "harms", "requirements", "members")
    return {"seconds": seconds, "rows": {name: history.table(name).height for name in wanted}}


def classify(folder: Path) -> dict[str, Any]:
    """Load, build the graph, classify; then once more after one change."""
    opened, loading = timed(lambda: verbs.open_register(folder, ON))
    _, building = timed(lambda: opened.graphs)
    found, first = timed(lambda: verbs.classify(opened, KEPT))
    row = changing(found)
    other = changed(opened, row)
    again, second = timed(lambda: verbs.classify(other, KEPT))
    return {
        "loading": loading,
        "building": building,
        "first": first,
        "second": second,
        "classes": counts(found),
        "provisional": int(found.classes.provisional.sum()),
        "row": row,
        "moved": int((found.classes.level != again.classes.level).sum()),
        "digest": levels(again),
    }


def once(folder: Path, row: str) -> dict[str, Any]:
    """The changed state classified from the start."""
    other = changed(verbs.open_register(folder, ON), row)
    found, seconds = timed(lambda: verbs.classify(other, KEPT))
    return {"seconds": seconds, "digest": levels(found)}


def inherit(folder: Path) -> dict[str, Any]:
    """The classes of what services rest on."""
    opened = verbs.open_register(folder, ON)
    found = verbs.classify(opened, KEPT)
    took = {}
    for heirs in Heirs:
        _, took[heirs.value] = timed(lambda of=heirs: verbs.inherited(opened, found, of, KEPT))
    return {"seconds": took}


def changing(found: Classification) -> str:
    """A row that says of a service of the lowest class that no legal duty is missed."""
    lowest = pl.Series(found.classes.ids).filter(pl.Series(found.classes.level == Class.O))
    law = found.register.table("harms").filter(pl.col("kind") == HarmKind.LAW)
    none = law.filter(pl.col("value") == 0, pl.col("service_id").is_in(lowest.implode()))
    return str(none["id"].min())


def changed(opened: Opened, row: str) -> Opened:
    """The same register with the lowest level of harm, from the first hours, in this row."""
    this = pl.col("id") == row
    harms = opened.history.table("harms").with_columns(
        value=pl.when(this).then(1).otherwise("value"),
        after_hours=pl.when(this).then(FIRST).otherwise("after_hours"),
    )
    history = History.of({**opened.history.frames, "harms": harms})
    return replace(opened, history=history, register=history.at(ON))


def counts(found: Classification) -> dict[str, int]:
    """How many services there are of each class."""
    held = Counter(found.classes.level.tolist())
    return {level.name: held[level] for level in reversed(Class)}


def levels(found: Classification) -> str:
    """The classes of all services, as one text."""
    return "".join(map(str, found.classes.level.tolist()))


def step(name: str, folder: Path, rest: list[str]) -> dict[str, Any]:
    """One step, by its name, in this process."""
    if name == "generate":
        return generate(folder, *map(int, rest))
    if name == "once":
        return once(folder, *rest)
    return {"classify": classify, "inherit": inherit}[name](folder)


def results(folder: Path, organisations: int, seed: int) -> None:
    """Every step in a fresh process, with what it took."""
    got = fresh(__file__, "generate", folder, organisations, seed)
    rows = ", ".join(f"{count:,} {name}" for name, count in got["rows"].items())
    line("generate", got["seconds"], got["peak"], rows)
    got = fresh(__file__, "classify", folder)
    line("load", got["loading"])
    line("both graphs", got["building"])
    classes = ", ".join(f"{count:,} {name}" for name, count in got["classes"].items())
    line("classify all services", got["first"], got["peak"], classes)
    moved = f"{got['moved']} classes moved"
    line("  again after one change, with its graph", got["second"], rest=moved)
    print(f"  {got['provisional']:,} classes are provisional")
    whole = fresh(__file__, "once", folder, got["row"])
    line("  the changed state from the start", whole["seconds"], whole["peak"], "the same classes")
    assert whole["digest"] == got["digest"]
    got = fresh(__file__, "inherit", folder)
    for heirs, seconds in got["seconds"].items():
        line(f"what {heirs} inherit", seconds)


def main() -> None:
    """Run everything, or one step of it."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--organisations", type=int, default=1_700)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--step", help="run this step alone (used by the script itself)")
    read.add_argument("arguments", nargs="*")
    asked = read.parse_args()
    if asked.step:
        folder, *rest = asked.arguments
        say(step(asked.step, Path(folder), rest))
        return
    print(machine())
    print(f"state     {asked.organisations:,} organisations, seed {asked.seed}, {ON}\n")
    head()
    with tempfile.TemporaryDirectory() as made:
        results(Path(made) / "state", asked.organisations, asked.seed)


if __name__ == "__main__":
    main()
