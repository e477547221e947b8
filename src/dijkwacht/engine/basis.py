# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer was based on, and which answers a change can touch.

A thing whose failure cannot reach anything that changed costs what it cost before. Changed is a
node when any value of it, of its requirements or of its fallbacks is another. What reaches a
changed node, or something that a changed node needed before, may cost something else now: any
path that was there and is gone ends, as far as it still stands, at something that was needed
(docs/explanation/engine.md).
"""

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order

from dijkwacht.engine.answer import Graphs
from dijkwacht.graph.graph import DependencyGraph, Ints, NodeNoun

SCHEMA: Final[dict[str, pl.DataType]] = {
    "noun": pl.Int8(),
    "id": pl.String(),
    "of": pl.String(),  # the requirement
    "needs_noun": pl.Int8(),
    "needs_id": pl.String(),
    "values": pl.List(pl.Int64),
}
NAMED: Final = ["noun", "id"]


def basis(graphs: Graphs) -> pl.DataFrame:
    """Everything that decides what outages do: one row per node, requirement, member and fallback,
    and whether it counts only as an estimate."""
    every = _rows_of(graphs.every)
    if not graphs.estimates:
        return every.with_columns(estimated=pl.lit(False))
    sure = _rows_of(graphs.sure)
    only = _without(every, sure).with_columns(estimated=pl.lit(True))
    return pl.concat((only, sure.with_columns(estimated=pl.lit(False))))


def reaching(graphs: Graphs, before: pl.DataFrame, now: pl.DataFrame) -> Ints:
    """The nodes whose failure may do something else than it did, if `before` was the basis then
    and `now` is."""
    old, new = _without(before, now), _without(now, before)
    changed = pl.concat((old.select(NAMED), new.select(NAMED))).unique()
    needed = before.join(changed, on=NAMED, how="semi").select(noun="needs_noun", id="needs_id")
    ends = pl.concat((changed, needed)).drop_nulls().unique()
    index = graphs.every.index
    nouns = set(NodeNoun)
    keys = ((NodeNoun(noun), id) for noun, id in ends.iter_rows() if noun in nouns)
    return _upstream(graphs.every, np.array([index[key] for key in keys if key in index], np.int64))


def _without(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """The rows of one table that the other does not have."""
    return one.join(other, on=one.columns, how="anti", nulls_equal=True)


def _rows_of(graph: DependencyGraph) -> pl.DataFrame:
    """All rows of a graph; equal ones are numbered, for two equal members weigh twice."""
    parts = (_nodes(graph), _groups(graph), _members(graph), _fallbacks(graph), _seasons(graph))
    rows = pl.concat(parts)
    return rows.with_columns(occurrence=pl.int_range(pl.len()).over(rows.columns))


def _upstream(graph: DependencyGraph, ends: Ints) -> Ints:
    """These nodes, and all whose failure can reach one of them."""
    needed, owner = graph.edges
    size = len(graph.nodes)
    rows = np.concatenate((owner, np.full(ends.size, size)))
    columns = np.concatenate((needed, ends))
    matrix = coo_array((np.ones(rows.size, np.int8), (rows, columns)), shape=(size + 1, size + 1))
    found = breadth_first_order(matrix.tocsr(), size, return_predecessors=False)
    return np.sort(found[1:].astype(np.int64))


def _rows(
    graph: DependencyGraph,
    owner: Ints,
    of: list[str] | None,
    needs: Ints | None,
    *values: Ints | NDArray[np.bool_],
) -> pl.DataFrame:
    """One row per owner given, with what it needs and whole numbers."""
    nodes = pl.DataFrame({"noun": graph.nodes.noun, "id": graph.nodes.ids})
    table = np.stack([np.asarray(column, np.int64) for column in values], axis=1)
    there = None if needs is None else nodes[needs]
    return pl.DataFrame(
        {
            "noun": nodes["noun"].gather(owner),
            "id": nodes["id"].gather(owner),
            "of": of,
            "needs_noun": None if there is None else there["noun"],
            "needs_id": None if there is None else there["id"],
            "values": pl.Series(table, dtype=pl.Array(pl.Int64, table.shape[1])).cast(
                pl.List(pl.Int64)
            ),
        },
        schema=SCHEMA,
    )


def _nodes(graph: DependencyGraph) -> pl.DataFrame:
    nodes = graph.nodes
    made = _rows(graph, np.arange(len(nodes)), None, None, nodes.restart, nodes.users, nodes.mbco)
    return made.with_columns(of=pl.Series(nodes.organisation, dtype=pl.String))


def _groups(graph: DependencyGraph) -> pl.DataFrame:
    groups = graph.groups
    columns = (groups.need, groups.strict, groups.degrading, groups.share, groups.tolerance)
    hours = (groups.buffer, groups.replacement, groups.unknown)
    return _rows(graph, groups.owner, list(groups.id), None, *columns, *hours)


def _members(graph: DependencyGraph) -> pl.DataFrame:
    groups = graph.groups
    at = np.repeat(np.arange(len(groups)), np.diff(groups.first))
    of = pl.Series(groups.id).gather(at).to_list()
    return _rows(graph, groups.owner[at], of, groups.member, groups.weight)


def _fallbacks(graph: DependencyGraph) -> pl.DataFrame:
    groups, every = graph.groups, graph.fallbacks
    at = np.repeat(np.arange(len(groups)), np.diff(every.first))
    of = pl.Series(groups.id, dtype=pl.String).gather(at).to_list()
    proven = (every.proven_activation, every.proven_level)
    values = (every.activation, every.level, every.duration, *proven)
    return _rows(graph, groups.owner[at], of, every.node, *values)


def _seasons(graph: DependencyGraph) -> pl.DataFrame:
    every = [(node, season) for node, found in sorted(graph.calendars.items()) for season in found]
    owners = np.array([node for node, _ in every], np.int64)
    kinds = [season.recurrence.value for _, season in every]
    numbers = np.array(
        [(season.first, season.last, season.share) for _, season in every], np.int64
    ).reshape(-1, 3)
    return _rows(graph, owners, kinds, None, *numbers.T)
