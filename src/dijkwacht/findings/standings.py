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
STRAYS: Final = "_strays"  # how many may be in a group, beside those that are for sure
Wanted = Mapping[str, Mapping[str, Sequence[str]]]
"""By group which standings and kinds are in it, and which kinds are not."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Who is in which group: an organisation is once in each."""

    names: tuple[str, ...]
    # group, organisation, sure: false where it may be one of them, for its kind is not known, and
    # score: null where there is none, or not known
    members: pl.DataFrame

    def size(self, fact: str) -> int:
        """How many of the group of a fact the register holds for sure."""
        return int(self._of(fact)["sure"].sum())

    def total(self, fact: str) -> int | None:
        """How many there are; None where the register holds none, or some that may be one."""
        held = self._of(fact)
        return (held.height or None) if held["sure"].all() else None

    def told(self, facts: Iterable[str]) -> bool:
        """Whether the register says of anyone that it is in one of the groups of these facts: if
        not, it says nothing of how many there are."""
        return any(self.size(fact) for fact in facts)

    def _of(self, fact: str) -> pl.DataFrame:
        return self.members.filter(pl.col("group") == fact.removesuffix(SCORE))


def groups_of(register: Register, kinds: pl.DataFrame, rules: Wanted) -> Groups:
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
    standings = pl.col("standing").is_in(list(rule.get("standings", ()))).fill_null(False)
    kinds, others = (_kind_in(rule.get(key, ())) for key in ("kinds", "except_kinds"))
    asked = both.with_columns(sure=(standings | kinds) & ~others)
    held = asked.filter(pl.col("sure").fill_null(True))
    once = held.group_by("organisation").agg(
        pl.col("sure").fill_null(False).any(), pl.col("score").max()
    )
    return once.select(pl.lit(name).alias("group"), "organisation", "sure", "score")


def _kind_in(kinds: Sequence[str]) -> pl.Expr:
    """Whether the kind is one of these; null where that is not known."""
    return pl.col("kind").is_in(list(kinds)) if kinds else pl.lit(False)


def counted(groups: Groups, use: pl.DataFrame) -> pl.DataFrame:
    """Per level and provider of `use` (level, provider, organisation: null for one that is not
    known) how many of each group for sure, how many more may be, the highest score of the former,
    and how many have a score that is not known."""
    key = ["level", "provider"]
    joined = use.join(groups.members, "organisation")
    found = use.group_by(key).agg(nobody=pl.col("organisation").null_count().cast(pl.Int64))
    sure, score = pl.col("sure"), pl.col("score")
    for name in groups.names:
        of_group = joined.filter(pl.col("group") == name).group_by(key)
        one = of_group.agg(
            sure.sum().cast(pl.Int64).alias(name),
            (~sure).sum().cast(pl.Int64).alias(f"{name}{STRAYS}"),
            score.filter(sure).max().alias(f"{name}{SCORE}"),
            (score.is_null() & sure).sum().cast(pl.Int64).alias(f"{name}_unscored"),
        )
        found = found.join(one, key, "left")
    strays = [pl.col(f"{name}{STRAYS}") + pl.col("nobody") for name in groups.names]
    return found.with_columns(pl.exclude(key).fill_null(0)).with_columns(strays).drop("nobody")


def members_as_facts(
    table: DecisionTable, groups: Groups, row: Mapping[str, Any]
) -> dict[str, Known]:
    """The facts of a table that counts members of groups, from a row of `counted`."""
    told = groups.told(table.facts)
    return {fact: _fact(fact, row) if told else None for fact in table.facts}


def _fact(fact: str, row: Mapping[str, Any]) -> Known:
    count: int = row[fact]
    group = fact.removesuffix(SCORE)
    strays: int = row[f"{group}{STRAYS}"]
    if group != fact:
        return Between(count, None) if strays or row[f"{group}_unscored"] else count
    return Between(count, count + strays) if strays else count
