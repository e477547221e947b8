# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of a class as a person reads it."""

from datetime import date
from typing import Any

from assessing import evidence, harm, harmless, override
from builders import DAY, needs, service
from classified import classified

from dijkwacht.findings.record import record
from dijkwacht.register.codes import Direction, EvidenceKind, HarmKind
from dijkwacht.register.row import Row
from dijkwacht.reports.class_record import record_report
from dijkwacht.reports.class_rows import fired_rows, open_rows
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report, Table, named
from dijkwacht.reports.words import Words

PASPOORTEN = service("Paspoorten", users=62_000, rto_hours=24, recorded_on=DAY)
IDENTITEIT = service("Identiteit", users=500)
STATED = {4: 0, 24: 0, 72: 1_500, 168: 20_000, 4_320: 20_000}
ROWS: tuple[Any, ...] = (
    PASPOORTEN,
    *harmless(PASPOORTEN, HarmKind.LIVING),
    *harm(PASPOORTEN, HarmKind.LIVING, STATED),
)


def report_of(*rows: Any, of: Row = PASPOORTEN, language: str = "en") -> Report:
    found = classified(*rows)
    return record_report("waterdam", found, record(found, of.id), Names(found.register, language))


def table(report: Report, key: str, language: str = "en") -> list[dict[str, Any]]:
    held = next(
        (part for part in report.tables if part.key == key), Table(key, report.title, (), ())
    )
    return [named(held, row, Words(language)) for row in held.rows]


def said(report: Report, language: str = "en") -> str:
    words = Words(language)
    return " ".join(words.say(part) for part in (*report.before, *report.after))


def test_harm_over_time_is_a_line_for_each_time() -> None:
    lines = table(report_of(*ROWS), "harm")
    assert [(line["after_hour"], line["living"]) for line in lines][:4] == [
        *((4, "0"), (24, "0"), (72, "1,500"), (168, "20,000")),
    ]
    assert {line["economic"] for line in lines} == {"€ 0"}


def test_what_was_stated_together_is_one_line() -> None:
    lines = {line["harm"]: line for line in table(report_of(*ROWS), "stated")}
    assert lines["living"]["stated"] == "4 h 0; 1 d 0; 3 d 1,500; 7 d 20,000; 180 d 20,000"
    assert lines["living"]["assessed_by"] == "process owner"
    assert lines["living"]["unit"] == "persons"
    ranged = harm(PASPOORTEN, HarmKind.LAW, {4_320: 1}, low=0, high=2)
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.LAW), ranged)
    (law,) = [line for line in table(report_of(*rows), "stated") if line["harm"] == "law"]
    assert law["stated"] == "180 d 1 (0-2)"


def test_a_row_that_holds_is_told_with_all_it_rests_on() -> None:
    found = classified(*ROWS)
    held = fired_rows(record(found, PASPOORTEN.id), found, Words("nl"))
    (first, second) = [named(held, row, Words("nl")) for row in held.rows]
    assert (first["row"], second["row"]) == ("10 S-C", "11 S-K")
    assert (first["value"], first["threshold"], first["leads_to"]) == ("20.000", "≥ 10.000", "C")
    assert first["known"] == Words("nl").text("tag.our")
    assert first["rule"] == f"classification/service-class@2026-01-01 row 10 ({found.table.digest})"


def test_of_rows_that_may_hold_the_highest_of_each_group_is_told() -> None:
    found = classified(PASPOORTEN, harmless(PASPOORTEN, HarmKind.LAW, HarmKind.SECURITY))
    held = open_rows(record(found, PASPOORTEN.id), found, Words("en"))
    told = [named(held, row, Words("en")) for row in held.rows]
    assert [(row["row"], row["may_lead_to"]) for row in told] == [
        ("20 R-V", "V"),
        ("23 N-V", "V"),
    ]


def test_what_came_after_the_table_and_who_approved_is_said() -> None:
    review = evidence(PASPOORTEN, EvidenceKind.CLASS_REVIEW, date(2026, 2, 1))
    report = report_of(*ROWS, review, override(PASPOORTEN, Direction.UP))
    (line,) = table(report, "adjusted")
    assert (line["adjustment"], line["before_class"], line["after_class"]) == ("A4", "C", "V")
    assert "Without alternatives and overrides it is C" in said(report)
    assert "approved by internal audit on 2026-02-01; valid until 2027-02-01" in said(report)
    assert "RTO) 1 d" in said(report) and "RPO) unknown" in said(report)


def test_the_mtpd_is_said_known_between_two_or_not_at_all() -> None:
    assert "MTPD 3 d" in said(report_of(*ROWS))
    assert "none in 180 days" in said(report_of(PASPOORTEN, harmless(PASPOORTEN)))
    assert "not known; 4 h at the earliest" in said(report_of(PASPOORTEN))
    partly = (
        *ROWS[:1],
        *harmless(PASPOORTEN, HarmKind.LAW),
        *harm(PASPOORTEN, HarmKind.LAW, {72: 1}),
    )
    assert "between 4 h and 3 d" in said(report_of(*partly))
    assert "Nobody has approved" in said(report_of(PASPOORTEN))


def test_who_is_taken_down_is_a_table_with_the_counts_over_time() -> None:
    soon = harm(PASPOORTEN, HarmKind.LAW, {4: 1, 4_320: 1})
    rows = (IDENTITEIT, harmless(IDENTITEIT), harmless(PASPOORTEN, HarmKind.LAW), PASPOORTEN, soon)
    report = report_of(*rows, needs(PASPOORTEN, IDENTITEIT), of=IDENTITEIT)
    (line,) = table(report, "cascade")
    assert (line["service_id"], line["lost_at"], line["mtpd"]) == ("svc-paspoorten", 0, 4)
    assert [line["cascade_own"] for line in table(report, "chain")] == ["0", *["1"] * 7]
    assert table(report_of(*ROWS), "chain") == []


def test_it_is_whole_in_dutch() -> None:
    text = said(report_of(PASPOORTEN, language="nl"), "nl")
    assert "Voorlopig" in text and "{" not in text and "?" not in text


def test_a_range_of_harm_that_reaches_another_class_is_told() -> None:
    rows = (PASPOORTEN, harmless(PASPOORTEN, HarmKind.PHYSICAL))
    narrow = harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 5, 4_320: 5}, low=2, high=9)
    wide = harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 5, 4_320: 5}, low=0, high=1_000)
    assert "low ends" not in said(report_of(*rows, narrow))
    assert "by the low ends of the ranges of harm it would be O, by the high ones V" in said(
        report_of(*rows, wide)
    )
