# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small edit by a person: a few rows, written as a plan like everything else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dijkwacht import verbs
from dijkwacht.base.errors import PlanRefused
from dijkwacht.register.plan import Ends
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.register.schema import table_of
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.store.apply import Act, apply_plan
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.reading import things


def edit(rows: Sequence[Row], beside: Mapping[str, Iterable[str]], on: date, act: Act) -> Revision:
    """Write these rows as the next revision; `beside` is what they point at.

    PlanRefused when a row is faulty, or when somebody else wrote at the same moment.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, ids in beside.items():
        wanted[table].update(ids)
    for row in rows:
        wanted[table_of(type(row))].add(row.id)
    rules = REASONING.rulebook.on(on)
    plan = verbs.plan(things(wanted), History.from_records(rows), on, rules, Ends.NOTHING)
    if plan.refused:
        first = plan.refused[0]
        raise PlanRefused("edit-refused", where=first.where, what=first.what)
    return apply_plan(plan, plan.checksum, act, anyway=True)
