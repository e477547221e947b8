# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The API: who may ask what, how lists are asked, and what every answer says of itself."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.http import HttpResponse
from django.test import Client

from dijkwacht.register.records import TABLES
from dijkwacht.reports.words import Words
from dijkwacht.web.accounts.cast import CAST, Person
from dijkwacht.web.accounts.models import User
from dijkwacht.web.api.application import document, known_parameters
from dijkwacht.web.api.schemas import VERSION
from dijkwacht.web.roles import RIGHTS, Right, Role

LogIn = Callable[..., Client]
V1: Final = "/api/v1"
SAMPLES: Final = {"id": "sup-nimbus", "area": "outage", "number": "1"}
OWN: Final = {"services": "svc-paspoorten", "suppliers": "sup-nimbus"}
EXPORTS: Final = ("/export",)
OPEN_TO_ALL: Final = ("/me",)

pytestmark = pytest.mark.django_db


def read_addresses() -> list[str]:
    """An address of every operation that reads, of something that Waterdam sees."""
    made = []
    for (path, method), _ in known_parameters().items():
        if method != "GET":
            continue
        table = path.split("/")[1]
        if "{id}" in path and table not in OWN:
            continue
        name = "defaults" if table == "rules" else "bankruptcy"
        filled = path.format(**{**SAMPLES, "id": OWN.get(table, ""), "name": name})
        made.append(f"{filled}?fail=sup-nimbus" if path == "/outages" else filled)
    return made


def problem(answer: HttpResponse, status: int) -> dict[str, Any]:
    """The problem in an answer, which is one in form and in content."""
    assert answer.status_code == status, answer.content
    assert answer["content-type"] == "application/problem+json"
    assert answer["api-version"] == VERSION
    told: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
    assert told["status"] == status
    assert all(told[name] for name in ("type", "title", "detail", "mend"))
    assert not told["detail"].startswith("api"), "a code without a sentence"
    return told


def somebody(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=person.email))
    return client


def test_every_table_of_the_exchange_format_is_a_list() -> None:
    wanted = {f"/{table.replace('_', '-')}" for table in TABLES}
    assert wanted <= set(document()["paths"])


def test_without_a_token_or_session_nothing_is_told_but_the_document(client: Client) -> None:
    for address in read_addresses():
        told = client.get(V1 + address)
        problem(told, 401)
        assert told["www-authenticate"].startswith("Bearer")
    assert client.get(f"{V1}/openapi.json").json()["openapi"].startswith("3.1")
    assert client.get(f"{V1}/openapi.json")["access-control-allow-origin"] == "*"
    assert client.get(f"{V1}/openapi.yaml").text.startswith("openapi: 3.1")


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.role.value)
def test_each_role_reads_what_it_may(person: Person) -> None:
    client, rights = somebody(person), RIGHTS[person.role]
    for address in read_addresses():
        needed = Right.EXPORT if address.startswith(EXPORTS) else Right.READ
        answer = client.get(V1 + address)
        if needed not in rights and address not in OPEN_TO_ALL:
            problem(answer, 403)
        elif "svc-paspoorten" in address and person.organisation != "org-waterdam":
            assert answer.status_code == (200 if person.role is Role.AUDITOR else 404), address
        else:
            assert answer.status_code == 200, (address, answer.content)
            assert answer["api-version"] == VERSION
            assert "private" in answer["cache-control"]


def test_a_thing_of_another_is_not_there(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    for address in (
        "/services/svc-zittingen",
        "/services/svc-zittingen/class",
        "/organisations/org-duinwijk",
        "/outages?fail=svc-zittingen",
        "/outages?fail=service:svc-zittingen",
        "/outages?fail=Zittingen",
    ):
        told = problem(client.get(V1 + address), 404)
        assert "Duinwijk" not in told["mend"]


def test_the_centre_finds_a_thing_by_its_other_name(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    listed = client.get(f"{V1}/classes").json()["items"]
    assert len(listed) > 2
    assert all(item["name"] is None for item in listed)
    for item in listed:
        held = client.get(f"{V1}/services/{item['id']}/class").json()
        assert (held["id"], held["classCode"]) == (item["id"], item["classCode"])
        assert client.get(f"{V1}/services/{item['id']}").json()["id"] == item["id"]
    lost = client.get(f"{V1}/outages?fail=sup-nimbus").json()["lost"]
    assert {one["id"] for one in lost} <= {item["id"] for item in listed}
    again = client.get(f"{V1}/outages?fail=service:{lost[0]['id']}").json()
    assert again["lost"][0]["id"] == lost[0]["id"]


def test_a_scenario_is_never_a_file_of_the_server(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    for name in ("/etc/passwd.yaml", "own.yaml", "../x"):
        problem(client.get(f"{V1}/outages", {"fail": "sup-nimbus", "scenario": name}), 400)
    problem(client.get(f"{V1}/outages", {"fail": "sup-nimbus", "scenario": "no-such"}), 400)
    answer = client.get(f"{V1}/outages", {"fail": "sup-nimbus", "scenario": "bankruptcy"})
    assert answer.json()["asked"]["scenario"].startswith("scenarios/bankruptcy@")


def test_both_ways_to_ask_for_an_outage_give_one_answer(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    got = client.get(f"{V1}/outages", {"fail": "sup-nimbus", "hours": 72, "fallbacks": "proven"})
    body = {"fail": ["sup-nimbus"], "hours": 72, "fallbacks": "proven"}
    posted = client.post(f"{V1}/outages", body, "application/json")
    assert got.json() == posted.json()
    assert [one["id"] for one in got.json()["lost"]] == ["svc-paspoorten"]
    assert got.json()["lost"][0]["because"][0]["id"] == "sup-nimbus"


def test_of_others_only_their_number_is_told_and_only_of_three_or_more(log_in: LogIn) -> None:
    told = log_in(Role.CONTRACT_MANAGER).get(f"{V1}/outages?fail=sup-nimbus").json()
    everything = log_in(Role.AUDITOR).get(f"{V1}/outages?fail=sup-nimbus").json()
    assert {one["organisationId"] for one in told["lost"]} == {"org-waterdam"}
    hidden = [one for one in everything["lost"] if one["organisationId"] != "org-waterdam"]
    bodies = {one["organisationId"] for one in hidden}
    assert (len(bodies), len(hidden)) == (3, 4)
    assert told["others"] == {"services": 5, "organisations": 5, "persons": 340_000}
    assert everything["others"] is None
    assert {key for one in told["within"] for key in one} == {"hours", "own"}
    few = log_in(Role.CONTRACT_MANAGER).get(f"{V1}/outages?fail=sup-kade").json()
    assert few["others"]["services"] in (0, None)
    links = [step for one in told["lost"] for step in one["because"] if step["id"] is None]
    words = Words("en")
    assert {step["name"] for step in links} <= {
        words.text(f"hidden.{step['noun']}") for step in links
    }


def test_a_ranking_counts_own_services_alone_or_persons_of_many_in_classes(
    log_in: LogIn,
) -> None:
    """A total of few others less one's own is a figure of theirs."""
    mine = log_in(Role.CONTRACT_MANAGER).get(f"{V1}/rankings").json()["items"]
    assert {item["organisations"] for item in mine} <= {0, 1}
    every = log_in(Role.AUDITOR).get(f"{V1}/rankings").json()["items"]
    assert max(item["organisations"] for item in every) > 1
    veiled = log_in(Role.ANALYST).get(f"{V1}/rankings").json()["items"]
    assert [item["services"] for item in veiled] == [item["services"] for item in every]
    for item in veiled:
        told = (item["persons"], item["personHours"])
        assert all(one is None or str(one).rstrip("0") in ("", "1", "2", "5") for one in told)
        assert item["organisations"] >= 3 or item["persons"] in (None, 0)
    assert any(item["persons"] for item in veiled)


def test_a_list_takes_a_bounded_number_of_questions_to_the_database(
    log_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    for address in ("/services", "/contracts?pageSize=1", "/classes", "/me", "/services/svc-afval"):
        client.get(V1 + address)
        with django_assert_max_num_queries(18):  # five when the throttle begins a new minute
            assert client.get(V1 + address).status_code == 200
