# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemic test of suppliers: how much leans on each, as a vector of verdicts. It is a test of
weight, not of health."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.systemic import INDICATORS, KEY, Systemic
from dijkwacht.graph.graph import DependencyGraph
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.rules.rule import Tag

MOST: Final = 30
NAMES: Final[Mapping[str, str]] = {
    "1.1": "reach",
    "1.2": "weight",
    "2.1": "institutions",
    "2.2": "infrastructure",
    "4.1": "no_alternative",
    "4.2": "hard_to_leave",
}
VERDICTS: Final = (
    *(Column(NAMES[key], Cell.MARK, head=Message(f"indicator.{key}")) for key in INDICATORS),
    Column("step_one", Cell.MARK),
)
COLUMNS: Final = (
    Column("supplier"),
    Column("supplier_id", shown=False),
    Column("bodies", Cell.COUNT),
    *VERDICTS,
    *(
        Column(f"{NAMES[key]}_share", Cell.LEVEL, shown=False, head=Message(f"indicator.{key}"))
        for key in ("1.1", "1.2", "4.1", "4.2")
    ),
    *(
        Column(f"step_one_{level}", Cell.CODE, shown=False, head=Message(f"systemic.level.{level}"))
        for level in Level
    ),
)


@dataclass(frozen=True)
class Tested:
    """What was tested, and how it is told."""

    register: str  # its name
    graph: DependencyGraph
    found: Systemic
    sure: Systemic  # without estimates; itself where there are none
    provisional: int  # critical services of which the class is provisional
    critical: int  # critical services
    unlinked: int  # contracts of which the register does not say what is delivered
    level: Level


def verdict(met: bool | None) -> str:
    """A verdict as a code."""
    return {True: "verdict.met", False: "verdict.not-met", None: "verdict.unknown"}[met]


def systemic_report(tested: Tested, names: Names) -> Report:
    """Every supplier that is critical for anyone, those that meet step 1 first."""
    found, level = tested.found, tested.level
    rows = found.vectors.filter(pl.col("level") == level.value)
    order = pl.col("step_one").cast(pl.Int8).fill_null(0) * 2 + pl.col("step_one").is_null()
    ranked = rows.sort([order, "bodies", "provider"], descending=[True, True, False])
    best = _shares(found)
    verdicts = _levels(found)
    table = Table(
        "systemic",
        Message(f"systemic.table.{level.value}"),
        COLUMNS,
        [_row(row, found, best, verdicts, names) for row in ranked.iter_rows(named=True)],
        MOST,
    )
    counts = {key: rows.filter(pl.col("step_one").eq_missing(met)).height for key, met in _MET}
    told = Message.of("systemic.counted", suppliers=rows.height, **counts)
    return Report(
        title=Message(f"systemic.title.{found.form.name}"),
        before=(*before(tested), told, *_without_estimates(tested)),
        tables=(table,),
        after=tuple(after(tested)),
        made=made(tested),
    )


_MET: Final = (("met", True), ("not_met", False), ("unknown", None))


def before(tested: Tested) -> Iterator[Message]:
    """What every answer says first: of weight and not of health, about which register, and where
    its shares come from."""
    graph, form = tested.graph, tested.found.form
    yield Message("systemic.no-health")
    yield Message.of("outage.of", register=tested.register, on=graph.on, revision=graph.revision)
    if form.options["population"] != "table":
        yield Message("systemic.register-population")
    if not set(tested.found.population.kinds["kind"]) & set(_categories(tested)):
        yield Message("systemic.no-categories")
    yield Message.of("systemic.critical", count=tested.critical, provisional=tested.provisional)
    if unowned := tested.found.use.unowned:
        yield Message.of("systemic.unowned", count=len(unowned))
    if tested.unlinked:
        yield Message.of("systemic.unlinked", count=tested.unlinked)


def after(tested: Tested) -> Iterator[Message]:
    """How thresholds are known, and the rules used."""
    form = tested.found.form
    tags = {tag for table in form.tables.values() for tag in table.tags}
    for tag in Tag:
        if tag in tags:
            yield Message.of("systemic.thresholds", tag=Message(f"tag.{tag.value.lower()}"))
    yield Message("systemic.step-two")
    yield Message.of("systemic.rules", rules="; ".join(form.versions))


def made(tested: Tested) -> dict[str, Any]:
    """How the answer was made."""
    graph, form = tested.graph, tested.found.form
    return {
        "register": tested.register,
        "on": graph.on.isoformat(),
        "revision": graph.revision,
        "form": form.name.value,
        "level": tested.level.value,
        "population": form.options["population"],
        "rules": list(form.versions),
    }


def _categories(tested: Tested) -> list[str]:
    wanted = tested.found.form.options["categories"]
    held: list[str] = tested.found.population.kinds["kind"].drop_nulls().to_list()
    return held if wanted == "all" else list(wanted)


def _without_estimates(tested: Tested) -> Iterator[Message]:
    if tested.sure is not tested.found:
        sure = tested.sure.vectors.filter(
            (pl.col("level") == tested.level.value) & pl.col("step_one")
        )
        yield Message.of("systemic.sure", count=sure.height)


def _shares(found: Systemic) -> Mapping[tuple[str, int, str], int]:
    """The greatest share of each supplier per level and indicator, of those that are judged."""
    known = found.lines.drop_nulls(["share", "met"])
    best = known.group_by(*KEY, "indicator").agg(pl.col("share").max())
    return {(level, of, key): part for level, of, key, part in best.iter_rows()}


def _levels(found: Systemic) -> Mapping[tuple[str, str], bool | None]:
    """Step 1 by level and supplier."""
    of = found.use.providers
    rows = found.vectors.select(*KEY, "step_one").iter_rows()
    return {(level, of[provider]): met for level, provider, met in rows}


def _row(
    row: Mapping[str, Any],
    found: Systemic,
    best: Mapping[tuple[str, int, str], int],
    verdicts: Mapping[tuple[str, str], bool | None],
    names: Names,
) -> tuple[Any, ...]:
    id = found.use.providers[row["provider"]]
    key = (row["level"], row["provider"])
    return (
        names.of(Noun.SUPPLIER, id),
        id,
        row["bodies"],
        *(verdict(row[indicator]) for indicator in INDICATORS),
        verdict(row["step_one"]),
        *(best.get((*key, indicator)) for indicator in ("1.1", "1.2", "4.1", "4.2")),
        *(verdict(verdicts.get((level.value, id), False)) for level in Level),
    )
