# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Server, worker and loader, killed at random moments: nothing is lost, written twice or left half.
DIJKWACHT_KILLS says how often each (nightly 100), DIJKWACHT_SEED at which moments."""

import http.client
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.error
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from web.killing import CHANGED, Program, Site, asked, environ_of, killed, managed, until

from dijkwacht import verbs
from dijkwacht.register.tables import write_tables
from dijkwacht.web.operations import serving
from dijkwacht.web.store.models import MODELS

KILLS = int(os.environ.get("DIJKWACHT_KILLS", "3"))
SEED = int(os.environ.get("DIJKWACHT_SEED", "20261130"))
WORKER = managed("worker", "--interval", "0.1", "--beat", "0.2", "--silent", "0.7")
ROWS = 1_500  # of one import
ORGANISATIONS = 12  # of the state that is loaded


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for server and worker."""
    made = Site(tmp_path_factory.mktemp("home"))
    yield made
    made.end()


def moments(most: float) -> Iterator[float]:
    """Moments at which to kill; each is printed, so that who sees a failure can have it again."""
    chance = random.Random(SEED)
    for number in range(1, KILLS + 1):
        after = chance.random() * most
        print(f"kill {number} of seed {SEED}: after {after:.3f} s")  # noqa: T201
        yield after


def test_a_server_that_is_killed_wrote_what_it_said_and_no_half_change(site: Site) -> None:
    before = asked(site.home, "SELECT max(number) FROM store_revision")[0][0]
    said: dict[int, int] = {}
    numbers = count(1_000)
    for after in moments(0.6):
        port = serving.free_port("127.0.0.1", 20_000 + os.getpid() % 20_000, others=True)
        with killed(serving.site("127.0.0.1", port, 4), site.home) as server:
            assert serving.wait_for(f"http://127.0.0.1:{port}/health/live")
            program = Program(f"http://127.0.0.1:{port}", site.secret)
            said |= changed(program, numbers, 1)
            threading.Timer(after, os.killpg, (server.pid, signal.SIGKILL)).start()
            said |= changed(program, numbers)
        whole = {table: len(rows) for table, rows in program.rows.items()}
        written = changes_since(site, before, whole)
        assert said.items() <= written.items()
        assert len(set(written.values())) == len(written), "a change was written twice"
    assert len(said) >= KILLS
    site.is_whole()


def changed(program: Program, numbers: Iterator[int], most: int = 10**6) -> dict[int, int]:
    """The revisions that the server said it wrote, each with its number, until it is gone."""
    said: dict[int, int] = {}
    try:
        while len(said) < most:
            number = next(numbers)
            said[program.change(number)] = number
    except urllib.error.HTTPError as fault:
        raise AssertionError(fault.read()) from fault
    except (OSError, http.client.HTTPException):
        assert most > 1, "it was gone before it was killed"
    return said


def changes_since(site: Site, before: int, whole: Mapping[str, int]) -> Mapping[int, int]:
    """Every revision since, with the number that it wrote in each and every row."""
    numbers = asked(site.home, "SELECT number FROM store_revision WHERE number > ?", before)
    written: dict[int, set[int]] = {number: set() for (number,) in numbers}
    for table, (_, column) in CHANGED.items():
        rows = f"count(*), min({column}), max({column}) FROM {MODELS[table]._meta.db_table}"
        since = f"SELECT known_from, {rows} WHERE known_from > ? GROUP BY known_from"
        found = asked(site.home, since, before)
        assert sorted(number for number, *_ in found) == sorted(written)
        for revision, made, least, most in found:
            assert made == whole[table], (revision, table, made)
            written[revision] |= {least, most}
    return {revision: number for revision, (number,) in written.items()}


def test_what_a_killed_worker_left_the_next_one_finishes_once(site: Site) -> None:
    jobs: dict[str, str] = {}
    for number, after in enumerate(moments(0.8)):
        with killed(WORKER, site.home):
            for before in list(jobs)[-1:]:
                until(lambda id=before: state(site, id) == "done", before)
            id = site.say(f"import kill-{number} {ROWS}")
            jobs[id] = f"kill-{number}"
            until(lambda id=id: state(site, id) != "waiting", id)
            time.sleep(after)
        rows = written_of(site, jobs[id])
        assert rows == ([ROWS] if state(site, id) == "done" else []), (jobs[id], rows)
    with killed(WORKER, site.home):
        until(lambda: all(state(site, id) == "done" for id in jobs), "all done")
    for id, name in jobs.items():
        assert written_of(site, name) == [ROWS], (id, name)
    site.is_whole()


def state(site: Site, id: str) -> str:
    """How a job stands."""
    sql = "SELECT state FROM queue_job WHERE id = ?"
    return str(asked(site.home, sql, id.replace("-", ""))[0][0])


def written_of(site: Site, name: str) -> list[int]:
    """How many contracts of this name each revision wrote."""
    sql = "SELECT count(*) FROM store_contract WHERE name = ? GROUP BY known_from"
    return [rows for (rows,) in asked(site.home, sql, name)]


def test_a_loader_that_is_killed_wrote_all_or_nothing(tmp_path: Path) -> None:
    folder, empty = tmp_path / "state", tmp_path / "empty"
    today = date.today()  # noqa: DTZ011
    state = verbs.generate(ORGANISATIONS, 1, today)
    write_tables(state, folder)
    call(empty, "migrate", "--verbosity", "0")
    for number, after in enumerate(moments(1.5)):
        home = shutil.copytree(empty, tmp_path / f"home-{number}")
        with killed(managed("takeover", str(folder)), home):
            until(lambda home=home: writes(home), "it begins to write")
            time.sleep(after)
        whole = (1, state.count(), 1)
        assert loaded(home) in ((0, 0, 0), whole)
        if loaded(home) != whole:
            if number < KILLS - 1:
                continue
            call(home, "takeover", str(folder))
        assert loaded(home) == whole
    assert call(home, "doctor").count("wrong") == 0


def call(home: Path, *command: str) -> str:
    """A command of the site, to its end."""
    environ = {**environ_of(home), "DIJKWACHT_LANG": "en"}
    done = subprocess.run(managed(*command), env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def writes(home: Path) -> bool:
    """Whether somebody holds the database to write, or wrote a revision already."""
    with closing(sqlite3.connect(home / "register.sqlite3", timeout=0)) as base:
        try:
            base.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        held: int = base.execute("SELECT count(*) FROM store_revision").fetchone()[0]
        return held > 0


def loaded(home: Path) -> tuple[int, int, int]:
    """How many revisions, rows, and entries of the trail about it there are."""
    (revisions,) = asked(home, "SELECT count(*) FROM store_revision")[0]
    (acts,) = asked(home, "SELECT count(*) FROM audit_entry WHERE act = 'taken-over'")[0]
    rows = sum(asked(home, f"SELECT count(*) FROM {table}")[0][0] for table in held_tables())
    return revisions, rows, acts


def held_tables() -> list[str]:
    """The tables of the database in which rows of the register stand."""
    return [model._meta.db_table for model in MODELS.values()]
