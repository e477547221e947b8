# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover of one service: hour by hour, every option with why it counts or not, and the places
that it shares with others."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

import polars as pl
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.findings.capacity import Place, Share
from dijkwacht.register.codes import Noun
from dijkwacht.reports.coverage_service import service_report
from dijkwacht.reports.report import Table
from dijkwacht.web.disclosure import figure
from dijkwacht.web.judged import Judged, covered, judged
from dijkwacht.web.pages.cover_bar import bar
from dijkwacht.web.pages.coverage import standing
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

STATES: Final = {True: "lost", False: "holds", None: "unknown"}  # whether more is claimed


@dataclass(frozen=True, slots=True)
class Shared:
    """A place that a fallback of this service runs on, with others."""

    name: str
    capacity: int | None
    own: int | None  # what fallbacks that the reader may see claim; None is unknown
    others: int | None  # what the rest claims together; None is unknown, or too few to tell
    told: bool  # whether that of the rest may be told
    state: str
    says: Message


@needs(Right.READ)
def coverage_record(request: Asking, service: str) -> HttpResponse:
    """What carries this service when all it needs is gone?"""
    held = judged(request)
    id = held.wanted(service)
    if id not in held.found.classes.rows:
        raise Http404(service)
    cover, at = held.reasoned.coverage, held.found.classes.of(id)
    report = held.redaction.report(service_report("", held.found, cover, at, held.names))
    tables = [without_bars(table) for table in report.tables if table.rows]
    file = asked(request, tables)
    if file is not None:
        return cast(HttpResponse, file)
    frame = covered(held.reasoned)
    row = frame.row(by_predicate=pl.col("service_id") == id, named=True)
    state, told = standing(row)
    context = {
        "name": held.names.of(Noun.SERVICE, id),
        "service": service,
        "code": row["class_code"],
        "letter": row["class_code"][:1].lower(),
        "state": state,
        "told": told,
        "says": report.before[1:],
        "after": report.after,
        "tables": tables,
        "bar": bar(cover, at),
        "places": list(shared(held, id)),
    }
    return render(request, "coverage_record.html", context)


def without_bars(table: Table) -> Table:
    """The table without bars made of letters: the page has a picture."""
    columns = tuple(replace(one, shown=one.shown and one.exported) for one in table.columns)
    return replace(table, columns=columns)


def shared(held: Judged, service: str) -> Iterator[Shared]:
    """The places that fallbacks of a service run on, as the reader may know them."""
    options = held.reasoned.coverage.options
    at = held.reasoned.coverage.options_of(held.found.classes.of(service))
    own = {int(options.fallback[place]) for place in at}
    for place in places(held):
        if any(share.fallback in own for share in place.shares):
            yield shared_place(held, place)


def places(held: Judged) -> tuple[Place, ...]:
    """All places that are shared; found once for each register."""
    opened, classes = held.reasoned.opened, held.found.classes
    return held.reasoned.once("places", lambda: verbs.shared_places(opened, classes))


def shared_place(held: Judged, place: Place) -> Shared:
    """One place: what is claimed by whom the reader may see, and by the rest together."""
    graph = held.reasoned.opened.graphs.every
    seen = _seen(held, place)
    rest = [one for one in place.shares if one not in seen]
    told = _may_tell(held, rest)
    visible = held.sight.sees("systems", graph.nodes.ids[place.system]) or not held.is_own
    state = STATES[place.over]
    return Shared(
        name=held.names.node(graph, place.system),
        capacity=place.capacity if visible else None,
        own=_sum([one.claim for one in seen]),
        others=_sum_of_others(held, rest) if told else None,
        told=told,
        state=state,
        says=Message(f"place.{state}"),
    )


def _seen(held: Judged, place: Place) -> list[Share]:
    """The claims of fallbacks that the reader sees in full."""
    ids = held.reasoned.opened.graphs.every.nodes.ids
    return [one for one in place.shares if held.sight.sees("fallbacks", ids[one.fallback])]


def _may_tell(held: Judged, rest: list[Share]) -> bool:
    """Whether the sum of the others may be told: not where it is that of few, or mostly of one."""
    if not held.is_own:
        return True
    bodies = _by_body(held, rest)
    few = held.sight.told(len(bodies)) is None
    return not few and figure(bodies, held.sight.limits).why is None


def _by_body(held: Judged, rest: list[Share]) -> Counter[str]:
    """What each organisation claims."""
    nodes = held.reasoned.opened.graphs.every.nodes
    claims: Counter[str] = Counter()
    for one in rest:
        claims[nodes.organisation[one.protects] or ""] += one.claim or 0
    return claims


def _sum_of_others(held: Judged, rest: list[Share]) -> int | None:
    """What others claim together, rounded; None where one does not say."""
    if any(one.claim is None for one in rest):
        return None
    bodies = _by_body(held, rest)
    if held.is_own:
        return figure(bodies, held.sight.limits).value
    return held.sight.amount(bodies.total(), len(bodies))


def _sum(claims: list[int | None]) -> int | None:
    known = [claim for claim in claims if claim is not None]
    return sum(known) if len(known) == len(claims) else None


PATHS = [path("coverage/<path:service>/", coverage_record, name="coverage-record")]
