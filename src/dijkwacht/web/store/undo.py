# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A change set taken back: what it added is withdrawn, what it replaced stands again."""

from datetime import date

import polars as pl
from django.db.models import Q

from dijkwacht.base.errors import NotInRegister, PlanRefused
from dijkwacht.register.compare import Changes
from dijkwacht.register.schema import KEYS
from dijkwacht.web.store.apply import Act, newest, write
from dijkwacht.web.store.models import MODELS, Revision
from dijkwacht.web.store.models.revision import Kind
from dijkwacht.web.store.reading import frame, rows


def undo(number: int, on: date, by: Act) -> Revision:
    """Take back one revision, as a new one.

    NotInRegister for a revision that is not there; PlanRefused when it was taken back already, or
    when a later revision changed what it wrote (then that one must be taken back first).
    """
    revision = Revision.objects.filter(number=number).first()
    last = newest()
    if revision is None or last is None:
        held = last.number if last else 0
        raise NotInRegister("no-such-revision", revision=number, newest=held)
    if Revision.objects.filter(undoes=revision).exists():
        raise PlanRefused("undo-done", revision=number)
    changes = {table: _reverse(table, number) for table in MODELS}
    act = Act(by.by, by.organisation, by.why, Kind.UNDO)
    return write(changes, last.number, on, revision.checksum, act, undoes=revision)


def _reverse(table: str, number: int) -> Changes:
    """The changes of one table the other way round."""
    touched = frame(table, rows(table).filter(Q(known_from=number) | Q(known_until=number)))
    written = touched.filter(pl.col("known_from") == number)
    later = written["known_until"].drop_nulls()
    if later.len():
        raise PlanRefused("undo-later", revision=number, later=later.max())
    replaced = touched.filter(pl.col("known_until") == number)
    keys = KEYS[table]
    again = replaced.join(written.select(keys), on=keys, how="semi", nulls_equal=True)
    anew = replaced.join(written.select(keys), on=keys, how="anti", nulls_equal=True)
    return Changes(
        added=anew,
        changed=again,
        ended=written.clear(),
        replaced=written,
        unfit=(),
        held=rows(table).filter(known_until=None).count() if touched.height else 0,
    )
