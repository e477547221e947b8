# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every kept answer of the examples is what its command gives today.

A kept file begins with its command, `$ ./run …`; the rest is the answer. To keep new answers after
a change that was meant: DIJKWACHT_KEEP=1 ./test tests/test_examples.py, and read the difference.
"""

import os
import shlex
from pathlib import Path

import pytest

from dijkwacht.__main__ import main

ROOT = Path(__file__).parent.parent
KEPT = sorted((ROOT / "examples").glob("*/kept/*.txt"))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: f"{file.parts[-3]}/{file.name}")
def test_it_answers_as_it_was_kept(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    command, _, kept = file.read_text("utf-8").partition("\n")
    assert command.startswith("$ ./run "), f"{file}: the first line is its command"
    main(shlex.split(command.removeprefix("$ ./run ")))
    told = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines()) + "\n"
    if os.environ.get("DIJKWACHT_KEEP"):
        file.write_text(f"{command}\n{told}", "utf-8")
    assert told == kept or os.environ.get("DIJKWACHT_KEEP")


def test_every_example_has_its_command_its_answers_and_its_page_in_both_languages() -> None:
    for folder in sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir()):
        assert {(folder / name).exists() for name in ("README.md", "README.nl.md")} == {True}
        kept = [file.name for file in KEPT if file.parent.parent == folder]
        assert {name.split(".")[-2] for name in kept} == {"en", "nl"}, folder
