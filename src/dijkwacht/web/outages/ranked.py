# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rankings: of everything for who sees all, by what their own services lose for all others. What
takes longer than a reader waits is counted in the background, and kept."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from dijkwacht import verbs
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.outage import HorizonLoss
from dijkwacht.engine.rank import Place, Progress
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.select import Selector
from dijkwacht.verbs import Stop
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.outages.answers import Asked
from dijkwacht.web.outages.lately import Lately
from dijkwacht.web.outages.runs import digest, keep
from dijkwacht.web.reasoning import CACHE, Reasoned

KEPT: Final = 32  # rankings
QUICK: Final = 400
"""Services whose ranking is counted while the reader waits, in a large register."""


@dataclass(frozen=True, slots=True)
class RankAsked:
    """What is ranked, how it stops, and whose services count: those of the organisations `node`
    and below (None: of all)."""

    kind: Kind
    stop: Stop
    node: str | None

    @classmethod
    def of(cls, kind: Kind, stop: Stop, viewer: Viewer) -> "RankAsked":
        """The question of a viewer."""
        return cls(kind, stop, viewer.node if viewer.reach is Reach.OWN else None)

    def as_question(self) -> dict[str, Any]:
        """As it is kept."""
        return {"kind": self.kind.value, "stop": asdict(self.stop), "node": self.node}

    def address(self) -> str:
        """The part of an address, behind `?`, that asks for it."""
        how = {name: value for name, value in asdict(self.stop).items() if value}
        how["permanent"] = "yes" if self.stop.permanent else ""
        every = {"kind": self.kind.value, **how}
        return urlencode({name: value for name, value in every.items() if value})

    @classmethod
    def kept(cls, question: Mapping[str, Any]) -> "RankAsked":
        """The same from how it is kept."""
        return cls(Kind(question["kind"]), Stop(**question["stop"]), question["node"])


def quick(reasoned: Reasoned, asked: RankAsked, sight: Sight) -> bool:
    """Whether it is counted while the reader waits."""
    few = asked.node is not None and sight.table("services").height <= QUICK
    return reasoned.is_quick or few


def counted(
    reasoned: Reasoned,
    asked: RankAsked,
    sight: Sight,
    progress: Progress | None = None,
    folder: Path | None = None,
) -> verbs.Ranking:
    """The ranking, counted now; a `folder` is for a ranking of all."""
    choice = Asked(Selector(), asked.stop).choice(reasoned.opened)
    services = None if asked.node is None else sight.table("services")["id"].to_list()
    return verbs.ranking(
        reasoned.opened,
        choice,
        kind=asked.kind,
        progress=progress,
        sweep=verbs.sweep_on(CACHE),
        folder=folder,
        services=services,
    )


def at_once(reasoned: Reasoned, asked: RankAsked, sight: Sight) -> verbs.Ranking:
    """The ranking of a small register or few services, counted once."""
    kept = reasoned.once("rankings", lambda: Lately[RankAsked, verbs.Ranking](KEPT))
    return kept.of(asked, lambda: counted(reasoned, asked, sight))


def told(places: Iterable[Place], sight: Sight) -> list[Place]:
    """The places as the viewer may know them: under other names persons in classes, and none of too
    few organisations; in an order that says no more than that."""
    if sight.viewer.reach is not Reach.CENTRAL:
        return list(places)
    made = [_told(place, sight) for place in places]
    return sorted(made, key=lambda one: (-one.losses[-1].services, -one.person_hours, one.node))


def _told(place: Place, sight: Sight) -> Place:
    losses = []
    for loss in place.losses:
        persons = sight.amount(loss.persons, loss.organisations)
        unknown = loss.services if persons is None else loss.persons_unknown
        losses.append(replace(loss, persons=persons or 0, persons_unknown=unknown))
    hours = sight.amount(place.person_hours, place.losses[-1].organisations)
    return replace(place, losses=tuple(losses), person_hours=hours or 0)


def last_kept(asked: RankAsked) -> Run | None:
    """The newest ranking that was kept of this question."""
    question = digest(asked.as_question())
    return Run.objects.filter(kind=Run.Kind.RANKING, asked=question).first()


def keep_ranking(reasoned: Reasoned, asked: RankAsked, found: verbs.Ranking, viewer: Viewer) -> Run:
    """Keep a ranking that was counted."""
    graph = reasoned.opened.graphs.every
    rules = dict.fromkeys(graph.rules, "")
    result = as_result(found, graph)
    return keep(Run.Kind.RANKING, reasoned, asked.as_question(), result, rules, viewer)


def as_result(found: verbs.Ranking, graph: DependencyGraph) -> dict[str, Any]:
    """A ranking as it is kept: in ids and whole numbers."""
    rows = [
        {
            "noun": graph.noun_of(place.node).word,
            "id": graph.nodes.ids[place.node],
            "entities": place.entities,
            "losses": [
                [loss.services, loss.organisations, loss.persons, loss.persons_unknown]
                for loss in place.losses
            ],
            "estimated": place.estimated,
            "person_hours": place.person_hours,
        }
        for place in found.places
    ]
    return {"horizons": list(found.horizons), "places": rows}


def places_of(result: Mapping[str, Any], graph: DependencyGraph) -> list[Place]:
    """The places of a kept ranking; what is not in the register any more is left out."""
    made = []
    for row in result["places"]:
        node = graph.index.get((NodeNoun[row["noun"].upper()], row["id"]))
        if node is not None:
            losses = [
                HorizonLoss(hours, *counts)
                for hours, counts in zip(result["horizons"], row["losses"], strict=True)
            ]
            made.append(
                Place(node, row["entities"], tuple(losses), row["estimated"], row["person_hours"])
            )
    return made
