# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages that are made and not written are what the program says today."""

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from cli.bad_inputs import CASES
from cli.conftest import ROOT, Run

from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import each
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import columns

MAKER = ROOT / "docs" / "generate.py"
AGAIN = "make it anew: .venv-test/bin/python docs/generate.py, and read the difference"


@pytest.fixture
def maker(run: Run, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """docs/generate.py as a module; `run` keeps the language of this process as it was."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = spec_from_file_location("generate", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_on_disk_is_what_is_made(maker: ModuleType) -> None:
    made: dict[Path, bytes] = maker.made()
    names = {file.name for file in made}
    assert {"commands.md", "tables.md", "bad-input.md", "rank.json"} <= names
    for file, content in made.items():
        if file.suffix != ".mo":  # test_catalogues compares what these say, in any version of babel
            assert file.read_text("utf-8") == content.decode(), f"{file.name}: {AGAIN}"


def test_every_command_and_option_stands_on_its_page(maker: ModuleType) -> None:
    page = maker.commands_page()
    for name, command in each(dijkwacht, "dijkwacht"):
        section = page.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert " ".join(str(command.help).split()) in section
        for param in command.params:
            if param.param_type_name == "option":
                assert f"| `{param.opts[0]}" in section, (name, param.name)


def test_every_column_stands_on_its_page_with_what_it_holds_and_means(maker: ModuleType) -> None:
    page = maker.tables_page()
    common = page.partition("## Every table\n")[2].partition("\n## ")[0]
    for table in TABLES:
        section = page.partition(f"## {table}\n")[2].partition("\n## ")[0]
        for column in columns(table):
            line = rf"^\| `{column.name}` \| (.+) \| (.+) \|$"
            row = re.search(line, common + section, re.MULTILINE)
            assert row, (table, column.name)
            assert row[1].strip()
            assert row[2].strip()
            assert column.table is None or f"[{column.table}](#{column.table})" in row[1]
            codes = ALLOWED.get(column.name, column.codes)
            assert [code for code in codes if f"`{code}`" not in row[1]] == []


def test_every_bad_input_stands_on_its_page(maker: ModuleType) -> None:
    page = maker.bad_input_page()
    assert all(f"| {case.input} |" in page for case in CASES)


def test_links_between_the_pages_lead_somewhere(root: Path) -> None:
    pages = root / "docs" / "reference"
    for name in ("commands.md", "tables.md", "bad-input.md", "exit-codes.md"):
        text = (pages / name).read_text("utf-8")
        for link in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", text):
            assert link == "" or (pages / link).is_file(), (name, link)
        anchors = {line[3:].strip() for line in text.splitlines() if line.startswith("## ")}
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors, name
