# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a service: class, needs, fallbacks, harm over time, suppliers, obligations."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class
from dijkwacht.findings.record import Record
from dijkwacht.register.codes import Noun
from dijkwacht.reports.class_rows import fired_rows
from dijkwacht.reports.told import told
from dijkwacht.reports.words import Lasting
from dijkwacht.rules.condition import Known
from dijkwacht.web.access import Reach
from dijkwacht.web.record import cover_bar
from dijkwacht.web.record.hanging import class_cell
from dijkwacht.web.record.sections import Called, Cell, Grid, Head, Section
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.telling import UNKNOWN, Teller
from dijkwacht.web.veiled_record import in_classes

TOP: Final = 5
HARMS: Final = ("physical", "living", "economic", "persons", "law", "security")
STOPS: Final = (
    Head(Message("record-page.supplier")),
    Head(Message("column.lost_at"), number=True),
    Head(Message("column.lost_hours"), number=True),
)


class ServicePage:
    """The sections of one service."""

    def __init__(self, of: Subject, tell: Teller) -> None:
        self.of, self.tell = of, tell
        self.words = tell.reading.words
        self.reasoned = tell.reading.reasoned

    @property
    def row(self) -> int | None:
        """Its row among the classes; None where it is not judged (yet)."""
        return self.reasoned.classification.classes.rows.get(self.of.id) if self.of.holds else None

    def record(self) -> Record | None:
        """All that follows of its class."""
        if self.row is None:
            return None
        found = verbs.class_record(self.reasoned.opened, self.reasoned.classification, self.of.id)
        veiled = self.of.sight.viewer.reach is Reach.CENTRAL and not self.of.full
        return in_classes(found) if veiled else found

    def head(self, held: Record | None) -> Section:
        """The figures that describe it."""
        row = self.of.row
        facts: list[tuple[str | Message, Called]] = [
            (Message("record-page.organisation"), self._organisation()),
            (Message("record-page.class"), self._class(held)),
            (Message("field.users"), self._number(row["users"])),
            (Message("record-page.mbco"), self._level(row["mbco"])),
            (Message("record-page.rto"), self._hours(row["rto_hours"])),
            (Message("record-page.mtpd"), self._mtpd(held)),
        ]
        because = self.because(held)
        if because:
            facts.append((Message("record-page.because"), Called(because)))
        return Section("head", Message("record-page.in-short"), facts=facts)

    def because(self, held: Record | None) -> str:
        """The first row of the table that leads to its class, in a line."""
        if held is None:
            return ""
        table = fired_rows(held, self.reasoned.classification, self.words)
        leading = [row for row in table.rows if str(row[7]).startswith(held.gross.name)]
        rows = leading or list(table.rows)
        return str(rows[0][3]) if rows else ""

    def fallbacks(self) -> Section:
        """How long fallbacks carry it: a bar, and the same as a table."""
        title, row = Message("record-page.fallbacks"), self.row
        links = [self.tell.thing(Noun.FALLBACK, id) for id in self._protecting()]
        if row is None:
            return Section("fallbacks", title, says=[UNKNOWN], links=links)
        cover = self.reasoned.coverage
        found = cover_bar.spans(cover, row)
        gap = cover.proven.first_gap(row)
        says = [Message("cover-bar.no-gap" if gap is None else "cover-bar.gap", _gap(gap))]
        if cover.classes.provisional[row]:
            says.append(Message("coverage.service-provisional"))
        bar = cover_bar.picture(found, self.words)
        grid = cover_bar.grid(found, self.words)
        return Section("fallbacks", title, says=says, picture=bar, grids=(grid,), links=links)

    def harm(self, held: Record | None) -> Section:
        """What its outage does, at each time of policy; unknown is hatched."""
        title = Message("record-page.harm")
        if held is None:
            return Section("harm", title, says=[UNKNOWN])
        heads = [Head(Message("record-page.kind-of-harm"))]
        heads += [Head(self.words.hours(hour), number=True) for hour in held.times]
        table = self.reasoned.classification.table
        rows = [
            [Cell(Message(f"column.{name}")), *self._harms(name, held.facts[name])]
            for name in HARMS
            if name in table.facts
        ]
        return Section("harm", title, grids=(Grid(Message("record-page.harm-table"), heads, rows),))

    def _harms(self, name: str, values: tuple[Known, ...]) -> Iterator[Cell]:
        fact = self.reasoned.classification.table.facts[name]
        for value in values:
            text = told(value, fact, self.words)
            unsure = not isinstance(value, int)
            yield Cell(text, badge="unknown" if unsure else "", number=True)

    def classed(self, held: Record | None) -> Section:
        """Where its class is explained."""
        title = Message("record-page.class-of")
        if held is None:
            return Section("class", title, says=[Message("record-page.not-judged")])
        says = [
            Message.of(
                "record.class",
                class_code=held.code,
                label=Message(f"class.{held.level.name.lower()}"),
            )
        ]
        if held.provisional:
            says.append(Message("record-page.provisional"))
        page = self.tell.links.to("class-record", self.of.shown)
        links = [Called(Message("record-page.class-page"), page)] if page else []
        return Section("class", title, says=says, links=links)

    def stops(self) -> Section:
        """The suppliers whose stop loses it soonest; where that would take long, where to ask."""
        title = Message("record-page.stops")
        page = self.tell.links.to("outage")
        links = [Called(Message("record-page.explorer"), page)] if page else []
        if self.row is None or not self.reasoned.is_quick:
            return Section("stops", title, says=[Message("record-page.stops-later")], links=links)
        rows = self.reasoned.once(f"stops {self.of.id}", self._stopping)
        if not rows:
            return Section("stops", title, says=[Message("record-page.stops-none")], links=links)
        cells = [
            [
                Cell.of(self.tell.thing(Noun.SUPPLIER, id)),
                Cell(self.words.hours(at), number=True),
                Cell(self.words.hours(hours), number=True),
            ]
            for id, at, hours in rows
        ]
        grid = Grid(Message("record-page.stops-table"), STOPS, cells)
        return Section("stops", title, grids=(grid,), links=links)

    def _stopping(self) -> list[tuple[str, int, int]]:
        opened = self.reasoned.opened
        choice = verbs.Stop().choice(opened)
        found = verbs.weaknesses(opened, f"service:{self.of.id}", choice, order=1)
        ids = opened.graphs.every.nodes.ids
        return [(ids[one.things[0]], one.lost_at, one.lost_hours) for one in found.sets[:TOP]]

    def _protecting(self) -> list[str]:
        """The fallbacks of the service as a whole."""
        whole = (pl.col("protects_noun") == Noun.SERVICE) & (pl.col("protects_id") == self.of.id)
        ids: list[str] = self.of.sight.register.table("fallbacks").filter(whole)["id"].to_list()
        return ids

    def _organisation(self) -> Called:
        id = self.of.row["organisation_id"]
        return Called(UNKNOWN) if id is None else self.tell.organisation(id)

    def _class(self, held: Record | None) -> Called:
        if held is None:
            return Called(Message("record-page.not-judged"))
        label = Message(f"class.{held.level.name.lower()}")
        code = (
            "record-page.class-code-provisional" if held.provisional else "record-page.class-code"
        )
        return Called(Message.of(code, class_code=held.code, label=label))

    def _mtpd(self, held: Record | None) -> Called:
        if held is None:
            return Called(UNKNOWN)
        if held.mtpd == held.mtpd_early:
            return Called(
                Message("mtpd.none") if held.mtpd == FOREVER else self.words.hours(held.mtpd)
            )
        late = Message("mtpd.none") if held.mtpd == FOREVER else Lasting(held.mtpd)
        early = Lasting(held.mtpd_early)
        return Called(Message.of("record-page.mtpd-between", early=early, late=late))

    def _number(self, value: int | None) -> Called:
        return Called(UNKNOWN if value is None else self.words.number(value))

    def _level(self, value: int | None) -> Called:
        return Called(UNKNOWN if value is None else self.words.percent(value))

    def _hours(self, value: int | None) -> Called:
        return Called(UNKNOWN if value is None else self.words.hours(value))


def class_of(held: Record | None) -> Cell:
    """The class as a badge."""
    return class_cell(None if held is None else Class(held.level).name)


def _gap(gap: Any) -> dict[str, object]:
    return {} if gap is None else {"start": Lasting(gap.start), "end": Lasting(gap.end)}
