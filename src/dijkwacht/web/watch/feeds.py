# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The feeds that lie in the folder of the site, read before a night is made."""

from datetime import date
from pathlib import Path
from typing import Final

from dijkwacht import verbs
from dijkwacht.register.plan import Ends
from dijkwacht.register.register import History, complete
from dijkwacht.verbs.feeding import read_feeds as read
from dijkwacht.web.access import Viewer
from dijkwacht.web.queue.standard import home
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.settings import ENVIRONMENT
from dijkwacht.web.store.apply import Act, apply_plan
from dijkwacht.web.store.models.revision import Kind

FOLDER: Final = "feeds"
STATE: Final = "feeds-read"


def folder() -> Path:
    """Where the site looks for feeds."""
    return ENVIRONMENT.home / FOLDER


def read_feeds(on: date, looks: Viewer) -> int | None:
    """Read the feeds of the folder, and write what is new (observations, readings, names that may
    be a supplier's) to the register as one plan in the name of who asked. The revision that it
    made; None for nothing new. Begun again it comes to the same."""
    if not folder().is_dir():
        return None
    held, rules = REASONING.newest(), REASONING.rulebook.on(on)
    found = read(held.history, rules, folder(), home(STATE), on)
    rows = {
        "observations": found.observations,
        "matches": found.matches,
        "readings": found.readings,
    }
    plan = verbs.plan(held.history, History.of(complete(rows)), on, rules, Ends.NOTHING)
    if plan.is_empty:
        return None
    act = Act(looks.user, None, f"{FOLDER} {on}", Kind.IMPORT)
    return apply_plan(plan, plan.checksum, act, anyway=True).number
