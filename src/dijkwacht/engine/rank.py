# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outage of every supplier, or of every corporate group, worst first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.outage import HorizonLoss
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.survey import Survey, Tally, joined
from dijkwacht.engine.sweep import Sweep, plain
from dijkwacht.graph.graph import NodeNoun

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""

PER_HORIZON: Final = "services", "organisations", "persons", "persons_unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """One supplier or group in the ranking."""

    node: int  # the supplier, or the ultimate parent of the group
    entities: int
    losses: tuple[HorizonLoss, ...]  # per horizon
    estimated: int  # services of the last horizon that rest on estimates
    person_hours: int


def rank(
    graphs: Graphs,
    groups: Mapping[int, Sequence[int]],
    choice: Choice,
    horizons: Sequence[int],
    progress: Progress = lambda done, of: None,
    sweep: Sweep = plain,
) -> list[Place]:
    """The places of all `groups` (node that stands for it -> nodes that fail), worst first; equal
    ones by id. Which `sweep` counts them changes nothing but the time."""
    survey = Survey(graphs, choice, tuple(horizons))
    done, parts = 0, []
    for tally in sweep(survey, list(groups.values())):
        parts.append(tally)
        done += len(tally)
        progress(done, len(groups))
    return places_of(survey, ordered(drafted(survey, groups, parts), survey))


def drafted(
    survey: Survey, groups: Mapping[int, Sequence[int]], parts: Sequence[Tally] | None
) -> pl.DataFrame:
    """One row per group with what it costs; without `parts` only who it is."""
    nodes = survey.graphs.every.nodes
    heads = list(groups)
    who = pl.DataFrame(
        {
            "noun": [survey.graphs.every.noun_of(head).word for head in heads],
            "id": [nodes.ids[head] for head in heads],
            "entities": [sorted(nodes.ids[node] for node in groups[head]) for head in heads],
            "node": heads,
        },
        schema={
            "noun": pl.String,
            "id": pl.String,
            "entities": pl.List(pl.String),
            "node": pl.Int64,
        },
    )
    if parts is None:
        return who
    tally = joined(parts, len(survey.horizons))
    tables = {name: getattr(tally, name) for name in PER_HORIZON}
    return who.with_columns(
        *(
            pl.Series(f"{name}_{hours}", table[:, column], pl.Int64)
            for column, hours in enumerate(survey.horizons)
            for name, table in tables.items()
        ),
        pl.Series("estimated", tally.estimated, pl.Int64),
        pl.Series("person_hours", tally.person_hours, pl.Int64),
    )


def ordered(table: pl.DataFrame, survey: Survey) -> pl.DataFrame:
    """Most services lost in the end first, then most person-hours, then soonest, then by id."""
    services = [f"services_{hours}" for hours in survey.horizons]
    soonest = pl.sum_horizontal(services)
    keys = [pl.col(services[-1]), pl.col("person_hours"), soonest, pl.col("node")]
    return table.sort(keys, descending=[True, True, True, False])


def places_of(survey: Survey, table: pl.DataFrame) -> list[Place]:
    """The rows of an ordered table as places."""
    numbers = [
        [table[f"{name}_{hours}"].to_list() for name in PER_HORIZON] for hours in survey.horizons
    ]
    losses = [
        [HorizonLoss(hours, *row) for row in zip(*columns, strict=True)]
        for hours, columns in zip(survey.horizons, numbers, strict=True)
    ]
    who = table.select("node", pl.col("entities").list.len(), "estimated", "person_hours").rows()
    return [
        Place(node, entities, of, estimated, person_hours)
        for (node, entities, estimated, person_hours), of in zip(
            who, zip(*losses, strict=True), strict=True
        )
    ]


def each_supplier(graphs: Graphs) -> Iterator[int]:
    """Every supplier of the graph."""
    return (
        node
        for node in range(len(graphs.every.nodes))
        if graphs.every.noun_of(node) is NodeNoun.SUPPLIER
    )
