# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How bad the loss of each thing is: classes, their records, who inherits them, and what moves."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from dijkwacht.base.units import Hours
from dijkwacht.engine.load import Cache
from dijkwacht.engine.rank import Progress
from dijkwacht.engine.spread import Spreads, cautious, gross, spread
from dijkwacht.findings import classification
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.coverage import Coverage
from dijkwacht.findings.independence import independence
from dijkwacht.findings.inheritance import Inherited, inherit
from dijkwacht.findings.inheritance import resting as rested
from dijkwacht.findings.moves import Move, move_of
from dijkwacht.findings.owners import Heirs, Nodes, nodes_of
from dijkwacht.findings.record import Record, record
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.verbs.opening import Opened, service_node


def at(opened: Opened, day: date, policy: Path | None) -> Opened:
    """The same register on another day, at the same revision, by the policy of that day."""
    register = opened.history.at(day, opened.register.revision)
    return replace(opened, register=register, rules=Rulebook.read(policy).on(day))


def classify(
    opened: Opened, cache: Cache | None = None, progress: Progress | None = None
) -> Classification:
    """The class of every service, with the cascade counted by the engine and the fallbacks that
    are independent; a `cache` lets the compiled engine help with large registers.

    RuleNotInForce when policy lacks a rule it needs on that day.
    """
    graph = opened.graphs.every
    found = _spreads(opened, graph.services.tolist(), cache, progress)
    known = independence(opened.register, graph, opened.rules)
    independent = [graph.nodes.ids[node] for node in known.nodes[known.independent].tolist()]
    since = _known_since(opened)
    return classification.classify(opened.register, graph, opened.rules, found, independent, since)


def reclassify(
    found: Classification, cover: Coverage, harms: pl.DataFrame, overrides: pl.DataFrame
) -> Classification:
    """The classes if the rows of harm and the overrides of the day were these. Nothing else is
    computed anew, so it is quick; `cover` is of the same register."""
    known, ids = cover.independences, cover.graph.nodes.ids
    held = [ids[node] for node in known.nodes[known.independent].tolist()]
    frames = {**found.register.frames, "harms": harms, "overrides": overrides}
    return classification.reassess(found, replace(found.register, frames=frames), held)


def moved(before: Classification, after: Classification, service: str) -> Move | None:
    """How the class of one service (id) moved; None when it did not."""
    return move_of(before, after, service)


def _spreads(
    opened: Opened, causes: list[int], cache: Cache | None, progress: Progress | None
) -> Spreads:
    """Who takes whom down: for sure without estimates, possibly with all that may be."""
    graphs, choice = opened.graphs, gross(_longest(opened.rules))
    sure = spread(graphs.sure, causes, choice, cache, progress)
    possible = cautious(graphs.every)
    if possible is graphs.sure:
        return Spreads(sure, sure)
    return Spreads(sure, spread(possible, causes, choice, cache, progress))


def _known_since(opened: Opened) -> Mapping[str, date]:
    """Since when each service is in the register, by all rows that were ever known of it."""
    rows = opened.history.table("services").filter(pl.col("known_from") <= opened.register.revision)
    first = rows.group_by("id").agg(pl.coalesce("recorded_on", "valid_from").min().alias("since"))
    return dict(first.drop_nulls("since").select("id", "since").iter_rows())


def class_record(opened: Opened, found: Classification, service: str) -> Record:
    """The record of one service, by id or name; NotInRegister for what is no service."""
    return record(found, opened.graphs.every.nodes.ids[service_node(opened, service)])


def inherited(
    opened: Opened,
    found: Classification,
    heirs: Heirs,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Inherited:
    """The class of every system, contract, supplier or group."""
    nodes = nodes_of(opened.register, opened.graphs.every, heirs)
    return inherited_by(opened, found, nodes, cache, progress)


def inherited_by(
    opened: Opened,
    found: Classification,
    nodes: Nodes,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Inherited:
    """The class of each of these things, by the nodes that stop with it."""
    causes = sorted({node for held in nodes.values() for node in held})
    fallen = spread(opened.graphs.every, causes, gross(_longest(opened.rules)), cache, progress)
    return inherit(found, nodes, fallen)


def resting(
    opened: Opened, found: Classification, suppliers: Collection[str], cache: Cache | None = None
) -> pl.DataFrame:
    """Each of these suppliers (ids) with each service that cannot do without it, gross."""
    graph = opened.graphs.every
    every = nodes_of(opened.register, graph, Heirs.SUPPLIERS)
    nodes = {id: held for id, held in every.items() if id in suppliers}
    causes = sorted({node for held in nodes.values() for node in held})
    return rested(found, nodes, spread(graph, causes, gross(_longest(opened.rules)), cache))


def _longest(rules: Rules) -> Hours:
    """How far the outage of a service has to be looked at: to the last assessed time."""
    return Hours(max(rules.parameters("classification/times")["times"]))
