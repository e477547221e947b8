# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cover of all services and of one, as reports."""

from typing import Any

from assessing import harm, harmless
from builders import HOSTING, NIMBUS, needs, register, rules
from classified import classified
from covering import AOW, option

from dijkwacht.findings.classification import Classification
from dijkwacht.findings.coverage import Coverage, coverage
from dijkwacht.findings.independence import independence
from dijkwacht.graph.build import build
from dijkwacht.register.codes import HarmKind
from dijkwacht.reports.coverage import coverage_report
from dijkwacht.reports.coverage_service import service_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import named
from dijkwacht.reports.words import Words

KNOWN = (harm(AOW, HarmKind.LIVING, {4: 200_000, 4_320: 200_000}), harmless(AOW, HarmKind.LIVING))
BASE = (NIMBUS, HOSTING, AOW, needs(AOW, HOSTING))
ALWAYS = option("Papier", 10_000, 0, 10_000)


def judged(*rows: Any) -> tuple[Classification, Coverage]:
    """The classes and the cover of these rows."""
    held = register(*rows)
    graph = build(held, rules())
    found = classified(*rows)
    known = independence(held, graph, rules())
    return found, coverage(held, graph, rules(), found.classes, known)


def said(*rows: Any) -> list[str]:
    """What is said of the service."""
    found, cover = judged(*rows)
    report = service_report("x", found, cover, 0, Names(found.register, "en"))
    return [Words("en").say(message) for message in (*report.before, *report.after)]


def test_a_service_without_any_fallback_says_so() -> None:
    lines = said(*BASE, KNOWN)
    assert "It has no fallbacks." in lines
    assert any(line.startswith("Declared: 0 % covered. First gap at 4 h") for line in lines)


def test_a_service_that_is_covered_all_the_time_says_so() -> None:
    lines = said(*BASE, KNOWN, ALWAYS)
    assert "Proven: 100 % covered, without a gap." in lines
    assert "The exit time of a delivery is unknown: the horizon may be later." in lines


def test_of_a_provisional_class_it_is_not_known_whether_cover_is_required() -> None:
    lines = said(*BASE)
    told = "Whether cover is required is unknown: the MTPD may be earlier, or the class higher."
    assert told in lines
    assert "At the strictest that is possible: MTPD 4 h, horizon 180 d." in lines
    assert any(line.startswith("If so. Proven: 0 % covered. First gap at 4 h") for line in lines)
    assert any("MTPD: not known." in line for line in lines)


def test_where_harm_stays_acceptable_no_cover_is_required() -> None:
    lines = said(*BASE, harmless(AOW))
    assert any("MTPD: none in 180 days." in line for line in lines)
    assert "Cover is not required: the harm stays acceptable up to the horizon." in lines


def test_spans_at_the_same_levels_are_one_but_for_the_mtpd() -> None:
    found, cover = judged(*BASE, KNOWN, ALWAYS)
    report = service_report("x", found, cover, 0, Names(found.register, "en"))
    spans = [named(report.tables[0], row, Words("en")) for row in report.tables[0].rows]
    assert [(row["from_hour"], row["until_hour"]) for row in spans] == [(0, 4), (4, 4_320)]


def test_all_services_are_counted_by_what_carries_them() -> None:
    found, cover = judged(*BASE, KNOWN, ALWAYS)
    report = coverage_report("x", found, cover, Names(found.register, "nl"))
    lines = [Words("nl").say(message) for message in report.before]
    assert lines[2].endswith("Zonder gat als opgegeven: 1; als beproefd: 1.")


def test_where_something_is_not_known_both_mtpds_are_shown_and_the_gaps_of_the_strictest() -> None:
    found, cover = judged(*BASE)
    report = coverage_report("x", found, cover, Names(found.register, "en"))
    (row,) = [named(report.tables[0], row, Words("en")) for row in report.tables[0].rows]
    assert (row["mtpd"], row["mtpd_early"], row["horizon"], row["horizon_late"]) == (
        *(None, 4),
        *(720, 4_320),
    )
    assert (row["proven_first_gap"], row["proven_gap_hours"]) == (None, None)
    assert (row["proven_first_gap_strict"], row["proven_gap_hours_strict"]) == (4, 4_316)
    lines = [Words("en").say(message) for message in report.before]
    assert any(line.startswith("Of 1 services the MTPD may be earlier") for line in lines)


def test_where_all_is_known_nothing_is_said_of_a_strictest_reading() -> None:
    found, cover = judged(*BASE, KNOWN)
    report = coverage_report("x", found, cover, Names(found.register, "en"))
    (row,) = [named(report.tables[0], row, Words("en")) for row in report.tables[0].rows]
    assert (row["mtpd"], row["mtpd_early"], row["proven_gap_hours_strict"]) == (4, 4, None)
    assert not any("strictest" in line for line in said(*BASE, KNOWN))
