# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes one change after another until it is killed; a line per change that is surely there.

Each change n sets a note of the same number on every organisation and every service, in one plan.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dijkwacht.web.settings"
django.setup()

import polars as pl  # noqa: E402
from django.utils import timezone  # noqa: E402

from dijkwacht import verbs  # noqa: E402
from dijkwacht.register.plan import Ends  # noqa: E402
from dijkwacht.register.register import History  # noqa: E402
from dijkwacht.web.reasoning import REASONING  # noqa: E402
from dijkwacht.web.store.apply import Act, apply_plan  # noqa: E402

TABLES = ("organisations", "services")


def change() -> int:
    """Write the next change; its number."""
    today = timezone.localdate()
    held = REASONING.newest()
    number = held.number + 1
    frames = {
        table: held.history.known()
        .frames[table]
        .with_columns(note=pl.lit(str(number)))
        .drop("known_from", "known_until")
        for table in TABLES
    }
    rules = REASONING.rulebook.on(today)
    plan = verbs.plan(held.history, History.of(frames), today, rules, Ends.NOTHING)
    return apply_plan(plan, plan.checksum, Act(why=str(number)), anyway=True).number


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    while True:
        sys.stdout.write(f"{change()}\n")
        sys.stdout.flush()
