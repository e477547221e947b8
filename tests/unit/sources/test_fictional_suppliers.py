# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Suppliers: as concentrated as measured, owned without circles, and with numbers that nobody
has."""

import csv
import io
import tarfile
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dijkwacht.base.ids import Scheme, faults
from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate
from dijkwacht.sources.fictional_draw import heavy

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)


@pytest.fixture(scope="module")
def state() -> History:
    return generate(340, 1, RULES, ON)


def payments(shared: Path) -> Counter[str]:
    """Payments by supplier in the real files of one council."""
    found: Counter[str] = Counter()
    with tarfile.open(shared / "procurement" / "oxford_city_council_spend.tar.xz") as packed:
        for member in packed:
            file = packed.extractfile(member)
            if file is None:
                continue
            rows = list(csv.reader(io.StringIO(file.read().decode("cp1252"))))
            heads = [cell.strip().lower().replace("_", " ") for cell in rows[0]]
            at = heads.index("supplier name")
            names = (" ".join(row[at].upper().split()) for row in rows[1:] if len(row) > at)
            found.update(name for name in names if name)
    return found


def test_the_popularity_of_suppliers_is_like_that_of_real_payments(shared: Path) -> None:
    counts = np.array(sorted(payments(shared).values(), reverse=True))
    real = counts / counts.sum()
    offset = RULES.parameters("fictional/proportions")["popularity_offset"]
    ours = heavy(counts.size, offset) / heavy(counts.size, offset).sum()
    assert (counts.size, counts.sum()) == (2_671, 45_538)
    assert real[0] == pytest.approx(0.060, abs=0.001)
    assert real[:10].sum() == pytest.approx(0.270, abs=0.001)
    assert real[:27].sum() == pytest.approx(0.431, abs=0.001)
    assert ours[0] == pytest.approx(real[0], abs=0.01)
    assert ours[:10].sum() == pytest.approx(real[:10].sum(), abs=0.02)
    assert ours[:27].sum() == pytest.approx(real[:27].sum(), abs=0.05)


def test_contracts_on_ict_are_spread_over_suppliers_as_the_weights_say(state: History) -> None:
    ict = state.table("suppliers").filter(pl.col("kind") == "ict")["id"]
    rows = state.table("contracts").filter(pl.col("supplier_id").is_in(ict.implode()))
    counts = rows["supplier_id"].value_counts()["count"].sort(descending=True).to_numpy()
    shares = counts / counts.sum()
    weights = heavy(len(ict), 1) / heavy(len(ict), 1).sum()
    assert shares[:10].sum() == pytest.approx(weights[:10].sum(), abs=0.05)
    assert 0.2 < shares[:10].sum() < 0.5


def test_nobody_owns_itself_not_even_through_others(state: History) -> None:
    rows = state.table("ownership")
    assert (rows["parent_id"] < rows["child_id"]).all()
    assert rows["child_id"].n_unique() == rows.height


def test_some_groups_are_large_and_who_holds_a_minority_holds_less_than_half(
    state: History,
) -> None:
    rows = state.table("ownership")
    children = rows["parent_id"].value_counts()["count"]
    assert children.max() >= 5
    known = rows.drop_nulls("share")
    consolidating = known.filter(pl.col("kind") == "consolidating")["share"]
    assert (consolidating > 5_000).all()
    assert (known["share"] < 5_000).any()


@pytest.mark.parametrize(
    ("scheme", "front"),
    [(Scheme.OIN, "00000099"), (Scheme.KVK, "00"), (Scheme.LEI, "9999WATERDAM")],
)
def test_its_numbers_have_right_check_digits_in_a_range_that_nobody_has(
    scheme: Scheme, front: str, state: History
) -> None:
    rows = state.table("identifiers").filter(pl.col("scheme") == scheme.value)
    assert len(rows) > 100
    assert rows["value"].str.starts_with(front).all()
    assert faults(scheme, rows["value"].to_list()) == []
    assert rows["value"].n_unique() == rows.height


def test_only_dutch_suppliers_have_a_number_of_the_dutch_register(state: History) -> None:
    rows = state.table("identifiers").filter(pl.col("scheme") == "kvk")
    named = rows.join(
        state.table("suppliers").select("id", "country"), left_on="of_id", right_on="id"
    )
    assert set(named["country"]) <= {"NL", None}
    assert named.height == rows.height
