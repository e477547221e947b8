# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup: everything comes back, on another database too, and nothing damaged is taken."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.web.operations.backup import backup, restore

pytestmark = pytest.mark.django_db


def about(file: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(file) as held:
        made: dict[str, dict[str, object]] = json.loads(held.read("about.json"))
    return made


def elsewhere(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {
        "DIJKWACHT_HOME": str(home),
        "DIJKWACHT_DATABASE": "sqlite",
        "DIJKWACHT_LANG": "en",
        "DJANGO_SETTINGS_MODULE": "dijkwacht.web.settings",
    }
    return subprocess.run(
        [sys.executable, "-m", "dijkwacht.web", *command],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_that_was_backed_up_comes_back_in_another_place(tmp_path: Path) -> None:
    file, again = tmp_path / "site.zip", tmp_path / "again.zip"
    counts = backup(file)
    assert counts["store.service"] > 10
    assert file.stat().st_mode & 0o077 == 0
    done = elsewhere(tmp_path / "home", "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert elsewhere(tmp_path / "home", "backup", str(again)).returncode == 0
    assert about(again)["digests"] == about(file)["digests"]
    looked = elsewhere(tmp_path / "home", "doctor")
    assert "The trail is whole" in looked.stdout
    second = elsewhere(tmp_path / "home", "restore", str(file))
    assert second.returncode == 3
    assert "holds rows already" in second.stderr


def test_a_backup_does_not_write_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "site.zip"
    file.write_text("mine")
    with pytest.raises(Unreadable, match="file-refused"):
        backup(file)
    assert file.read_text() == "mine"


def test_a_database_that_holds_rows_is_not_filled(tmp_path: Path) -> None:
    backup(tmp_path / "site.zip")
    with pytest.raises(Unreadable, match="restore-not-empty"):
        restore(tmp_path / "site.zip")


@pytest.mark.parametrize("fault", ["cut", "bytes", "other"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(tmp_path: Path, fault: str) -> None:
    file = tmp_path / "site.zip"
    backup(file)
    data = file.read_bytes()
    if fault == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif fault == "bytes":
        with zipfile.ZipFile(file) as held, zipfile.ZipFile(tmp_path / "new.zip", "w") as made:
            for name in held.namelist():
                text = held.read(name)
                made.writestr(name, text.replace(b"Paspoorten", b"Paspoorteb"))
        file = tmp_path / "new.zip"
    else:
        file.write_bytes(b"no zip")
    done = elsewhere(tmp_path / "home", "restore", str(file))
    assert done.returncode == 3
    assert "no whole backup" in done.stderr
    assert elsewhere(tmp_path / "home", "restore", str(file)).returncode == 3
