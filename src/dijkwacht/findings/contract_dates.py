# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when something must be decided about each contract: the last day to give notice, to begin to
move away, and to use an option. What is not known gives no day, and is counted.

A contract ends on its day, or on that of an option that was used. The time that leaving takes is
the longest of its deliveries; where that of one is not known, so is the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

import polars as pl

from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE_DAY
from dijkwacht.register.codes import OptionKind
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters


class Step(StrEnum):
    """What a day is the last one for."""

    NOTICE = "notice"  # to give notice, so that it ends
    LEAVE = "leave"  # to begin to move away, so that one is away at the end
    EXTEND = "extend"  # to use an option to extend
    TERMINATE = "terminate"  # to use an option to leave earlier
    PURCHASE = "purchase"  # to use an option to buy
    END = "end"  # under contract


class State(StrEnum):
    """How a contract stands on the day, the worst first."""

    ENDED = "ended"  # its end is past, and it is still in the register
    TOO_LATE = "too-late"  # who begins to leave now is not away in time, and nothing extends it
    EXTEND = "extend"  # the same, but an option to extend can still be used
    NOTICE_PAST = "notice-past"  # it may go on by itself
    SOON = "soon"
    LATER = "later"
    UNKNOWN = "unknown"  # of no decision the day is known
    OPEN_ENDED = "open-ended"  # it does not end


DAY: Final = pl.Date()
FIRST: Final = date.min.toordinal() + 1 - date(1970, 1, 1).toordinal()
"""The first day that is a day: the one before it stands for what does not apply."""
NO_END: Final = (NEVER_DAY, NOT_APPLICABLE_DAY)
OPTION_STEP: Final[Mapping[OptionKind, Step]] = {
    OptionKind.EXTENSION: Step.EXTEND,
    OptionKind.TERMINATION: Step.TERMINATE,
    OptionKind.PURCHASE: Step.PURCHASE,
}
DATES: Final = ("notice_by", "leave_by", "extend_by")
RANKS: Final = {state.value: rank for rank, state in enumerate(State)}
STEPS: Final = pl.Schema(
    {
        "day": DAY,
        "kind": pl.String(),
        "contract_id": pl.String(),
        "option_id": pl.String(),
        "until": DAY,  # the end of the contract, or the one that an option gives it
        "days": pl.Int64(),  # of notice, or of the exit time
    }
)


@dataclass(frozen=True, eq=False)
class ContractDates:
    """The days of all contracts of a register, seen from its day."""

    on: date
    rule: Parameters
    # one row per contract: id, organisation_id, supplier_id, end, notice_days, exit_days,
    # notice_by, leave_by, extend_by, decide_by, state, and what of it is not known
    contracts: pl.DataFrame
    options: pl.DataFrame  # one row per option that was not used

    @cached_property
    def steps(self) -> pl.DataFrame:
        """Every day on which something is the last one, by day and contract (`STEPS`). Days that
        passed with a contract that ended are not among them."""
        parts = [
            self._of_contracts(Step.NOTICE, "notice_by", "notice_days"),
            self._of_contracts(Step.LEAVE, "leave_by", "exit_days"),
            self._of_contracts(Step.END, "end", None),
            self._of_options(),
        ]
        return pl.concat(parts).sort("day", "contract_id", "kind", "option_id", nulls_last=True)

    def _of_contracts(self, step: Step, column: str, days: str | None) -> pl.DataFrame:
        ended = pl.col("state") == State.ENDED
        held = self.contracts.filter(
            pl.col(column).is_not_null() & (pl.lit(step is Step.END) | ~ended)
        )
        return held.select(
            pl.col(column).alias("day"),
            pl.lit(step.value).alias("kind"),
            pl.col("id").alias("contract_id"),
            pl.lit(None, pl.String).alias("option_id"),
            pl.col("end").alias("until"),
            (pl.lit(None, pl.Int64) if days is None else pl.col(days)).alias("days"),
        )

    def _of_options(self) -> pl.DataFrame:
        words = {kind.value: step.value for kind, step in OPTION_STEP.items()}
        known = self.contracts.select(contract_id="id", end="end", state="state")
        held = self.options.filter(pl.col("exercise_by").is_not_null()).join(known, "contract_id")
        return (
            held.filter(pl.col("state") != State.ENDED)
            .select(
                pl.col("exercise_by").alias("day"),
                pl.col("kind").replace_strict(words, default=None, return_dtype=pl.String),
                "contract_id",
                pl.col("id").alias("option_id"),
                pl.coalesce("ends_on", "end").alias("until"),
                pl.lit(None, pl.Int64).alias("days"),
            )
            .drop_nulls("kind")
        )

    def unknown(self) -> Mapping[str, int]:
        """Of how many contracts each thing is not known."""
        names = [name for name in self.contracts.columns if name.startswith("unknown_")]
        counts = self.contracts.select(pl.col(names).sum()).row(0) if names else ()
        return dict(zip((name.removeprefix("unknown_") for name in names), counts, strict=True))


def contract_dates(register: Register, rule: Parameters) -> ContractDates:
    """The days of all contracts, seen from the day of the register."""
    options = _options(register)
    unused = options.filter(~pl.col("used"))
    rows = _ends(register, options).join(_exits(register), "id", "left", maintain_order="left")
    rows = rows.join(_extensions(unused, register.on), "id", "left", maintain_order="left")
    dated = rows.with_columns(
        notice_by=_before("end", "notice_days"), leave_by=_before("end", "exit_days")
    ).with_columns(decide_by=pl.min_horizontal(*DATES))
    told = dated.with_columns(**_unknown()).with_columns(state=_state(register.on, rule["soon"]))
    return ContractDates(register.on, rule, told, unused)


def _options(register: Register) -> pl.DataFrame:
    rows = register.once("contract_options").filter(pl.col("contract_id").is_not_null())
    return rows.with_columns(used=(pl.col("exercised_on") <= register.on).fill_null(False))


def _ends(register: Register, options: pl.DataFrame) -> pl.DataFrame:
    """Contracts with their end after the options that were used; one that ends earlier goes
    first."""
    used = options.filter(pl.col("used") & pl.col("ends_on").is_not_null())
    latest, soonest = (
        used.filter(pl.col("kind") == kind).group_by(id="contract_id").agg(end.alias(name))
        for kind, name, end in (
            (OptionKind.EXTENSION, "later", pl.col("ends_on").max()),
            (OptionKind.TERMINATION, "sooner", pl.col("ends_on").min()),
        )
    )
    names = ("id", "organisation_id", "supplier_id", "ends_on", "notice_days")
    rows = register.once("contracts").select(names)
    for more in (latest, soonest):
        rows = rows.join(more, "id", "left", maintain_order="left")
    written = pl.max_horizontal("ends_on", "later")
    ends = pl.min_horizontal(pl.when(pl.col("ends_on").is_not_null()).then(written), "sooner")
    never = ends.is_in(NO_END).fill_null(False)
    return rows.with_columns(
        end=pl.when(~never).then(ends), open_ended=never, unended=ends.is_null()
    ).drop("ends_on", "later", "sooner")


def _exits(register: Register) -> pl.DataFrame:
    """The time that leaving each contract takes: the longest of its deliveries; null where that
    of one is not known."""
    rows = register.once("deliveries").filter(pl.col("contract_id").is_not_null())
    days = pl.col("exit_days").clip(0)
    known = pl.col("exit_days").is_not_null().all()
    return rows.group_by(id="contract_id").agg(pl.when(known).then(days.max()).alias("exit_days"))


def _extensions(unused: pl.DataFrame, on: date) -> pl.DataFrame:
    """Per contract the first day on which an option to extend that is still open lapses, and
    whether of one the day is not known."""
    rows = unused.filter(pl.col("kind") == OptionKind.EXTENSION)
    open_ = pl.col("exercise_by").filter(pl.col("exercise_by") >= on)
    return rows.group_by(id="contract_id").agg(
        open_.min().alias("extend_by"), pl.col("exercise_by").is_null().any().alias("undated")
    )


def _before(end: str, days: str) -> pl.Expr:
    """So many days before the end; null where one of them is not known, or does not apply."""
    number = pl.col(end).to_physical().cast(pl.Int64) - pl.col(days)
    kept = number.clip(FIRST).cast(pl.Int32).cast(pl.Date)
    return pl.when(pl.col(days) >= 0).then(kept)


def _unknown() -> Mapping[str, pl.Expr]:
    """What is not known of a contract that has, or may have, an end."""
    ends = ~pl.col("open_ended")
    return {
        "unknown_end": pl.col("unended"),
        "unknown_notice": ends & pl.col("notice_days").is_null(),
        "unknown_exit": ends & pl.col("exit_days").is_null(),
        "unknown_option": ends & pl.col("undated").fill_null(False),
    }


def _state(on: date, soon: int) -> pl.Expr:
    def past(name: str) -> pl.Expr:
        return (pl.col(name) < on).fill_null(False)

    extends = pl.col("extend_by").is_not_null()
    maybe = pl.col("undated").fill_null(False)
    near = (pl.min_horizontal("decide_by", "end") - pl.lit(on)).dt.total_days() <= soon
    held = (
        (pl.col("open_ended"), State.OPEN_ENDED),
        (past("end"), State.ENDED),
        (past("leave_by") & ~extends & ~maybe, State.TOO_LATE),
        (past("leave_by"), State.EXTEND),
        (past("notice_by"), State.NOTICE_PAST),
        (near.fill_null(False), State.SOON),
        (pl.col("end").is_not_null() | extends, State.LATER),
    )
    words = [pl.when(holds).then(pl.lit(state.value)) for holds, state in held]
    return pl.coalesce(*words, pl.lit(State.UNKNOWN.value))
