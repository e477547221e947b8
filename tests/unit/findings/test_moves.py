# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What moves between two classifications, and why."""

from dataclasses import replace
from datetime import date

import pytest
from assessing import harm, harmless, override
from builders import DAY, rules, service
from classified import classified, with_table

from dijkwacht.findings.classification import Classification
from dijkwacht.findings.moves import moves
from dijkwacht.register.codes import Direction, HarmKind
from dijkwacht.register.row import Row

A, B = (service(name, users=1_000_000, recorded_on=DAY) for name in "ab")


def living(of: Row, value: int, after: int = 4) -> tuple[Row, ...]:
    stated = {4: 0, after - 1: 0, after: value, 4_320: value}
    return (*harmless(of, HarmKind.LIVING), *harm(of, HarmKind.LIVING, stated))


def told(before: Classification, after: Classification) -> list[tuple[object, ...]]:
    return [
        (move.service_id, move.before, move.after, move.steps, [why.code for why in move.because])
        for move in moves(before, after)
    ]


def test_what_stays_does_not_move() -> None:
    same = classified(A, living(A, 1_000, 24))
    assert moves(same, same) == []


def test_more_harm_moves_a_class_up_and_says_which_row_holds_now() -> None:
    before = classified(A, living(A, 1_000, 24), B, living(B, 10_000, 24))
    after = classified(A, living(A, 10_000, 24), B, living(B, 1_000, 24))
    assert told(before, after) == [
        ("svc-a", "K/T2", "C/T2", 1, ["moved.row"]),
        ("svc-b", "C/T2", "K/T2", -1, ["moved.row-no-more"]),
    ]
    (why,) = moves(before, after)[0].because
    assert why.params == {"row": "S-C", "first": None, "now": 24}


def test_sooner_harm_moves_the_band_only() -> None:
    before, after = (classified(A, living(A, 1_000, hour)) for hour in (168, 24))
    assert told(before, after) == [("svc-a", "K/T4", "K/T2", 0, ["moved.row-at"])]


def test_another_threshold_is_told_with_the_row() -> None:
    table = rules().table("classification/service-class")
    rows = tuple(
        replace(row, conditions=(replace(row.conditions[0], threshold=2_000),))
        if row.id == "S-K"
        else row
        for row in table.rows
    )
    stricter = with_table(rules(), replace(table, rows=rows))
    before = classified(A, living(A, 1_500, 24))
    after = classified(A, living(A, 1_500, 24), by=stricter)
    assert told(before, after) == [("svc-a", "K/T2", "O/T8", -1, ["moved.row-no-more-threshold"])]
    (why,) = moves(before, after)[0].because
    assert (why.params["old"], why.params["new"]) == ("living >= 1000", "living >= 2000")


def test_new_and_gone() -> None:
    one, both = classified(A, living(A, 0)), classified(A, living(A, 0), B, living(B, 0))
    assert told(one, both) == [("svc-b", None, "O/T8", None, ["moved.new"])]
    assert told(both, one) == [("svc-b", "O/T8", None, None, ["moved.gone"])]


@pytest.mark.parametrize("back", [False, True])
def test_what_became_unknown_overdue_or_signed_is_told(back: bool) -> None:
    known = classified(A, harmless(A))
    late = replace(A, recorded_on=date(2026, 1, 1))
    cases = {
        "unknown": classified(A, harmless(A, HarmKind.LAW)),
        "overdue": classified(late, harmless(late, HarmKind.LAW)),
        "override": classified(A, harmless(A), override(A, Direction.UP)),
    }
    codes = {
        name: told(*((found, known) if back else (known, found))) for name, found in cases.items()
    }
    end = "-no-more" if back else ""
    assert codes["unknown"][0][4] == [f"moved.unknown{end}"]
    assert codes["overdue"][0][4] == [f"moved.overdue{end}", f"moved.unknown{end}"]
    assert codes["override"][0][4] == [f"moved.override{end}"]
