# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on the API does what it says: its commands run on a real site, its answers are found."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.serving import Site, served

PAGE = Path(__file__).parent.parent.parent / "docs" / "how-to" / "use-the-api.md"
BLOCK = re.compile(r"^```(sh|console|python|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELL = shutil.which("bash")

pytestmark = [
    pytest.mark.optional,
    pytest.mark.skipif(not (SHELL and shutil.which("curl")), reason="no bash or curl here"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site")) as held:
        yield held


def test_it_can_be_followed_to_its_end(site: Site, tmp_path: Path) -> None:
    (tmp_path / "token").write_text((site.home / "roos.de.wit").read_text("utf-8"), "utf-8")
    (tmp_path / "token").chmod(0o600)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "dijkwacht").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dijkwacht "$@"\n')
    (programs / "dijkwacht").chmod(0o755)
    environ = os.environ | {
        "SITE": site.url,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "DIJKWACHT_LANG": "en",
    }
    told, followed = "", 0
    for kind, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "text":
            found(text.splitlines(), told)
        elif kind == "python":
            told = ran([sys.executable, "-c", text], tmp_path, environ)
        elif "export SITE" not in text:
            for command, wanted in commands(kind, text):
                found(wanted, ran([str(SHELL), "-euc", command], tmp_path, environ))
                followed += 1
    assert followed >= 10


def commands(kind: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the words that its answer holds."""
    if kind == "sh":
        yield text, []
        return
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *wanted = part.splitlines()
        yield command, wanted


def ran(command: list[str], folder: Path, environ: dict[str, str]) -> str:
    """What a command says; it ends well."""
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout + done.stderr


def found(wanted: list[str], told: str) -> None:
    """Every line of the page is a part of the answer."""
    for line in wanted:
        assert " ".join(line.split()) in " ".join(told.split()), (line, told)
