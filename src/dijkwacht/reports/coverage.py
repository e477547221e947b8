# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover of all services; of one service, hour by hour, with every option and why it counts."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

import numpy as np

from dijkwacht.base.message import Message
from dijkwacht.base.units import ONE
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.coverage import Coverage, Line, Required
from dijkwacht.findings.independence import Verdict
from dijkwacht.graph.graph import Assumed
from dijkwacht.reports.classes import hours, made, of_register, owned, rules_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.rule import Rule

MOST: Final = 30
LINES: Final = ("declared", "proven")
WORDS: Final = {Required.YES: "yes", Required.NO: "no", Required.UNKNOWN: "unknown"}
GAPS: Final = tuple(
    Column(f"{line}_{part}", Cell.HOURS, shown=line == "proven" and part != "longest_at")
    for line in LINES
    for part in ("first_gap", "longest_at", "longest_gap", "gap_hours")
)
STRICT: Final = tuple(
    Column(f"{line}_{part}_strict", Cell.HOURS, shown=False)
    for line in LINES
    for part in ("first_gap", "gap_hours")
)
COVERED: Final = (
    Column("class_code"),
    Column("service"),
    Column("service_id", shown=False),
    Column("gross_class", shown=False),
    Column("provisional", Cell.FLAG, shown=False),
    Column("mtpd", Cell.HOURS),
    Column("mtpd_early", Cell.HOURS),
    Column("horizon", Cell.HOURS),
    Column("horizon_late", Cell.HOURS, shown=False),
    Column("horizon_sure", Cell.FLAG, shown=False),
    Column("mbco", Cell.LEVEL, shown=False),
    Column("mbco_assumed", Cell.FLAG, shown=False),
    Column("required", Cell.CODE, shown=False),
    Column("declared_cover", exported=False),
    Column("proven_cover", exported=False),
    Column("declared_share", Cell.LEVEL, shown=False),
    Column("proven_share", Cell.LEVEL, shown=False),
    *GAPS,
    *STRICT,
    Column("options", Cell.COUNT, shown=False),
)


def coverage_report(name: str, found: Classification, cover: Coverage, names: Names) -> Report:
    """Every service with what covers it: the highest class and the least proven cover first."""
    classes = cover.classes
    asked = cover.required == Required.YES
    keys = (np.arange(len(classes.ids)), cover.proven.share, ~asked, -classes.level)
    told = cache(Words(names.language).percent)
    rows = [_row(found, cover, row, names, told) for row in np.lexsort(keys).tolist()]
    return Report(
        title=Message("coverage.title"),
        before=(of_register(name, found), Message("coverage.how"), *_counts(cover)),
        tables=(Table("coverage", Message("coverage.table"), COVERED, rows, MOST),),
        after=(*_left_out(cover), *cited(cover.rule, cover.independences.rule), *rules_told(found)),
        made=made_of(name, found, cover),
    )


def cited(*rules: Rule) -> tuple[Message, ...]:
    """By which versions of which rules, with the hashes of their files; all of them proposals."""
    told = ", ".join(f"{rule.version} ({rule.digest})" for rule in rules)
    return (Message.of("coverage.rules", rules=told),)


def made_of(name: str, found: Classification, cover: Coverage) -> dict[str, Any]:
    """How the answer was made, for whoever makes it again."""
    facts = made(name, found)
    more = {rule.version: rule.digest for rule in (cover.rule, cover.independences.rule)}
    return {**facts, "rules": {**facts["rules"], **more}}


def _counts(cover: Coverage) -> Iterator[Message]:
    asked = cover.required == Required.YES
    yield Message.of(
        "coverage.counts",
        asked=int(asked.sum()),
        of=len(cover.classes.ids),
        declared=int((cover.declared.share[asked] == ONE).sum()),
        proven=int((cover.proven.share[asked] == ONE).sum()),
    )
    if cover.open.any():
        more = (cover.strict.proven.gap_hours > 0) & (cover.proven.gap_hours == 0)
        yield Message.of("coverage.open", count=int(cover.open.sum()), more=int(more.sum()))
    not_asked = int((cover.required == Required.NO).sum())
    yield Message.of(
        "coverage.not-required",
        count=not_asked,
        unknown=int((cover.required == Required.UNKNOWN).sum()),
    )


def _left_out(cover: Coverage) -> Iterator[Message]:
    options = cover.options
    yield Message.of(
        "coverage.independent",
        of=len(options),
        dependent=int((options.verdict == Verdict.DEPENDENT).sum()),
        unknown=int((options.verdict == Verdict.UNKNOWN).sum()),
    )
    assumed = int(((cover.graph.nodes.assumed[cover.nodes] & Assumed.MBCO) > 0).sum())
    if assumed:
        yield Message.of("coverage.mbco-assumed", count=assumed)
    if cover.exit_unknown.any():
        yield Message.of("coverage.exit-unknown", count=int(cover.exit_unknown.sum()))


def _row(
    found: Classification, cover: Coverage, row: int, names: Names, percent: Callable[[int], str]
) -> tuple[Any, ...]:
    classes, words = cover.classes, Words(names.language)
    shares = [_share(line, row) for line in (cover.declared, cover.proven)]
    required = Required(int(cover.required[row]))
    told = [
        percent(share) if share is not None else words.text(f"cover.{WORDS[required]}")
        for share in shares
    ]
    return (
        found.code(row),
        owned(names, found, classes.ids[row]),
        classes.ids[row],
        Class(int(classes.gross[row])).name,
        bool(classes.provisional[row]),
        hours(int(classes.mtpd[row])),
        hours(int(classes.mtpd_early[row])),
        int(cover.horizon[row]),
        int(cover.strict.horizon[row]),
        not bool(cover.exit_unknown[row]),
        int(cover.mbco[row]),
        bool(cover.graph.nodes.assumed[cover.nodes[row]] & Assumed.MBCO),
        f"cover.{WORDS[required]}",
        *told,
        *shares,
        *_gap_cells(cover.declared, row, required),
        *_gap_cells(cover.proven, row, required),
        *_strict_cells(cover, row),
        len(cover.options_of(row)),
    )


def _share(line: Line, row: int) -> int | None:
    """The covered share; None where no cover is required, or that is not known."""
    share = int(line.share[row])
    return None if share == NONE else share


def _gap_cells(line: Line, row: int, required: Required) -> tuple[int | None, ...]:
    """When the first gap is, when the longest, how long that is, and all of them together."""
    first, longest = line.first_gap(row), line.longest_gap(row)
    return (
        first.start if first else None,
        longest.start if longest else None,
        longest.end - longest.start if longest else None,
        int(line.gap_hours[row]) if required is Required.YES else None,
    )


def _strict_cells(cover: Coverage, row: int) -> tuple[int | None, ...]:
    """Of both lines the first gap, and all together, by the earliest MTPD and the latest horizon;
    nothing where those are what is sure."""
    if not cover.open[row]:
        return (None,) * len(STRICT)
    lines = (cover.strict.declared, cover.strict.proven)
    firsts = [line.first_gap(row) for line in lines]
    cells = [
        (first.start if first else None, int(line.gap_hours[row]))
        for first, line in zip(firsts, lines, strict=True)
    ]
    return tuple(value for pair in cells for value in pair)
