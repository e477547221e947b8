# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes in the words of other regimes, told as a reading and not as a fact."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dijkwacht.base.message import Message
from dijkwacht.findings.crosswalk import Crossed, Reading
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words

MOST: Final = 30
ONE: Final = (
    Column("regime", exported=False),
    Column("regime", shown=False),  # its code
    Column("reading", exported=False),
    Column("reading", shown=False),
    Column("why"),
    Column("tag", shown=False),
    Column("source", shown=False),
    Column("rule", shown=False),
)


class ReadingTold(NamedTuple):
    """What one regime would call a service, in words."""

    regime: str
    outcome: str
    why: str | None


def readings_told(one: Crossed, words: Words) -> Iterator[ReadingTold]:
    """The readings of one service in words, one per regime."""
    for reading in one.readings.values():
        says: Mapping[str, str] = {} if reading.row is None else reading.row.says
        why = says.get(words.language)
        yield ReadingTold(_regime(reading, words), _outcome(reading, words), why)


def crosswalk_report(
    register: str,
    graph: DependencyGraph,
    found: Sequence[Crossed],
    names: Names,
    service: str | None = None,
) -> Report:
    """All services, the highest class first; or one, with the row of each crosswalk."""
    chosen = [one for one in found if service in (None, one.service_id)]
    tables = _all(graph, chosen, names) if service is None else _one(chosen[0], names)
    title = Message("crosswalk.title")
    if service is not None:
        node = graph.node(NodeNoun.SERVICE, service)
        title = Message.of(
            "crosswalk.one", name=names.owned(graph, node), level=chosen[0].level.name
        )
    guessed = sum(one.provisional for one in chosen)
    of = Message.of("outage.of", register=register, on=graph.on, revision=graph.revision)
    readings = chosen[0].readings.values() if chosen else ()
    rules = [f"{reading.table.version} ({reading.table.digest})" for reading in readings]
    return Report(
        title=title,
        before=(Message("crosswalk.ours"), of, *_provisional(guessed)),
        tables=tables,
        after=(Message.of("systemic.rules", rules="; ".join(rules)),),
        made={
            "register": register,
            "on": graph.on.isoformat(),
            "revision": graph.revision,
            "rules": rules,
        },
    )


def _provisional(count: int) -> tuple[Message, ...]:
    return (Message.of("crosswalk.provisional", count=count),) if count else ()


def _all(graph: DependencyGraph, found: Sequence[Crossed], names: Names) -> tuple[Table, ...]:
    regimes = tuple(found[0].readings) if found else ()
    columns = (
        Column("service"),
        Column("service_id", shown=False),
        Column("class", Cell.MARK, exported=False, head=Message("column.class")),
        Column("level", shown=False, head=Message("column.class")),
        Column("provisional", Cell.FLAG, shown=False),
        Column("reading", exported=False),
        *(Column(regime, shown=False, head=Message(regime)) for regime in regimes),
    )
    ranked = sorted(found, key=lambda one: (-one.level, one.service_id))
    rows = [_row(graph, one, names) for one in ranked]
    return (Table("crosswalk", Message("crosswalk.table"), columns, rows, MOST),)


def _row(graph: DependencyGraph, one: Crossed, names: Names) -> tuple[Any, ...]:
    node = graph.node(NodeNoun.SERVICE, one.service_id)
    shown = one.level.name + ("?" if one.provisional else "")
    outcomes = [reading.outcome for reading in one.readings.values()]
    words = Words(names.language)
    told = "; ".join(f"{said.regime}: {said.outcome}" for said in readings_told(one, words))
    called = names.owned(graph, node)
    known = (called, one.service_id, shown, one.level.name, one.provisional, told)
    return (*known, *outcomes)


def _one(found: Crossed, names: Names) -> tuple[Table, ...]:
    words = Words(names.language)
    rows = [_reading(reading, words) for reading in found.readings.values()]
    return (Table("readings", Message("crosswalk.readings"), ONE, rows),)


def _reading(reading: Reading, words: Words) -> tuple[Any, ...]:
    row = reading.row
    says: Mapping[str, str] = {} if row is None else row.says
    return (
        _regime(reading, words),
        reading.regime,
        _outcome(reading, words),
        reading.outcome,
        says.get(words.language),
        None if row is None else row.tag.value,
        reading.table.source if row is None or row.source is None else row.source,
        reading.cited,
    )


def _regime(reading: Reading, words: Words) -> str:
    """Its short name; the title of its crosswalk where policy has one that we do not know."""
    return _said(f"regime.{reading.regime}", words) or reading.table.title[words.language]


def _outcome(reading: Reading, words: Words) -> str:
    """The outcome in words; the code of policy where it is one that we do not know."""
    return _said(f"reading.{reading.regime}.{reading.outcome}", words) or reading.outcome


def _said(code: str, words: Words) -> str | None:
    said = words.text(code)
    return None if said == code else said
