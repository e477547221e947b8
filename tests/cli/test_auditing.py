# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`dijkwacht audit verify`: what an auditor runs on an exported trail."""

import json
from pathlib import Path

from cli.conftest import Run

from dijkwacht.base.trail import FIRST, hash_of
from dijkwacht.cli.auditing import audit


def written(folder: Path, broken: int | None = None) -> tuple[Path, str]:
    before, lines = FIRST, []
    for number in range(1, 4):
        entry = dict.fromkeys(("at", "by", "role", "organisation", "act", "about", "told"), "x")
        whole = {**entry, "number": number, "before": before}
        before = hash_of(whole)
        lines.append(json.dumps({**whole, "hash": before, "by": "y" if number == broken else "x"}))
    file = folder / "trail.jsonl"
    file.write_text("\n".join(lines) + "\n")
    return file, before


def test_a_whole_trail_ends_well_and_gives_the_hash_to_keep(run: Run, tmp_path: Path) -> None:
    assert "verify" in audit.commands
    file, head = written(tmp_path)
    ended = run("audit", "verify", file, "--json")
    assert (ended.code, ended.json["made"]["head"], ended.json["made"]["entries"]) == (0, head, 3)
    assert run("audit", "verify", file, "--head", head).code == 0


def test_a_broken_trail_ends_with_one_and_the_first_broken_entry(run: Run, tmp_path: Path) -> None:
    file, _ = written(tmp_path, broken=2)
    ended = run("audit", "verify", file)
    assert ended.code == 1
    assert "Entry 2 is not what was written" in ended.out


def test_a_hash_that_is_not_in_it_ends_with_one(run: Run, tmp_path: Path) -> None:
    file, _ = written(tmp_path)
    ended = run("audit", "verify", file, "--head", "0a")
    assert ended.code == 1
    assert "0a" in ended.out


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert run("audit", "verify", tmp_path / "no.jsonl").code == 3
