# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published models against FinanceToolkit, which knows nothing of us, and against what must hold of
any weighted sum. Worked cases by hand stand beside each rule in policy."""

import json
from datetime import date
from math import exp, isclose
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from builders import rules
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.distress.published import CONSTANT, MODELS, Link, Model, models
from dijkwacht.distress.ratios import RATIOS, needs
from dijkwacht.distress.worked import RUNNERS, run_score_case
from dijkwacht.distress.years import ITEMS, MARKET, of_items, tangible, years
from dijkwacht.register.register import frame_of
from dijkwacht.rules.rule import Tag

RULES = rules()
FIRM = {
    "revenue": 1200,
    "ebit": 100,
    "total_assets": 1000,
    "current_assets": 400,
    "total_liabilities": 500,
    "current_liabilities": 200,
    "equity": 500,
    "retained_earnings": 300,
    "intangible_assets": 250,
}


def score(name: str, *told: dict[str, Any]) -> float | None:
    return Model.of(RULES, name).explain(of_items(RULES, *told)).value


@pytest.fixture(scope="module")
def golden(root: Path) -> list[dict[str, Any]]:
    """Fictional firms with the scores of FinanceToolkit 2.3.0."""
    file = root / "tests" / "golden" / "distress_by_financetoolkit.json"
    told: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    assert len(told) == 40
    return told


@pytest.mark.parametrize("name", ["ohlson", "zmijewski", "springate", "beneish", "piotroski"])
def test_scores_are_those_of_another_library(name: str, golden: list[dict[str, Any]]) -> None:
    for firm in golden:
        before, prior, last = firm["years"]
        value = score(name, last, prior, before)
        assert value is not None and isclose(value, firm[name], rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("name", ["ohlson", "zmijewski"])
def test_probabilities_are_those_of_another_library(
    name: str, golden: list[dict[str, Any]]
) -> None:
    for firm in golden:
        probability = Model.of(RULES, name).probability(firm[name])
        assert probability is not None
        assert isclose(probability, firm[f"{name}_probability"], rel_tol=1e-9, abs_tol=1e-12)


def test_altman_is_that_of_another_library_but_for_the_last_weight(
    golden: list[dict[str, Any]],
) -> None:
    for firm in golden:
        last = firm["years"][-1]
        # the paper prints 0.999, the library 1.0
        wanted = firm["altman"] - 0.001 * last["revenue"] / last["total_assets"]
        value = score("altman-z", last)
        assert value is not None and isclose(value, wanted, rel_tol=1e-9)


def test_many_firms_at_once_are_each_as_one_alone(golden: list[dict[str, Any]]) -> None:
    rows = [
        {
            "id": f"{firm}-{year}",
            "supplier_id": f"sup-{firm:02}",
            "basis": "separate",
            "ends_on": date(2021 + year, 12, 31),
            **told["years"][year],
        }
        for firm, told in enumerate(golden)
        for year in range(3)
    ]
    frame = years(frame_of("statements", rows), RULES)
    last = frame.filter(pl.col("ends_on").dt.year() == 2023).sort("supplier_id")
    for name in ("ohlson", "beneish", "piotroski"):
        scores = Model.of(RULES, name).scores(last)["score"].to_list()
        wanted = [firm[name] for firm in golden]
        assert all(
            isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) for a, b in zip(scores, wanted, strict=True)
        )


@given(
    st.dictionaries(
        st.sampled_from([*ITEMS, *MARKET]),
        st.integers(-(10**12), 10**12) | st.none(),
    ),
    st.dictionaries(st.sampled_from(ITEMS), st.integers(-(10**12), 10**12)),
    st.dictionaries(st.sampled_from(ITEMS), st.integers(-(10**12), 10**12)),
)
def test_a_score_is_the_sum_of_its_terms_or_says_what_it_lacks(
    last: dict[str, Any], prior: dict[str, Any], before: dict[str, Any]
) -> None:
    year = of_items(RULES, last, prior, before)
    for model in models(RULES):
        found = model.explain(year)
        parts = [term.contribution for term in found.terms]
        if found.value is None:
            assert found.missing or found.undefined
            assert found.probability is None and found.band is None
        else:
            assert (found.missing, found.undefined) == ((), ())
            assert isclose(
                found.value, sum(p for p in parts if p is not None), abs_tol=1e-6, rel_tol=1e-9
            )
            assert found.band in {band.name for band in model.bands}
            assert found.probability is None or 0 <= found.probability <= 1


def test_what_is_unknown_is_never_taken_for_nothing() -> None:
    for model in models(RULES):
        for ratio in model.weights:
            for name in needs(ratio):
                told = [dict.fromkeys([*ITEMS, *MARKET], 7), *(dict.fromkeys(ITEMS, 5),) * 2]
                word, _, item = name.rpartition(".")
                del told[("", "prior", "before").index(word)][item]
                found = model.explain(of_items(RULES, *told))
                assert found.value is None and name in found.missing, (model.name, name)


def test_every_model_says_for_whom_it_is_and_from_where() -> None:
    for model in models(RULES):
        assert set(model.applies) == {"private", "services", "listed"}
        assert set(model.says) == {"nl", "en"}
        assert model.weights.keys() <= RATIOS.keys()
        needed = {name for ratio in model.weights for name in needs(ratio)}
        market = {"market_value", "volatility", "excess_return", "relative_size"}
        assert (model.applies["listed"] == "yes") >= bool(needed & market), model.name
    assert Model.of(RULES, "taffler").tags == (Tag.SEC, Tag.MEM)
    services = {one.name for one in models(RULES) if one.applies["services"] == "yes"}
    private = {one.name for one in models(RULES) if one.applies["private"] == "yes"}
    assert "altman-z-services" in services & private and "altman-z" not in services | private


def test_no_ratio_is_without_a_model() -> None:
    used = {ratio for model in models(RULES) for ratio in model.weights}
    assert used == set(RATIOS)


def test_without_intangible_assets_the_score_is_lower() -> None:
    year = of_items(RULES, FIRM)
    model = Model.of(RULES, "altman-z-services")
    whole, bare = model.explain(year).value, model.explain(tangible(year)).value
    # by hand: working capital 200/750, retained earnings 300/750, EBIT 100/750, equity 250/500
    assert bare is not None and whole is not None and bare < whole + 2
    assert isclose(bare, 6.56 * 200 / 750 + 3.26 * 300 / 750 + 6.72 * 100 / 750 + 1.05 * 0.5)
    unknown = of_items(RULES, {**FIRM, "intangible_assets": None})
    assert model.explain(tangible(unknown)).value is None


@pytest.mark.parametrize(
    ("name", "value", "band"),
    [
        ("altman-z", 1.80, "distress"),
        ("altman-z", 1.81, "grey"),
        ("altman-z", 2.99, "grey"),
        ("altman-z", 3.0, "safe"),
        ("altman-z-services", 1.09, "distress"),
        ("altman-z-services", 2.61, "safe"),
        ("zmijewski", 0.0, "safe"),
        ("zmijewski", 0.01, "distress"),
        ("ohlson", -3.24, "safe"),
        ("ohlson", -3.23, "distress"),
        ("beneish", -1.78, "unlikely"),
        ("beneish", -1.77, "likely"),
        ("piotroski", 2, "weak"),
        ("piotroski", 8, "strong"),
    ],
)
def test_bands(name: str, value: float, band: str) -> None:
    assert Model.of(RULES, name).band(value) == band


def test_the_limit_of_ohlson_is_a_probability_of_38_in_a_thousand() -> None:
    model = Model.of(RULES, "ohlson")
    assert model.link is Link.LOGIT
    limit = model.bands[0].upto
    assert limit is not None and isclose(1 / (1 + exp(-limit)), 0.038, abs_tol=1e-5)
    assert model.probability(10**6) == 1 and model.probability(-(10**6)) == pytest.approx(0)


def test_worked_cases_run_the_same_functions() -> None:
    assert set(RUNNERS) == {f"distress/{name}" for name in MODELS}
    case = {"given": FIRM, "expect": {"score": "", "missing": [], "undefined": []}}
    assert run_score_case("altman-z", RULES, case) == {
        "score": "unknown",
        "missing": ["market_value"],
        "undefined": [],
    }
    assert Model.of(RULES, "altman-z").constant == 0
    terms = Model.of(RULES, "ohlson").explain(of_items(RULES, FIRM)).terms
    assert (terms[0].ratio, terms[0].contribution) == (CONSTANT, -1.32)
