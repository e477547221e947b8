# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scripted year of the fictional state: the same for the same numbers, sound as a register, and
those that go downhill look it."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest
from builders import rules

from dijkwacht.base.problem import Grade
from dijkwacht.register.checks import check
from dijkwacht.register.register import History
from dijkwacht.sources.fictional import generate
from dijkwacht.sources.fictional_accounts import books
from dijkwacht.sources.fictional_events import year

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
RULES = rules(FIRST)


@pytest.fixture(scope="module")
def state() -> History:
    return generate(60, 7, RULES, FIRST)


@pytest.fixture(scope="module")
def happened(state: History) -> Mapping[str, pl.DataFrame]:
    return year(state, RULES, 7, FIRST, LAST)


def test_the_same_numbers_give_the_same_year_and_others_another(
    state: History, happened: Mapping[str, pl.DataFrame]
) -> None:
    again, other = (year(state, RULES, seed, FIRST, LAST) for seed in (7, 8))
    assert all(again[name].equals(frame) for name, frame in happened.items())
    assert not other["observations"].equals(happened["observations"])


def test_it_has_no_fault_as_a_register(
    state: History, happened: Mapping[str, pl.DataFrame]
) -> None:
    whole = History.of({**state.frames, **happened})
    assert [one for one in check(whole) if one.grade is not Grade.NOTE] == []


def test_every_event_is_within_the_year_and_known_when_or_after_it_happened(
    happened: Mapping[str, pl.DataFrame],
) -> None:
    rows = happened["observations"]
    assert rows.height > 100
    assert rows["observed_on"].is_between(FIRST, LAST).all()
    assert (rows["known_on"] >= rows["observed_on"]).all()
    assert rows["id"].is_unique().all()
    kinds = set(RULES.parameters("signals/kinds").entries)
    assert set(rows["kind"]) <= kinds
    feeds = set(RULES.parameters("signals/feeds").entries)
    assert set(rows["feed"]) | set(happened["readings"]["feed"]) <= feeds


def test_the_books_balance(happened: Mapping[str, pl.DataFrame]) -> None:
    rows = happened["statements"]
    both = rows["equity"] + rows["total_liabilities"]
    assert (both == rows["total_assets"]).all()
    parts = rows["cash"] + rows["inventories"]
    assert (parts <= rows["current_assets"]).mean() > 0.99


def test_those_that_go_downhill_have_bad_books_and_a_story(
    state: History, happened: Mapping[str, pl.DataFrame]
) -> None:
    held = books(state, RULES, 7)
    failing = held.suppliers.filter(pl.Series(held.failing))
    assert len(failing) > 0
    last = happened["statements"].sort("ends_on").group_by("supplier_id").last()
    bad = last.filter(pl.col("supplier_id").is_in(failing.implode()))
    sound = last.filter(~pl.col("supplier_id").is_in(failing.implode()))
    assert (bad["ebit"] < 0).all()
    assert (sound["equity"] > 0).all()
    assert bad["ends_on"].max() < sound["ends_on"].max()  # type: ignore[operator]
    told = happened["observations"].filter(pl.col("feed") == "insolvency-register")
    assert set(told["supplier_id"]) <= set(failing)


def test_feeds_are_mostly_good_and_now_and_then_not(
    happened: Mapping[str, pl.DataFrame],
) -> None:
    states = happened["readings"]["state"]
    assert 0.9 < (states == "good").mean() < 1  # type: ignore[operator]
