# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Minimal cut sets of published fault trees: ours counted against the counts of SCRAM 0.16.2.

    python benchmarks/fault_trees.py FOLDER [--seconds 100]

FOLDER holds the Aralia trees as Open-PSA files, such as input/Aralia of the SCRAM repository
(github.com/rakhimov/scram). They are under the GPL-3 and so are not kept here. Every file in the
folder is tried, each in a process of its own that is given up after so many seconds; those of
which the count is known must have it. Exit code 1 when one differs, 2 when one is missing.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from machine import fresh, head, line, machine, say, timed

from dijkwacht.base.errors import DijkwachtError
from dijkwacht.engine.published.cut_sets import cut_sets
from dijkwacht.engine.published.read_fault_tree import read_fault_tree

KNOWN = {
    "chinese": (392, 0.04),
    "baobab1": (46_188, 0.28),
    "baobab2": (4_805, 0.08),
    "das9201": (14_217, 0.04),
    "das9202": (27_778, 0.07),
    "edf9201": (579_720, 0.49),
    "edf9205": (21_308, 0.07),
    "isp9601": (276_785, 0.31),
    "jbd9601": (14_007, 0.07),
    "elf9601": (151_348, 0.24),
}
"""The number of minimal cut sets by SCRAM 0.16.2 (ZBDD), and the processor seconds it took on a
machine of the same kind."""


def step(file: Path) -> None:
    """One tree: its counts, or why it was refused."""
    try:
        tree, reading = timed(lambda: read_fault_tree(file))
        found, solving = timed(lambda: cut_sets(tree))
    except DijkwachtError as fault:
        say({"refused": f"{fault.what.code} {dict(fault.what.params)}"})
        return
    say(
        {
            "took": [a + b for a, b in zip(reading, solving, strict=True)],
            "gates": len(tree.order),
            "events": len(tree.events),
            "sets": found.total,
            "largest": max(found.counts, default=0),
            "nodes": len(found.functions.level) + len(found.families.level),
        }
    )


def measured(file: Path, seconds: int) -> bool:
    """One line of the table; whether a known count was met."""
    known, scram = KNOWN.get(file.stem, (None, None))
    try:
        said = fresh(__file__, "one", file, seconds=seconds)
    except subprocess.TimeoutExpired:
        print(f"{file.stem:<46}not finished within {seconds} s")
        return known is None
    if "refused" in said:
        print(f"{file.stem:<46}refused: {said['refused'].replace(str(file.parent), '…')}")
        return known is None
    equal = known is None or known == said["sets"]
    told = "" if known is None else f"; SCRAM {'equal' if equal else known}, {scram} s"
    what = f"{file.stem}: {said['gates']} gates, {said['events']} events"
    rest = f"{said['sets']:,} sets up to size {said['largest']}, {said['nodes']:,} nodes{told}"
    line(what, said["took"], said["peak"], rest)
    return equal


def main() -> int:
    """Every tree of a folder."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("folder", type=Path, nargs="?")
    read.add_argument("--seconds", type=int, default=100)
    read.add_argument("--step", nargs=2)
    asked = read.parse_args()
    if asked.step:
        step(Path(asked.step[1]))
        return 0
    if asked.folder is None:
        print(
            "Nothing measured: give a FOLDER with the published trees (see the head of this file)."
        )
        return 0
    print(f"{machine()}\n")
    head()
    files = sorted(asked.folder.glob("*.xml"))
    known = [file for name in KNOWN for file in files if file.stem == name]
    wrong = [file.stem for file in known if not measured(file, asked.seconds)]
    print("\nothers, of which no count is at hand")
    for file in files:
        if file not in known:
            measured(file, asked.seconds)
    missing = KNOWN.keys() - {file.stem for file in known}
    print(f"\nknown counts met: {len(known) - len(wrong)} of {len(KNOWN)}")
    print(f"not in the folder: {', '.join(sorted(missing)) or 'none'}")
    return 1 if wrong else 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
