# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as text, JSON and CSV: every value arrives, and none can be run."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, NOT_APPLICABLE
from dijkwacht.reports.report import Cell, Column, Report, Table, as_csv, as_json, shown
from dijkwacht.reports.words import Lasting, Words

ENGLISH, DUTCH = Words("en"), Words("nl")
TITLE = Message("plan.title")
RUNS = tuple("=+-@＝＋－＠")  # noqa: RUF001  # wide signs run too
SEPARATORS = (",", ";", "\t")

cells = st.text(st.sampled_from("=+-@＝ '\";,|\t\r\nab1(") | st.characters(codec="utf-8"))  # noqa: RUF001
pairs = st.tuples(cells, cells)


def table(*rows: tuple[object, ...], columns: tuple[Column, ...] | None = None) -> Table:
    return Table("t", TITLE, columns or (Column("what"), Column("where")), rows)


@given(rows=st.lists(pairs, min_size=1, max_size=3), separator=st.sampled_from(SEPARATORS))
def test_no_cell_of_a_csv_file_is_run_as_a_formula(
    rows: list[tuple[str, str]], separator: str
) -> None:
    """Whatever the separator a spreadsheet takes: in Dutch it is the semicolon."""
    said = as_csv(table(*rows), ENGLISH)
    for row in csv.reader(io.StringIO(said, newline=""), delimiter=separator):
        for cell in row:
            assert not cell.lstrip(' \t\n"').startswith(RUNS), cell


@given(rows=st.lists(pairs, max_size=4))
def test_csv_keeps_every_row_and_adds_nothing_but_quotes(rows: list[tuple[str, str]]) -> None:
    said = as_csv(table(*rows), ENGLISH)
    header, *read = csv.reader(io.StringIO(said, newline=""))
    assert header == ["what", "where"]
    assert [tuple(map(bare, row)) for row in read] == [tuple(map(bare, row)) for row in rows]


def bare(cell: str) -> str:
    """A cell without the quotes before formulas, and with one kind of line break."""
    return cell.replace("'", "").replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "text", ["Paspoorten", "e-mail", "'s-Hertogenbosch", "a = b", "mx: a; spf: b", "1 - 2", ""]
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    read = list(csv.reader(io.StringIO(as_csv(table((text, "x")), ENGLISH))))
    assert read[1] == [text, "x"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("a;=1", "a;'=1"),
        ("@x", "'@x"),
        ("\t=1", "\t'=1"),
        ("x\r=1", "x\n'=1"),
    ],
)
def test_a_formula_becomes_text(text: str, told: str) -> None:
    read = list(csv.reader(io.StringIO(as_csv(table((text, "x")), ENGLISH), newline="")))
    assert read[1][0] == told


@given(rows=st.lists(pairs, max_size=4))
def test_json_keeps_every_value_as_it_is(rows: list[tuple[str, str]]) -> None:
    """A spreadsheet reads JSON as text and never as formulas; programs need the exact value."""
    said = json.loads(as_json(Report(TITLE, tables=(table(*rows),)), ENGLISH))
    assert [(row["what"], row["where"]) for row in said["t"]] == rows


def test_values_go_out_as_numbers_and_unknown_stays_unknown() -> None:
    kinds = {"persons": Cell.COUNT, "lost_at": Cell.HOURS, "level": Cell.LEVEL}
    columns = tuple(Column(key, cell) for key, cell in kinds.items())
    rows = [(62000, 72, 5000), (None, None, None)]
    told = table(*rows, columns=columns)
    assert as_csv(told, DUTCH) == "persons,lost_at,level\n62000,72,5000\n,,\n"
    said = json.loads(as_json(Report(TITLE, tables=(told,)), DUTCH))
    assert said["t"] == [
        {"persons": 62000, "lost_at": 72, "level": 5000},
        {"persons": None, "lost_at": None, "level": None},
    ]


def test_some_columns_are_for_a_screen_and_some_for_files() -> None:
    columns = (Column("what", exported=False), Column("service_id", shown=False))
    told = table(("Paspoorten", "svc-1"), columns=columns)
    assert as_csv(told, ENGLISH) == "service_id\nsvc-1\n"


def test_json_says_the_sentences_and_how_it_was_made() -> None:
    report = Report(
        TITLE,
        before=(Message.of("outage.of", register="w", on=date(2026, 6, 1), revision=3),),
        after=(Message("check.sound"),),
        made={"revision": 3, "on": date(2026, 6, 1)},
    )
    assert json.loads(as_json(report, DUTCH)) == {
        "title": "Plan",
        "made": {"revision": 3, "on": "2026-06-01"},
        "says": ["Register w, op 2026-06-01, revisie 3.", "Geen fouten."],
    }


def test_a_message_in_a_cell_is_said_in_the_reader_s_language() -> None:
    told = table((Message("check.sound"), "x"))
    assert as_csv(told, DUTCH).splitlines()[1] == "Geen fouten.,x"
    said = json.loads(as_json(Report(TITLE, tables=(told,)), ENGLISH))
    assert said["t"][0]["what"] == "No faults."


@pytest.mark.parametrize(
    ("value", "cell", "english", "dutch"),
    [
        (62000, Cell.COUNT, "62,000", "62.000"),
        (None, Cell.COUNT, "?", "?"),
        (None, Cell.TEXT, "-", "-"),
        ("Paspoorten", Cell.TEXT, "Paspoorten", "Paspoorten"),
        (None, Cell.HOURS, "-", "-"),
        (5, Cell.HOURS, "5 h", "5 u"),
        (48, Cell.HOURS, "2 d", "2 d"),
        (int(FOREVER), Cell.HOURS, "never", "nooit"),
        (NOT_APPLICABLE, Cell.HOURS, "n/a", "n.v.t."),
        (1234, Cell.LEVEL, "12.34 %", "12,34 %"),
        (5000, Cell.LEVEL, "50 %", "50 %"),
        (None, Cell.LEVEL, "?", "?"),
        (date(2026, 6, 1), Cell.TEXT, "2026-06-01", "2026-06-01"),
        (Lasting(72), Cell.TEXT, "3 d", "3 d"),
    ],
)
def test_a_cell_is_shown_in_the_reader_s_manner(
    value: object, cell: Cell, english: str, dutch: str
) -> None:
    assert (shown(value, cell, ENGLISH), shown(value, cell, DUTCH)) == (english, dutch)


def test_a_column_has_the_heading_of_its_key_or_its_own() -> None:
    own = Message("column.within-hours", {"hours": Lasting(24)})
    assert Column("persons").heading == Message("column.persons")
    assert DUTCH.say(Column("services_24", head=own).heading) == "1 d"
