# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes to cells: what the standard library reads is read the same, and nothing makes the reader
stop."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from dijkwacht.register.csv_text import MAX_LINE, read_csv


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(problem.where, problem.what.code) for problem in read_csv(data, "t.csv").problems]


@given(
    st.lists(st.tuples(texts(), st.none() | texts(), texts()), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_standard_library_writes_is_read_back(
    rows: list[tuple[str, ...]], ending: str
) -> None:
    out = io.StringIO(newline="")
    # without quotes a last cell that ends in a return cannot be told from another line ending
    writer = csv.writer(out, lineterminator=ending, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([("id", "naam", "bron"), *rows])
    table = read_csv(out.getvalue().encode(), "t.csv")
    assert table.problems == []
    assert table.frame.rows() == rows
    assert table.frame.columns == ["id", "naam", "bron"]
    assert len(table.lines) == len(rows)


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b"\r", b"\xe9", b";", b"\0"])).map(
        b"".join
    )
)
def test_any_bytes_give_rows_and_problems_but_never_an_exception(junk: bytes) -> None:
    for data in (junk, b"id,naam\n" + junk, b"id,naam\na,b\n" + junk):
        table = read_csv(data, "t.csv")
        assert len(table.lines) == table.frame.height


@given(st.lists(st.sampled_from(["a,b", "a", "a,b,c", 'a,"b\nb"', "", '"a,",b'])))
def test_every_line_is_a_row_or_a_problem(lines: list[str]) -> None:
    table = read_csv("\n".join(["id,naam", *lines]).encode(), "t.csv")
    filled = [line for line in lines if line]
    assert table.frame.height + len(table.problems) == len(filled)
    two_cells = ("a,b", 'a,"b\nb"', '"a,",b')
    assert table.frame.height == sum(line in two_cells for line in filled)


def test_the_line_of_a_row_is_where_it_begins_in_the_file() -> None:
    table = read_csv(b'id,naam\n\na,"x\ny\nz"\r\n\r\nb,w\n', "t.csv")
    assert table.frame.rows() == [("a", "x\ny\nz"), ("b", "w")]
    assert table.lines.tolist() == [3, 7]


def test_a_quote_in_the_middle_of_a_cell_is_forgiven() -> None:
    table = read_csv(b'id,naam\na,5" schijf 3"\nb,w\n', "t.csv")
    assert table.frame["id"].to_list() == ["a", "b"]
    assert table.problems == []


def test_an_unclosed_quote_costs_what_it_swallows_and_says_where_it_began() -> None:
    assert codes(b'id,naam\na,x\nb,"y\nc,z\n') == [("t.csv:3", "quote-open")]


def test_a_last_line_without_a_newline_counts() -> None:
    assert read_csv(b"id,naam\na,x", "t.csv").frame.rows() == [("a", "x")]


@pytest.mark.parametrize("size", [MAX_LINE - 2, MAX_LINE - 1])
def test_the_longest_line_is_exactly_the_limit(size: int) -> None:
    table = read_csv(b"id,naam\na," + b"y" * size + b"\n", "t.csv")
    assert table.frame.height == (1 if size + 2 <= MAX_LINE else 0)
    assert [problem.what.code for problem in table.problems] == (
        [] if table.frame.height else ["line-too-long"]
    )


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_another_separator_is_named(mark: str) -> None:
    assert codes(f"id{mark}naam\na{mark}b\n".encode()) == [("t.csv:1", "separator-wrong")]


def test_faults_of_one_line_are_told_once() -> None:
    assert codes(b"id,naam\na,\xe9,\xe9\nb,x\n") == [("t.csv:2", "cells-count")]
