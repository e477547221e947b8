# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar of all contracts of a whole fictional state, what hangs on them, and whose law
reaches every supplier.

    python benchmarks/contracts.py [--organisations 1700] [--seed 1]

A hundred owners come in during the quarter before. Beside it: the last days of every contract one
by one in plain Python, with equal answers demanded.
"""

import argparse
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from machine import head, line, machine, peak, timed

from dijkwacht import verbs
from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE_DAY
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.contract_watch import ContractWatch, contract_changes, contract_watch
from dijkwacht.findings.foreign_law import foreign_law
from dijkwacht.findings.hanging import Hanging
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.register import History, Register
from dijkwacht.rules.rulebook import Rulebook

ON = date(2026, 6, 1)
SALES = 100
FIRST = date(1, 1, 2)


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=1700)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rules = Rulebook.read().on(ON)
    history = with_sales(verbs.generate(asked.organisations, asked.seed, ON))
    register = history.at(ON)
    print(machine(), end="\n\n")
    for table in ("contracts", "deliveries", "suppliers", "ownership"):
        print(f"{table:<15}{register.table(table).height:>9,}")
    print()
    head()
    changes, took = timed(lambda: contract_changes(register, history, rules))
    line("changes of control and subcontractors", took, peak(), f"{changes.height:,} entries")
    watch, took = timed(lambda: contract_watch(register, rules, changes))
    line("last days of every contract", took, peak())
    entries, took = timed(lambda: watch.entries)
    line("the calendar", took, peak(), f"{entries.height:,} entries")
    graph = build(register, rules)
    found, took = timed(lambda: hanging(graph).levels_of(register))
    line("highest class on every contract", took, peak(), f"{found.height:,} contracts")
    law = foreign_law(register, rules)
    ids = register.table("suppliers")["id"].to_list()
    reached, took = timed(lambda: [law.of(id) for id in ids])
    line("whose law reaches every supplier", took, peak(), f"{len(reached):,} suppliers")
    compare(register, watch)


def with_sales(history: History) -> History:
    """The state in which somebody else takes over some owners, one a day."""
    frames = dict(history.frames)
    rows = frames["ownership"].head(SALES)
    days = [ON - timedelta(days=one % 90) for one in range(rows.height)]
    sold = rows.with_columns(
        id=pl.col("id") + "-sold",
        parent_id=pl.col("parent_id").reverse(),
        valid_from=pl.Series(days),
        valid_until=None,
    )
    frames["ownership"] = pl.concat(
        [frames["ownership"], sold.select(rows.columns)], how="vertical_relaxed"
    )
    return History.of(frames)


def hanging(graph: DependencyGraph) -> Hanging:
    """What hangs on everything, with every service of class K."""
    ids = tuple(graph.nodes.ids[node] for node in graph.services.tolist())
    level = np.full(len(ids), int(Class.K))
    day = np.full(len(ids), 24)
    return Hanging(graph, Classes(ids, level, level, day, np.zeros(len(ids), np.bool_), day, level))


def compare(register: Register, watch: ContractWatch) -> None:
    """The last days against those of each contract by itself."""
    rows = register.once("contracts").to_dicts()
    deliveries: dict[str, list[int | None]] = {}
    for contract, days in (
        register.once("deliveries").select("contract_id", "exit_days").iter_rows()
    ):
        deliveries.setdefault(contract, []).append(days)
    plain, took = timed(lambda: {row["id"]: by_hand(row, deliveries) for row in rows})
    line("the same one by one, in plain Python", took)
    columns = ("id", "notice_by", "leave_by", "decide_by")
    for id, *found in watch.dates.contracts.select(columns).iter_rows():
        assert tuple(found) == plain[id], id
    print(f"\nequal for all {len(plain):,} contracts")


def by_hand(
    row: Mapping[str, Any], deliveries: Mapping[str, list[int | None]]
) -> tuple[date | None, date | None, date | None]:
    """The last days to give notice, to begin to leave, and the first of these."""
    end, notice = row["ends_on"], row["notice_days"]
    if end in (None, NEVER_DAY, NOT_APPLICABLE_DAY):
        return None, None, None
    exits = deliveries.get(row["id"], [None])
    known = [max(days, 0) for days in exits if days is not None]
    leave = before(end, max(known)) if len(known) == len(exits) else None
    give = None if notice is None or notice < 0 else before(end, notice)
    return give, leave, min((day for day in (give, leave) if day), default=None)


def before(end: date, days: int) -> date:
    """So many days before, within the calendar."""
    return date.fromordinal(max(end.toordinal() - days, FIRST.toordinal()))


if __name__ == "__main__":
    main()
