# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of harm: a cell per kind of harm and assessed time, filled from the register or from
what somebody sent, with all that is wrong in it, and the rows it would write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import Hours
from dijkwacht.register.assessments import UNITS, Harm
from dijkwacht.register.codes import Confidence, HarmKind
from dijkwacht.register.row import Quantity, ServiceId
from dijkwacht.reports.words import Lasting
from dijkwacht.web.pages.harm_cells import Stated, Unreadable, read

SOURCE: Final = "Dijkwacht"
Place = tuple[HarmKind, int]
"""A cell: the kind of harm, and the hour."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell."""

    place: Place
    what: Message
    mend: Message

    @property
    def field(self) -> str:
        """The name of the cell in the form."""
        return field_of(self.place)


def field_of(place: Place) -> str:
    """The name of a cell in the form."""
    return f"{place[0].value}-{place[1]}"


def basis_of(kind: HarmKind) -> str:
    """The name of the field that says how the harm of a kind was found."""
    return f"basis-{kind.value}"


@dataclass(frozen=True)
class Grid:
    """What somebody sent of one service, beside what the register holds."""

    service: str
    times: tuple[int, ...]
    held: Mapping[Place, Harm]  # on the day; also at other hours than the assessed ones
    sent: Mapping[str, str] | None  # the fields of the form; None: nothing was sent

    def text(self, place: Place) -> str:
        """What stands in a cell."""
        if self.sent is not None:
            return self.sent.get(field_of(place), "")
        return stated(self.held[place]).text if place in self.held else ""

    def basis(self, kind: HarmKind) -> str:
        """How the harm of a kind was found, as it stands in the form."""
        if self.sent is not None:
            return self.sent.get(basis_of(kind), "").strip()
        return next(
            (row.basis for place, row in self.held.items() if place[0] is kind and row.basis), ""
        )

    @property
    def places(self) -> Iterator[Place]:
        """Every cell."""
        return ((kind, hour) for kind in UNITS for hour in self.times)

    @cached_property
    def _read(self) -> tuple[dict[Place, Stated | None], list[Fault]]:
        cells: dict[Place, Stated | None] = {}
        faults: list[Fault] = []
        for place in self.places:
            try:
                cells[place] = read(self.text(place), UNITS[place[0]])
            except Unreadable as fault:
                faults.append(Fault(place, fault.what, fault.mend))
        return cells, faults

    @cached_property
    def faults(self) -> list[Fault]:
        """All that is wrong, cell by cell: what cannot be read, and harm that falls."""
        return [*self._read[1], *(fault for kind in UNITS for fault in self._falling(kind))]

    def _falling(self, kind: HarmKind) -> Iterator[Fault]:
        """Cells that say less than an earlier hour: harm adds up."""
        highest, at = -1, 0
        for hour, cell in sorted(self._told(kind).items()):
            if cell.most is not None and cell.most < highest and hour in self.times:
                said = {"earlier": highest, "hours": Lasting(at), "value": cell.most}
                what = Message.of("cell-falls", **said)
                yield Fault((kind, hour), what, Message.of("cell-falls.mend", **said))
            if cell.least is not None and cell.least > highest:
                highest, at = cell.least, hour

    def _told(self, kind: HarmKind) -> dict[int, Stated]:
        """What is said of a kind by hour: in the cells, and at hours that have none."""
        held = {hour: stated(row) for (of, hour), row in self.held.items() if of is kind}
        cells = {hour: cell for (of, hour), cell in self._read[0].items() if of is kind and cell}
        return {hour: cell for hour, cell in held.items() if hour not in self.times} | cells

    def changed(self, place: Place) -> bool:
        """Whether a cell, or how it was found, says something else than the register."""
        cell, row = self._read[0].get(place), self.held.get(place)
        if row is None:
            return cell is not None
        if (cell or Stated()) != stated(row):
            return True
        return (
            cell is not None and not cell.says_nothing and self.basis(place[0]) != (row.basis or "")
        )

    def rows(self, by: str, on: date) -> list[Harm]:
        """The rows that bring the register to what was sent, assessed by somebody on a day and
        approved by nobody yet. Only without faults."""
        return [self._row(place, by, on) for place in self.places if self.changed(place)]

    def _row(self, place: Place, by: str, on: date) -> Harm:
        cell = self._read[0].get(place) or Stated()
        kind, hour = place
        held = self.held.get(place)
        return Harm(
            id=held.id if held is not None else f"hrm-{self.service}-{kind.value}-{hour}",
            valid_from=on,
            service_id=ServiceId(self.service),
            kind=kind,
            after_hours=Hours(hour),
            value=_quantity(cell.value),
            low=_quantity(cell.low),
            high=_quantity(cell.high),
            unit=UNITS[kind],
            basis=self.basis(kind) or None,
            assessed_by=by,
            source=SOURCE,
            recorded_on=on,
            confidence=Confidence.UNKNOWN if cell.says_nothing else Confidence.DECLARED,
        )


def stated(row: Harm) -> Stated:
    """What a row of the register says."""
    return Stated(row.value, row.low, row.high)


def _quantity(number: int | None) -> Quantity | None:
    return None if number is None else Quantity(number)
