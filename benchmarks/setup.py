# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stranger's first and second time: a fresh clone in a folder with a space in its name, ./run and
./test twice each.

    python benchmarks/setup.py [--only run|test]

The clone is of what is committed. Packages are fetched anew (no cache of pip is used), so the first
time depends on the network.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from machine import MB, line, machine, timed

ROOT = Path(__file__).resolve().parent.parent
TIMES = ("first time", "second time")


def clone(into: Path) -> Path:
    """A fresh clone of this repository."""
    place = into / "a stranger" / "dijkwacht"
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(place)], check=True)
    return place


def commit() -> str:
    """The commit that is cloned."""
    asked = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def twice(place: Path, command: str) -> bool:
    """Run a command of the clone twice from elsewhere; whether it went well both times."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DIJKWACHT_")
    }
    environment |= {"PIP_NO_CACHE_DIR": "1"}
    well = True
    for time in TIMES:
        done, took = timed(
            lambda: subprocess.run(
                [str(place / command)], cwd=place.parent, env=environment, capture_output=True
            )
        )
        line(f"./{command}, {time}", took[:1], rest=f"exit code {done.returncode}")
        if done.returncode:
            well = False
            for said in done.stderr.decode("utf-8", "replace").splitlines()[-8:]:
                print(f"    {said.replace(str(place.parent), '…')}")
    return well


def size(folder: Path) -> int:
    """What a folder holds, in MB."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) // MB


def main() -> int:
    """Clone and run; exit code 1 when a command failed."""
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("--only", choices=("run", "test"))
    only = read.parse_args().only
    print(machine())
    print(f"commit    {commit()}\n")
    well = True
    with tempfile.TemporaryDirectory() as made:
        place, took = timed(lambda: clone(Path(made)))
        line("git clone", took[:1], rest=f"{size(place)} MB with its history")
        for command, environment in (("run", ".venv"), ("test", ".venv-test")):
            if only in (None, command):
                well = twice(place, command) and well
                if (place / environment).exists():
                    print(f"  its environment takes {size(place / environment):,} MB")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
