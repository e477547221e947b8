# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether each fallback is independent of what it protects: whether they hang on the same supplier
group, place, platform or other thing that policy names (decision note 0029)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.findings.classes import Flags, Ints
from dijkwacht.findings.reach import NOT_COUNTED, Reach, distinct, reach
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.graph.order import in_rows
from dijkwacht.register.codes import Criticality
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters, Rules

RULE: Final = "fallback/independence"
SUPPLIER_GROUP: Final = "group"
NO_GROUP: Final = -1
NOUNS: Final = {noun.word: noun for noun in NodeNoun}


class Verdict(IntEnum):
    """What is known of the independence of a fallback."""

    UNKNOWN = 0
    DEPENDENT = 1
    INDEPENDENT = 2

    @property
    def word(self) -> str:
        """As it is written."""
        return self.name.lower()


class Why(StrEnum):
    """Why the verdict is what it is."""

    SHARED = "shared"  # both hang on one thing
    NOTHING_SHARED = "nothing-shared"
    BY_NATURE = "by-nature"  # nothing is recorded, and its kind needs nothing
    NOTHING_RECORDED = "nothing-recorded"  # of what the fallback needs
    GAPS = "gaps"  # something is not known of what the fallback, or what it protects, needs
    NOTHING_PROTECTED = "nothing-protected"  # of what it protects no need is recorded


WHY: Final = tuple(Why)


@dataclass(frozen=True, slots=True)
class Independence:
    """The verdict on one fallback. Of a dependent one the ways from it, and from whose requirement
    it protects, to the thing that both hang on; of a corporate group to two of its entities."""

    fallback: int  # node
    group: int  # the requirement that it protects; NO_GROUP when there is none
    verdict: Verdict
    why: Why
    from_fallback: tuple[int, ...] = ()
    from_protected: tuple[int, ...] = ()
    parent: str | None = None  # the ultimate parent of the suppliers in which the ways end


@dataclass(frozen=True, eq=False)
class Independences(Sequence[Independence]):
    """The verdicts on all fallbacks, by id ascending; ways are looked for when they are asked."""

    rule: Parameters
    nodes: Ints  # of the fallbacks, ascending
    group: Ints  # what each protects
    verdict: Ints  # Verdict
    why: Ints  # place in WHY
    heads: Mapping[int, str]  # the ultimate parent of each supplier, by node
    reach: Reach

    def __len__(self) -> int:
        """The number of fallbacks."""
        return int(self.nodes.size)

    def __iter__(self) -> Iterator[Independence]:
        """All of them, in order."""
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: int) -> Independence:  # type: ignore[override]  # no slices
        """The verdict in this place; IndexError when there is none."""
        found = Independence(
            int(self.nodes[row]),
            int(self.group[row]),
            Verdict(int(self.verdict[row])),
            WHY[int(self.why[row])],
        )
        return self._with_ways(found) if found.why is Why.SHARED else found

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The place of each fallback, by id."""
        ids = self.reach.graph.nodes.ids
        return {ids[node]: row for row, node in enumerate(self.nodes.tolist())}

    def of(self, fallback_id: str) -> Independence:
        """The verdict on a fallback; KeyError when there is none of this id."""
        return self[self.rows[fallback_id]]

    @cached_property
    def independent(self) -> Flags:
        """Which of them are independent for sure."""
        return np.asarray(self.verdict == Verdict.INDEPENDENT)

    def _with_ways(self, found: Independence) -> Independence:
        """The nearest thing that both hang on, and how."""
        graph, rests = self.reach.graph, self.reach
        groups = graph.groups
        owner = int(groups.owner[found.group])
        starts = groups.member[groups.first[found.group] : groups.first[found.group + 1]]
        needed = set((rests.of(starts, np.zeros_like(starts))).tolist()) - {rests.size - 1}
        needed |= {int(rests.thing[owner])} - {NOT_COUNTED}
        ours = rests.path(rests.members(found.fallback), needed)
        wanted = {int(rests.thing[ours[-1]])}
        theirs = () if int(rests.thing[owner]) in wanted else rests.path(starts.tolist(), wanted)
        return Independence(
            found.fallback,
            found.group,
            found.verdict,
            found.why,
            _plain(graph, (found.fallback, *ours)),
            _plain(graph, (_whose(graph, owner), *theirs)),
            self.heads.get(ours[-1]),
        )


def independence(register: Register, graph: DependencyGraph, rules: Rules) -> Independences:
    """Whether each fallback of the register is independent of what it protects; RuleNotInForce when
    policy has no rule for the day.

    What is protected is looked at in its normal way, without any fallbacks. One that protects a
    requirement is compared with what that requirement needs, one that protects a service with all
    that the service needs.
    """
    rule = rules.parameters(RULE)
    heads = _heads(register, graph)
    stopping = rules.parameters("outage/roles")["stopping"]
    things = _things(register, graph, rule["shared"], heads)
    rests = reach(graph, things, _incomplete(register, graph, stopping))
    nodes = np.flatnonzero(graph.nodes.noun == NodeNoun.FALLBACK)
    group = _protected(graph, nodes)
    why = _why(register, rule, rests, nodes, group)
    return Independences(rule, nodes, group, _VERDICT[why], why, heads, rests)


_VERDICT: Final = np.array(
    [
        {
            Why.SHARED: Verdict.DEPENDENT,
            Why.NOTHING_SHARED: Verdict.INDEPENDENT,
            Why.BY_NATURE: Verdict.INDEPENDENT,
        }.get(why, Verdict.UNKNOWN)
        for why in WHY
    ],
    np.int64,
)


def _why(register: Register, rule: Parameters, rests: Reach, nodes: Ints, group: Ints) -> Ints:
    """The reason for the verdict on each fallback, as a place in WHY."""
    graph, rows = rests.graph, np.arange(nodes.size)
    ours = rests.of(nodes, rows)
    placed = np.flatnonzero(group != NO_GROUP)
    sizes = np.diff(graph.groups.first)[group[placed]]
    starts = in_rows(group[placed], graph.groups.first, graph.groups.member)
    owners = graph.groups.owner[group[placed]]
    counted = rests.thing[owners] != NOT_COUNTED
    own = placed[counted] * rests.size + rests.thing[owners[counted]]
    theirs = distinct(np.concatenate((rests.of(starts, np.repeat(placed, sizes)), own)))
    gap = rests.size - 1
    both = np.intersect1d(ours, theirs, assume_unique=True)
    shared = _among(both[both % rests.size != gap] // rests.size, nodes.size)
    gaps = _among(
        np.concatenate([side[side % rests.size == gap] // rests.size for side in (ours, theirs)]),
        nodes.size,
    )
    nothing = ~_among(ours // rests.size, nodes.size)
    by_nature = _of_kinds(register, graph, nodes, rule["needs_nothing"])
    cases = [
        (shared, Why.SHARED),
        (nothing & by_nature, Why.BY_NATURE),
        (nothing, Why.NOTHING_RECORDED),
        (group == NO_GROUP, Why.NOTHING_PROTECTED),
        (gaps, Why.GAPS),
    ]
    found = np.full(nodes.size, WHY.index(Why.NOTHING_SHARED))
    for holds, why in reversed(cases):
        found[holds] = WHY.index(why)
    return found


def _protected(graph: DependencyGraph, nodes: Ints) -> Ints:
    """The requirement that each of these fallbacks protects."""
    group = np.full(len(graph.nodes), NO_GROUP)
    fallbacks = graph.fallbacks
    group[fallbacks.node] = np.repeat(np.arange(len(graph.groups)), np.diff(fallbacks.first))
    return group[nodes]


def _things(
    register: Register, graph: DependencyGraph, shared: Sequence[str], heads: Mapping[int, str]
) -> Ints:
    """Which thing each node is, of the kinds that policy names; the entities of a corporate group
    are one thing."""
    size = len(graph.nodes)
    thing = np.full(size, NOT_COUNTED)
    nouns = [noun for noun in (NodeNoun.SERVICE, NodeNoun.DELIVERY) if noun.word in shared]
    plain = np.isin(graph.nodes.noun, [int(noun) for noun in nouns])
    unknown_too = [*shared, None]
    systems = _codes(register, graph, "systems", "kind")
    plain |= np.array([kind in unknown_too for kind in systems], np.bool_) & (
        graph.nodes.noun == NodeNoun.SYSTEM
    )
    thing[plain] = np.flatnonzero(plain)
    suppliers = np.flatnonzero(graph.nodes.noun == NodeNoun.SUPPLIER)
    first: dict[str, int] = {}
    for node in suppliers.tolist() if SUPPLIER_GROUP in shared else ():
        thing[node] = first.setdefault(heads.get(node, graph.nodes.ids[node]), node)
    return thing


def _heads(register: Register, graph: DependencyGraph) -> Mapping[int, str]:
    """The ultimate parent of each supplier that has one, by node."""
    index = graph.index
    keys = (
        ((NodeNoun.SUPPLIER, child), head) for child, head in ultimate_parents(register).items()
    )
    return {index[key]: head for key, head in keys if key in index}


def _incomplete(register: Register, graph: DependencyGraph, stopping: Sequence[str]) -> Flags:
    """The nodes that need something which is not in the register: members, the supplier of a
    delivery that would stop with it, or a requirement too faulty to take part."""
    gaps = np.zeros(len(graph.nodes), np.bool_)
    gaps[graph.groups.owner[graph.groups.unknown > 0]] = True
    nobody = register.table("deliveries").filter(
        pl.col("supplier_id").is_null()
        & (pl.col("role").is_in(list(stopping)) | pl.col("role").is_null())
    )
    faulty = register.table("requirements").filter(
        pl.col("criticality").ne_missing(Criticality.NONE)
        & ~pl.col("id").is_in(pl.Series(graph.groups.id, dtype=pl.String).implode())
    )
    keys = [(NodeNoun.DELIVERY.word, id) for id in nobody["id"].unique().to_list()]
    keys += faulty.select(pl.col("owner_noun").cast(pl.String), "owner_id").iter_rows()
    keys += [(NodeNoun.WRAPPED.word, id) for noun, id in keys if noun == NodeNoun.SERVICE.word]
    nodes = [graph.index.get((NOUNS[noun], id)) for noun, id in keys if noun in NOUNS]
    gaps[[node for node in nodes if node is not None]] = True
    return gaps


def _codes(register: Register, graph: DependencyGraph, table: str, column: str) -> list[str | None]:
    """The code of each node from a table of its noun; None where there is none."""
    rows = register.once(table)
    known = dict(rows.select("id", pl.col(column).cast(pl.String)).iter_rows())
    return [known.get(id) for id in graph.nodes.ids]


def _of_kinds(
    register: Register, graph: DependencyGraph, nodes: Ints, kinds: Sequence[str]
) -> Flags:
    codes = _codes(register, graph, "fallbacks", "kind")
    return np.array([codes[node] in kinds for node in nodes.tolist()], np.bool_)


def _among(rows: Ints, size: int) -> Flags:
    """Which of the numbers below `size` occur."""
    found = np.zeros(size, np.bool_)
    found[rows] = True
    return found


def _plain(graph: DependencyGraph, way: Sequence[int]) -> tuple[int, ...]:
    """A way without the inner nodes of wrapped services, which nobody knows by name."""
    return tuple(node for node in way if graph.noun_of(node) is not NodeNoun.WRAPPED)


def _whose(graph: DependencyGraph, owner: int) -> int:
    """Whose requirement it is: of the inner node of a service the service."""
    if graph.noun_of(owner) is not NodeNoun.WRAPPED:
        return owner
    return graph.node(NodeNoun.SERVICE, graph.nodes.ids[owner])


__all__ = ["Independence", "Independences", "Verdict", "Why", "independence"]
