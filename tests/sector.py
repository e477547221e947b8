# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small financial sector for the systemic test: banks that lean on suppliers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from builders import delivery, graph_of, needs, organisation, register, rules, service

from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.systemic import Form, FormName, Systemic, systemic
from dijkwacht.register.codes import StandingKind
from dijkwacht.register.records import (
    Delivery,
    Organisation,
    Population,
    Service,
    Standing,
    Supplier,
)
from dijkwacht.register.row import Row

ASSETS = "total-assets"


def body(name: str, kind: str | None = "credit-institution") -> Organisation:
    return organisation(name, kind=kind)


def critical(of: Organisation, name: str = "Betalen", **more: Any) -> Service:
    """A service of this organisation, called after it."""
    return service(f"{of.name} {name}", organisation_id=of.id, **more)


def easy(of: Supplier, name: str, **more: Any) -> Delivery:
    """A delivery that is easily replaced and taken back."""
    known = {"substitutability": "easy", "alternative": "yes", "reintegration": "easy"}
    return delivery(of, **{"id": f"del-{of.id}-{name}", "name": name, **known, **more})


def population(kind: str, count: int | None, size: int | None = None, **more: Any) -> Population:
    """How many of this kind there are, and their assets together."""
    known = {"kind": kind, "organisations": count, "measure": ASSETS, "size": size}
    return Population(**{"id": f"pop-{kind}-{more.get('measure')}", **known, **more})


def sized(of: Organisation, size: int | None, measure: str = ASSETS) -> Population:
    """The own size of an organisation."""
    id = f"pop-{of.id}-{measure}"
    return Population(id=id, organisation_id=of.id, measure=measure, size=size)


def standing(of: Organisation, kind: StandingKind, score: int | None = None) -> Standing:
    return Standing(id=f"sta-{of.id}-{kind}", organisation_id=of.id, kind=kind, score=score)


def leaning(of: Organisation, on: Delivery) -> tuple[Row, ...]:
    """A critical service of this organisation that needs this delivery."""
    pay = critical(of)
    return (of, pay, *needs(pay, on))


def classes_of(rows: tuple[Row, ...], level: Class = Class.K, **levels: Class) -> Classes:
    """The same class for every service, but for those named by id with `_` for `-`."""
    ids = tuple(sorted(row.id for row in rows if isinstance(row, Service)))
    found = np.array([levels.get(id.replace("-", "_"), level) for id in ids], np.int64)
    day = np.full(len(ids), 24)
    return Classes(ids, found, found, day, np.zeros(len(ids), np.bool_), day, found)


def weighed(
    *rows: Row,
    form: FormName = FormName.FINANCIAL,
    classes: Classes | None = None,
    estimates: bool = True,
    options: Mapping[str, Any] | None = None,
) -> Systemic:
    """The test of these rows, every service of class K unless other classes are given; some
    options of policy may be others."""
    form_ = Form.of(rules(), form)
    changed = {key: {"value": value} for key, value in (options or {}).items()}
    chosen = replace(form_.options, entries={**form_.options.entries, **changed})
    return systemic(
        graph_of(*rows, estimates=estimates),
        register(*rows),
        classes or classes_of(rows),
        replace(form_, options=chosen),
        estimates=estimates,
    )


def vector(found: Systemic, of: Supplier, level: str = "chain") -> dict[str, Any]:
    """The verdicts of a supplier at a level; nothing where nobody has critical use of it."""
    for row in found.vectors.iter_rows(named=True):
        if found.use.providers[row["provider"]] == of.id and row["level"] == level:
            return dict(row)
    return {}


def lines(found: Systemic, of: Supplier, indicator: str, level: str = "chain") -> list[Any]:
    """Category, measure, low, high, total and verdict of each line of an indicator."""
    columns = ("category", "measure", "low", "high", "total", "met")
    return [
        tuple(row[name] for name in columns)
        for row in found.lines.iter_rows(named=True)
        if found.use.providers[row["provider"]] == of.id
        and (row["level"], row["indicator"]) == (level, indicator)
    ]
