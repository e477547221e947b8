# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that are asked once, cells that are mended in place, workbooks that come back, and
suppliers that are there already."""

from pathlib import Path

import pytest
from web.conftest import LogIn
from web.importing import NEW, ROOS, applied, book, contracts, given, planned, zipped

from dijkwacht import verbs
from dijkwacht.web.imports import uploads
from dijkwacht.web.queue import standard
from dijkwacht.web.queue.models import Renaming
from dijkwacht.web.reasoning import REASONING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard, "HOME", tmp_path)


def test_names_are_asked_once_and_proposed_the_next_time(log_in: LogIn) -> None:
    client = log_in(ROOS)
    rows = [["id", "naam", "organisation_id", "einddatum"]]
    rows += [["con-nieuw", "Uit Excel", "org-waterdam", "2028-01-01"]]
    draft = given(client, book({"Contracten": rows}))
    page = client.get(f"/import/{draft.pk}/map/").text
    assert "Column naam is" in page
    chosen = {"table-0": "contracts", "column-0-1": "name", "column-0-3": "ends_on"}
    client.post(f"/import/{draft.pk}/map/", chosen)
    summary, _ = planned(client, draft)
    cells = {name: new for name, _, new in summary["rows"]["contracts"][0]["cells"]}
    assert (cells["name"], cells["ends_on"]) == ("Uit Excel", "2028-01-01")
    applied(client, draft)
    assert Renaming.objects.get().organisation == "org-waterdam"
    rows[1][1] = "Nog eens"
    again = given(client, book({"Contracten": rows}))
    summary, _ = planned(client, again)
    assert summary["tables"][0]["counts"] == [0, 1, 0]


def test_a_cell_is_mended_in_place_and_the_file_stays(log_in: LogIn) -> None:
    client = log_in(ROOS)
    broken = NEW.replace("2028-01-01", "morgen").replace("sup-nimbus", "sup-weg")
    draft = given(client, contracts(broken))
    page = client.get(f"/import/{draft.pk}/problems/").text
    assert "&quot;morgen&quot; is not a day." in page
    draft.refresh_from_db()
    fixes = {
        "contracts.csv:2 ends_on": "2028-06-01",
        "contracts con-nieuw supplier_id": "sup-nimbus",
    }
    form = {
        f"fix-{number}": fixes[found["where"]]
        for number, found in enumerate(draft.summary["problems"])
        if found["where"] in fixes
    }
    assert len(form) == 2
    client.post(f"/import/{draft.pk}/problems/", form)
    summary, _ = planned(client, draft)
    cells = {name: new for name, _, new in summary["rows"]["contracts"][0]["cells"]}
    assert (cells["ends_on"], cells["supplier_id"]) == ("2028-06-01", "sup-nimbus")
    kept = uploads.folder_of(draft.pk) / "tables" / "contracts.csv"
    assert "morgen" in kept.read_text("utf-8")


def test_the_workbook_comes_back_with_what_is_wrong(log_in: LogIn, tmp_path: Path) -> None:
    client = log_in(ROOS)
    rows = [["id", "name", "organisation_id", "ends_on"], ["c-1", "x", "org-duinwijk", "morgen"]]
    draft = given(client, book({"contracts": rows}))
    assert "/returned/" in client.get(f"/import/{draft.pk}/problems/").text
    (tmp_path / "back.xlsx").write_bytes(client.get(f"/import/{draft.pk}/returned/").content)
    (sheet,) = verbs.sheets(tmp_path / "back.xlsx")
    assert sheet.header[-1] == "⚠ What is wrong here"
    assert "morgen" in str(sheet.rows[1][-1])
    assert "not of your organisation" in str(sheet.rows[1][-1])


def test_a_supplier_with_a_known_number_is_proposed_as_the_same(log_in: LogIn) -> None:
    client = log_in(ROOS)
    numbers = REASONING.newest().history.known().table("identifiers")
    held = numbers.filter(numbers["noun"] == "supplier").row(0, named=True)
    files = {
        "suppliers.csv": "id,name\nsup-dubbel,Zelfde\n",
        "identifiers.csv": "id,noun,of_id,scheme,value\n"
        f"idn-d,supplier,sup-dubbel,{held['scheme']},{held['value']}\n",
        "contracts.csv": "id,name,organisation_id,supplier_id\ncon-d,D,org-waterdam,sup-dubbel\n",
    }
    draft = given(client, zipped(files))
    page = client.get(f"/import/{draft.pk}/problems/").text
    assert "sup-dubbel is the same as" in page
    client.post(f"/import/{draft.pk}/problems/", {"same-0": "yes"})
    assert "checked" in client.get(f"/import/{draft.pk}/problems/").text
    summary, _ = planned(client, draft)
    assert [part["table"] for part in summary["tables"]] == ["contracts"]
    cells = {name: new for name, _, new in summary["rows"]["contracts"][0]["cells"]}
    assert cells["supplier_id"] == held["of_id"]
