# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document of the API says what it answers, and what no database or calendar holds is no fault
of ours (each of these was found by a checker from outside)."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from jsonschema import Draft202012Validator

from dijkwacht.web.api.application import document, known_parameters
from dijkwacht.web.roles import Role

LogIn = Callable[..., Client]
PROBLEM: Final = "application/problem+json"
V1: Final = "/api/v1"
IDS: Final = {"services": "svc-paspoorten", "suppliers": "sup-nimbus"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(log_in: LogIn) -> Client:
    return log_in(Role.CONTRACT_MANAGER)


def asked() -> Iterator[tuple[str, str]]:
    """Each operation that reads JSON, with an address of something that is there."""
    for (path, method), _ in known_parameters().items():
        table = path.split("/")[1]
        if method != "GET" or table == "export" or ("{id}" in path and table not in IDS):
            continue
        name = "defaults" if table == "rules" else "bankruptcy"
        filled = path.format(id=IDS.get(table, ""), area="outage", name=name, number=1)
        yield path, f"{filled}?fail=sup-nimbus" if path == "/outages" else filled


def errors(path: str, method: str, answer: HttpResponse) -> list[str]:
    """What of an answer is other than the document says."""
    responses = document()["paths"][path][method]["responses"]
    kind = answer["content-type"]
    schema = responses[str(answer.status_code)]["content"][kind]["schema"]
    whole = {**schema, "components": document()["components"]}
    found = Draft202012Validator(whole).iter_errors(json.loads(answer.content))
    return [f"{method} {path}: {one.message[:200]}" for one in found]


def test_every_answer_is_as_the_document_says(client: Client) -> None:
    told = []
    for path, address in asked():
        answer = client.get(V1 + address)
        assert answer.status_code == 200, (address, answer.content)
        told += errors(path, "get", answer)
        told += errors(path, "get", client.get(f"{V1}{address.partition('?')[0]}?nothing=1"))
    body: dict[str, Any] = {"fail": ["sup-nimbus"]}
    for path, sent in (("/outages", body), ("/plans", {"services": []}), ("/outages", {"no": 1})):
        answer = client.post(V1 + path, sent, "application/json")
        told += errors(path, "post", answer)
    assert told == []


def test_no_property_is_named_in_another_way_than_the_others() -> None:
    schemas = document()["components"]["schemas"]
    named = [(name, key) for name, one in schemas.items() for key in one.get("properties", ())]
    assert named
    assert [pair for pair in named if "_" in pair[1] and pair[0] != "Told"] == []


@pytest.mark.parametrize("day", ["0", "1767225600", "20260101", "2026-W01-1", "2026-13-01"])
def test_only_what_is_written_as_a_day_is_a_day(client: Client, day: str) -> None:
    for address in (f"/services?on={day}", f"/contracts?validFrom={day}", f"/export?on={day}"):
        answer = client.get(V1 + address)
        assert answer.status_code == 400, address
        assert "errors" in answer.json() and answer.json()["errors"][0]["place"] == "query"
    rows = {"services": [{"id": "svc-new", "validFrom": int(day) if day.isdigit() else day}]}
    assert client.post(f"{V1}/plans", rows, "application/json").status_code == 400


def test_rows_with_a_nul_are_left_out_and_told(client: Client) -> None:
    row = client.get(f"{V1}/services?pageSize=1").json()["items"][0]
    for wrong in ({"name": "a\0b"}, {"more": {"mine": "a\0b"}}, {"id": "svc-\0"}):
        rows = {"services": [{**row, **wrong}]}
        answer = client.post(f"{V1}/plans", rows, "application/json")
        assert answer.status_code == 200, answer.content
        assert answer.json()["counts"] == {}
        assert "row-nul" in {one["code"] for one in answer.json()["problems"]}
    fresh = {"suppliers": [{"id": "sup-new", "name": "Nieuwland BV"}]}
    plan = client.post(f"{V1}/plans", fresh, "application/json").json()
    apply = f"{V1}/changes?revision={plan['revision']}&checksum={plan['checksum']}"
    assert client.post(f"{apply}&why=%00", fresh, "application/json").status_code == 400
    assert client.post(apply, fresh, "application/json").status_code == 201


def test_a_page_that_is_asked_with_a_nul_is_not_there(client: Client) -> None:
    for address in ("/search/?q=%00", "/services/?q=a%00b", "/services/svc-%00/"):
        assert client.get(address).status_code == 404, address
    assert client.post("/language/", {"language": "en", "next": "/\0"}).status_code == 404


def test_who_writes_without_a_token_is_asked_for_one_and_no_page_is_made(client: Client) -> None:
    """Found by schemathesis as a 500: a page was made, and its static files were not collected."""
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": manifest}):
        for path in ("/plans", "/changes?revision=1&checksum=000000000000", "/outages"):
            nobody = Client(enforce_csrf_checks=True)
            answer = nobody.post(V1 + path, {"services": []}, "application/json")
            assert (answer.status_code, answer["content-type"]) == (401, PROBLEM), path
            nobody.cookies = client.cookies
            answer = nobody.post(V1 + path, {"services": []}, "application/json")
            assert (answer.status_code, answer["content-type"]) == (403, PROBLEM), path
            assert "csrf" in answer.json()["type"]
