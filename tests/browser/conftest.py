# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site as it is served in earnest, with the example state and its people, and a browser."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from browser.visiting import Site

PATIENCE: Final = 120  # seconds until the site answers; the machine may be busy
OURS: Final = ("DIJKWACHT_", "DJANGO_", "PYTEST_")
"""What these tests were told is not for the site that they look at."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demonstration is served: by the command that serves every site, from its own
    folder, in a process of its own; one for each worker."""
    home = tmp_path_factory.mktemp("home")
    port = _free_port()
    environ = {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | {
        "DIJKWACHT_HOME": str(home),
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_DEMO": "yes",
        "DIJKWACHT_DEBUG": "no",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
    }
    command = [sys.executable, "-m", "dijkwacht.web", "serve", "--demo", "--port", str(port)]
    log = home / "serve.log"
    with (
        log.open("wb") as told,
        subprocess.Popen(command, env=environ, stdout=told, stderr=told) as site,
    ):
        try:
            _await(f"http://127.0.0.1:{port}/health/ready", site, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _await(address: str, site: subprocess.Popen[bytes], log: Path) -> None:
    """Until the site answers; at once a failure, with what it said, when it has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and site.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    pytest.fail(f"the site does not answer; it said: {log.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; skipped where there is none, or nothing that drives it."""
    driver = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this machine")
    with driver.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="session")
def site(address: str, browser: Any) -> Site:
    """The site, to be visited as somebody."""
    return Site(address, browser)
