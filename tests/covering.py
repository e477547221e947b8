# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes as a test wants them, and the coverage of a few rows."""

from datetime import date
from typing import Any

import numpy as np
from builders import DAY, Rows, fallback, register, rules, service

from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.coverage import Coverage, Line, coverage
from dijkwacht.findings.duty import Because
from dijkwacht.findings.independence import independence
from dijkwacht.findings.obligations import Obligation, Obligations, obligations
from dijkwacht.graph.build import build
from dijkwacht.register.codes import FallbackKind
from dijkwacht.register.records import Fallback
from dijkwacht.register.register import Register
from dijkwacht.register.row import Row

TESTED = date(2026, 1, 15)
AOW = service("Uitkering")


def option(name: str, level: int, start: int, lasts: int, of: Row = AOW, **more: Any) -> Fallback:
    """A fallback of the service by hand, tested with the values declared."""
    proof = {"proven_on": TESTED, "proven_activation_hours": start, "proven_level": level}
    values = {"activation_hours": start, "level": level, "duration_hours": lasts, **proof, **more}
    return fallback(name, of, kind=FallbackKind.MANUAL, **values)


def classes(held: Register, **more: Any) -> Classes:
    """Every service in one class (`level`, V), with one MTPD (0) and whether it is provisional."""
    ids = tuple(sorted(held.table("services")["id"].to_list()))
    level = more.get("level", Class.V)
    size = len(ids)
    return Classes(
        ids,
        np.full(size, level),
        np.full(size, more.get("gross", level)),
        np.full(size, more.get("mtpd", 0)),
        np.full(size, more.get("provisional", False)),
        np.full(size, more.get("early", more.get("mtpd", 0))),
        np.full(size, more.get("possible", more.get("gross", level))),
    )


def covered(*rows: Rows, on: date = DAY, **more: Any) -> Coverage:
    """The coverage of these rows, all services of one class."""
    held = register(*rows, on=on)
    graph = build(held, rules())
    verdicts = independence(held, graph, rules())
    return coverage(held, graph, rules(), classes(held, **more), verdicts)


def days(line: Line, row: int = 0) -> list[tuple[float, float]]:
    """The gaps of a service in days."""
    return [(gap.start / 24, gap.end / 24) for gap in line.of(row)]


def judged(*rows: Rows, on: date = DAY, **more: Any) -> Obligations:
    """The obligations of these rows; all services of one class."""
    return obligations(register(*rows, on=on), rules(), covered(*rows, on=on, **more))


def of(found: Obligations, name: str) -> Obligation:
    """The one obligation of this name."""
    (one,) = [held for held in found.each() if held.duty.name == name]
    return one


def why(name: str, *rows: Rows, **more: Any) -> Because:
    """Why the one service meets an obligation, or not."""
    return of(judged(*rows, **more), name).because
