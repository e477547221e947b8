# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums over organisations for those who do not see the organisations: no figure tells what one of
them contributes, neither by itself nor by what is left of a total.

The rules are those of statistical disclosure control (Hundepool et al., Statistical Disclosure
Control, 2012, chapter 4): a smallest number of contributors, dominance, and complementary
suppression in every line of which the total is shown. The thresholds are policy
(`access/disclosure`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dijkwacht.base.units import ONE
from dijkwacht.rules.rulebook import Rules

RULE: Final = "access/disclosure"
Given = Mapping[str, int]
"""What each organisation contributes to one cell; nothing is below 0."""


class Why(StrEnum):
    """Why a figure is not shown."""

    FEW = "few"  # contributors
    DOMINANCE = "dominance"  # of one or two contributors
    COMPLEMENT = "complement"  # it would give another away


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds in force."""

    fewest: int
    one: int  # basis points
    two: int  # basis points
    digits: int
    step: int  # to which counts of others are rounded

    @classmethod
    def of(cls, rules: Rules) -> "Limits":
        """Those of policy on the day of these rules. RuleNotInForce where there are none."""
        held = rules.parameters(RULE)
        names = ("fewest", "one", "two", "digits", "step")
        return cls(*(held[name] for name in names))


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell as it may be shown: a rounded value, or why there is none."""

    value: int | None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that add up to a total which is shown as well."""

    cells: tuple[int, ...]  # their places among all cells


def protect(cells: Sequence[Given], limits: Limits) -> tuple[list[Figure], Figure]:
    """A list of cells and their total, as they may be shown."""
    figures, totals = protect_lines(cells, [Line(tuple(range(len(cells))))], limits)
    return figures, totals[0]


def protect_table(
    rows: Sequence[Sequence[Given]], limits: Limits
) -> tuple[list[list[Figure]], list[Figure], list[Figure]]:
    """A table of rows and columns with the totals of both: the cells, the totals of the rows, those
    of the columns. The grand total is not among them: `figure` gives it by itself."""
    wide = len(rows[0]) if rows else 0
    cells = [cell for row in rows for cell in row]
    across = [Line(tuple(range(at * wide, (at + 1) * wide))) for at in range(len(rows))]
    down = [Line(tuple(range(at, len(cells), wide))) for at in range(wide)]
    figures, totals = protect_lines(cells, [*across, *down], limits)
    table = [figures[at * wide : (at + 1) * wide] for at in range(len(rows))]
    return table, totals[: len(across)], totals[len(across) :]


def protect_lines(
    cells: Sequence[Given], lines: Sequence[Line], limits: Limits
) -> tuple[list[Figure], list[Figure]]:
    """Cells, and the total of each line of them, as they may be shown: in every line what is hidden
    is together no figure that had to be hidden, or the total is hidden too."""
    hidden = {at: why for at, cell in enumerate(cells) if (why := unsafe(cell, limits))}
    totals: dict[int, Why] = {}
    while (found := _open_line(cells, lines, hidden, totals, limits)) is not None:
        more = _next(cells, lines[found], hidden)
        if more is None:
            totals[found] = Why.COMPLEMENT
        else:
            hidden[more] = Why.COMPLEMENT
    shown = [_figure(cell, hidden.get(at), limits) for at, cell in enumerate(cells)]
    sums = [together(cells[at] for at in line.cells) for line in lines]
    made = [_figure(of, unsafe(of, limits) or totals.get(at), limits) for at, of in enumerate(sums)]
    return shown, made


def figure(cell: Given, limits: Limits) -> Figure:
    """One figure that stands by itself."""
    return _figure(cell, unsafe(cell, limits), limits)


def unsafe(cell: Given, limits: Limits) -> Why | None:
    """Why a figure says too much of one organisation; None where it does not. That there is nothing
    at all may be shown."""
    values = sorted((value for value in cell.values() if value), reverse=True)
    if values and values[-1] < 0:
        raise ValueError("what an organisation contributes is never below 0")
    total = sum(values)
    if not total:
        return None
    if len(values) < limits.fewest:
        return Why.FEW
    if values[0] * ONE > limits.one * total or sum(values[:2]) * ONE > limits.two * total:
        return Why.DOMINANCE
    return None


def together(cells: Iterable[Given]) -> dict[str, int]:
    """What each organisation contributes to these cells together."""
    found: dict[str, int] = {}
    for cell in cells:
        for organisation, value in cell.items():
            found[organisation] = found.get(organisation, 0) + value
    return found


def rounded(value: int, digits: int) -> int:
    """To so many significant digits; halves go up."""
    step: int = 10 ** max(0, len(str(value)) - digits)
    return (value + step // 2) // step * step


def _figure(cell: Given, why: Why | None, limits: Limits) -> Figure:
    total = sum(cell.values())
    return Figure(None, why) if why else Figure(rounded(total, limits.digits))


def _open_line(
    cells: Sequence[Given],
    lines: Sequence[Line],
    hidden: Mapping[int, Why],
    totals: Mapping[int, Why],
    limits: Limits,
) -> int | None:
    """The first line of which the total, less what is shown, gives something away."""
    for number, line in enumerate(lines):
        inside = [at for at in line.cells if at in hidden]
        whole = together(cells[at] for at in line.cells)
        if not inside or number in totals or unsafe(whole, limits):
            continue
        rest = together(cells[at] for at in inside)
        if len(inside) < 2 or unsafe(rest, limits):
            return number
    return None


def _next(cells: Sequence[Given], line: Line, hidden: Mapping[int, Why]) -> int | None:
    """The smallest cell of a line that is still shown and not empty: hiding it costs least."""
    left = [at for at in line.cells if at not in hidden and any(cells[at].values())]
    return min(left, key=lambda at: (sum(cells[at].values()), at), default=None)
