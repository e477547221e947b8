# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts from every form: what becomes an item, what stays unknown, what is told, and what no
damaged file can do."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from unit.sources.accounts import codes, facts, figure, read, years

from dijkwacht.base.errors import Unreadable
from dijkwacht.register.checks import check


def test_a_yearly_report_is_known_from_the_day_it_was_filed(tmp_path: Path) -> None:
    year = {"Revenues": [figure(500, "2024-12-31", "2024-01-01")]}
    year["Assets"] = [figure(900, "2024-12-31")]
    found, problems = read(tmp_path, facts(year))
    (row,) = years(found)
    assert (row["revenue"], row["total_assets"], row["currency"]) == (500, 900, "USD")
    assert (row["starts_on"], row["ends_on"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert row["known_on"] == row["valid_from"] == date(2025, 3, 1)
    assert row["basis"] == "consolidated" and row["equity"] is None
    assert found.table("identifiers")["value"].to_list() == ["0000000099"]
    assert problems == [] and [one for one in check(found) if one.about] == []


def test_quarters_and_other_forms_are_no_years(tmp_path: Path) -> None:
    held = [
        figure(500, "2024-12-31", "2024-01-01"),
        figure(120, "2024-12-31", "2024-10-01"),
        figure(480, "2024-12-31", "2024-01-01", form="8-K", accn="0-x"),
        figure(130, "2024-03-31", "2024-01-01", form="10-Q", accn="0-q", filed="2024-05-01"),
    ]
    found, _ = read(tmp_path, facts({"Revenues": held}))
    assert [row["revenue"] for row in years(found)] == [500]


@pytest.mark.parametrize("start", ["2024-01-01", "2023-12-25"])
def test_years_of_52_and_53_weeks_are_years(tmp_path: Path, start: str) -> None:
    found, _ = read(tmp_path, facts({"Revenues": [figure(500, "2024-12-29", start)]}))
    assert [row["revenue"] for row in years(found)] == [500]


def test_the_year_of_a_figure_is_not_that_of_its_report(tmp_path: Path) -> None:
    # `fy` says 2025 of all three: it is the year of the report
    held = [
        figure(value, f"{year}-12-31", f"{year}-01-01", accn="0-2025", fy=2025, filed="2026-03-01")
        for year, value in ((2023, 300), (2024, 400), (2025, 500))
    ]
    found, _ = read(tmp_path, facts({"Revenues": held}))
    assert [(row["ends_on"].year, row["revenue"]) for row in years(found)] == [
        (2023, 300),
        (2024, 400),
        (2025, 500),
    ]


def test_a_figure_filed_again_with_another_value_is_a_second_row(tmp_path: Path) -> None:
    later = {"accn": "0-2025", "filed": "2026-03-01"}
    year = {
        "Revenues": [
            figure(500, "2024-12-31", "2024-01-01"),
            figure(450, "2024-12-31", "2024-01-01", **later),
        ],
        "Assets": [figure(900, "2024-12-31"), figure(900, "2024-12-31", **later)],
        "NetIncomeLoss": [figure(20, "2024-12-31", "2024-01-01")],
    }
    first, second = years(read(tmp_path, facts(year))[0])
    assert (first["revenue"], second["revenue"]) == (500, 450)
    assert (first["known_on"], second["known_on"]) == (date(2025, 3, 1), date(2026, 3, 1))
    assert second["net_income"] == 20, "what was not said anew still holds"
    assert first["id"] != second["id"]


def test_the_same_figure_filed_again_changes_nothing(tmp_path: Path) -> None:
    again = figure(500, "2024-12-31", "2024-01-01", accn="0-2025", filed="2026-03-01")
    held = [figure(500, "2024-12-31", "2024-01-01"), again]
    assert len(years(read(tmp_path, facts({"Revenues": held}))[0])) == 1


def test_the_better_concept_is_taken_and_the_next_where_it_is_absent(tmp_path: Path) -> None:
    contract = "RevenueFromContractWithCustomerExcludingAssessedTax"
    both = {
        contract: [figure(1, "2024-12-31", "2024-01-01"), figure(3, "2023-12-31", "2023-01-01")],
        "Revenues": [figure(2, "2024-12-31", "2024-01-01")],
    }
    assert [row["revenue"] for row in years(read(tmp_path, facts(both))[0])] == [3, 2]


def test_what_follows_exactly_is_derived_and_marked_and_nothing_else(tmp_path: Path) -> None:
    year = {
        "Revenues": [figure(500, "2024-12-31", "2024-01-01")],
        "CostOfRevenue": [figure(300, "2024-12-31", "2024-01-01")],
        "Assets": [figure(900, "2024-12-31")],
        "StockholdersEquity": [figure(250, "2024-12-31")],
        "TemporaryEquityCarryingAmountAttributableToParent": [figure(50, "2024-12-31")],
    }
    (row,) = years(read(tmp_path, facts(year))[0])
    assert (row["gross_profit"], row["total_liabilities"]) == (200, 600)
    assert row["derived"] == "gross_profit, total_liabilities"
    assert row["ebitda"] is None and row["current_assets"] is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"Liabilities": 700}, "statements-balance"),
        ({"AssetsCurrent": 901}, "statements-parts"),
        ({"LiabilitiesCurrent": 651}, "statements-parts"),
        ({"InventoryNet": -1}, "statements-below-zero"),
        ({"PropertyPlantAndEquipmentNet": 1000}, "statements-parts"),
    ],
)
def test_accounts_that_contradict_themselves_are_told_and_kept(
    tmp_path: Path, more: dict[str, int], code: str
) -> None:
    year = {"Assets": 900, "StockholdersEquity": 250, "Liabilities": 650} | more
    told = {name: [figure(value, "2024-12-31")] for name, value in year.items()}
    told["Revenues"] = [figure(500, "2024-12-31", "2024-01-01")]
    found, problems = read(tmp_path, facts(told))
    assert codes(problems) == [code]
    assert years(found)[0]["total_assets"] == 900


def test_two_values_for_one_figure_are_unknown(tmp_path: Path) -> None:
    held = [figure(5, "2024-12-31", "2024-01-01"), figure(6, "2024-12-31", "2024-01-01")]
    held.append(figure(7, "2023-12-31", "2023-01-01"))
    found, problems = read(tmp_path, facts({"Revenues": held}))
    assert codes(problems) == ["statements-twice"]
    assert [row["revenue"] for row in years(found)] == [7]


@pytest.mark.parametrize(
    "broken",
    [
        {"val": "NaN"},
        {"val": None},
        {"val": "1e400"},
        {"end": "2024-13-31"},
        {"filed": "1999-01-01"},
        {"accn": None},
        {"start": "soon"},
    ],
)
def test_a_figure_that_is_none_is_a_problem(tmp_path: Path, broken: dict[str, Any]) -> None:
    held = [figure(5, "2024-12-31", "2024-01-01") | broken]
    held.append(figure(7, "2023-12-31", "2023-01-01"))
    found, problems = read(tmp_path, facts({"Revenues": held}))
    assert codes(problems) == ["statements-fact"]
    assert [row["revenue"] for row in years(found)] == [7]


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[1]",
        '{"cik": 1}',
        '{"cik": "x", "facts": {}}',
        '{"cik": 1, "facts": []}',
        "[" * 100_000,
        '{"a": NaN}',
        '{"documentInfo": {"namespaces": []}}',
        '{"data": {}}',
    ],
)
def test_what_is_no_accounts_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Unreadable):
        read(tmp_path, content)


def test_a_foreign_filer_is_read_by_international_standards_in_its_own_currency(
    tmp_path: Path,
) -> None:
    year = {"form": "20-F"}
    own = {
        "Revenue": [figure(700, "2024-12-31", "2024-01-01", **year)],
        "Assets": [figure(900, "2024-12-31", **year)],
        "Equity": [figure(300, "2024-12-31", **year)],
    }
    told = {name: {"units": {"EUR": figures}} for name, figures in own.items()}
    told["Revenue"]["units"]["USD"] = [figure(770, "2024-12-31", "2024-01-01", **year)]
    content = {"cik": 7, "entityName": "Polder plc", "facts": {"ifrs-full": told}}
    (row,) = years(read(tmp_path, content)[0])
    assert (row["standard"], row["currency"], row["revenue"]) == ("ifrs", "EUR", 700)
    assert (row["total_liabilities"], row["derived"]) == (600, "total_liabilities")


def test_the_cover_page_gives_the_number_of_shares(tmp_path: Path) -> None:
    content = facts({"Revenues": [figure(5, "2024-12-31", "2024-01-01")]})
    cover = figure(1000, "2025-02-14", accn="0-2024", filed="2025-03-01")
    content["facts"]["dei"] = {"EntityCommonStockSharesOutstanding": {"units": {"shares": [cover]}}}
    (row,) = years(read(tmp_path, content)[0])
    assert (row["shares"], row["currency"]) == (1000, "USD")


def test_a_figure_that_no_item_needs_is_not_looked_at(tmp_path: Path) -> None:
    ahead = figure(5, "2030-12-31", filed="2025-03-01")
    year = {"Revenues": [figure(5, "2024-12-31", "2024-01-01")], "PurchaseObligation": [ahead]}
    found, problems = read(tmp_path, facts(year))
    assert (len(years(found)), problems) == (1, [])


def test_a_company_that_changed_its_standard_has_years_of_both(tmp_path: Path) -> None:
    content = facts({"Revenues": [figure(5, "2023-12-31", "2023-01-01")]})
    later = {"units": {"USD": [figure(6, "2024-12-31", "2024-01-01", form="20-F")]}}
    content["facts"]["ifrs-full"] = {"Revenue": later}
    rows = years(read(tmp_path, content)[0])
    assert [(row["standard"], row["revenue"]) for row in rows] == [("us-gaap", 5), ("ifrs", 6)]
