# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every supplier's or group's outage as a table, worst first."""

from dataclasses import dataclass
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.rank import Place
from dijkwacht.engine.scenario import Choice
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.reports.asked import as_made, caveat, how, manner, said
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import known_persons
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Lasting

ON_SCREEN = (1, 24, 168, 720, 4320)
MOST = 20


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a ranking is about."""

    name: str  # of the register
    graph: DependencyGraph
    choice: Choice
    horizons: tuple[int, ...]
    kind: Kind
    places: tuple[Place, ...]
    estimates: bool  # whether the register estimates anything


def rank_report(ranked: Ranked, names: Names, most: int = MOST) -> Report:
    """Services and persons lost per horizon, per supplier or group; those that lose nothing are
    counted, not listed."""
    graph, choice = ranked.graph, ranked.choice
    kind = ranked.kind
    table = ranking_table(ranked, names, most)
    harmless = len(ranked.places) - len(table.rows)
    return Report(
        title=Message(f"rank.title.{kind}.{manner(choice)}", said(choice, names.language)),
        before=(
            *caveat(choice),
            Message.of("outage.of", register=ranked.name, on=graph.on, revision=graph.revision),
        ),
        tables=(table,) if table.rows else (),
        after=(
            Message.of(f"rank.harmless.{kind}", count=harmless, of=len(ranked.places)),
            *how(choice, graph),
        ),
        made=_made(ranked),
    )


def ranking_table(ranked: Ranked, names: Names, most: int | None = None) -> Table:
    """One row per supplier or group that loses services, the worst first."""
    harmful = [place for place in ranked.places if place.losses[-1].services]
    rows = [_row(number, place, ranked.graph, names) for number, place in enumerate(harmful, 1)]
    return Table("ranking", Message(f"rank.table.{ranked.kind}"), _columns(ranked), rows, most)


def _columns(ranked: Ranked) -> tuple[Column, ...]:
    beyond = [hours for hours in ranked.horizons if hours > ON_SCREEN[-1]]
    some = [hours for hours in ON_SCREEN if hours in ranked.horizons] + beyond
    some = some or list(ranked.horizons[-1:])
    return (
        Column("place", Cell.COUNT),
        *_who(ranked.kind),
        Column("entities", Cell.COUNT, shown=ranked.kind is Kind.GROUPS),
        *(_within(hours, hours in some) for hours in ranked.horizons),
        *(Column(f"persons_{hours}", Cell.COUNT, shown=False) for hours in ranked.horizons),
        Column("organisations", Cell.COUNT, shown=False),
        Column("persons", Cell.COUNT),
        Column("persons_unknown", Cell.COUNT, shown=False),
        Column("estimated", Cell.COUNT, shown=ranked.estimates),
        Column("person_hours", Cell.COUNT, shown=False),
    )


def _who(kind: Kind) -> tuple[Column, ...]:
    if kind is Kind.FACILITIES:
        return (Column("facility"), Column("facility_id", shown=False))
    head = Message("column.group") if kind is Kind.GROUPS else None
    return (Column("supplier", head=head), Column("supplier_id", shown=False))


def _within(hours: int, shown: bool) -> Column:
    heading = Message("column.within-hours", {"hours": Lasting(hours)})
    return Column(f"services_{hours}", Cell.COUNT, shown, head=heading)


def _row(number: int, place: Place, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    last = place.losses[-1]
    return (
        number,
        names.node(graph, place.node),
        graph.nodes.ids[place.node],
        place.entities,
        *(loss.services for loss in place.losses),
        *(known_persons(loss.persons, loss.persons_unknown) for loss in place.losses),
        last.organisations,
        known_persons(last.persons, last.persons_unknown),
        last.persons_unknown,
        place.estimated,
        known_persons(place.person_hours, last.persons_unknown),
    )


def _made(ranked: Ranked) -> dict[str, Any]:
    graph, choice = ranked.graph, ranked.choice
    return {
        "register": ranked.name,
        "on": graph.on.isoformat(),
        "revision": graph.revision,
        "rules": list(graph.rules),
        **as_made(choice),
        "services": len(graph.services),
        ranked.kind.value: len(ranked.places),
    }
