# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why one service falls: the binding path from the cause to it, a line per step with its source and
date."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.engine.explain import Help, Link, explain, is_supplier_link, shown
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.reports.asked import caveat, title
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told, made
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Lasting

COLUMNS = (
    Column("hour", Cell.HOURS),
    Column("what"),
    Column("id", shown=False),
    Column("level", Cell.LEVEL),
    Column("because"),
    Column("requirement", shown=False),
    Column("source"),
    Column("recorded_on"),
    Column("confidence", shown=False),
    Column("evidence", shown=False),
)


def explain_report(told: Told, names: Names, node: int) -> Report:
    """The path to the first fall of `node`: who falls when, to what level, by which requirement,
    and who says so."""
    path = shown(told.found, explain(told.found, node))
    called = names.owned(told.found.graph, node)
    asked = title(told.found.graph, told.selection, told.choice, names)
    if not path:
        says = (*caveat(told.choice), Message.of("explain.holds", name=called))
        return Report(asked, says, made=made(told))
    rows = [_row(told, names, path, place) for place in range(len(path))]
    return Report(
        asked,
        (
            *caveat(told.choice),
            Message.of("explain.why", name=called, hour=Lasting(path[-1].hour)),
        ),
        (Table("path", Message("explain.path"), COLUMNS, rows),),
        _after(told, node),
        made(told),
    )


def _row(told: Told, names: Names, path: Sequence[Link], place: int) -> tuple[Any, ...]:
    link, graph = path[place], told.found.graph
    noun, id = _because(told, link)
    said = _provenance(told, noun, id)
    return (
        link.hour,
        names.owned(graph, link.node),
        f"{graph.noun_of(link.node).word}:{graph.nodes.ids[link.node]}",
        link.level,
        _why(told, names, path, place),
        None if link.group is None else id,
        said["source"],
        said["recorded_on"],
        said["confidence"],
        names.column(noun, id, "evidence"),
    )


def _because(told: Told, link: Link) -> tuple[Noun, str]:
    """The row that ties this link to the one before it; for the cause the row of the thing
    itself."""
    graph = told.found.graph
    noun = graph.noun_of(link.node)
    if link.group is None or is_supplier_link(told.found, link):
        return Noun(noun.word), graph.nodes.ids[link.node]
    return Noun.REQUIREMENT, graph.groups.id[link.group.number]


def _provenance(told: Told, noun: Noun, id: str) -> dict[str, Any]:
    found = told.register.table(TABLE_OF[noun]).filter(pl.col("id") == id)
    wanted = ("source", "recorded_on", "confidence")
    return found.row(0, named=True) if found.height else dict.fromkeys(wanted)


def _why(told: Told, names: Names, path: Sequence[Link], place: int) -> Message:
    link = path[place]
    if link.group is None:
        return Message("explain.fails")
    needs = names.node(told.found.graph, path[place - 1].node)
    alternatives = len(link.group.members)
    code = "explain.needs" if alternatives == 1 else "explain.needs-of"
    if link.help is not Help.NONE:
        code = f"{code}.{link.help.value}"
    felt = Message("explain.at-once")
    if link.group.buffer:
        felt = Message.of("explain.unnoticed", hours=Lasting(link.group.buffer))
    return Message(code, {"needs": needs, "felt": felt, "of": alternatives})


def _after(told: Told, node: int) -> tuple[Message, ...]:
    spans = told.found.lost_spans(node)
    if not spans:
        return ()
    last = spans[-1][1]
    if last >= told.choice.horizon:
        return (Message("explain.stays"),)
    return (Message.of("explain.returns", hour=Lasting(last), times=len(spans)),)
