# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes: the list, the record, and what they do not tell."""

import csv
import io
from typing import cast

import polars as pl
import pytest
from django.test import Client, RequestFactory
from web.conftest import LogIn

from dijkwacht.web.pages.sifted import Sifted
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
LISTS = ("/classes/", "/coverage/", "/obligations/", "/problems/", "/policy/")
READERS = [role for role in Role if role is not Role.ADMINISTRATOR]


def test_the_first_line_says_how_many_services_of_each_class(log_in: LogIn) -> None:
    page = log_in(Role.SERVICE_OWNER).get("/classes/").text
    assert "2 services: 0 vital, 0 crucial, 1 critical for their own organisation, 1 other" in page
    assert "Passports" in page
    assert "essential entity, and the service is in the critical scope" in page


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize(
    "address", ["/classes/", "/coverage/", "/obligations/", "/problems/", "/policy/"]
)
def test_every_reader_has_the_list_in_both_languages(
    log_in: LogIn, role: Role, address: str
) -> None:
    client = log_in(role)
    for language in ("nl", "en"):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.text


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def test_a_list_is_filtered_by_class_organisation_and_state(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    day = "?on=2026-11-24&form=csv"
    assert len(rows_of(client, f"/classes/{day}")) == 10
    vital = rows_of(client, f"/classes/{day}&class=V")
    assert {row["class_code"][0] for row in vital} == {"V"}
    own = rows_of(client, f"/classes/{day}&organisation=org-duinwijk")
    assert {row["organisation_id"] for row in own} == {"org-duinwijk"}
    unsure = rows_of(client, f"/classes/{day}&state=provisional")
    assert [row["service_id"] for row in unsure] == ["svc-vergunningen"]
    assert client.get("/classes/?organisation=org-nowhere").status_code == 404


def test_an_owner_filters_by_no_other_organisation(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    assert client.get("/classes/?organisation=org-duinwijk").status_code == 404


def test_a_list_is_sorted_both_ways(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    there, back = (
        [row["mtpd"] for row in rows_of(client, f"/classes/?on=2026-11-24&form=csv&sort={sort}")]
        for sort in ("mtpd", "-mtpd")
    )
    assert there == sorted(there, key=int)
    assert back == sorted(back, key=int, reverse=True)


def test_the_centre_takes_no_name_along(log_in: LogIn) -> None:
    rows = rows_of(log_in(Role.ANALYST), "/classes/?on=2026-11-24&form=csv")
    assert len(rows) == 10
    text = repr(rows)
    for word in ("svc-", "org-", "Passports", "Waterdam"):
        assert word not in text


def test_pages_are_cut_and_lead_to_each_other(rf: RequestFactory) -> None:
    request = cast(Asking, rf.get("/classes/?class=K&page=2"))
    rows = pl.DataFrame({"service_id": [f"svc-{at}" for at in range(120)]})
    sifted = Sifted(request, rows, {"id": ("service_id",)})
    assert (sifted.pages, sifted.number, sifted.page.height) == (3, 2, 50)
    assert sifted.before == "?class=K&page=1"
    assert sifted.after == "?class=K&page=3"
    last = Sifted(cast(Asking, rf.get("/classes/?page=99")), rows, {})
    assert (last.number, last.page.height, last.after) == (3, 20, None)
