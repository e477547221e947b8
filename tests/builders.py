# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cast of all tests, and small functions that build registers and graphs from short records.

Every value is known unless a test says otherwise, so that nothing rests on policy's assumptions.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import (
    Confidence,
    Criticality,
    Mode,
    Noun,
    OwnershipKind,
    Recurrence,
    Role,
    SystemKind,
)
from dijkwacht.register.records import (
    Delivery,
    Fallback,
    Member,
    Organisation,
    OutsideIdentifier,
    Ownership,
    Requirement,
    Service,
    Supplier,
    System,
    Use,
)
from dijkwacht.register.register import History, Register
from dijkwacht.register.row import Row
from dijkwacht.rules.rulebook import Rulebook, Rules

DAY: Final = date(2026, 6, 1)
FACTS: Final = {"source": "Voorbeeld Waterdam", "confidence": Confidence.DECLARED}
NOUNS: Final[dict[type[Row], Noun]] = {
    Organisation: Noun.ORGANISATION,
    Service: Noun.SERVICE,
    System: Noun.SYSTEM,
    Supplier: Noun.SUPPLIER,
    Delivery: Noun.DELIVERY,
    Requirement: Noun.REQUIREMENT,
    Fallback: Noun.FALLBACK,
}
Rows = Row | Iterable["Rows"]
Part = Row | tuple[Row, int | None]
"""A member of a requirement, or a member with its weight."""


def slug(name: str) -> str:
    """A name as part of an id: `Polder ICT` is `polder-ict`."""
    return name.casefold().replace(" ", "-")


def organisation(name: str, **more: Any) -> Organisation:
    """A public body."""
    return Organisation(**{"id": f"org-{slug(name)}", "name": name, **FACTS, **more})


def service(name: str, **more: Any) -> Service:
    """A service of Gemeente Waterdam with 1,000 users, lost below one half."""
    known = {"organisation_id": "org-gemeente-waterdam", "users": 1_000}
    return Service(
        **{
            "id": f"svc-{slug(name)}",
            "name": name,
            "mbco": 5_000,
            "restart_hours": 0,
            **known,
            **FACTS,
            **more,
        }
    )


def system(name: str, **more: Any) -> System:
    """A platform."""
    known = {"kind": SystemKind.PLATFORM, "restart_hours": 0}
    return System(**{"id": f"sys-{slug(name)}", "name": name, **known, **FACTS, **more})


def supplier(name: str, **more: Any) -> Supplier:
    """A legal entity that supplies."""
    return Supplier(**{"id": f"sup-{slug(name)}", "name": name, **FACTS, **more})


def delivery(of: Supplier, **more: Any) -> Delivery:
    """What a supplier delivers, as contracting party."""
    known = {"supplier_id": of.id, "role": Role.CONTRACTING_PARTY, "restart_hours": 0}
    return Delivery(**{"id": f"del-{of.id.removeprefix('sup-')}", **known, **FACTS, **more})


def owned(child: Supplier, parent: Supplier, **more: Any) -> Ownership:
    """A child that its parent holds as a whole."""
    known = {"child_id": child.id, "parent_id": parent.id, "share": ONE}
    kind = {"kind": OwnershipKind.SHAREHOLDING}
    return Ownership(**{"id": f"own-{child.id}-{parent.id}", **known, **kind, **FACTS, **more})


def identifier(of: Row, scheme: str, value: str) -> OutsideIdentifier:
    """What another register calls it."""
    id = f"idn-{of.id}-{scheme}"
    return OutsideIdentifier(
        id=id, noun=NOUNS[type(of)], of_id=of.id, scheme=scheme, value=value, **FACTS
    )


def needs(owner: Row, *parts: Part, **more: Any) -> tuple[Requirement | Member, ...]:
    """An essential requirement of `owner` that any one of its members can meet; the requirement
    itself is the first row."""
    pairs = [part if isinstance(part, tuple) else (part, ONE) for part in parts]
    id = more.pop("id", "-".join(["req", owner.id, *(pairs[0][0].id for _ in pairs[:1])]))
    known = {
        "owner_noun": NOUNS[type(owner)],
        "owner_id": owner.id,
        "need": ONE,
        "mode": Mode.PROPORTIONAL,
        "criticality": Criticality.ESSENTIAL,
        "tolerance": 0,
        "buffer_hours": 0,
        "replacement_hours": FOREVER,
    }
    members = [
        Member(
            id=f"mem-{id}-{number}",
            requirement_id=id,
            member_noun=NOUNS[type(part)],
            member_id=part.id,
            weight=weight,
            **FACTS,
        )
        for number, (part, weight) in enumerate(pairs)
    ]
    return (Requirement(**{"id": id, **known, **FACTS, **more}), *members)


def helped(owner: Row, *parts: Part, share: int | None, **more: Any) -> tuple[Row, ...]:
    """A degrading requirement: without it the owner loses a share."""
    return needs(owner, *parts, criticality=Criticality.DEGRADING, share=share, **more)


def fallback(name: str, protects: Row, **more: Any) -> Fallback:
    """What takes over at once, in full and for ever; never tested."""
    known = {"protects_noun": NOUNS[type(protects)], "protects_id": protects.id}
    values = {"activation_hours": 0, "level": ONE, "duration_hours": FOREVER}
    return Fallback(**{"id": f"fal-{slug(name)}", "name": name, **known, **values, **FACTS, **more})


def use(of: Service, recurrence: Recurrence, *days: str, share: int | None, **more: Any) -> Use:
    """A row of the calendar of use of a service: its first day, and its last."""
    first, last = days or ("n/a", "n/a")
    known = {"service_id": of.id, "recurrence": recurrence, "share_of_users": share}
    id = f"use-{of.id}-{recurrence}-{first}-{share}"
    return Use(**{"id": id, "first_day": first, "last_day": last, **known, **FACTS, **more})


def flat(rows: Rows) -> list[Row]:
    """Rows within rows, as one list."""
    return [rows] if isinstance(rows, Row) else [row for inner in rows for row in flat(inner)]


def register(*rows: Rows, on: date = DAY) -> Register:
    """The register of these rows."""
    return History.from_records(flat(rows)).at(on)


@cache
def rules(on: date = DAY) -> Rules:
    """The policy in force on that day."""
    return Rulebook.read().on(on)


def graph_of(*rows: Rows, estimates: bool = True) -> DependencyGraph:
    """The dependency graph of these rows."""
    return build(register(*rows), rules(), estimates=estimates)


def node_of(graph: DependencyGraph, row: Row) -> int:
    """The node of a row."""
    return graph.node(NodeNoun[NOUNS[type(row)].name], row.id)


WATERDAM: Final = organisation("Gemeente Waterdam")
NIMBUS, POLDER, ZILVERLIJN = supplier("Nimbus"), supplier("Polder ICT"), supplier("Zilverlijn")
HOSTING: Final = delivery(NIMBUS, name="Hosting")
IDENTITEIT: Final = service("Identiteit", users=None)
PASPOORTEN: Final = service("Paspoorten", users=62_000)
SMALL: Final[tuple[Row, ...]] = (
    WATERDAM,
    NIMBUS,
    HOSTING,
    IDENTITEIT,
    PASPOORTEN,
    *needs(IDENTITEIT, HOSTING),
    *needs(PASPOORTEN, IDENTITEIT, buffer_hours=4),
)
"""The smallest world with a chain: Paspoorten needs Identiteit, which needs Nimbus."""
