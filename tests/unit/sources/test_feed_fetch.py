# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds fetched from a server on this machine: whole and with their digest, or not at all."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import rules
from feeding import DAY, Desk, catalogue, codes, firms, state_of, vulnerability, with_feed
from unit.sources.answering import Answer, Asked, answering
from unit.sources.test_feed_weaknesses import advisory, answer, cve

from dijkwacht.rules.rulebook import Rules

RULES = rules(DAY)
KEV = catalogue(vulnerability(1, "Zilverlijn"))


def kev_at(address: str) -> Rules:
    return with_feed(RULES, "kev", address=f"{address}/kev.json")


def fetched(tmp_path: Path, known: Rules) -> tuple[list[str], list[str]]:
    """The files that came, and the codes of what went wrong."""
    desk = Desk(tmp_path, known, firms())
    (tmp_path / "feeds").mkdir(exist_ok=True)
    found = desk.read(fetched=True)
    folder = tmp_path / "feeds"
    files = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    return files, codes(found)


def test_a_feed_is_fetched_with_its_digest_and_read(tmp_path: Path) -> None:
    with answering(Answer(body=KEV, headers={"ETag": '"one"'})) as (address, asked):
        files, told = fetched(tmp_path, kev_at(address))
        assert told == []
        assert files == ["kev/.cursor.json", "kev/2026-06-01.json", "kev/2026-06-01.json.sha256"]
        digest = (tmp_path / "feeds/kev/2026-06-01.json.sha256").read_text().split()[0]
        assert digest == hashlib.sha256(KEV).hexdigest()
        assert state_of(Desk(tmp_path, kev_at(address), firms()).read(), "kev")["state"] == "good"
        assert "if-none-match" not in asked[0].headers


def test_only_what_is_new_is_fetched_again(tmp_path: Path) -> None:
    answers = (Answer(body=KEV, headers={"ETag": '"one"'}), Answer(304, b""))
    with answering(*answers) as (address, asked):
        first = fetched(tmp_path, kev_at(address))
        assert fetched(tmp_path, kev_at(address)) == first
        assert asked[1].headers["if-none-match"] == '"one"'


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Answer(503, b""), "feed-not-fetched"),
        (Answer(302, b"", {"location": "https://elsewhere.example"}), "feed-not-fetched"),
        (Answer(body=KEV, headers={"Content-Digest": "sha-256=:AAAA:"}), "feed-digest"),
    ],
)
def test_what_does_not_come_whole_does_not_come(tmp_path: Path, given: Answer, code: str) -> None:
    with answering(given) as (address, _):
        assert fetched(tmp_path, kev_at(address)) == ([], [code])


def test_nobody_there_is_told_and_the_last_good_one_holds(tmp_path: Path) -> None:
    with answering(Answer(body=KEV)) as (address, _):
        fetched(tmp_path, kev_at(address))
    found = Desk(tmp_path, kev_at(address), firms()).read(fetched=True)
    assert (codes(found), found.observations.height) == (["feed-not-fetched"], 1)


def test_what_policy_does_not_let_fetch_is_not_asked_for(tmp_path: Path) -> None:
    with answering(Answer(body=KEV)) as (address, asked):
        shut = with_feed(RULES, "kev", address=address, fetch=False)
        assert fetched(tmp_path, shut) == ([], [])
        assert asked == []


def test_all_pages_of_what_changed_are_fetched(tmp_path: Path) -> None:
    pages = [
        answer(cve(), totalResults=2),
        answer(cve(id="CVE-2026-0002"), startIndex=1, totalResults=2),
    ]
    bodies = [Answer(body=json.dumps(page).encode()) for page in pages]
    with answering(*bodies) as (address, asked):
        files, told = fetched(tmp_path, with_feed(RULES, "nvd", address=address))
        assert told == []
        assert [name for name in files if name.endswith(".json")] == [
            "nvd/.cursor.json",
            "nvd/2026-06-01-000.json",
            "nvd/2026-06-01-001.json",
        ]
        assert ["startIndex=0" in asked[0].path, "startIndex=1" in asked[1].path] == [True, True]


def csaf(tmp_path: Path, answers: Mapping[str, Answer]) -> tuple[list[str], list[str], list[Asked]]:
    """The advisories that a list leads to."""
    with answering(*answers.values()) as (address, asked):
        known = with_feed(RULES, "csaf", address=f"{address}/changes.csv")
        return *fetched(tmp_path, known), asked


def test_the_advisories_of_a_list_come_with_the_digest_of_their_provider(tmp_path: Path) -> None:
    body = json.dumps(advisory()).encode()
    answers = {
        "list": Answer(body=b"2026/z-1.json,2026-05-30T10:00:00Z\n"),
        "hash": Answer(body=f"{hashlib.sha512(body).hexdigest()}  z-1.json\n".encode()),
        "file": Answer(body=body),
    }
    files, told, asked = csaf(tmp_path, answers)
    assert told == []
    assert {"csaf/z-1.json", "csaf/z-1.json.sha512"} <= set(files)
    assert [one.path for one in asked] == [
        "/changes.csv",
        "/2026/z-1.json.sha512",
        "/2026/z-1.json",
    ]


def test_an_advisory_with_another_digest_is_told(tmp_path: Path) -> None:
    answers = {
        "list": Answer(body=b"2026/z-1.json,2026-05-30T10:00:00Z\n"),
        "hash": Answer(body=b"00  z-1.json\n"),
        "file": Answer(body=json.dumps(advisory()).encode()),
    }
    assert csaf(tmp_path, answers)[1] == ["feed-digest"]


def test_a_list_sends_nobody_elsewhere(tmp_path: Path) -> None:
    feed = {
        **{"id": "f", "updated": "2026-05-30T10:00:00Z"},
        "entry": [
            {
                **{"id": "Z-1", "published": "2026-05-30T10:00:00Z"},
                "updated": "2026-05-30T10:00:00Z",
                "content": {"src": "http://192.0.2.1/z-1.json"},
            }
        ],
    }
    answers = {"list": Answer(body=json.dumps({"feed": feed}).encode())}
    files, told, asked = csaf(tmp_path, answers)
    assert (told, len(asked)) == ([], 1)
    assert not any("z-1" in name for name in files)
