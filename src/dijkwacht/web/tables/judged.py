# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was concluded about rows, as columns by id: classes and cover of services, what hangs on
suppliers."""

from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import Class, Ints
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.coverage import Coverage, Required
from dijkwacht.findings.reach import NOT_COUNTED, reach
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.codes import Answer
from dijkwacht.web.tables.listing import Covered, Letter

PAIRS: Final = {"supplier": pl.String, "service": pl.String}


def services(found: Classification, cover: Coverage) -> pl.DataFrame:
    """`id` of every service with its class, time band, MTPD and the state of its cover."""
    classes = found.classes
    letters = [Letter(Class(level).name.lower()).value for level in classes.level.tolist()]
    return pl.DataFrame(
        {
            "id": classes.ids,
            "letter": letters,
            "band": _bands(found),
            "mtpd": classes.mtpd,
            "provisional": np.where(classes.provisional, Answer.YES.value, Answer.NO.value),
            "declared_state": _states(cover, cover.declared.share),
            "proven_state": _states(cover, cover.proven.share),
        },
        schema_overrides={"provisional": pl.String, "band": pl.String, "letter": pl.String},
    )


def _bands(found: Classification) -> list[str]:
    """The time band of each service; of two where the MTPD lies between them."""
    ends = (found.classes.mtpd.tolist(), found.classes.mtpd_early.tolist())
    bands = {hours: found.band(hours) for hours in {*ends[0], *ends[1]}}
    pairs = ((bands[late], bands[early]) for late, early in zip(*ends, strict=True))
    return [late if late == early else f"{early}-{late}" for late, early in pairs]


def _states(cover: Coverage, share: Ints) -> pl.Series:
    """How much of what is required is carried."""
    required = cover.required
    told = np.select(
        [
            required == Required.NO,
            required == Required.UNKNOWN,
            share == ONE,
            share > 0,
        ],
        [Covered.NOT_REQUIRED, Covered.UNKNOWN, Covered.WHOLE, Covered.PART],
        Covered.NONE,
    )
    return pl.Series(told.tolist(), dtype=pl.String)


def hanging(graph: DependencyGraph) -> pl.DataFrame:
    """`supplier`, `service` of each pair in which the service rests on the supplier, directly or by
    way of others, also where one of several would do."""
    nouns, ids = graph.nodes.noun, graph.nodes.ids
    suppliers = np.flatnonzero(nouns == NodeNoun.SUPPLIER)
    thing = np.full(len(graph.nodes), NOT_COUNTED)
    thing[suppliers] = np.arange(suppliers.size)
    found = reach(graph, thing, np.zeros(len(graph.nodes), np.bool_))
    rested = np.array(graph.services, np.int64)
    pairs = found.of(rested, np.arange(rested.size))
    of, on = pairs // found.size, pairs % found.size
    known = on < suppliers.size
    return pl.DataFrame(
        {
            "supplier": [ids[node] for node in suppliers[on[known]]],
            "service": [ids[node] for node in rested[of[known]]],
        },
        schema=PAIRS,
    )
