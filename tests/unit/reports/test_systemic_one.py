# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One supplier in the systemic test, told: what was counted, of what, by which row, and who."""

from typing import Any

import pytest
from banking import (
    BANKING,
    CLOUD,
    DUIN,
    HOLDING,
    MEENT,
    POLDER,
    TERP,
    asked,
    one_report,
    said,
    saved,
    screen,
)
from builders import rules, supplier
from sector import sized

from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.systemic import INDICATORS, FormName
from dijkwacht.register.row import Row
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import Words

CLOUD_IN = {
    level: one_report(CLOUD, HOLDING, asked(level=level)) for level in (Level.PARTY, Level.CHAIN)
}
POLDERS = one_report(POLDER, POLDER, asked())


def line(of: Report, indicator: str, category: str | None = None) -> dict[str, Any]:
    """The first line of an indicator, or that of a category."""
    rows = [row for row in saved(of, "indicators") if row["indicator"] == indicator]
    return next(row for row in rows if category in (None, row["category"]))


def without(*starts: str) -> tuple[Row, ...]:
    return tuple(row for row in BANKING if not row.id.startswith(starts))


def test_the_title_asks_how_much_leans_and_not_how_it_does() -> None:
    words = Words("nl")
    assert words.say(POLDERS.title) == (
        "Hoeveel van een financiële sector steunt op Polder? Systeemtoets, stap 1, "
        "zoals gepubliceerd"
    )
    ours = one_report(POLDER, POLDER, asked(form=FormName.GOVERNMENT), language="en")
    assert Words("en").say(ours.title) == (
        "How much of a government leans on Polder? Systemic test, step 1, our analogy"
    )
    assert said(POLDERS)[0].startswith("Dit is een toets van gewicht, niet van gezondheid")
    assert said(ours, "en")[0].startswith("This is a test of weight, not of health")


def test_each_level_says_as_whom_the_supplier_is_looked_at() -> None:
    rows = screen(CLOUD_IN[Level.CHAIN], "levels")
    assert [(row["niveau"], row["leverancier"], row["stap 1"]) for row in rows] == [
        ("als contractpartij", "Nimbus Cloud", "ja"),
        ("als concern", "Nimbus Holding", "ja"),
        ("met onderaanneming", "Nimbus Holding", "ja"),
    ]


@pytest.mark.parametrize(
    ("of", "language", "told"),
    [
        (CLOUD, "nl", "Stap 1 is gehaald als contractpartij."),
        (POLDER, "nl", "Of stap 1 is gehaald als contractpartij is niet bekend."),
        (MEENT, "nl", "Stap 1 is niet gehaald als contractpartij."),
        (CLOUD, "en", "Step 1 is met as contract party."),
        (POLDER, "en", "Whether step 1 is met as contract party is not known."),
        (MEENT, "en", "Step 1 is not met as contract party."),
    ],
)
def test_met_not_met_and_not_known_are_three_sentences(of: Any, language: str, told: str) -> None:
    assert told in said(one_report(of, of, asked(), language=language), language)


def test_every_indicator_has_its_figures_its_threshold_and_its_verdict() -> None:
    found = line(CLOUD_IN[Level.CHAIN], "1.2", "credit-institution")
    keys = ("measure", "numerator", "denominator", "share", "threshold", "verdict")
    assert [found[key] for key in keys] == [
        "total-assets",
        100,
        1_000,
        1_000,
        ">= 10 %",
        "verdict.met",
    ]
    order = [row["indicator"] for row in saved(CLOUD_IN[Level.CHAIN], "indicators")]
    assert order == sorted(order)
    assert set(order) == set(INDICATORS)


def test_every_line_cites_its_row_the_hash_of_its_file_and_its_source() -> None:
    table = rules().table("systemic/financial-reach")
    found = line(POLDERS, "1.1")
    assert found["rule"] == f"systemic/financial-reach@2026-01-01 row 1 ({table.digest})"
    assert found["source"] == "Delegated Regulation (EU) 2024/1502, indicator 1.1"
    assert found["tag"] == "SRC"
    ours = one_report(POLDER, POLDER, asked(form=FormName.GOVERNMENT))
    assert {row["tag"] for row in saved(ours, "indicators")} == {"OUR"}


@pytest.mark.parametrize(
    ("language", "what", "of"), [("nl", "één G-SII of meer", "1 van 1"), ("en", "G-SII", "1 of 1")]
)
def test_a_row_that_counts_members_is_told_in_the_words_of_policy(
    language: str, what: str, of: str
) -> None:
    told = one_report(POLDER, POLDER, asked(), language=language)
    cells = next(
        list(row.values()) for row in screen(told, "indicators", language) if "2.1" in row.values()
    )
    assert what in cells[1]
    assert cells[2:4] == [of, Words(language).text("value.not-applicable")]


def test_what_is_not_known_is_a_question_mark_and_says_what_is_missing() -> None:
    found = line(POLDERS, "1.1", "insurance-undertaking")
    assert (found["numerator"], found["denominator"], found["share"]) == (1, None, None)
    assert found["verdict"] == "verdict.unknown"
    assert found["missing"] == "hoeveel er in totaal zijn van insurance-undertaking"
    shown = next(
        row for row in screen(POLDERS, "indicators") if "insurance-undertaking" in row.values()
    )
    cells = list(shown.values())
    assert cells[2:4] == ["1 van ?", "?"]
    assert cells[5] == "?"


def test_nothing_is_asked_for_where_all_is_known() -> None:
    assert "niet bekend" in screen(POLDERS, "indicators")[0]
    known = one_report(MEENT, MEENT, asked())
    assert "niet bekend" not in screen(known, "indicators")[0]
    assert {row["missing"] for row in saved(known, "indicators")} == {None}


@pytest.mark.parametrize(
    ("rows", "indicator", "missing"),
    [
        (without("sta-"), "2.1", "het register zegt van niemand dat die in zo'n groep zit"),
        (
            without("pop-insur", f"pop-{DUIN.id}", "pop-org-waterbank"),
            "1.2",
            "hoeveel total-assets sommige van credit-institution hebben",
        ),
    ],
)
def test_each_unknown_asks_for_what_would_settle_it(
    rows: tuple[Row, ...], indicator: str, missing: str
) -> None:
    told = one_report(POLDER, POLDER, asked(rows), rows)
    assert missing in [
        row["missing"] for row in saved(told, "indicators") if row["indicator"] == indicator
    ]


def test_a_size_between_bounds_is_told_as_bounds() -> None:
    rows = (*without(f"pop-{DUIN.id}", "pop-org-waterbank"), sized(DUIN, 60))
    cells = [
        list(row.values())
        for row in screen(one_report(CLOUD, HOLDING, asked(rows), rows), "indicators")
    ]
    assert "60 tot ? van 1.000" in [row[2] for row in cells]


def test_who_was_counted_has_kind_standing_answers_and_one_way() -> None:
    rows = saved(POLDERS, "bodies")
    assert [row["organisation"] for row in rows] == ["Clearing", "Duinbank", "Polis"]
    assert [row["standing"] for row in rows] == ["infrastructure", "g-sii", None]
    assert rows[0] == {
        "organisation": "Clearing",
        "organisation_id": "org-clearing",
        "kind": "central-counterparty",
        "standing": "infrastructure",
        "no_alternative": "answer.no",
        "hard_to_leave": "answer.yes",
        "service": "Clearing Betalen",
        "service_id": "svc-clearing-betalen",
        "why": "Post",
    }


def test_the_tables_are_of_the_level_that_is_asked() -> None:
    party = CLOUD_IN[Level.PARTY]
    titles = [Words("nl").say(table.title) for table in party.tables]
    assert titles[1:] == [
        "Elke indicator, als contractpartij",
        "Wie zijn geteld, als contractpartij",
    ]
    assert party.made is not None
    assert (party.made["level"], party.made["supplier"]) == ("party", "sup-nimbus-cloud")


def test_a_supplier_of_nothing_critical_has_no_lines_and_meets_nothing() -> None:
    idle = supplier("Kade")
    rows = (*BANKING, idle)
    told = one_report(idle, idle, asked(rows), rows)
    assert saved(told, "indicators") == saved(told, "bodies") == []
    assert {row["step_one"] for row in saved(told, "levels")} == {"verdict.not-met"}
    assert {row["bodies"] for row in saved(told, "levels")} == {0}


def test_bodies_of_one_supplier_are_not_those_of_another() -> None:
    told = one_report(TERP, TERP, asked())
    assert [row["organisation_id"] for row in saved(told, "bodies")] == [
        "org-polis",
        "org-zandbank",
    ]
