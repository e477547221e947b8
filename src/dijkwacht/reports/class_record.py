# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of one service's class, with everything that is needed to compute it by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.record import Record
from dijkwacht.register.assessments import Harm
from dijkwacht.register.codes import HarmKind
from dijkwacht.reports.class_rows import fired_rows, open_rows
from dijkwacht.reports.classes import hours, label, made, of_register, owned, rules_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.told import told
from dijkwacht.reports.words import Lasting, Words

HARM_FACTS: Final = tuple(kind.value for kind in HarmKind)
CHAIN_FACTS: Final = (
    "cascade_own",
    "cascade_organisations",
    "cascade_vital",
    "cascade_sectors",
)
STATED: Final = (
    Column("harm"),
    Column("stated"),
    Column("known_by", exported=False),
    Column("unit", shown=False),
    Column("basis", shown=False),
    Column("assessed_by", shown=False),
    Column("approved_by", shown=False),
    Column("recorded_on", shown=False),
    Column("confidence", shown=False),
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
    Column("sector"),
    Column("lost_at", Cell.HOURS),
    Column("mtpd", Cell.HOURS),
    Column("counts_at", Cell.HOURS),
)


def record_report(name: str, found: Classification, held: Record, names: Names) -> Report:
    """Why a service has its class: harm over time, rows that hold, rows that are open, what was
    adjusted, who is taken down, and who approved."""
    words = Words(names.language)
    tables = (
        _over_time("harm", HARM_FACTS, found, held, words),
        _chain(found, held, words),
        _stated(held, words),
        fired_rows(held, found, words),
        open_rows(held, found, words),
        _adjusted(held, words),
        _fallen(found, held, names),
    )
    return Report(
        title=Message.of("record.title", service=owned(names, found, held.service_id)),
        before=(of_register(name, found), *_says(held), *_range(found, held)),
        tables=tuple(table for table in tables if table.rows),
        after=(*_approved(found, held), *_objectives(found, held), *rules_told(found)),
        made={**made(name, found), "service": held.service_id, **_made(held)},
    )


def _says(held: Record) -> Iterator[Message]:
    yield Message.of(
        "record.class", class_code=held.code, label=Message(label(held.level, held.candidate))
    )
    if held.candidate:
        yield Message("record.candidate")
    if held.provisional:
        higher = held.possible > held.level
        code = "record.provisional" if higher else "record.provisional-same"
        yield Message(code, {"possible": held.possible.name} if higher else {})
    if held.gross != held.level:
        yield Message.of("record.gross", gross=held.gross.name)
    yield _mtpd(held)
    if held.class_at is not None:
        yield Message.of("record.class-at", hours=Lasting(held.class_at))


def _range(found: Classification, held: Record) -> Iterator[Message]:
    """What the class would be by the ends of the ranges of harm, where that is another."""
    row = found.classes.of(held.service_id)
    low, high = (Class(int(part[row])) for part in found.estimated)
    if low != high:
        yield Message.of("record.range", low=low.name, high=high.name)


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
    """What was stated, a line for all hours of one kind that were stated together."""
    together: dict[tuple[Any, ...], list[Harm]] = {}
    for harm in held.harm:
        together.setdefault(_known_by(harm, words), []).append(harm)
    rows = [
        (known[0], _stated_hours(harms, words), _line(known[2:]), *known[1:])
        for known, harms in together.items()
    ]
    return Table("stated", Message("record.stated"), STATED, rows)


def _known_by(harm: Harm, words: Words) -> tuple[Any, ...]:
    return (
        words.text(f"column.{harm.kind}") if harm.kind else None,
        harm.unit,
        harm.basis,
        harm.assessed_by,
        harm.approved_by,
        words.day(harm.recorded_on),
        words.text(f"confidence.{harm.confidence}") if harm.confidence else None,
        harm.source,
    )


def _line(known: Sequence[str | None]) -> str:
    return "; ".join(dict.fromkeys(part for part in known if part))


def _stated_hours(harms: Sequence[Harm], words: Words) -> str:
    return "; ".join(_stated_hour(harm, words) for harm in harms)


def _stated_hour(harm: Harm, words: Words) -> str:
    """`7 d 300 (200-400)`: the hour, the value, and the range where one was given."""
    told_ = f"{words.hours(harm.after_hours)} {words.number(harm.value)}"
    if harm.low is None and harm.high is None:
        return told_
    return f"{told_} ({words.number(harm.low)}-{words.number(harm.high)})"


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
            _sector(found, other.service_id),
            other.lost_at,
            hours(other.mtpd),
            other.counts_at,
        )
        for other in held.cascade
    ]
    return Table("cascade", Message("record.cascade"), FALLEN, rows)


def _sector(found: Classification, id: str) -> str | None:
    service = found.service(id)
    return None if service is None else service.sector


def _approved(found: Classification, held: Record) -> Iterator[Message]:
    review = held.review
    if review is None:
        yield Message("record.not-approved")
        return
    until = held.valid_until
    past = until is not None and until <= found.register.on
    yield Message.of(
        "record.approved-past" if past else "record.approved",
        by=review.done_by,
        approver=review.observed_by,
        on=review.done_on,
        until=until,
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
