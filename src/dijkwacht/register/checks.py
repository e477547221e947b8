# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong, doubtful or unknown in a register, found over whole columns.

Requirements that can never be met and circles of dependencies are found where the graph is built
(`graph/requirements.py`, `graph/loops.py`), because they need policy's defaults.
"""

from collections.abc import Callable, Iterator
from datetime import date

import polars as pl

from dijkwacht.base.problem import Grade, Problem, problem, row_problem
from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY, ONE
from dijkwacht.register.assessed import assessed
from dijkwacht.register.harms import harms
from dijkwacht.register.links import orphans, references, rings
from dijkwacht.register.outside import outside_codes
from dijkwacht.register.records import TABLES
from dijkwacht.register.recurrence import calendars
from dijkwacht.register.register import Columns
from dijkwacht.register.schema import KEYS, Kind, columns, is_optional
from dijkwacht.register.terms import terms

PARTS_OF_ONE = {"mbco", "share", "tolerance", "level", "proven_level"}
IN_ORDER = {"contracts": ("signed_on", "ends_on")}
SHOWN = 3


def check(rows: Columns) -> list[Problem]:
    """Every problem of these rows: faults and warnings one by one, what is unknown or unused
    counted per column.

    Give it the rows of one revision (`History.known()` or `Register`); of all revisions, corrected
    rows overlap.
    """
    found: list[Problem] = []
    for part in _CHECKS:
        found += part(rows)
    return found


def _duplicates(rows: Columns) -> Iterator[Problem]:
    for table, frame in rows.frames.items():
        many = frame.group_by(KEYS[table], maintain_order=True).len().filter(pl.col("len") > 1)
        for row in many.iter_rows(named=True):
            day = shown_day(row["valid_from"])
            yield row_problem(
                table, row["id"], "", "duplicate-id", valid_from=day, count=row["len"]
            )


def _periods(rows: Columns) -> Iterator[Problem]:
    for table, frame in rows.frames.items():
        impossible = frame.filter(pl.col("valid_until") <= pl.col("valid_from"))
        for id, start, end in impossible.select("id", "valid_from", "valid_until").iter_rows():
            yield row_problem(
                table, id, "valid_until", "period-impossible", valid_from=start, valid_until=end
            )


def _overlaps(rows: Columns) -> Iterator[Problem]:
    for table, frame in rows.frames.items():
        same = [name for name in KEYS[table] if name != "valid_from"]
        several = frame.filter(frame.select(same).is_duplicated())
        if several.is_empty():
            continue
        ordered = several.unique(KEYS[table], keep="first").with_columns(
            start=pl.col("valid_from").fill_null(date.min),
            end=pl.col("valid_until").fill_null(date.max),
        )
        ordered = ordered.filter(pl.col("start") < pl.col("end")).sort(*same, "start")
        latest = pl.col("end").cum_max().shift(1).over(same)
        overlapping = ordered.filter(pl.col("start") < latest).select(
            "id", "valid_from", "valid_until"
        )
        for id, start, end in overlapping.iter_rows():
            period = {"valid_from": shown_day(start), "valid_until": shown_day(end)}
            yield row_problem(table, id, "valid_from", "periods-overlap", **period)


def _ranges(rows: Columns) -> Iterator[Problem]:
    for table, frame in rows.frames.items():
        for column in columns(table):
            if column.kind not in (Kind.HOURS, Kind.BASIS_POINTS, Kind.COUNT, Kind.MONEY):
                continue
            value = pl.col(column.name)
            yield from _wrong(table, frame, column.name, value < NOT_APPLICABLE, "negative")
            if column.name in PARTS_OF_ONE:
                yield from _wrong(table, frame, column.name, value > ONE, "above-one")


def _wrong(
    table: str, frame: pl.DataFrame, column: str, wrong: pl.Expr, code: str
) -> Iterator[Problem]:
    for id, value in frame.filter(wrong).select("id", column).iter_rows():
        yield row_problem(table, id, column, code, value=str(value))


def _days_in_order(rows: Columns) -> Iterator[Problem]:
    for table, (first, last) in IN_ORDER.items():
        known = ~pl.col(first).is_in([NEVER_DAY, NOT_APPLICABLE_DAY]) & ~pl.col(last).is_in(
            [NOT_APPLICABLE_DAY]
        )
        reversed_ = rows.table(table).filter(known & (pl.col(last) < pl.col(first)))
        for id, start, end in reversed_.select("id", first, last).iter_rows():
            yield row_problem(
                table,
                id,
                last,
                "days-reversed",
                Grade.WARNING,
                first=first,
                start=start,
                last=last,
                end=end,
            )


def _unknowns(rows: Columns) -> Iterator[Problem]:
    for table, frame in rows.frames.items():
        for column in columns(table):
            if column.name in ("id", "valid_from", "valid_until", "known_from", "known_until"):
                continue
            count = frame[column.name].null_count()
            unused = count == frame.height and is_optional(table, column.name)
            if count and not unused:
                yield problem(
                    f"{table} {column.name}",
                    "unknown-values",
                    Grade.NOTE,
                    count=count,
                    total=frame.height,
                )


def _orphans(rows: Columns) -> Iterator[Problem]:
    for table, code, ids in orphans(rows):
        shown = ", ".join(ids[:SHOWN].to_list())
        yield problem(
            table, code, Grade.NOTE, count=len(ids), total=rows.table(table).height, first=shown
        )


def shown_day(day: date | None) -> str:
    """A day as it is written; the open start or end of a period as `-`."""
    return "-" if day is None else day.isoformat()


_CHECKS: tuple[Callable[[Columns], Iterator[Problem]], ...] = (
    _duplicates,
    _periods,
    _overlaps,
    references,
    _ranges,
    _days_in_order,
    outside_codes,
    calendars,
    harms,
    assessed,
    terms,
    rings,
    _orphans,
    _unknowns,
)

assert set(IN_ORDER) <= set(TABLES)
