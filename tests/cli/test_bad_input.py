# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad input is told with its place, its fault and its mend; nothing else is lost, and nothing is
written."""

import hashlib
from pathlib import Path

import pytest
from cli.bad_inputs import CASES
from cli.conftest import Ended, Run
from cli.making import Case, beside

PROBLEMS = [case for case in CASES if case.where]
ERRORS = [case for case in CASES if not case.where]


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, by a digest of its content."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def tried(case: Case, run: Run, folder: Path, *more: str) -> Ended:
    """The command of a case in the folder it was made in; asserts that it wrote nothing."""
    case.make(folder)
    before = tree(folder)
    ended = run(*case.command.split(), *more)
    assert tree(folder) == before
    assert "Traceback" not in ended.out + ended.err
    return ended


def said(text: str, expected: str) -> bool:
    """Whether it is what was expected, up to the words of others."""
    return text.startswith(expected[:-1]) if expected.endswith("…") else text == expected


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which commands run, on lines that do not break."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def wide(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run` on a very wide screen: each sentence is one line."""
    monkeypatch.setenv("COLUMNS", "2000")
    return run


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case.name)
def test_it_is_told_with_its_place_and_its_mend_and_the_rest_is_read(
    case: Case, wide: Run, here: Path
) -> None:
    ended = tried(case, wide, here, "--json")
    answer = ended.json
    told = [row for key in ("faults", "warnings", "notes") for row in answer.get(key, [])]
    found = [row for row in told if row["where"] == case.where and said(row["what"], case.says)]
    assert len(found) == 1, told
    assert said(found[0]["mend"], case.mend)
    assert ended.code == case.exit_code
    if case.kept is None:
        return
    rows = {row["table"]: row["rows"] for row in answer["rows"]}
    assert (rows.get("services", 0), rows.get("suppliers", 0)) == case.kept


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case.name)
def test_a_question_that_cannot_be_answered_ends_with_why_and_how_to_mend(
    case: Case, wide: Run, here: Path
) -> None:
    ended = tried(case, wide, here)
    what, mend = ended.err.splitlines()
    assert said(what, case.says), what
    assert said(mend, case.mend), mend
    assert ended.code == case.exit_code


def test_what_is_sound_beside_a_bad_table_still_gives_answers(wide: Run, here: Path) -> None:
    beside({"suppliers.csv": "", "contracts.csv": "id;name"})(here)
    ended = wide("outage", "register", "--fail", "svc-1", "--json")
    assert ended.code == 0
    assert [row["service"] for row in ended.json["lost"]] == ["Paspoorten"]
    assert ended.err == (
        "Faults while reading register: 2; `dijkwacht check` shows each. "
        "What could be read is used.\n"
    )


def test_no_two_cases_are_the_same() -> None:
    assert len({case.input for case in CASES}) == len(CASES)
