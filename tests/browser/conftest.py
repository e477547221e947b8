# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site as it is served in earnest, with the example state and its people, and a browser."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.visiting import Site

from dijkwacht.web.operations.serving import wait_for


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demonstration is served: by the command that serves every site, from its own
    folder, in a process of its own."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    environ = {
        **os.environ,
        "DIJKWACHT_HOME": str(tmp_path_factory.mktemp("home")),
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_DEMO": "yes",
        "DIJKWACHT_DEBUG": "no",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
    }
    command = [sys.executable, "-m", "dijkwacht.web", "serve", "--demo", "--port", str(port)]
    log = Path(environ["DIJKWACHT_HOME"]) / "serve.log"
    with (
        log.open("wb") as told,
        subprocess.Popen(command, env=environ, stdout=told, stderr=told) as site,
    ):
        try:
            assert wait_for(f"http://127.0.0.1:{port}/health/ready"), log.read_text("utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()


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
