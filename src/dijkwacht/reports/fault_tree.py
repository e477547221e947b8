# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The minimal cut sets of a fault tree as a report: how many of each order, and those asked for."""

from collections.abc import Iterator
from typing import Any, Final

from babel.numbers import format_decimal, format_scientific

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.engine.published.cut_sets import CutSets
from dijkwacht.reports.report import Cell, Column, Report, Table

MOST: Final = 30
MOST_LISTED: Final = 1_000_000
SMALL: Final = 0.001  # below it a probability is written with a power of ten
ORDERS: Final = (Column("order", Cell.COUNT), Column("sets", Cell.COUNT))
SETS: Final = (
    Column("order", Cell.COUNT),
    Column("events"),
    Column("chance", exported=False),
    Column("probability", shown=False),
)


def fault_tree_report(found: CutSets, language: str, order: int | None = None) -> Report:
    """How many minimal cut sets a tree has of each order, and the sets of at most `order` events;
    without it, the smallest there are. WrongQuestion where that is too many to list."""
    counts = found.counts
    most = order or min(counts, default=0)
    listed = sum(count for size, count in counts.items() if size <= most)
    if listed > MOST_LISTED:
        raise WrongQuestion("fault-tree-many", count=listed, order=most, most=MOST_LISTED)
    rows = list(_sets(found, most, language))
    tables = (
        Table("orders", Message("fault-tree.orders"), ORDERS, list(counts.items())),
        Table("sets", Message.of("fault-tree.sets", order=most), SETS, rows, MOST),
    )
    return Report(
        title=Message.of("fault-tree.title", gate=found.tree.top, tree=found.tree.name),
        before=tuple(_summary(found, language)),
        tables=tables if found.total else (),
        after=(Message("fault-tree.meaning"),),
        made=_made(found, most),
    )


def _summary(found: CutSets, language: str) -> Iterator[Message]:
    tree = found.tree
    yield Message.of(
        "fault-tree.size", gates=len(tree.order), events=len(tree.events), sets=found.total
    )
    if not found.total:
        yield Message("fault-tree.never")
    elif found.counts.get(0):
        yield Message("fault-tree.always")
    elif found.probability is None:
        yield Message.of("fault-tree.unknown", unknown=found.unknown, events=len(tree.events))
    else:
        yield Message.of("fault-tree.probability", probability=chance(found.probability, language))


def _sets(found: CutSets, most: int, language: str) -> Iterator[tuple[Any, ...]]:
    """The sets, the smaller first; of one size the likelier first, then by name."""
    for order in range(most + 1):
        known = [(events, found.probability_of(events)) for events in found.sets(order)]
        for events, probability in sorted(known, key=lambda pair: (-(pair[1] or 0), pair[0])):
            yield order, ", ".join(events), chance(probability, language), probability


def chance(probability: float | None, language: str) -> str | None:
    """A probability in four digits."""
    if probability is None:
        return None
    if 0 < probability < SMALL:
        return str(format_scientific(probability, format="0.###E0", locale=language))
    return str(format_decimal(probability, format="@###" if probability else "0", locale=language))


def _made(found: CutSets, most: int) -> dict[str, Any]:
    tree = found.tree
    return {
        "tree": tree.name,
        "gate": tree.top,
        "gates": len(tree.order),
        "events": len(tree.events),
        "unknown": found.unknown,
        "sets": found.total,
        "probability": found.probability,
        "listed": most,
    }
