# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pictures of pages in docs/images, taken anew: the demonstration is served from a folder of
its own, and looked at with a browser. Needs playwright and a chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from dijkwacht.web.operations.serving import wait_for

INTO: Final = Path(__file__).parent / "images"
MOST: Final = 120_000  # bytes of one picture
WIDTH: Final = 1040
ASKED: Final = "what=supplier:sup-zilverlijn"


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, where, in which language, and what is moved to the top of it."""

    name: str
    person: str
    address: str
    language: str = "en"
    top: str = ""
    height: int = 680


SHOTS: Final = (
    Shot("home", "Sem Bakker", "/"),
    Shot("list", "Ruth Levi", "/register/services/"),
    Shot("record", "Sem Bakker", "/register/services/svc-paspoorten/", top="#fallbacks"),
    Shot("explorer", "Ruth Levi", f"/outage/?{ASKED}", height=960),
    Shot("explorer-nl", "Ruth Levi", f"/outage/?{ASKED}", "nl", height=960),
    Shot("map", "Ruth Levi", f"/outage/?{ASKED}", top="#map"),
    Shot(
        "compare",
        "Ruth Levi",
        "/outage/compare/?a=what%3Dsupplier%3Asup-zilverlijn"
        "&b=what%3Dsupplier%3Asup-zilverlijn%26fallbacks%3Dnone",
    ),
    Shot("ranking", "Ruth Levi", "/ranking/"),
    Shot("harm", "Sem Bakker", "/classes/svc-paspoorten/harm/"),
    Shot("coverage", "Ruth Levi", "/coverage/"),
)


@contextmanager
def served() -> Iterator[str]:
    """The demonstration, in a process and a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as home:
        more = {"DIJKWACHT_HOME": home, "DIJKWACHT_DEMO": "yes", "DIJKWACHT_DATABASE": "sqlite"}
        port = address.rpartition(":")[2]
        command = [sys.executable, "-m", "dijkwacht.web", "serve", "--demo", "--port", port]
        with subprocess.Popen(command, env=os.environ | more, stdout=subprocess.DEVNULL) as site:
            try:
                if not wait_for(f"{address}/health/ready"):
                    sys.exit("the demonstration does not answer")
                yield address
            finally:
                site.terminate()


def taken(browser: Any, address: str, shot: Shot) -> bytes:
    """One picture."""
    context = browser.new_context(
        base_url=address, viewport={"width": WIDTH, "height": shot.height}, color_scheme="light"
    )
    context.add_cookies([{"name": "language", "value": shot.language, "url": address}])
    page = context.new_page()
    page.goto("/demo/")
    page.get_by_role("button", name=shot.person, exact=True).click()
    page.goto(shot.address)
    if shot.top:
        page.locator(shot.top).evaluate("one => one.scrollIntoView()")
    picture: bytes = page.screenshot()
    context.close()
    return picture


def main() -> None:
    """Take them all, or those that are named."""
    INTO.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for shot in SHOTS:
            if not sys.argv[1:] or re.fullmatch("|".join(sys.argv[1:]), shot.name):
                picture = taken(browser, address, shot)
                if len(picture) > MOST:
                    sys.exit(f"{shot.name} is {len(picture)} bytes")
                (INTO / f"{shot.name}.png").write_bytes(picture)
        browser.close()


if __name__ == "__main__":
    main()
