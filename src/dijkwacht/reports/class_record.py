# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of one service's class, with everything that is needed to compute it by hand."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.record import Fired, Record
from dijkwacht.findings.settling import CASCADE
from dijkwacht.register.assessments import Harm
from dijkwacht.register.codes import HarmKind
from dijkwacht.reports.classes import hours, label, made, of_register, owned, rules_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.told import told, told_threshold
from dijkwacht.reports.words import Lasting, Words
from dijkwacht.rules.decision_table import TableRow

FIRED: Final = (
    Column("row"),
    Column("says_why", exported=False),
    Column("says", shown=False),
    Column("value"),
    Column("threshold"),
    Column("since_hour", Cell.HOURS),
    Column("leads_to"),
    Column("known", shown=False),
    Column("source", shown=False),
    Column("rule", shown=False),
)
OPEN: Final = (
    *FIRED[:6],
    Column("may_lead_to"),
    Column("so"),
)
HARM_FACTS: Final = tuple(kind.value for kind in HarmKind)
CHAIN_FACTS: Final = (
    "cascade_own",
    "cascade_organisations",
    "cascade_vital",
    "cascade_sectors",
)
STATED: Final = (
    Column("harm"),
    Column("after_hour", Cell.HOURS),
    Column("value", Cell.COUNT),
    Column("low", Cell.COUNT, shown=False),
    Column("high", Cell.COUNT, shown=False),
    Column("unit", shown=False),
    Column("basis"),
    Column("assessed_by"),
    Column("approved_by"),
    Column("recorded_on"),
    Column("confidence"),
    Column("source", shown=False),
)
ADJUSTED: Final = (
    Column("adjustment"),
    Column("before_class"),
    Column("after_class"),
    Column("why"),
)
FALLEN: Final = (
    Column("service"),
    Column("service_id", shown=False),
    Column("service_class"),
    Column("lost_at", Cell.HOURS),
    Column("mtpd", Cell.HOURS),
)


def record_report(name: str, found: Classification, held: Record, names: Names) -> Report:
    """Why a service has its class: harm over time, rows that hold, rows that are open, what was
    adjusted, who is taken down, and who approved."""
    words = Words(names.language)
    tables = (
        _over_time("harm", HARM_FACTS, found, held, words),
        _chain(found, held, words),
        _stated(held, words),
        _fired(held, found, words),
        _open(held, found, words),
        _adjusted(held, words),
        _fallen(found, held, names),
    )
    return Report(
        title=Message.of("record.title", service=owned(names, found, held.service_id)),
        before=(of_register(name, found), *_says(held)),
        tables=tuple(table for table in tables if table.rows),
        after=(*_approved(held), *_objectives(found, held), *rules_told(found)),
        made={**made(name, found), "service": held.service_id, **_made(held)},
    )


def _says(held: Record) -> Iterator[Message]:
    yield Message.of(
        "record.class", class_code=held.code, label=Message(label(held.level, held.candidate))
    )
    if held.candidate:
        yield Message("record.candidate")
    if held.provisional:
        yield Message.of("record.provisional", possible=held.possible.name)
    if held.gross != held.level:
        yield Message.of("record.gross", gross=held.gross.name)
    yield _mtpd(held)
    if held.class_at is not None:
        yield Message.of("record.class-at", hours=Lasting(held.class_at))


def _mtpd(held: Record) -> Message:
    if held.mtpd == held.mtpd_early:
        none = held.mtpd == FOREVER
        return (
            Message("record.mtpd-none")
            if none
            else Message.of("record.mtpd", hours=Lasting(held.mtpd))
        )
    early = Lasting(held.mtpd_early)
    if held.mtpd == FOREVER:
        return Message.of("record.mtpd-unknown", early=early)
    return Message.of("record.mtpd-between", early=early, late=Lasting(held.mtpd))


def _over_time(
    key: str, names: Sequence[str], found: Classification, held: Record, words: Words
) -> Table:
    """Facts of the table at each time, a column each."""
    facts = [found.table.facts[name] for name in names if name in found.table.facts]
    columns = [Column("after_hour", Cell.HOURS), *(Column(fact.name) for fact in facts)]
    rows = [
        (hour, *(told(held.facts[fact.name][at], fact, words) for fact in facts))
        for at, hour in enumerate(held.times)
    ]
    return Table(key, Message(f"record.{key}"), tuple(columns), rows)


def _chain(found: Classification, held: Record, words: Words) -> Table:
    """The facts of row K over time, where there are any."""
    table = _over_time("chain", CHAIN_FACTS, found, held, words)
    some = any(value != 0 for name in CHAIN_FACTS for value in held.facts.get(name, ()))
    return replace(table, rows=table.rows if some else [])


def _stated(held: Record, words: Words) -> Table:
    rows = [_stated_row(harm, words) for harm in held.harm]
    return Table("stated", Message("record.stated"), STATED, rows)


def _stated_row(harm: Harm, words: Words) -> tuple[Any, ...]:
    return (
        words.text(f"harm.{harm.kind}") if harm.kind else None,
        harm.after_hours,
        harm.value,
        harm.low,
        harm.high,
        harm.unit,
        harm.basis,
        harm.assessed_by,
        harm.approved_by,
        harm.recorded_on,
        words.text(f"confidence.{harm.confidence}") if harm.confidence else None,
        harm.source,
    )


def _fired(held: Record, found: Classification, words: Words) -> Table:
    rows = [_fired_row(row, found, words) for row in held.fired]
    return Table("fired", Message("record.fired"), FIRED, rows)


def _fired_row(held: Fired, found: Classification, words: Words) -> tuple[Any, ...]:
    row, facts = held.row, found.table.facts
    values = [told(value, facts[name], words) for name, value in held.values.items()]
    asked = [
        told_threshold(part.operator, part.threshold, facts[part.fact], words)
        for part in row.conditions
    ]
    others = [words.say(Message.of("record.others", asked=row.others.shown))] if row.others else []
    leads = row.then if row.label is None else f"{row.then} ({row.label})"
    known = Message(f"tag.{row.tag.lower()}")
    return (
        row.id,
        f"{row.says[words.language]} ({', '.join(_known(row, words))})",
        row.says[words.language],
        "; ".join(values),
        "; ".join([*asked, *others]),
        None if row.group in found.yardstick.timeless else held.first,
        leads if not held.slow else words.say(Message.of("record.slow", leads=leads)),
        known,
        row.source,
        f"{held.cite} ({found.table.digest})",
    )


def _known(row: TableRow, words: Words) -> list[str]:
    """How the threshold is known, and where from."""
    tag = words.text(f"tag.{row.tag.lower()}")
    return [tag] if row.source is None else [tag, row.source]


def _open(held: Record, found: Classification, words: Words) -> Table:
    """Per group of rows the highest that may hold: those below it say nothing new."""
    highest: dict[str, Fired] = {}
    for row in held.open:
        before = highest.setdefault(row.row.group, row)
        if found.table.rank(row.row.then) > found.table.rank(before.row.then):
            highest[row.row.group] = row
    rows = [
        (
            *_fired_row(row, found, words)[:6],
            row.row.then,
            words.text("record.open.provisional" if group in _makes_provisional(found) else "-"),
        )
        for group, row in highest.items()
    ]
    return Table("open", Message("record.open"), OPEN, rows)


def _makes_provisional(found: Classification) -> Collection[str]:
    """The groups of rows that make a class provisional when they are not known."""
    return {*found.unknowns.undecided, CASCADE}


def _adjusted(held: Record, words: Words) -> Table:
    rows = [
        (part.rule, part.before.name, part.after.name, words.say(part.why))
        for part in held.adjustments
    ]
    return Table("adjusted", Message("record.adjusted"), ADJUSTED, rows)


def _fallen(found: Classification, held: Record, names: Names) -> Table:
    rows = [
        (
            owned(names, found, other.service_id),
            other.service_id,
            other.level.name,
            other.lost_at,
            hours(other.mtpd),
        )
        for other in held.cascade
    ]
    return Table("cascade", Message("record.cascade"), FALLEN, rows)


def _approved(held: Record) -> Iterator[Message]:
    review = held.review
    if review is None:
        yield Message("record.not-approved")
        return
    yield Message.of(
        "record.approved",
        by=review.done_by,
        approver=review.observed_by,
        on=review.done_on,
        until=held.valid_until,
    )


def _objectives(found: Classification, held: Record) -> Iterator[Message]:
    service = found.service(held.service_id)
    if service is not None:
        yield Message.of(
            "record.objectives",
            mbco=Message("record.unknown") if service.mbco is None else _level(service.mbco),
            rto=_lasting(service.rto_hours),
            rpo=_lasting(service.rpo_hours),
        )


def _level(value: int) -> Message:
    return Message.of("record.level", percent=f"{value / 100:g}")


def _lasting(value: int | None) -> object:
    return Message("record.unknown") if value is None else Lasting(value)


def _made(held: Record) -> dict[str, Any]:
    return {
        "class": held.level.name,
        "code": held.code,
        "gross": held.gross.name,
        "possible": held.possible.name,
        "provisional": held.provisional,
        "candidate": held.candidate,
        "mtpd": hours(held.mtpd),
        "mtpd_early": hours(held.mtpd_early),
        "valid_until": None if held.valid_until is None else held.valid_until.isoformat(),
    }
