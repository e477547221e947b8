# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover of one service over time, with every option and why it counts or not."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.coverage import Coverage, Gap, Line, Reading, Required
from dijkwacht.findings.independence import Verdict
from dijkwacht.findings.options import NOT_MEASURED, WIDE, Counts
from dijkwacht.graph.graph import Assumed
from dijkwacht.reports.classes import hours, of_register, owned, rules_told
from dijkwacht.reports.coverage import LINES, WORDS, cited, made_of
from dijkwacht.reports.independence import independence_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Lasting, Words

BLOCKS: Final = 10
SPANS: Final = (
    Column("from_hour", Cell.HOURS),
    Column("until_hour", Cell.HOURS),
    Column("declared_level", Cell.LEVEL),
    Column("declared_bar", exported=False),
    Column("proven_level", Cell.LEVEL),
    Column("proven_bar", exported=False),
    Column("short", Cell.CODE),
)
OPTIONS: Final = (
    Column("fallback"),
    Column("fallback_id", shown=False),
    Column("protects", shown=False),
    Column("activation", Cell.HOURS),
    Column("level", Cell.LEVEL),
    Column("duration", Cell.HOURS),
    Column("combinable", Cell.FLAG, shown=False),
    Column("assumed_values", shown=False),
    Column("measured_activation", Cell.HOURS, shown=False),
    Column("measured_level", Cell.LEVEL, shown=False),
    Column("tested_on"),
    Column("counts_declared", Cell.CODE),
    Column("counts_proven", Cell.CODE),
    Column("independent", Cell.CODE, shown=False),
    Column("because"),
)
ASSUMED: Final = (Assumed.ACTIVATION, Assumed.LEVEL, Assumed.DURATION)


def service_report(
    name: str, found: Classification, cover: Coverage, row: int, names: Names
) -> Report:
    """One service: both lines over time, its gaps, and its options."""
    options = [_option(cover, at, names) for at in cover.options_of(row)]
    return Report(
        title=Message.of("coverage.of", service=owned(names, found, cover.classes.ids[row])),
        before=(of_register(name, found), *_says(found, cover, row, names)),
        tables=(
            Table("spans", Message("coverage.spans"), SPANS, list(_spans(cover, row))),
            Table("options", Message("coverage.options"), OPTIONS, options),
        ),
        after=(
            *(() if options else (Message("coverage.no-options"),)),
            *cited(cover.rule, cover.independences.rule),
            *rules_told(found),
        ),
        made={**made_of(name, found, cover), "service": cover.classes.ids[row]},
    )


def _says(found: Classification, cover: Coverage, row: int, names: Names) -> Iterator[Message]:
    words, mtpd = Words(names.language), int(cover.classes.mtpd[row])
    assumed = bool(cover.graph.nodes.assumed[cover.nodes[row]] & Assumed.MBCO)
    none = "mtpd.unknown" if cover.strict.mtpd[row] < mtpd else "mtpd.none"
    yield Message.of(
        "coverage.service",
        class_code=found.code(row),
        gross=Class(int(cover.classes.gross[row])).name,
        mtpd=Lasting(mtpd) if mtpd != FOREVER else Message(none),
        horizon=Lasting(int(cover.horizon[row])),
        mbco=words.percent(int(cover.mbco[row])),
    )
    for said, code in (
        (assumed, "coverage.service-mbco-assumed"),
        (cover.classes.provisional[row], "coverage.service-provisional"),
        (cover.exit_unknown[row], "coverage.service-exit-unknown"),
    ):
        if said:
            yield Message(code)
    required = Required(int(cover.required[row]))
    if required is Required.YES:
        yield from _lines(cover.sure, row, words)
    else:
        yield Message(f"coverage.service-required-{WORDS[required]}")
    if cover.open[row]:
        yield from _if_strict(cover.strict, row, words)


def _if_strict(strict: Reading, row: int, words: Words) -> Iterator[Message]:
    """What holds if the MTPD turns out as early, and the class as high, as they may be."""
    mtpd, horizon = int(strict.mtpd[row]), int(strict.horizon[row])
    early = Lasting(mtpd) if mtpd != FOREVER else Message("mtpd.none")
    yield Message.of("coverage.service-open", mtpd=early, horizon=Lasting(horizon))
    if mtpd < horizon:
        for told in _lines(strict, row, words):
            yield Message.of("coverage.if-so", told=told)


def _lines(reading: Reading, row: int, words: Words) -> Iterator[Message]:
    for line, held in zip(LINES, (reading.declared, reading.proven), strict=True):
        yield from _line(line, held, row, words)


def _line(name: str, line: Line, row: int, words: Words) -> Iterator[Message]:
    share = words.percent(int(line.share[row]))
    first, longest = line.first_gap(row), line.longest_gap(row)
    if first is None or longest is None:
        yield Message.of(f"coverage.{name}-whole", share=share)
        return
    yield Message.of(
        f"coverage.{name}-gaps",
        share=share,
        first=Lasting(first.start),
        start=Lasting(longest.start),
        lasting=Lasting(longest.end - longest.start),
        gaps=", ".join(_told(gap, words) for gap in line.of(row)),
    )


def _told(gap: Gap, words: Words) -> str:
    return f"{words.hours(gap.start)} - {words.hours(gap.end)}"


def _spans(cover: Coverage, row: int) -> Iterator[tuple[Any, ...]]:
    """Both lines over time; where nothing changes on either, as one span."""
    least, mtpd = int(cover.mbco[row]), int(cover.classes.mtpd[row])
    asked = cover.required[row] == Required.YES
    for start, end, declared, proven in _merged(cover.spans(row), mtpd):
        below = [level < least for level in (declared, proven)]
        short = SHORT[tuple(below)] if asked and start >= mtpd else ""  # type: ignore[index]
        yield start, end, declared, _bar(declared), proven, _bar(proven), short


SHORT: Final = {
    (False, False): "",
    (False, True): "short.proven",
    (True, False): "short.declared",
    (True, True): "short.both",
}


def _merged(
    spans: Sequence[tuple[int, int, int, int]], cut: int
) -> Iterator[tuple[int, int, int, int]]:
    """Spans that follow each other at the same levels as one, but for the cut at this hour."""
    held: tuple[int, int, int, int] | None = None
    for span in spans:
        if held is not None and held[2:] == span[2:] and span[0] != cut:
            held = (held[0], span[1], *held[2:])
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _bar(level: int) -> str:
    """The level as so many blocks of ten."""
    full = level * BLOCKS // ONE
    return "#" * full + "." * (BLOCKS - full)


def _option(cover: Coverage, at: int, names: Names) -> tuple[Any, ...]:
    of, graph = cover.options, cover.graph
    node = int(of.fallback[at])
    verdict = cover.independences.of(graph.nodes.ids[node])
    assumed = [flag.name.lower() for flag in ASSUMED if of.assumed[at] & flag and flag.name]
    tested, measured = of.proven_on[at], int(of.proven_level[at])
    return (
        names.node(graph, node),
        graph.nodes.ids[node],
        None if of.group[at] == WIDE else graph.groups.id[int(of.group[at])],
        int(of.activation[at]),
        int(of.level[at]),
        hours(int(of.duration[at])),
        bool(of.combinable[at]),
        " ".join(assumed),
        None if measured == NOT_MEASURED else int(of.proven_activation[at]),
        None if measured == NOT_MEASURED else measured,
        None if tested is None else Words(names.language).day(tested),
        _counted(of.declared[at]),
        _counted(of.proven[at]),
        f"independent.{Verdict(int(of.verdict[at])).word}",
        independence_told(graph, verdict, names),
    )


def _counted(counts: Counts) -> str:
    return f"counts.{counts.value}"
