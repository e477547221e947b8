# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the class of each service obliges to and is missing, by organisation."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.duty import Because, Status, Unit
from dijkwacht.findings.obligations import Obligation, Obligations
from dijkwacht.findings.proof import DAY_ONE
from dijkwacht.register.codes import Noun
from dijkwacht.reports.classes import made, of_register, rules_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.rule import Tag

MOST: Final = 30
ORGANISATIONS: Final = (
    Column("organisation"),
    Column("organisation_id", shown=False),
    Column("services", Cell.COUNT),
    Column("not_met", Cell.COUNT),
    Column("unknown", Cell.COUNT),
    Column("met", Cell.COUNT),
)
MISSING: Final = (
    Column("organisation", shown=False),
    Column("organisation_id", shown=False),
    Column("class_code"),
    Column("service"),
    Column("service_id", shown=False),
    Column("obligation", Cell.CODE),
    Column("status", Cell.CODE),
    Column("because"),
    Column("because_code", shown=False),
    Column("value", shown=False),
    Column("threshold", shown=False),
    Column("tag", Cell.CODE),
    Column("rule", shown=False),
)


def obligations_report(
    name: str,
    found: Classification,
    held: Obligations,
    wanted: Collection[str],
    names: Names,
) -> Report:
    """What is missing: per organisation how much, then each obligation that is not met or of which
    that is not known. With `wanted` (ids) only of these organisations."""
    chosen = _chosen(found, wanted)
    rows = [
        _missing(found, one, names)
        for one in held.each(Status.NOT_MET, Status.UNKNOWN)
        if one.service in chosen
    ]
    counts = held.counts()[sorted(chosen)].sum(axis=0)
    not_met, unknown, met = (int(count) for count in counts)
    return Report(
        title=Message("obligations.title"),
        before=(
            of_register(name, found),
            Message.of("obligations.counts", not_met=not_met, unknown=unknown, met=met),
        ),
        tables=(
            Table(
                "organisations",
                Message("obligations.organisations"),
                ORGANISATIONS,
                list(_organisations(found, held, chosen, names)),
                MOST,
            ),
            Table("missing", Message("obligations.missing"), MISSING, rows, MOST),
        ),
        after=(
            Message("obligations.not-judged"),
            Message("obligations.chain"),
            _cited(held),
            *rules_told(found),
        ),
        made=_made(name, found, held),
    )


def _chosen(found: Classification, wanted: Collection[str]) -> set[int]:
    """The rows of the services of these organisations; all without any."""
    ids = enumerate(found.classes.ids)
    return {row for row, id in ids if not wanted or found.organisations.get(id) in wanted}


def _organisations(
    found: Classification, held: Obligations, chosen: Collection[int], names: Names
) -> Iterator[tuple[Any, ...]]:
    """Per organisation how many obligations are not met, unknown and met; the most not met
    first."""
    totals: dict[str | None, Counter[str]] = {}
    counts = held.counts().tolist()
    for row in chosen:
        of = found.organisations.get(found.classes.ids[row])
        total = totals.setdefault(of, Counter())
        total["services"] += 1
        for status in Status:
            total[status.word] += counts[row][status]
    columns = ("services", *(status.word for status in Status))
    order = sorted(totals, key=lambda id: (-totals[id][columns[1]], id or ""))
    for id in order:
        yield names.of(Noun.ORGANISATION, id), id, *(totals[id][column] for column in columns)


def _missing(found: Classification, one: Obligation, names: Names) -> tuple[Any, ...]:
    id = found.classes.ids[one.service]
    of = found.organisations.get(id)
    organisation, words = names.of(Noun.ORGANISATION, of), Words(names.language)
    service = names.of(Noun.SERVICE, id)
    value, threshold = told(one, words)
    return (
        organisation,
        of,
        found.code(one.service),
        service if organisation is None else f"{organisation}: {service}",
        id,
        f"obligation.{one.duty.name.value}",
        f"status.{one.status.word}",
        because(one, words),
        one.because.value,
        value,
        threshold,
        f"tag.{tag_of(found, one).lower()}",
        f"{one.duty.rule.version} {key_of(found, one)} ({one.duty.rule.digest})",
    )


def because(one: Obligation, words: Words) -> Message:
    """Why it is met, not met or unknown, with what was found and what was asked."""
    value, threshold = told(one, words)
    return Message.of(f"because.{one.because.value}", value=value, threshold=threshold)


def told(one: Obligation, words: Words) -> tuple[str | None, str | None]:
    """What was found and what was asked, in words; None where there is nothing to say."""
    value = _told(one.value, one.duty.unit, words)
    return value, _told(one.threshold, one.duty.unit, words)


def _told(value: int, unit: Unit, words: Words) -> str | None:
    if value < 0:
        return None
    if unit is Unit.DAY:
        return words.day(DAY_ONE + timedelta(days=value))
    if unit is Unit.HOURS:
        return words.hours(value)
    if value == FOREVER:
        return words.text("rank.to-the-end")
    return words.number(value)


def key_of(found: Classification, one: Obligation) -> str:
    """The key of the value of the rule that asks for it."""
    return one.duty.key or Class(int(found.classes.level[one.service])).name


def tag_of(found: Classification, one: Obligation) -> str:
    """How that value is known."""
    return Tag(one.duty.rule.entries[key_of(found, one)]["tag"]).value


def _cited(held: Obligations) -> Message:
    versions = {duty.rule.version: duty.rule.digest for duty in held.duties}
    told = ", ".join(f"{version} ({digest})" for version, digest in versions.items())
    return Message.of("obligations.rules", rules=told)


def _made(name: str, found: Classification, held: Obligations) -> dict[str, Any]:
    facts = made(name, found)
    more = {duty.rule.version: duty.rule.digest for duty in held.duties}
    return {**facts, "rules": {**facts["rules"], **more}}


__all__ = ["Because", "because", "obligations_report"]
