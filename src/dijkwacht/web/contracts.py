# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contracts and suppliers watched as one viewer may know it: reckoned from the rows that they see,
and from coarse ones of those that they see under other names. Real ids inside."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeVar

import polars as pl

from dijkwacht import verbs
from dijkwacht.findings.classes import NONE
from dijkwacht.findings.contract_watch import ContractWatch, contract_changes, contract_watch
from dijkwacht.findings.foreign_law import ForeignLaw, foreign_law, owners_of, work_of
from dijkwacht.findings.hanging import Hanging
from dijkwacht.findings.sovereignty import Sovereignty, sovereignty
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import Register
from dijkwacht.reports.sovereignty import Sovereigns
from dijkwacht.web.access import Reach
from dijkwacht.web.judged import Judged

T = TypeVar("T")
OWNED: Final = ("contracts", "deliveries", "contract_options")


class Contracts:
    """What one viewer may know of contracts over time, and of whose law reaches suppliers."""

    def __init__(self, held: Judged) -> None:
        self.held, self.reasoned = held, held.reasoned

    @cached_property
    def register(self) -> Register:
        """The register with only the contracts, deliveries and options that they see."""
        whole = self.held.sight.register
        return replace(whole, frames={**whole.frames, **{name: self.rows(name) for name in OWNED}})

    def rows(self, table: str) -> pl.DataFrame:
        """The rows of a table that they see; numbers, days and marks as they may know them."""
        sight = self.held.sight
        rows = sight.register.table(table)
        if self.held.is_veiled:
            return rows.with_columns(sight.veil.coarsely(table).drop("id"))
        if self.held.is_own:
            return rows.filter(pl.col("id").is_in(sight.table(table)["id"].unique().implode()))
        return rows

    @cached_property
    def hanging(self) -> Hanging:
        """What hangs on everything, of the services that they may see."""
        opened, classes = self.reasoned.opened, self.held.found.classes
        whole = self.reasoned.once("hanging", lambda: verbs.hanging(opened, classes))
        if not self.held.is_own:
            return whole
        return whole.only(self.held.sight.table("services")["id"].unique())

    @cached_property
    def watch(self) -> ContractWatch:
        """The calendar of the contracts that they see, as far as policy looks. RuleNotInForce where
        policy has no rule for the day."""
        rules = self.reasoned.opened.rules
        return self.once(
            "contract-watch", lambda: contract_watch(self.register, rules, self._changes)
        )

    @cached_property
    def entries(self) -> pl.DataFrame:
        """Its entries with whose each contract is, the highest class that hangs on it as a number,
        and an order of equal ones (`tie`) that tells nothing of what is seen under other names."""
        return self.once("contract-entries", self._entries)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What follows for all who see the same: kept for those who see all, as there are many who
        see a part, each another."""
        viewer = self.held.viewer
        if viewer.reach is Reach.NAMED or (viewer.reach is Reach.CENTRAL and not viewer.own):
            return self.reasoned.once(f"{name} {viewer.reach}", make)
        return make()

    def _entries(self) -> pl.DataFrame:
        whose = self.register.once("contracts").select("organisation_id", contract_id="id")
        ids = whose["contract_id"]
        ties = ids
        if self.held.is_veiled:
            ties = pl.Series([self.held.link(id, Noun.CONTRACT) for id in ids], dtype=pl.String)
        about = whose.with_columns(tie=ties).join(
            self.hanging.levels_of(self.held.sight.register), "contract_id", "left"
        )
        known = about.with_columns(pl.col("level").fill_null(NONE))
        joined = self.watch.entries.join(known, "contract_id", maintain_order="left")
        order = ("day", "tie", "kind", "supplier_id", "before", "after")
        return joined.sort(order, nulls_last=True)

    @cached_property
    def _changes(self) -> pl.DataFrame:
        """Changes at the contracts that they see; a day of what they see under other names is told
        as the first of its month."""
        opened, sight = self.reasoned.opened, self.held.sight
        rows = self.reasoned.once(
            "contract-changes",
            lambda: contract_changes(opened.register, opened.history, opened.rules),
        )
        mine = self.register.table("contracts")["id"].unique()
        rows = rows.filter(pl.col("contract_id").is_in(mine.implode()))
        if not self.held.is_veiled:
            return rows
        free = [id for id in rows["contract_id"].unique() if sight.sees("contracts", id)]
        coarse = pl.col("day").dt.month_start()
        open_ = pl.col("contract_id").is_in(free)
        return rows.with_columns(pl.when(open_).then("day").otherwise(coarse).alias("day"))

    @property
    def framework(self) -> Sovereignty:
        """What is known of suppliers by the framework: of common knowledge."""
        opened = self.reasoned.opened
        return self.reasoned.once("sovereignty", lambda: sovereignty(opened.register, opened.rules))

    @cached_property
    def law(self) -> ForeignLaw:
        """Which law reaches suppliers, by owners and by the work that they may know of."""
        register, rules = self.held.sight.register, self.reasoned.opened.rules
        owners = self.reasoned.once("owners-law", lambda: owners_of(register, rules))
        return self.once("foreign-law", lambda: foreign_law(register, rules, self._work(), owners))

    @property
    def sovereigns(self) -> Sovereigns:
        """Suppliers by the framework and by foreign law, ready to be told to this viewer."""
        return Sovereigns(self.framework, self.law, self.hanging, self.held.names)

    def suppliers(self) -> list[str]:
        """The suppliers to tell of: who looks at their own organisation has in mind those of its
        contracts, who owns these, and those that were assessed."""
        every: list[str] = self.reasoned.opened.register.once("suppliers")["id"].to_list()
        if not self.held.is_own:
            return every
        names = ("contracts", "deliveries")
        near = {id for name in names for id in self.register.table(name)["supplier_id"] if id}
        chain = self.law.owners.chain
        above = {step.entity for id in near for step in chain.above(id)}
        wanted = near | above | self.framework.scores.keys()
        return [id for id in every if id in wanted]

    def _work(self) -> pl.DataFrame:
        """Who works for whom: by the contracts that they see, and where that of others is told
        because enough organisations have it."""
        if not self.held.is_own:
            return work_of(self.register)
        rows = work_of(self.held.sight.register)
        key = ["party", "supplier_id", "role", "country"]
        mine = pl.col("contract_id").is_in(self.register.table("contracts")["id"].implode())
        owners = pl.col("organisation_id").drop_nulls().n_unique().over(key)
        often = owners >= self.held.sight.limits.fewest
        return rows.filter(mine.fill_null(False) | often)
