# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register from elsewhere into an empty database: taken over as it is, with its history."""

from datetime import date

import polars as pl
from django.db import transaction

from dijkwacht.base.errors import PlanRefused
from dijkwacht.register.compare import Changes
from dijkwacht.register.register import History
from dijkwacht.web.audit import trail
from dijkwacht.web.store.apply import Act, insert, newest
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.search import index


def take_over(history: History, on: date, act: Act) -> Revision:
    """Write every row ever known, with the revisions between which it was held; nothing is judged
    or left out, so what is wrong in it shows as problems. PlanRefused when the database holds
    something already."""
    with transaction.atomic():
        held = newest()
        if held is not None:
            raise PlanRefused("plan-outdated", planned=0, found=held.number)
        numbers = range(1, max(history.revision, 1) + 1)
        made = [
            Revision.objects.create(
                number=number,
                kind=act.kind,
                on=on,
                why=act.why,
                by_id=act.by,
                checksum="",
                counts=_counts(history) if number == 1 else {},
            )
            for number in numbers
        ]
        for table, frame in history.frames.items():
            insert(table, _numbered(frame, plain=history.revision == 0))
        index(_all(history))
        trail.record(act.by, "taken-over", str(made[-1].number), trail.of_revision(made[0]))
    return made[-1]


def _numbered(frame: pl.DataFrame, *, plain: bool) -> pl.DataFrame:
    """Rows that were never under revision are known from the first."""
    return frame.with_columns(known_from=pl.lit(1, pl.Int64)) if plain else frame


def _counts(history: History) -> dict[str, tuple[int, int, int]]:
    return {table: (rows.height, 0, 0) for table, rows in history.frames.items() if rows.height}


def _all(history: History) -> dict[str, Changes]:
    """Everything that is held now, as if it were new."""
    return {
        table: Changes(rows, rows.clear(), rows.clear(), rows.clear(), (), 0)
        for table, rows in history.known().frames.items()
    }
