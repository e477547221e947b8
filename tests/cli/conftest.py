# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running the command line: in this process, or as a program of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dijkwacht.__main__ import main

ROOT = Path(__file__).parent.parent.parent
LANGUAGE = ("DIJKWACHT_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
COLOUR = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM")


@dataclass(frozen=True)
class Ended:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said, for programs."""
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("check", "--json")`: one command, in English unless it says otherwise, in 80 columns."""
    for variable in (*LANGUAGE, *COLOUR):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")  # what main() sets, so that it is put back afterwards
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments: object) -> Ended:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return go


def environment(**more: str) -> dict[str, str]:
    """The environment of a program of its own: English, 80 columns, no wish about colour."""
    kept = {name: value for name, value in os.environ.items() if name not in (*LANGUAGE, *COLOUR)}
    path = os.pathsep.join([str(ROOT / "src"), kept.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**kept, "COLUMNS": "80", "PYTHONPATH": path, **more}


def program(*arguments: object) -> list[str]:
    """The command line of `dijkwacht` as a program of its own."""
    return [sys.executable, "-m", "dijkwacht", *map(str, arguments)]


@pytest.fixture
def alone() -> Run:
    """The same as a program of its own, with variables of its environment as keywords."""

    def go(*arguments: object, **more: str) -> Ended:
        done = subprocess.run(
            program(*arguments), env=environment(**more), capture_output=True, check=False
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return go
