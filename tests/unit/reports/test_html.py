# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as HTML: well formed, walkable for a screen reader, and never more than text."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.message import Message
from dijkwacht.reports.html import as_html
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words

COLUMNS = (Column("what"), Column("id", shown=False), Column("persons", Cell.COUNT))
XML = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=20)


def page(*rows: tuple[object, ...], most: int | None = None, language: str = "en") -> str:
    """A report with one table, named after its first cell."""
    table = Table("t", Message("outage.services"), COLUMNS, rows, most)
    title = Message.of("explain.holds", name=rows[0][0] if rows else "Paspoorten")
    return as_html(Report(title, tables=(table,)), Words(language))


@given(name=XML | st.sampled_from(["<script>alert(1)</script>", "a & b", '"><img src=x>']))
def test_whatever_a_thing_is_called_is_text_and_no_markup(name: str) -> None:
    read = ElementTree.fromstring(page((name, "x", 1)))
    assert {part.tag for part in read.iter()} <= {
        *("section", "h3", "p", "table", "caption", "thead", "tbody", "tr", "th", "td")
    }
    heading = read.find("./table/tbody/tr/th")
    assert heading is not None and (heading.text or "") == name


def test_each_table_has_a_caption_and_its_headings_say_what_they_head() -> None:
    read = ElementTree.fromstring(page(("Paspoorten", "x", 62_000), language="nl"))
    assert read.get("lang") == "nl"
    assert read.findtext("./table/caption")
    assert [head.get("scope") for head in read.findall("./table/thead/tr/th")] == ["col", "col"]
    assert [head.get("scope") for head in read.findall("./table/tbody/tr/th")] == ["row"]
    assert read.findtext("./table/tbody/tr/td") == "62.000"


def test_it_says_how_many_rows_it_does_not_show() -> None:
    read = ElementTree.fromstring(page(("a", "x", 1), ("b", "y", 2), ("c", "z", 3), most=1))
    assert len(read.findall("./table/tbody/tr")) == 1
    assert "2 more" in (read.findtext("./p") or "")


def test_a_table_without_rows_is_left_out() -> None:
    assert "<table" not in page()
