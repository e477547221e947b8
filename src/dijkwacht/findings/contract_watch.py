# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contracts watched: a calendar of what must be decided by when, of what is past, and of changes of
control and subcontractors of the contracts concerned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl

from dijkwacht.findings.contract_dates import STEPS, ContractDates, State, contract_dates
from dijkwacht.findings.control_changes import Change, Changed, control_changes
from dijkwacht.register.register import History, Register
from dijkwacht.rules.rulebook import Parameters, Rules

RULE: Final = "contracts/watch"
PAST, NEAR, AHEAD, CHANGE = "past", "near", "ahead", "change"
WHEN: Final = (PAST, NEAR, AHEAD, CHANGE)
ENTRIES: Final = pl.Schema(
    {
        **STEPS,
        "supplier_id": pl.String(),  # of a change: whom it is about
        "before": pl.String(),
        "after": pl.String(),
        "when": pl.String(),  # one of WHEN
    }
)
WORK: Final = ("contract_id", "supplier_id", "role")
KEYS: Final = ("day", "contract_id", "kind", "supplier_id", "option_id", "before", "after")


@dataclass(frozen=True, eq=False)
class ContractWatch:
    """The contracts of a register and what happens to them, seen from its day until another."""

    dates: ContractDates
    until: date
    changes: pl.DataFrame  # ENTRIES: of contracts that hold on the day

    @property
    def on(self) -> date:
        """The day seen from."""
        return self.dates.on

    @property
    def rule(self) -> Parameters:
        """The policy in force."""
        return self.dates.rule

    @cached_property
    def entries(self) -> pl.DataFrame:
        """The calendar (`ENTRIES`): what is past and still stands open, what comes until the last
        day, and what changed lately; by day."""
        steps = self.dates.steps.filter(pl.col("day") <= self.until)
        days = (pl.col("day") - pl.lit(self.on)).dt.total_days()
        told = (
            pl.when(days < 0)
            .then(pl.lit(PAST))
            .when(days <= self.rule["soon"])
            .then(pl.lit(NEAR))
            .otherwise(pl.lit(AHEAD))
        )
        rows = pl.concat([steps.with_columns(when=told), self.changes], how="diagonal")
        shaped = rows.select(pl.col(name).cast(dtype) for name, dtype in ENTRIES.items())
        return shaped.sort(KEYS, nulls_last=True)

    def of(self, contracts: Sequence[str]) -> "ContractWatch":
        """The same of these contracts alone."""
        kept = pl.col("contract_id").is_in(list(contracts))
        own = self.dates.contracts.filter(pl.col("id").is_in(list(contracts)))
        dates = ContractDates(self.on, self.rule, own, self.dates.options.filter(kept))
        return ContractWatch(dates, self.until, self.changes.filter(kept))

    def count(self, *states: State) -> int:
        """How many contracts stand so."""
        return self.dates.contracts.filter(pl.col("state").is_in(list(states))).height


def contract_watch(
    register: Register, rules: Rules, changes: pl.DataFrame, until: date | None = None
) -> ContractWatch:
    """The calendar of a register until a day (default: as far as policy looks), with changes that
    `contract_changes` found. RuleNotInForce when policy has no rule for the day."""
    rule = rules.parameters(RULE)
    return ContractWatch(contract_dates(register, rule), last_day(register, rule, until), changes)


def last_day(register: Register, rule: Parameters, until: date | None) -> date:
    """The last day of a calendar: the one asked for, else as far as policy looks."""
    return _later(register.on, rule["ahead"]) if until is None else until


def contract_changes(
    register: Register, history: History, rules: Rules, until: date | None = None
) -> pl.DataFrame:
    """Changes of control and of subcontractors, at the contracts of the register that they concern
    (`ENTRIES`), from as far back as policy looks until a day. RuleNotInForce as above."""
    rule = rules.parameters(RULE)
    since, last = _later(register.on, -rule["back"]), last_day(register, rule, until)
    known = history.known(register.revision)
    control = _of_control(register, control_changes(known, since, last, rule["home"]))
    return pl.concat([control, _of_workers(register, known, rule, since, last)])


def _later(day: date, days: int) -> date:
    """So many days later, within the calendar."""
    at = min(max(day.toordinal() + days, date.min.toordinal() + 1), date.max.toordinal() - 1)
    return date.fromordinal(at)


def _of_control(register: Register, changes: Sequence[Change]) -> pl.DataFrame:
    """Changes of control at the contracts of which the supplier is party or deliverer."""
    rows = [(*change,) for change in changes]
    types = {"day": pl.Date, "kind": pl.String, "supplier_id": pl.String}
    found = pl.DataFrame(rows, {**types, "before": pl.String, "after": pl.String}, orient="row")
    parties = register.once("contracts").select("supplier_id", contract_id="id")
    working = register.once("deliveries").select("supplier_id", "contract_id")
    tied = pl.concat([parties, working]).drop_nulls().unique()
    held = tied.join(parties.select("contract_id"), "contract_id", "semi")
    return _shaped(found.join(held, "supplier_id"))


def _of_workers(
    register: Register, history: History, rule: Parameters, since: date, until: date
) -> pl.DataFrame:
    """Deliveries of subcontractors that begin or end at a contract that was there the day
    before."""
    wanted = pl.col("role").is_in(rule["roles"]).fill_null(False)
    rows = history.table("deliveries").select(*WORK, begins="valid_from", ends="valid_until")
    holding = register.once("contracts").select(contract_id="id")
    own = rows.filter(wanted).drop_nulls("supplier_id").join(holding, "contract_id", "semi")
    spans = (
        history.table("contracts")
        .group_by(contract_id="id")
        .agg(since=pl.col("valid_from").fill_null(date.min).min())
    )
    parts = []
    for kind, turn, other in (
        (Changed.WORKER_BEGINS, "begins", "ends"),
        (Changed.WORKER_ENDS, "ends", "begins"),
    ):
        turned = own.filter(pl.col(turn).is_between(since, until)).select(*WORK, day=turn)
        going_on = own.select(*WORK, day=other)
        fresh = turned.join(going_on, [*WORK, "day"], "anti").join(spans, "contract_id")
        told = fresh.filter(pl.col("since") < pl.col("day")).unique()
        parts.append(_shaped(told.with_columns(kind=pl.lit(kind.value))))
    return pl.concat(parts)


def _shaped(rows: pl.DataFrame) -> pl.DataFrame:
    """As entries of the calendar."""
    told = rows.with_columns(when=pl.lit(CHANGE))
    absent = [pl.lit(None).alias(name) for name in ENTRIES if name not in told.columns]
    full = told.with_columns(absent)
    return full.select(pl.col(name).cast(dtype) for name, dtype in ENTRIES.items())
