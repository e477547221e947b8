# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the text tables of a spec to a register and a scenario, with the columns called as in the
tables of the register."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import builders as cast
from spec.tables import Table, count, hours, points, steps, table

from dijkwacht.base.units import ONE, Hours
from dijkwacht.engine.scenario import Failure, FallbackMode, Scenario
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Criticality, Mode, Role
from dijkwacht.register.records import Delivery, System
from dijkwacht.register.row import Row

SUPPLIERS: Final = {"Nimbus", "Polder ICT", "Zilverlijn", "Meent", "Terp", "Vlonder"}
SYSTEMS: Final = {"Inlogplatform", "Toegang", "Zaaksysteem", "Meetnet", "Datacentrum", "Stroomnet"}
SERVICES: Final = {
    "Paspoorten",
    "Identiteit",
    "Uitkeringen",
    "Zittingen",
    "Noodnummer",
    "Vergunningen",
    "Dijkbewaking",
}
UNKNOWN: Final = System(id="sys-nobody-knows")
MEMBER: Final = re.compile(r"(?P<name>.+?)(?: \((?P<role>[a-z-]+)\))?(?: (?P<weight>\d+%))?")
NEEDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "need": ("need", count),
    "mode": ("mode", Mode),
    "criticality": ("criticality", Criticality),
    "share": ("share", points),
    "tolerance": ("tolerance", points),
    "buffer": ("buffer_hours", hours),
    "replacement": ("replacement_hours", hours),
}
NODES: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "restart": ("restart_hours", hours),
    "mbco": ("mbco", points),
}
FALLBACKS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "activation": ("activation_hours", hours),
    "level": ("level", points),
    "duration": ("duration_hours", hours),
    "proven activation": ("proven_activation_hours", hours),
    "proven level": ("proven_level", points),
}


@dataclass(frozen=True, slots=True)
class World:
    """What a spec stands for: its graph, its scenario, and the node of each name."""

    graph: DependencyGraph
    scenario: Scenario
    nodes: Mapping[str, int]
    told: frozenset[str]  # the services and systems whose level a spec must tell


class Builder:
    """The rows of a spec on their way to a register."""

    def __init__(self, nodes: Table) -> None:
        self.values = {row["who"]: _values(row, NODES) for row in nodes}
        self.things: dict[str, Row] = {}
        self.deliveries: dict[str, Delivery] = {}
        self.needs: dict[str, tuple[Row, ...]] = {}
        self.fallbacks: list[Row] = []

    def thing(self, name: str) -> Row:
        """The service, system, supplier or fallback of this name."""
        if name not in self.things:
            kinds = [(SUPPLIERS, cast.supplier), (SYSTEMS, cast.system), (SERVICES, cast.service)]
            made = [make for names, make in kinds if name in names]
            assert made, f"{name} is not of the cast"
            self.things[name] = made[0](name, **self.values.get(name, {}))
        return self.things[name]

    def member(self, text: str) -> tuple[Row, int]:
        """A member as it stands in a cell: `Terp 60%`, `Nimbus (reseller)`, or `?`."""
        found = MEMBER.fullmatch(text)
        assert found, f"{text} is no member"
        name, role, weight = found.group("name", "role", "weight")
        part = UNKNOWN if name == "?" else self.thing(name)
        if name in SUPPLIERS:
            part = self.delivered(name, Role(role or "contracting-party"))
        return part, points(weight) if weight else int(ONE)

    def delivered(self, name: str, role: Role) -> Delivery:
        """The delivery by which one needs a supplier."""
        supplier = self.thing(name)
        assert isinstance(supplier, cast.Supplier)
        made = cast.delivery(supplier, id=f"del-{cast.slug(name)}-{role}", role=role)
        return self.deliveries.setdefault(made.id, made)

    def need(self, row: dict[str, str]) -> None:
        """A row of the table of needs."""
        parts = [self.member(part) for part in row["needs"].split(", ")]
        name = f"{row['who']}: {row['needs']}"
        owner = self.thing(row["who"])
        self.needs[name] = cast.needs(owner, *parts, id=cast.slug(name), **_values(row, NEEDS))

    def fallback(self, row: dict[str, str]) -> None:
        """A row of the table of fallbacks, which protects a service or one need of it."""
        protects = row["protects"]
        target = self.needs[protects][0] if protects in self.needs else self.thing(protects)
        values = _values(row, FALLBACKS)
        tested = {"proven_on": date(2026, 3, 1)} if "proven_level" in values else {}
        made = cast.fallback(row["fallback"], target, **values, **tested)
        self.things[row["fallback"]] = made
        self.fallbacks.append(made)


def world(
    needs: str, fails: str, *, nodes: str, fallbacks: str, horizon: int, permanent: bool, mode: str
) -> World:
    """The world of a spec's tables."""
    builder = Builder(table(nodes))
    protections = table(fallbacks)
    of_fallbacks = {row["fallback"] for row in protections}
    rows = table(needs)
    for row in [row for row in rows if row["who"] not in of_fallbacks]:
        builder.need(row)
    for row in protections:
        builder.fallback(row)
    for row in [row for row in rows if row["who"] in of_fallbacks]:
        builder.need(row)
    graph = cast.graph_of(
        builder.things.values(), builder.deliveries.values(), builder.needs.values()
    )
    assert not graph.problems, graph.problems
    at = {name: cast.node_of(graph, row) for name, row in builder.things.items()}
    failures = tuple(Failure(at[row["who"]], steps(row["level"])) for row in table(fails))
    scenario = Scenario(failures, Hours(horizon), permanent, FallbackMode(mode))
    told = frozenset(name for name in builder.things if name in SYSTEMS | SERVICES)
    return World(graph, scenario, at, told)


def _values(
    row: Mapping[str, str], columns: Mapping[str, tuple[str, Callable[[str], Any]]]
) -> dict[str, Any]:
    return {name: read(row[word]) for word, (name, read) in columns.items() if word in row}
