# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tutorials do what they say: their files are made, their commands run, their answers found."""

import re
import shlex
from pathlib import Path

import pytest

from dijkwacht.__main__ import main

PAGES = sorted((Path(__file__).parent.parent / "docs" / "tutorial").glob("*-register.md"))
BLOCK = re.compile(r"^```(csv|console)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_can_be_followed_to_its_end(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    checksum, commands = "", 0
    for kind, name, text in BLOCK.findall(page.read_text("utf-8")):
        if kind == "csv":
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
            continue
        command, *wanted = text.splitlines()
        words = shlex.split(command.removeprefix("$ ./run "))
        main([checksum if word.isupper() else word for word in words])
        told = capsys.readouterr().out
        for line in wanted:
            assert " ".join(line.removeprefix("> ").split()) in " ".join(told.split()), told
        checksum = "".join(re.findall(r"--apply (\w{12})", told)) or checksum
        commands += 1
    assert commands >= 6


def test_there_is_one_in_each_language() -> None:
    assert [page.stem for page in PAGES] == ["eerste-register", "first-register"]
