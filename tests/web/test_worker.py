# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker of its own process: killed in the middle of a large import it leaves nothing half
written, and the next one finishes it, once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

ASK = Path(__file__).parent / "ask_import.py"
WORKER = ("-m", "dijkwacht.web", "worker", "--interval", "0.1", "--beat", "0.2", "--silent", "0.7")
ROWS = 12_000
PATIENCE = 120  # seconds; a machine may have much to do


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """A site of its own on SQLite."""
    return os.environ | {
        "DIJKWACHT_HOME": str(tmp_path),
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
    }


def told(environ: Mapping[str, str]) -> tuple[str, int, int, int, int]:
    """The job: state, attempt, of how much; and how many revisions and contracts of it there
    are."""
    base = sqlite3.connect(Path(environ["DIJKWACHT_HOME"]) / "register.sqlite3", timeout=20)
    state, attempt, of = base.execute("SELECT state, attempt, of FROM queue_job").fetchone()
    (revisions,) = base.execute("SELECT count(*) FROM store_revision").fetchone()
    query = "SELECT count(*) FROM store_contract WHERE name LIKE 'Contract %'"
    (contracts,) = base.execute(query).fetchone()
    base.close()
    return state, attempt, of, revisions, contracts


def until(environ: Mapping[str, str], state: str) -> None:
    """Wait until the job stands so, and has given a sign."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        now = told(environ)
        if now[0] == state and now[2]:
            return
        time.sleep(0.02)
    raise AssertionError(told(environ))


def write(environ: Mapping[str, str], statement: str) -> None:
    """Another writer: one that waits for nobody."""
    base = sqlite3.connect(Path(environ["DIJKWACHT_HOME"]) / "register.sqlite3", timeout=1)
    with base:
        base.execute("BEGIN IMMEDIATE")
        base.execute(statement)
    base.close()


def test_others_write_while_a_job_works_and_cancel_ends_it(environ: Mapping[str, str]) -> None:
    asked = [sys.executable, str(ASK), str(ROWS)]
    subprocess.run(asked, env=environ, check=True, stdout=subprocess.DEVNULL)
    _, _, _, before, _ = told(environ)
    with subprocess.Popen([sys.executable, *WORKER], env=environ) as worker:
        try:
            until(environ, "running")
            for number in range(20):
                row = f"(NULL, 'org-{number}', '', '{{}}')"
                write(environ, f"INSERT INTO queue_renaming VALUES {row}")
            write(environ, "UPDATE queue_job SET stops = 1 WHERE state = 'running'")
            until(environ, "cancelled")
        finally:
            worker.terminate()
        assert worker.wait(PATIENCE) == 0
    state, attempt, _, after, contracts = told(environ)
    assert (state, attempt, after, contracts) == ("cancelled", 1, before, 0)


def test_a_killed_worker_loses_nothing(environ: Mapping[str, str]) -> None:
    asked = [sys.executable, str(ASK), str(ROWS)]
    subprocess.run(asked, env=environ, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen([sys.executable, *WORKER], env=environ) as first:
        try:
            until(environ, "running")
            time.sleep(0.3)
        finally:
            first.send_signal(signal.SIGKILL)
    state, attempt, _, before, contracts = told(environ)
    assert (state, attempt, contracts) == ("running", 1, 0)
    with subprocess.Popen([sys.executable, *WORKER], env=environ) as second:
        try:
            until(environ, "done")
        finally:
            second.terminate()
        assert second.wait(PATIENCE) == 0
    assert told(environ) == ("done", 2, 4, before + 1, ROWS)
