# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Obligations to have done something: tests, exercises, reviews, meetings, exit plans, proven by
the table `evidence`. What is not recorded is not shown."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.months import months_later
from dijkwacht.findings.classes import NONE, Class, Classes, Ints
from dijkwacht.findings.duty import Asked, Because, Duty, Unit, asked, judged
from dijkwacht.register.codes import EvidenceKind, Result
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters, Rules

RULE: Final = "obligations/evidence"
VALIDITY: Final = "classification/validity"
DAY_ONE: Final = date(1970, 1, 1)
DUTIES: Final = (
    Asked.FUNCTIONAL_TEST,
    Asked.CONTINUITY_TEST,
    Asked.LONG_EXERCISE,
    Asked.LONG_TABLE_TOP,
    Asked.FULL_SWITCH,
    Asked.EX_ANTE_REVIEW,
    Asked.SIGNAL_WATCH,
    Asked.SUPPLIER_MEETING,
    Asked.BOARD_CONFIRMATION,
    Asked.EXIT_TEST,
    Asked.EXIT_TABLE_TOP,
    Asked.EXIT_PLAN,
)


def proof(register: Register, rules: Rules, classes: Classes) -> Iterator[Duty]:
    """Each obligation to have done something, and to have reviewed the class in time."""
    rule, validity = rules.parameters(RULE), rules.parameters(VALIDITY)
    rows = _counted(register, rule)
    for name in DUTIES:
        kinds = rule["accepted"].get(name, [name.value])
        service, period = asked(classes, rule[name])
        since = _since(register.on, period, in_days=name in rule["in_days"])
        yield _duty(name, (rule, name), rows, kinds, classes, service, since)
    months = {kind.name: validity[kind.name] for kind in Class}
    service, period = asked(classes, months)
    since = _since(register.on, period, in_days=False)
    kinds = [EvidenceKind.CLASS_REVIEW.value]
    yield _duty(Asked.CLASS_REVIEW, (validity, ""), rows, kinds, classes, service, since)


def _since(on: date, period: Ints, *, in_days: bool) -> Ints:
    """The first day that counts, for periods that end on this day; NONE where any day does."""

    def first(length: int) -> int:
        if not length:
            return NONE
        day = on - timedelta(days=length) if in_days else months_later(on, -length)
        return (day - DAY_ONE).days

    known = {length: first(length) for length in np.unique(period).tolist()}
    return np.array([known[length] for length in period.tolist()], np.int64)


def _counted(register: Register, rule: Parameters) -> pl.DataFrame:
    """Every row of evidence until this day with the reason why it does not count whenever it was;
    null where it does."""
    observed = pl.col("kind").is_in(rule["observed"])
    by, seen = pl.col("done_by"), pl.col("observed_by")
    hours = rule["least_hours"]
    least = pl.col("kind").replace_strict(hours, default=0, return_dtype=pl.Int64)
    short = pl.col("hours").fill_null(least) < least
    unknown = (
        pl.col("done_on").is_null()
        | pl.col("result").is_null()
        | (observed & (by.is_null() | seen.is_null()))
        | ((least > 0) & pl.col("hours").is_null())
    )
    reason = (
        pl.when(pl.col("result") == Result.FAILED)
        .then(pl.lit(Because.FAILED.value))
        .when(observed & (by == seen))
        .then(pl.lit(Because.NOT_OBSERVED.value))
        .when(short)
        .then(pl.lit(Because.TOO_SHORT.value))
        .when(unknown)
        .then(pl.lit(Because.PROOF_INCOMPLETE.value))
    )
    rows = register.table("evidence").filter(
        pl.col("done_on").is_null() | (pl.col("done_on") <= register.on)
    )
    day = (pl.col("done_on") - DAY_ONE).dt.total_days()
    return rows.select("service_id", "id", "kind", day=day, reason=reason)


def _duty(
    name: Asked,
    cited: tuple[Parameters, str],
    rows: pl.DataFrame,
    kinds: Sequence[str],
    classes: Classes,
    service: Ints,
    since: Ints,
) -> Duty:
    """One obligation: of each service its best evidence since its newest failure, of equals the
    newest, or that there is none."""
    ids = pl.Series("service_id", classes.ids, dtype=pl.String)
    wanted = pl.DataFrame({"service": service, "since": since}).with_columns(
        ids.gather(service).alias("service_id")
    )
    held = wanted.join(rows.filter(pl.col("kind").is_in(kinds)), on="service_id", how="left")
    old = pl.col("day").fill_null(pl.col("since")) < pl.col("since")
    told = held.with_columns(because=_told(old), value=pl.col("day").fill_null(NONE))
    best = (
        told.with_columns(rank=_rank(), because=_doubted())
        .sort("service", "rank", "value", "id")
        .unique("service", keep="last", maintain_order=True)
    )
    because = tuple(map(Because, best["because"].to_list()))
    value, start = (best[column].cast(pl.Int64).to_numpy() for column in ("value", "since"))
    return judged(name, cited, Unit.DAY, service, because, value, start)


RANKS: Final[dict[Any, int]] = {
    Because.NOTHING_RECORDED: 0,
    Because.TOO_OLD: 1,
    Because.FAILED: 3,
    Because.TOO_SHORT: 3,
    Because.NOT_OBSERVED: 3,
    Because.PROOF_INCOMPLETE: 4,
    Because.DONE: 5,
}
"""Which evidence says most."""
UNDONE: Final = 2  # by a failure on the same day or later: it says less than that failure
FAILURE: Final = pl.col("because") == Because.FAILED.value


def _rank() -> pl.Expr:
    """How much each row says."""
    rank = pl.col("because").replace_strict(RANKS, return_dtype=pl.Int64)
    failed_on = pl.col("day").filter(FAILURE).max().over("service")
    undone = ((pl.col("day") <= failed_on) & ~FAILURE).fill_null(value=False)
    return pl.when(undone).then(pl.min_horizontal(rank, UNDONE)).otherwise(rank)


def _doubted() -> pl.Expr:
    """The reason of each row; what was done is in doubt beside a failure of an unknown day, which
    may be the newest."""
    done = pl.col("because") == Because.DONE.value
    undated = (FAILURE & pl.col("day").is_null()).any().over("service")
    told = pl.when(done & undated).then(pl.lit(Because.PROOF_INCOMPLETE.value))
    return told.otherwise(pl.col("because"))


def _told(old: pl.Expr) -> pl.Expr:
    """The reason of one row for one service."""
    return (
        pl.when(pl.col("id").is_null())
        .then(pl.lit(Because.NOTHING_RECORDED.value))
        .when(old)
        .then(pl.lit(Because.TOO_OLD.value))
        .otherwise(pl.col("reason").fill_null(Because.DONE.value))
    )
