# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns: frozen, unknown until said, true during their period."""

from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest

from dijkwacht.base.period import Period
from dijkwacht.register.records import TABLES, Supplier
from dijkwacht.register.row import Row

RECORDS = list(TABLES.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_all_but_the_id_is_unknown_until_it_is_said(record: type[Row]) -> None:
    made = record(id="x-1")
    said = {field.name for field in fields(made) if getattr(made, field.name) is not None}
    assert said == {"id", "known_from"}
    assert made.known_from == 0
    with pytest.raises(FrozenInstanceError):
        made.id = "x-2"  # type: ignore[misc]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_noun_says_what_it_is(record: type[Row]) -> None:
    assert (record.__doc__ or "").strip().endswith((".", ")."))


def test_a_row_knows_when_it_is_true() -> None:
    made = Supplier(id="sup-1", valid_from=date(2026, 1, 1), valid_until=date(2027, 1, 1))
    assert made.valid == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert made.valid.contains(date(2026, 12, 31))
    assert not made.valid.contains(date(2027, 1, 1))
