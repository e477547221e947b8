# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that are alike: found across spelling, letters and forms, and not where only common words
are shared."""

from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from builders import rules

from dijkwacht.identity.candidates import Matching, alike, taken_apart

MATCHING = Matching.of(rules())
CROWD = [f"Waterdam Diensten {word}" for word in ("Noord", "Oost", "Zuid", "West", "Hoog", "Laag")]


def score(one: str, other: str, crowd: list[str] = CROWD) -> int:
    """How alike two names are among others; 0: no candidate."""
    left = taken_apart(pl.Series([one]), MATCHING.namer)
    right = taken_apart(pl.Series([other, *crowd]), MATCHING.namer)
    found = alike(left, right, MATCHING).filter(pl.col("other") == other)
    return int(found["score"].max() or 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Zilverlijn Software B.V.", "ZILVERLIJN SOFTWARE BV", 10_000, 10_000),
        ("Zilverlijn Software B.V.", "Zilverlijn Software GmbH", 9_700, 10_000),
        ("Zilverlijn Software B.V.", "Zilverlijn Software N.V.", 9_700, 9_700),
        ("Software Zilverlijn", "Zilverlijn Software", 8_400, 10_000),
        ("Zilverlyn Software", "Zilverlijn Software", 8_400, 9_999),
        ("Zilverlijn", "Zilverlijn Software Holding", 8_400, 9_000),
        ("Ромашка", "Romashka OOO", 10_000, 10_000),
        ("Waterdam Diensten Haven", "Waterdam Diensten Hoog", 0, 9_500),
        ("Zilverlijn Software", "Polder ICT", 0, 0),
        ("AB", "AB", 0, 0),
    ],
)
def test_how_alike_two_names_are(one: str, other: str, least: int, most: int) -> None:
    assert least <= score(one, other) <= most


def test_no_names_give_no_pairs() -> None:
    none = taken_apart(pl.Series([], dtype=pl.String), MATCHING.namer)
    some = taken_apart(pl.Series(["Nimbus"]), MATCHING.namer)
    assert alike(none, some, MATCHING).columns == alike(some, some, MATCHING).columns
    assert alike(none, some, MATCHING).height == 0


def labelled(shared: Path, name: str) -> dict[str, set[str]]:
    """The names of each labelled cluster."""
    read = [
        pl.read_csv(shared / "identity" / f"{name}{part}.csv", infer_schema=False)
        for part in ("", "_dev_labels")
    ]
    clusters: dict[str, set[str]] = {}
    for cluster, text in read[0].join(read[1], on="record_id").select("cluster", "name").rows():
        clusters.setdefault(cluster, set()).add(text)
    return clusters


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("ted_organisations", 0.70, 0.68), ("dutch_patent_applicants", 0.98, 0.65)],
)
def test_on_labelled_public_names_it_finds_most_and_is_mostly_right(
    shared: Path, name: str, precision: float, recall: float
) -> None:
    """Floors below the figures of benchmarks/name_matching.py, whatever the country."""
    clusters = labelled(shared, name)
    texts = taken_apart(pl.Series(sorted(set().union(*clusters.values()))), MATCHING.namer)
    found = alike(texts, texts, MATCHING).filter(pl.col("name") < pl.col("other"))
    pairs = set(found.select("name", "other").iter_rows())
    right = {pair for of in clusters.values() for pair in combinations(sorted(of), 2)}
    assert len(pairs & right) / len(pairs) >= precision
    assert len(pairs & right) / len(right) >= recall
