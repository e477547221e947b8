# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dated rules: which version is in force on a day, and what a faulty file gives."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from dijkwacht.base.errors import RuleNotInForce, Unreadable
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rulebook, cases, default_folder

FILE = """\
kind: parameters/v1
title: {{nl: Buffers, en: Buffers}}
source: Besluit Waterdam
owner: Gemeente Waterdam
valid_from: "{day}"
{until}
values:
  buffer:
    value: {value}
    unit: hours
    tag: OUR
    says: {{nl: Zo lang merkt niemand het., en: Nobody notices for so long.}}
"""


def rule(folder: Path, day: str, value: object = 4, until: str = "", name: str = "") -> Path:
    """A version of the rule `outage/buffers`."""
    file = folder / "outage" / "buffers" / f"{name or day}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    ending = f'valid_until: "{until}"' if until else ""
    file.write_text(FILE.format(day=day, until=ending, value=value), "utf-8")
    return file


def test_the_newest_version_that_has_begun_is_in_force(tmp_path: Path) -> None:
    rule(tmp_path, "2026-01-01", 4)
    rule(tmp_path, "2026-07-01", 8)
    book = Rulebook.read(tmp_path)

    def buffer(day: date) -> object:
        return book.on(day).parameters("outage/buffers")["buffer"]

    assert buffer(date(2026, 1, 1)) == buffer(date(2026, 6, 30)) == 4
    assert buffer(date(2026, 7, 1)) == buffer(date(2099, 1, 1)) == 8


def test_no_rule_is_in_force_before_the_first_has_begun(tmp_path: Path) -> None:
    rule(tmp_path, "2026-01-01")
    with pytest.raises(RuleNotInForce) as refused:
        Rulebook.read(tmp_path).on(date(2025, 12, 31)).parameters("outage/buffers")
    assert refused.value.what.params == {
        "rule": "outage/buffers",
        "on": date(2025, 12, 31),
        "first": date(2026, 1, 1),
    }
    assert refused.value.what.code == "rule-not-yet-in-force"


def test_a_rule_that_is_not_there_at_all_is_told_so() -> None:
    with pytest.raises(RuleNotInForce, match="no-such-rule"):
        Rulebook.read().on(date(2026, 6, 1)).parameters("outage/weather")


@pytest.mark.parametrize("name", ["bankruptcy", "scenarios/bankruptcy"])
def test_a_scenario_that_has_not_begun_says_when_it_does(name: str) -> None:
    with pytest.raises(RuleNotInForce) as refused:
        Rulebook.read().on(date(2020, 1, 1)).scenario(name)
    assert Words("en").say(refused.value.what) == (
        "The rule scenarios/bankruptcy is not in force on 2020-01-01: it begins on 2026-01-01."
    )


def test_a_day_need_not_have_quotes(tmp_path: Path) -> None:
    file = rule(tmp_path, "2026-01-01", until="2026-10-01")
    file.write_text(file.read_text("utf-8").replace('"', ""), "utf-8")
    (version,) = Rulebook.read(tmp_path).versions
    assert (version.valid_from, version.valid_until) == (date(2026, 1, 1), date(2026, 10, 1))


def test_a_rule_that_has_ended_does_not_fall_back_to_an_older_one(tmp_path: Path) -> None:
    rule(tmp_path, "2026-01-01", 4)
    rule(tmp_path, "2026-07-01", 8, until="2026-10-01")
    book = Rulebook.read(tmp_path)
    assert book.on(date(2026, 9, 30)).parameters("outage/buffers")["buffer"] == 8
    with pytest.raises(RuleNotInForce) as refused:
        book.on(date(2026, 10, 1)).parameters("outage/buffers")
    assert refused.value.what.params["last"] == date(2026, 10, 1)


def test_a_version_is_cited_by_name_day_and_digest(tmp_path: Path) -> None:
    file = rule(tmp_path, "2026-01-01")
    (version,) = Rulebook.read(tmp_path).versions
    assert version.version == "outage/buffers@2026-01-01"
    assert version.digest == hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    assert (version.source, version.owner) == ("Besluit Waterdam", "Gemeente Waterdam")
    assert version.title == {"nl": "Buffers", "en": "Buffers"}
    with pytest.raises(Unreadable, match="rule-without-value"):
        Rulebook.read(tmp_path).on(version.valid_from).parameters(version.name)["tolerance"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("title: [", "rule-faulty"),
        ("", "rule-faulty"),
        ("- een\n- lijst\n", "rule-faulty"),
        (FILE.format(day="2026-01-01", until="sleutel: onbekend", value=4), "rule-faulty"),
        (FILE.format(day="2026-01-01", until="", value=4.5), "rule-faulty"),
        (FILE.format(day="gisteren", until="", value=4), "rule-faulty"),
        (FILE.format(day="2026-01-01", until='valid_until: "2026-13-01"', value=4), "rule-faulty"),
        (FILE.format(day="2026-01-02", until="", value=4), "rule-day"),
        (FILE.format(day="2026-01-01", until="", value=4).replace("OUR", "MINE"), "rule-faulty"),
        (FILE.format(day="2026-01-01", until="", value=4).replace("rs/v1", "rs/v2"), "rule-kind"),
        (FILE.format(day="2026-01-01", until="", value=4).replace("kind", "sort"), "rule-kind"),
    ],
    ids=[
        "not YAML",
        "empty",
        "a list",
        "unknown key",
        "fraction",
        "no day",
        "impossible day",
        "another day than its name",
        "unknown tag",
        "unknown kind",
        "no kind",
    ],
)
def test_a_faulty_file_is_named_and_none_is_used(tmp_path: Path, content: str, code: str) -> None:
    rule(tmp_path, "2025-01-01")
    file = rule(tmp_path, "2026-01-01")
    file.write_text(content, "utf-8")
    with pytest.raises(Unreadable) as refused:
        Rulebook.read(tmp_path)
    assert refused.value.what.code == code
    assert refused.value.what.params["file"] == str(file)


@pytest.mark.parametrize("folder", ["leeg", "."])
def test_a_folder_without_rules_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(Unreadable, match="no-rules"):
        Rulebook.read(tmp_path / folder)


def test_the_rules_that_come_along_are_read_and_in_force() -> None:
    book = Rulebook.read()
    rules = book.on(date(2026, 11, 24))
    assert set(rules.by_name) == {version.name for version in book.versions}
    assert rules.parameters("outage/horizons")["hours"][0] == 1


def test_worked_cases_stand_beside_each_rule() -> None:
    for name in {version.name for version in Rulebook.read().versions}:
        assert all(case["name"] and case["expect"] for case in cases(default_folder(), name))


def test_no_is_a_word_and_not_a_truth(tmp_path: Path) -> None:
    """Norway's code is `no`."""
    rule(tmp_path, "2026-01-01", "[nl, no]")
    rules = Rulebook.read(tmp_path).on(date(2026, 1, 1))
    assert rules.parameters("outage/buffers")["buffer"] == ["nl", "no"]


def corrected(folder: Path, value: int) -> Path:
    """A second edition of the rule of 2026-01-01."""
    file = rule(folder, "2026-01-01", value, name="2026-01-01.2")
    corrects = "edition: 2\ncorrects: {nl: een tikfout, en: a slip of the pen}\n"
    file.write_text(file.read_text("utf-8") + corrects, "utf-8")
    return file


def test_a_second_edition_replaces_the_first_of_its_day_and_says_so(tmp_path: Path) -> None:
    rule(tmp_path, "2026-01-01", 4)
    corrected(tmp_path, 8)
    rule(tmp_path, "2026-07-01", 6)
    book = Rulebook.read(tmp_path)
    held = book.on(date(2026, 1, 1)).parameters("outage/buffers")
    assert (held["buffer"], held.version) == (8, "outage/buffers@2026-01-01.2")
    assert (held.edition, held.corrects) == (2, {"nl": "een tikfout", "en": "a slip of the pen"})
    later = book.on(date(2026, 7, 1)).parameters("outage/buffers")
    assert (later["buffer"], later.version) == (6, "outage/buffers@2026-07-01")
    assert len(book.versions) == 3


def test_an_edition_with_the_name_of_the_first_is_refused(tmp_path: Path) -> None:
    corrected(tmp_path, 8).rename(tmp_path / "outage" / "buffers" / "2026-01-01.yaml")
    with pytest.raises(Unreadable, match="rule-day"):
        Rulebook.read(tmp_path)


def test_a_rule_that_ends_before_it_begins_is_refused_with_its_line(tmp_path: Path) -> None:
    rule(tmp_path, "2026-01-01", until="2026-01-01")
    with pytest.raises(Unreadable) as refused:
        Rulebook.read(tmp_path)
    assert Words("en").value(refused.value.what.params["why"]).startswith("line 6: it ends on")


def test_a_rule_is_found_by_the_last_part_of_its_name_where_only_one_has_it(tmp_path: Path) -> None:
    rules = Rulebook.read().on(date(2026, 6, 1))
    assert rules.rule("service-class").name == "classification/service-class"
    assert rules.rule("outage/roles").name == "outage/roles"
    with pytest.raises(RuleNotInForce, match="no-such-rule"):
        rules.rule("weather")


def test_a_rule_of_another_kind_is_not_taken_for_the_kind_that_is_asked() -> None:
    rules = Rulebook.read().on(date(2026, 6, 1))
    assert rules.themes(rules.score_card("reviews/score")) == (
        rules.questionnaire("reviews/questionnaire").themes
    )
    with pytest.raises(RuleNotInForce, match="no-such-rule"):
        rules.table("reviews/score")
