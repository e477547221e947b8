# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of text to typed values, and back: `never` and `n/a` are written out, empty is unknown."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import polars as pl

from dijkwacht.base.problem import Problem, problem
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.register.schema import Column, Kind

NEVER: Final = "never"
NA: Final = "n/a"

Where = Callable[[int, str], str]
"""The place of a cell: row number (from 0) and column to `contracts.csv:14 ends_on`."""

_NUMBERS: Final = (Kind.HOURS, Kind.BASIS_POINTS, Kind.COUNT)
_PLURALS: Final[Mapping[str, str]] = {
    "organisations": "organisation",
    "services": "service",
    "systems": "system",
    "suppliers": "supplier",
    "contracts": "contract",
    "deliveries": "delivery",
    "requirements": "requirement",
    "members": "member",
    "fallbacks": "fallback",
    "identifiers": "identifier",
    "uses": "use",
}


def parse(text: pl.Series, column: Column, where: Where) -> tuple[pl.Series, list[Problem]]:
    """The typed values of a column of text; a cell that cannot be read becomes unknown and a
    problem."""
    value, code = _READERS.get(column.kind, _text)(text, column)
    filled = text.is_not_null() if column.kind is Kind.TEXT else text.str.strip_chars().ne("")
    failed = filled.fill_null(False) & value.is_null() & text.ne("").fill_null(False)
    return value.alias(column.name), list(_faults(text, failed, code, column, where))


def _faults(
    text: pl.Series, failed: pl.Series, code: str, column: Column, where: Where
) -> Iterator[Problem]:
    for row in failed.arg_true().to_list():
        cell = str(text[row])[:80]
        negative = (
            cell.strip().startswith("-")
            and column.kind not in (Kind.CODE, Kind.AMOUNT)
            and code != "not-a-day"
        )
        expected = ", ".join(column.codes)
        yield problem(
            where(row, column.name), "negative" if negative else code, value=cell, expected=expected
        )


def _text(text: pl.Series, _: Column) -> tuple[pl.Series, str]:
    return text.replace("", None), "text"


def _stripped(text: pl.Series, _: Column) -> tuple[pl.Series, str]:
    return _strip(text), "text"


def _strip(text: pl.Series) -> pl.Series:
    return text.str.strip_chars().replace("", None)


def _code(text: pl.Series, column: Column) -> tuple[pl.Series, str]:
    codes = column.codes
    known = {code: code for code in codes} | {
        many: one for many, one in _PLURALS.items() if one in codes
    }
    plain = text.str.strip_chars().str.to_lowercase().str.replace_all("[ _]+", "-")
    return plain.replace_strict(known, default=None, return_dtype=pl.String()), "code-unknown"


def _day(text: pl.Series, _: Column) -> tuple[pl.Series, str]:
    plain = text.str.strip_chars()
    # the first and the last day that can be written stand for n/a and never; there is no year 0
    iso = plain.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    iso &= ~plain.str.contains("^0000-") & ~plain.is_in([NEVER_DAY.isoformat(), "0001-01-01"])
    shown = pl.Series(text.name, plain).set(~iso.fill_null(False), None)
    days = shown.str.to_date("%Y-%m-%d", strict=False)
    words = plain.str.to_lowercase()
    frame = pl.DataFrame({"day": days, "word": words})
    value = pl.when(pl.col("word") == NEVER).then(pl.lit(NEVER_DAY)).when(pl.col("word") == NA)
    return frame.select(
        value.then(pl.lit(NOT_APPLICABLE_DAY)).otherwise("day")
    ).to_series(), "not-a-day"


def _whole(text: pl.Series, column: Column) -> tuple[pl.Series, str]:
    words = text.str.strip_chars().str.to_lowercase()
    digits = words.str.contains(r"^[0-9]{1,15}$").fill_null(False)
    number = words.set(~digits, None).cast(pl.Int64)
    if column.kind is Kind.HOURS:
        number = number.set((number >= FOREVER).fill_null(False), None)
    frame = pl.DataFrame({"number": number, "word": words})
    never = (pl.col("word") == NEVER) & (column.kind is Kind.HOURS)
    value = (
        pl.when(pl.col("word") == NA)
        .then(NOT_APPLICABLE)
        .when(never)
        .then(int(FOREVER))
        .otherwise("number")
    )
    return frame.select(value.cast(pl.Int64).alias(text.name)).to_series(), "not-whole"


def _amount(text: pl.Series, _: Column) -> tuple[pl.Series, str]:
    words = text.str.strip_chars()
    good = words.str.contains(r"^-?[0-9]{1,15}$").fill_null(False)
    return words.set(~good, None).cast(pl.Int64), "not-amount"


def _money(text: pl.Series, column: Column) -> tuple[pl.Series, str]:
    words = text.str.strip_chars().str.to_lowercase().replace(NA, str(NOT_APPLICABLE))
    good = words.str.contains(r"^(-1|[0-9]{1,15}(\.[0-9]{1,2})?)$").fill_null(False)
    good &= (text.str.strip_chars() != str(NOT_APPLICABLE)).fill_null(False)
    return words.set(~good, None).cast(column.dtype), "not-money"


_READERS: Final[Mapping[Kind, Callable[[pl.Series, Column], tuple[pl.Series, str]]]] = {
    Kind.CODE: _code,
    Kind.REFERENCE: _stripped,
    Kind.COUNTRY: _stripped,
    Kind.DAY: _day,
    Kind.HOURS: _whole,
    Kind.BASIS_POINTS: _whole,
    Kind.COUNT: _whole,
    Kind.AMOUNT: _amount,
    Kind.MONEY: _money,
}


def unparse(column: Column) -> pl.Expr:
    """The column as text, so that `parse` gives the same values back."""
    value = pl.col(column.name)
    text = value.cast(pl.String)
    if column.kind is Kind.DAY:
        never, none = pl.lit(NEVER_DAY), pl.lit(NOT_APPLICABLE_DAY)
        return (
            pl.when(value == never)
            .then(pl.lit(NEVER))
            .when(value == none)
            .then(pl.lit(NA))
            .otherwise(text)
        )
    if column.kind in _NUMBERS or column.kind is Kind.MONEY:
        text = pl.when(value == NOT_APPLICABLE).then(pl.lit(NA)).otherwise(text)
    if column.kind is Kind.HOURS:
        text = pl.when(value == FOREVER).then(pl.lit(NEVER)).otherwise(text)
    return text.alias(column.name)
