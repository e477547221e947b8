# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports as plain text and as a page of their own."""

from datetime import date

from lxml import html

from dijkwacht.base.message import Message
from dijkwacht.reports.plain import as_page, as_text
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words

EN = Words("en")
ROWS = [("Nimbus <b>", 3, None), ("Polder ICT", None, date(2026, 6, 1)), ("Meent", 1, None)]
COLUMNS = (Column("supplier"), Column("services", Cell.COUNT), Column("todo_by"))
TABLE = Table("rose", Message("bulletin.rose"), COLUMNS, ROWS, 2)
REPORT = Report(Message.of("bulletin.title", on=date(2026, 6, 1)), tables=(TABLE,))


def test_each_row_is_a_list_of_what_is_known_and_the_rest_is_counted() -> None:
    assert as_text(REPORT, EN).split("\n") == [
        "Watch of 2026-06-01",
        "===================",
        "",
        "",
        "What rose",
        "---------",
        "* Nimbus <b>",
        "    services: 3",
        "* Polder ICT",
        "    services: ?",
        "    by: 2026-06-01",
        "… and 1 more, not shown here.",
        "",
    ]


def test_a_page_stands_by_itself_and_runs_nothing_that_a_name_says() -> None:
    page = html.document_fromstring(as_page(REPORT, EN))
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "Watch of 2026-06-01"
    assert page.xpath("//b | //script | //style") == []
    assert "Nimbus <b>" in page.text_content()
