# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed in the register: who sees which revision, what it did, and taking it back."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from web.conftest import LogIn
from web.test_record_edit import AFVAL, apply, edit

from dijkwacht.web.roles import Role
from dijkwacht.web.store.models import Revision, Service

pytestmark = pytest.mark.django_db


def change(client: Client, users: str = "60000") -> int:
    """Change a service of Waterdam; the revision it made."""
    apply(client, f"{AFVAL}edit/", edit(client, f"{AFVAL}edit/", users=users))
    return Revision.objects.latest("number").number


def test_ones_own_changes_are_listed_with_who_and_why(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    number = change(client)
    text = client.get("/changes/").text
    assert f'href="/changes/{number}/"' in text
    assert "Sem Bakker" in text and "a letter" in text
    one = client.get(f"/changes/{number}/").text
    assert "62,000" in one and "60,000" in one


def test_another_organisation_sees_nothing_of_it(log_in: LogIn) -> None:
    number = change(log_in(Role.SERVICE_OWNER))
    neighbour = log_in(Role.CONTRACT_MANAGER, "org-duinwijk")
    assert f"/changes/{number}/" not in neighbour.get("/changes/").text
    assert neighbour.get(f"/changes/{number}/").status_code == 404
    assert neighbour.post(f"/changes/{number}/undo/").status_code == 404


def test_the_centre_sees_that_something_changed_but_not_who_or_what(log_in: LogIn) -> None:
    number = change(log_in(Role.SERVICE_OWNER))
    client = log_in(Role.ANALYST, None)
    for url in ("/changes/", f"/changes/{number}/"):
        text = client.get(url).text
        assert "Sem Bakker" not in text and "a letter" not in text and "60,000" not in text
    assert "It touched more than you may see." in client.get(f"/changes/{number}/").text
    assert "Sem Bakker" in log_in(Role.AUDITOR, None).get(f"/changes/{number}/").text


def test_the_history_of_a_thing_tells_each_field(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    number = change(client)
    text = client.get(AFVAL).text
    history = text[text.index('<section id="history"') :]
    assert "62,000" in history and "60,000" in history and "a letter" in history
    assert f'href="{AFVAL}?revision={number}"' in history
    assert "62,000 users" in client.get(f"{AFVAL}?revision={number - 1}").text


def test_a_change_is_taken_back_and_says_so(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    number = change(client)
    assert "Take this change back" in client.get(f"/changes/{number}/").text
    done = client.post(f"/changes/{number}/undo/", {"why": "by mistake"}, follow=True)
    assert f"Revision {number} was taken back" in done.text
    made = Revision.objects.latest("number")
    assert (made.kind, made.why, made.undoes_id) == ("undo", "by mistake", number)
    row = Service.objects.get(key="svc-afval", known_until=None)
    assert row.users == 62_000
    again = client.get(f"/changes/{number}/").text
    assert "This change was taken back by" in again and "Take this change back" not in again
    assert client.post(f"/changes/{number}/undo/").status_code == 404


def test_a_change_that_a_later_one_touched_is_not_taken_back(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    number = change(client)
    later = change(client, "59000")
    answer = client.post(f"/changes/{number}/undo/")
    assert answer.status_code == 400
    assert f"Take back revision {later} first." in answer.text


def test_what_was_taken_over_and_what_others_have_is_never_offered(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    assert client.post("/changes/1/undo/").status_code == 404
    number = change(log_in(Role.SERVICE_OWNER))
    assert log_in(Role.BOARD).post(f"/changes/{number}/undo/").status_code == 403
    assert "Take this change back" not in log_in(Role.BOARD).get(f"/changes/{number}/").text


def test_the_list_asks_the_database_little(
    log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in(Role.SERVICE_OWNER)
    for users in ("60000", "59000", "58000"):
        change(client, users)
    client.get("/changes/")
    with django_assert_max_num_queries(10):
        client.get("/changes/")
