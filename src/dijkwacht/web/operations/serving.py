# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site and its worker as two processes that are started again when they fall."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

from dijkwacht.base.errors import Unreadable

PATIENCE: Final = 60  # seconds until the first answer
BREATH: Final = 1.0  # seconds between two looks
PORTS: Final = 20  # that are tried when the first is taken
QUICK: Final = 10  # a process that falls within so many seconds was not well started
MOST: Final = 5  # so many quick falls in a row are enough


def free_port(host: str, first: int, *, others: bool) -> int:
    """The port, or (`others`) the first free one behind it; Unreadable when it is taken."""
    for port in range(first, first + (PORTS if others else 1)):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return port
    raise Unreadable("port-taken", host=host, port=first)


def site(host: str, port: int, threads: int) -> list[str]:
    """The command that answers requests: one process, so that one snapshot is held."""
    return [
        *(sys.executable, "-m", "gunicorn", "dijkwacht.web.wsgi:application"),
        *("--config", "python:dijkwacht.web.operations.gunicorn"),
        *("--bind", f"{host}:{port}", "--threads", str(threads)),
    ]


def worker() -> list[str]:
    """The command that does long work."""
    return [sys.executable, "-m", "dijkwacht.web", "worker"]


class Kept:
    """One process that is started again when it falls."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.falls = 0
        self._start()

    def _start(self) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(self.command)

    def look(self) -> bool:
        """Start it again if it fell; False when it falls each time it is started."""
        if self.process.poll() is None:
            return True
        quick = time.monotonic() - self.begun < QUICK
        self.falls = self.falls + 1 if quick else 1
        if self.falls > MOST:
            return False
        self._start()
        return True

    def stop(self) -> None:
        """Let it finish what it is doing."""
        if self.process.poll() is None:
            self.process.terminate()


def run(commands: Sequence[Sequence[str]], ready: Callable[[], None]) -> int:
    """Keep the processes until a signal ends it all: 0 then, 1 when one of them cannot stay up."""
    ended: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        ended.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    kept = [Kept(command) for command in commands]
    try:
        ready()
        while not ended:
            if not all(one.look() for one in kept):
                return 1
            time.sleep(BREATH / 4)
    finally:
        for one in kept:
            one.stop()
        for one in kept:
            one.process.wait()
    return 0


def wait_for(address: str, name: str = "localhost") -> bool:
    """Whether the site answers, to one of the names it is reached by, before our patience ends."""
    end = time.monotonic() + PATIENCE
    asked = urllib.request.Request(address, headers={"Host": name})  # our own address
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(BREATH / 4)
    return False
