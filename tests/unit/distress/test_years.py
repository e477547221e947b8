# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which accounts are known on a day, and which year is beside which."""

from datetime import date
from typing import Any

import polars as pl
from builders import rules

from dijkwacht.distress.years import years
from dijkwacht.register.register import frame_of
from dijkwacht.rules.rulebook import Rulebook

RULES = rules()


def row(year: int, **more: Any) -> dict[str, Any]:
    told = {
        "id": f"{year}-{len(more)}-{more.get('known_on')}",
        "supplier_id": "sup-polder",
        "basis": "separate",
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "currency": "EUR",
        "known_on": date(year + 1, 5, 1),
        "revenue": year,
        "equity": 10 * year,
    }
    return told | more


def of(*rows: dict[str, Any], on: date | None = None) -> list[dict[str, Any]]:
    held = RULES if on is None else Rulebook.read().on(on)
    return years(frame_of("statements", list(rows)), held).sort("ends_on").to_dicts()


def test_of_accounts_published_again_the_newest_known_on_the_day_holds() -> None:
    again = row(2024, known_on=date(2026, 4, 1), revenue=1)
    (known,) = of(row(2024), again, on=date(2026, 3, 31))
    assert known["revenue"] == 2024
    (known,) = of(row(2024), again, on=date(2026, 4, 1))
    assert known["revenue"] == 1
    assert of(row(2025), on=date(2026, 4, 30)) == [], "not published yet"


def test_that_accounts_were_published_does_not_hide_their_figures() -> None:
    empty = row(2024, revenue=None, equity=None, id="a-filed")
    full = row(2024, id="z")
    assert of(empty, full)[0]["revenue"] == of(full, empty)[0]["revenue"] == 2024


def test_the_years_before_stand_beside_a_year() -> None:
    first, second, third = of(row(2023), row(2024), row(2025))
    assert (third["prior.revenue"], third["before.revenue"]) == (2024, 2023)
    assert (second["prior.equity"], second["before.equity"]) == (20230, None)
    assert first["prior.revenue"] is None


def test_a_gap_another_currency_or_another_basis_is_no_year_before() -> None:
    assert of(row(2022), row(2025))[-1]["prior.revenue"] is None
    assert of(row(2024, currency="USD"), row(2025))[-1]["prior.revenue"] is None
    assert of(row(2024, basis="consolidated"), row(2025))[-1]["prior.revenue"] is None


def test_what_a_longer_period_made_is_not_known_of_a_year() -> None:
    long = row(2025, starts_on=date(2024, 7, 1))
    (known,) = of(long)
    assert (known["revenue"], known["equity"]) == (None, 20250)
    weeks = row(2025, starts_on=date(2025, 1, 5))
    assert of(weeks)[0]["revenue"] == 2025
    unsaid = row(2025, starts_on=None)
    assert of(unsaid)[0]["revenue"] == 2025


def test_a_year_of_53_weeks_is_still_the_year_before() -> None:
    first = row(2024, starts_on=date(2023, 12, 25), ends_on=date(2024, 12, 29))
    second = row(2025, starts_on=date(2024, 12, 30), ends_on=date(2026, 1, 4))
    assert of(first, second)[-1]["prior.revenue"] == 2024


def test_no_accounts_are_no_years() -> None:
    assert years(frame_of("statements", []), RULES).height == 0
    assert years(pl.DataFrame(schema=frame_of("statements", []).schema), RULES).is_empty()
