# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a supplier or a corporate group: what it is, what hangs on it, contracts, owners, and
who stands behind it. What would happen, never what will."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.groups import entities
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import Register
from dijkwacht.web.record.needs import listed
from dijkwacht.web.record.sections import Branch, Called, Cell, Grid, Head, Section
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.telling import UNKNOWN, Teller

Row = Mapping[str, Any]
CONTRACTS: Final = (
    Head(Message("record-page.contract")),
    Head(Message("record-page.organisation")),
    Head(Message("field.ends_on")),
    Head(Message("field.notice_days"), number=True),
    Head(Message("record-page.exit"), number=True),
    Head(Message("record-page.act-before")),
)
DAY: Final = 24
DEEP: Final = 6  # owners of owners


def nodes_of(ids: Sequence[str], tell: Teller) -> list[int]:
    """The nodes of suppliers."""
    index = tell.graph.index
    keys = [(NodeNoun.SUPPLIER, id) for id in ids]
    return [index[key] for key in keys if key in index]


class SupplierPage:
    """The sections of one supplier, or of the group of which it is the ultimate parent."""

    def __init__(self, of: Subject, tell: Teller) -> None:
        self.of, self.tell = of, tell
        self.register: Register = of.sight.register
        self.head_id, self.members = entities(self.register, of.id)

    def head(self) -> Section:
        """The legal entity: country, group, and what other registers call it."""
        row, tell = self.of.row, self.tell
        group = tell.thing(Noun.SUPPLIER, self.head_id)
        if len(self.members) > 1:
            href = tell.links.to("group", self.head_id)
            group = Called(Message.of("record-page.group-of", name=group.text), href)
        else:
            group = Called(Message("record-page.group-unknown"))
        facts = [
            (Message("field.kind"), Called(row["kind"] or UNKNOWN)),
            (Message("field.country"), Called(row["country"] or UNKNOWN)),
            (Message("record-page.group"), group),
            (Message("record-page.control"), self._control()),
            *self._identifiers(),
        ]
        return Section("head", Message("record-page.in-short"), facts=facts)

    def _control(self) -> Called:
        """The country of the ultimate parent."""
        rows = self.register.table("suppliers").filter(pl.col("id") == self.head_id)
        country = rows["country"][0] if rows.height else None
        return Called(country or UNKNOWN)

    def _identifiers(self) -> list[tuple[str | Message, Called]]:
        rows = self.register.table("identifiers").filter(
            (pl.col("noun") == Noun.SUPPLIER) & (pl.col("of_id") == self.of.id)
        )
        pairs = rows.select("scheme", "value").drop_nulls().iter_rows()
        return [(str(scheme).upper(), Called(value)) for scheme, value in pairs]

    def explorer(self, kind: str) -> Section:
        """Where one asks what would happen if it stopped, alone (`what`) or with its `group`."""
        named = {kind: f"supplier:{self.of.id}" if kind == "what" else self.head_id}
        page = self.tell.links.to("outage", **named)
        links = [Called(Message("record-page.explorer"), page)] if page else []
        title = Message("record-page.what-if")
        return Section("what-if", title, says=[Message("record-page.what-if-says")], links=links)

    def contracts(self, ids: Sequence[str]) -> Section:
        """Its contracts with their ends, against the time it takes to leave."""
        rows = self.register.table("contracts")
        mine = rows.filter(pl.col("supplier_id").is_in(list(ids)))
        seen = [row for row in mine.rows(named=True) if self._shows(row)]
        title = Message("record-page.contracts")
        hidden = listed(
            ((Noun.CONTRACT, row["id"]) for row in mine.rows(named=True) if not self._shows(row)),
            self.of.sight,
            self.tell,
        )
        says = [called.text for called in hidden]
        if not mine.height:
            says = [Message("record-page.no-contracts")]
        cells = [self._contract(row) for row in seen]
        grid = Grid(Message("record-page.contracts-table"), CONTRACTS, cells)
        return Section("contracts", title, says=says, grids=(grid,) if cells else ())

    def _shows(self, row: Row) -> bool:
        return self.tell.thing(Noun.CONTRACT, row["id"]).href is not None

    def _contract(self, row: Row) -> list[Cell]:
        words, organisation = self.tell.reading.words, row["organisation_id"]
        exit_days = exit_of(self.register, row["id"])
        late = act_before(row, exit_days)
        return [
            Cell.of(self.tell.thing(Noun.CONTRACT, row["id"])),
            Cell.of(self.tell.organisation(organisation)) if organisation else Cell(UNKNOWN),
            Cell(UNKNOWN if row["ends_on"] is None else words.day(row["ends_on"])),
            Cell(_days(row["notice_days"], self.tell), number=True),
            Cell(_days(exit_days, self.tell), number=True),
            late_cell(late, self.tell),
        ]

    def ownership(self) -> Section:
        """Who owns it, with shares and dates, and what it owns."""
        title = Message("record-page.ownership")
        up, down = (self._owners(self.of.id, way, ()) for way in ("parent_id", "child_id"))
        trees = [
            (Message(f"record-page.{name}"), branches)
            for name, branches in (("owners", up), ("owned", down))
            if branches
        ]
        says = [] if trees else [Message("record-page.ownership-unknown")]
        return Section("ownership", title, says=says, trees=trees)

    def _owners(self, id: str, way: str, seen: tuple[str, ...]) -> tuple[Branch, ...]:
        """The owners of owners (or what is owned), until a ring closes."""
        if id in seen or len(seen) >= DEEP:
            return ()
        other = "child_id" if way == "parent_id" else "parent_id"
        rows = self.register.table("ownership").filter(pl.col(other) == id)
        return tuple(
            Branch(
                self.tell.thing(Noun.SUPPLIER, row[way]),
                self._holding(row),
                (),
                self._owners(row[way], way, (*seen, id)),
            )
            for row in rows.sort("id").rows(named=True)
            if row[way]
        )

    def _holding(self, row: Row) -> Message:
        words = self.tell.reading.words
        kind = Message(f"code.ownership-kind.{row['kind']}") if row["kind"] else UNKNOWN
        share = UNKNOWN if row["share"] is None else words.percent(row["share"])
        return Message.of("record-page.holding", kind=kind, share=share, since=row["valid_from"])

    def chain(self, ids: Sequence[str]) -> Section:
        """Who works for it, and for whom it works: suppliers that share contracts with it."""
        rows = self.register.table("deliveries")
        contracts = self.register.table("contracts").select(
            "id", main="supplier_id", organisation="organisation_id"
        )
        joined = rows.join(contracts, left_on="contract_id", right_on="id", how="inner")
        joined = joined.filter(pl.col("supplier_id") != pl.col("main"))
        behind = joined.filter(pl.col("main").is_in(list(ids)))
        before = joined.filter(pl.col("supplier_id").is_in(list(ids)))
        trees = [
            (Message(f"record-page.{name}"), self._suppliers(found, column))
            for name, found, column in (
                ("behind", behind, "supplier_id"),
                ("before", before, "main"),
            )
        ]
        trees = [(says, branches) for says, branches in trees if branches]
        says = [] if trees else [Message("record-page.chain-unknown")]
        return Section("chain", Message("record-page.chain"), says=says, trees=trees)

    def _suppliers(self, rows: pl.DataFrame, column: str) -> tuple[Branch, ...]:
        """Suppliers with their roles. Of contracts of others it is told only where enough
        organisations have one."""
        found = []
        for key, part in rows.group_by(column, maintain_order=True):
            if key[0] is None or not self._may_tell(part):
                continue
            roles = part["role"].drop_nulls().unique().sort().to_list()
            told = ", ".join(self.tell.say(Message(f"code.role.{role}")) for role in roles)
            found.append(Branch(self.tell.thing(Noun.SUPPLIER, str(key[0])), told))
        return tuple(found)

    def _may_tell(self, part: pl.DataFrame) -> bool:
        """Whether a contract of the reader tells it, or those of enough organisations."""
        if any(self._shows({"id": id}) for id in part["contract_id"].unique()):
            return True
        return bool(self.of.sight.told(part["organisation"].n_unique()))

    def group(self) -> Section:
        """The entities of the group."""
        branches = tuple(Branch(self.tell.thing(Noun.SUPPLIER, id)) for id in self.members)
        title = Message("record-page.members")
        return Section("members", title, trees=((title, branches),))


def exit_of(register: Register, contract: str) -> int | None:
    """The days it takes to leave a contract: the longest of its deliveries; None where one is not
    known."""
    rows = register.table("deliveries").filter(pl.col("contract_id") == contract)
    days: list[int | None] = rows["exit_days"].to_list()
    known = [one for one in days if one is not None]
    return max(known) if known and len(known) == len(days) else None


def act_before(row: Row, exit_days: int | None) -> Any:
    """The last day to begin leaving, so that one is away when the contract ends; None where that
    is not known, or it does not end."""
    ends = row["ends_on"]
    if ends in (None, NEVER_DAY) or ends.year == 1:
        return None
    known = [days for days in (exit_days, row["notice_days"]) if days not in (None, NOT_APPLICABLE)]
    return ends - timedelta(days=max(known)) if known else None


def late_cell(day: Any, tell: Teller) -> Cell:
    """That day, marked where it has passed."""
    if day is None:
        return Cell(UNKNOWN)
    return Cell(tell.reading.words.day(day), badge="lost" if day <= tell.reading.on else "")


def _days(days: int | None, tell: Teller) -> str | Message:
    if days is None:
        return UNKNOWN
    if days == NOT_APPLICABLE:
        return Message("record-page.not-applicable")
    return tell.reading.words.hours(days * DAY)
