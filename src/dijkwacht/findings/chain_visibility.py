# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far it is known who stands behind a service: the obligation on the chain of suppliers.

Rank 1 are the deliveries that a service needs, by way of systems and other services; rank 2 those
that a delivery of rank 1 needs, and so on. A rank is not known where the supplier of one of its
deliveries is missing, or a member is not in the register. It cannot be known where the chain
breaks off at a delivery, a service, or a system other than a place or a cause, of which nothing is
recorded: there may be somebody behind it.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class, Classes, Flags, Ints
from dijkwacht.findings.duty import Asked, Because, Duty, Unit, asked, first_of, judged
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules

RULE: Final = "obligations/chain"


class Ranks(NamedTuple):
    """Per node the nearest rank at which something is not known; FOREVER where there is none."""

    missing: Ints  # a supplier, or a member
    sole: Ints  # a supplier that is the only one who can
    maybe_sole: Ints  # a supplier of whom that is not known
    breaks_off: Ints  # nothing is recorded behind


def chain_visibility(
    register: Register, graph: DependencyGraph, rules: Rules, classes: Classes
) -> Iterator[Duty]:
    """Whether it is known who stands behind each service, as far as its class asks."""
    rule = rules.parameters(RULE)
    nodes = np.array([graph.index[NodeNoun.SERVICE, id] for id in classes.ids], np.int64)
    found = ranks(register, graph, rule["sole_source"], rule["ends"])
    sole = np.isin(classes.level, [int(Class[name]) for name in rule["sole_sources"]])
    ends = dict.fromkeys(rule["to_the_end"], int(FOREVER))
    for key, wanted in (("to_the_end", ends), ("ranks", rule["ranks"])):
        service, rank = asked(classes, wanted)
        of = Ranks(*(column[nodes[service]] for column in found))
        because = _because(of, rank, sole[service])
        known = np.minimum(of.missing, of.breaks_off)
        known = np.where(known == FOREVER, FOREVER, np.maximum(known - 1, 0))
        yield judged(Asked.CHAIN, (rule, key), Unit.RANK, service, because, known, rank)


def _because(of: Ranks, rank: Ints, deeper: Flags) -> tuple[Because, ...]:
    """Why the chain is known to these ranks, or not."""
    missing = (of.missing <= rank) & (of.missing < FOREVER)
    return first_of(
        (missing | (deeper & (of.sole < FOREVER)), Because.SUPPLIER_UNKNOWN),
        ((of.breaks_off <= rank) & (of.breaks_off < FOREVER), Because.NOTHING_BEHIND),
        (deeper & (of.maybe_sole < FOREVER), Because.SOLE_SOURCE_UNKNOWN),
        otherwise=Because.VISIBLE,
    )


def ranks(
    register: Register, graph: DependencyGraph, sole: Sequence[str], ends: Sequence[str]
) -> Ranks:
    """The nearest rank at which the chain of each node is not known."""
    nameless, only, maybe = _suppliers(register, graph, sole)
    gaps = np.zeros(len(graph.nodes), np.bool_)
    gaps[graph.groups.owner[graph.groups.unknown > 0]] = True
    return Ranks(
        _nearest(graph, nameless | gaps, 0),
        _nearest(graph, nameless & only, 0),
        _nearest(graph, nameless & maybe, 0),
        _nearest(graph, _bare(register, graph, ends), 1),
    )


def _suppliers(
    register: Register, graph: DependencyGraph, sole: Sequence[str]
) -> tuple[Flags, Flags, Flags]:
    """The deliveries without a known supplier, those that nobody else can do, and those of which
    that is not known."""
    rows = register.once("deliveries")
    nodes = np.array([graph.index[NodeNoun.DELIVERY, id] for id in rows["id"].to_list()], np.int64)
    suppliers = register.table("suppliers")["id"]
    known = rows["supplier_id"].is_in(suppliers.implode()).fill_null(False)
    kind = rows["substitutability"].cast(pl.String)
    found = []
    for holds in (~known, kind.is_in(list(sole)).fill_null(False), kind.is_null()):
        flags = np.zeros(len(graph.nodes), np.bool_)
        flags[nodes] = holds.to_numpy()
        found.append(flags)
    return found[0], found[1], found[2]


def _bare(register: Register, graph: DependencyGraph, ends: Sequence[str]) -> Flags:
    """The nodes at which a chain breaks off: of which nothing is recorded but, of a delivery, its
    supplier."""
    noun = graph.nodes.noun
    behind = np.zeros(len(graph.nodes), np.bool_)
    members = np.repeat(graph.groups.owner, np.diff(graph.groups.first))
    behind[members[noun[graph.groups.member] != NodeNoun.SUPPLIER]] = True
    rows = register.table("systems").filter(pl.col("kind").is_in(list(ends)))
    allowed = np.isin(noun, (NodeNoun.SUPPLIER, NodeNoun.FALLBACK, NodeNoun.WRAPPED))
    allowed[[graph.index[NodeNoun.SYSTEM, id] for id in rows["id"].unique().to_list()]] = True
    return ~behind & ~allowed


def _nearest(graph: DependencyGraph, marked: Flags, more: int) -> Ints:
    """Per node how many deliveries lie on the way to the nearest mark, the marked one and the node
    itself included, and `more`; FOREVER where there is none."""
    costs = (graph.nodes.noun == NodeNoun.DELIVERY).astype(np.int64)
    found = np.full(len(graph.nodes), FOREVER)
    found[marked] = costs[marked] + more
    owner = np.repeat(graph.groups.owner, np.diff(graph.groups.first))
    while True:
        through = np.minimum(found[graph.groups.member] + costs[owner], FOREVER)
        lower = found.copy()
        np.minimum.at(lower, owner, through)
        if np.array_equal(lower, found):
            return found
        found = lower
