# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen: 80 columns, colour and progress only on a terminal, nothing that a name could do to
it, and any encoding."""

import json
import os
import pty
import select
import subprocess
import time
from pathlib import Path

import pytest
from cli.conftest import ROOT, Run, environment, program
from rich.cells import cell_len

from dijkwacht.base.message import Message
from dijkwacht.cli.terminal import Terminal
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words

DAY = ("--on", "2026-11-24")
STOP = ("--fail", "sup-zilverlijn", *DAY)
SWISS = str(ROOT / "examples" / "02_swiss_email")
COMMANDS = [
    ("check", *DAY),
    ("outage", *STOP, "--hours", "72", "--group"),
    ("outage", SWISS, "--fail", "Microsoft", *DAY),
    ("explain", "svc-uitkeringen", *STOP),
    ("rank", "--groups", *DAY),
    ("rank", SWISS, "--top", "3", *DAY),
    ("--help",),
    ("outage", "--help"),
    ("load", "--help"),
    ("outage", "--fail", "niets", *DAY),
]
ESCAPE = "\x1b"


def widest(text: str) -> int:
    return max((cell_len(line) for line in text.splitlines()), default=0)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: " ".join(words)[-40:])
def test_no_line_is_wider_than_eighty_columns(
    arguments: tuple[str, ...], language: str, run: Run
) -> None:
    ended = run(*arguments, "--lang", language)
    assert ended.out or ended.err
    assert widest(ended.out) <= 80
    assert widest(ended.err) <= 80


def test_a_ranking_of_large_figures_loses_no_digit(run: Run, tmp_path: Path) -> None:
    """Numbers are never cut: what is narrow on a screen are the words."""
    write_register(tmp_path, name="Een heel lange naam van een leverancier " * 3)
    for arguments in (("rank", tmp_path), ("outage", tmp_path, "--fail", "sup-1")):
        ended = run(*arguments, *DAY)
        assert widest(ended.out) <= 80
        assert "17,500,000" in ended.out
        assert "…" not in ended.out.replace("within …", "")


@pytest.mark.parametrize("width", [30, 60, 80, 120])
def test_a_column_that_does_not_fit_is_named_and_no_number_is_cut(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    keys = ("place", "supplier", "entities", "services", "organisations", "persons", "estimated")
    kinds = [Cell.TEXT if key == "supplier" else Cell.COUNT for key in keys]
    row = (12, "Een lange naam", 120, 20_000, 12_345, 17_500_000, 98_765)
    columns = tuple(Column(key, kind) for key, kind in zip(keys, kinds, strict=True))
    table = Table("t", Message("rank.doing"), columns, [row])
    Terminal(Words("nl")).show(Report(Message("rank.doing"), tables=(table,)))
    shown = capsys.readouterr().out
    assert widest(shown) <= width
    told = " ".join(shown.partition("Weggelaten")[2].split())
    headings = [Words("nl").text(f"column.{key}") for key in keys]
    for heading, value in zip(headings, row, strict=True):
        number = f"{value:,}".replace(",", ".") if isinstance(value, int) else "lange"
        assert (number in shown) != (heading in told), heading
    assert (told == "") == (width >= 80)


def write_register(folder: Path, *, name: str) -> None:
    """A service of everybody that needs one delivery of one supplier."""
    tables = {
        "organisations": f'id,name\norg-1,"{name}"\n',
        "services": f'id,name,organisation_id,users\nsvc-1,"{name}",org-1,17500000\n',
        "suppliers": f'id,name\nsup-1,"{name}"\n',
        "contracts": "id,organisation_id,supplier_id\ncon-1,org-1,sup-1\n",
        "deliveries": "id,contract_id,supplier_id,role\ndel-1,con-1,sup-1,contracting-party\n",
        "requirements": "id,owner_noun,owner_id\nreq-1,service,svc-1\n",
        "members": "id,requirement_id,member_noun,member_id\nmem-1,req-1,delivery,del-1\n",
    }
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")


def on_terminal(*arguments: str, **more: str) -> tuple[int, str]:
    """What a person sees who types this in a terminal, and the exit code."""
    ours, theirs = pty.openpty()
    variables = environment(**{"TERM": "xterm-256color", **more})
    started = subprocess.Popen(
        program(*arguments), env=variables, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    seen, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                more_seen = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            seen += more_seen
    os.close(ours)
    return started.wait(timeout=10), seen.decode()


def test_colour_is_for_terminals_alone(run: Run) -> None:
    code, seen = on_terminal("check", *DAY)
    plain = run("check", *DAY)
    assert (code, plain.code) == (1, 1)
    assert ESCAPE in seen
    assert ESCAPE not in plain.out + plain.err
    code, seen = on_terminal("check", *DAY, NO_COLOR="1", TERM="dumb")
    assert (code, ESCAPE in seen) == (1, False)


def test_progress_is_shown_on_a_terminal_and_nowhere_else(run: Run) -> None:
    code, seen = on_terminal("rank", *DAY)
    assert (code, "Running every outage" in seen) == (0, True)
    assert run("rank", *DAY).err == ""


def test_json_is_never_coloured() -> None:
    code, seen = on_terminal("rank", "--json", *DAY)
    assert code == 0
    answer = seen[seen.index("{\r\n") : seen.rindex("}") + 1]
    assert json.loads(answer)["made"]["register"] == "01_waterdam"
    assert ESCAPE not in answer


def test_a_name_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    """Nor set its title, clear it, colour it, turn its text round or go back on a line."""
    signs = "\x1b]0;x\x07 \x1b[2J \x9b31m \u202e \u2066 \r"
    write_register(tmp_path, name=f"Nim{signs}bus")
    shown = run("outage", tmp_path, "--fail", "sup-1", *DAY)
    refused = run("outage", tmp_path, "--fail", f"niets{signs}", *DAY)
    assert (shown.code, refused.code) == (0, 4)
    assert "Nim\N{REPLACEMENT CHARACTER}" in shown.out
    assert not set("\x1b\x07\x9b\u202e\u2066\r") & set(shown.out + refused.err)
    (row,) = run("outage", tmp_path, "--fail", "sup-1", *DAY, "--json").json["lost"]
    assert row["service"] == f"Nim{signs}bus"


def test_a_terminal_that_lacks_a_sign_still_gets_the_answer(alone: Run) -> None:
    ended = alone("outage", *STOP, PYTHONIOENCODING="ascii")
    assert (ended.code, ended.out.isascii()) == (0, True)
    assert "Zilverlijn Hosting" in ended.out
    asked = alone("outage", *STOP, "--json", PYTHONIOENCODING="ascii")
    assert "→" in asked.json["lost"][0]["why"]  # JSON is UTF-8 everywhere
