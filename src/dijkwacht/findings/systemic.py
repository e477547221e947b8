# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemic test of suppliers, step 1 of Delegated Regulation (EU) 2024/1502: in its published
form for financial registers, and in an analogy for governments (decision note 0030)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.findings import population, shares, standings
from dijkwacht.findings.classes import Classes
from dijkwacht.findings.critical_use import ANSWERS, Counted, CriticalUse, critical_use
from dijkwacht.findings.crosswalk import outcomes
from dijkwacht.findings.population import Population
from dijkwacht.findings.standings import Groups
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.register import Register
from dijkwacht.rules.decision_table import DecisionTable
from dijkwacht.rules.rulebook import Parameters, Rules

INDICATORS: Final = ("1.1", "1.2", "2.1", "2.2", "4.1", "4.2")
KEY: Final = ("level", "provider")


class FormName(StrEnum):
    """Which form of the test."""

    FINANCIAL = "financial"
    GOVERNMENT = "government"


class TableName(StrEnum):
    """The decision table of an indicator: `systemic/<form>-<name>`."""

    REACH = "reach"
    WEIGHT = "weight"
    INSTITUTIONS = "institutions"
    INFRASTRUCTURE = "infrastructure"
    NO_ALTERNATIVE = "no-alternative"
    HARD_TO_LEAVE = "hard-to-leave"


class Together(StrEnum):
    """Whether reach and weight must be met in the same category."""

    SAME = "same-category"
    ANY = "any-category"


SHARES: Final = {
    "1.1": TableName.REACH,
    "1.2": TableName.WEIGHT,
    "4.1": TableName.NO_ALTERNATIVE,
    "4.2": TableName.HARD_TO_LEAVE,
}
"""Indicators that are shares of a category."""

COUNTS: Final = {"2.1": TableName.INSTITUTIONS, "2.2": TableName.INFRASTRUCTURE}
"""Indicators that count members of groups."""


@dataclass(frozen=True)
class Form:
    """One form of the test as policy has it: what is counted, and a table per indicator."""

    name: FormName
    options: Parameters
    tables: Mapping[str, DecisionTable]  # by indicator
    critical: DecisionTable  # the crosswalk that says which services are critical
    role: str  # of a delivery of which the register does not say it

    @classmethod
    def of(cls, rules: Rules, name: FormName) -> "Form":
        """The form in force; RuleNotInForce when policy has none on that day."""
        options = rules.parameters(f"systemic/{name}")
        named = {**SHARES, **COUNTS}
        return cls(
            name,
            options,
            {key: rules.table(f"systemic/{name}-{named[key]}") for key in INDICATORS},
            rules.table(options["critical"]["table"]),
            rules.parameters("outage/defaults")["role"],
        )

    @property
    def counted(self) -> Counted:
        """What counts as use."""
        answers = {name: self.options[name] for name in ANSWERS}
        options = self.options
        return Counted(options["party_roles"], options["chain_roles"], self.role, answers)

    @property
    def versions(self) -> tuple[str, ...]:
        """The rules used, each with the short hash of its file."""
        used = (self.options, self.critical, *self.tables.values())
        return tuple(f"{rule.version} ({rule.digest})" for rule in used)


@dataclass(frozen=True, eq=False)
class Systemic:
    """What the test says of all suppliers of which anyone has critical use."""

    form: Form
    use: CriticalUse
    population: Population
    groups: Groups
    # one per level, provider and indicator, and per category and measure, or row of its table:
    # level, provider, indicator, row, category, measure, low, high, total, share, met
    lines: pl.DataFrame
    # one per level and provider: bodies, an entry per indicator, `1`, `4`, and step_one
    vectors: pl.DataFrame


def critical_services(graph: DependencyGraph, classes: Classes, form: Form) -> np.ndarray[Any, Any]:
    """Per node of the graph whether it is a service that the crosswalk calls critical; one without
    a class is not."""
    named = outcomes(form.critical)
    wanted = [
        level for level, word in named.items() if word in form.options["critical"]["outcomes"]
    ]
    of_class = np.isin(classes.level, wanted)
    critical = np.zeros(len(graph.nodes), np.bool_)
    for node in graph.services.tolist():
        row = classes.rows.get(graph.nodes.ids[node])
        critical[node] = row is not None and bool(of_class[row])
    return critical


def systemic(
    graph: DependencyGraph,
    register: Register,
    classes: Classes,
    form: Form,
    *,
    estimates: bool = True,
) -> Systemic:
    """Step 1 for every supplier, at each level. Without `estimates` the graph must be without them
    too."""
    critical = critical_services(graph, classes, form)
    use = critical_use(graph, register, critical, form.counted, estimates=estimates)
    of = population.of_table if form.options["population"] == "table" else population.of_register
    people = of(register, form.options["summed"])
    groups = standings.groups_of(register, people.kinds, form.options["groups"])
    pairs = _named(use).join(people.kinds, "organisation", "left")
    found = [*_share_lines(form, people, pairs), *_count_lines(form, groups, pairs)]
    lines = pl.concat(found).sort(*KEY, "indicator", "category", "measure", "row")
    return Systemic(form, use, people, groups, lines, _vectors(form, lines, pairs))


def _named(use: CriticalUse) -> pl.DataFrame:
    """The pairs with the id of the organisation; null for one that is not known."""
    bodies = pl.DataFrame(
        {"body": range(len(use.bodies)), "organisation": use.bodies},
        {"body": pl.Int64, "organisation": pl.String},
    )
    return use.pairs.join(bodies, "body", "left")


def _share_lines(form: Form, people: Population, pairs: pl.DataFrame) -> list[pl.DataFrame]:
    wanted = form.options["categories"]
    kinds = pairs["kind"].drop_nulls().unique().sort().to_list()
    categories = [kind for kind in kinds if wanted == "all" or kind in wanted]
    measures = None if form.options["measures"] == "all" else form.options["measures"]
    held = shares.Counting(pairs, people, people.measures(measures, categories), categories)
    return [shares.judged(held.lines(key), form.tables[key], key) for key in SHARES]


def _count_lines(form: Form, groups: Groups, pairs: pl.DataFrame) -> list[pl.DataFrame]:
    counts = standings.counted(groups, pairs.select(*KEY, "organisation"))
    return [_rows(key, form.tables[key], groups, counts) for key in COUNTS]


def _rows(
    indicator: str, table: DecisionTable, groups: Groups, counts: pl.DataFrame
) -> pl.DataFrame:
    """One line per row of the table: it is met, or not, by itself."""
    columns = [name for name in counts.columns if name not in KEY]
    found = []
    for counted in counts.select(columns).unique(maintain_order=True).iter_rows(named=True):
        facts = standings.members_as_facts(table, groups, counted)
        for row in table.rows:
            fact = row.conditions[0].fact
            low, high = shares.ends(facts[fact])
            total = None if fact.endswith(standings.SCORE) else groups.total(fact)
            found.append((*counted.values(), row.number, low, high, total, row.holds(facts)))
    types = {name: counts.schema[name] for name in columns}
    judged = pl.DataFrame(found, {**types, **shares.JUDGED}, orient="row")
    return shares.shaped(counts.join(judged, columns), indicator)


def _vectors(form: Form, lines: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The verdicts per indicator: met where one line is, not met where none is, else unknown."""
    counts = pairs.group_by(KEY).agg(bodies=pl.col("organisation").count().cast(pl.Int64))
    verdicts = lines.group_by(KEY).agg(
        *(_any(pl.col("indicator") == key).alias(key) for key in INDICATORS)
    )
    both = lines.group_by(*KEY, "category").agg(
        (_any(pl.col("indicator") == "1.1") & _any(pl.col("indicator") == "1.2")).alias("1")
    )
    same = both.group_by(KEY).agg(pl.col("1").any(ignore_nulls=False))
    found = counts.join(verdicts, KEY, "left").join(same, KEY, "left")
    if form.options["together"] == Together.ANY:
        found = found.with_columns((pl.col("1.1") & pl.col("1.2")).alias("1"))
    found = found.with_columns((pl.col("4.1") | pl.col("4.2")).alias("4"))
    needed = pl.all_horizontal(*(pl.col(key) for key in form.options["needed"]))
    return found.with_columns(needed.alias("step_one")).sort(KEY)


def _any(of: pl.Expr) -> pl.Expr:
    return pl.col("met").filter(of).any(ignore_nulls=False)
