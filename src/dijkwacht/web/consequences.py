# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a class if rows of harm or overrides were others: shown before anything is
written."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
import polars as pl

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.record import Record
from dijkwacht.register.assessments import Harm, Override
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import frame_of
from dijkwacht.register.row import Row
from dijkwacht.reports.words import Lasting
from dijkwacht.web.judged import Judged

SOMEBODY: Final = "*"  # an approver who is not known yet


@dataclass(frozen=True, slots=True)
class Consequence:
    """A class before and after, and why; `title` is the code of what brings it about."""

    title: str
    before: Record
    after: Record
    because: tuple[Message, ...]
    rows: list[tuple[str, str, Message]]  # that hold afterwards: name, what it says, from when
    others: list[str]  # other services of which the class moves, as the reader may call them
    hidden: bool  # and some that they may not see

    @property
    def moves(self) -> bool:
        """Whether class, band or certainty is another."""
        before, after = self.before, self.after
        return (before.code, before.provisional) != (after.code, after.provisional)

    @property
    def mtpd(self) -> tuple[Message, Message]:
        """The MTPD before and after."""
        return mtpd_of(self.before), mtpd_of(self.after)


def mtpd_of(held: Record) -> Message:
    """The MTPD of a record in words."""
    if held.mtpd == held.mtpd_early == FOREVER:
        return Message("mtpd.none")
    if held.mtpd == held.mtpd_early:
        return Message("mtpd.at", {"hours": Lasting(held.mtpd)})
    late = Message("mtpd.none") if held.mtpd == FOREVER else Lasting(held.mtpd)
    return Message("mtpd.between", {"early": Lasting(held.mtpd_early), "late": late})


def if_stated(held: Judged, service: str, rows: Sequence[Harm], *, approved: bool) -> Consequence:
    """What these rows of harm bring about, when they are written, or once they are approved."""
    signed = [_signed(row) for row in rows] if approved else rows
    harms = _with(held, "harms", signed)
    overrides = held.reasoned.opened.register.table("overrides")
    title = "harm.if-approved" if approved else "harm.if-written"
    return _consequence(held, service, title, harms, overrides)


def if_approved(held: Judged, service: str, rows: Sequence[Harm]) -> Consequence:
    """What it brings about when rows that stand already are approved."""
    return replace(if_stated(held, service, rows, approved=True), title="approve.if-all")


def if_signed(held: Judged, service: str, row: Override) -> Consequence:
    """What an override brings about."""
    harms = held.reasoned.opened.register.table("harms")
    return _consequence(held, service, "override.if-signed", harms, _with(held, "overrides", [row]))


def _signed(row: Harm) -> Harm:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return Harm(**{**values, "approved_by": SOMEBODY})


def _with(held: Judged, table: str, rows: Sequence[Row]) -> pl.DataFrame:
    """The table with these rows instead of those of the same id."""
    before = held.reasoned.opened.register.table(table)
    if not rows:
        return before
    ids = [row.id for row in rows]
    values = [{field.name: getattr(row, field.name) for field in fields(row)} for row in rows]
    others = before.filter(~pl.col("id").is_in(ids))
    return pl.concat([others, frame_of(table, values)], how="diagonal_relaxed")


def _consequence(
    held: Judged, service: str, title: str, harms: pl.DataFrame, overrides: pl.DataFrame
) -> Consequence:
    now, opened = held.found, held.reasoned.opened
    then = verbs.reclassify(now, held.reasoned.coverage, harms, overrides)
    move = verbs.moved(now, then, service)
    after = verbs.class_record(opened, then, service)
    moved = _moved(now, then, service)
    seen = [id for id in moved if held.sight.sees("services", id)]
    language = held.words.language
    return Consequence(
        title=title,
        before=verbs.class_record(opened, now, service),
        after=after,
        because=() if move is None else tuple(map(held.redaction.message, move.because)),
        rows=[
            (
                one.row.id,
                one.row.says[language],
                Message("row.holds-from", {"hours": Lasting(one.first)}),
            )
            for one in after.fired
        ],
        others=[str(held.names.of(Noun.SERVICE, id)) for id in seen],
        hidden=len(seen) < len(moved),
    )


def _moved(now: Classification, then: Classification, service: str) -> list[str]:
    """The other services of which the class moves with it."""
    places = np.flatnonzero(now.classes.level != then.classes.level).tolist()
    return [now.classes.ids[at] for at in places if now.classes.ids[at] != service]
