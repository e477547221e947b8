# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feedback groups of a graph, and layers in which every edge climbs."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dijkwacht.graph.graph import Ints, Order


def order(size: int, needed: Ints, owner: Ints) -> Order:
    """The order of `size` nodes with an edge from each needed node to its owner."""
    if not size:
        nothing = np.empty(0, np.int64)
        return Order(nothing, nothing, np.empty(0, np.bool_), np.zeros(1, np.int64), nothing)
    ones = np.ones(needed.size, np.int8)
    matrix = coo_array((ones, (needed, owner)), shape=(size, size)).tocsr()
    count, labels = connected_components(matrix, directed=True, connection="strong")
    component: Ints = np.asarray(labels, np.int64)
    looped = np.bincount(component, minlength=count) > 1
    looped[component[needed[needed == owner]]] = True
    nodes = np.argsort(component, kind="stable")
    first = np.searchsorted(component[nodes], np.arange(count + 1))
    return Order(
        component, _layers(count, component[needed], component[owner]), looped, first, nodes
    )


def _layers(count: int, below: Ints, above: Ints) -> Ints:
    """For each component the length of the longest path that ends in it."""
    across = below != above
    pairs = np.unique(below[across] * count + above[across])
    below, above = pairs // count, pairs % count
    first = np.searchsorted(below, np.arange(count + 1))
    waiting = np.bincount(above, minlength=count)
    layer = np.zeros(count, np.int64)
    ready = np.flatnonzero(waiting == 0)
    while ready.size:
        reached = in_rows(ready, first, above)
        np.subtract.at(waiting, reached, 1)
        following = np.unique(reached)
        settled = following[waiting[following] == 0]
        layer[settled] = layer[ready[0]] + 1
        ready = settled
    return layer


def in_rows(rows: Ints, first: Ints, values: Ints) -> Ints:
    """The values of these compressed rows, one row behind the other: of row r they are
    `values[first[r]:first[r + 1]]`."""
    return values[places(rows, first)]


def places(rows: Ints, first: Ints) -> Ints:
    """Where the values of these compressed rows are."""
    sizes = first[rows + 1] - first[rows]
    starts = np.repeat(first[rows] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return np.asarray(starts + np.arange(sizes.sum()), np.int64)
