# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contracts and deliveries: as long as measured, about what was measured, and nobody behind
itself."""

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dijkwacht.base.ids import Scheme, faults
from dijkwacht.register.codes import Role
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
PROPORTIONS = RULES.parameters("fictional/proportions")
MONTHS = {"MONTH": 1, "DAY": 1 / 30.4, "YEAR": 12}


@pytest.fixture(scope="module")
def state() -> History:
    return generate(170, 1, RULES, ON)


def notices(shared: Path) -> Iterator[str]:
    """The text of each real notice."""
    with tarfile.open(shared / "procurement" / "ted_notices.tar.xz") as packed:
        for member in packed:
            file = packed.extractfile(member)
            if file is not None:
                yield file.read().decode("utf-8", "replace")


def test_durations_are_those_of_real_notices(shared: Path) -> None:
    found = [
        int(number) * MONTHS[unit]
        for text in notices(shared)
        for unit, number in re.findall(r'<DURATION TYPE="(\w+)">\s*(\d+)', text)
    ]
    points = [0.1, 0.25, 0.5, 0.75, 0.9]
    real = np.quantile(found, points)
    ours = np.quantile(PROPORTIONS["months"], points, method="inverted_cdf")
    assert len(found) == 557
    assert real.tolist() == [12, 24, 47, 60, 84]
    assert ours == pytest.approx(real, abs=24)
    assert np.median(PROPORTIONS["months"]) == pytest.approx(real[2], abs=1)


def test_subjects_other_than_ict_come_in_the_order_of_real_notices(shared: Path) -> None:
    ict = {"30", "32", "48", "64", "72"}
    counted = Counter(
        code[:2]
        for text in notices(shared)
        for code in re.findall(r'<ORIGINAL_CPV CODE="(\d{8})', text)[:1]
    )
    real = [division for division, _ in counted.most_common() if division not in ict]
    ours = sorted(PROPORTIONS["other_cpv"], key=lambda code: -PROPORTIONS["other_cpv"][code])
    measured = [code[:2] for code in ours if code[:2] not in ("90", "33")]
    assert measured == real[: len(measured)]


def test_one_award_in_seven_of_the_real_ones_names_a_subcontractor(shared: Path) -> None:
    text = "".join(notices(shared))
    awarded, named = (
        len(re.findall(f"<{tag}[ />]", text))
        for tag in ("AWARDED_CONTRACT", "LIKELY_SUBCONTRACTED")
    )
    assert (awarded, named) == (714, 103)


def test_every_organisation_has_a_contract_on_ict(state: History) -> None:
    ict = state.table("suppliers").filter(pl.col("kind") == "ict")["id"]
    rows = state.table("contracts").filter(pl.col("supplier_id").is_in(ict.implode()))
    assert set(rows["organisation_id"]) == set(state.table("organisations")["id"])


def test_the_part_on_ict_is_what_policy_says(state: History) -> None:
    ict = state.table("suppliers").filter(pl.col("kind") == "ict")["id"]
    part = state.table("contracts")["supplier_id"].is_in(ict.implode()).mean()
    assert part == pytest.approx(PROPORTIONS["ict_contracts"] / 10_000, abs=0.001)


def test_contracts_are_signed_in_the_past_and_end_after_that(state: History) -> None:
    known = state.table("contracts").drop_nulls(["signed_on", "ends_on"])
    assert (known["signed_on"] <= ON).all()
    assert (known["signed_on"] < known["ends_on"]).all()
    assert (known["recorded_on"] >= known["signed_on"]).all()
    assert (state.table("contracts")["recorded_on"] <= ON).all()


def test_some_run_some_have_expired_some_have_no_end_and_of_some_it_is_not_known(
    state: History,
) -> None:
    ends = state.table("contracts")["ends_on"]
    known = ends.drop_nulls()
    assert ends.is_null().mean() == pytest.approx(0.26, abs=0.01)
    assert (known == date.max).mean() == pytest.approx(0.15, abs=0.01)
    assert (known <= ON).mean() == pytest.approx(0.05, abs=0.01)


def test_subjects_are_codes_of_the_vocabulary(state: History) -> None:
    assert faults(Scheme.CPV, state.table("contracts")["cpv"].drop_nulls().unique().to_list()) == []


def test_a_delivery_is_under_a_contract_or_behind_one(state: History) -> None:
    rows = state.table("deliveries")
    behind = rows.filter(pl.col("contract_id").is_null())
    assert set(behind["role"]) == {Role.SUBCONTRACTOR, Role.HOST}
    assert Role.SUBCONTRACTOR not in set(rows.drop_nulls("contract_id")["role"])


def test_who_has_the_contract_delivers_under_it(state: History) -> None:
    main = state.table("deliveries").filter(pl.col("role") == Role.CONTRACTING_PARTY)
    held = state.table("contracts").select("id", holder="supplier_id")
    both = main.drop_nulls("contract_id").join(held, left_on="contract_id", right_on="id")
    assert both.height > 100
    assert (both["supplier_id"] == both["holder"]).all()


def test_nobody_is_its_own_subcontractor(state: History) -> None:
    supplier = state.table("deliveries").select("id", "supplier_id")
    needs = state.table("requirements").filter(pl.col("name") == "onderaannemer")
    members = state.table("members").select("requirement_id", "member_id").drop_nulls()
    tied = (
        needs.select("id", "owner_id")
        .join(members, left_on="id", right_on="requirement_id")
        .join(supplier, left_on="owner_id", right_on="id")
        .join(supplier.rename({"supplier_id": "behind"}), left_on="member_id", right_on="id")
    )
    assert tied.height > 100
    assert (tied["supplier_id"] != tied["behind"]).all()


def test_the_value_of_all_contracts_is_what_policy_says(state: History) -> None:
    known = state.table("contracts")["yearly_value"].drop_nulls().cast(pl.Float64)
    assert known.median() == pytest.approx(15_000, rel=0.1)
    assert known.sum() * 10 / 0.95 == pytest.approx(80e9, rel=0.25)
