# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of another Dijkwacht: opened as far as it lets us see it, and changed by its
plans."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.plan import Ends
from dijkwacht.register.register import History
from dijkwacht.register.tables import read_tables
from dijkwacht.reports.plan import Counted
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources import server as servers
from dijkwacht.sources.server import Server, Taken
from dijkwacht.verbs.opening import Opened

PAGE: Final = 1_000


@lru_cache(maxsize=4)
def taken(server: Server, on: date, revision: int | None, cache: Path) -> Taken:
    """The register of a day as the server lets us see it; asked for once in a process."""
    return servers.taken(server, on, revision, cache)


def open_server(
    server: Server, on: date, revision: int | None, policy: Path | None, cache: Path
) -> Opened:
    """The register of a server on a day, at `revision` (default: the newest), by its own rules or
    those of a folder.

    Only what the server lets us see is in it: of others nothing, or rows under other names.
    Unreadable, NotInRegister as the server says.
    """
    held = taken(server, on, revision, cache)
    history, problems = read_tables(held.folder)
    register = history.at(on, int(held.about["revision"]))
    rules = Rulebook.read(policy or held.policy).on(on)
    return Opened(server.name, history, register, rules, tuple(problems))


def at_server(
    opened: Opened, server: Server, day: date, policy: Path | None, cache: Path
) -> Opened:
    """The same register on another day, at the same revision, by the policy of that day."""
    other = open_server(server, day, opened.register.revision, None, cache)
    return other if policy is None else replace(other, rules=Rulebook.read(policy).on(day))


def reach_at(server: Server) -> str:
    """How far the server lets us look: own, central or named."""
    return str(_me(server)["reach"])


@lru_cache(maxsize=4)
def _me(server: Server) -> Mapping[str, Any]:
    return servers.asked(server, "/me", {})


def told_by(server: Server, path: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer of a server to a question of its API; errors as the server says."""
    return servers.asked(server, path, asked)


def items_at(server: Server, path: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """A list of a server, all pages of it."""
    told: dict[str, Any] = {}
    items: list[Any] = []
    page = 1
    while not told or len(items) < told["total"]:
        told = dict(servers.asked(server, path, {**asked, "page": page, "pageSize": PAGE}))
        items += told["items"]
        page += 1
        if not told["items"]:
            break
    return {**told, "items": items}


def quoted(text: str) -> str:
    """A text as part of an address."""
    return quote(text, safe="")


def plan_at(server: Server, incoming: History, on: date, ends: Ends) -> Counted:
    """What rows would change at a server; nothing is written."""
    return _counted(servers.planned(server, incoming, on, ends.value))


def apply_at(
    server: Server,
    incoming: History,
    on: date,
    ends: Ends,
    checksum: str,
    *,
    anyway: bool = False,
) -> Counted:
    """Exactly the plan with this checksum, written by the server as its next revision. PlanRefused
    when it is another one, or not ours to apply."""
    plan = servers.planned(server, incoming, on, ends.value)
    made = servers.applied(server, incoming, plan, checksum, anyway=anyway)
    return replace(_counted(plan), applied=int(made["number"]))


def _counted(told: Mapping[str, Any]) -> Counted:
    problems = tuple(
        Problem(
            one["where"],
            Message("server.told", {"says": one["detail"]}),
            Message("server.told", {"says": one["mend"]}),
            Grade(one["grade"]),
        )
        for one in told["problems"]
    )
    counts = {
        table: (rows["new"], rows["changed"], rows["ended"])
        for table, rows in told["counts"].items()
    }
    return Counted(
        revision=told["revision"],
        on=date.fromisoformat(told["on"]),
        checksum=told["checksum"],
        counts=counts,
        too_much=told["tooMuch"],
        foreign=told["foreign"],
        problems=problems,
    )
