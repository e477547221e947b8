# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The groups of organisations whose failure others feel, as policy names them, and how many of each
have critical use of a supplier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.register.register import Register
from dijkwacht.rules.condition import Between, Known
from dijkwacht.rules.decision_table import DecisionTable

SCORE: Final = "_score"  # the fact that is the highest score in a group: `o_sii_score`
Rules = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, eq=False)
class Groups:
    """Who is in which group: an organisation is once in each."""

    names: tuple[str, ...]
    members: pl.DataFrame  # group, organisation, score: null where there is none, or not known

    def size(self, fact: str) -> int:
        """How many of the group of a fact the register holds."""
        group = fact.removesuffix(SCORE)
        return int((self.members["group"] == group).sum())

    def told(self, facts: Iterable[str]) -> bool:
        """Whether the register says of anyone that it is in one of the groups of these facts: if
        not, it says nothing of how many there are."""
        return any(self.size(fact) for fact in facts)


def groups_of(register: Register, kinds: pl.DataFrame, rules: Rules) -> Groups:
    """The groups of policy: by standing, by kind of organisation, without some kinds."""
    standings = register.table("standings").drop_nulls(["organisation_id", "kind"])
    held = standings.select(
        organisation="organisation_id",
        standing=pl.col("kind").cast(pl.String),
        score=pl.when(pl.col("score") != NOT_APPLICABLE).then("score"),
    )
    both = kinds.join(held, "organisation", "full", coalesce=True)
    found = [_group(both, name, rule) for name, rule in rules.items()]
    return Groups(tuple(rules), pl.concat(found))


def _group(both: pl.DataFrame, name: str, rule: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    wanted, kinds, others = (
        pl.col(column).is_in(list(rule.get(key, ()))).fill_null(False)
        for column, key in (
            ("standing", "standings"),
            ("kind", "kinds"),
            ("kind", "except_kinds"),
        )
    )
    held = both.filter((wanted | kinds) & ~others)
    once = held.group_by("organisation").agg(pl.col("score").max())
    return once.select(pl.lit(name).alias("group"), "organisation", "score")


def counted(groups: Groups, use: pl.DataFrame) -> pl.DataFrame:
    """Per level and provider of `use` (level, provider, organisation) how many of each group, its
    highest score, and how many have no known score."""
    key = ["level", "provider"]
    joined = use.join(groups.members, "organisation")
    found = use.select(key).unique()
    for name in groups.names:
        score = pl.col("score")
        of_group = joined.filter(pl.col("group") == name).group_by(key)
        one = of_group.agg(
            pl.len().cast(pl.Int64).alias(name),
            score.max().alias(f"{name}{SCORE}"),
            score.is_null().sum().cast(pl.Int64).alias(f"{name}_unscored"),
        )
        found = found.join(one, key, "left")
    return found.with_columns(pl.exclude(key).fill_null(0))


def facts_of(table: DecisionTable, groups: Groups, row: Mapping[str, Any]) -> dict[str, Known]:
    """The facts of a table that counts members of groups, from a row of `counted`."""
    told = groups.told(table.facts)
    return {fact: _fact(fact, row) if told else None for fact in table.facts}


def _fact(fact: str, row: Mapping[str, Any]) -> Known:
    count: int = row[fact]
    unscored = fact.endswith(SCORE) and row[f"{fact.removesuffix(SCORE)}_unscored"]
    return Between(count, None) if unscored else count
