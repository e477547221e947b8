# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes over the API: first a plan, then exactly that plan; only of one's own rows."""

import io
import zipfile
from collections.abc import Callable
from typing import Any, Final

import polars as pl
import pytest
from django.test import Client
from web.test_api import V1, problem
from web.test_tokens import made

from dijkwacht.register.tables import read_tables
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Revision
from dijkwacht.web.tokens.models import Scope

LogIn = Callable[..., Client]
Rows = dict[str, list[dict[str, Any]]]
JSON: Final = "application/json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(log_in: LogIn) -> Client:
    """A contract manager of Waterdam."""
    return log_in(Role.CONTRACT_MANAGER)


def of(client: Client, table: str, id: str, **changed: Any) -> dict[str, Any]:
    """A row as it is read, with changes."""
    return {**client.get(f"{V1}/{table}/{id}").json(), **changed}


def plan(client: Client, rows: Rows, **asked: Any) -> dict[str, Any]:
    address = f"{V1}/plans" + (
        "?" + "&".join(f"{k}={v}" for k, v in asked.items()) if asked else ""
    )
    answer = client.post(address, rows, JSON)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def change(client: Client, rows: Rows, **asked: Any) -> Any:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return client.post(f"{V1}/changes?{query}", rows, JSON)


def codes(told: dict[str, Any]) -> list[str]:
    return [one["code"] for one in told["problems"] if one["grade"] == "fault"]


def test_what_was_read_and_sent_back_changes_nothing(client: Client) -> None:
    for table in ("services", "contracts", "deliveries", "requirements", "members", "harms"):
        rows = client.get(f"{V1}/{table}").json()["items"]
        told = plan(client, {table: rows})
        assert (told["counts"], told["refused"]) == ({}, 0), (table, told)


def test_a_plan_is_applied_as_the_next_revision_and_stands_in_the_trail(client: Client) -> None:
    rows = {"services": [of(client, "services", "svc-afval", users=61_500)]}
    before = REASONING.newest().number
    told = plan(client, rows)
    assert told["counts"] == {"services": {"new": 0, "changed": 1, "ended": 0}}
    assert (told["revision"], told["foreign"], told["tooMuch"]) == (before, 0, False)
    assert REASONING.newest().number == before, "a plan writes nothing"
    made_ = change(client, rows, revision=before, checksum=told["checksum"], why="Counted+anew")
    assert made_.status_code == 201, made_.content
    assert made_["location"] == f"{V1}/revisions/{before + 1}"
    assert client.get(made_["location"]).json()["why"] == "Counted anew"
    assert of(client, "services", "svc-afval")["users"] == 61_500
    assert client.get(f"{V1}/services/svc-afval?revision={before}").json()["users"] == 62_000
    held = Revision.objects.get(number=before + 1)
    assert (held.organisation, str(held.by)) == ("org-waterdam", "Roos de Wit")
    assert Entry.objects.filter(act="api-change", about=str(before + 1)).exists()


def test_another_plan_or_another_revision_is_refused_and_nothing_is_written(client: Client) -> None:
    rows = {"services": [of(client, "services", "svc-afval", users=61_500)]}
    told, number = plan(client, rows), REASONING.newest().number
    wrong = change(client, rows, revision=told["revision"], checksum="0" * 12)
    assert "plan-other" in problem(wrong, 409)["type"]
    late = change(client, rows, revision=told["revision"] - 1, checksum=told["checksum"])
    assert "plan-outdated" in problem(late, 409)["type"]
    other = {"services": [of(client, "services", "svc-afval", users=7)]}
    problem(change(client, other, revision=told["revision"], checksum=told["checksum"]), 409)
    same = {"services": [of(client, "services", "svc-afval")]}
    empty = plan(client, same)
    nothing = change(client, same, revision=empty["revision"], checksum=empty["checksum"])
    assert "api-plan-empty" in problem(nothing, 409)["type"]
    assert REASONING.newest().number == number


def foreign(client: Client, rows: Rows) -> list[str]:
    """What is wrong with a plan that must not be applied."""
    told = plan(client, rows)
    assert told["foreign"] >= 1, told
    answer = change(client, rows, revision=told["revision"], checksum=told["checksum"])
    problem(answer, 403)
    return codes(told)


def test_rows_of_another_organisation_are_not_touched(client: Client) -> None:
    others = {
        "services": {"id": "svc-zittingen", "name": "Mine", "organisationId": "org-waterdam"},
        "organisations": {"id": "org-duinwijk", "name": "Mine now"},
        "contracts": {"id": "con-new", "name": "For you", "organisationId": "org-duinwijk"},
        "harms": {"id": "harm-new", "serviceId": "svc-zittingen", "kind": "persons"},
        "members": {"id": "mem-new", "requirementId": "req-of-nobody"},
    }
    for table, row in others.items():
        told = plan(client, {table: [row]})
        assert told["foreign"] or told["refused"], (table, told)
        if not told["refused"]:
            assert "row-of-another" in foreign(client, {table: [row]}), table


def test_a_row_cannot_be_given_away_or_taken_by_another_period(client: Client) -> None:
    gone = of(client, "services", "svc-afval", organisationId="org-duinwijk")
    assert foreign(client, {"services": [gone]}) == ["row-of-another"]
    later = {"id": "svc-zittingen", "validFrom": "2099-01-01", "organisationId": "org-waterdam"}
    assert "row-of-another" in foreign(client, {"services": [later]})


def test_what_is_everybodys_is_added_and_not_changed(client: Client) -> None:
    fresh = {"suppliers": [{"id": "sup-new", "name": "Nieuwland BV", "country": "NL"}]}
    told = plan(client, fresh)
    assert told["foreign"] == 0
    answer = change(client, fresh, revision=told["revision"], checksum=told["checksum"])
    assert answer.status_code == 201
    assert client.get(f"{V1}/suppliers/sup-new").json()["name"] == "Nieuwland BV"
    renamed = of(client, "suppliers", "sup-nimbus", name="Nimbus Failing")
    assert foreign(client, {"suppliers": [renamed]}) == ["row-of-all"]
    held = {"id": "own-new", "childId": "sup-nimbus", "parentId": "sup-new", "kind": "other"}
    assert foreign(client, {"ownership": [held]}) == ["row-not-by-plan"]


def test_who_does_not_assess_writes_no_harm_and_nobody_approves_by_a_plan(
    client: Client, log_in: LogIn
) -> None:
    held = client.get(f"{V1}/harms").json()["items"][0]
    changed = {"harms": [{**held, "value": (held["value"] or 0) + 1}]}
    assert "row-needs-right" in foreign(client, changed)
    owner = log_in(Role.SERVICE_OWNER)
    approved = {"harms": [{**held, "value": 1, "approvedBy": "Somebody else"}]}
    assert "row-approves" in foreign(owner, approved)
    override = {"overrides": [{"id": "ovr-new", "serviceId": "svc-afval"}]}
    told = plan(owner, override)
    assert told["foreign"] or told["refused"]


def test_ends_are_of_own_rows_only(client: Client) -> None:
    kept = client.get(f"{V1}/services").json()["items"]
    later = client.get(f"{V1}/services?on=2030-01-01").json()["items"]
    own = {row["id"] for row in (*kept, *later)}
    told = plan(client, {"services": kept[:1]}, ends="all")
    assert told["counts"]["services"] == {"new": 0, "changed": 0, "ended": len(own) - 1}
    assert told["counts"]["contracts"]["ended"] == client.get(f"{V1}/contracts").json()["total"]
    assert told["foreign"] == 0
    assert "suppliers" not in told["counts"]


def test_a_zip_of_tables_makes_the_same_plan_as_rows(client: Client) -> None:
    row = of(client, "services", "svc-afval", users=61_500)
    text = (
        "id,valid_from,name,name_nl,name_en,organisation_id,sector,users,mbco,restart_hours,"
        "rto_hours,rpo_hours,source,recorded_on,confidence\n"
        f"svc-afval,2026-01-01,Afvalinzameling,Afvalinzameling,Waste collection,org-waterdam,"
        f"environment,61500,5000,0,48,168,{row['source']},{row['recordedOn']},declared\n"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("services.csv", text)
    answer = client.post(f"{V1}/plans", buffer.getvalue(), "application/zip")
    assert answer.status_code == 200, answer.content
    assert answer.json()["checksum"] == plan(client, {"services": [row]})["checksum"]


def test_a_broken_zip_is_a_problem_without_a_folder_of_the_server(client: Client) -> None:
    told = problem(client.post(f"{V1}/plans", b"not a zip", "application/zip"), 400)
    assert "body.zip" in told["detail"] and "/tmp" not in told["detail"]


def test_rows_with_faults_are_told_by_place_and_left_out(client: Client) -> None:
    rows: Rows = {
        "contracts": [
            {"id": "con-1", "organisationId": "org-waterdam", "supplierId": "sup-nimbus"},
            {"id": "con-2", "organisationId": "org-waterdam", "supplierId": "sup-of-nobody"},
        ]
    }
    told = plan(client, rows)
    assert told["counts"]["contracts"]["new"] == 1
    assert any("con-2" in one["where"] for one in told["problems"])
    wrong = client.post(f"{V1}/plans", {"contracts": [{"id": "x", "colour": 1}]}, JSON)
    assert [one["name"] for one in problem(wrong, 400)["errors"]] == ["contracts.0.colour"]


def test_only_who_edits_plans_and_only_a_writing_token_writes(log_in: LogIn) -> None:
    rows: Rows = {"services": []}
    for role in (Role.BOARD, Role.CIO, Role.AUDITOR, Role.ANALYST, Role.ADMINISTRATOR):
        problem(log_in(role).post(f"{V1}/plans", rows, JSON), 403)
    reading, writing = made()[1], made(scope=Scope.WRITE)[1]
    fresh: Rows = {"suppliers": [{"id": "sup-new", "name": "Nieuwland BV"}]}
    told = plan(reading, fresh)
    asked = {"revision": told["revision"], "checksum": told["checksum"]}
    assert "api.no-scope" in problem(change(reading, fresh, **asked), 403)["type"]
    assert change(writing, fresh, **asked).status_code == 201
    entry = Entry.objects.filter(act="api-change").latest("number")
    assert entry.told["token"] is not None


def test_a_browser_writes_only_from_our_own_pages(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.cookies = client.cookies
    assert strict.get(f"{V1}/services").status_code == 200
    told = problem(strict.post(f"{V1}/plans", {"services": []}, JSON), 403)
    assert "csrf" in told["type"]


def test_the_export_holds_what_one_sees_and_stands_in_the_trail(
    client: Client, log_in: LogIn, tmp_path: Any
) -> None:
    for who, named in ((client, True), (log_in(Role.ANALYST), False)):
        before = Entry.objects.filter(act="export").count()
        answer = who.get(f"{V1}/export")
        assert answer["content-type"] == "application/zip"
        again = who.get(f"{V1}/export", headers={"if-none-match": answer["etag"]})
        assert again.status_code == 304
        assert Entry.objects.filter(act="export").count() == before + 1
        file = tmp_path / f"{named}.zip"
        file.write_bytes(answer.content)
        history, problems = read_tables(file)
        assert not [one for one in problems if one.grade.value == "fault"]
        rows = who.get(f"{V1}/services").json()["items"]
        assert sorted(history.table("services")["id"]) == sorted(row["id"] for row in rows)
        organisations = history.table("organisations")["name"].drop_nulls()
        assert (organisations.to_list() == ["Gemeente Waterdam"]) is named
        assert isinstance(history.table("services"), pl.DataFrame)
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert "policy/outage/defaults/2026-01-01.yaml" in names
