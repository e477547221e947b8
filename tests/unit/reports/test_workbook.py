# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register as a workbook: what comes back is what went out, and what is wrong stands behind each
row."""

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings
from strategies import histories
from xlsxwriter import Workbook

from dijkwacht import verbs
from dijkwacht.base.errors import Unreadable
from dijkwacht.base.units import ONE
from dijkwacht.register.amendments import Amendments
from dijkwacht.register.plan import Ends, Limit, plan
from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History
from dijkwacht.register.schema import columns
from dijkwacht.reports.meanings import OWN, holds, of_column, of_table
from dijkwacht.reports.words import LANGUAGES, Words
from dijkwacht.reports.workbook import Contents, shown, workbook
from dijkwacht.reports.workbook_returned import returned
from dijkwacht.sources import workbook as reader

ON = date(2026, 11, 24)
NO_LIMIT = Limit(ONE, 0)


def written(history: History, folder: Path, language: str = "en") -> Path:
    path = folder / "out.xlsx"
    path.write_bytes(workbook(Contents(history.known(), "state", ON, 0), Words(language)))
    return path


def frames(history: History) -> dict[str, pl.DataFrame]:
    """The rows as people see them; a column that nobody filled need not come back."""
    found = {}
    for table, frame in history.known().frames.items():
        seen = shown(frame)
        named = sorted(name for name in seen.columns if seen[name].null_count() < seen.height)
        found[table] = seen.select(named)
    return found


@given(histories())
@settings(max_examples=settings().max_examples // 5)
def test_importing_the_exported_file_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, history: History
) -> None:
    try:
        path = written(history, tmp_path_factory.mktemp("book"))
    except Unreadable as fault:
        assert fault.what.code == "workbook-cell"
        assume(False)
    back, problems = reader.read(path)
    assert problems == []
    for table, frame in frames(history).items():
        assert frames(back)[table].equals(frame), table
    assert plan(history, back, ON, NO_LIMIT, Ends.ALL).is_empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_comes_back_and_the_bytes_are_the_same_each_time(
    language: str, tmp_path: Path
) -> None:
    opened = verbs.open_register(verbs.examples() / "01_waterdam", ON)
    path = written(opened.history, tmp_path, language)
    back, problems = reader.read(path)
    assert problems == []
    assert verbs.plan(opened.history, back, ON, opened.rules, Ends.ALL).is_empty
    first = path.read_bytes()
    assert written(opened.history, tmp_path, language).read_bytes() == first


def test_an_empty_workbook_has_every_sheet_with_notes_lists_and_a_first_page(
    tmp_path: Path,
) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(workbook(Contents(None, "", ON, 0), Words("nl")))
    back, problems = reader.read(path)
    assert (back.count(), problems) == (0, [])
    assert [found.name for found in reader.outline(path)] == list(TABLES)
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
        contracts = archive.read("xl/worksheets/sheet7.xml").decode()
        notes = "".join(
            archive.read(name).decode() for name in archive.namelist() if "comments" in name
        )
    assert "Lees mij" in book
    assert "ids_suppliers" in book
    assert "ids_suppliers" in contracts
    assert 'state="frozen"' in contracts
    assert "De dag waarop het eindigt." in notes


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": ["sup-1"], "name": ['=HYPERLINK("https://elsewhere.example")']})
    path = written(History.of({"suppliers": rows}), tmp_path)
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_what_a_sheet_cannot_hold_is_refused_by_name(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": ["sup-1"], "name": ["x" * 32_768]})
    with pytest.raises(Unreadable) as fault:
        written(History.of({"suppliers": rows}), tmp_path)
    assert fault.value.what.params == {"table": "suppliers", "id": "sup-1", "column": "name"}


def test_every_table_and_column_says_what_it_means() -> None:
    for language in LANGUAGES:
        words = Words(language)
        for table in TABLES:
            assert words.say(of_table(table)) != of_table(table).code
            for column in columns(table):
                for message in (of_column(table, column.name), holds(column)):
                    assert words.say(message) != message.code
    for table, own in OWN.items():
        assert {column.name for column in columns(table)} >= set(own)


FAULTY = (
    ["id", "name", "supplier_id", "ends_on", "Zaak"],
    ["con-1", "=x", "sup-1", "morgen", "Z-1"],
    ["con-2", "Polder", "sup-9", "2027-01-01", "Z-2"],
)


def faulty(path: Path) -> Path:
    with Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Contracts")
        for row, cells in enumerate(FAULTY):
            sheet.write_row(row, 0, cells)
        book.add_worksheet("suppliers").write_row(0, 0, ["id"])
    return path


def test_a_returned_workbook_says_behind_each_row_what_is_wrong(tmp_path: Path) -> None:
    path = faulty(tmp_path / "in.xlsx")
    incoming, problems = reader.read(path)
    base = History.of({})
    refused = plan(base, incoming, ON, NO_LIMIT).refused
    content = returned(reader.sheets(path)[0], [*problems, *refused], ON, Words("en"))
    (tmp_path / "back.xlsx").write_bytes(content)
    cells = {sheet.name: sheet.rows for sheet in reader._cells(tmp_path / "back.xlsx")}
    contracts = cells["Contracts"]
    assert [row[:5] for row in contracts] == [list(row) for row in FAULTY]
    assert contracts[0][5] == "⚠ What is wrong here"
    assert str(contracts[1][5]).startswith('"morgen" is not a day.')
    assert str(contracts[2][5]).startswith("There is no sup-9 in suppliers.")
    listed = [row[:3] for row in cells["⚠ Problems"][1:]]
    assert ["Contracts", "2", "ends_on"] in listed
    assert ["Contracts", "3", "supplier_id"] in listed


def test_a_returned_workbook_is_read_as_the_one_that_was_given(tmp_path: Path) -> None:
    path = faulty(tmp_path / "in.xlsx")
    sheets = reader.sheets(path)[0]
    history, problems = reader.read(path)
    back = tmp_path / "back.xlsx"
    back.write_bytes(returned(sheets, problems, ON, Words("nl")))
    again, told = reader.read(back)
    assert again == history
    assert [(one.where, one.what) for one in told] == [(one.where, one.what) for one in problems]
    mended = Amendments(cells={"Contracts!2": {"ends_on": "2027-05-01"}})
    back.write_bytes(returned(sheets, problems, ON, Words("nl"), mended))
    assert reader.read(back)[0].table("contracts")["ends_on"].to_list() == [
        date(2027, 5, 1),
        date(2027, 1, 1),
    ]


def test_sheets_keep_their_names_as_far_as_the_form_allows(tmp_path: Path) -> None:
    path = faulty(tmp_path / "in.xlsx")
    sheet = reader.sheets(path)[0][0]
    named = ["suppliers", "a" * 40, "a" * 41, "History", "x/y"]
    sheets = [type(sheet)(name, sheet.rows) for name in named]
    (tmp_path / "back.xlsx").write_bytes(returned(sheets, [], ON, Words("en")))
    names = [one.name for one in reader._cells(tmp_path / "back.xlsx")][1:]
    assert names == ["suppliers", "a" * 31, f"{'a' * 26} 3", "History 4", "x y"]
