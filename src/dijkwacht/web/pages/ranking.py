# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ranking: whose stop costs the most. For who sees one organisation it counts what that loses,
and nothing of others."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from dijkwacht.base.errors import DijkwachtError, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.engine.kind import RANKED, Kind
from dijkwacht.engine.rank import Place
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.select import Selector
from dijkwacht.reports.asked import manner, said
from dijkwacht.reports.outage import known_persons
from dijkwacht.reports.rank import ON_SCREEN
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Lasting
from dijkwacht.web.access import Label, Reach
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.outages.answers import Asked
from dijkwacht.web.outages.job import RANKING, question_of, running
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.ranked import (
    RankAsked,
    at_once,
    last_kept,
    places_of,
    quick,
    told,
)
from dijkwacht.web.outages.scene import Scene, is_ready
from dijkwacht.web.pages import export
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.outage import not_ready
from dijkwacht.web.queue.work import begin
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

SHOWN: Final = 100
WHAT: Final = {Kind.SUPPLIERS: "what", Kind.GROUPS: "group", Kind.FACILITIES: "facility"}
PLACE, SERVICES, PERSONS = "place", "services", "persons"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row: what would stop, and what it costs."""

    number: int
    label: Label
    place: Place
    explore: str | None  # the address in the explorer


@require_safe
@needs(Right.READ)
def ranking(request: Asking) -> HttpResponseBase:
    """The ranking that the address asks for: `kind`, and how it stops as in the explorer."""
    if not is_ready(request.reading.reasoned):
        return not_ready(request)
    try:
        return _ranking(request, *_asked(request))
    except DijkwachtError as fault:
        return render(request, "ranking.html", {**_form(request), "fault": fault}, status=400)


@require_POST
@needs(Right.READ)
def count(request: Asking) -> HttpResponse:
    """Ask for the job that counts a ranking which takes longer than a reader waits."""
    scene, asked = _asked(request)
    if quick(scene.reasoned, asked, scene.sight):
        return HttpResponseRedirect(f"{reverse('ranking')}?{request.GET.urlencode()}")
    job = begin(RANKING.name, question_of(asked, request.reading.on), scene.sight.viewer)
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


def _asked(request: Asking) -> tuple[Scene, RankAsked]:
    """The question of the address. WrongQuestion for a kind that is not ranked."""
    text = request.GET.get("kind") or Kind.SUPPLIERS.value
    if text not in RANKED:
        raise WrongQuestion("ranking-kind", value=text, known=", ".join(RANKED))
    question = OutageQuestion.read(request.GET)
    scene = Scene(question, request.reading)
    Asked(Selector(), question.stop).choice(scene.reasoned.opened)  # faults before all else
    return scene, RankAsked.of(Kind(text), question.stop, scene.sight.viewer)


def _ranking(request: Asking, scene: Scene, asked: RankAsked) -> HttpResponseBase:
    choice = Asked(Selector(), asked.stop).choice(scene.reasoned.opened)
    title = Message(f"rank.title.{asked.kind}.{manner(choice)}", said(choice, _language(request)))
    context = {**_form(request), "title": title, "asked": asked, "own": asked.node is not None}
    if quick(scene.reasoned, asked, scene.sight):
        found = at_once(scene.reasoned, asked, scene.sight)
        places, horizons, kept = list(found.places), list(found.horizons), None
    else:
        kept = last_kept(asked)
        context |= {"kept": kept, "long": True}
        context["running"] = running(asked, request.reading.on, scene.sight.viewer)
        context["kept_at"] = kept and localtime(kept.at).strftime("%Y-%m-%d %H:%M")
        if kept is None:
            return render(request, "ranking.html", context)
        places, horizons = places_of(kept.result, scene.graph), kept.result["horizons"]
    rows = _rows(told(places, scene.sight), scene, asked, kept)
    if "form" in request.GET:
        table = _table(rows, horizons, scene)
        return export.answer(request, table, request.GET["form"], request.reading.words.say(title))
    return render(request, "ranking.html", {**context, **_list(request, rows, horizons)})


def _rows(places: list[Place], scene: Scene, asked: RankAsked, kept: Run | None) -> list[Ranked]:
    """The rows that lose anything, each with its name and its address in the explorer."""
    harmful = [place for place in places if place.losses[-1].services]
    return [
        Ranked(number, label, place, _explore(label, scene, asked, kept))
        for number, place in enumerate(harmful, 1)
        for label in [scene.sight.node(scene.graph, place.node, scene.names)]
    ]


def _explore(label: Label, scene: Scene, asked: RankAsked, kept: Run | None) -> str | None:
    if label.id is None:
        return None
    noun = "system" if asked.kind is Kind.FACILITIES else "supplier"
    question = scene.question.with_more(WHAT[asked.kind], f"{noun}:{label.id}")
    day = {} if kept is None else {"on": kept.on.isoformat(), "revision": kept.revision}
    return f"?{question.address(day)}"


def _some(horizons: list[int]) -> list[int]:
    """The horizons that a screen has room for."""
    return [hours for hours in ON_SCREEN if hours in horizons] or horizons[-1:]


def _cells(row: Ranked, horizons: list[int]) -> tuple[Ranked, list[int], int, Any]:
    """One row, its services within these horizons, organisations and persons."""
    losses = row.place.losses
    within = [losses[at].services for at in horizons]
    return row, within, losses[-1].organisations, _persons(row.place)


def _list(request: Asking, rows: list[Ranked], horizons: list[int]) -> dict[str, Any]:
    """The rows as they are shown: sorted by what the address says."""
    some = _some(horizons)
    sort = request.GET.get("sort", PLACE)
    first = rows[0] if rows else None
    rows = sorted(rows, key=lambda row: _key(row, sort, horizons), reverse=sort != PLACE)
    every = request.GET.get("all") == "ranking"
    shown = rows if every else rows[:SHOWN]
    return {
        "rows": [_cells(row, list(map(horizons.index, some))) for row in shown],
        "count": len(rows),
        "left": 0 if every else max(0, len(rows) - SHOWN),
        "columns": [
            (hours, _with(request, sort=f"{SERVICES}_{hours}"), _within(hours)) for hours in some
        ],
        "everything": _with(request, all="ranking"),
        "by_persons": _with(request, sort=PERSONS),
        "by_place": _with(request, sort=None),
        "first": first,
        "first_services": first and first.place.losses[-1].services,
        "last_says": Lasting(horizons[-1]),
    }


def _key(row: Ranked, sort: str, horizons: list[int]) -> tuple[int, int]:
    """What a row is ordered by; equal ones by their place."""
    name, _, hours = sort.partition("_")
    if name == SERVICES and hours.isdecimal() and int(hours) in horizons:
        return row.place.losses[horizons.index(int(hours))].services, -row.number
    if sort == PERSONS:
        return row.place.losses[-1].persons, -row.number
    if sort == PLACE:
        return row.number, 0
    raise WrongQuestion("ranking-sort", value=sort)


def _persons(place: Place) -> int | None:
    last = place.losses[-1]
    return known_persons(last.persons, last.persons_unknown)


def _table(rows: list[Ranked], horizons: list[int], scene: Scene) -> Table:
    """The ranking as a table to keep; of organisations only for who sees more than their own."""
    wide = scene.sight.viewer.reach is not Reach.OWN
    words = scene.reading.words
    columns = (
        Column("place", Cell.COUNT),
        Column("name"),
        Column("id"),
        Column("entities", Cell.COUNT),
        *(Column(f"services_{hours}", Cell.COUNT, head=_within(hours)) for hours in horizons),
        *((Column("organisations", Cell.COUNT),) if wide else ()),
        Column("persons", Cell.COUNT),
        Column("persons_unknown", Cell.COUNT),
        Column("estimated", Cell.COUNT),
    )
    cells = [
        (
            row.number,
            words.value(row.label.name),
            row.label.id,
            row.place.entities,
            *(loss.services for loss in row.place.losses),
            *((row.place.losses[-1].organisations,) if wide else ()),
            _persons(row.place),
            row.place.losses[-1].persons_unknown,
            row.place.estimated,
        )
        for row in rows
    ]
    return Table("ranking", Message("page.ranking"), columns, cells)


def _within(hours: int) -> Message:
    return Message("column.within-hours", {"hours": Lasting(hours)})


def _form(request: Asking) -> dict[str, Any]:
    """What the form needs."""
    rules = request.reading.reasoned.opened.rules.scenarios
    language = _language(request)
    return {
        "kinds": [kind.value for kind in RANKED],
        "kind": request.GET.get("kind") or Kind.SUPPLIERS.value,
        "modes": list(FallbackMode),
        "mode": request.GET.get("fallbacks") or FallbackMode.DECLARED.value,
        "scenarios": [(rule.called, rule.title[language]) for rule in rules],
        "scenario": request.GET.get("scenario", ""),
        "lasting": (24, 72, 336, 720, 4320),
        "hours": request.GET.get("hours", ""),
        "forms": list(export.Form),
        "hidden": [(name, request.GET[name]) for name in ("on", "revision") if name in request.GET],
        "address": _with(request, form=None),
    }


def _with(request: Asking, **changed: str | None) -> str:
    found = {**request.GET.dict(), **changed}
    return f"?{urlencode({name: value for name, value in found.items() if value})}"


def _language(request: Asking) -> str:
    return request.reading.words.language


PATHS = [
    path("ranking/", ranking, name="ranking"),
    path("ranking/count/", count, name="count-ranking"),
]
