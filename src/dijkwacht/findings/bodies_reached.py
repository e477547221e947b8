# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which organisations have a critical service that rests on each node of the graph: sets of
organisations as bits, spread along what services cannot do without."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dijkwacht.findings.classes import Flags
from dijkwacht.graph.graph import DependencyGraph, Ints, NodeNoun

WORD: Final = 64
BLOCK: Final = 8 * WORD  # organisations at a time: it bounds the memory, whatever their number
Bits = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Chain:
    """Who needs (owner) what (member), of all essential requirements, in the order of members.
    Suppliers are left out: which of them count depends on the role in a delivery."""

    owner: Ints
    member: Ints

    @classmethod
    def of(cls, graph: DependencyGraph, *, direct: bool) -> "Chain":
        """The essential chain; `direct` ends at the first delivery."""
        groups, noun = graph.groups, graph.nodes.noun
        size = np.diff(groups.first)
        owner, member = np.repeat(groups.owner, size), groups.member
        kept = ~np.repeat(groups.degrading, size) & (noun[member] != NodeNoun.SUPPLIER)
        if direct:
            kept &= noun[owner] != NodeNoun.DELIVERY
        order = np.argsort(member[kept], kind="stable")
        return cls(owner[kept][order], member[kept][order])


@dataclass(frozen=True, eq=False)
class Block:
    """For some organisations: those of which a critical service rests on each node, as bits."""

    start: int  # the number of the first organisation
    direct: Bits  # by its own services and by systems, up to the first delivery
    whole: Bits  # by any way


def blocks(graph: DependencyGraph, critical: Flags, owner: Ints, bodies: int) -> Iterator[Block]:
    """The organisations in blocks. `critical` says per node whether it is a critical service, and
    `owner` whose service it is, from 0; -1 for nobody's."""
    direct, whole = Chain.of(graph, direct=True), Chain.of(graph, direct=False)
    for start in range(0, bodies, BLOCK):
        own = _own(owner - start, min(BLOCK, bodies - start))
        seeds = np.where(critical[:, None], own, np.uint64(0))
        services = graph.nodes.noun == NodeNoun.SERVICE
        passed = np.where(services[:, None], own, ~np.uint64(0))
        yield Block(start, _spread(direct, seeds, passed), _spread(whole, seeds, None))


def members(bits: Bits) -> NDArray[np.bool_]:
    """One column per organisation of the block."""
    as_bytes = bits.astype("<u8").view(np.uint8).reshape(len(bits), -1)
    return np.unpackbits(as_bytes, axis=1, bitorder="little").view(np.bool_)


def _own(owner: Ints, bodies: int) -> Bits:
    """Per node the bit of its organisation, where that is in the block."""
    bits = np.zeros((owner.size, -(-bodies // WORD)), np.uint64)
    here = np.flatnonzero((owner >= 0) & (owner < bodies))
    bits[here, owner[here] // WORD] = np.uint64(1) << (owner[here] % WORD).astype(np.uint64)
    return bits


def _spread(chain: Chain, seeds: Bits, passed: Bits | None) -> Bits:
    """What each node has from those that need it, until nothing changes; of what comes to a node
    only `passed` stays."""
    bits = seeds.copy()
    changed: Flags = np.asarray(bits.any(axis=1))
    while changed.any():
        moving = np.flatnonzero(changed[chain.owner])
        changed = np.zeros_like(changed)
        if moving.size:
            at, came = _gathered(chain, bits, moving)
            held = bits[at] | (came if passed is None else came & passed[at])
            changed[at] = np.any(held != bits[at], axis=1)
            bits[at] = held
    return bits


def _gathered(chain: Chain, bits: Bits, moving: Ints) -> tuple[Ints, Bits]:
    """The members of these edges, each once, with all that their owners have."""
    member = chain.member[moving]
    first = np.flatnonzero(np.append(True, member[1:] != member[:-1]))
    return member[first], np.bitwise_or.reduceat(bits[chain.owner[moving]], first, axis=0)
