# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a supplier: which basis, which year, and the distances of a listed company."""

from datetime import date
from typing import Any

import pytest
from builders import rules

from dijkwacht.base.errors import NotInRegister
from dijkwacht.distress.dossier import Beside, Dossier, dossier
from dijkwacht.distress.published import MODELS
from dijkwacht.register.register import History, frame_of

RULES = rules()


def row(year: int, basis: str = "separate", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{basis}-{year}",
        "supplier_id": "sup-polder",
        "basis": basis,
        "ends_on": date(year, 12, 31),
        "known_on": date(year + 1, 5, 1),
        "known_from": 0,
        "currency": "EUR",
        **more,
    }


def told(*rows: dict[str, Any], **beside: Any) -> Dossier:
    held = History.of({"statements": frame_of("statements", list(rows))}).at(RULES.on)
    return dossier(held, RULES, "sup-polder", Beside(**beside))


def test_the_newest_year_is_judged_and_of_both_bases_the_group() -> None:
    found = told(row(2024, "consolidated"), row(2025), row(2025, "consolidated"))
    assert (found.basis, found.ends_on) == ("consolidated", date(2025, 12, 31))
    assert told(row(2024, "consolidated"), row(2025)).basis == "separate"
    assert told(row(2024), row(2025, "consolidated"), basis="separate").ends_on.year == 2024
    assert [one.model.name for one in found.judged] == list(MODELS)


def test_no_accounts_is_an_error_and_no_score() -> None:
    with pytest.raises(NotInRegister, match="no-statements"):
        told()
    with pytest.raises(NotInRegister):
        told(row(2025), basis="consolidated")


def test_distances_need_a_market() -> None:
    listed = row(2025, market_value=600, short_term_debt=300, long_term_debt=200)
    (merton, naive) = told(listed, volatility=4_000, rate=200).distances
    assert (merton.form, naive.form) == ("merton", "naive")
    # Bharath and Shumway by hand: debt 400, its volatility 0.15, of all assets 0.3
    assert naive.value == pytest.approx(((0.9162907 + 0.02) - 0.045) / 0.3, abs=1e-5)
    assert merton.value is not None and 2 < merton.value < 5
    (merton, _) = told(listed).distances
    assert (merton.value, merton.missing) == (None, ("volatility", "rate"))
    owes_nothing = listed | {"short_term_debt": 0, "long_term_debt": 0}
    (merton, _) = told(owes_nothing, volatility=4_000, rate=200).distances
    assert (merton.value, merton.missing) == (None, ("debt",))
