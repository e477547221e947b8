# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fallback options of services, and whether each counts: as declared, and as proven."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.months import months_later
from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE_DAY
from dijkwacht.findings.classes import Class, Classes, Flags, Ints
from dijkwacht.findings.independence import NO_GROUP, Independences, Verdict
from dijkwacht.graph.fill import filled, flagged
from dijkwacht.graph.graph import Assumed, DependencyGraph, NodeNoun
from dijkwacht.register.codes import Answer, Noun
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules

RULE: Final = "fallback/coverage"
NOT_MEASURED: Final = -1
WIDE: Final = -1  # protects the service as a whole


class Counts(StrEnum):
    """Whether an option counts on a line, and if not why not: the first reason."""

    YES = "yes"
    DEPENDENT = "dependent"  # hangs on what it protects
    INDEPENDENCE_UNKNOWN = "independence-unknown"
    LEVEL_UNKNOWN = "level-unknown"
    DURATION_UNKNOWN = "duration-unknown"
    NOTHING = "nothing"  # gives nothing, or never starts
    TEST_UNKNOWN = "test-unknown"  # whether it was ever tested
    NEVER_TESTED = "never-tested"
    TEST_FAILED = "test-failed"
    TEST_TOO_OLD = "test-too-old"
    MEASURED_UNKNOWN = "measured-unknown"  # the level that the test showed


@dataclass(frozen=True, eq=False)
class Options:
    """One entry per fallback of a service or of what a service itself requires, by service, then
    id."""

    service: Ints  # row of `Classes`
    fallback: Ints  # node
    group: Ints  # the requirement it protects; WIDE for the service as a whole
    activation: Ints  # hours
    level: Ints  # basis points
    duration: Ints  # hours
    proven_activation: Ints  # measured; as declared where nobody measured
    proven_level: Ints  # measured; NOT_MEASURED where nobody did
    proven_on: tuple[date | None, ...]
    combinable: Flags
    verdict: Ints  # of independence
    assumed: Ints  # flags of `Assumed`
    declared: tuple[Counts, ...]
    proven: tuple[Counts, ...]

    def __len__(self) -> int:
        """The number of options."""
        return int(self.service.size)


def options(
    register: Register,
    graph: DependencyGraph,
    rules: Rules,
    classes: Classes,
    independences: Independences,
) -> Options:
    """All options. Fallbacks deeper down, of systems and deliveries, are none: when everything that
    a service needs is gone, what those would replace is of no use to it."""
    placed = _placed(graph, classes, independences)
    rows = register.once("fallbacks")
    held = rows.join(placed, on="id").filter((pl.col("group") != NO_GROUP) | _of_service(classes))
    at = pl.col("service").fill_null(
        pl.col("protects_id").replace_strict(classes.rows, default=None, return_dtype=pl.Int64)
    )
    wide = (pl.col("protects_noun") == Noun.SERVICE).fill_null(False)
    placed_rows = held.with_columns(
        at.alias("service"), pl.when(wide).then(WIDE).otherwise("group").alias("group")
    ).sort("service", "id")
    valued = placed_rows.with_columns(_values(rules))
    judged = valued.with_columns(_declared(), _proven(register.on, rules, classes))
    return _arrays(judged)


def _placed(graph: DependencyGraph, classes: Classes, independences: Independences) -> pl.DataFrame:
    """Of each fallback the requirement, its buffer, the service whose that is, and the verdict."""
    groups, ids = graph.groups, graph.nodes.ids
    group = independences.group
    known = group != NO_GROUP
    owner = np.where(known, groups.owner[group * known] if len(groups) else 0, 0)
    services = {
        node: classes.rows[id]
        for (noun, id), node in graph.index.items()
        if noun in (NodeNoun.SERVICE, NodeNoun.WRAPPED) and id in classes.rows
    }
    of = [
        services.get(node) if there else None
        for node, there in zip(owner.tolist(), known.tolist(), strict=True)
    ]
    return pl.DataFrame(
        {
            "id": [ids[node] for node in independences.nodes.tolist()],
            "node": independences.nodes,
            "group": group,
            "buffer": np.where(known, groups.buffer[group * known] if len(groups) else 0, 0),
            "service": pl.Series(of, dtype=pl.Int64),
            "verdict": independences.verdict,
        },
        schema_overrides={"id": pl.String},
    ).filter(pl.col("service").is_not_null() | (pl.col("group") == NO_GROUP))


def _of_service(classes: Classes) -> pl.Expr:
    """Whether it protects a service, of which then no requirement is recorded."""
    service = pl.col("protects_noun") == Noun.SERVICE
    return (service & pl.col("protects_id").is_in(list(classes.ids))).fill_null(False)


def _values(rules: Rules) -> list[pl.Expr]:
    """The values as the engine takes them, with policy's where unknown; what was measured is only
    taken from a test."""
    defaults = rules.parameters("outage/defaults")
    starts = pl.when(pl.col("activation_hours") >= 0).then("activation_hours").otherwise("buffer")
    measured = pl.when(pl.col("proven_activation_hours") >= 0).then("proven_activation_hours")
    return [
        starts.alias("activation"),
        filled("level", defaults["level"]).alias("gives"),
        filled("duration_hours", defaults["duration"]).alias("duration"),
        measured.otherwise(starts).alias("measured_activation"),
        pl.when(pl.col("proven_level") >= 0).then("proven_level").alias("measured"),
        (pl.col("combinable") == Answer.YES).fill_null(False).alias("adds"),
        flagged(
            activation_hours=Assumed.ACTIVATION,
            level=Assumed.LEVEL,
            duration_hours=Assumed.DURATION,
        ).alias("assumed"),
    ]


def _declared() -> pl.Expr:
    """Whether it counts as declared."""
    reasons = [
        *_given("gives", "level"),
        (pl.col("verdict") == Verdict.DEPENDENT, Counts.DEPENDENT),
    ]
    return _first(reasons).alias("declared")


def _proven(on: date, rules: Rules, classes: Classes) -> pl.Expr:
    """Whether it counts as proven: tested with success, not longer ago than policy allows for the
    class of its service."""
    months = rules.parameters(RULE)["proven_months"]
    since = {int(of): months_later(on, -int(months[of.name])) for of in Class}
    allowed = (
        pl.col("service")
        .replace_strict(range(len(classes.ids)), classes.level, return_dtype=pl.Int64)
        .replace_strict(since, return_dtype=pl.Date)
    )
    tested = pl.col("proven_on")
    never = tested.is_in([NEVER_DAY, NOT_APPLICABLE_DAY]) | (tested > on)
    reasons = [
        (pl.col("verdict") == Verdict.DEPENDENT, Counts.DEPENDENT),
        (pl.col("verdict") == Verdict.UNKNOWN, Counts.INDEPENDENCE_UNKNOWN),
        (tested.is_null(), Counts.TEST_UNKNOWN),
        (never, Counts.NEVER_TESTED),
        (tested < allowed, Counts.TEST_TOO_OLD),
        (pl.col("measured").is_null(), Counts.MEASURED_UNKNOWN),
        (pl.col("measured") == 0, Counts.TEST_FAILED),
        *_given("measured", "proven_level")[1:],
    ]
    return _first(reasons).alias("proven")


def _given(value: str, column: str) -> list[tuple[pl.Expr, Counts]]:
    """What makes an option give nothing."""
    nothing = pl.col(value) == 0
    empty = pl.col("duration") == 0
    return [
        (nothing & pl.col(column).is_null(), Counts.LEVEL_UNKNOWN),
        (empty & pl.col("duration_hours").is_null(), Counts.DURATION_UNKNOWN),
        (nothing | empty, Counts.NOTHING),
    ]


def _first(reasons: list[tuple[pl.Expr, Counts]]) -> pl.Expr:
    """The first reason that holds."""
    chain: Any = pl.when(pl.lit(False)).then(pl.lit(None, dtype=pl.String))
    for holds, reason in reasons:
        chain = chain.when(holds.fill_null(False)).then(pl.lit(reason.value))
    found: pl.Expr = chain.otherwise(pl.lit(Counts.YES.value))
    return found


def _arrays(rows: pl.DataFrame) -> Options:
    ints = {
        name: rows[column].cast(pl.Int64).fill_null(NOT_MEASURED).to_numpy()
        for name, column in (
            ("service", "service"),
            ("fallback", "node"),
            ("group", "group"),
            ("activation", "activation"),
            ("level", "gives"),
            ("duration", "duration"),
            ("proven_activation", "measured_activation"),
            ("proven_level", "measured"),
            ("verdict", "verdict"),
            ("assumed", "assumed"),
        )
    }
    return Options(
        **ints,
        proven_on=tuple(rows["proven_on"].to_list()),
        combinable=rows["adds"].to_numpy(),
        declared=tuple(map(Counts, rows["declared"].to_list())),
        proven=tuple(map(Counts, rows["proven"].to_list())),
    )
