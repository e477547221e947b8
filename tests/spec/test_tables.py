# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The notation of the specs: what stands in a cell is what the engines get, and a spec that is
wrong fails."""

import pytest
from spec.behaviour import Recorder
from spec.tables import hours, points, spans, steps, table

CHAIN = """
    who         needs       buffer
    Identiteit  Nimbus      -
    Paspoorten  Identiteit  4h
"""
FAILS = """
    who     level
    Nimbus  0h 0%, 72h 100%
"""


def expect(paspoorten: str, identiteit: str = "0h 0%, 72h 100%") -> str:
    return f"""
        who         level
        Identiteit  {identiteit}
        Paspoorten  {paspoorten}
    """


def test_a_table_is_read_by_its_head_and_a_dash_is_left_out() -> None:
    assert table(CHAIN) == [
        {"who": "Identiteit", "needs": "Nimbus"},
        {"who": "Paspoorten", "needs": "Identiteit", "buffer": "4h"},
    ]


def test_cells_are_hours_levels_steps_and_spans() -> None:
    assert (hours("4h"), hours("never"), points("33.33%")) == (4, 10**9, 3_333)
    assert steps("0h 0%, 72h 100%") == ((0, 0), (72, 10_000))
    assert (steps("holds"), spans("never")) == ((), [])
    assert spans("4h to 72h, 80h to 90h") == [(4, 72), (80, 90)]


def test_a_spec_that_says_what_happens_passes(outage_spec: Recorder) -> None:
    outage_spec(CHAIN, FAILS, expect("4h 0%, 72h 100%"))


@pytest.mark.parametrize(
    "wrong",
    ["holds", "5h 0%, 72h 100%", "4h 1%, 72h 100%", "4h 0%", "4h 0%, 71h 100%"],
)
def test_a_spec_that_says_something_else_fails(outage_spec: Recorder, wrong: str) -> None:
    with pytest.raises(AssertionError):
        outage_spec(CHAIN, FAILS, expect(wrong))


def test_a_spec_that_is_silent_about_a_service_fails(outage_spec: Recorder) -> None:
    with pytest.raises(AssertionError, match="nothing is told"):
        outage_spec(CHAIN, FAILS, "who  level\nIdentiteit  0h 0%, 72h 100%")


def test_a_spec_that_is_wrong_about_what_is_lost_fails(outage_spec: Recorder) -> None:
    told = """
        who         level            lost
        Identiteit  0h 0%, 72h 100%  0h to 72h
        Paspoorten  4h 0%, 72h 100%  {}
    """
    outage_spec(CHAIN, FAILS, told.format("4h to 72h"))
    with pytest.raises(AssertionError):
        outage_spec(CHAIN, FAILS, told.format("5h to 72h"))


@pytest.mark.parametrize("line", ["Paspoorten  Nimbus Oost", "Bibliotheek  Nimbus"])
def test_who_is_not_of_the_cast_has_no_part(outage_spec: Recorder, line: str) -> None:
    with pytest.raises(AssertionError, match="not of the cast"):
        outage_spec(f"who  needs\n{line}", FAILS, expect("holds"))
