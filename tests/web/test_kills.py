# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killed at random moments, nothing is lost, written twice or left half: DIJKWACHT_KILLS says how
often (nightly 100)."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

KILLS = int(os.environ.get("DIJKWACHT_KILLS", "5"))
WRITER = Path(__file__).parent / "kill_writer.py"


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A site of its own on SQLite, with the example."""
    made = os.environ | {
        "DIJKWACHT_HOME": str(tmp_path_factory.mktemp("home")),
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
    }
    for command in (["migrate", "--verbosity", "0"], ["demo"]):
        subprocess.run([sys.executable, "-m", "dijkwacht.web", *command], env=made, check=True)
    return made


def killed(environ: Mapping[str, str], after: float) -> list[int]:
    """The changes that the writer said were there, when it was killed so many seconds after its
    first."""
    command = [sys.executable, str(WRITER)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline(), writer.stdout.readline()]
        time.sleep(after)
        os.kill(writer.pid, signal.SIGKILL)
        told += writer.stdout.read().splitlines()
    return [int(line) for line in told[1:] if line.strip().isdecimal()]


def test_a_writer_that_is_killed_leaves_whole_changes_alone(environ: Mapping[str, str]) -> None:
    chance = random.Random(20261124)
    said: list[int] = []
    for _ in range(KILLS):
        said += killed(environ, chance.random() * 0.6)
        check(environ, said)
    look(environ)
    assert len(set(said)) == len(said) >= KILLS


def check(environ: Mapping[str, str], said: list[int]) -> None:
    """Every change that was said to be there is there, whole; and the trail knows each once."""
    base = sqlite3.connect(Path(environ["DIJKWACHT_HOME"]) / "register.sqlite3")
    numbers = [number for (number,) in base.execute("SELECT number FROM store_revision")]
    assert set(said) <= set(numbers)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    for number in numbers[1:]:
        for table in ("store_organisation", "store_service"):
            written = f"SELECT count(*) FROM {table} WHERE known_from = ?"
            whole = f"SELECT count(*) FROM {table} WHERE known_from < ? AND "
            whole += "(known_until IS NULL OR known_until >= ?)"
            made = base.execute(written, (number,)).fetchone()
            held = base.execute(whole, (number, number)).fetchone()
            assert made == held, (table, number)
            assert made[0] > 0
    acts = [
        int(about)
        for (about,) in base.execute("SELECT about FROM audit_entry WHERE act = 'revision'")
    ]
    assert sorted(acts) == sorted(numbers)[1:]
    base.close()


def look(environ: Mapping[str, str]) -> None:
    """The doctor finds the trail and the snapshot whole."""
    done = subprocess.run(
        [sys.executable, "-m", "dijkwacht.web", "doctor"],
        env={**environ, "DIJKWACHT_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The trail is whole" in done.stdout, done.stdout + done.stderr
    assert "is what the database holds" in done.stdout
