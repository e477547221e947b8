# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes in the words of other regimes: words on a screen, codes in files."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from assessing import designated
from builders import WATERDAM, graph_of, register, rules, service

from dijkwacht.findings.classes import Class, Classes
from dijkwacht.findings.crosswalk import crosswalk, crosswalks
from dijkwacht.register.codes import DesignationKind
from dijkwacht.register.row import Row
from dijkwacht.reports.crosswalk import crosswalk_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report, Table, as_json, shown
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rules

INTRANET, LOKET, PENSIOEN = service("Intranet"), service("Loket"), service("Pensioen")
LEVELS = (Class.O, Class.V, Class.V)  # of the three, by id
GUESSED = (False, False, True)


def told(
    *rows: Row, language: str = "nl", service: str | None = None, by: Rules | None = None
) -> Report:
    held = (WATERDAM, INTRANET, LOKET, PENSIOEN, *rows)
    ids = tuple(row.id for row in (INTRANET, LOKET, PENSIOEN))
    levels = np.array(LEVELS, np.int64)
    day = np.full(3, 24)
    classes = Classes(ids, levels, levels, day, np.array(GUESSED), day, levels)
    found = crosswalk(register(held), by or rules(), classes)
    names = Names(register(held), language)
    return crosswalk_report("waterdam", graph_of(held), found, names, service)


def screen(report: Report, language: str = "nl") -> list[dict[str, str]]:
    """The rows of its table as they stand on a screen."""
    (table,) = report.tables
    return [on_screen(table, row, Words(language)) for row in table.rows]


def on_screen(table: Table, row: Any, words: Words) -> dict[str, str]:
    cells = zip(table.columns, row, strict=True)
    return {one.key: shown(value, one.cell, words) for one, value in cells if one.shown}


def saved(report: Report, language: str = "nl") -> list[dict[str, Any]]:
    """The rows of its table as they stand in JSON."""
    (table,) = report.tables
    rows: list[dict[str, Any]] = json.loads(as_json(report, Words(language)))[table.key]
    return rows


def said(report: Report, language: str = "nl") -> list[str]:
    return [Words(language).say(message) for message in (*report.before, *report.after)]


def with_own(**changed: Any) -> Rules:
    """The policy with one more crosswalk, of a regime that no catalogue knows."""
    own = replace(rules().table("crosswalk/dora"), name="crosswalk/eigen", **changed)
    return replace(rules(), by_name={**rules().by_name, own.name: own})


def test_the_highest_class_comes_first_then_by_id_and_a_provisional_class_is_marked() -> None:
    report = told()
    assert [(row["service"], row["class"]) for row in screen(report)] == [
        ("Gemeente Waterdam: Loket", "V"),
        ("Gemeente Waterdam: Pensioen", "V?"),
        ("Gemeente Waterdam: Intranet", "O"),
    ]
    assert [(row["level"], row["provisional"]) for row in saved(report)] == [
        ("V", False),
        ("V", True),
        ("O", False),
    ]


@pytest.mark.parametrize(
    ("language", "reads"),
    [
        (
            "nl",
            "BIO: Laag of Midden; DORA: niet kritiek of belangrijk; FIPS 199: laag; "
            "Cbw, Wwke en vitaal: geen formele status; Britse contracten: brons; "
            "Amerikaanse HVA: geen",
        ),
        (
            "en",
            "BIO: low or middle; DORA: not critical or important; FIPS 199: low; "
            "NIS2, CER and vital: no formal standing; UK contracts: bronze; "
            "US high value assets: none",
        ),
    ],
)
def test_a_screen_tells_every_reading_in_words_and_a_file_in_codes(
    language: str, reads: str
) -> None:
    report = told(language=language)
    assert screen(report, language)[-1]["reading"] == reads
    intranet = saved(report, language)[-1]
    assert {key: intranet[key] for key in ("bio", "dora", "nis2-cbw", "us-hva")} == {
        "bio": "low-or-middle",
        "dora": "not-critical",
        "nis2-cbw": "none",
        "us-hva": "none",
    }
    assert "reading" not in intranet


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_regime_and_outcome_of_the_policy_that_comes_along_has_words(language: str) -> None:
    words = Words(language)
    for table in crosswalks(rules()):
        regime = table.name.removeprefix("crosswalk/")
        codes = [f"regime.{regime}", *(f"reading.{regime}.{word}" for word in table.outcomes)]
        assert [code for code in codes if words.text(code) == code] == []


def test_a_regime_of_ones_own_has_the_title_and_the_codes_of_its_policy() -> None:
    title: Mapping[str, str] = {"nl": "Eigen indeling", "en": "A scale of our own"}
    by = with_own(title=title)
    for language, called in title.items():
        rows = screen(told(language=language, by=by), language)
        assert f"; {called}: critical-or-important; " in rows[0]["reading"]
        one = screen(told(language=language, by=by, service=PENSIOEN.id), language)
        assert (called, "critical-or-important") in [(row["regime"], row["reading"]) for row in one]


def test_an_outcome_of_ones_own_in_a_known_regime_is_told_as_its_code() -> None:
    dora = rules().table("crosswalk/dora")
    own = replace(dora, rows=tuple(replace(row, then="sometimes") for row in dora.rows))
    by = replace(rules(), by_name={**rules().by_name, dora.name: own})
    assert "; DORA: sometimes; " in screen(told(by=by))[0]["reading"]


def test_one_service_has_the_row_the_reason_and_the_file_of_each_reading() -> None:
    report = told(service=PENSIOEN.id)
    row = next(row for row in saved(report) if row["regime"] == "dora")
    table = rules().table("crosswalk/dora")
    assert row == {
        "regime": "dora",
        "reading": "critical-or-important",
        "why": "onderbreking schaadt de natie",
        "tag": "OUR",
        "source": table.source,
        "rule": f"crosswalk/dora@2026-01-01 row 1 ({table.digest})",
    }
    assert Words("nl").say(report.title) == (
        "Wat klasse V van Gemeente Waterdam: Pensioen is in de woorden van andere regimes"
    )


def test_a_row_with_a_source_of_its_own_gives_that() -> None:
    process = designated(LOKET, DesignationKind.VITAL_PROCESS)
    rows = {row["regime"]: row for row in saved(told(process, service=LOKET.id))}
    assert rows["nis2-cbw"]["reading"] == "vital-process"
    assert rows["nis2-cbw"]["source"].startswith("Aanpak Vitaal: the responsible ministry")


def test_where_no_row_holds_no_reason_is_made_up() -> None:
    by = with_own(rows=())
    rows = {row["regime"]: row for row in saved(told(by=by, service=LOKET.id))}
    own = rows["eigen"]
    assert (own["reading"], own["why"], own["tag"]) == ("not-critical", None, None)
    assert "row" not in own["rule"]


@pytest.mark.parametrize(
    ("language", "ours", "guessed"),
    [
        ("en", "These are our readings: no regime says so itself", "readings (?): 1."),
        ("nl", "Dit zijn onze lezingen: geen regime zegt dit zelf", "lezingen (?): 1."),
    ],
)
def test_it_says_first_that_these_are_our_readings_and_how_many_are_provisional(
    language: str, ours: str, guessed: str
) -> None:
    lines = said(told(language=language), language)
    assert lines[0].startswith(ours)
    assert lines[2].endswith(guessed)
    sure = said(told(language=language, service=LOKET.id), language)
    assert not any("(?)" in line for line in sure)


def test_the_rules_are_named_with_the_hash_of_their_file() -> None:
    report = told()
    cited = [f"{table.version} ({table.digest})" for table in crosswalks(rules())]
    assert report.made is not None
    assert report.made["rules"] == cited
    assert said(report)[-1] == f"Regels: {'; '.join(cited)}."
