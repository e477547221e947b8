# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts in a folder: packages and digests, an index beside them, a file that cannot be read."""

import hashlib
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from builders import rules
from unit.sources.accounts import codes, facts, figure, index, read, years

from dijkwacht.base.errors import Unreadable
from dijkwacht.sources import statements


def test_a_folder_reads_all_and_one_broken_file_is_a_problem(tmp_path: Path) -> None:
    read(tmp_path, facts({"Revenues": [figure(5, "2024-12-31", "2024-01-01")]}))
    (tmp_path / "broken.xbrl").write_text("<xbrl>", "utf-8")
    (tmp_path / "other.pdf").write_text("x", "utf-8")
    found, problems = statements.read(tmp_path, rules())
    assert [row["revenue"] for row in years(found)] == [5]
    assert sorted(codes(problems)) == ["statements-form", "statements-xml"]


@pytest.fixture
def package(root: Path, tmp_path: Path) -> bytes:
    """The fictional report as it is published: in a package."""
    file = tmp_path / "report.zip"
    page = (root / "tests" / "golden" / "statements" / "inline.xhtml").read_bytes()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("report/reports/inline.xhtml", page)
    return file.read_bytes()


def test_a_package_is_known_from_the_day_its_index_added_it(tmp_path: Path, package: bytes) -> None:
    (tmp_path / "a.json").write_text(json.dumps(index(package)), "utf-8")
    found, problems = statements.read(tmp_path, rules())
    assert {row["known_on"] for row in years(found)} == {date(2026, 4, 30)}
    assert years(found)[1]["revenue"] == 12_500_000
    assert problems == []


def test_an_index_alone_says_that_accounts_were_published(tmp_path: Path) -> None:
    told = index(b"x")
    later = {**told["data"][0]["attributes"], "date_added": "2026-05-01", "error_count": 2}
    told["data"].append({"type": "filing", "attributes": later})
    found, problems = read(tmp_path, told)
    (row,) = years(found)
    assert (row["ends_on"], row["known_on"]) == (date(2025, 12, 31), date(2026, 4, 30))
    assert row["revenue"] is None and row["currency"] is None and row["id"].endswith("-filed")
    assert codes(problems) == ["statements-filing-errors"]


def test_no_bit_of_a_package_can_change_without_being_noticed(
    tmp_path: Path, package: bytes
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(index(package)), "utf-8")
    for at in range(0, len(package), 97):
        changed = bytearray(package)
        changed[at] ^= 1
        (tmp_path / "report.zip").write_bytes(changed)
        found, problems = statements.read(tmp_path, rules())
        assert [row["revenue"] for row in years(found)] == [None], "published, nothing read"
        assert codes(problems) == ["statements-digest"]


def test_a_digest_beside_a_file_is_checked(tmp_path: Path) -> None:
    told = facts({"Revenues": [figure(5, "2024-12-31", "2024-01-01")]})
    read(tmp_path, told)
    file = tmp_path / "facts.json"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (tmp_path / "facts.json.sha256").write_text(f"{digest}  facts.json\n", "utf-8")
    assert len(years(statements.read(file, rules())[0])) == 1
    file.write_bytes(file.read_bytes().replace(b'"val": 5', b'"val": 6'))
    with pytest.raises(Unreadable, match="statements-digest"):
        statements.read(file, rules())


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside.json", tmp_path / "in"
    inside.mkdir()
    read(tmp_path, facts({"Revenues": [figure(5, "2024-12-31", "2024-01-01")]}), outside.name)
    (inside / "a.json").symlink_to(outside)
    found, problems = statements.read(inside, rules())
    assert years(found) == [] and codes(problems)[0] == "file-outside"
