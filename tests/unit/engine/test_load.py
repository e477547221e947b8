# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to the compiled engine: small questions do not go through it, and what it keeps is named
by all that it depends on."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dijkwacht.engine import load
from dijkwacht.engine.load import Cache

SMALL = """
import sys
from dijkwacht.__main__ import main
code = main(["rank", "--json"])
heavy = {"numba", "llvmlite", "distributed", "altair"} & sys.modules.keys()
sys.exit(code or bool(heavy))
"""


def test_a_small_question_never_loads_the_compiler(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SMALL],
        env={"PATH": "", "PYTHONPATH": ":".join(sys.path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_cold_and_one_with_code_is_warm(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert not cache.warm
    (cache.place / "kernel_1").mkdir(parents=True)
    (cache.place / "kernel_1" / "run.1.nbc").touch()
    assert not cache.warm  # killed while it compiled
    (cache.place / load.WHOLE).touch()
    assert cache.warm


def test_code_is_kept_elsewhere_when_any_file_of_the_kernel_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(load.KERNEL, tmp_path / "compiled")
    before = Cache(tmp_path).place
    monkeypatch.setattr(load, "KERNEL", tmp_path / "compiled")
    assert Cache(tmp_path).place != before  # numba keeps code for one place of its source
    before = Cache(tmp_path).place
    for file in sorted((tmp_path / "compiled").glob("*.py")):
        text = file.read_text("utf-8")
        file.write_text(text + "\n")
        assert Cache(tmp_path).place != before
        file.write_text(text)


def test_code_is_kept_elsewhere_for_other_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Cache(tmp_path).place
    monkeypatch.setattr(load, "LIBRARIES", ("numba", "llvmlite"))
    assert Cache(tmp_path).place != before


def test_a_cache_that_cannot_be_written_is_replaced_by_one_that_lasts_as_long_as_the_process(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    folder = load._writable(tmp_path / "file" / "cache")
    assert folder.is_dir()
    assert tmp_path not in folder.parents
    folder.rmdir()
