# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site as one would run it: set up by one command on PostgreSQL, served, asked, backed up and
restored. Arguments: the address of a PostgreSQL server's database, and a folder."""

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

PORT = 18_080
ROOT = Path(__file__).parent.parent


def main(address: str, folder: Path) -> None:
    """Each step fails loudly."""
    home = folder / "home with a space"
    base = address.rpartition("/")[0]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE production")
        connection.execute("CREATE DATABASE restored")
    setup = ["setup", "--home", str(home), "--database", f"{base}/production", "--no-https"]
    setup += ["--host", "127.0.0.1", "--administrator", "beheer@waterdam.example"]
    register = ["--register", str(ROOT / "examples" / "01_waterdam")]
    print(run([*setup, *register], may_find_faults=True))
    print(run(setup, may_find_faults=True))  # a second time changes nothing
    served(home)
    file = folder / "backup.zip"
    run(["backup", "--home", str(home), str(file)])
    second = folder / "second"
    second.mkdir()
    (second / "settings.env").write_text(f"DIJKWACHT_DATABASE={base}/restored\n")
    print(run(["restore", "--home", str(second), str(file)]))
    again = folder / "again.zip"
    run(["backup", "--home", str(second), str(again)])
    shutil.rmtree(folder)


def run(arguments: list[str], *, may_find_faults: bool = False) -> str:
    """One command of ours; its output."""
    environ = {name: value for name, value in os.environ.items() if "DIJKWACHT" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "dijkwacht", *arguments],
        env=environ | {"DIJKWACHT_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in ((0, 1) if may_find_faults else (0,)):
        sys.exit(f"{arguments[0]} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def served(home: Path) -> None:
    """Served, it is ready, asks who one is, and ends at a signal."""
    command = [sys.executable, "-m", "dijkwacht", "serve", "--home", str(home), "--port", f"{PORT}"]
    environ = {name: value for name, value in os.environ.items() if "DIJKWACHT" not in name}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout is not None
        print(site.stdout.readline())
        try:
            for path, says in ASKED.items():
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
                    body = answer.read().decode()
                if says not in body:
                    sys.exit(f"{path} does not say {says!r}:\n{body[:2000]}")
            static(home)
        finally:
            os.kill(site.pid, signal.SIGTERM)


def static(home: Path) -> None:
    """A static file comes with a name of its content, and may be kept."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/static/mark.svg") as answer:
        if not answer.read().startswith(b"<svg"):
            sys.exit("the mark is no picture")
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/demo/")
    except urllib.error.HTTPError as fault:
        if fault.code != 404:
            raise
    else:
        sys.exit("a site in production has people that log in with one click")


ASKED = {"/health/live": "pass", "/health/ready": '"migrated": true', "/": "password"}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
