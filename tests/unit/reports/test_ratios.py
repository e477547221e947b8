# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a supplier, told: terms that sum to the score, limits, and what lacks."""

from datetime import date
from typing import Any

import pytest
from builders import rules

from dijkwacht.distress.dossier import Beside, dossier
from dijkwacht.register.register import History, frame_of
from dijkwacht.reports.names import Names
from dijkwacht.reports.ratios import Shown, ratios_report
from dijkwacht.reports.report import Cell, Report, as_csv, named, shown
from dijkwacht.reports.words import Words

RULES = rules()
ITEMS = {
    "revenue": 1200,
    "ebit": 100,
    "net_income": 60,
    "depreciation": 50,
    "profit_before_tax": 80,
    "inventories": 0,
    "total_assets": 1000,
    "current_assets": 400,
    "total_liabilities": 500,
    "current_liabilities": 200,
    "equity": 500,
    "retained_earnings": 300,
}


def report(language: str = "en", **more: Any) -> Report:
    row = {"id": "st-1", "supplier_id": "sup-polder", "basis": "separate", "known_from": 0}
    row |= {"ends_on": date(2025, 12, 31), "known_on": date(2026, 5, 1), "currency": "EUR"}
    tables = {
        "statements": frame_of("statements", [row | ITEMS | more]),
        "suppliers": frame_of(
            "suppliers", [{"id": "sup-polder", "known_from": 0, "name": "Polder"}]
        ),
    }
    held = History.of(tables).at(RULES.on)
    found = dossier(held, RULES, "sup-polder", Beside())
    return ratios_report(Shown("register", found, RULES), Names(held, language))


def rows(of: Report, key: str, language: str = "en") -> list[dict[str, Any]]:
    table = next(table for table in of.tables if table.key == key)
    return [named(table, row, Words(language)) for row in table.rows]


def test_the_terms_of_a_model_sum_to_its_score() -> None:
    made = report()
    for score in rows(made, "scores"):
        terms = [row for row in rows(made, "terms") if row["model"] == score["model"]]
        parts = [row["contribution"] for row in terms]
        if score["score"] is None:
            assert score["missing"] and None in parts
        else:
            assert sum(parts) == pytest.approx(score["score"], abs=1e-4)
            for row in terms:
                value = row["ratio_value"]
                if value is not None:
                    wanted = pytest.approx(value * row["coefficient"], abs=1e-4)
                    assert row["contribution"] == wanted


def test_every_score_lies_in_the_band_that_its_limits_give() -> None:
    made = report()
    for score in rows(made, "scores"):
        limits = [row for row in rows(made, "limits") if row["model"] == score["model"]]
        assert limits
        if score["score"] is not None:
            assert score["band"] in {row["band"] for row in limits}
    assert {row["tag"] for row in rows(made, "scores")} == {
        "unverified (second hand)",
        "unverified (second hand), unverified",
    }


def test_what_lacks_is_named_in_the_reader_s_language() -> None:
    dutch = {row["rule"]: row for row in rows(report("nl"), "scores", "nl")}
    english = {row["rule"]: row for row in rows(report(), "scores")}
    ohlson = "distress/ohlson@2026-01-01"
    assert dutch[ohlson]["missing"] == "nettoresultaat van het jaar ervoor"
    assert english[ohlson]["missing"] == "net income of the year before"
    owes_nothing = {row["rule"]: row for row in rows(report(total_liabilities=0), "scores")}
    services = owes_nothing["distress/altman-z-services@2026-01-01"]
    assert services["missing"] == "equity to liabilities"


def test_for_whom_each_model_was_made_is_said_below() -> None:
    made = report()
    said = [Words("en").say(message) for message in made.after]
    assert len(said) == 11 and any("usual choice for services" in line for line in said)
    assert (
        Words("nl").say(report("nl").title) == "Jaarrekening van Polder, jaar tot en met 2025-12-31"
    )


def test_decimals_are_read_with_three_and_saved_as_they_are() -> None:
    assert shown(1234.5678, Cell.DECIMAL, Words("nl")) == "1.234,568"
    assert shown(None, Cell.DECIMAL, Words("en")) == "?"
    table = next(table for table in report().tables if table.key == "scores")
    assert ",4.012," in as_csv(table, Words("en")).splitlines()[3]
