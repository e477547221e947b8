# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Suppliers, groups and facilities by what is lost when each stops."""

from typing import Any, Final, Literal

import polars as pl
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field, create_model

from dijkwacht import verbs
from dijkwacht.engine.kind import Kind as Ranked
from dijkwacht.engine.rank import Place
from dijkwacht.engine.scenario import Choice
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.api.asked import Stopping
from dijkwacht.web.api.callers import read
from dijkwacht.web.api.problems import Refused
from dijkwacht.web.api.shapes import Item, Kind, Shape
from dijkwacht.web.api.tables import TAGGED, listed
from dijkwacht.web.outages.ranked import told
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import CACHE, Reasoned

ROUTER: Final = Router(tags=["outages"], by_alias=True)
KEPT: Final = 8  # rankings of one register that stay in memory
COUNTS: Final = (
    "services",
    "organisations",
    "persons",
    "persons_unknown",
    "estimated",
    "person_hours",
)
RANKING: Final = Shape(
    "RankedThing",
    (
        Item("id"),
        Item("name"),
        Item("entities", Kind.WHOLE, says="Companies of a group that stop with it."),
        *(Item(name, Kind.WHOLE) for name in COUNTS),
    ),
    "What is lost within the horizon when one thing stops: of the own services, or for who sees "
    "all organisations of all; under other names persons are told in classes, and are null where "
    "fewer than three organisations lose something.",
)


class HowRanked(Stopping):
    """What is ranked, and how each stops."""

    kind: Literal["suppliers", "groups", "facilities"] = Field("suppliers")


_Asked: Any = create_model("RankingQuestion", __base__=(RANKING.question, HowRanked))


@ROUTER.get(
    "/rankings",
    response={200: RANKING.page},
    operation_id="list-rankings",
    url_name="list-rankings",
    summary="Rank what could stop",
    description=RANKING.says,
    openapi_extra=TAGGED,
)
def rankings(request: HttpRequest, question: Query[_Asked]) -> HttpResponse:
    """Everything of one kind, the worst first."""
    reading = read(request, question)
    reasoned = reading.reasoned
    choice = question.choice(reasoned.opened)
    kind = Ranked(question.kind)

    sight = reasoned.sight(reading.sight.viewer)

    def rows() -> pl.DataFrame:
        return _table(reading, sight, reasoned, ranked(reasoned, choice, kind, sight))

    return listed(request, reading, reasoned, RANKING, question, rows)


def ranked(reasoned: Reasoned, choice: Choice, kind: Ranked, sight: Sight) -> list[Place]:
    """The ranking as the viewer may know it, kept for the next page of it: who sees one
    organisation is told of its own services alone, for a total of few others less one's own is a
    figure of theirs. Refused where it would take longer than somebody can wait."""
    if not reasoned.is_quick and not CACHE.warm:
        raise Refused(503, "api.ranking-large")
    held: dict[object, tuple[Place, ...]] = reasoned.once("api-rankings", dict)
    own = sight.viewer.own if sight.viewer.reach is Reach.OWN else None
    key = (repr(choice), kind, own)
    if key not in held:
        if len(held) >= KEPT:
            held.clear()
        services = None if own is None else sight.table("services")["id"].to_list()
        found = verbs.ranking(
            reasoned.opened, choice, kind=kind, sweep=verbs.sweep_on(CACHE), services=services
        )
        held[key] = found.places
    return told(held[key], sight)


def _table(reading: Reading, sight: Sight, reasoned: Reasoned, places: list[Place]) -> pl.DataFrame:
    """The places as rows."""
    graph = reasoned.opened.graphs.every
    rows = []
    for place in places:
        label, last = sight.node(graph, place.node, reading.names), place.losses[-1]
        untold = last.services > 0 and last.persons_unknown == last.services
        counts = (
            *(last.services, last.organisations, None if untold else last.persons),
            *(last.persons_unknown, place.estimated, None if untold else place.person_hours),
        )
        rows.append((label.id, reading.words.value(label.name), place.entities, *counts))
    types = {item.name: pl.String if item.kind is Kind.TEXT else pl.Int64 for item in RANKING.items}
    frame = pl.DataFrame(rows, types, orient="row")
    return frame.sort(
        "services", "person_hours", descending=True, nulls_last=True, maintain_order=True
    )
