# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the class of each service obliges to and is missing, by organisation."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import cache
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.duty import Duty, Status, Unit
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
    made_of = Rows(found, names)
    rows = [
        made_of.row(one)
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


class Rows:
    """Makes the rows of what is missing. What many rows have in common is made once."""

    def __init__(self, found: Classification, names: Names) -> None:
        self.found, self.names = found, names
        self.words = Words(names.language)
        self._service = cache(self._of_service)
        self._cited = cache(self._of_rule)
        self._told = cache(self._in_words)

    def row(self, one: Obligation) -> tuple[Any, ...]:
        """One obligation: whose, what, why, and by which rule."""
        value = self._told(one.value, one.duty.unit)
        threshold = self._told(one.threshold, one.duty.unit)
        level = int(self.found.classes.level[one.service])
        return (
            *self._service(one.service),
            f"obligation.{one.duty.name.value}",
            f"status.{one.status.word}",
            Message.of(f"because.{one.because.value}", value=value, threshold=threshold),
            one.because.value,
            value,
            threshold,
            *self._cited(one.duty, one.duty.key or Class(level).name),
        )

    def _of_service(self, row: int) -> tuple[Any, ...]:
        id = self.found.classes.ids[row]
        of = self.found.organisations.get(id)
        organisation, service = (
            self.names.of(Noun.ORGANISATION, of),
            self.names.of(Noun.SERVICE, id),
        )
        called = service if organisation is None else f"{organisation}: {service}"
        return organisation, of, self.found.code(row), called, id

    def _of_rule(self, duty: Duty, key: str) -> tuple[str, str]:
        """How the value that asks for it is known, and where it stands."""
        tag = Tag(duty.rule.entries[key]["tag"]).lower()
        return f"tag.{tag}", f"{duty.rule.version} {key} ({duty.rule.digest})"

    def _in_words(self, value: int, unit: Unit) -> str | None:
        """What was found, or asked; None where there is nothing to say."""
        if value < 0:
            return None
        if unit is Unit.DAY:
            return self.words.day(DAY_ONE + timedelta(days=value))
        if unit is Unit.HOURS:
            return self.words.hours(value)
        return self.words.text("rank.to-the-end") if value == FOREVER else self.words.number(value)


def _cited(held: Obligations) -> Message:
    versions = {duty.rule.version: duty.rule.digest for duty in held.duties}
    told = ", ".join(f"{version} ({digest})" for version, digest in versions.items())
    return Message.of("obligations.rules", rules=told)


def _made(name: str, found: Classification, held: Obligations) -> dict[str, Any]:
    facts = made(name, found)
    more = {duty.rule.version: duty.rule.digest for duty in held.duties}
    return {**facts, "rules": {**facts["rules"], **more}}
