# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What rows of harm say that cannot be, or that does not count (decision 0031)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.base.problem import Grade, Problem, row_problem
from dijkwacht.base.units import FOREVER
from dijkwacht.register.assessments import LEVEL, UNITS
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.register import Columns

TOP: Final = 3
"""The highest level of harm."""

TOLD: Final = ("service_id", "kind", "after_hours")
"""Without these a row of harm is about nothing."""

NUMBERS: Final = ("low", "value", "high")
_SAME: Final = ["service_id", "kind"]
_WANTED: Final = pl.col("kind").replace_strict(
    {kind.value: unit for kind, unit in UNITS.items()}, default=None, return_dtype=pl.String
)

_INCOMPLETE: Final = pl.any_horizontal(pl.col(TOLD).is_null())
_NO_TIME: Final = (pl.col("after_hours") < 0) | (pl.col("after_hours") >= FOREVER)
_NO_NUMBER: Final = pl.any_horizontal(pl.col(NUMBERS) < 0)
_OUT_OF_ORDER: Final = (
    (pl.col("low") > pl.col("value"))
    | (pl.col("value") > pl.col("high"))
    | (pl.col("low") > pl.col("high"))
)
_OTHER_UNIT: Final = pl.col("unit") != _WANTED
_NO_LEVEL: Final = (_WANTED == LEVEL) & pl.any_horizontal(pl.col(NUMBERS) > TOP)
_FAULTS: Final = (_INCOMPLETE, _NO_TIME, _NO_NUMBER, _OUT_OF_ORDER, _OTHER_UNIT, _NO_LEVEL)


def sound(harms: pl.DataFrame) -> pl.DataFrame:
    """The rows that can be used: those of which `harms` finds no fault. What rows say together is
    not looked at."""
    return harms.filter(~pl.any_horizontal(fault.fill_null(False) for fault in _FAULTS))


def harms(rows: Columns) -> Iterator[Problem]:
    """Rows that are about nothing or say what cannot be; rows that contradict each other; and
    harm to security without two signatures."""
    frame = rows.table("harms")
    yield from _alone(frame)
    whole = sound(frame).with_columns(
        start=pl.col("valid_from").fill_null(date.min),
        end=pl.col("valid_until").fill_null(date.max),
    )
    yield from _twice(whole)
    yield from _falling(whole)
    yield from _unsigned(whole)


def _alone(frame: pl.DataFrame) -> Iterator[Problem]:
    """What is wrong within one row."""
    yield from _about_nothing(frame)
    for row in frame.filter(_OUT_OF_ORDER).iter_rows(named=True):
        numbers = {name: _shown(row[name]) for name in NUMBERS}
        yield row_problem("harms", row["id"], "value", "harm-out-of-bounds", **numbers)
    for id, unit, kind in frame.filter(_OTHER_UNIT).select("id", "unit", "kind").iter_rows():
        wanted = UNITS[HarmKind(kind)]
        yield row_problem("harms", id, "unit", "harm-unit", unit=unit, kind=kind, wanted=wanted)
    most = frame.filter(_NO_LEVEL).select("id", pl.max_horizontal(NUMBERS))
    for id, value in most.iter_rows():
        yield row_problem("harms", id, "value", "harm-level", value=value, most=TOP)


def _about_nothing(frame: pl.DataFrame) -> Iterator[Problem]:
    """Rows that leave out what they are about, or say that it does not apply."""
    for row in frame.filter(_INCOMPLETE).iter_rows(named=True):
        missing = ", ".join(name for name in TOLD if row[name] is None)
        yield row_problem("harms", row["id"], "", "harm-incomplete", columns=missing)
    for (id,) in frame.filter(_NO_TIME).select("id").iter_rows():
        yield row_problem("harms", id, "after_hours", "harm-hours-wrong")
    for (id,) in frame.filter(_NO_NUMBER).select("id").iter_rows():
        yield row_problem("harms", id, "value", "harm-not-applicable")


def _shown(number: int | None) -> int | str:
    return "-" if number is None else number


def _twice(whole: pl.DataFrame) -> Iterator[Problem]:
    """The same service, kind and hour in rows of different ids that hold on the same day."""
    same = [*_SAME, "after_hours"]
    several = whole.filter(whole.select(same).is_duplicated()).sort(*same, "start", "id")
    earlier = several.with_columns(
        latest=pl.col("end").cum_max().shift(1).over(same),
        other=pl.col("id").shift(1).over(same),
    )
    again = earlier.filter((pl.col("start") < pl.col("latest")) & (pl.col("id") != pl.col("other")))
    for id, other in again.select("id", "other").iter_rows():
        yield row_problem("harms", id, "after_hours", "harm-twice", Grade.WARNING, other=other)


def _falling(whole: pl.DataFrame) -> Iterator[Problem]:
    """A later row of the same service and kind that says less than an earlier one of that day."""
    told = whole.with_columns(
        least=pl.coalesce("value", "low"), most=pl.coalesce("value", "high")
    ).sort(*_SAME, "after_hours")
    lower = told.filter(pl.col("most") < pl.col("least").cum_max().forward_fill().over(_SAME))
    before = told.select(
        *_SAME, "start", "end", hours="after_hours", other="id", earlier="least"
    ).join(lower.select(_SAME).unique(), on=_SAME, how="semi")
    pairs = lower.join(before, on=_SAME, suffix="_before", maintain_order="left_right").filter(
        pl.col("hours") < pl.col("after_hours"),
        pl.col("most") < pl.col("earlier"),
        pl.col("start") < pl.col("end_before"),
        pl.col("start_before") < pl.col("end"),
    )
    highest = pairs.sort("earlier", descending=True, maintain_order=True)
    for row in highest.unique("id", keep="first", maintain_order=True).iter_rows(named=True):
        found = {"value": row["most"], "hours": row["after_hours"]}
        first = {"earlier": row["earlier"], "before": row["hours"], "other": row["other"]}
        yield row_problem(
            "harms", row["id"], "value", "harm-falls", Grade.WARNING, **found, **first
        )


def _unsigned(whole: pl.DataFrame) -> Iterator[Problem]:
    """Harm to security that nobody, or one person, has signed for."""
    security = whole.filter(pl.col("kind") == HarmKind.SECURITY)
    for name in ("assessed_by", "approved_by"):
        for (id,) in security.filter(pl.col(name).is_null()).select("id").iter_rows():
            yield row_problem("harms", id, name, "harm-unsigned", Grade.WARNING)
    alike = security.filter(pl.col("assessed_by") == pl.col("approved_by"))
    for id, who in alike.select("id", "approved_by").iter_rows():
        yield row_problem("harms", id, "approved_by", "harm-signed-twice", Grade.WARNING, who=who)
