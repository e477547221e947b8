# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a service has its class: the rows of the decision table that hold, or may, with all they look
at."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from dijkwacht.findings.classification import Classification
from dijkwacht.findings.record import Fallen, Fired, Record, record
from dijkwacht.register.codes import Noun
from dijkwacht.reports.class_record import CHAIN_FACTS
from dijkwacht.rules.condition import Between, Known
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.api.answers import answer, kept
from dijkwacht.web.api.callers import read
from dijkwacht.web.api.problems import Refused
from dijkwacht.web.api.schemas import Answer, Dated, When
from dijkwacht.web.api.tables import TAGGED
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.veiled_record import in_classes

ROUTER: Final = Router(tags=["findings"], by_alias=True)


class FactValue(Answer):
    """The value of a fact that a row looks at; null where it is not known, or not to be told."""

    fact: str
    unit: str
    low: int | None = Field(description="The value, or the lowest it may be.")
    high: int | None = Field(description="The value, or the highest it may be.")
    words: list[str] = Field(description="The words of a fact that is made of words.")


class TableRow(Answer):
    """A row of the decision table that holds, or may, from some hour on."""

    row: str
    group: str
    says: str
    leads_to: str
    since_hours: int
    slow: bool = Field(description="Only late: it counts lower.")
    tag: str = Field(description="How its threshold is known: SRC, SEC, MEM or OUR.")
    source: str | None
    cite: str
    values: list[FactValue]


class Adjusted(Answer):
    """What an adjustment after the table did, or why it did not."""

    rule: str
    before: str
    after: str
    says: str | None = Field(description="Why; only of own services.")


class FallenService(Answer):
    """Another service that the outage harms."""

    id: str | None
    name: str
    lost_at_hours: int
    mtpd_hours: int
    level: str


class ClassRecord(Dated):
    """Why a service has its class."""

    id: str
    class_code: str
    level: str
    gross_level: str
    possible_level: str
    provisional: bool
    candidate: bool
    mtpd_hours: int
    mtpd_early_hours: int
    class_at_hours: int | None
    valid_until: date | None = Field(description="Of the last approved review.")
    rule: str
    fired: list[TableRow]
    open: list[TableRow]
    adjustments: list[Adjusted]
    cascade: list[FallenService] = Field(description="Other services that fall, as far as seen.")
    cascade_others: int | None = Field(
        description="Services of others that fall, rounded; null where that tells of one."
    )


@ROUTER.get(
    "/services/{id}/class",
    response={200: ClassRecord},
    operation_id="read-class",
    url_name="read-class",
    summary="Read why a service has its class",
    openapi_extra=TAGGED,
)
def class_of(request: HttpRequest, id: str, when: Query[When]) -> HttpResponse:
    """The class of one service, with every row of the decision table that holds or may hold."""
    reading = read(request, when)
    reasoned = reading.reasoned
    sight = reasoned.sight(reading.sight.viewer)
    real = sight.real("services", id)
    if real is None:
        raise Refused(404, "api.not-found")
    return kept(
        request, reading, reasoned, lambda: answer(_record(reading, reasoned, sight, real, id))
    )


def _record(reading: Reading, reasoned: Reasoned, sight: Sight, real: str, id: str) -> ClassRecord:
    found = reasoned.classification
    if real not in found.classes.rows:
        raise Refused(404, "api.not-found")
    own = sight.sees("services", real)
    veiled = sight.viewer.reach is Reach.CENTRAL and not own
    held = in_classes(record(found, real)) if veiled else record(found, real)
    seen = [
        one for one in held.cascade if sight.label(Noun.SERVICE, one.service_id, reading.names).id
    ]
    hidden = [one.service_id for one in held.cascade if one not in seen]
    return ClassRecord(
        on=reasoned.on,
        revision=reasoned.revision,
        later_changes=reading.rows.revision - reasoned.revision,
        id=id,
        class_code=held.code,
        level=held.level.name,
        gross_level=held.gross.name,
        possible_level=held.possible.name,
        provisional=held.provisional,
        candidate=held.candidate,
        mtpd_hours=held.mtpd,
        mtpd_early_hours=held.mtpd_early,
        class_at_hours=held.class_at,
        valid_until=held.valid_until,
        rule=f"{found.table.version} ({found.table.digest})",
        fired=list(_rows(reading, sight, found, held.fired)),
        open=list(_rows(reading, sight, found, held.open)),
        adjustments=list(_adjustments(reading, held, own)),
        cascade=list(_cascade(reading, sight, seen)),
        cascade_others=sight.counted(map(found.organisations.get, hidden)).services,
    )


def _rows(
    reading: Reading, sight: Sight, found: Classification, rows: Sequence[Fired]
) -> Iterator[TableRow]:
    for held in rows:
        yield TableRow(
            row=held.row.id,
            group=held.row.group,
            says=held.row.says[reading.words.language],
            leads_to=held.row.then,
            since_hours=held.first,
            slow=held.slow,
            tag=held.row.tag.value,
            source=held.row.source,
            cite=held.cite,
            values=list(_values(sight, found, held.values)),
        )


def _values(
    sight: Sight, found: Classification, values: Mapping[str, Known]
) -> Iterator[FactValue]:
    for name, value in values.items():
        low, high, words = _bounds(value)
        if name in CHAIN_FACTS and name != CHAIN_FACTS[0]:  # it counts what others have
            low, high = (None if one is None else sight.told(one) for one in (low, high))
        unit = found.table.facts[name].unit
        yield FactValue(fact=name, unit=unit, low=low, high=high, words=words)


def _bounds(value: Known) -> tuple[int | None, int | None, list[str]]:
    if isinstance(value, frozenset):
        return None, None, sorted(value)
    if isinstance(value, Between):
        return value.low, value.high, []
    if isinstance(value, str):
        return None, None, [value]
    return (None, None, []) if value is None else (int(value), int(value), [])


def _adjustments(reading: Reading, held: Record, own: bool) -> Iterator[Adjusted]:
    for one in held.adjustments:
        says = reading.words.say(one.why) if own else None
        yield Adjusted(rule=one.rule, before=one.before.name, after=one.after.name, says=says)


def _cascade(reading: Reading, sight: Sight, seen: Sequence[Fallen]) -> Iterator[FallenService]:
    for one in seen:
        label = sight.label(Noun.SERVICE, one.service_id, reading.names)
        yield FallenService(
            id=label.id,
            name=reading.words.value(label.name),
            lost_at_hours=one.lost_at,
            mtpd_hours=one.mtpd,
            level=one.level.name,
        )
