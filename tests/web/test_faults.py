# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people read when something went wrong."""

import pytest
from django.test import Client, RequestFactory

from dijkwacht.web.accounts.models import User
from dijkwacht.web.pages.faults import broken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/nowhere/", "/?on=yesterday", "/?revision=-1"])
def test_what_is_not_there_says_so_in_the_frame(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert "Accessibility" in answer.text


def test_a_form_without_its_secret_changes_nothing_and_says_why() -> None:
    person = User.objects.get(email="roos.de.wit@waterdam.example")
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post("/demo/", {"person": person.pk})
    assert answer.status_code == 403
    assert "Nothing was changed." in answer.text
    assert "sessionid" not in strict.cookies


def test_a_fault_of_ours_has_a_number_that_stands_in_the_log_too(
    caplog: pytest.LogCaptureFixture, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = broken(RequestFactory().get("/somewhere/"))
    assert answer.status_code == 500
    logged = caplog.records[-1].getMessage()
    number = logged.split()[1]
    assert number in answer.text
    assert logged == f"fault {number} at /somewhere/"


def test_whoever_may_not_reads_who_may(client: Client) -> None:
    client.force_login(User.objects.get(email="tess.vos@waterdam.example"))
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "service owner" in answer.text
