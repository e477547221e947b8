# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans written to the database: whole or not at all, each as the next revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, Final

import polars as pl
from django.db import IntegrityError, connection, transaction

from dijkwacht.base.errors import PlanRefused
from dijkwacht.register.compare import Changes
from dijkwacht.register.plan import Plan
from dijkwacht.register.schema import KEYS, schema
from dijkwacht.web.audit import trail
from dijkwacht.web.marking import refuse
from dijkwacht.web.store.filling import as_held, field_of, fill
from dijkwacht.web.store.models import MODELS, HeldRow, Revision
from dijkwacht.web.store.models.revision import Kind
from dijkwacht.web.store.search import index

BATCH: Final = 20_000
SOME: Final = 500


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, for which organisation, and why."""

    by: int | None = None  # the user's number; None is the machine itself
    organisation: str | None = None
    why: str = ""
    kind: Kind = Kind.IMPORT


def newest() -> Revision | None:
    """The last revision; None in an empty database."""
    return Revision.objects.order_by("-number").first()


def apply_plan(plan: Plan, checksum: str, act: Act, *, anyway: bool = False) -> Revision:
    """Write the plan as the next revision.

    PlanRefused when it is another plan, touches too much and `anyway` is not said, or was made on
    another revision than the newest.
    """
    if checksum != plan.checksum:
        raise PlanRefused("plan-other", given=checksum, found=plan.checksum)
    if plan.too_much and not anyway:
        table, (touched, held) = next(iter(plan.too_much.items()))
        share = plan.limit.share
        raise PlanRefused("plan-too-much", table=table, touched=touched, held=held, share=share)
    return write(plan.changes, plan.revision, plan.on, checksum, act)


def write(
    changes: Mapping[str, Changes],
    base: int,
    on: date,
    checksum: str,
    act: Act,
    undoes: Revision | None = None,
) -> Revision:
    """Write changes that were made on revision `base` in one transaction; errors as
    `apply_plan`."""
    try:
        with transaction.atomic():
            held = Revision.objects.select_for_update().order_by("-number").first()
            found = held.number if held else 0
            if found != base:
                raise PlanRefused("plan-outdated", planned=base, found=found)
            revision = _revision(changes, base + 1, on, checksum, act, undoes)
            for table, changed in changes.items():
                _close(table, changed.replaced, revision.number)
                _insert(table, changed, revision.number)
            index(changes)
            trail.record(act.by, "revision", str(revision.number), trail.of_revision(revision))
    except IntegrityError as fault:  # two wrote at once, and the other was first
        raise PlanRefused("plan-outdated", planned=base, found=base + 1) from fault
    return revision


def _revision(
    changes: Mapping[str, Changes],
    number: int,
    on: date,
    checksum: str,
    act: Act,
    undoes: Revision | None,
) -> Revision:
    return Revision.objects.create(
        number=number,
        by_id=act.by,
        organisation=act.organisation,
        kind=act.kind,
        checksum=checksum,
        on=on,
        why=act.why,
        counts={table: changed.counts() for table, changed in changes.items() if changed.count},
        undoes=undoes,
    )


def _close(table: str, replaced: pl.DataFrame, revision: int) -> None:
    """The held rows of these keys are known until this revision."""
    names = KEYS[table]
    wanted = set(replaced.select(names).iter_rows())
    ids = sorted({str(id) for id in replaced["id"]})
    model = MODELS[table]
    fields = ["key" if name == "id" else name for name in names]
    for at in range(0, len(ids), SOME):
        held = model._default_manager.filter(known_until=None, key__in=ids[at : at + SOME])
        found = [
            row for row, *values in held.values_list("row", *fields) if tuple(values) in wanted
        ]
        model._default_manager.filter(row__in=found).update(known_until=revision)


def _insert(table: str, changed: Changes, revision: int) -> None:
    known = (
        pl.lit(revision, pl.Int64).alias("known_from"),
        pl.lit(None, pl.Int64).alias("known_until"),
    )
    for part in (changed.added, changed.changed, changed.ended):
        insert(table, part.with_columns(known))


def insert(table: str, rows: pl.DataFrame) -> None:
    """Write rows as they are, each with its revisions. PlanRefused for a marking that this
    deployment may not hold."""
    refuse(table, rows)
    model = MODELS[table]
    for part in rows.iter_slices(BATCH):
        fill(model, _columns(model, table, part))


def _columns(model: type[HeldRow], table: str, part: pl.DataFrame) -> dict[str, list[Any]]:
    """The rows of a frame by the fields of their model."""
    fixed = [name for name in schema(table) if name in part.columns]
    named = {"key" if name == "id" else name: part[name] for name in fixed}
    values = {name: as_held(field_of(model, name), cells) for name, cells in named.items()}
    return {**values, "extra": list(_extra(model, table, part))}


def _extra(model: type[HeldRow], table: str, part: pl.DataFrame) -> Iterator[Any]:
    """The columns that the exchange format does not know, of each row."""
    added = [name for name in part.columns if name not in schema(table)]
    if not added:
        yield from repeat(None, part.height)
        return
    field = field_of(model, "extra")
    for row in part.select(added).iter_rows(named=True):
        said = {name: _plain(value) for name, value in row.items() if value is not None}
        yield field.get_db_prep_save(said or None, connection)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) else str(value)
