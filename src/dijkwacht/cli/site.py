# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands of the web, each run in a process of its own: no other command waits for Django."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dijkwacht.cli.options import PATH, LanguageCommand, Session, Whole

HOME = "DIJKWACHT_HOME"
with_home = click.option(
    "--home", type=PATH, help="The folder of the site (default: DIJKWACHT_HOME)."
)


def passed_on(
    session: Session, arguments: Sequence[str], home: Path | None = None, **more: str
) -> int:
    """Run one command of the web; its exit code is ours."""
    environ = os.environ | more | {"DIJKWACHT_LANG": session.language}
    if home is not None:
        environ[HOME] = str(home.resolve())
    if session.policy is not None:
        environ["DIJKWACHT_POLICY"] = str(session.policy.resolve())
    made = subprocess.Popen([sys.executable, "-m", "dijkwacht.web", *arguments], env=environ)
    # Ctrl-C reaches the command itself; a request to end is handed on
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    terminate = signal.signal(signal.SIGTERM, lambda *_: made.terminate())
    try:
        return made.wait()
    finally:
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGTERM, terminate)


@click.command(cls=LanguageCommand)
@with_home
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=Whole(1, 65_535), default=8000, help="The port to listen on.")
@click.option("--threads", type=Whole(1, 64), default=8, help="Requests answered at once.")
@click.option("--demo", is_flag=True, help="With the example state and its people, apart.")
@click.pass_obj
def serve(
    session: Session, /, home: Path | None, host: str, port: int, threads: int, demo: bool
) -> int:
    """Serve the site until Ctrl-C."""
    return served(
        session, home, ("--host", host, "--port", f"{port}", "--threads", f"{threads}"), demo=demo
    )


def served(
    session: Session, home: Path | None, arguments: Sequence[str] = (), *, demo: bool
) -> int:
    """Serve; a demonstration has a home of its own, and takes the next port when one is taken."""
    if not demo:
        return passed_on(session, ["serve", *arguments], home)
    place = home or session.cache.folder / "demo"
    more = {"DIJKWACHT_DEMO": "yes", "DIJKWACHT_DATABASE": "sqlite"}
    return passed_on(session, ["serve", "--demo", "--other-port", *arguments], place, **more)


@click.command(cls=LanguageCommand)
@with_home
@click.pass_obj
def worker(session: Session, /, home: Path | None) -> int:
    """Do the long work of a site: imports, rankings, exports. `serve` starts one itself."""
    return passed_on(session, ["worker"], home)


@click.command(cls=LanguageCommand)
@with_home
@click.argument("file", type=PATH)
@click.pass_obj
def backup(session: Session, /, home: Path | None, file: Path) -> int:
    """Write all that a site holds to one FILE, while it goes on."""
    return passed_on(session, ["backup", str(file)], home)


@click.command(cls=LanguageCommand)
@with_home
@click.argument("file", type=PATH)
@click.pass_obj
def restore(session: Session, /, home: Path | None, file: Path) -> int:
    """Fill an empty site from a FILE that `backup` wrote; also from SQLite to PostgreSQL."""
    return passed_on(session, ["restore", str(file)], home)


@click.command(cls=LanguageCommand)
@with_home
@click.pass_obj
def doctor(session: Session, /, home: Path | None) -> int:
    """What is wrong with a site, and what mends it. Exit code 1 when there are faults."""
    return passed_on(session, ["doctor"], home)


@click.command(cls=LanguageCommand)
@with_home
@click.option("--database", help="sqlite, or postgresql://user:password@host:5432/name.")
@click.option("--host", "hosts", multiple=True, help="A name under which the site is reached.")
@click.option("--https/--no-https", default=True, help="Whether a proxy in front serves TLS.")
@click.option("--administrator", metavar="EMAIL", help="The first person, who invites the others.")
@click.option("--register", type=PATH, help="A folder of tables to begin with.")
@click.pass_obj
def setup(
    session: Session,
    /,
    home: Path | None,
    database: str | None,
    hosts: tuple[str, ...],
    https: bool,
    administrator: str | None,
    register: Path | None,
) -> int:
    """Set up a site for production: settings, database, static files, services, first person."""
    given = {
        "--database": database,
        "--administrator": administrator,
        "--register": None if register is None else str(register.resolve()),
    }
    arguments = [word for name, value in given.items() if value for word in (name, value)]
    arguments += [word for host in hosts for word in ("--host", host)]
    return passed_on(session, ["setup", *arguments, "--https" if https else "--no-https"], home)
