# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Probabilities of firms: each by its own accounts, whoever else is in the table."""

import numpy as np
import polars as pl
import pytest
from accounts import firm_years
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.distress.inputs import ITEMS
from dijkwacht.distress.probability import explained, hazards


def chances(frame: pl.DataFrame, **asked: object) -> dict[str, float]:
    found = hazards(frame, **asked)  # type: ignore[arg-type]  # as it is asked
    return dict(found.select("firm", "probability").iter_rows())


def test_firms_that_sink_into_debt_are_more_probable_to_fail() -> None:
    found = hazards(firm_years(200))
    failing = found["firm"].cast(pl.Int64) % 5 == 0
    for accounts_only in (False, True):
        found = hazards(firm_years(200), accounts_only=accounts_only)
        sick, sound = found.filter(failing), found.filter(~failing)
        low = sick["probability"].quantile(0.1)
        high = sound["probability"].quantile(0.9)
        assert low is not None and high is not None and low > high


def test_every_firm_has_one_line_in_the_order_of_its_first_row() -> None:
    frame = firm_years(20).sample(fraction=1, shuffle=True, seed=3)
    assert hazards(frame)["firm"].to_list() == frame["firm"].unique(maintain_order=True).to_list()


@given(st.integers(0, 19), st.sampled_from([1, 2, 3]))
def test_who_else_is_in_the_table_and_in_what_order_does_not_matter(firm: int, lead: int) -> None:
    frame = firm_years(20)
    alone = frame.filter(pl.col("firm") == str(firm)).reverse()
    assert chances(alone, lead=lead)[str(firm)] == chances(frame, lead=lead)[str(firm)]


@pytest.mark.parametrize("years", [1, 2, 3, 4, 5, 9])
def test_any_number_of_years_will_do_and_only_five_count(years: int) -> None:
    found = hazards(firm_years(10, years=years))
    assert found["years"].to_list() == [min(years, 5)] * 10
    assert found["probability"].is_between(0, 1).all()


def test_a_firm_without_market_value_is_judged_by_its_accounts() -> None:
    frame = firm_years(10)
    without = frame.with_columns(
        market_value=pl.when(pl.col("firm") == "3").then(None).otherwise("market_value")
    )
    found = hazards(without)
    assert found.filter(pl.col("model") == "accounts")["firm"].to_list() == ["3"]
    only = chances(frame, accounts_only=True)
    assert chances(without) == {**chances(frame), "3": only["3"]}


def test_a_firm_of_which_nothing_is_known_has_the_figure_of_an_ordinary_one() -> None:
    frame = firm_years(2).with_columns(pl.lit(None, pl.Float64).alias(item) for item in ITEMS)
    found = explained(frame, "0")
    assert all(np.isnan(one.now) for one in found.contributions)
    assert 0 < found.probability < 0.1


def test_a_longer_time_is_never_less_probable() -> None:
    frame = firm_years(50)
    one, two, three = (hazards(frame, lead=lead)["probability"] for lead in (1, 2, 3))
    assert (one <= two).all()
    assert (two <= three).all()


def test_each_year_is_scored_as_it_was_known_then() -> None:
    frame = firm_years(8)
    early = frame.filter(pl.col("fyear") <= 2008)
    every = hazards(frame, every=True).filter(pl.col("fyear") == 2008)
    assert every["log_odds"].to_list() == hazards(early)["log_odds"].to_list()


@pytest.mark.parametrize("accounts_only", [False, True])
def test_contributions_and_the_ordinary_firm_are_the_log_odds(accounts_only: bool) -> None:
    frame = firm_years(12)
    scored = hazards(frame, accounts_only=accounts_only)
    for firm, chance, log_odds in scored.select("firm", "probability", "log_odds").iter_rows():
        found = explained(frame, firm, accounts_only=accounts_only)
        added = sum(one.added for one in found.contributions)
        assert found.ordinary + added == found.log_odds == log_odds
        assert found.probability == chance
        sizes = [abs(one.added) for one in found.contributions]
        assert sizes == sorted(sizes, reverse=True)


def test_a_table_without_rows_gives_no_lines() -> None:
    assert hazards(firm_years(1).head(0)).height == 0
