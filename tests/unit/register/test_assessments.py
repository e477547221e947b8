# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people assess and sign: kept without loss, and counted only where a register uses it."""

from pathlib import Path

import pytest
from assessing import designated, harm, harmless
from builders import PASPOORTEN, SMALL, flat

from dijkwacht.register.assessments import UNITS
from dijkwacht.register.checks import check
from dijkwacht.register.codes import DesignationKind, HarmKind
from dijkwacht.register.register import History
from dijkwacht.register.schema import SELDOM
from dijkwacht.register.tables import Format, read_tables, write_tables

LIVING = harm(PASPOORTEN, HarmKind.LIVING, {24: 100, 4_320: 62_000}, low=90)


def test_every_kind_of_harm_has_its_unit() -> None:
    assert set(UNITS) == set(HarmKind)
    assert set(UNITS.values()) == {"persons", "EUR", "level"}


def test_of_the_kinds_that_are_left_out_a_harmless_service_says_nothing() -> None:
    rows = harmless(PASPOORTEN, HarmKind.LAW)
    assert {row.kind for row in rows} == set(HarmKind) - {HarmKind.LAW}
    assert {(row.after_hours, row.value) for row in rows} == {(4_320, 0)}


@pytest.mark.parametrize("form", list(Format))
def test_harm_is_written_and_read_back_without_loss(form: Format, tmp_path: Path) -> None:
    made = History.from_records(
        flat([SMALL, LIVING, designated(PASPOORTEN, DesignationKind.ISMS_SCOPE)])
    )
    write_tables(made, tmp_path, form)
    back, problems = read_tables(tmp_path)
    assert (back, problems) == (made, [])
    assert not (tmp_path / f"overrides.{form}").exists()


def test_a_register_without_assessments_has_nothing_to_mention_of_them() -> None:
    found = check(History.from_records(flat(SMALL)))
    places = {problem.where for problem in found}
    assert not [place for place in places if place.split()[0] in SELDOM]
    assert "services rto_hours" not in places


def test_a_value_that_one_row_has_and_others_lack_is_counted() -> None:
    other = harm(PASPOORTEN, HarmKind.LAW, {24: 1}, basis="wet")
    found = check(History.from_records(flat([SMALL, LIVING, other])))
    counted = {problem.where: problem.what.params for problem in found}
    assert counted["harms basis"] == {"count": 2, "total": 3}
