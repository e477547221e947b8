# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text tables: rows of cells that two or more spaces keep apart, and the few notations that stand
in a cell."""

import re
from decimal import Decimal

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.engine.scenario import Steps

HOLDS = "holds"
Table = list[dict[str, str]]


def table(text: str) -> Table:
    """The rows of a text table by the words of its first line; `-` is a cell left empty."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    head, *rows = lines
    wrong = [row for row in rows if len(row) != len(head)]
    assert not wrong, f"{wrong[0]} does not fit the columns {head}"
    return [{k: v for k, v in zip(head, row, strict=True) if v != "-"} for row in rows]


def points(cell: str) -> int:
    """`80%` in basis points."""
    assert cell.endswith("%"), f"{cell} is no level: write 80%"
    return int(Decimal(cell.removesuffix("%")) * 100)


def hours(cell: str) -> int:
    """`4h`, or `never`, in hours."""
    assert re.fullmatch(r"\d+h|never", cell), f"{cell} are no hours: write 4h, or never"
    return int(FOREVER) if cell == "never" else int(cell.removesuffix("h"))


def steps(cell: str) -> Steps:
    """`0h 0%, 72h 100%`, or `holds`, as a level over time."""
    if cell == HOLDS:
        return ()
    pairs = [part.split() for part in cell.split(",")]
    return tuple((hours(hour), points(level)) for hour, level in pairs)


def spans(cell: str) -> list[tuple[int, int]]:
    """`4h to 72h, 90h to 99h`, or `never`, as spans."""
    if cell == "never":
        return []
    pairs = [part.split(" to ") for part in cell.split(",")]
    return [(hours(start.strip()), hours(end.strip())) for start, end in pairs]


def count(cell: str) -> int:
    """How many members in full are needed, in basis points: `2` is 20,000."""
    return int(Decimal(cell) * ONE)
