# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows of harm count: what `check` says does not count, does not."""

from typing import Any

import pytest
from assessing import harm
from builders import PASPOORTEN, SMALL, register

from dijkwacht.findings.harm import counted
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.row import Row

TWO = ["security"]


def values(*rows: Any) -> list[int]:
    return counted(register(SMALL, *rows), TWO)["value"].to_list()


@pytest.mark.parametrize(
    "rows",
    [
        harm(PASPOORTEN, HarmKind.LIVING, {24: 100}, unit="EUR"),
        harm(PASPOORTEN, HarmKind.LAW, {24: 4}),
        harm(PASPOORTEN, HarmKind.LIVING, {24: 100}, low=200),
        harm(PASPOORTEN, HarmKind.LIVING, {24: 100}, value=-1),
        harm(PASPOORTEN, HarmKind.LIVING, {24: 100}, value=None),
        harm(PASPOORTEN, HarmKind.SECURITY, {24: 1}, approved_by=None),
        harm(PASPOORTEN, HarmKind.SECURITY, {24: 1}, approved_by="process owner"),
    ],
)
def test_a_row_that_says_nothing_sound_does_not_count(rows: tuple[Row, ...]) -> None:
    assert values(rows) == []


def test_sound_rows_count_and_only_security_needs_two_people() -> None:
    alone = harm(PASPOORTEN, HarmKind.LIVING, {24: 100, 72: 200}, approved_by=None)
    assert values(alone, harm(PASPOORTEN, HarmKind.SECURITY, {24: 1})) == [100, 200, 1]
