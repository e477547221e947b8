# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which overrides count (A4): signed by two people of different parts of the organisation, with a
reason and an end, and for no longer than policy allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dijkwacht.base.message import Message
from dijkwacht.base.months import months_later
from dijkwacht.register.assessments import Override
from dijkwacht.register.codes import Direction
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Parameters


@dataclass(frozen=True, slots=True)
class Refused:
    """An override that does not count, and why."""

    override: Override
    why: Message


@dataclass(frozen=True, slots=True)
class Overrides:
    """The override that counts for each service that has one, and all that do not."""

    by_service: Mapping[str, Override]
    refused: tuple[Refused, ...]


def overrides_of(register: Register, rule: Parameters) -> Overrides:
    """The overrides of the day; of several for one service the last one signed."""
    counting: dict[str, Override] = {}
    refused: list[Refused] = []
    every = sorted(register.rows(Override), key=lambda row: (row.signed_on or date.min, row.id))
    for row in every:
        why = _why_not(row, rule["override_months"], register.on)
        if why is not None or row.service_id is None:
            refused.append(Refused(row, why or Message("override.no-service")))
            continue
        if row.service_id in counting:
            later = Message.of("override.followed", by=row.id)
            refused.append(Refused(counting[row.service_id], later))
        counting[row.service_id] = row
    return Overrides(counting, tuple(refused))


def steps(row: Override, rule: Parameters) -> int:
    """By how many classes it moves a class; negative for down."""
    size = int(rule["override_steps"])
    return size if row.direction is Direction.UP else -size


def _why_not(row: Override, months: int, on: date) -> Message | None:
    """Why an override does not count; None when it does."""
    if row.direction is None or not row.reason:
        return Message("override.no-reason")
    return _badly_signed(row, on) or _badly_dated(row, months)


def _badly_signed(row: Override, on: date) -> Message | None:
    signed = (row.first_signatory, row.second_signatory, row.first_unit, row.second_unit)
    if None in signed or row.first_signatory == row.second_signatory:
        return Message("override.one-signature")
    if row.first_unit == row.second_unit:
        return Message("override.one-unit")
    signed_on = row.signed_on
    return Message("override.not-signed-yet") if signed_on is None or signed_on > on else None


def _badly_dated(row: Override, months: int) -> Message | None:
    begins = row.valid_from or row.signed_on
    if begins is None or row.valid_until is None:
        return Message("override.no-end")
    if row.valid_until > months_later(begins, months):
        return Message.of("override.too-long", months=months)
    return None
