# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages for people: what they show is there and small, every page that they point at too, and
the commands of the how-tos about outages and classes answer as they say."""

import re
import shlex
import struct
from pathlib import Path
from urllib.parse import unquote

import pytest

from dijkwacht.__main__ import main

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#\s]+)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MOST = 120_000  # bytes of a picture
COMMAND = re.compile(r"^\$ \./run (.+)\n(.+)$", re.MULTILINE)


def pointed(page: Path) -> list[tuple[bool, str, Path]]:
    """Whether it is a picture, what it says, and the file, of every link to one of ours."""
    text = FENCED.sub("", page.read_text("utf-8"))
    found = [match for match in LINK.findall(text) if ":" not in match[2]]
    return [(bool(mark), says, page.parent / unquote(to)) for mark, says, to in found]


def test_everything_that_a_page_points_at_is_there() -> None:
    gone = [
        f"{page.relative_to(ROOT)}: {to}"
        for page in PAGES
        for _, _, to in pointed(page)
        if not to.exists()
    ]
    assert gone == []


def test_every_picture_is_small_is_shown_and_says_what_it_shows() -> None:
    shown = {to.resolve(): says for page in PAGES for picture, says, to in pointed(page) if picture}
    pictures = set((ROOT / "docs" / "images").glob("*.png"))
    assert len(pictures) >= 8
    assert pictures == {to for to in shown if to.parent.name == "images"}
    assert [to.name for to, says in shown.items() if len(says) < 20] == []
    for picture in pictures:
        held = picture.read_bytes()
        assert held[:8] == b"\x89PNG\r\n\x1a\n" and len(held) < MOST, picture.name
        assert struct.unpack(">II", held[16:24]) >= (800, 600), picture.name


@pytest.mark.parametrize("name", ["explore-an-outage", "classify-a-service", "watch-contracts"])
def test_the_commands_of_a_how_to_answer_so(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    found = COMMAND.findall((ROOT / "docs" / "how-to" / f"{name}.md").read_text("utf-8"))
    assert found
    for command, answer in found:
        assert main(shlex.split(command)) == 0
        assert answer in capsys.readouterr().out
