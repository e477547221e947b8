# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier of one supplier: its level with every term, accounts, what was observed, and what
hangs on it, as its reader may know it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.evidence import matched
from dijkwacht.findings.fusion import Term
from dijkwacht.findings.signals import WEIGHT, Night, main_causes
from dijkwacht.register.register import Register
from dijkwacht.reports.because import Because
from dijkwacht.reports.bulletin import level_code
from dijkwacht.web.record.hanging import hanging, section
from dijkwacht.web.record.sections import Called, Cell, Grid, Head, Section
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.supplier import SupplierPage, nodes_of
from dijkwacht.web.record.telling import UNKNOWN, Teller
from dijkwacht.web.record.watched import sovereign
from dijkwacht.web.watch import accounts
from dijkwacht.web.watch.listed import BADGES, PARTS
from dijkwacht.web.watch.seen import Watch

Row = Mapping[str, Any]
TERMS: Final = (
    Head(Message("watch-page.term")),
    Head(Message("watch-page.day")),
    Head(Message("watch-page.adds"), number=True),
    Head(Message("watch-page.floor"), number=True),
)
SEEN: Final = (
    Head(Message("field.observed_on")),
    Head(Message("watch-page.what")),
    Head(Message("field.severity"), number=True),
    Head(Message("column.feed")),
    Head(Message("watch-page.still")),
)


class Dossier:
    """The sections of one supplier."""

    def __init__(self, of: Subject, tell: Teller, watch: Watch | None) -> None:
        self.of, self.tell, self.watch = of, tell, watch
        self.page = SupplierPage(of, tell)
        self.night = None if watch is None else _with(watch, of.id)

    @property
    def register(self) -> Register:
        """The register of the day that the reader looks at."""
        return self.of.sight.register

    def sections(self) -> list[Section]:
        """All of them, in the order in which one reads."""
        on, words = self.tell.reading.on, self.tell.reading.words
        rows = accounts.of_supplier(self.register.table("statements"), self.of.id, on)
        made = [
            *self._level(),
            Section("alerts", Message("watch-page.alerts"), form="watch/alerts.html"),
            section(hanging(nodes_of([self.of.id], self.tell), self.tell), self.tell),
            self.page.explorer("what"),
            accounts.section(rows, words),
            self.observed(on),
            self.page.ownership(),
            sovereign(self.of, self.tell),
            self.page.contracts([self.of.id]),
        ]
        return [one for one in made if one.form or not one.is_empty]

    def _level(self) -> list[Section]:
        title = Message("watch-page.level")
        if self.night is None or self.watch is None:
            return [Section("level", title, says=[Message("watch-page.none")])]
        return [self.level(self.watch, self.night), self.terms(self.watch, self.night)]

    def level(self, of: Watch, found: Night) -> Section:
        """The level, since when, and of what it is made."""
        words, row = self.tell.reading.words, found.ids.index(self.of.id)
        levels, critical = found.levels, int(found.critical[row])
        because = Because(found, of.rules, of.held.names)
        cause = main_causes(found.fused, [self.of.id]).get(self.of.id, WEIGHT)
        now = int(levels.level[row])
        hangs = "watch-page.hangs-own" if of.is_own else "column.hangs"
        facts = [
            (Message("column.level_now"), Called(Message(level_code(now)))),
            (Message("column.was"), Called(Message(level_code(int(found.before.level[row]))))),
            (Message("watch-page.since"), Called(words.day(levels.since[row]))),
            (
                Message("column.probability_year"),
                Called(words.percent(int(found.fused.probability[row]) // PARTS)),
            ),
            (Message("watch-page.band"), Called(words.number(int(levels.band[row])))),
            (Message(hangs), Called(_class(critical))),
        ]
        if now > 0:
            facts.append((Message("column.alert_cause"), Called(because.cause(cause))))
        says = [Message.of("watch-page.level-of", on=found.on, revision=found.standing.revision)]
        return Section("level", Message("watch-page.level"), says=says, facts=facts)

    def terms(self, of: Watch, found: Night) -> Section:
        """Every term of the log-odds, and what they come to."""
        because = Because(found, of.rules, of.held.names)
        order = [pl.col("floor"), pl.col("micro").abs(), pl.col("code"), pl.col("ref")]
        ranked = found.terms(self.of.id).sort(order, descending=[True, True, False, False])
        rows = [self._term(row, because) for row in ranked.iter_rows(named=True)]
        total = int(found.fused.log_odds[found.ids.index(self.of.id)])
        chance = int(found.fused.probability[found.ids.index(self.of.id)]) // PARTS
        share = self.tell.reading.words.percent(chance)
        last = Message.of("watch-page.total", share=share)
        rows.append([Cell(last), Cell(""), Cell(because.adds(total), number=True), Cell("")])
        grid = Grid(Message("watch-page.terms-table"), TERMS, rows)
        title = Message("watch-page.terms")
        return Section("terms", title, says=[Message("bulletin.probability")], grids=(grid,))

    def _term(self, row: Row, because: Because) -> list[Cell]:
        day = "" if row["day"] is None else self.tell.reading.words.day(row["day"])
        adds = because.adds(row["micro"]) if row["micro"] or not row["floor"] else ""
        floor = Cell(str(row["floor"]) if row["floor"] else "", number=True)
        return [Cell(_plainly(row, because)), Cell(day), Cell(adds, number=True), floor]

    def observed(self, on: date) -> Section:
        """What was observed of it, the last first; what is over is marked."""
        title = Message("watch-page.observed")
        rows = matched(self.register, on).filter(pl.col("supplier_id") == self.of.id)
        if not rows.height:
            return Section("observed", title, says=[Message("watch-page.nothing-observed")])
        ordered = rows.sort(["observed_on", "id"], descending=[True, False], nulls_last=True)
        cells = [self._observed(row, on) for row in ordered.iter_rows(named=True)]
        grid = Grid(Message("watch-page.observed-table"), SEEN, cells)
        return Section("observed", title, grids=(grid,))

    def _observed(self, row: Row, on: date) -> list[Cell]:
        words, ends = self.tell.reading.words, row["valid_until"]
        kinds = self.of.sight.rules.parameters("signals/kinds").entries
        kind = kinds.get(row["kind"])
        what = row["kind"] if kind is None else kind["says"][words.language]
        over = ends is not None and ends <= on
        still = Message.of("watch-page.ended", on=ends) if over else Message("watch-page.holds")
        return [
            Cell(UNKNOWN if row["observed_on"] is None else words.day(row["observed_on"])),
            Cell(f"{what} {row['said'] or ''}".strip()),
            Cell(UNKNOWN if row["severity"] is None else str(row["severity"]), number=True),
            Cell(row["feed"] or UNKNOWN),
            Cell(still, badge="holds" if over else "some"),
        ]


def _with(watch: Watch, id: str) -> Night | None:
    """A night in which this supplier is; None where it was not in the register yet."""
    found = watch.night()
    if id not in found.ids and watch.is_own:
        found = watch.night(everything=True)
    return found if id in found.ids else None


def _class(level: int) -> str | Message:
    return Message("watch-page.nothing-hangs") if level == NONE else Class(level).name


def _plainly(row: Row, because: Because) -> str:
    """A term without its figures, which stand beside it."""
    said = because.words.say(because.term(row))
    end = f" ({because.adds(row['micro'])})"
    start = f"{because.words.value(row['day'])}: "
    if row["term"] == Term.EVENT:
        said = said.removeprefix(start)
    return said.removesuffix(end)


def badge(night: Night | None, id: str) -> tuple[int, str] | None:
    """The level of a supplier and how it looks."""
    if night is None:
        return None
    level = int(night.levels.level[night.ids.index(id)])
    return level, BADGES[level]


def shown(sections: Sequence[Section]) -> list[str]:
    """Their ids, for the contents of the page."""
    return [one.id for one in sections]
