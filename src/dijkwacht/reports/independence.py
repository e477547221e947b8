# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a fallback is independent of what it protects, or through which ways it is not."""

from collections.abc import Sequence

from dijkwacht.base.message import Message
from dijkwacht.findings.independence import Independence, Why
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names


def independence_told(graph: DependencyGraph, found: Independence, names: Names) -> Message:
    """The reason for a verdict, with both ways to what is shared."""
    if found.why is not Why.SHARED:
        return Message(f"independence.{found.why.value}")
    shared = names.node(graph, found.from_fallback[-1])
    if found.parent is not None:
        shared = names.of(Noun.SUPPLIER, found.parent) or found.parent
    return Message.of(
        "independence.shared" if found.parent is None else "independence.shared-group",
        shared=shared,
        ours=_way(graph, found.from_fallback, names),
        theirs=_way(graph, found.from_protected, names),
    )


def _way(graph: DependencyGraph, path: Sequence[int], names: Names) -> str:
    return " → ".join(names.node(graph, node) for node in path)
