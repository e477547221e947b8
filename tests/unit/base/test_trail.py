# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain of an audit trail: whatever is done to it afterwards is found, and where."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.trail import FIELDS, FIRST, check, hash_of, lines

Trail = list[dict[str, Any]]


def trail(length: int = 5) -> Trail:
    made: Trail = []
    for number in range(1, length + 1):
        entry: dict[str, Any] = {
            "number": number,
            "at": f"2026-11-24T10:00:0{number}.000000+00:00",
            "by": number,
            "role": "ciso",
            "organisation": "org-waterdam",
            "act": "revision",
            "about": "Ünïcode ✓",
            "told": {"why": "because", "counts": {"services": [1, 2, 3]}},
            "before": made[-1]["hash"] if made else FIRST,
        }
        made.append(entry | {"hash": hash_of(entry)})
    return made


def test_a_trail_as_it_was_written_is_whole() -> None:
    whole = trail()
    verdict = check(whole)
    assert (verdict.is_whole, verdict.entries, verdict.head) == (True, 5, whole[-1]["hash"])
    assert check([]).head == FIRST


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_change_of_any_field_is_found_at_its_entry(field: str) -> None:
    broken = trail()
    broken[2][field] = 99 if field in ("number", "by") else "other"
    verdict = check(broken)
    assert (verdict.is_whole, verdict.fault, verdict.entries) == (False, 3, 2)


@pytest.mark.parametrize("field", sorted(FIELDS - {"hash"}))
def test_a_change_with_a_new_hash_is_found_at_the_next_entry_at_the_latest(field: str) -> None:
    broken = trail()
    broken[2][field] = 99 if field in ("number", "by") else "other"
    broken[2]["hash"] = hash_of(broken[2])
    assert check(broken).fault in (3, 4)


CHANGES: dict[str, tuple[Callable[[Trail], object], str]] = {
    "removed": (lambda held: held.pop(2), "number"),
    "added": (lambda held: held.insert(2, held[0]), "number"),
    "moved": (lambda held: held.insert(1, held.pop(2)), "number"),
    "a field more": (lambda held: held[2].update(more=1), "fields"),
    "a field less": (lambda held: held[2].pop("told"), "fields"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_entry_removed_added_or_moved_is_found(change: str) -> None:
    broken = trail()
    act, why = CHANGES[change]
    act(broken)
    verdict = check(broken)
    assert not verdict.is_whole
    assert verdict.fault in (2, 3)
    assert verdict.why == why


def test_entries_cut_off_at_the_end_are_found_by_who_kept_the_hash() -> None:
    whole = trail()
    cut = whole[:3]
    assert check(cut).is_whole
    verdict = check(cut, whole[-1]["hash"])
    assert (verdict.is_whole, verdict.why, verdict.fault) == (False, "head", None)
    assert check(whole, whole[2]["hash"]).is_whole


@given(
    st.integers(0, 4), st.text(), st.sampled_from(["about", "act", "role", "organisation", "at"])
)
def test_no_other_text_passes_for_the_one_that_was_written(at: int, text: str, field: str) -> None:
    broken = trail()
    same = broken[at][field] == text
    broken[at][field] = text
    assert check(broken).is_whole is same


def test_a_file_is_read_as_it_was_written_and_a_line_that_is_no_entry_is_broken(
    tmp_path: Path,
) -> None:
    file = tmp_path / "trail.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in trail()))
    assert check(lines(file)).is_whole
    for line in ("", "[1]", "{", "[" * 100_000):
        file.write_text(json.dumps(trail()[0]) + f"\n{line}\n")
        assert (check(lines(file)).fault, check(lines(file)).why) == (2, "fields")


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="file-refused"):
        list(lines(tmp_path))
    (tmp_path / "a").write_bytes(b"\xff\xfe")
    with pytest.raises(Unreadable, match="file-damaged"):
        list(lines(tmp_path / "a"))
