# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of the API: filters, order, pages, tags by which a client knows what it has; and errors."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote

import pytest
from django.test import Client
from web.test_api import V1, problem

from dijkwacht.web.api import application, callers
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role

LogIn = Callable[..., Client]
ROOT: Final = f"{V1}/contracts"

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(log_in: LogIn) -> Client:
    """Somebody who sees all rows, by name."""
    return log_in(Role.AUDITOR)


def items(client: Client, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(ROOT, asked)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_pages_together_are_the_whole_list_and_each_knows_how_much_that_is(
    auditor: Client,
) -> None:
    whole = auditor.get(ROOT).json()
    assert whole["total"] == len(whole["items"]) > 6
    seen: list[Any] = []
    address = f"{ROOT}?pageSize=4&sort=id"
    while address:
        answer = auditor.get(address)
        assert answer.json()["total"] == whole["total"]
        seen += answer.json()["items"]
        following = re.search(r'<([^>]+)>; rel="next"', answer["link"])
        address = following[1] if following else ""
    assert [row["id"] for row in seen] == sorted(row["id"] for row in whole["items"])
    beyond = auditor.get(f"{ROOT}?pageSize=4&page=99").json()
    assert (beyond["items"], beyond["total"]) == ([], whole["total"])


def test_a_list_is_filtered_by_every_kind_of_column(auditor: Client) -> None:
    whole = items(auditor)
    one = next(row for row in whole if row["yearlyValue"] and row["endsOn"])
    assert one in items(auditor, supplierId=one["supplierId"])
    assert {row["supplierId"] for row in items(auditor, supplierId=one["supplierId"])} == {
        one["supplierId"]
    }
    two = sorted({row["supplierId"] for row in whole})[:2]
    assert {row["supplierId"] for row in items(auditor, supplierId=two)} == set(two)
    value = float(one["yearlyValue"])
    assert one in items(auditor, yearlyValueMin=value, yearlyValueMax=value)
    assert one not in items(auditor, yearlyValueMin=value + 1)
    assert one in items(auditor, endsOnMin=one["endsOn"], endsOnMax=one["endsOn"])
    assert one not in items(auditor, endsOnMax="1999-01-01")
    unknown = items(auditor, unknown="noticeDays")
    assert unknown == [row for row in whole if row["noticeDays"] is None]
    name = one["name"] or ""
    assert one in items(auditor, q=name[:6].upper())


def test_a_list_is_sorted_with_what_is_unknown_last_and_shows_the_fields_asked(
    auditor: Client,
) -> None:
    values = [row["yearlyValue"] for row in items(auditor, sort="-yearlyValue")]
    known = [float(value) for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values[: len(known)] == [value for value in values if value is not None]
    assert {tuple(row) for row in items(auditor, fields="kind,name")} == {("id", "name", "kind")}


def test_what_a_client_has_already_is_not_sent_again(auditor: Client) -> None:
    first = auditor.get(ROOT)
    again = auditor.get(ROOT, headers={"if-none-match": first["etag"]})
    assert (again.status_code, again.content, again["etag"]) == (304, b"", first["etag"])
    assert again["api-version"] == first["api-version"]
    weak = auditor.get(ROOT, headers={"if-none-match": f'"x", W/{first["etag"]}'})
    assert weak.status_code == 304
    other = auditor.get(f"{ROOT}?page=2", headers={"if-none-match": first["etag"]})
    assert other.status_code == 200


def test_a_tag_is_of_one_reader_day_revision_and_language(auditor: Client, log_in: LogIn) -> None:
    answers = [
        auditor.get(ROOT),
        auditor.get(f"{ROOT}?on=2026-11-01"),
        auditor.get(ROOT, headers={"accept-language": "nl"}),
        log_in(Role.CIO).get(ROOT),
        log_in(Role.CONTRACT_MANAGER).get(ROOT),
    ]
    assert len({answer["etag"] for answer in answers}) == len(answers)


def test_a_day_and_a_revision_are_asked_for(auditor: Client) -> None:
    newest = REASONING.newest().number
    assert auditor.get(f"{ROOT}?on=1999-01-01").json()["total"] == 0
    assert auditor.get(f"{ROOT}?revision={newest}").json()["revision"] == newest
    assert str(newest + 9) in problem(auditor.get(f"{ROOT}?revision={newest + 9}"), 404)["detail"]
    problem(auditor.get(f"{V1}/classes?on=1066-01-01"), 400)


WRONG: Final = {
    "nothing=1": "nothing",
    "page=0": "page",
    "pageSize=5000": "pageSize",
    "on=tomorrow": "on",
    "revision=-1": "revision",
    "yearlyValueMin=much": "yearlyValueMin",
    "yearlyValueMin=1e400": "yearlyValueMin",
    "noticeDays=99999999999999999999": "noticeDays",
    "sort=colour": "colour",
    "fields=colour": "colour",
    "unknown=colour": "colour",
    f"q={'x' * 999}": "q",
}


@pytest.mark.parametrize("asked", WRONG)
def test_what_cannot_be_asked_is_said_and_where(auditor: Client, asked: str) -> None:
    told = problem(auditor.get(f"{ROOT}?{asked}"), 400)
    named = [fault["name"] for fault in told["errors"]] or told["detail"]
    assert WRONG[asked] in named


def test_every_fault_is_told_at_once_in_the_language_of_the_asker(auditor: Client) -> None:
    answer = auditor.get(f"{ROOT}?page=0&on=x", headers={"accept-language": "nl"})
    told = problem(answer, 400)
    assert {fault["name"] for fault in told["errors"]} == {"page", "on"}
    assert "zoals 2026-06-30" in str(told["errors"])
    assert answer["content-language"] == "nl"


def test_every_other_error_is_a_problem_too(auditor: Client) -> None:
    problem(auditor.get(f"{V1}/nothing"), 404)
    problem(auditor.get("/api/v2/services"), 404)
    problem(auditor.get(f"{ROOT}/"), 404)
    told = auditor.delete(ROOT)
    problem(told, 405)
    assert told["allow"] == "GET"
    problem(auditor.post(f"{V1}/openapi.json"), 405)
    problem(auditor.post(f"{V1}/outages", "{", "application/json"), 400)
    problem(auditor.post(f"{V1}/outages", {"fail": "sup-nimbus"}, "application/json"), 400)
    problem(auditor.post(f"{V1}/outages", {}, "application/json"), 400)
    problem(auditor.get(f"{V1}/services/{quote('é/ü', safe='')}"), 404)


def test_a_body_beyond_bounds_is_refused(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    problem(client.post(f"{V1}/plans", b"x" * 10_000_001, "application/json"), 413)
    problem(client.post(f"{V1}/plans", b"<a/>", "application/xml"), 415)


def test_a_fault_of_ours_tells_nothing_of_how_it_came_about(
    auditor: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(REASONING, "on", broken)
    auditor.raise_request_exception = False
    answer = auditor.get(ROOT)
    told = problem(answer, 500)
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert told["mend"]
    assert "the secret of the house" in caplog.text


@pytest.fixture
def _quickly_full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(callers, "READS", 5)
    throttle = callers.Often()
    throttles = application.API.throttle
    assert isinstance(throttles, list)
    for bound in application.API._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                monkeypatch.setattr(operation, "throttle_objects", [throttle])
    yield


@pytest.mark.usefixtures("_quickly_full")
def test_who_asks_too_often_is_told_how_long_to_wait(auditor: Client) -> None:
    answers = [auditor.get(f"{V1}/me") for _ in range(9)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[:5] == [200] * 5
    assert 429 in statuses[5:]
    refused = next(answer for answer in answers if answer.status_code == 429)
    problem(refused, 429)
    assert 0 < int(refused["retry-after"]) <= 60
