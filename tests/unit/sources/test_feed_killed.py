# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A run that is killed half-way: what it leaves can be read, and the next run comes to the same."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import rules
from cli.conftest import environment
from feeding import DAY, KVK, Desk, catalogue, firms, table, vulnerability

from dijkwacht.register.tables import write_tables

PATIENCE = 60.0  # seconds


def laid(folder: Path) -> Desk:
    """A hundred and twenty files of two feeds, and the register on disk."""
    write_tables(firms(), folder / "register")
    desk = Desk(folder, rules(DAY), firms())
    for number in range(60):
        entries = [vulnerability(n, "Zilverlijn") for n in range(number + 1)]
        desk.lay(f"kev/{number:03d}.json", catalogue(*entries))
        desk.lay(
            f"events/{number:03d}.csv",
            table(f"payment-default,2026-05-02,,kvk,{KVK},NL,e-{number},,,"),
        )
    return desk


def killed_when(desk: Desk, appears: str) -> None:
    """Run the command, and kill it as soon as a file of the state appears."""
    command = ("feeds", desk.folder / "register", "--feeds", desk.folder / "feeds")
    more = ("--state", desk.state, "--on", str(DAY))
    child = subprocess.Popen(
        [sys.executable, "-m", "dijkwacht", *map(str, (*command, *more))],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < end and not (desk.state / appears).exists():
        time.sleep(0.001)
    child.kill()
    child.wait()


@pytest.mark.parametrize(
    "appears", ["raw/kev", ".notices.parquet.new", ".dijkwacht.journal", "notices.parquet"]
)
def test_the_next_run_comes_to_the_same(tmp_path: Path, appears: str) -> None:
    harmed, sound = laid(tmp_path / "harmed"), laid(tmp_path / "sound")
    killed_when(harmed, appears)
    expected, found = sound.read(), harmed.read()
    assert found.observations.equals(expected.observations)
    assert found.readings.drop("file").equals(expected.readings.drop("file"))
    assert found.observations.height == 120
