# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Observed e-mail providers of municipalities, from the mxmap projects (Switzerland, Austria).

What each signal supports, and what not: docs/reference/sources/email-providers.md.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.base.problem import Grade, Problem, problem
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources.email_operators import Operators
from dijkwacht.sources.email_rows import EmailRows
from dijkwacht.sources.email_signals import Town, towns


def read(path: Path, rules: Rules) -> tuple[History, list[Problem]]:
    """The municipalities of a file (`.json` or `.json.gz`) with what their e-mail was seen to
    depend on.

    Raises Unreadable when the file is not JSON of this form. An entry that cannot be read becomes a
    problem.
    """
    content, seen_on = _content(path)
    problems: list[Problem] = []
    found = list(towns(_entries(content, path), Operators(rules), problems))
    source = f"mxmap {content.get('commit', '')}".strip()
    rows = EmailRows({}, source, seen_on, Operators(rules), _serving(found))
    for town in found:
        rows.town(town)
        if not town.mx and not town.own:
            problems.append(
                problem(
                    f"municipalities {town.key} mx", "email-no-mx", Grade.WARNING, name=town.name
                )
            )
    rows.suppliers()
    return rows.history(), problems


def _content(path: Path) -> tuple[dict[str, Any], date]:
    try:
        content = json.loads(read_bytes(path))
        return content, datetime.fromisoformat(content["generated"]).date()
    except (ValueError, RecursionError) as fault:
        raise Unreadable("email-not-json", file=str(path), why=str(fault)[:200]) from fault
    except (KeyError, TypeError, AttributeError) as fault:
        raise Unreadable("email-shape", file=str(path)) from fault


def _entries(content: dict[str, Any], path: Path) -> Iterator[tuple[str, Any]]:
    """The entries by their official number: an object of them (Switzerland), or a list with codes
    (Austria)."""
    given = content.get("municipalities")
    if isinstance(given, dict):
        yield from given.items()
    elif isinstance(given, list):
        for place, entry in enumerate(given, 1):
            code = entry.get("code") if isinstance(entry, dict) else None
            yield str(code or f"no {place}"), entry
    else:
        raise Unreadable("email-shape", file=str(path))


def _serving(found: list[Town]) -> frozenset[str]:
    """Operators that serve some municipality under a name not its own: a town's domain may serve
    its neighbours."""
    return frozenset(operator.key for town in found for operator in town.mx)
