# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a service has its class, for who sees it under another name: amounts in classes, as its row
has them."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dijkwacht.findings.record import Fired, Record
from dijkwacht.rules.condition import Between, Known
from dijkwacht.web.coarse import ENDS, upper

SMALL: Final = 10
"""Up to this a number is a level, or one that many have."""


def in_classes(record: Record) -> Record:
    """The record with every amount as the upper end of its class."""
    facts = {name: tuple(map(told, values)) for name, values in record.facts.items()}
    fired, opened = (tuple(map(_fired, rows)) for rows in (record.fired, record.open))
    return replace(record, facts=facts, fired=fired, open=opened, harm=(), review=None)


def told(value: Known) -> Known:
    """One value of a fact: an amount by its class, bounds by theirs."""
    if isinstance(value, Between):
        low = value.low if value.low <= SMALL else ENDS[bisect_right(ENDS, value.low) - 1]
        return Between(low, None if value.high is None else told_number(value.high))
    if isinstance(value, int) and not isinstance(value, bool):
        return told_number(value)
    return value


def told_number(value: int) -> int:
    """A number, from some size on by its class."""
    return value if value <= SMALL else upper(value)


def _fired(one: Fired) -> Fired:
    values: Mapping[str, Known] = {name: told(value) for name, value in one.values.items()}
    return replace(one, values=values)
