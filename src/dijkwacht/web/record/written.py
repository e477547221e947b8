# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values as people write them, to the text of the exchange tables, and back: `3 d`, `40 %`,
`62.000`, `€ 1.850,50`, `never`, `n/a`; empty is unknown."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

import polars as pl

from dijkwacht.base.units import DAY_HOURS, FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.register.schema import Column, Kind
from dijkwacht.register.values import NA, NEVER, parse

WORDS: Final[Mapping[str, str]] = {
    "never": NEVER,
    "nooit": NEVER,
    "n/a": NA,
    "nvt": NA,
    "n.v.t.": NA,
    "-": NA,
}
UNITS: Final[Mapping[str, int]] = {"": 1, "h": 1, "u": 1, "d": DAY_HOURS, "w": 7 * DAY_HOURS}
SPAN: Final = re.compile(r"([0-9]{1,9})\s*([hudw]?)[a-z]*")
PERCENT: Final = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,2}))?\s*%?")
GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ .,\u00a0\u202f][0-9]{3})+")
MONEY: Final = re.compile(r"([0-9]{1,3}(?:[ .,\u00a0\u202f][0-9]{3})+|[0-9]+)(?:[.,]([0-9]{1,2}))?")


def read(text: str, column: Column) -> tuple[Any, str]:
    """The value that somebody wrote for a column, and the code of what is wrong with it, if
    anything is."""
    plain = WORDS.get(text.strip().lower(), text.strip())
    made = _WRITTEN.get(column.kind, str)(plain) if plain not in (NEVER, NA) else plain
    values, faults = parse(pl.Series([made], dtype=pl.String), column, _here)
    return (None, faults[0].what.code) if faults else (values[0], "")


def write(value: Any, column: Column) -> str:
    """A value as it stands in a form; `read` gives it back."""
    if value is None:
        return ""
    if value in (NOT_APPLICABLE, NOT_APPLICABLE_DAY) and column.kind is not Kind.AMOUNT:
        return NA
    if value == NEVER_DAY or (column.kind is Kind.HOURS and value == FOREVER):
        return NEVER
    return _SHOWN.get(column.kind, str)(value)


def _in_days(hours: int) -> str:
    days, left = divmod(hours, DAY_HOURS)
    return f"{days} d" if days and not left else f"{hours} h"


def _in_percent(level: int) -> str:
    return f"{Decimal(level) / 100:f}".removesuffix(".00") + " %"


def _hours(text: str) -> str:
    found = SPAN.fullmatch(text.lower())
    return str(int(found[1]) * UNITS[found[2]]) if found else text


def _percent(text: str) -> str:
    found = PERCENT.fullmatch(text)
    return str(int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))) if found else text


def _count(text: str) -> str:
    return re.sub(r"[^0-9]", "", text) if GROUPED.fullmatch(text) else text


def _amount(text: str) -> str:
    return "-" + _count(text[1:].strip()) if text.startswith("-") else _count(text)


def _money(text: str) -> str:
    found = MONEY.fullmatch(text.removeprefix("€").strip())
    if not found:
        return text
    whole = re.sub(r"[^0-9]", "", found[1])
    return f"{whole}.{found[2]}" if found[2] else whole


def _here(row: int, column: str) -> str:
    return column


_SHOWN: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.HOURS: _in_days,
    Kind.BASIS_POINTS: _in_percent,
}
_WRITTEN: Final[Mapping[Kind, Callable[[str], str]]] = {
    Kind.HOURS: _hours,
    Kind.BASIS_POINTS: _percent,
    Kind.COUNT: _count,
    Kind.AMOUNT: _amount,
    Kind.MONEY: _money,
}
