# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policy: every rule as a page, with its cases, and what differs between two versions."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from web.conftest import LogIn

from dijkwacht.reports.policy_rule import rule_report
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rulebook, default_folder
from dijkwacht.web.pages.policy_apart import apart
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
NAMES = sorted({rule.name for rule in REASONING.rulebook.versions})


def test_every_rule_in_force_is_listed(log_in: LogIn) -> None:
    page = log_in(Role.BOARD).get("/policy/").text
    assert f"{len(NAMES)} rules are in force" in page
    for name in NAMES:
        assert f'href="/policy/{name}/"' in page


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_page_with_cases_that_hold(log_in: LogIn, name: str) -> None:
    page = log_in(Role.SERVICE_OWNER).get(f"/policy/{name}/").text
    rule = REASONING.rulebook.in_force(name, "2026-11-24")
    assert rule.version in page
    assert rule.digest in page
    assert "worked cases" in page
    assert "does not hold</span>" not in page


def test_what_there_is_not_is_not_found(log_in: LogIn) -> None:
    client = log_in(Role.BOARD)
    assert client.get("/policy/classification/../../secret-key/").status_code == 404
    assert client.get("/policy/classification/nothing/").status_code == 404
    assert client.get("/policy/classification/times/?on=2020-01-01").status_code == 400
    assert client.get("/policy/classification/times/?with=soon").status_code == 404


def test_on_a_day_with_the_same_version_nothing_differs(log_in: LogIn) -> None:
    page = log_in(Role.BOARD).get("/policy/classification/times/?with=2026-03-01").text
    assert "The same version holds on 2026-03-01." in page


def test_two_versions_differ_cell_by_cell(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(default_folder(), folder)
    for name in ("classification/times", "classification/service-class"):
        old = folder / name / "2026-01-01.yaml"
        text = old.read_text("utf-8")
        for was, now in (
            ('valid_from: "2026-01-01"', 'valid_from: "2026-07-01"'),
            ("value: 720", "value: 360"),
            ('physical: ">= 10"', 'physical: ">= 20"'),
        ):
            text = text.replace(was, now)
        (folder / name / "2026-07-01.yaml").write_text(text, "utf-8")
    book, words = Rulebook.read(folder), Words("en")
    days = date(2026, 3, 1), date(2026, 8, 1)
    for name, differing in (
        ("classification/times", [("class_within", "30 d", "15 d")]),
        ("classification/service-class", [("F-C", "10 or more", "20 or more")]),
    ):
        old_report, new_report = (rule_report(book.in_force(name, day), day, "en") for day in days)
        rows = apart(old_report, new_report, words).rows
        assert [(row[0]) for row in rows] == [row[0] for row in differing]
        for row, (_, before, after) in zip(rows, differing, strict=True):
            assert before in row[2]
            assert after in row[3]
