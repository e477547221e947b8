# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens: what they open, and that they never open more than their maker may at that moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web.test_api import V1, problem

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.access import Viewer
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import viewer
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.roles import Role
from dijkwacht.web.tokens.keeping import PREFIX, Wanted, digest_of, make, revoke
from dijkwacht.web.tokens.models import Scope, Token

LogIn = Callable[..., Client]
ROOS = "roos.de.wit@waterdam.example"

pytestmark = pytest.mark.django_db


def acting(email: str = ROOS) -> tuple[User, Viewer]:
    user = User.objects.get(email=email)
    return user, viewer(user, user.grants.get())


def made(email: str = ROOS, scope: Scope = Scope.READ, **more: Any) -> tuple[Token, Client]:
    """A token, and a program that has it."""
    looks = acting(email)[1]
    wanted = Wanted(
        **{"name": "sync", "days": 30, "organisation": looks.node, **more, "scope": scope}
    )
    token, secret = make(looks, wanted)
    headers = {"authorization": f"Bearer {secret}", "accept-language": "en"}
    return token, Client(headers=headers, enforce_csrf_checks=True)


def test_a_program_sees_what_its_maker_sees(log_in: LogIn) -> None:
    token, program = made()
    person = log_in(Role.CONTRACT_MANAGER)
    for address in ("/services", "/contracts", "/outages?fail=sup-nimbus"):
        assert program.get(V1 + address).json() == person.get(V1 + address).json()
    me = program.get(f"{V1}/me").json()
    assert (me["role"], me["token"], me["scope"]) == ("contract-manager", "sync", "read")
    token.refresh_from_db()
    assert token.last_used is not None


def test_the_secret_is_kept_nowhere() -> None:
    looks = acting()[1]
    token, secret = make(looks, Wanted("sync", Scope.READ, 1, looks.node))
    assert secret.startswith(PREFIX) and len(secret) > 50
    held = {str(value) for value in vars(token).values()}
    assert secret not in held and digest_of(secret) in held
    assert secret not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("given", ["nothing", "Bearer", "Bearer x", "Basic abc", "Bearer  "])
def test_a_wrong_token_is_refused_whatever_comes_with_it(log_in: LogIn, given: str) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    answer = client.get(f"{V1}/services", headers={"authorization": given})
    if given.lower().startswith("bearer"):
        problem(answer, 401)
    problem(Client().get(f"{V1}/services", headers={"authorization": given}), 401)


def test_a_token_stops_when_it_runs_out_is_revoked_or_its_maker_loses_the_role() -> None:
    token, program = made()
    assert program.get(f"{V1}/me").status_code == 200
    Token.objects.update(valid_until=timezone.now() - timedelta(seconds=1))
    problem(program.get(f"{V1}/me"), 401)
    Token.objects.update(valid_until=timezone.now() + timedelta(days=1))
    assert program.get(f"{V1}/me").status_code == 200
    user, looks = acting()
    grant = user.grants.get()
    grant.role = Role.BOARD.value
    grant.save()
    problem(program.get(f"{V1}/me"), 401)
    grant.role = Role.CONTRACT_MANAGER.value
    grant.save()
    User.objects.filter(pk=user.pk).update(is_active=False)
    problem(program.get(f"{V1}/me"), 401)
    User.objects.filter(pk=user.pk).update(is_active=True)
    assert program.get(f"{V1}/me").status_code == 200
    revoke(looks, token)
    problem(program.get(f"{V1}/me"), 401)


@pytest.mark.parametrize(
    ("email", "wanted"),
    [
        (ROOS, Wanted("x", Scope.READ, 30, "org-duinwijk")),
        (ROOS, Wanted("x", Scope.READ, 30, None)),
        (ROOS, Wanted("x", Scope.READ, 0, "org-waterdam")),
        (ROOS, Wanted("x", Scope.READ, 9999, "org-waterdam")),
        (ROOS, Wanted("  ", Scope.READ, 30, "org-waterdam")),
        ("fatima.aksoy@waterdam.example", Wanted("x", Scope.WRITE, 30, "org-waterdam")),
        ("anna.smit@waterdam.example", Wanted("x", Scope.WRITE, 30, None)),
        ("tess.vos@waterdam.example", Wanted("x", Scope.READ, 30, None)),
    ],
)
def test_nobody_makes_a_token_that_can_do_more_than_they(email: str, wanted: Wanted) -> None:
    with pytest.raises(WrongQuestion, match="token-"):
        make(acting(email)[1], wanted)
    assert not Token.objects.exists()


def test_making_and_revoking_stand_in_the_trail() -> None:
    token, _ = made()
    revoke(acting()[1], token)
    acts = list(Entry.objects.filter(about=str(token.pk)).values_list("act", "role"))
    assert {("token-made", "contract-manager"), ("token-revoked", "contract-manager")} <= set(acts)


def test_a_person_makes_and_revokes_a_token_on_the_page(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    assert "0 tokens hold" in client.get("/tokens/").text
    given = {"name": "Nightly", "organisation": "org-waterdam", "days": "30", "scope": "write"}
    answer = client.post("/tokens/", given)
    token = Token.objects.get()
    assert (token.scope, token.name, token.organisation) == ("write", "Nightly", "org-waterdam")
    assert PREFIX in answer.text and "no-store" in answer["cache-control"]
    assert PREFIX not in client.get("/tokens/").text
    secret = answer.text.partition("<code>")[2].partition("</code>")[0]
    program = Client(headers={"authorization": f"Bearer {secret}"})
    assert program.get(f"{V1}/me").json()["scope"] == "write"
    assert client.post("/tokens/", {"revoke": token.pk}).status_code == 302
    problem(program.get(f"{V1}/me", headers={"accept-language": "en"}), 401)


def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    answer = client.post(
        "/tokens/", {"name": "Nightly", "days": "0", "organisation": "org-waterdam"}
    )
    assert answer.status_code == 400
    assert 'value="Nightly"' in answer.text and "1 to 366 days" in answer.text
    assert not Token.objects.exists()


def test_tokens_of_another_organisation_are_not_there(log_in: LogIn) -> None:
    token, _ = made("joris.kuiper@waterdam.example")
    client = log_in(Role.CONTRACT_MANAGER)
    assert "sync" not in client.get("/tokens/").text
    assert client.post("/tokens/", {"revoke": token.pk}).status_code == 404


def test_who_manages_people_sees_and_revokes_all_and_makes_none(log_in: LogIn) -> None:
    token, _ = made()
    client = log_in(Role.ADMINISTRATOR)
    page = client.get("/tokens/all/").text
    assert "sync" in page and 'name="days"' not in page
    assert client.get("/tokens/").status_code == 403
    assert client.post("/tokens/all/", {"revoke": token.pk}).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
