# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a site, and what mends it: one look per thing that can go wrong."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from dijkwacht import verbs
from dijkwacht.base.errors import DijkwachtError
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.web.accounts.models import User
from dijkwacht.web.audit import trail
from dijkwacht.web.reasoning import CACHE, REASONING
from dijkwacht.web.settings import ENVIRONMENT
from dijkwacht.web.store import reading

ROOM: Final = 1 << 30  # bytes that should be free


class State(StrEnum):
    """How a look ends."""

    GOOD = "good"
    DOUBTFUL = "doubtful"  # it works, but not as well as it should
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Look:
    """What was looked at, and what was found; `doctor.<about>.<state>` says it, with its mend."""

    about: str
    state: State
    what: Message


def _found(about: str, state: State, **params: object) -> Look:
    return Look(about, state, Message(f"doctor.{about}.{state.value}", params))


def looks() -> Iterator[Look]:
    """One after the other; a look that itself fails is wrong, and the others go on."""
    for about, look in LOOKS.items():
        try:
            yield look()
        except (DatabaseError, DijkwachtError, OSError, ValueError) as fault:
            why = str(fault).partition("\n")[0]
            yield Look(about, State.WRONG, Message.of("doctor.failed", about=about, why=why))


def _home() -> Look:
    home = ENVIRONMENT.home
    free = shutil.disk_usage(home).free
    open_to_others = (home / "secret-key").stat().st_mode & 0o077
    if open_to_others:
        return _found("home", State.WRONG, home=str(home))
    state = State.GOOD if free >= ROOM else State.DOUBTFUL
    return _found("home", state, home=str(home), free=free // (1 << 20))


def _database() -> Look:
    connection.ensure_connection()
    state = State.GOOD if connection.vendor == "postgresql" or ENVIRONMENT.demo else State.DOUBTFUL
    return _found("database", state, vendor=connection.vendor)


def _tables() -> Look:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _found("tables", State.WRONG if left else State.GOOD, count=len(left))


def _trail() -> Look:
    found = trail.verdict()
    if not found.is_whole:
        return _found("trail", State.WRONG, number=found.fault)
    return _found("trail", State.GOOD, count=found.entries)


def _snapshot() -> Look:
    held = REASONING.newest()
    same = held.history == reading.whole()
    return _found("snapshot", State.GOOD if same else State.WRONG, revision=held.number)


def _policy() -> Look:
    faults = [p for p in verbs.policy_check(ENVIRONMENT.policy).problems if p.grade is Grade.FAULT]
    state = State.WRONG if faults else State.GOOD
    on = timezone.localdate()
    return _found("policy", state, count=len(faults), on=REASONING.rulebook.on(on).on)


def _engine() -> Look:
    return _found("engine", State.GOOD if CACHE.warm else State.DOUBTFUL)


def _people() -> Look:
    demo = User.objects.filter(is_demo=True).count()
    real = User.objects.filter(is_demo=False, is_active=True).count()
    if demo and not ENVIRONMENT.demo:
        return _found("people", State.WRONG, count=demo)
    state = State.GOOD if real or ENVIRONMENT.demo else State.DOUBTFUL
    return _found("people", state, count=real)


def _settings() -> Look:
    found = run_checks(include_deployment_checks=ENVIRONMENT.https)
    told = [one for one in found if one.level >= WARNING and not one.is_silenced()]
    which = ", ".join(sorted({str(one.id) for one in told}))
    if told:
        return _found("settings", State.DOUBTFUL, which=which)
    if not (ENVIRONMENT.https or ENVIRONMENT.demo):
        return _found("settings", State.WRONG)
    return _found("settings", State.GOOD)


LOOKS: Final[dict[str, Callable[[], Look]]] = {
    "home": _home,
    "database": _database,
    "tables": _tables,
    "trail": _trail,
    "snapshot": _snapshot,
    "policy": _policy,
    "engine": _engine,
    "people": _people,
    "settings": _settings,
}
