# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places that several fallbacks run on: how far they are over-subscribed, and who gets what."""

from collections.abc import Sequence
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.findings.capacity import Place, Share
from dijkwacht.findings.classification import Classification
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.reports.classes import made, of_register, rules_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table

MOST: Final = 30
PLACES: Final = (
    Column("shared_place"),
    Column("shared_place_id", shown=False),
    Column("fallbacks", Cell.COUNT),
    Column("claimed", Cell.COUNT),
    Column("unknown_claims", Cell.COUNT),
    Column("capacity", Cell.COUNT),
    Column("claimed_share", Cell.LEVEL),
    Column("over", Cell.CODE),
    Column("empty_handed", Cell.COUNT),
)
SHARES: Final = (
    Column("shared_place"),
    Column("shared_place_id", shown=False),
    Column("class_letter"),
    Column("protects"),
    Column("protects_id", shown=False),
    Column("fallback"),
    Column("fallback_id", shown=False),
    Column("claim", Cell.COUNT),
    Column("gets", Cell.COUNT),
)
OVER: Final = {True: "over.yes", False: "over.no", None: "over.unknown"}


def places_report(
    name: str,
    found: Classification,
    graph: DependencyGraph,
    places: Sequence[Place],
    names: Names,
) -> Report:
    """Every shared place with its claims; then every claim with what is left for it."""
    over = sum(place.over is True for place in places)
    unknown = sum(place.over is None for place in places)
    shares = [_share(graph, place, share, names) for place in places for share in place.shares]
    return Report(
        title=Message("places.title"),
        before=(
            of_register(name, found),
            Message("places.how"),
            Message.of("places.counts", of=len(places), over=over, unknown=unknown),
        ),
        tables=(
            Table(
                "places",
                Message("places.table"),
                PLACES,
                [_place(graph, place, names) for place in places],
                MOST,
            ),
            Table("shares", Message("places.shares"), SHARES, shares, MOST),
        ),
        after=(Message("places.division"), *rules_told(found)),
        made=made(name, found),
    )


def _place(graph: DependencyGraph, place: Place, names: Names) -> tuple[Any, ...]:
    return (
        names.node(graph, place.system),
        graph.nodes.ids[place.system],
        len(place.shares),
        place.claims,
        place.unknown_claims,
        place.capacity,
        place.ratio,
        OVER[place.over],
        None if place.capacity is None else len(place.empty_handed),
    )


def _share(graph: DependencyGraph, place: Place, share: Share, names: Names) -> tuple[Any, ...]:
    return (
        names.node(graph, place.system),
        graph.nodes.ids[place.system],
        share.level.name,
        names.owned(graph, share.protects),
        f"{graph.noun_of(share.protects).word}:{graph.nodes.ids[share.protects]}",
        names.node(graph, share.fallback),
        graph.nodes.ids[share.fallback],
        share.claim,
        share.gets,
    )
