# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows an import may touch: those of one's own organisations, judged on the register as it
would be. What is everybody's may be added, and changed by nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

import polars as pl

from dijkwacht import verbs
from dijkwacht.base.problem import Problem, row_problem
from dijkwacht.register.codes import Noun
from dijkwacht.register.plan import Ends, Plan
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History, Register
from dijkwacht.rules.rulebook import Rules
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.ownership import COMMON, EVERYBODY, Owners, below, tree

ADDED: Final = frozenset((*COMMON, "systems"))
"""Tables to which an organisation may add what is everybody's: suppliers, and places."""


class Scope:
    """What one viewer may change in what is held."""

    def __init__(self, viewer: Viewer, held: History, before: Owners | None = None) -> None:
        self.viewer = viewer
        self.held = held
        self._known = held.known()
        self._before = before or owners(self._known)

    @property
    def is_all(self) -> bool:
        """Whether they may change every row."""
        return self.viewer.reach is Reach.NAMED

    def own(self) -> Mapping[str, frozenset[str]]:
        """The ids of their own rows, by table."""
        tables = [table for table in TABLES if table not in COMMON]
        return {table: frozenset(self._own(table)["id"]) for table in tables}

    def plan(
        self, coming: History, on: date, rules: Rules, ends: Ends
    ) -> tuple[Plan, list[Problem]]:
        """The plan of what they may do of it, and a problem for each row that they may not."""
        if self.is_all:
            return verbs.plan(self.held, coming, on, rules, ends), []
        own = self.own()
        refused: list[Problem] = []
        while True:
            made = verbs.plan(self.held, coming, on, rules, ends, own)
            wrong = list(self._wrong(made, coming))
            if not wrong:
                return self._counted(made), refused
            refused += wrong
            ids = _by_table(wrong)
            coming = _without(coming, ids)
            own = {table: held - ids.get(table, set()) for table, held in own.items()}

    def _counted(self, plan: Plan) -> Plan:
        """The plan with the counts of their own rows: too much is too much of those."""
        changes = {
            table: replace(change, held=self._own(table).height)
            for table, change in plan.changes.items()
        }
        return replace(plan, changes=MappingProxyType(changes))

    def _own(self, table: str) -> pl.DataFrame:
        """Their own rows of a table, by id."""
        own = pl.Series(sorted(self.viewer.own), dtype=pl.String).implode()
        return self._before.frame(table).filter(pl.col("owner").is_in(own))

    def _wrong(self, plan: Plan, coming: History) -> Iterator[Problem]:
        """A problem for each incoming row that touches what is not theirs."""
        after = owners(beside(self._known, coming))
        own = self.viewer.own | self._fresh(coming)
        for table, change in plan.changes.items():
            touched = pl.concat([part.select("id") for part in change.frames()])["id"].unique()
            if not touched.len():
                continue
            was, becomes = self._before.by_id(table), after.by_id(table)
            for id in touched.sort():
                code = self._fault(table, was.get(id, _NEW), becomes.get(id), own)
                if code == "import-everybodys" and _is_of_new(table, id, coming, self._before):
                    continue
                if code is not None:
                    yield row_problem(table, id, "", code)

    def _fault(
        self, table: str, was: str | None, becomes: str | None, own: frozenset[str]
    ) -> str | None:
        """Why a row may not become what it would be; None when it may."""
        if was != _NEW and (table in COMMON or was == EVERYBODY):
            return "import-common"
        if was != _NEW and was not in self.viewer.own:
            return "import-others"
        if becomes == EVERYBODY:
            return None if was == _NEW and table in ADDED else "import-everybodys"
        known = {None: "import-nobodys"} | dict.fromkeys(own)
        return known.get(becomes, "import-others")

    def _fresh(self, coming: History) -> frozenset[str]:
        """New organisations that hang below their own."""
        new = coming.table("organisations").join(
            self._known.table("organisations").select("id"), on="id", how="anti"
        )
        children = tree(as_register(History.of({"organisations": new})))
        return frozenset().union(*(below(children, node) for node in self.viewer.own))


_NEW: Final = "\0"  # no id is this one


def _is_of_new(table: str, id: str, coming: History, before: Owners) -> bool:
    """Whether it is a number of a supplier or place that comes in with it."""
    if table != "identifiers":
        return False
    row = coming.table("identifiers").filter(pl.col("id") == id)
    about = {Noun.SUPPLIER.value: "suppliers", Noun.SYSTEM.value: "systems"}
    return id not in before.by_id(table) and all(
        noun in about and of not in before.by_id(about[noun])
        for noun, of in row.select("noun", "of_id").iter_rows()
    )


def owners(rows: History) -> Owners:
    """Whose each row is, whenever it holds."""
    return Owners(as_register(rows))


def as_register(rows: History) -> Register:
    """All rows as if they held on one day; of what holds when, this says nothing."""
    return Register(date.min, 0, rows.frames)


def beside(held: History, coming: History) -> History:
    """The incoming rows, and of what is held the things that they do not speak of."""
    frames = {
        table: pl.concat(
            [frame, held.table(table).join(frame.select("id"), on="id", how="anti")],
            how="diagonal_relaxed",
        )
        for table, frame in coming.frames.items()
    }
    return History.of(frames)


def _by_table(wrong: list[Problem]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for found in wrong:
        if found.about:
            ids.setdefault(found.about[0], set()).add(found.about[1])
    return ids


def _without(coming: History, ids: Mapping[str, set[str]]) -> History:
    frames = {
        table: frame.filter(
            ~pl.col("id").is_in(pl.Series(sorted(ids.get(table, ())), dtype=pl.String).implode())
        )
        for table, frame in coming.frames.items()
    }
    return History.of(frames)
