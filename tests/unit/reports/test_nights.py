# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nights as files: whole or not there, the same bytes for the same night, and faults told."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.findings.signals import Standing
from dijkwacht.reports.nights import ENDING, from_bytes, keep, kept, kept_days, to_bytes
from tests.watched import START, acted, nights, seen, supplier


def standing() -> Standing:
    rows = [
        *(supplier("nimbus"), supplier("polder"), seen("nimbus", "payment-default", START)),
        acted("nimbus", "payment-default", "acknowledge", START, reason="gebeld: één keer"),
    ]
    return nights(rows, [START, START + timedelta(days=1)])[-1].standing


def test_a_night_comes_back_as_it_was_and_has_one_form() -> None:
    made = standing()
    back = from_bytes(to_bytes(made))
    assert to_bytes(back) == to_bytes(made)
    assert (back.book, back.cuts, back.on) == (made.book, made.cuts, made.on)
    assert back.levels.level.tolist() == made.levels.level.tolist()


def test_kept_nights_are_found_by_their_day_and_other_files_are_not(tmp_path: Path) -> None:
    keep(tmp_path, standing())
    (tmp_path / f"notes{ENDING}").write_text("x")
    assert kept_days(tmp_path) == [START + timedelta(days=1)]
    assert kept(tmp_path, date(2020, 1, 1)) is None
    assert kept_days(tmp_path / "gone") == []


@pytest.mark.parametrize("seed", range(20))
def test_a_night_that_was_cut_off_or_changed_is_told(tmp_path: Path, seed: int) -> None:
    made = standing()
    file, chance = keep(tmp_path, made), random.Random(seed)
    whole = file.read_bytes()
    file.write_bytes(whole[: chance.randrange(len(whole))])
    with pytest.raises(Unreadable, match="night-broken"):
        kept(tmp_path, made.on)
