# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing in four steps: files, names, problems, plan; and the register after it."""

import io
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from web.conftest import LogIn
from web.importing import NEW, ROOS, applied, contracts, given, named, planned, zipped

from dijkwacht import verbs
from dijkwacht.register.records import TABLES
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.imports import uploads
from dijkwacht.web.imports.exchange import owners_of_all
from dijkwacht.web.queue import standard
from dijkwacht.web.queue.models import ImportDraft
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models import Revision
from dijkwacht.web.store.undo import undo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard, "HOME", tmp_path)


def name_of(id: str) -> str | None:
    rows = REASONING.newest().history.known().table("contracts")
    found = dict(rows.select("id", "name").iter_rows())
    return found.get(id)


def test_a_new_contract_goes_from_file_to_register_and_back(log_in: LogIn) -> None:
    client = log_in(ROOS)
    draft = given(client, contracts(NEW))
    summary, page = planned(client, draft)
    assert [(part["table"], part["counts"]) for part in summary["tables"]] == [
        ("contracts", [1, 0, 0])
    ]
    assert "Rows: 1 new, 0 changed, 0 ended; 0 refused." in page
    done = applied(client, draft)
    revision = Revision.objects.latest("number")
    assert f"Written as revision {revision.number}" in done.text
    assert f"/changes/{revision.number}/" in done.text
    assert (revision.organisation, revision.why) == ("org-waterdam", "contracts.csv")
    assert name_of("con-nieuw") == "Nieuw contract"
    assert Entry.objects.filter(act="revision", about=str(revision.number)).exists()
    undo(revision.number, timezone.localdate(), Act())
    assert name_of("con-nieuw") is None
    assert "taken back" in client.get(f"/import/{draft.pk}/result/").text


def test_the_workbook_of_my_rows_changes_nothing_when_it_comes_back(log_in: LogIn) -> None:
    client = log_in(ROOS)
    answer = client.get("/import/workbook/")
    assert answer["content-disposition"].startswith("attachment")
    for ends in ("nothing", "source", "all"):
        draft = given(client, named("terug.xlsx", answer.content), ends=ends)
        summary, page = planned(client, draft)
        assert (summary["is_empty"], summary["tables"]) == (True, []), ends
        assert "Nothing changes" in page
    assert Entry.objects.filter(act="export", about="workbook").exists()


def test_the_workbook_holds_no_row_of_another(log_in: LogIn, tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(log_in(ROOS).get("/import/workbook/").content)
    sheets = {one.name: one.rows for one in verbs.sheets(tmp_path / "mine.xlsx")}
    ids = {row[0] for row in sheets["services"][1:]}
    assert "svc-paspoorten" in ids
    assert "svc-zittingen" not in ids
    assert {row[0] for row in sheets["organisations"][1:]} == {"org-waterdam"}
    assert len(sheets["ownership"]) == 1


def test_rows_of_others_are_refused_each_with_why(log_in: LogIn) -> None:
    client = log_in(ROOS)
    before = REASONING.newest().history.known()
    others = before.table("contracts").filter(pl.col("organisation_id") != "org-waterdam")
    theirs = others["id"][0]
    draft = given(
        client,
        contracts(
            f"{theirs},Gekaapt,org-waterdam,sup-nimbus,2028-01-01,x,2026-01-01",
            "con-weg,Voor een ander,org-duinwijk,sup-nimbus,2028-01-01,x,2026-01-01",
            "con-leeg,Van niemand,,sup-nimbus,2028-01-01,x,2026-01-01",
            NEW,
        ),
    )
    summary, _ = planned(client, draft)
    codes = {found["where"]: found["what"]["code"] for found in summary["problems"]}
    assert codes[f"contracts {theirs}"] == "import-others"
    assert codes["contracts con-weg"] == "import-others"
    assert codes["contracts con-leeg"] == "import-nobodys"
    assert summary["tables"][0]["counts"] == [1, 0, 0]
    applied(client, draft)
    assert name_of("con-nieuw") == "Nieuw contract"
    assert name_of(theirs) != "Gekaapt"
    assert name_of("con-weg") is None


def test_what_is_everybodys_is_added_and_never_changed(log_in: LogIn) -> None:
    client = log_in(ROOS)
    suppliers = "id,name,valid_from\nsup-nimbus,Anders,2026-01-01\nsup-nieuw,Nieuw,\n"
    totals = "id,kind,organisations\npop-x,municipality,5\n"
    files = {"suppliers.csv": suppliers, "populations.csv": totals}
    draft = given(client, zipped(files), ends="all")
    summary, _ = planned(client, draft)
    codes = {found["where"]: found["what"]["code"] for found in summary["problems"]}
    assert codes["suppliers sup-nimbus"] == "import-common"
    assert codes["populations pop-x"] == "import-everybodys"
    counts = {part["table"]: part["counts"] for part in summary["tables"]}
    assert counts["suppliers"] == [1, 0, 0]


def test_all_that_is_absent_ends_but_only_of_ones_own(log_in: LogIn) -> None:
    client = log_in(ROOS)
    whose = owners_of_all(REASONING.on(timezone.localdate()))
    mine = pl.col("owner") == "org-waterdam"
    own = {table: whose.frame(table).filter(mine).height for table in TABLES}
    draft = given(client, contracts(NEW), ends="all")
    summary, page = planned(client, draft)
    for part in summary["tables"]:
        assert part["counts"][2] <= own[part["table"]], part
        assert part["held"] == own[part["table"]], part
    refused = applied(client, draft) if summary["too_much"] else None
    if refused is not None:
        assert "anyway" in page
        assert Revision.objects.filter(kind="import").count() == 1  # the example itself
    applied(client, draft, anyway="yes")
    known = REASONING.on(timezone.localdate()).opened.register.table("services")
    assert "org-waterdam" not in known["organisation_id"].to_list()
    assert "org-duinwijk" in known["organisation_id"].to_list()


def test_a_department_may_be_added_with_its_services(log_in: LogIn) -> None:
    client = log_in(ROOS)
    draft = given(
        client,
        zipped(
            {
                "organisations.csv": "id,name,parent_id\norg-nieuw,Dienst,org-waterdam\n"
                "org-los,Los,org-duinwijk\n",
                "services.csv": "id,name,organisation_id\nsvc-nieuw,Loket,org-nieuw\n",
            }
        ),
    )
    summary, _ = planned(client, draft)
    counts = {part["table"]: part["counts"][0] for part in summary["tables"]}
    assert (counts["organisations"], counts["services"]) == (1, 1)
    assert {found["where"] for found in summary["problems"] if found["grade"] == "fault"} == {
        "organisations org-los"
    }


def test_a_plan_that_became_another_is_shown_again_and_not_written(log_in: LogIn) -> None:
    client = log_in(ROOS)
    draft, other = (
        given(client, contracts(NEW)),
        given(client, contracts(NEW + "\ncon-2" + NEW[9:])),
    )
    seen = planned(client, draft)[0]["checksum"]
    applied(client, other)
    answer = client.post(f"/import/{draft.pk}/plan/", {"checksum": seen}, follow=True)
    assert "another plan" in answer.text or "Nothing changes" in answer.text
    draft.refresh_from_db()
    assert draft.revision is None
    forged = client.post(f"/import/{draft.pk}/plan/", {"checksum": "0" * 12}, follow=True)
    assert forged.status_code == 200
    assert ImportDraft.objects.get(pk=draft.pk).revision is None


def test_a_draft_is_ones_own(log_in: LogIn) -> None:
    draft = given(log_in(ROOS), contracts(NEW))
    others = log_in(ROOS, "org-duinwijk"), log_in(Role.SERVICE_OWNER)
    for client in others:
        for page in ("map", "problems", "plan", "result", "returned"):
            assert client.get(f"/import/{draft.pk}/{page}/").status_code == 404, page
        assert client.post(f"/import/{draft.pk}/forget/").status_code == 404
    assert log_in(Role.BOARD).get("/import/").status_code == 403


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "No file was given."),
        ([named("virus.exe", b"MZ")], "no source that we know"),
        ([named("a.csv", "id\n"), named("b.xlsx", b"x")], "or not together"),
        ([named("b.xlsx", b"x")], "is damaged"),
        ([named("b.zip", b"x")], "is damaged"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    files: list[SimpleUploadedFile], says: str, log_in: LogIn
) -> None:
    answer = log_in(ROOS).post("/import/", {"files": files, "ends": "nothing"})
    assert (answer.status_code, says in answer.text) == (400, True), answer.text
    assert ImportDraft.objects.count() == 0
    assert list(standard.home("imports").iterdir()) == []


def test_a_bomb_is_told_in_ones_own_language_and_nothing_is_kept(log_in: LogIn) -> None:
    buffer = io.BytesIO()
    rows = pl.DataFrame({"id": pl.repeat("x", 2_500_000, eager=True)})
    rows.write_parquet(buffer, compression="zstd")
    client = log_in(ROOS)
    for language, says in (("en", "has 2,500,000 rows; at most"), ("nl", "er hoogstens 2.000.000")):
        bomb = named("contracts.parquet", buffer.getvalue())
        form = {"files": [bomb], "ends": "nothing"}
        answer = client.post("/import/", form, headers={"accept-language": language})
        assert (answer.status_code, says in answer.text) == (400, True), answer.text
        assert "contracts.parquet" in answer.text
    assert ImportDraft.objects.count() == 0
    assert list(standard.home("imports").iterdir()) == []


def test_a_row_of_a_list_without_days_corrects_what_runs(log_in: LogIn) -> None:
    client = log_in(ROOS)
    applied(client, given(client, contracts(NEW)))
    plain = "id,name,organisation_id,supplier_id,ends_on,source\n"
    row = "con-nieuw,Beter,org-waterdam,sup-nimbus,2028-01-01,Waterdam\n"
    draft = given(client, named("contracts.csv", plain + row))
    summary, _ = planned(client, draft)
    assert [part["counts"] for part in summary["tables"]] == [[0, 1, 0]]
    assert not [found for found in summary["problems"] if found["grade"] == "fault"]
    applied(client, draft)
    held = REASONING.newest().history.known().table("contracts")
    found = held.filter(pl.col("id") == "con-nieuw").select("name", "valid_from").rows()
    assert found == [("Beter", date(2026, 1, 1))]


def test_a_name_that_leads_elsewhere_leads_nowhere(log_in: LogIn) -> None:
    client = log_in(ROOS)
    file = contracts(NEW)
    file.name = "../../contracts.csv"
    draft = given(client, file)
    assert [one.name for one in (uploads.folder_of(draft.pk) / "tables").iterdir()] == [
        "contracts.csv"
    ]


def test_too_many_drafts_and_old_ones(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_DRAFTS", 1)
    client = log_in(ROOS)
    draft = given(client, contracts(NEW))
    answer = client.post("/import/", {"files": [contracts(NEW)], "ends": "nothing"})
    assert "not written yet" in answer.text
    ImportDraft.objects.update(made_at=timezone.now() - timedelta(days=8))
    uploads.expire()
    assert not uploads.folder_of(draft.pk).exists()
    assert ImportDraft.objects.count() == 0
    draft = given(client, contracts(NEW))
    client.post(f"/import/{draft.pk}/forget/")
    assert not uploads.folder_of(draft.pk).exists()
