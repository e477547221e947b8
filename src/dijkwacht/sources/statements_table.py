# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts as a plain table, one figure a row: who, which year, which item, how much, in what."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.ids import Identifier, parse
from dijkwacht.base.problem import Problem, problem
from dijkwacht.register.codes import StatementBasis
from dijkwacht.register.csv_text import read_csv
from dijkwacht.register.sheets import BANG, Cell, called
from dijkwacht.sources import workbook
from dijkwacht.sources.statements_facts import Entity
from dijkwacht.sources.statements_items import MOST, Accounts
from dijkwacht.sources.statements_rows import ITEMS

NEEDED: Final = ("scheme", "value", "ends_on", "currency", "units", "item", "amount")
"""Columns without which nothing is said."""
MORE: Final = ("name", "basis", "starts_on", "known_on", "document")
UNITS: Final[Mapping[str, int]] = {"ones": 1, "thousands": 1_000, "millions": 1_000_000}
SHOWN: Final = 80
_AMOUNT: Final = re.compile(r"-?\d{1,15}(\.\d{1,6})?|\(\d{1,15}(\.\d{1,6})?\)")
_CURRENCY: Final = re.compile("[A-Z]{3}")

Line = tuple[str, Mapping[str, str]]
"""The place of a row, and its cells that are not empty."""


def read_table(content: bytes, name: str) -> tuple[list[Accounts], list[Problem]]:
    """The accounts in a CSV file."""
    table = read_csv(content, name)
    lines = [
        (f"{name}:{line}", _filled(row))
        for line, row in zip(table.lines.tolist(), table.frame.to_dicts(), strict=True)
    ]
    header = list(table.frame.columns)
    made, problems = _accounts(lines, header, name)
    return made, [*table.problems, *problems]


def read_workbook(path: Path) -> tuple[list[Accounts], list[Problem]]:
    """The accounts in the sheets of a workbook; Unreadable for a file that is none."""
    sheets, problems = workbook.sheets(path)
    made: list[Accounts] = []
    for sheet in sheets:
        header = [called(cell) for cell in sheet.header]
        below = enumerate(sheet.rows[sheet.top + 1 :], sheet.top + 2)
        lines = [
            (f"{sheet.name}{BANG}{at}", _filled(dict(zip(header, map(_text, row), strict=False))))
            for at, row in below
            if any(cell is not None for cell in row)
        ]
        found, faults = _accounts(lines, header, sheet.name)
        made += found
        problems += faults
    return made, problems


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)[:10] if isinstance(cell, date) else str(cell)


def _filled(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value).strip() for key, value in row.items() if str(value or "").strip()}


def _accounts(
    lines: Iterable[Line], header: list[str], name: str
) -> tuple[list[Accounts], list[Problem]]:
    lacking = [column for column in NEEDED if column not in header]
    if lacking:
        return [], [problem(name, "statements-columns", columns=", ".join(lacking))]
    problems: list[Problem] = []
    held: dict[tuple[object, ...], dict[str, int]] = {}
    for where, row in lines:
        read = _row(where, row, problems)
        if read is None:
            continue
        key, item, amount = read
        items = held.setdefault(key, {})
        if items.setdefault(item, amount) != amount:
            problems.append(problem(where, "statements-twice", concept=item))
            del items[item]
    return [_made(key, items, name) for key, items in held.items() if items], problems


def _made(key: tuple[Any, ...], items: dict[str, int], name: str) -> Accounts:
    scheme, value, named, basis, starts, ends, known, currency, document = key
    return Accounts(
        entity=Entity(scheme, value, named),
        standard="table",
        basis=basis,
        starts_on=starts,
        ends_on=ends,
        currency=currency,
        known_on=known,
        document=document or name,
        items=items,
    )


def _row(
    where: str, row: Mapping[str, str], problems: list[Problem]
) -> tuple[tuple[object, ...], str, int] | None:
    """The key of the accounts, the item and the amount of a row; None, with problems, for one that
    cannot be used."""
    faults = list(_faults(where, row))
    problems += faults
    if faults:
        return None
    days = [_day(row.get(column)) for column in ("starts_on", "ends_on", "known_on")]
    told = row["amount"]
    figure = Decimal(told.strip("()")) * UNITS[row["units"].lower()]
    amount = round(-figure if told.startswith("(") else figure)
    if abs(amount) > MOST:
        problems.append(problem(where, "statements-range", concept=row["item"]))
        return None
    number = parse(row["scheme"], row["value"])
    assert isinstance(number, Identifier)
    basis = row.get("basis", StatementBasis.SEPARATE.value)
    who = (number.scheme.value, number.value, row.get("name"), basis)
    return (*who, *days, row["currency"].upper(), row.get("document")), row["item"], amount


def _faults(where: str, row: Mapping[str, str]) -> Iterator[Problem]:
    lacking = [column for column in NEEDED if column not in row]
    if lacking:
        yield problem(where, "statements-cells", columns=", ".join(lacking))
        return
    number = parse(row["scheme"], row["value"])
    if not isinstance(number, Identifier):
        yield Problem(f"{where} value", number, type(number)(f"{number.code}.mend", number.params))
    if row["item"] not in ITEMS:
        near = next(iter(get_close_matches(row["item"], ITEMS, 1)), "-")
        yield problem(f"{where} item", "statements-item", value=row["item"][:SHOWN], near=near)
    yield from _cell_faults(where, row)


def _cell_faults(where: str, row: Mapping[str, str]) -> Iterator[Problem]:
    good = {
        "amount": _AMOUNT.fullmatch(row["amount"]) is not None,
        "units": row["units"].lower() in UNITS,
        "currency": _CURRENCY.fullmatch(row["currency"].upper()) is not None,
        "basis": row.get("basis", "separate") in set(StatementBasis),
    } | {
        column: column not in row or _day(row[column]) is not None
        for column in ("starts_on", "ends_on", "known_on")
    }
    for column, is_good in good.items():
        if not is_good:
            value = row[column][:SHOWN]
            yield problem(f"{where} {column}", "statements-cell", column=column, value=value)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
