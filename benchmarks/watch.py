# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch on a fictional state with a scripted year of events: one night, many nights in a row,
and the bulletins of some past days made again, byte for byte.

    python benchmarks/watch.py [--organisations 1700] [--seed 1] [--days 365] [--again 3]

A night is: observations weighed, accounts scored, groups, levels, alerts. What hangs on suppliers
is judged once a month. A bulletin also runs the outage of each supplier whose level or links
changed that night.
"""

import argparse
import os
import random
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from machine import fresh, head, line, machine, say, timed

from dijkwacht import verbs
from dijkwacht.base.files import cache_folder
from dijkwacht.engine.load import Cache
from dijkwacht.findings.hazards import hazards
from dijkwacht.findings.signals import Hanging, night
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.rules.rulebook import Rulebook

FIRST = date(2026, 1, 5)
YEAR_END = FIRST + timedelta(days=364)
KEPT = Cache(cache_folder(os.environ))  # where the compiled engine is kept for this user


def generate(folder: Path, organisations: int, seed: int) -> dict[str, Any]:
    """The state and its year, written where the other steps find it."""
    history, seconds = timed(lambda: verbs.generate(organisations, seed, FIRST, None, FIRST))
    write_tables(history, folder / "state", Format.PARQUET)
    wanted = ("suppliers", "ownership", "statements", "observations", "readings", "deliveries")
    return {"seconds": seconds, "rows": {name: history.table(name).height for name in wanted}}


def one(folder: Path) -> dict[str, Any]:
    """One night by itself, after all that the year has told, with nothing that hangs."""
    opened = verbs.open_register(folder / "state", YEAR_END)
    rules, nothing = Rulebook.read().on(YEAR_END), Hanging({}, {}, {})
    scored, scoring = timed(lambda: hazards(opened.register, rules))
    first, fusing = timed(lambda: night(None, opened.register, rules, scored, nothing))
    again, second = timed(lambda: night(first.standing, opened.register, rules, scored, nothing))
    return {
        "suppliers": len(first.ids),
        "scored": scored.height,
        "scoring": scoring,
        "fusing": fusing,
        "second": second,
        "same": first.levels.level.tolist() == again.levels.level.tolist(),
    }


def nights(folder: Path, days: int) -> dict[str, Any]:
    """So many nights in a row, and the bulletin of the last."""
    last = FIRST + timedelta(days=days - 1)
    opened = verbs.open_register(folder / "state", last)
    found, seconds = timed(lambda: verbs.watch(opened, folder / "kept", since=FIRST, cache=KEPT))
    files = verbs.keep_bulletin(found.told, folder / "kept")
    size = sum(file.stat().st_size for file in (folder / "kept" / "nights").iterdir())
    counts = {str(level): count for level, count in found.told.night.counts().items()}
    return {
        "seconds": seconds,
        "nights": found.made,
        "levels": counts,
        "alerts": len(found.told.night.standing.book.alerts),
        "mb": size // 1024**2,
        "bulletin": files[0].stat().st_size,
    }


def again(folder: Path, seed: int, days: int, count: int) -> dict[str, Any]:
    """The bulletins of some past days: made, made again in a folder of their own, compared."""
    chosen = random.Random(seed).sample(range(1, days), count)
    took, same = [], []
    for day in (FIRST + timedelta(days=number) for number in sorted(chosen)):
        opened = verbs.open_register(folder / "state", day)
        made = []
        for into in ("first", "second"):
            work = partial(verbs.watch, opened, folder / "kept", cache=KEPT)
            found, seconds = timed(work)
            files = verbs.keep_bulletin(found.told, folder / into)
            made.append([file.read_bytes() for file in files])
            took.append(seconds)
            same.append(not found.differs)
        same.append(made[0] == made[1])
    return {"days": count, "seconds": took, "same": all(same)}


def main() -> None:
    """Print the machine, then each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=1_700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--again", type=int, default=3)
    parser.add_argument("--step")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    steps = {
        "generate": lambda: generate(asked.folder, asked.organisations, asked.seed),
        "one": lambda: one(asked.folder),
        "nights": lambda: nights(asked.folder, asked.days),
        "again": lambda: again(asked.folder, asked.seed, asked.days, asked.again),
    }
    if asked.step:
        say(steps[asked.step]())
        return
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        given = ("--folder", folder, "--organisations", asked.organisations)
        given += ("--seed", asked.seed, "--again", asked.again, "--days", asked.days)
        told = {name: fresh(__file__, name, *given) for name in steps}
    _print(asked.organisations, told)


def _print(organisations: int, told: dict[str, Any]) -> None:
    made, alone, whole, back = (told[name] for name in ("generate", "one", "nights", "again"))
    rows = ", ".join(f"{count:,} {name}" for name, count in made["rows"].items())
    print(f"state     {organisations:,} organisations, {rows}\n")
    head()
    line("generate the state and its year", made["seconds"], made["peak"])
    line(f"accounts of {alone['scored']:,} suppliers scored", alone["scoring"], alone["peak"])
    line(f"{alone['suppliers']:,} suppliers fused, first night", alone["fusing"])
    line("the same, next night", alone["second"])
    line(f"{whole['nights']} nights and a bulletin", whole["seconds"], whole["peak"])
    for seconds in back["seconds"]:
        line("a past bulletin again", seconds)
    print(f"\nlevels at the end (-1 unknown): {whole['levels']}")
    print(f"alerts so far: {whole['alerts']}; the nights take {whole['mb']} MB")
    print(f"{back['days']} past days, each twice: {'the same' if back['same'] else 'OTHER'} bytes")


if __name__ == "__main__":
    main()
