# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a thing: the services that need it, directly or by way of others, as far as its
reader may know."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class, Classes
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.order import in_rows
from dijkwacht.web.access import Reach
from dijkwacht.web.others import Others, others
from dijkwacht.web.record.sections import Cell, Grid, Head, Section
from dijkwacht.web.record.telling import UNKNOWN, Teller

MOST: Final = 50  # services listed by name
LETTERS: Final = tuple(level.name for level in sorted(Class, reverse=True))
SERVICES: Final = (
    Head(Message("record-page.class")),
    Head(Message("record-page.service")),
    Head(Message("record-page.organisation")),
    Head(Message("field.users"), number=True),
)
CLASSES: Final = (
    Head(Message("record-page.class")),
    Head(Message("record-page.services"), number=True),
)


@dataclass(frozen=True, slots=True)
class Hanging:
    """The services that hang on something, apart: those that the reader may name, and the
    others."""

    named: tuple[int, ...]  # nodes
    others: Others

    @property
    def count(self) -> int | None:
        """How many there are; None where that is not told."""
        hidden = self.others.services
        return None if hidden is None else len(self.named) + hidden


def above(graph: DependencyGraph, nodes: Iterable[int]) -> list[int]:
    """The services that need these nodes, directly or by way of others, without the nodes
    themselves."""
    first, owners = graph.users_of
    start = np.unique(np.fromiter(nodes, np.int64))
    seen = np.zeros(len(graph.nodes), np.bool_)
    ready = start
    while ready.size:
        seen[ready] = True
        found = in_rows(ready, first, owners)
        ready = np.unique(found[~seen[found]])
    seen[start] = False
    services: list[int] = np.flatnonzero(seen & (graph.nodes.noun == NodeNoun.SERVICE)).tolist()
    return services


def hanging(nodes: Iterable[int], tell: Teller) -> Hanging:
    """What hangs on these nodes, as this viewer may know it."""
    graph, sight = tell.graph, tell.reading.sight
    services = above(graph, nodes)
    names_all = sight.viewer.reach is not Reach.OWN
    named = [
        node for node in services if names_all or sight.sees("services", graph.nodes.ids[node])
    ]
    hidden = sorted(set(services) - set(named))
    return Hanging(tuple(named), others(graph, hidden, sight.limits))


def summary(held: Hanging, tell: Teller) -> list[Message]:
    """How many services, persons and organisations, in sentences."""
    if not held.named and held.others.services == 0:
        return [Message("record-page.nothing-hangs")]
    told = [Message.of("record-page.hang-named", count=len(held.named))] if held.named else []
    hidden = held.others
    if hidden.services is None:
        told.append(Message("record-page.hang-untold"))
    elif hidden.services:
        said = Message.of(
            "record-page.hang-others", count=hidden.services, organisations=hidden.organisations
        )
        told.append(said)
    return [*told, *_persons(held, tell)]


def _persons(held: Hanging, tell: Teller) -> list[Message]:
    """An upper bound of the persons: who uses two services counts twice."""
    users = [int(tell.graph.nodes.users[node]) for node in held.named]
    known, unknown = sum(n for n in users if n > 0), sum(n < 0 for n in users)
    told = [Message.of("record-page.persons-part", persons=known, unknown=unknown)] if users else []
    if held.others.services == 0:
        whole = Message.of("record-page.persons", persons=known, unknown=unknown)
        return [whole] if users else []
    if held.others.persons:
        told.append(Message.of("record-page.persons-others", persons=held.others.persons))
    return told


def section(held: Hanging, tell: Teller) -> Section:
    """What hangs on it: in sentences, by class, and the services that may be named."""
    classes = tell.reading.reasoned.classification.classes
    order = sorted(held.named, key=lambda node: (*_rank(classes, tell, node), _tie(tell, node)))
    grids = [_by_class(held, classes, tell)] if held.named else []
    if order:
        rows = [_row(node, classes, tell) for node in order[:MOST]]
        grids.append(Grid(Message("record-page.hang-table"), SERVICES, rows))
    left = len(order) - MOST
    more = [Message.of("record-page.more-rows", count=left)] if left > 0 else []
    says = [*summary(held, tell), *more]
    return Section("hanging", Message("record-page.hanging"), says=says, grids=tuple(grids))


def _by_class(held: Hanging, classes: Classes, tell: Teller) -> Grid:
    """How many of those that may be named have each class."""
    found = Counter(letter(classes, tell.graph.nodes.ids[node]) for node in held.named)
    rows = [
        [class_cell(one), Cell(tell.reading.words.number(found[one]), number=True)]
        for one in (*LETTERS, None)
        if found[one]
    ]
    return Grid(Message("record-page.by-class"), CLASSES, rows)


def letter(classes: Classes, id: str) -> str | None:
    """The class of a service; None where it is not known (yet)."""
    row = classes.rows.get(id)
    return None if row is None else Class(int(classes.level[row])).name


def class_cell(level: str | None) -> Cell:
    """A class as a badge."""
    if level is None:
        return Cell(UNKNOWN, badge="unknown")
    return Cell(level, badge=f"class-{level.lower()}")


def _rank(classes: Classes, tell: Teller, node: int) -> tuple[int, int]:
    """The highest class first, in it the most users."""
    level = letter(classes, tell.graph.nodes.ids[node])
    place = LETTERS.index(level) if level else len(LETTERS)
    return place, -int(tell.graph.nodes.users[node])


def _tie(tell: Teller, node: int) -> str:
    """What equal ones are ordered by: nothing that tells whose a veiled thing is."""
    id, sight = tell.graph.nodes.ids[node], tell.reading.sight
    return id if sight.sees("services", id) else sight.pseudonym(id)


def _row(node: int, classes: Classes, tell: Teller) -> list[Cell]:
    nodes = tell.graph.nodes
    organisation, users = nodes.organisation[node], int(nodes.users[node])
    from_ = Cell(UNKNOWN) if organisation is None else Cell.of(tell.organisation(organisation))
    return [
        class_cell(letter(classes, nodes.ids[node])),
        Cell.of(tell.node(node)),
        from_,
        Cell(UNKNOWN if users < 0 else tell.reading.words.number(users), number=True),
    ]
