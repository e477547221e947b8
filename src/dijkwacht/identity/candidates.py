# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that may be of the same firm: brought together by the words that are rare, scored by how
much of both they share. A score is a reason to look, never a finding."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from dijkwacht.identity.names import Namer
from dijkwacht.rules.rulebook import Rules

RULE: Final = "identity/matching"
ONE: Final = 10_000
FRONT: Final = 6  # letters with which names begin alike
VOWELS: Final = "[aeiouy]"
SHORTEST: Final = 3  # letters of a name that can be likened to another


@dataclass(frozen=True)
class Matching:
    """By which rules names are likened."""

    namer: Namer
    candidate: int
    country_conflict: int
    form_conflict: int
    typo: int
    within: int
    common: int
    most: int

    @classmethod
    def of(cls, rules: Rules) -> "Matching":
        """By the rules in force."""
        policy = rules.parameters(RULE)
        names = (
            "candidate",
            "country_conflict",
            "form_conflict",
            "typo",
            "within",
            "common",
            "most",
        )
        return cls(Namer.of(rules), *(int(policy[name]) for name in names))


def taken_apart(names: pl.Series, namer: Namer) -> pl.DataFrame:
    """Each name once: `name`, its `words`, `core`, `joined` and `form`; those too short to be
    likened to another are left out."""
    texts = names.drop_nulls().unique().sort().to_list()
    made = [(text, namer.name(text)) for text in texts]
    rows = [(text, list(one.words), one.core, one.joined, one.form) for text, one in made]
    schema = {
        "name": pl.String(),
        "words": pl.List(pl.String()),
        "core": pl.String(),
        "joined": pl.String(),
        "form": pl.String(),
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.filter(pl.col("joined").str.len_chars() >= SHORTEST)


def alike(left: pl.DataFrame, right: pl.DataFrame, matching: Matching) -> pl.DataFrame:
    """Pairs of names (taken apart) that score as candidates: `name`, `other`, `score`, `form` and
    `other_form`."""
    if not left.height or not right.height:
        left, right = left.clear(), right.clear()
    pairs = _scored(_pairs(left, right, matching.common), matching)
    return pairs.filter(pl.col("score") >= matching.candidate).sort("name", "score", "other")


def _pairs(left: pl.DataFrame, right: pl.DataFrame, common: int) -> pl.DataFrame:
    """Pairs that share a word that is rare among all names, or begin alike."""
    weights = _weights(left, right)
    first, second = (_keys(side, weights, common) for side in (left, right))
    met = first.join(second, on="key").select("name", pl.col("name_right").alias("other")).unique()
    shared = _shared(met, left, right, weights)
    sides = left.select("name", "core", "joined", "form")
    others = right.select(
        pl.col("name").alias("other"), *(pl.col(of).alias(f"other_{of}") for of in SIDE)
    )
    return met.join(sides, on="name").join(others, on="other").join(shared, on=["name", "other"])


SIDE: Final = ("core", "joined", "form")


def _weights(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Of each word in how many names it is, and its weight: the rarer, the more it tells."""
    both = pl.concat([side.select("name", "words") for side in (left, right)]).unique("name")
    counts = both.explode("words").unique().group_by(pl.col("words").alias("word")).len("names")
    total = max(both.height, 2)
    weight = pl.Series(
        "weight",
        [1 + round(1000 * math.log2(total / count)) for count in counts["names"]],
        dtype=pl.Int64,
    )
    return counts.with_columns(weight)


def _keys(side: pl.DataFrame, weights: pl.DataFrame, common: int) -> pl.DataFrame:
    rare = weights.filter(pl.col("names") <= common).select(pl.col("word").alias("key"))
    words = side.select("name", pl.col("words").alias("key")).explode("key")
    fronts = side.select("name", key="^" + pl.col("joined").str.slice(0, FRONT))
    bones = side.select("name", key="~" + pl.col("joined").str.replace_all(VOWELS, ""))
    begun = pl.concat([fronts, bones])
    crowded = begun.group_by("key").len().filter(pl.col("len") > common)
    sorted_words = side.select("name", key="=" + pl.col("words").list.sort().list.join(" "))
    return pl.concat(
        [
            words.join(rare, on="key", how="semi"),
            begun.join(crowded, on="key", how="anti"),
            sorted_words,
        ]
    ).unique()


def _shared(
    met: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, weights: pl.DataFrame
) -> pl.DataFrame:
    """How much of the weight of the words of both names is in words of both, in basis points."""
    told = [
        side.select("name", pl.col("words").alias("word"))
        .explode("word")
        .unique()
        .join(weights, on="word")
        .select("name", "word", "weight")
        for side in (left, right)
    ]
    sums = [of.group_by("name").agg(pl.col("weight").sum().alias("sum")) for of in told]
    others = told[1].rename({"name": "other"}).select("other", "word")
    common = (
        met.join(told[0], on="name")
        .join(others, on=["other", "word"])
        .group_by("name", "other")
        .agg(pl.col("weight").sum().alias("common"))
    )
    return (
        met.join(common, on=["name", "other"], how="left")
        .join(sums[0], on="name")
        .join(sums[1].rename({"name": "other", "sum": "other_sum"}), on="other")
        .with_columns(pl.col("common").fill_null(0))
        .select(
            "name",
            "other",
            shared=2 * ONE * pl.col("common") // (pl.col("sum") + pl.col("other_sum")),
            within=ONE * pl.col("common") // pl.min_horizontal("sum", "other_sum"),
        )
    )


def _scored(pairs: pl.DataFrame, matching: Matching) -> pl.DataFrame:
    """The pairs with a score in basis points: how alike they are written, and what rare words they
    share; the same words count as the same whatever their order."""
    core, other = pairs["core"].to_list(), pairs["other_core"].to_list()
    joined, other_joined = pairs["joined"].to_list(), pairs["other_joined"].to_list()
    written = np.maximum(
        process.cpdist(joined, other_joined, scorer=fuzz.ratio, dtype=np.float64),
        process.cpdist(core, other, scorer=fuzz.token_sort_ratio, dtype=np.float64),
    )
    points = pl.Series("written", np.rint(written * 100).astype(np.int64))
    same = pl.col("joined") == pl.col("other_joined")
    other_form = (pl.col("form") != pl.col("other_form")).fill_null(False)
    likeness = pl.max_horizontal(
        (2 * pl.col("written") + pl.col("shared")) // 3,
        pl.col("written") - matching.typo,
        pl.col("within") - matching.within,
    )
    score = pl.when(same).then(ONE).otherwise(likeness)
    score = score - pl.when(other_form).then(matching.form_conflict).otherwise(0)
    told = ("name", "other", "form", "other_form")
    return pairs.with_columns(written=points).select(*told, score=score.cast(pl.Int64))
