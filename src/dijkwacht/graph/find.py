# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a person types to nodes: an id, `noun:id`, `scheme:value` of an outside identifier, or
a name."""

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.message import Message
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.groups import entities
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import Register

NAMED = (NodeNoun.SUPPLIER, NodeNoun.SERVICE, NodeNoun.SYSTEM, NodeNoun.DELIVERY, NodeNoun.FALLBACK)
PARENTS = {
    Noun.ORGANISATION: (
        *("organisation-does-not-stop", "organisation_id"),
        (NodeNoun.SERVICE, NodeNoun.SYSTEM),
    ),
    Noun.CONTRACT: ("contract-does-not-stop", "contract_id", (NodeNoun.DELIVERY,)),
}
"""What does not stop by itself: how that is told, the column that ties to it what can stop, and
what that is."""

NEAR = 3
MANY = 10


def find(
    graph: DependencyGraph, register: Register, text: str, nouns: Sequence[NodeNoun] = NAMED
) -> int:
    """The node that `text` names; of several of one name the first of these nouns.

    Raises NotInRegister when it names nothing (with what comes near), several things (with all of
    them), or an organisation or contract (with what belongs to it, which can stop).
    """
    found = (
        _by_id(graph, text, nouns)
        or _by_identifier(graph, register, text, nouns)
        or _by_name(graph, register, text, nouns)
    )
    if not found:
        _refuse_parent(graph, register, text)
        near = ", ".join(_near(graph, text, nouns))
        code = "nothing-called" if near else "nothing-called-or-near"
        raise NotInRegister(code, name=text, near=near, on=graph.on)
    if len(found) > 1:
        shown = ", ".join(_shown(graph, node) for node in found[:MANY])
        raise NotInRegister("several-called", name=text, count=len(found), found=shown)
    return found[0]


def with_group(graph: DependencyGraph, register: Register, node: int) -> tuple[int, list[int]]:
    """The ultimate parent of a supplier (or itself), and every entity of that group, as nodes."""
    if graph.noun_of(node) is not NodeNoun.SUPPLIER:
        raise NotInRegister("no-group", name=_shown(graph, node))
    head, ids = entities(register, graph.nodes.ids[node])
    held = [
        graph.index[NodeNoun.SUPPLIER, id] for id in ids if (NodeNoun.SUPPLIER, id) in graph.index
    ]
    return graph.index.get((NodeNoun.SUPPLIER, head), node), held


def _by_id(graph: DependencyGraph, text: str, nouns: Sequence[NodeNoun]) -> list[int]:
    noun, colon, id = text.partition(":")
    if colon and noun in {known.word for known in nouns}:
        node = graph.index.get((NodeNoun[noun.upper()], id))
        return [] if node is None else [node]
    found = (graph.index.get((noun_, text)) for noun_ in nouns)
    return [node for node in found if node is not None]


def _by_identifier(
    graph: DependencyGraph, register: Register, text: str, nouns: Sequence[NodeNoun]
) -> list[int]:
    scheme, colon, value = text.partition(":")
    if not colon:
        return []
    rows = register.table("identifiers").filter(
        (pl.col("scheme") == scheme.lower()) & (pl.col("value") == value)
    )
    words = {known.word: known for known in nouns}
    keys = [
        (words[noun], id) for noun, id in rows.select("noun", "of_id").iter_rows() if noun in words
    ]
    return sorted({graph.index[key] for key in keys if key in graph.index})


def _by_name(
    graph: DependencyGraph, register: Register, text: str, nouns: Sequence[NodeNoun]
) -> list[int]:
    """Nodes with this name in any language; a supplier goes before anything else of the same
    name."""
    for noun in nouns:
        ids = _ids_called(register, Noun(noun.word), text)
        found = [graph.index[noun, id] for id in ids if (noun, id) in graph.index]
        if found:
            return found
    return []


def _ids_called(register: Register, noun: Noun, text: str) -> list[str]:
    wanted = text.lower().strip()
    frame = register.table(TABLE_OF[noun])
    names = [name for name in frame.columns if name == "name" or name.startswith("name_")]
    same = pl.any_horizontal(
        pl.col(name).cast(pl.String).str.to_lowercase() == wanted for name in names
    )
    return frame.filter(same)["id"].unique().sort().to_list()


def _refuse_parent(graph: DependencyGraph, register: Register, text: str) -> None:
    """Raise NotInRegister for an organisation or contract: it is there, but does not stop."""
    for noun, (code, column, below) in PARENTS.items():
        id = text.removeprefix(f"{noun}:")
        known = register.table(TABLE_OF[noun])["id"]
        ids = [id] if id in known else _ids_called(register, noun, text)
        tables = [(kind, register.table(TABLE_OF[Noun(kind.word)])) for kind in below]
        held = [
            f"{kind.word}:{one}"
            for kind, frame in tables
            for one in frame.filter(pl.col(column).is_in(ids))["id"].unique().sort()
            if (kind, one) in graph.index
        ]
        if ids:
            own = ", ".join(held[:MANY]) or Message("belongs.nothing")
            raise NotInRegister(code, name=text, own=own)


def _near(graph: DependencyGraph, text: str, nouns: Sequence[NodeNoun]) -> list[str]:
    """Ids and names that look like what was typed."""
    lower = {id.casefold(): id for (noun, id) in graph.index if noun in nouns}
    lower |= {
        name.casefold(): name
        for node, name in enumerate(graph.nodes.names)
        if name and graph.noun_of(node) in nouns
    }
    close = get_close_matches(text.casefold(), lower, NEAR, 0.6)
    inside = [key for key in lower if text and text.casefold() in key][:NEAR]
    return [lower[key] for key in dict.fromkeys([*close, *inside])][:NEAR]


def _shown(graph: DependencyGraph, node: int) -> str:
    return f"{graph.noun_of(node).word}:{graph.nodes.ids[node]}"
