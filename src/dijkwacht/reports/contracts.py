# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contracts watched: how each stands, and a calendar of what must be decided by when."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.contract_dates import RANKS, State
from dijkwacht.findings.contract_watch import CHANGE, PAST, ContractWatch
from dijkwacht.findings.control_changes import Changed
from dijkwacht.findings.hanging import Hanging
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.reports.classes import of_register
from dijkwacht.reports.icalendar import Event
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words

MOST: Final = 30
WHOSE: Final = (
    Column("contract"),
    Column("contract_id", shown=False),
    Column("organisation"),
    Column("organisation_id", shown=False),
    Column("supplier"),
    Column("supplier_id", shown=False),
)
RESTING: Final = (
    Column("hanging_class"),
    Column("hanging_services", Cell.COUNT),
    *(Column(f"hanging_{kind.name.lower()}", Cell.COUNT, shown=False) for kind in reversed(Class)),
)
STANDINGS: Final = (
    Column("contract_state", Cell.CODE),
    *WHOSE,
    Column("contract_end"),
    Column("decide_by"),
    Column("notice_by", shown=False),
    Column("leave_by", shown=False),
    Column("extend_by", shown=False),
    Column("notice_days", Cell.COUNT, shown=False),
    Column("exit_days", Cell.COUNT, shown=False),
    Column("short_days", Cell.COUNT, shown=False),
    *RESTING,
    Column("not_known"),
)
CALENDAR: Final = (
    Column("calendar_day"),
    Column("calendar_when", Cell.CODE),
    Column("calendar_what"),
    *(replace(one, shown=one.key in ("contract", "supplier")) for one in WHOSE),
    Column("hanging_class"),
    Column("calendar_kind", shown=False),
    Column("option_id", shown=False),
    Column("about_id", shown=False),
    Column("before", shown=False),
    Column("after", shown=False),
)
UNKNOWN: Final = ("end", "notice", "exit", "option")
COUNTRIES: Final = (Changed.PARENT_COUNTRY, Changed.PARENT_ABROAD)


def contracts_report(
    name: str, found: Classification, watch: ContractWatch, hanging: Hanging, names: Names
) -> Report:
    """How the contracts stand, the worst first; then the calendar, by day."""
    rows = Rows(watch, hanging, names)
    return Report(
        title=Message.of("contracts.title", on=watch.on, until=watch.until),
        before=(of_register(name, found), *lead(watch)),
        tables=(
            Table("contracts", Message("contracts.table"), STANDINGS, rows.standings(), MOST),
            Table("calendar", Message("contracts.calendar"), CALENDAR, rows.calendar(), MOST),
        ),
        after=(*told(watch), cited(watch)),
        made=made(name, watch),
    )


def lead(watch: ContractWatch) -> Iterator[Message]:
    """How many contracts stand how, and of how many what is not known."""
    counts = {state.value.replace("-", "_"): watch.count(state) for state in State}
    yield Message.of("contracts.lead", count=watch.dates.contracts.height, **counts)
    unknown = watch.dates.unknown()
    if any(unknown.values()):
        yield Message.of("contracts.unknown", **unknown)


def told(watch: ContractWatch) -> tuple[Message, ...]:
    """What a date is, and what is near."""
    near, back = watch.rule["soon"], watch.rule["back"]
    return Message("contracts.how"), Message.of("contracts.near", days=near, back=back)


def cited(watch: ContractWatch) -> Message:
    """By which version of which rule."""
    return Message.of("contracts.rule", rule=f"{watch.rule.version} ({watch.rule.digest})")


def made(name: str, watch: ContractWatch) -> dict[str, Any]:
    """How the answer was made, for whoever makes it again."""
    return {
        "register": name,
        "on": watch.on.isoformat(),
        "until": watch.until.isoformat(),
        "rules": {watch.rule.version: watch.rule.digest},
    }


class Rows:
    """Makes the rows of both tables. What many rows have in common is made once."""

    def __init__(self, watch: ContractWatch, hanging: Hanging, names: Names) -> None:
        self.watch, self.hanging, self.names = watch, hanging, names
        self.contracts: Mapping[str, Mapping[str, Any]] = {
            row["id"]: row for row in watch.dates.contracts.iter_rows(named=True)
        }
        self.words = Words(names.language)
        self._nodes = nodes_of(names, hanging, self.contracts)
        self._whose = cache(self._called)

    def standings(self) -> list[tuple[Any, ...]]:
        """Every contract, the worst state first, then the soonest decision."""
        rows = sorted(self.contracts.values(), key=_order)
        return [self.standing(row) for row in rows]

    def standing(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """One contract."""
        counts = self.hanging.counts(self.nodes(row["id"]))
        return (
            f"contract-state.{row['state']}",
            *self._whose(row["id"]),
            Message("never") if row["open_ended"] else row["end"],
            *(row[key] for key in ("decide_by", "notice_by", "leave_by", "extend_by")),
            *(row[key] for key in ("notice_days", "exit_days")),
            short(row, self.watch.on),
            self.level(row["id"]),
            sum(counts.values()),
            *counts.values(),
            unknown(row, self.words),
        )

    def calendar(self) -> list[tuple[Any, ...]]:
        """Every entry, by day."""
        return [self.entry(row) for row in self.watch.entries.iter_rows(named=True)]

    def entry(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """One entry."""
        return (
            row["day"],
            f"contract-when.{row['when']}",
            what(row, self.names),
            *self._whose(row["contract_id"]),
            self.level(row["contract_id"]),
            row["kind"],
            *(row[key] for key in ("option_id", "supplier_id", "before", "after")),
        )

    def nodes(self, contract: str) -> Sequence[int]:
        """The deliveries of a contract in the graph."""
        return self._nodes.get(contract, ())

    def level(self, contract: str) -> str | None:
        """The highest class that hangs on a contract."""
        found = self.hanging.highest(self.nodes(contract))
        return None if found is None else found.name

    def _called(self, contract: str) -> tuple[Any, ...]:
        row = self.contracts[contract]
        whose = row["organisation_id"], row["supplier_id"]
        return (
            *(self.names.of(Noun.CONTRACT, contract), contract),
            *(self.names.of(Noun.ORGANISATION, whose[0]), whose[0]),
            *(self.names.of(Noun.SUPPLIER, whose[1]), whose[1]),
        )


def events(entries: Iterable[Sequence[Any]], words: Words) -> Iterator[Event]:
    """Entries (`CALENDAR`) as days in a calendar program."""
    places = {column.key: place for place, column in enumerate(CALENDAR)}
    for cells in entries:
        cell = {key: cells[place] for key, place in places.items()}
        about = ("contract_id", "calendar_kind", "option_id", "about_id", "before", "after")
        dated = [cell["calendar_day"]] if cell["about_id"] else []
        said = words.say(cell["calendar_what"])
        whose = (cell["contract"], cell["organisation"], cell["supplier"])
        parts = [said, *(words.value(one) for one in whose if one is not None)]
        yield Event(
            key="|".join(str(one) for one in (*(cell[key] for key in about), *dated)),
            day=cell["calendar_day"],
            summary=f"{words.value(cell['contract'])}: {said}",
            description="\n".join(parts),
            category=words.text(cell["calendar_when"]),
        )


def nodes_of(
    names: Names, hanging: Hanging, contracts: Collection[str]
) -> Mapping[str, Sequence[int]]:
    """The nodes of the deliveries of each of these contracts."""
    found: dict[str, list[int]] = {}
    rows = names.register.once("deliveries").select("contract_id", "id")
    for contract, delivery in rows.filter(pl.col("contract_id").is_in(list(contracts))).iter_rows():
        node = hanging.graph.index.get((NodeNoun.DELIVERY, delivery))
        if node is not None:
            found.setdefault(contract, []).append(node)
    return found


def what(row: Mapping[str, Any], names: Names) -> Message:
    """What an entry of the calendar says."""
    if row["when"] != CHANGE:
        past = "past-" if row["when"] == PAST else ""
        code = f"contract-step.{past}{row['kind']}"
        return Message(code, {"days": row["days"], "until": row["until"]})
    ends = [row["before"], row["after"]]
    if row["kind"] not in COUNTRIES:
        ends = [names.of(Noun.SUPPLIER, id) for id in ends]
    supplier = names.of(Noun.SUPPLIER, row["supplier_id"])
    told = {"supplier": supplier, "before": ends[0], "after": ends[1]}
    return Message(f"contract-change.{row['kind']}", told)


def unknown(row: Mapping[str, Any], words: Words) -> str | None:
    """What is not known of a contract."""
    names = [name for name in UNKNOWN if row[f"unknown_{name}"]]
    return ", ".join(words.text(f"contract-unknown.{name}") for name in names) or None


def short(row: Mapping[str, Any], on: date) -> int | None:
    """How many days there is nothing, if one begins to leave now; None where that is not known, or
    it does not end."""
    if row["end"] is None or row["exit_days"] is None:
        return None
    left: int = (row["end"] - on).days
    return max(0, int(row["exit_days"]) - left)


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return RANKS[row["state"]], row["decide_by"] or date.max, row["id"]
