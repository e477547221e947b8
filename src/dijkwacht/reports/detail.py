# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage seen closer: what each fallback saved, who claims which when, and what may not start by
itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.engine.blackstart import BlackStart
from dijkwacht.engine.claims import Claim, Peak
from dijkwacht.engine.detail import Detail
from dijkwacht.engine.saved import Saved
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import known_persons
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Lasting

MOST = 20
SHOWN = 8  # names in one cell
SAVED = (
    Column("fallback"),
    Column("fallback_id", shown=False),
    Column("protects"),
    Column("opened_at", Cell.HOURS, shown=False),
    Column("services", Cell.COUNT),
    Column("lost_hours", Cell.COUNT),
    Column("persons", Cell.COUNT, shown=False),
    Column("person_hours", Cell.COUNT),
    Column("persons_unknown", Cell.COUNT, shown=False),
    Column("first_saved", shown=False),
    Column("first_saved_id", shown=False),
    Column("lost_without", Cell.HOURS, shown=False),
    Column("lost_with", Cell.HOURS, shown=False),
)
CLAIMS = (
    Column("from_hour", Cell.HOURS),
    Column("until_hour", Cell.HOURS),
    Column("fallback"),
    Column("fallback_id", shown=False),
    Column("claimed_for"),
    Column("claimed_for_id", shown=False),
    Column("requirement", shown=False),
    Column("level", Cell.LEVEL),
)
PEAKS = (
    Column("what"),
    Column("id", shown=False),
    Column("claims", Cell.COUNT),
    Column("from_hour", Cell.HOURS),
    Column("until_hour", Cell.HOURS),
    Column("claimed_for"),
)
BLACK_STARTS = (
    Column("members"),
    Column("ids", shown=False),
    Column("count", Cell.COUNT, shown=False),
    Column("hit", Cell.COUNT),
    Column("fell_at", Cell.HOURS),
    Column("returns_at", Cell.HOURS),
    Column("restarts"),
)


def with_detail(report: Report, graph: DependencyGraph, detail: Detail, names: Names) -> Report:
    """The report of an outage with the tables of its detail before its last one, the services."""
    tables = (
        _table("saved", SAVED, (_saved(saved, graph, names) for saved in detail.savings.of)),
        _table("claims", CLAIMS, (_claim(claim, graph, names) for claim in detail.claims)),
        _table("shared", PEAKS, (_peak(p, graph, names) for p in detail.peaks if p.claims > 1)),
        _table(
            "black_starts",
            BLACK_STARTS,
            (_black_start(group, graph, names) for group in detail.black_starts),
        ),
    )
    return replace(
        report,
        tables=(*report.tables[:-1], *tables, *report.tables[-1:]),
        after=(*_says(detail), *report.after),
    )


def _table(key: str, columns: tuple[Column, ...], rows: Iterator[tuple[Any, ...]]) -> Table:
    return Table(key, Message(f"detail.{key}"), columns, list(rows), MOST)


def _says(detail: Detail) -> Iterator[Message]:
    if not detail.savings.of:
        yield Message("detail.no-fallback")
    else:
        yield Message("detail.one-at-a-time")
    if detail.savings.left_out:
        yield Message.of("detail.left-out", count=detail.savings.left_out)
    if detail.black_starts:
        yield Message("detail.review")


def _saved(saved: Saved, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    delay = saved.delay
    return (
        names.node(graph, saved.fallback),
        graph.nodes.ids[saved.fallback],
        _listed(graph.protected(saved.fallback), graph, names),
        saved.opened,
        saved.services,
        saved.lost_hours,
        known_persons(saved.persons, saved.persons_unknown),
        known_persons(saved.person_hours, saved.persons_unknown),
        saved.persons_unknown,
        None if delay is None else names.owned(graph, delay.service),
        None if delay is None else graph.nodes.ids[delay.service],
        None if delay is None else delay.without,
        None if delay is None else delay.lost_at,
    )


def _claim(claim: Claim, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    return (
        claim.start,
        claim.end,
        names.node(graph, claim.fallback),
        graph.nodes.ids[claim.fallback],
        names.owned(graph, claim.owner),
        _id(graph, claim.owner),
        graph.groups.id[claim.group],
        claim.level,
    )


def _peak(peak: Peak, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    return (
        names.node(graph, peak.node),
        _id(graph, peak.node),
        peak.claims,
        peak.start,
        peak.end,
        _listed(peak.users, graph, names),
    )


def _black_start(group: BlackStart, graph: DependencyGraph, names: Names) -> tuple[Any, ...]:
    return (
        _listed(group.nodes, graph, names),
        " ".join(_id(graph, node) for node in group.nodes),
        len(group.nodes),
        group.hit,
        group.fell_at,
        group.returns_at,
        _restarts(group, graph, names),
    )


def _restarts(group: BlackStart, graph: DependencyGraph, names: Names) -> Message:
    """The member that takes longest, and how many take any time at all."""
    node, hours = max(group.restarts, key=lambda restart: (restart[1], -restart[0]))
    return Message.of(
        "detail.restarts",
        name=names.node(graph, node),
        hours=Lasting(hours),
        count=len(group.restarts),
    )


def _listed(nodes: tuple[int, ...] | list[int], graph: DependencyGraph, names: Names) -> str:
    called = list(dict.fromkeys(names.owned(graph, node) for node in nodes))
    more = f" + {len(called) - SHOWN}" if len(called) > SHOWN else ""
    return ", ".join(called[:SHOWN]) + more


def _id(graph: DependencyGraph, node: int) -> str:
    return f"{graph.noun_of(node).word}:{graph.nodes.ids[node]}"
