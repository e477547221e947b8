# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the engine about all things: rankings."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dijkwacht import __version__
from dijkwacht.engine import scale
from dijkwacht.engine.kind import Kind, Things
from dijkwacht.engine.load import Cache
from dijkwacht.engine.own import own
from dijkwacht.engine.rank import Place, Progress, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.survey import Survey
from dijkwacht.engine.sweep import Sweep, plain, quickest
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.reports.asked import as_made
from dijkwacht.reports.kept import keep
from dijkwacht.verbs.opening import Opened, horizons_of, silent, things_for


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every supplier's or group's outage, worst first."""

    choice: Choice
    horizons: tuple[int, ...]
    kind: Kind
    places: tuple[Place, ...]
    counted: int  # the others were known already


def ranking(
    opened: Opened,
    choice: Choice,
    *,
    kind: Kind = Kind.SUPPLIERS,
    progress: Progress | None = None,
    sweep: Sweep = plain,
    folder: Path | None = None,
    services: Collection[str] | None = None,
) -> Ranking:
    """The outage of every supplier, corporate group or facility of the register; WrongQuestion for
    a scenario that is not about such things.

    With a `folder` the ranking is kept there, and what it knows already is not counted again. With
    `services` (ids) only what these lose is counted, of the things that can touch them.
    """
    horizons = horizons_of(opened.rules, choice.horizon)
    asked = things_for(opened, choice, (kind,))
    told = progress or silent
    if services is not None:
        some = _for_some(opened, choice, asked, services, told, sweep)
        return Ranking(choice, horizons, kind, some, len(some))
    if folder is None:
        places = rank(opened.graphs, asked, choice, horizons, told, sweep)
        return Ranking(choice, horizons, kind, tuple(places), len(places))
    survey = Survey(opened.graphs, choice, horizons)
    about = {**_about(opened), **_identity(opened, choice, kind)}
    question = {"kind": kind.value, "choice": as_made(choice), "horizons": horizons}
    kept = keep(folder, survey, asked, question, about, sweep, told)
    return Ranking(choice, horizons, kind, tuple(kept.places), kept.counted)


def _for_some(
    opened: Opened,
    choice: Choice,
    asked: Things,
    services: Collection[str],
    told: Progress,
    sweep: Sweep,
) -> tuple[Place, ...]:
    """The places by what these services lose."""
    index = opened.graphs.every.index
    keys = [(NodeNoun.SERVICE, id) for id in services]
    part = own(opened.graphs, [index[key] for key in keys if key in index])
    horizons = horizons_of(opened.rules, choice.horizon)
    here = part.things(asked)
    heads = {nodes[0]: head for head, nodes in here.items()}
    found = rank(
        part.graphs, {nodes[0]: nodes for nodes in here.values()}, choice, horizons, told, sweep
    )
    whole = [(place, heads[place.node]) for place in found]
    return tuple(replace(place, node=head, entities=len(asked[head])) for place, head in whole)


def sweep_on(cache: Cache, threads: int = 1, cluster: str | None = None) -> Sweep:
    """The quickest way to count a long list here, or the way to count it on a cluster."""
    return quickest(cache, threads) if cluster is None else scale.on(cluster, cache)


def _identity(opened: Opened, choice: Choice, kind: Kind) -> dict[str, Any]:
    """Which ranking of which register it is, whatever the day and the versions of rules."""
    profile = choice.profile
    return {
        "of": {
            "register": opened.name,
            "kind": kind.value,
            "hours": choice.duration,
            "permanent": choice.permanent,
            "fallbacks": choice.fallbacks.value,
            "scenario": profile.rule.name if profile else None,
            "variant": profile.variant if profile else None,
        }
    }


def _about(opened: Opened) -> dict[str, Any]:
    """What is told with a kept ranking. Nothing in it is drawn by chance, so it has no seed."""
    graph = opened.graphs.every
    return {
        "register": opened.name,
        "on": graph.on.isoformat(),
        "revision": graph.revision,
        "rules": list(graph.rules),
        "version": __version__,
        "seed": None,
    }
