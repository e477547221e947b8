# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values that other registers decide about: identifiers, countries, currencies and CPV codes."""

from collections.abc import Iterator

import polars as pl

from dijkwacht.base import ids
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.register.register import Columns
from dijkwacht.register.schema import Kind, columns


def outside_codes(rows: Columns) -> Iterator[Problem]:
    """Identifiers, countries, CPV codes and currencies that cannot be what they say they are."""
    yield from _identifiers(rows.table("identifiers"))
    yield from _column("contracts", rows.table("contracts"), "cpv", ids.Scheme.CPV)
    yield from _currencies(rows.table("contracts"))
    for table, frame in rows.frames.items():
        for column in columns(table):
            if column.kind is Kind.COUNTRY:
                yield from _column(table, frame, column.name, ids.Scheme.COUNTRY)


def _identifiers(frame: pl.DataFrame) -> Iterator[Problem]:
    given = frame.filter(pl.col("value").is_not_null())
    for (id,) in given.filter(pl.col("scheme").is_null()).select("id").iter_rows():
        yield row_problem("identifiers", id, "scheme", "scheme-missing", Grade.WARNING)
    for (scheme,), part in given.filter(pl.col("scheme").is_not_null()).group_by(
        "scheme", maintain_order=True
    ):
        yield from _faults("identifiers", part, "value", str(scheme))


def _column(table: str, frame: pl.DataFrame, column: str, scheme: ids.Scheme) -> Iterator[Problem]:
    """Each different value is judged once: there are few countries and many rows."""
    given = frame.filter(pl.col(column).is_not_null())
    different = given[column].unique(maintain_order=True).to_list()
    wrong = {different[row]: message for row, message in ids.faults(scheme, different)}
    if wrong:
        for id, value in (
            given.filter(pl.col(column).is_in(list(wrong))).select("id", column).iter_rows()
        ):
            yield _wrong(table, id, column, wrong[value])


def _faults(table: str, frame: pl.DataFrame, column: str, scheme: str) -> Iterator[Problem]:
    named = frame["id"]
    for row, message in ids.faults(scheme, frame[column].to_list()):
        yield _wrong(table, named[row], column, message)


def _wrong(table: str, id: str, column: str, what: Message) -> Problem:
    return row_problem(table, id, column, what.code, Grade.WARNING, **what.params)


def _currencies(frame: pl.DataFrame) -> Iterator[Problem]:
    wrong = frame.filter(~pl.col("currency").str.contains("^[A-Z]{3}$"))
    for id, value in wrong.select("id", "currency").iter_rows():
        yield row_problem("contracts", id, "currency", "currency-form", Grade.WARNING, value=value)
