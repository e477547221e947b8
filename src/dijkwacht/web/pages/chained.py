# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row K for one reader: which of their own services an outage takes down, and how many of
others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.findings.record import Fallen, Fired, Record
from dijkwacht.register.codes import Noun
from dijkwacht.rules.condition import Between, Known
from dijkwacht.web.access import FEWEST
from dijkwacht.web.judged import Judged

OF_OTHERS: Final = ("cascade_organisations", "cascade_vital", "cascade_sectors")
"""The facts of row K that count what is not one's own."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One service that falls with it."""

    name: str
    id: str | None
    organisation: str | None
    letter: str
    lost_at: int
    counts_at: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The services that fall with it: those that the reader may see, and a sentence on the rest."""

    seen: list[Taken]
    others: Message | None


def chain_of(held: Judged, record: Record) -> Chain:
    """Whom the outage takes down, as the reader may know it."""
    seen = [one for one in record.cascade if not held.is_own or _is_seen(held, one)]
    hidden = [one for one in record.cascade if one not in seen]
    return Chain([_taken(held, one) for one in seen], _summed(held, hidden))


def _is_seen(held: Judged, one: Fallen) -> bool:
    return held.sight.sees("services", one.service_id)


def _taken(held: Judged, one: Fallen) -> Taken:
    of = held.found.organisations.get(one.service_id)
    return Taken(
        name=str(held.names.of(Noun.SERVICE, one.service_id)),
        id=held.link(one.service_id),
        organisation=held.names.of(Noun.ORGANISATION, of),
        letter=one.level.name,
        lost_at=one.lost_at,
        counts_at=one.counts_at,
    )


def _summed(held: Judged, hidden: list[Fallen]) -> Message | None:
    """Those of other organisations in one sentence; without figures where they are few."""
    if not hidden:
        return None
    told = held.sight.counted(held.found.organisations.get(one.service_id) for one in hidden)
    if told.services is None:
        return Message("chain.few-others")
    return Message.of("chain.others", count=told.services, organisations=told.organisations)


def with_told_chain(record: Record) -> Record:
    """The record with what is counted of others as its reader may know it."""
    return replace(
        record,
        facts=_told(record.facts),
        fired=tuple(_fired(one) for one in record.fired),
        open=tuple(_fired(one) for one in record.open),
    )


def _fired(one: Fired) -> Fired:
    values = {
        name: coarse(value) if name in OF_OTHERS else value for name, value in one.values.items()
    }
    return replace(one, values=values)


def _told(facts: Mapping[str, tuple[Known, ...]]) -> Mapping[str, tuple[Known, ...]]:
    return {
        name: tuple(coarse(value) for value in values) if name in OF_OTHERS else values
        for name, values in facts.items()
    }


def coarse(value: Known) -> Known:
    """A count of others: from 1 up to what is told only as that."""
    if isinstance(value, Between):
        high = None if value.high is None else max(value.high, FEWEST - 1)
        low = 1 if 0 < value.low < FEWEST else value.low
        return Between(low, high)
    if isinstance(value, int) and 0 < value < FEWEST:
        return Between(1, FEWEST - 1)
    return value
