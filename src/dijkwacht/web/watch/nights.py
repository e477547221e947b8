# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nights made and kept: what a job makes every day, and pages look back on."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.findings.own_levels import known
from dijkwacht.findings.signals import Night as Made
from dijkwacht.findings.signals import Standing
from dijkwacht.register.register import History
from dijkwacht.reports import nights
from dijkwacht.verbs.nights import Watcher
from dijkwacht.web.reasoning import CACHE, REASONING
from dijkwacht.web.store.snapshot import Held
from dijkwacht.web.watch import facts
from dijkwacht.web.watch.models import Night

KEPT: Final = ("revision", "content", "known", "digest", "rules", "made_at")
ONE_DAY: Final = timedelta(days=1)
Beat = Callable[[int, int], None]  # hears how many nights are made, of how many
NAMELESS: Final = ""  # of a register that has no file


@dataclass(frozen=True, eq=False)
class Fresh:
    """Nights that were made and are still to be kept."""

    rows: tuple[Night, ...]

    def keep(self) -> None:
        """Write them; in the caller's transaction."""
        for row in self.rows:
            said = {name: getattr(row, name) for name in KEPT}
            Night.objects.update_or_create(day=row.day, defaults=said)


def make(on: date, told: Beat) -> Fresh:
    """All nights from behind the last kept one to a day (that one anew where it is of this day; the
    first time of this day alone). WrongQuestion for a day before the last that is kept."""
    last = Night.objects.first()
    if last is not None and on < last.day:
        raise WrongQuestion("watch.past", on=on, last=last.day)
    held = REASONING.newest()
    before = standing_before(on)
    days = list(_days(before, on))
    watcher = _watcher(held, told, days)
    rows = []
    for number, day in enumerate(days):
        told(number, len(days))
        found = watcher.night(before, day)
        rows.append(_row(found))
        before = found.standing
    told(len(days), len(days))
    return Fresh(tuple(rows))


def _watcher(held: Held, told: Beat, days: list[date]) -> Watcher:
    """What makes nights of the newest register; with each sign of progress it hears of a stop."""

    def beat(_: int, of: int) -> None:
        told(0, max(of, len(days)))

    history = of_centre(held.history)
    return Watcher(NAMELESS, history, held.number, REASONING.rulebook, CACHE, beat)


def of_centre(history: History) -> History:
    """The history with only the acts of the centre: an organisation's are about its own alerts."""
    acts = history.frames["alert_acts"].filter(pl.col("organisation_id").is_null())
    return History.of({**history.frames, "alert_acts": acts})


def _row(found: Made) -> Night:
    content = nights.to_bytes(found.standing)
    return Night(
        day=found.on,
        revision=found.standing.revision,
        content=content,
        known=facts.to_bytes(known(found)),
        digest=hashlib.sha256(content).hexdigest(),
        rules=dict(found.rules),
    )


def _days(before: Standing | None, on: date) -> Iterator[date]:
    first = on if before is None else before.on + ONE_DAY
    for number in range((on - first).days + 1):
        yield first + number * ONE_DAY


def standing_before(day: date) -> Standing | None:
    """What the last kept night before a day left behind."""
    row = Night.objects.filter(day__lt=day).first()
    return None if row is None else nights.from_bytes(bytes(row.content))
