# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site with the example state, in a process of its own, for who asks it from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dijkwacht import verbs

TOKENS = """
import django, os, sys
django.setup()
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import viewer
from dijkwacht.web.tokens.keeping import Wanted, make
from dijkwacht.web.tokens.models import Scope
for name, scope in (("roos.de.wit", "write"), ("anna.smit", "read"), ("ruth.levi", "read")):
    user = User.objects.get(email=f"{name}@waterdam.example")
    looks = viewer(user, user.grants.get())
    secret = make(looks, Wanted("cli", Scope(scope), 30, looks.node))[1]
    file = os.path.join(os.environ["DIJKWACHT_HOME"], name)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as stream:
        stream.write(secret)
"""


@dataclass(frozen=True)
class Site:
    """A site with the example, and tokens of three people."""

    url: str
    home: Path

    def asked_by(self, name: str) -> list[str]:
        """The options with which the command line asks it."""
        return ["--server", self.url, "--token-file", str(self.home / name)]


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """A site at this home, until the end."""
    (home / "static").mkdir()
    environ = {
        **os.environ,
        "DIJKWACHT_HOME": str(home),
        "DIJKWACHT_DEMO": "yes",
        "DIJKWACHT_DATABASE": "sqlite",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
        "PYTHONPATH": str(Path(verbs.__file__).parent.parent.parent),
    }
    web = [sys.executable, "-m", "dijkwacht.web"]
    for command in (["migrate", "-v0"], ["createcachetable"], ["demo"]):
        subprocess.run([*web, *command], env=environ, check=True, capture_output=True)
    subprocess.run([sys.executable, "-c", TOKENS], env=environ, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "dijkwacht.web.wsgi", "--threads", "2"]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/api/v1/openapi.json")
        yield Site(url, home)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(url: str) -> None:
    """Until the site answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(url)
