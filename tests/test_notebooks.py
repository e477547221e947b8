# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages and notebooks in Python do what they say: every cell runs and shows what stands below.

To keep new answers after a change that was meant: DIJKWACHT_KEEP=1 ./test tests/test_notebooks.py,
and read the difference.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import altair
import pytest
from cells import Cells, shown

import dijkwacht as dw
from dijkwacht.reports.words import LANGUAGES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs" / "tutorial" / name for name in ("notebook.md", "notitieboek.md")]
NOTEBOOKS = sorted((ROOT / "examples").glob("*/*.ipynb"))
CELL = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
VEGA_LITE = "application/vnd.vegalite.v5+json"


def kept(file: Path, told: str) -> str:
    """What a file holds; first what it should hold, if new answers are to be kept."""
    if os.environ.get("DIJKWACHT_KEEP"):
        file.write_text(told, "utf-8")
    return file.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_its_cells_give(page: Path) -> None:
    cells, charts = Cells(), 0

    def run(cell: re.Match[str]) -> str:
        nonlocal charts
        printed, value = cells.run(cell[1])
        charts += isinstance(value, altair.TopLevelMixin)
        below = f"\n```text\n{shown(printed, value)}```\n" if cell[2] is not None else ""
        return f"```python\n{cell[1]}```\n{below}"

    text = page.read_text("utf-8")
    assert kept(page, CELL.sub(run, text)) == CELL.sub(run, text)
    assert charts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_ten_lines_give_a_frame_and_a_chart(page: Path) -> None:
    lines: list[str] = []
    for cell in CELL.findall(page.read_text("utf-8")):
        lines += cell[0].splitlines()
        if "chart()" in cell[0]:
            break
    assert "found.services" in "".join(lines) and len(lines) <= 10


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_shows_what_its_cells_give(file: Path) -> None:
    content = json.loads(file.read_text("utf-8"))
    cells = Cells()
    for number, cell in enumerate(_code(content), 1):
        printed, value = cells.run("".join(cell["source"]))
        cell |= {
            "outputs": list(_outputs(number, printed, value, cells)),
            "execution_count": number,
        }
    told = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    assert kept(file, told) == told


def _code(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in content["cells"] if cell["cell_type"] == "code"]


def _outputs(number: int, printed: str, value: Any, cells: Cells) -> Any:
    """What a notebook keeps of a cell; of a chart the specification that it draws."""
    if printed:
        yield {"name": "stdout", "output_type": "stream", "text": _lines(printed)}
    if value is None:
        return
    data: dict[str, Any] = {"text/plain": _lines(shown("", value).rstrip("\n"))}
    if isinstance(value, dw.Found):
        data["text/html"] = _lines(value._repr_html_())
    if isinstance(value, altair.TopLevelMixin):
        specification = cells.names["found"].vega_lite()
        data = {VEGA_LITE: specification, "text/plain": [specification["description"]]}
    yield {
        "data": data,
        "execution_count": number,
        "metadata": {},
        "output_type": "execute_result",
    }


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def test_there_is_a_notebook_and_a_page_in_each_language() -> None:
    assert NOTEBOOKS and len(PAGES) == len(LANGUAGES)
