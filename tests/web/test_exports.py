# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as files: what is written is what stood there, no formula runs, and the trail knows."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from python_calamine import load_workbook

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.base.units import NOT_APPLICABLE_DAY
from dijkwacht.reports.report import Cell, Column, Table
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.pages import export
from dijkwacht.web.pages.export import Form, Link
from dijkwacht.web.pages.templatetags.report_tables import address
from dijkwacht.web.reading import Asking, Reading
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 24)
COLUMNS = (
    Column("name"),
    Column("lost_hours", Cell.HOURS),
    Column("organisation", shown=False),
    Column("because", exported=False),
    Column("recorded_on"),
    Column("value"),
)
ROWS = (
    ("=cmd|'/c calc'!A1", 4, Link("Waterdam", "/x/"), "why", ON, Decimal("1234.50")),
    ('a "quoted", <b>&</b>\nline', None, Link(Message("answer.yes"), None), "", None, None),
    ("+31 70", 10**9, None, "", NOT_APPLICABLE_DAY, None),
)
TABLE = Table("lost", Message("page.today"), COLUMNS, ROWS, most=2)


def asking(address: str = "/outage/", role: Role = Role.CONTRACT_MANAGER) -> Asking:
    request = RequestFactory().get(address)
    user = type("Somebody", (), {"is_authenticated": True})
    request.user = user  # type: ignore[assignment]
    viewer = Viewer(7, "Roos", role, "org-waterdam", Reach.OWN, frozenset(("org-waterdam",)))
    request.reading = Reading(viewer, Words("en"), ON, None)  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


def written(form: str, table: Table = TABLE) -> bytes:
    answer: Any = export.answer(asking(), table, form, "class is V")
    assert answer.status_code == 200
    assert f'filename="lost-2026-11-24.{form}"' in answer["content-disposition"]
    content = b"".join(answer.streaming_content)
    request_finished.disconnect(close_old_connections)  # as Django's own client does
    answer.close()
    request_finished.connect(close_old_connections)
    return content


def test_a_csv_file_tells_where_it_is_from_and_runs_no_formula() -> None:
    text = written("csv").decode("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    assert "# day: 2026-11-24" in head
    assert "# made for: Roos, contract manager" in head
    assert "# filter: class is V" in head
    rows = list(csv.reader(io.StringIO("\n".join(text.split("\n")[len(head) :]))))
    assert rows[0] == ["name", "lost_hours", "organisation", "recorded_on", "value"]
    assert rows[1] == ["'=cmd|'/c calc'!A1", "4", "Waterdam", str(ON), "1234.50"]
    assert rows[2][:3] == ['a "quoted", <b>&</b>\nline', "", "yes"]
    assert rows[3][0] == "'+31 70"
    assert len(rows) == 4


def test_json_holds_the_values_and_what_the_columns_mean() -> None:
    held = json.loads(written("json"))
    assert held["made"]["filter"] == "class is V"
    assert held["columns"]["lost_hours"] == "hours lost"
    assert held["lost"][0] == {
        "name": "=cmd|'/c calc'!A1",
        "lost_hours": 4,
        "organisation": "Waterdam",
        "recorded_on": "2026-11-24",
        "value": 1234.5,
    }
    assert len(held["lost"]) == len(ROWS)
    assert json.loads(written("json", Table("lost", TABLE.title, COLUMNS, ())))["lost"] == []


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_spreadsheet_has_typed_cells_behind_a_sheet_that_tells(form: str) -> None:
    book = load_workbook(io.BytesIO(written(form)))
    assert book.sheet_names == ["Dijkwacht", "lost"]
    told = dict(row[:2] for row in book.get_sheet_by_name("Dijkwacht").to_python() if len(row) > 1)
    assert told["made for"] == "Roos, contract manager"
    rows = book.get_sheet_by_name("lost").to_python()
    assert rows[0] == ["name", "lost_hours", "organisation", "recorded_on", "value"]
    assert rows[1] == ["=cmd|'/c calc'!A1", 4, "Waterdam", ON, 1234.5]
    assert rows[2][1] == ""
    assert (rows[3][1], rows[3][3]) == ("never", "n/a")
    assert len(rows) == 1 + len(ROWS)


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx"))) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/sheet" in name]
    assert sheets and not any(b"<f>" in sheet for sheet in sheets)
    with zipfile.ZipFile(io.BytesIO(written("ods"))) as book:
        assert book.namelist()[0] == "mimetype"
        content = book.read("content.xml")
    ElementTree.fromstring(content)
    assert b"table:formula" not in content


def test_every_file_leaves_an_entry_in_the_trail() -> None:
    for form in Form:
        written(form)
    entries = Entry.objects.filter(act="export")
    assert [entry.told["form"] for entry in entries] == list(Form)
    last = entries[len(Form) - 1]
    assert (last.by, last.about, last.told["rows"]) == (7, "lost", len(ROWS))
    assert (last.role, last.organisation) == ("contract-manager", "org-waterdam")


def test_who_has_no_right_to_export_gets_no_file() -> None:
    answer = export.answer(asking(role=Role.ADMINISTRATOR), TABLE, "csv")
    assert answer.status_code == 403
    assert not Entry.objects.filter(act="export").exists()


def long(rows: int) -> Table:
    return Table("long", TABLE.title, COLUMNS[:1], [("a",)] * rows)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: export.answer(asking(), TABLE, "exe"), "export-form"),
        (lambda: export.answer(asking(), long(export.MOST + 1), "ods"), "export-too-long"),
        (lambda: export.asked(asking("/?form=csv&table=other"), [TABLE]), "export-table"),
    ],
)
def test_a_wrong_question_is_told(ask: Callable[[], object], code: str) -> None:
    with pytest.raises(WrongQuestion) as told:
        ask()
    assert told.value.what.code == code


def test_a_page_shows_its_table_with_the_links_that_bring_the_files() -> None:
    request = asking("/outage/?on=2026-11-24&day=3")
    context = Context({"request": request, "reading": request.reading, "table": TABLE})
    html = Template("{% report_table table %}").render(context)
    for form in Form:
        assert f"?on=2026-11-24&amp;day=3&amp;form={form}&amp;table=lost" in html
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert '<a href="/x/">' not in html  # its column is not shown
    assert "Show all 3 rows" in html
    assert html.count("<tr>") == 1 + 2
    assert export.asked(request, [TABLE]) is None


def test_an_address_keeps_what_is_not_changed() -> None:
    asked = QueryDict("on=2026-11-24&facet.kind=a&facet.kind=b&page=3")
    changed = address(asked, page=None, sort="-name")
    assert changed == "?on=2026-11-24&facet.kind=a&facet.kind=b&sort=-name"
