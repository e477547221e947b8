# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that waits for somebody, of the whole register: one row each, made once."""

from enum import StrEnum
from typing import Final

import numpy as np
import polars as pl

from dijkwacht.base.problem import Grade
from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE_DAY
from dijkwacht.findings.classes import Class, Flags, Ints
from dijkwacht.findings.coverage import Coverage, Required
from dijkwacht.findings.options import Counts
from dijkwacht.findings.reach import highest
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.harms import sound
from dijkwacht.register.records import TABLES
from dijkwacht.rules.rulebook import Parameters
from dijkwacht.verbs import check
from dijkwacht.web.ownership import COMMON, Owners
from dijkwacht.web.reasoning import Reasoned

RULE: Final = "tasks/home"
FRESHNESS: Final = "register/freshness"


class Kind(StrEnum):
    """What there is to do."""

    CONTRACT_OVER = "contract-over"  # ended, and still in use
    CONTRACT_ENDS = "contract-ends"  # sooner than one can give notice and move away
    CONTRACT_END = "contract-end"  # nobody knows when
    HARM_NONE = "harm-none"  # nobody assessed what an outage does
    CLASS_PROVISIONAL = "class-provisional"  # something that decides is not known
    HARM_UNSIGNED = "harm-unsigned"  # assessed, without a second signature
    FALLBACK_UNPROVEN = "fallback-unproven"  # counts as declared alone
    GAP = "gap"  # no cover, also as declared
    PROBLEM = "problem"  # wrong in a row
    STALE = "stale"  # nobody said for long that it is still right


COLUMNS: Final = {
    "kind": pl.String,
    "table": pl.String,
    "id": pl.String,
    "service": pl.String,  # the service it is about, for its pages
    "level": pl.Int64,  # the class of what is at stake
    "on": pl.Date,  # when it ends
    "lead": pl.Int64,  # days of notice and exit; null where one of them is not known
    "first": pl.Int64,  # hours, or how many
    "length": pl.Int64,  # hours, or how many of them are bad
    "why": pl.String,
}


def waiting(reasoned: Reasoned, owners: Owners) -> pl.DataFrame:
    """All that waits, with the `owner` of each; real ids inside."""
    return reasoned.once("waiting", lambda: _waiting(reasoned, owners))


def policy(reasoned: Reasoned) -> Parameters:
    """The parameters of tasks on the day."""
    return reasoned.opened.rules.parameters(RULE)


def _waiting(reasoned: Reasoned, owners: Owners) -> pl.DataFrame:
    rule = policy(reasoned)
    gaps, proofs = ([int(Class[name]) for name in rule[f"{of}_classes"]] for of in ("gap", "proof"))
    classes = reasoned.classification.classes
    levels = pl.DataFrame(
        {"service": classes.ids, "level": classes.level}, schema_overrides={"service": pl.String}
    )
    parts = [
        _contracts(reasoned, rule["contract_days"]),
        _unassessed(reasoned, levels),
        _unsigned(reasoned, levels),
        _unproven(reasoned.coverage, proofs),
        _gaps(reasoned.coverage, gaps),
        _problems(reasoned),
        _stale(reasoned, levels),
    ]
    rows = pl.concat([_shaped(part) for part in parts])
    owned = [
        owners.frame(str(table)).unique("id").with_columns(table=pl.lit(table))
        for table in rows["table"].unique().sort()
    ]
    found = pl.concat([pl.DataFrame(schema=OWNED), *(one.select(list(OWNED)) for one in owned)])
    return rows.join(found, on=["table", "id"], how="left", maintain_order="left")


CONFIRMED: Final = ("contracts", "services")
"""What one is asked to say again that it is right."""

OWNED: Final = {"table": pl.String, "id": pl.String, "owner": pl.String}


def _shaped(rows: pl.DataFrame) -> pl.DataFrame:
    """With every column, in order and type."""
    lacking = [pl.lit(None, kind).alias(name) for name, kind in COLUMNS.items() if name not in rows]
    return rows.with_columns(lacking).select(
        pl.col(name).cast(kind) for name, kind in COLUMNS.items()
    )


def _contracts(reasoned: Reasoned, unknown_days: int) -> pl.DataFrame:
    """Contracts that ended, that end too soon, or of which nobody knows the end."""
    on = reasoned.on
    days = (pl.col("ends_on") - pl.lit(on)).dt.total_days()
    never = pl.col("ends_on").is_in([NEVER_DAY, NOT_APPLICABLE_DAY])
    soon = days <= pl.max_horizontal("lead", pl.when(pl.col("lead").is_null()).then(unknown_days))
    kind = (
        pl.when(pl.col("ends_on").is_null())
        .then(pl.lit(Kind.CONTRACT_END.value))
        .when(never)
        .then(None)
        .when(days < 0)
        .then(pl.lit(Kind.CONTRACT_OVER.value))
        .when(soon)
        .then(pl.lit(Kind.CONTRACT_ENDS.value))
    )
    rows = _leads(reasoned).with_columns(kind=kind, table=pl.lit("contracts"), on="ends_on")
    return rows.filter(pl.col("kind").is_not_null())


def _leads(reasoned: Reasoned) -> pl.DataFrame:
    """Of each contract how many days giving notice and moving away take, and the highest class of
    what rests on it."""
    register, graph = reasoned.opened.register, reasoned.opened.graphs.every
    worst = _worst(reasoned)
    deliveries = register.once("deliveries").select("id", "contract_id", "exit_days")
    nodes = np.array([graph.index[NodeNoun.DELIVERY, id] for id in deliveries["id"]], np.int64)
    below = (
        deliveries.with_columns(level=worst[nodes])
        .group_by("contract_id")
        .agg(
            pl.col("level").max(),
            exit=pl.when(pl.col("exit_days").is_not_null().all()).then(
                pl.col("exit_days").clip(0).max()
            ),
        )
    )
    contracts = register.once("contracts").select("id", "ends_on", "notice_days")
    joined = contracts.join(below, left_on="id", right_on="contract_id", how="left")
    return joined.with_columns(
        pl.col("level").fill_null(int(Class.O)),
        lead=pl.col("notice_days").clip(0) + pl.col("exit"),
    )


def _worst(reasoned: Reasoned) -> Ints:
    """Of each node the highest class of what rests on it."""
    graph, classes = reasoned.opened.graphs.every, reasoned.classification.classes
    levels = np.zeros((1, len(graph.nodes)), np.int64)
    nodes = np.array([graph.index[NodeNoun.SERVICE, id] for id in classes.ids], np.int64)
    levels[0, nodes] = classes.level
    owner = np.repeat(graph.groups.owner, np.diff(graph.groups.first))
    found: Ints = highest(owner, graph.groups.member, levels)[0]
    return found


def _unassessed(reasoned: Reasoned, levels: pl.DataFrame) -> pl.DataFrame:
    """Services without any harm, or with a class that may still turn out higher."""
    classes = reasoned.classification.classes
    assessed = sound(reasoned.opened.register.table("harms"))["service_id"].unique()
    none = ~pl.col("service").is_in(assessed.implode())
    kind = (
        pl.when(none)
        .then(pl.lit(Kind.HARM_NONE.value))
        .when(pl.lit(pl.Series(classes.provisional)))
        .then(pl.lit(Kind.CLASS_PROVISIONAL.value))
    )
    rows = levels.with_columns(kind=kind, table=pl.lit("services"), id="service")
    possible = pl.Series("first", classes.possible)
    return rows.with_columns(possible).filter(pl.col("kind").is_not_null())


def _unsigned(reasoned: Reasoned, levels: pl.DataFrame) -> pl.DataFrame:
    """Services with harm that nobody else signed: `first` is how many statements."""
    signed = (pl.col("approved_by") != pl.col("assessed_by")).fill_null(False)
    harms = sound(reasoned.opened.register.table("harms")).filter(
        pl.col("value").is_not_null() & ~signed
    )
    counts = harms.group_by(service="service_id").agg(first=pl.len())
    return levels.join(counts, on="service", maintain_order="left").with_columns(
        kind=pl.lit(Kind.HARM_UNSIGNED.value), table=pl.lit("services"), id="service"
    )


def _unproven(cover: Coverage, heavy: list[int]) -> pl.DataFrame:
    """Fallbacks of these classes that count as declared and not as proven."""
    options, classes = cover.options, cover.classes
    rows = pl.DataFrame(
        {
            "id": [cover.graph.nodes.ids[node] for node in options.fallback.tolist()],
            "service": [classes.ids[row] for row in options.service.tolist()],
            "level": classes.level[options.service],
            "declared": [counts.value for counts in options.declared],
            "why": [counts.value for counts in options.proven],
        },
        schema_overrides={"id": pl.String, "service": pl.String, "why": pl.String},
    )
    fits = pl.col("level").is_in(heavy) & (pl.col("declared") == Counts.YES.value)
    return rows.filter(fits & (pl.col("why") != Counts.YES.value)).with_columns(
        kind=pl.lit(Kind.FALLBACK_UNPROVEN.value), table=pl.lit("fallbacks")
    )


def _gaps(cover: Coverage, heavy: list[int]) -> pl.DataFrame:
    """Services of these classes that stand without cover also as declared: the hour of the first
    gap, and the hours of all."""
    classes = cover.classes
    asked: Flags = (cover.required == Required.YES) & np.isin(classes.level, heavy)
    found = [row for row in np.flatnonzero(asked).tolist() if cover.declared.gap_hours[row]]
    gaps = [cover.declared.of(row)[0].start for row in found]
    ids = [classes.ids[row] for row in found]
    return pl.DataFrame(
        {
            "kind": [Kind.GAP.value] * len(found),
            "table": ["services"] * len(found),
            "id": ids,
            "service": ids,
            "level": classes.level[found],
            "first": gaps,
            "length": cover.declared.gap_hours[found],
        }
    )


def _stale(reasoned: Reasoned, levels: pl.DataFrame) -> pl.DataFrame:
    """Contracts and services that nobody recorded or confirmed for longer than policy has it."""
    fresh = reasoned.opened.rules.parameters(FRESHNESS)["fresh"]
    old = pl.col("recorded_on").is_null() | (
        pl.col("recorded_on").dt.offset_by(f"{fresh}mo") <= pl.lit(reasoned.on)
    )
    register = reasoned.opened.register
    held = {table: register.once(table).filter(old).select("id") for table in CONFIRMED}
    contracts = held["contracts"].join(_leads(reasoned).select("id", "level"), on="id", how="left")
    services = held["services"].with_columns(service="id").join(levels, on="service", how="left")
    parts = [contracts.with_columns(table=pl.lit("contracts"))]
    parts.append(services.with_columns(table=pl.lit("services")))
    rows = pl.concat([part.cast({"level": pl.Int64}) for part in parts], how="diagonal")
    return rows.with_columns(kind=pl.lit(Kind.STALE.value))


def _problems(reasoned: Reasoned) -> pl.DataFrame:
    """Rows with something wrong, each once: `first` is how many, `length` how many are faults."""
    owned = set(TABLES) - COMMON
    found = [
        (problem.about[0], problem.about[1], problem.grade is Grade.FAULT)
        for problem in check(reasoned.opened)
        if problem.about and problem.grade is not Grade.NOTE and problem.about[0] in owned
    ]
    schema = {"table": pl.String, "id": pl.String, "bad": pl.Boolean}
    rows = pl.DataFrame(found, schema, orient="row")
    counted = rows.group_by("table", "id", maintain_order=True)
    return counted.agg(first=pl.len(), length=pl.col("bad").sum()).with_columns(
        kind=pl.lit(Kind.PROBLEM.value), level=pl.lit(int(Class.O))
    )
