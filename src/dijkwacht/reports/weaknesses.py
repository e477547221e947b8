# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What brings one service down, alone and in pairs; and for all services how soon one thing can."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.engine.failing_sets import FailingSet
from dijkwacht.engine.fuses import Fuse
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import UNKNOWN, DependencyGraph
from dijkwacht.reports.asked import caveat, how, manner, said
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table

MOST = 30
SETS = (
    Column("lost_at", Cell.HOURS),
    Column("lost_hours", Cell.COUNT),
    Column("sure_at", Cell.HOURS, shown=False),
    Column("what"),
    Column("ids", shown=False),
    Column("why"),
)
FUSES = (
    Column("what"),
    Column("service_id", shown=False),
    Column("lost_at", Cell.HOURS),
    Column("sure_at", Cell.HOURS, shown=False),
    Column("cause"),
    Column("cause_id", shown=False),
    Column("causes", Cell.COUNT),
    Column("persons", Cell.COUNT),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried: which kinds of thing, how many, and how each stops."""

    name: str  # of the register
    graph: DependencyGraph
    choice: Choice
    kinds: tuple[Kind, ...]
    things: int
    estimates: bool  # whether the register estimates anything

    @property
    def called(self) -> Message:
        """What the things are called together."""
        return Message(f"kinds.{self.kinds[0].value}" if len(self.kinds) == 1 else "kinds.mixed")


def weaknesses_report(
    tried: Tried, service: int, sets: Sequence[FailingSet], order: int, names: Names
) -> Report:
    """The things that bring a service down alone, the shortest fuse first; then the pairs."""
    alone = [held for held in sets if len(held.things) == 1]
    pairs = [held for held in sets if len(held.things) > 1]
    codes = ["weaknesses.alone", "weaknesses.pairs"][:order]
    said = [
        Message.of(code, count=len(held), of=tried.things, kind=tried.called)
        for code, held in zip(codes, (alone, pairs), strict=False)
    ]
    return Report(
        title=Message.of("weaknesses.title", name=names.owned(tried.graph, service)),
        before=(*_before(tried, names), *said),
        tables=(
            _sets("alone", alone, tried, names),
            _sets("pairs", pairs, tried, names),
        )[:order],
        after=tuple(how(tried.choice, tried.graph)),
        made={**_made(tried), "service": tried.graph.nodes.ids[service], "order": order},
    )


def fuses_report(tried: Tried, fuses: Sequence[Fuse], names: Names) -> Report:
    """Every service that one thing can bring down, the shortest fuse first; how many none can."""
    burning = [fuse for fuse in fuses if fuse.cause is not None]
    table = Table(
        "fuses",
        Message("fuses.table"),
        _columns(FUSES, tried),
        [_fuse(fuse, tried.graph, names) for fuse in burning],
        MOST,
    )
    holds = Message.of(
        "fuses.hold", count=len(fuses) - len(burning), of=len(fuses), kind=tried.called
    )
    return Report(
        title=Message.of("fuses.title", kind=tried.called),
        before=(*_before(tried, names), holds),
        tables=(table,),
        after=tuple(how(tried.choice, tried.graph)),
        made=_made(tried),
    )


def _before(tried: Tried, names: Names) -> tuple[Message, ...]:
    graph = tried.graph
    return (
        *caveat(tried.choice),
        Message.of("outage.of", register=tried.name, on=graph.on, revision=graph.revision),
        Message(f"weaknesses.{manner(tried.choice)}", said(tried.choice, names.language)),
    )


def _columns(columns: tuple[Column, ...], tried: Tried) -> tuple[Column, ...]:
    """With the hour without estimates, where the register has any."""
    return tuple(
        replace(column, shown=tried.estimates if column.key == "sure_at" else column.shown)
        for column in columns
    )


def _sets(key: str, sets: Sequence[FailingSet], tried: Tried, names: Names) -> Table:
    rows = [_set(held, tried.graph, names) for held in sets]
    title = Message("weaknesses.table.alone" if key == "alone" else "weaknesses.table.pairs")
    return Table(key, title, _columns(SETS, tried), rows, MOST)


def _set(held: FailingSet, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    return (
        held.lost_at,
        held.lost_hours,
        held.sure_at,
        " + ".join(names.node(graph, node) for node in held.things),
        " ".join(_id(graph, node) for node in held.things),
        names.way(graph, held.path),
    )


def _fuse(fuse: Fuse, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    users = int(graph.nodes.users[fuse.service])
    return (
        names.owned(graph, fuse.service),
        graph.nodes.ids[fuse.service],
        fuse.lost_at,
        fuse.sure_at,
        None if fuse.cause is None else names.node(graph, fuse.cause),
        None if fuse.cause is None else _id(graph, fuse.cause),
        fuse.causes,
        None if users == UNKNOWN else users,
    )


def _id(graph: DependencyGraph, node: int) -> str:
    return f"{graph.noun_of(node).word}:{graph.nodes.ids[node]}"


def _made(tried: Tried) -> dict[str, Any]:
    graph, choice = tried.graph, tried.choice
    return {
        "register": tried.name,
        "on": graph.on.isoformat(),
        "revision": graph.revision,
        "rules": list(graph.rules),
        "kinds": [kind.value for kind in tried.kinds],
        "tried": tried.things,
        "hours": choice.duration,
        "permanent": choice.permanent,
        "horizon": int(choice.horizon),
        "fallbacks": choice.fallbacks.value,
    }
