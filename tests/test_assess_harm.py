# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on assessing harm: its rows are sound, and say what its table says they say."""

import re
from pathlib import Path

import polars as pl

from dijkwacht.base.problem import Grade
from dijkwacht.register.checks import check
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.harms import sound
from dijkwacht.register.tables import read_tables

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "assess-harm.md"
HOURS = (4, 24, 72, 168, 336, 720, 2160, 4320)


def rows(folder: Path) -> pl.DataFrame:
    """The rows of the page as a register reads them, with nothing wrong in them."""
    block = re.search(r"```csv\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block
    (folder / "harms.csv").write_text(block[1], "utf-8")
    (folder / "services.csv").write_text("id,name\nsvc-bijstand,Bijstand\n", "utf-8")
    history, problems = read_tables(folder)
    found = [*problems, *check(history.known())]
    assert [problem for problem in found if problem.grade is not Grade.NOTE] == []
    return sound(history.table("harms"))


def known(of: pl.DataFrame, hours: int) -> str:
    """What rows of one kind say of an hour, as the page writes it."""
    held = sorted(of.select("after_hours", "value").rows())
    if not held:
        return "?"
    low = max((value for hour, value in held if hour <= hours), default=0)
    high = min((value for hour, value in held if hour >= hours), default=None)
    told = "?" if high is None else f"{high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {told}"


def test_what_is_known_from_the_rows_is_what_the_page_says(tmp_path: Path) -> None:
    harms = rows(tmp_path)
    assert harms.height == 11
    lines = re.findall(r"^\| (\w+) \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    told = {kind: cells.split(" | ") for kind, cells in lines if cells.count("|") == len(HOURS) - 1}
    kinds = {kind.value for kind in HarmKind}
    expected = {
        kind: [known(harms.filter(pl.col("kind") == kind), hours) for hours in HOURS]
        for kind in kinds
    }
    assert {kind: cells for kind, cells in told.items() if kind in kinds} == expected
