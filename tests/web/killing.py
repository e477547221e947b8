# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site of its own on SQLite whose processes are killed, and what must hold of it afterwards."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ASKER = Path(__file__).parent / "kill_asker.py"
PATIENCE = 120  # seconds; a machine may have much to do
TABLES = ("store_service", "store_contract")
CHANGED = {"services": ("users", "users"), "contracts": ("noticeDays", "notice_days")}
"""Where a program writes a number: the table, the property of the API and the column."""


def environ_of(home: Path) -> Mapping[str, str]:
    """The environment of the site at this home."""
    return os.environ | {
        "DIJKWACHT_HOME": str(home),
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
    }


def managed(*arguments: str) -> list[str]:
    """A command of the site."""
    return [sys.executable, "-m", "dijkwacht.web", *arguments]


def asked(home: Path, sql: str, *given: Any) -> list[Any]:
    """What the database of a site says."""
    with closing(sqlite3.connect(home / "register.sqlite3", timeout=20)) as base:
        return base.execute(sql, given).fetchall()


def until(found: Callable[[], Any], what: str) -> Any:
    """Wait for something; what it is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        made = found()
        if made:
            return made
        time.sleep(0.02)
    raise AssertionError(what)


@contextmanager
def killed(command: Sequence[str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process with all that it starts, killed at the end of the block."""
    process = subprocess.Popen(command, env=environ_of(home), start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Site:
    """A site with the example, and a process that asks it for work and looks at it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        pipe = subprocess.PIPE
        self.asker = subprocess.Popen(
            [sys.executable, str(ASKER)], env=environ_of(home), stdin=pipe, stdout=pipe, text=True
        )
        self.secret = self._line()

    def _line(self) -> str:
        assert self.asker.stdout is not None
        return self.asker.stdout.readline().strip()

    def say(self, line: str) -> str:
        """What the asker answers."""
        assert self.asker.stdin is not None
        self.asker.stdin.write(f"{line}\n")
        self.asker.stdin.flush()
        return self._line()

    def end(self) -> None:
        """No more questions."""
        assert self.asker.stdin is not None
        assert self.asker.stdout is not None
        self.asker.stdin.close()
        self.asker.wait(PATIENCE)
        self.asker.stdout.close()

    def is_whole(self) -> None:
        """Revisions follow each other, each stands in the trail once, the chain of the trail holds,
        and no row was closed by a revision that is not there."""
        numbers = [number for (number,) in asked(self.home, "SELECT number FROM store_revision")]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        acts = "SELECT about FROM audit_entry WHERE act = 'revision'"
        assert sorted(int(about) for (about,) in asked(self.home, acts)) == sorted(numbers)[1:]
        for table in TABLES:
            beyond = f"SELECT count(*) FROM {table} WHERE known_from > ? OR known_until > ?"
            assert asked(self.home, beyond, len(numbers), len(numbers)) == [(0,)]
        assert self.say("look") == ""


class Program:
    """A program with a token that changes a site over its API, as long as that answers."""

    def __init__(self, address: str, secret: str) -> None:
        self.address, self.secret = f"{address}/api/v1", secret
        self.rows = {table: self.ask(f"/{table}")["items"] for table in CHANGED}

    def ask(self, path: str, rows: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One question; OSError when nobody answers."""
        data = None if rows is None else json.dumps(rows).encode()
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}{path}", data, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:  # our own site
            told: dict[str, Any] = json.load(answer)
        return told

    def change(self, number: int) -> int:
        """Write this number in every row, in one plan; the revision that the site says it is."""
        rows = {
            table: [{**row, name: number} for row in self.rows[table]]
            for table, (name, _) in CHANGED.items()
        }
        plan = self.ask("/plans", rows)
        query = f"revision={plan['revision']}&checksum={plan['checksum']}&anyway=true"
        return int(self.ask(f"/changes?{query}", rows)["number"])
