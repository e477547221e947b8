# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and roles: who gives what to whom, and that nobody does it alone where it matters."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from web.conftest import LogIn

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts import granting
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.accounts.viewing import viewer
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

TODAY = date.today()  # noqa: DTZ011  # as a form would say it


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@waterdam.example")


def administrator(name: str = "tess.vos") -> Viewer:
    user = person(name)
    return viewer(user, user.grants.earliest("pk"))


def wanted(role: Role, organisation: str | None, days: int | None = None) -> granting.Wanted:
    until = None if days is None else TODAY + timedelta(days=days)
    return granting.Wanted(role, organisation, TODAY, until)


def as_(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(name))
    return client


def test_somebody_new_gets_a_link_that_is_shown_once_and_works_once(log_in: LogIn) -> None:
    client = log_in(Role.ADMINISTRATOR)
    answer = client.post("/people/", {"name": "Eva Blom", "email": "Eva.Blom@waterdam.example"})
    assert answer.status_code == 200
    assert "no-store" in answer["cache-control"]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+?/)<", answer.text)
    assert link
    assert link[1] not in client.get(f"/people/{person('eva.blom').pk}/").text
    fresh = Client()
    page = fresh.get(link[1], follow=True)
    at = page.redirect_chain[-1][0]
    given = {"password1": "een lange zin voor Eva", "password2": "een lange zin voor Eva"}
    assert fresh.post(at, given).status_code == 302
    assert person("eva.blom").check_password("een lange zin voor Eva")
    again = Client().get(link[1], follow=True)
    assert "password1" not in again.text


@pytest.mark.parametrize("email", ["none", "roos.de.wit@waterdam.example"])
def test_an_address_that_is_none_or_taken_is_refused_on_the_page(log_in: LogIn, email: str) -> None:
    answer = log_in(Role.ADMINISTRATOR).post("/people/", {"name": "X", "email": email})
    assert answer.status_code == 400
    assert 'class="error"' in answer.text


def test_a_role_of_the_whole_state_waits_for_a_second_administrator() -> None:
    user = person("roos.de.wit")
    grant = granting.give(administrator(), user, wanted(Role.ANALYST, None, 30))
    assert grant.waits
    assert not grant.holds(TODAY)
    with pytest.raises(WrongQuestion, match="grant-second"):
        granting.agree(administrator(), grant)
    granting.agree(administrator("lars.prins"), grant)
    grant.refresh_from_db()
    assert grant.holds(TODAY)


def test_nobody_decides_about_themselves(log_in: LogIn) -> None:
    me = person("tess.vos")
    with pytest.raises(WrongQuestion, match="grant-own"):
        granting.give(administrator(), me, wanted(Role.CIO, "org-waterdam"))
    grant = granting.give(administrator("lars.prins"), me, wanted(Role.AUDITOR, None, 30))
    with pytest.raises(WrongQuestion, match="grant-own"):
        granting.agree(administrator(), grant)
    page = log_in(Role.ADMINISTRATOR).get(f"/people/{me.pk}/")
    assert 'value="give"' not in page.text


@pytest.mark.parametrize(
    ("role", "organisation", "days", "code"),
    [
        (Role.CIO, None, None, "grant-organisation"),
        (Role.ADMINISTRATOR, "org-waterdam", None, "grant-whole"),
        (Role.CIO, "org-nowhere", None, "grant-unknown"),
        (Role.CIO, "org-waterdam", 0, "grant-period"),
        (Role.ANALYST, None, None, "grant-end"),
        (Role.REVIEWER, "org-waterdam", 400, "grant-end"),
    ],
)
def test_a_role_that_cannot_be_is_refused(
    role: Role, organisation: str | None, days: int | None, code: str
) -> None:
    with pytest.raises(WrongQuestion, match=code):
        granting.give(administrator(), person("joris.kuiper"), wanted(role, organisation, days))


def test_a_role_given_and_ended_on_the_page_is_in_the_trail_and_ends_sessions(
    log_in: LogIn,
) -> None:
    theirs, admin = as_("joris.kuiper"), log_in(Role.ADMINISTRATOR)
    assert theirs.get("/").status_code == 200
    page = f"/people/{person('joris.kuiper').pk}/"
    given = {"act": "give", "role": "cio", "organisation": "org-duinwijk", "since": str(TODAY)}
    assert admin.post(page, given).status_code == 302
    assert theirs.get("/").status_code == 302
    grant = Grant.objects.get(user=person("joris.kuiper"), role=Role.CIO)
    assert grant.holds(TODAY)
    assert admin.post(page, {"act": "end", "grant": grant.pk}).status_code == 302
    grant.refresh_from_db()
    assert not grant.holds(TODAY)
    acts = list(Entry.objects.order_by("-number").values_list("act", flat=True)[:3])
    assert {"granted", "ended"} <= set(acts)


def test_who_may_no_longer_come_in_is_out_at_once(log_in: LogIn) -> None:
    theirs, admin = as_("joris.kuiper"), log_in(Role.ADMINISTRATOR)
    page = f"/people/{person('joris.kuiper').pk}/"
    assert admin.post(page, {"act": "deactivate"}).status_code == 302
    assert theirs.get("/")["location"].startswith("/accounts/login/")
    assert admin.post(page, {"act": "activate"}).status_code == 302
    assert person("joris.kuiper").is_active


def test_the_last_administrator_stays() -> None:
    tess, lars = administrator(), person("lars.prins")
    granting.set_active(tess, lars, False)
    with pytest.raises(WrongQuestion, match="grant-last"):
        granting.end(tess, person("tess.vos").grants.get())


def test_an_act_or_a_role_of_somebody_else_is_not_there(log_in: LogIn) -> None:
    admin = log_in(Role.ADMINISTRATOR)
    page = f"/people/{person('joris.kuiper').pk}/"
    other = person("noor.visser").grants.get()
    assert admin.post(page, {"act": "end", "grant": other.pk}).status_code == 404
    assert admin.post(page, {"act": "nothing"}).status_code == 404
    assert admin.post(page, {"act": "give", "role": "king"}).status_code == 400


def test_the_first_administrator_is_made_on_the_server(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIJKWACHT_LANG", "en")
    call_command("person", "First@waterdam.example", role="administrator")
    user = person("first")
    assert user.grants.get().holds(TODAY)
    assert "at http://localhost:8000/accounts/password/reset/key/" in capsys.readouterr().out
    call_command("person", "first@waterdam.example", role="administrator")
    assert user.grants.count() == 1


def test_who_manages_people_and_reads_no_register_begins_at_the_people(db: None) -> None:
    client = Client()
    for email, first in (
        ("tess.vos@waterdam.example", "/people/"),
        ("roos.de.wit@waterdam.example", "/"),
    ):
        person = User.objects.get(email=email)
        answer = client.post("/demo/", {"person": person.pk})
        assert (answer.status_code, answer["location"]) == (302, first)
