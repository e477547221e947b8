# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens when something stops, as a report: per horizon, per service, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.engine.answer import Answer
from dijkwacht.engine.explain import Link, explain, is_supplier_link, shown
from dijkwacht.engine.outage import Loss, Outage
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.sensitivity import Sway
from dijkwacht.graph.select import Selection
from dijkwacht.register.codes import Noun
from dijkwacht.register.register import Register
from dijkwacht.reports.alike import alike
from dijkwacht.reports.asked import as_made, calendars, caveat, chosen, how, profile_table, title
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.sensitivity import assumption, sensitivity_table
from dijkwacht.reports.words import Words

MOST = 30


@dataclass(frozen=True, slots=True)
class Told:
    """What an outage report is about."""

    name: str  # of the register
    register: Register
    choice: Choice
    selection: Selection
    answer: Answer
    horizons: tuple[int, ...]
    sways: Sequence[Sway] = ()  # which assumptions matter most, where that was asked

    @property
    def found(self) -> Outage:
        """The outage with everything the register says."""
        return self.answer.found


HORIZONS = (
    Column("within", Cell.HOURS),
    Column("services", Cell.COUNT),
    Column("organisations", Cell.COUNT),
    Column("persons", Cell.COUNT),
    Column("persons_unknown", Cell.COUNT),
    Column("estimated", Cell.COUNT),
)
SERVICES = (
    Column("what", exported=False),
    Column("service", shown=False),
    Column("service_id", shown=False),
    Column("organisation", shown=False),
    Column("lost_at", Cell.HOURS),
    Column("returns_at", Cell.HOURS),
    Column("sure_at", Cell.HOURS, shown=False),
    Column("lowest", Cell.LEVEL),
    Column("persons", Cell.COUNT),
    Column("why"),
    Column("evidence", shown=False),
    Column("confidence", shown=False),
    Column("lost_hours", Cell.COUNT, shown=False),
    Column("person_hours", Cell.COUNT, shown=False),
    Column("assumed", Cell.FLAG, shown=False),
)


def outage_report(told: Told, names: Names) -> Report:
    """The outage: how many services, organisations and persons per horizon, and each lost service
    with its why."""
    return Report(
        title=title(told.found.graph, told.selection, told.choice, names),
        before=tuple(summary(told, names)),
        tables=tuple(_tables(told, names)),
        after=tuple(_made(told, Words(names.language))),
        made=made(told),
    )


def made(told: Told) -> dict[str, Any]:
    """How the answer was made: enough to make it again."""
    graph, choice = told.found.graph, told.choice
    whole, failing = told.found.within(choice.horizon), told.selection.failing
    guessed = sum(loss.assumed and loss.users is None for loss in told.found.lost)
    return {
        "register": told.name,
        "on": graph.on.isoformat(),
        "revision": graph.revision,
        "rules": list(graph.rules),
        "fail": [f"{graph.noun_of(node).word}:{graph.nodes.ids[node]}" for node in failing],
        **as_made(choice),
        "services": len(graph.services),
        "person_hours": known_persons(told.found.person_hours, whole.persons_unknown),
        "persons_unknown": whole.persons_unknown,
        "unknown_members": graph.unknown_members,
        "left_out": graph.left_out,
        "services_assumed": told.found.services_assumed,
        "person_hours_assumed": known_persons(told.found.person_hours_assumed, guessed),
        "assumptions": {flag.name: count for flag, count in told.found.assumptions.items()},
    }


def _tables(told: Told, names: Names) -> Iterator[Table]:
    if told.choice.profile is not None:
        yield profile_table(told.choice.profile, names.language)
    yield horizons_table(told)
    if told.sways:
        yield sensitivity_table(told.sways, names.language)
    yield from (alike(told.answer, names), services_table(told, names))


def summary(told: Told, names: Names) -> Iterator[Message]:
    """The outage in sentences: of which register, how many services, organisations and persons."""
    graph, whole = told.found.graph, told.found.within(told.choice.horizon)
    yield from caveat(told.choice)
    yield Message.of("outage.of", register=told.name, on=graph.on, revision=graph.revision)
    yield from chosen(graph, told.selection, names)
    if not whole.services:
        yield Message.of("outage.nothing", services=len(graph.services))
        return
    yield Message.of(
        "outage.lost",
        services=whole.services,
        of=len(graph.services),
        organisations=whole.organisations,
    )
    persons = "outage.persons" if not whole.persons_unknown else "outage.persons-some-unknown"
    if whole.persons_unknown == whole.services:
        persons = "outage.persons-unknown"
    yield Message.of(
        persons,
        persons=whole.persons,
        unknown=whole.persons_unknown,
        person_hours=told.found.person_hours,
    )
    if told.answer.estimates:
        estimated = told.answer.estimated_within(told.choice.horizon)
        yield Message.of("outage.estimated", sure=whole.services - estimated, estimated=estimated)


def horizons_table(told: Told) -> Table:
    """What is lost within each horizon."""
    rows = []
    for hours in told.horizons:
        loss = told.found.within(hours)
        estimated = told.answer.estimated_within(hours)
        persons = known_persons(loss.persons, loss.persons_unknown)
        rows.append(
            (hours, loss.services, loss.organisations, persons, loss.persons_unknown, estimated)
        )
    wanted = {"estimated": told.answer.estimates, "persons_unknown": any(row[4] for row in rows)}
    columns = tuple(replace(column, shown=wanted.get(column.key, True)) for column in HORIZONS)
    return Table("horizons", Message("outage.horizons"), columns, rows)


def known_persons(persons: int, unknown: int) -> int | None:
    """Unknown (None) when nothing is known of anybody; else what is known, which may be too low."""
    return None if not persons and unknown else persons


def services_table(told: Told, names: Names, losses: Sequence[Loss] | None = None) -> Table:
    """The lost services, or those of other losses, the soonest first, each with its why."""
    evidenced = "evidence" in told.register.table("deliveries").columns
    swapped = dict.fromkeys(("evidence", "confidence"), evidenced)
    swapped |= dict.fromkeys(("persons", "why", "lowest"), not evidenced)
    swapped["returns_at"] = told.choice.returns
    columns = tuple(
        replace(column, shown=swapped.get(column.key, column.shown)) for column in SERVICES
    )
    listed = told.found.lost if losses is None else losses
    rows = [_service(told, names, loss) for loss in listed]
    return Table("lost", Message("outage.services"), columns, rows, MOST)


def _service(told: Told, names: Names, loss: Loss) -> tuple[Any, ...]:
    graph = told.found.graph
    service = names.node(graph, loss.node)
    organisation = names.of(Noun.ORGANISATION, graph.nodes.organisation[loss.node])
    path = shown(told.found, explain(told.found, loss.node))
    return (
        names.owned(graph, loss.node),
        service,
        graph.nodes.ids[loss.node],
        organisation,
        loss.lost_at,
        loss.returns_at,
        told.answer.sure_at(loss.node),
        loss.lowest,
        loss.users,
        names.way(graph, [link.node for link in path]),
        evidence(told, path, names),
        _weakest(told, path, names),
        loss.lost_hours,
        loss.person_hours,
        loss.assumed,
    )


def _facts(told: Told, path: Sequence[Link]) -> Iterator[tuple[Noun, str]]:
    """The rows that tie the links together: requirements, and deliveries for their supplier."""
    graph = told.found.graph
    for link in path:
        if link.group is not None:
            noun = Noun.DELIVERY if is_supplier_link(told.found, link) else Noun.REQUIREMENT
            yield noun, graph.groups.id[link.group.number]


def evidence(told: Told, path: Sequence[Link], names: Names) -> str | None:
    """What was seen: the evidence column of the rows on the way, where the register has one."""
    found = [names.column(noun, id, "evidence") for noun, id in _facts(told, path)]
    every = [part for text in found if text for part in text.split("; ")]
    return "; ".join(dict.fromkeys(every)) or None


def _weakest(told: Told, path: Sequence[Link], names: Names) -> str | None:
    """The weakest confidence on the way; unknown where a row does not say."""
    order = ["observed", "declared", "estimated", "unknown"]
    found = [names.column(noun, id, "confidence") or "unknown" for noun, id in _facts(told, path)]
    return max(found, key=order.index, default=None)


def _made(told: Told, words: Words) -> Iterator[Message]:
    graph = told.found.graph
    yield from how(told.choice, graph)
    yield from calendars(told.choice, told.found)
    counts = told.found.assumptions
    if counts:
        listed = "; ".join(
            f"{words.say(assumption(flag))} {words.number(count)}" for flag, count in counts.items()
        )
        yield Message.of("outage.assumed", count=sum(counts.values()), listed=listed)
        yield Message.of(
            "outage.resting" if told.found.person_hours else "outage.resting-services",
            services=told.found.services_assumed,
            of=len(told.found.lost),
            person_hours=told.found.person_hours_assumed,
            total=told.found.person_hours,
        )
    if graph.unknown_members:
        yield Message.of("outage.unknown-members", count=graph.unknown_members)
    if graph.left_out:
        yield Message.of("outage.left-out", count=graph.left_out)
