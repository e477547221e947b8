# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saved views: a question by a name; who opens it sees what they may see."""

from collections.abc import Callable

import pytest
from django.test import Client

from dijkwacht.web.pages.models import SavedView
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
ADDRESS = "/register/services/?on=2026-11-24&facet.letter=v&columns=name,organisation_id&size=500"


def saved(client: Client, name: str = "Vital", **more: str) -> SavedView:
    answer = client.post("/views/save/", {"name": name, "address": ADDRESS, **more})
    assert answer["location"] == ADDRESS
    return SavedView.objects.get(name=name)


def test_a_view_is_kept_listed_opened_replaced_and_thrown_away(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    view = saved(client)
    assert "Vital" in client.get("/views/").text
    assert client.get(f"/views/{view.pk}/")["location"] == ADDRESS
    again = saved(client, shared="yes")
    assert (again.pk, again.shared) == (view.pk, True)
    client.post(f"/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_a_shared_view_shows_another_what_they_may_see(log_in: LogIn) -> None:
    owner, colleague = log_in(Role.CONTRACT_MANAGER), log_in(Role.CISO)
    view = saved(owner, shared="yes")
    assert "Roos de Wit" in colleague.get("/views/").text
    opened = colleague.get(f"/views/{view.pk}/", follow=True)
    assert opened.status_code == 200
    assert opened.redirect_chain[-1][0] == ADDRESS
    mine, theirs = owner.get(ADDRESS), log_in(Role.CONTRACT_MANAGER, "org-duinwijk").get(ADDRESS)
    assert mine.text.count("<tr>") == opened.text.count("<tr>")
    assert "Gemeente Waterdam" not in theirs.text.partition("<tbody>")[2]


def test_what_is_not_shared_or_of_another_organisation_is_not_there(log_in: LogIn) -> None:
    owner = log_in(Role.CONTRACT_MANAGER)
    own, shared = saved(owner, "Mine"), saved(owner, "Ours", shared="yes")
    colleague, stranger = log_in(Role.CISO), log_in(Role.CONTRACT_MANAGER, "org-duinwijk")
    for client, view in ((colleague, own), (stranger, own), (stranger, shared)):
        assert client.get(f"/views/{view.pk}/").status_code == 404
        assert view.name not in client.get("/views/").text
        assert client.post(f"/views/{view.pk}/delete/").status_code == 404
    assert colleague.post(f"/views/{shared.pk}/delete/").status_code == 404
    assert log_in(Role.ANALYST).get(f"/views/{shared.pk}/").status_code == 404
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize(
    "given",
    [
        {"name": " ", "address": ADDRESS},
        {"name": "x" * 101, "address": ADDRESS},
        {"name": "Elsewhere", "address": "https://elsewhere.example/register/"},
        {"name": "Elsewhere", "address": "//elsewhere.example/register/"},
        {"name": "Nowhere", "address": "/no/such/page/"},
        {"name": "Script", "address": "javascript:alert(1)"},
    ],
)
def test_what_is_no_view_is_not_kept(log_in: LogIn, given: dict[str, str]) -> None:
    answer = log_in(Role.CONTRACT_MANAGER).post("/views/save/", given)
    assert answer.status_code == 400
    assert not SavedView.objects.exists()


def test_keeping_and_throwing_away_need_a_post(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    view = saved(client)
    assert client.get("/views/save/").status_code == 405
    assert client.get(f"/views/{view.pk}/delete/").status_code == 405
