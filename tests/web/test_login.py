# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in: nobody by a password alone, nobody by trying, nobody who was not let in; and out again
in time. Every page of it is in both languages and needs nothing that the policy forbids."""

import time
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dijkwacht.base.errors import Unreadable, WrongQuestion
from dijkwacht.web import environment
from dijkwacht.web.accounts import sessions
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "een lange zin voor Eva"
LOGIN = "/accounts/login/"


@pytest.fixture
def eva() -> User:
    """Somebody who is not of the example: a real person."""
    user = User.objects.create_user("eva.blom@waterdam.example", PASSWORD, name="Eva Blom")
    Grant.objects.create(
        user=user, role=Role.CISO, organisation="org-waterdam", valid_from=timezone.localdate()
    )
    return user


def come_in(client: Client, user: User, password: str = PASSWORD) -> str:
    answer = client.post(LOGIN, {"login": user.email, "password": password})
    return str(answer.get("location", answer.status_code))


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_with_a_password_alone_one_comes_no_further_than_setting_up_a_second_factor(
    client: Client, eva: User
) -> None:
    assert come_in(client, eva) == "/"
    for page in ("/", "/access-log/", "/api/v1/services"):
        assert client.get(page)["location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 302  # proves who they are
    again = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert again.status_code == 302
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_with_a_second_factor_it_is_asked_each_time_and_a_recovery_code_works_once(
    client: Client, eva: User
) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(eva, secret)
    spare = RecoveryCodes.activate(eva).get_unused_codes()[0]
    assert come_in(client, eva) == "/accounts/2fa/authenticate/"
    assert client.get("/")["location"].startswith(LOGIN)
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code == 302
    assert client.get("/").status_code == 200
    other = Client()
    come_in(other, eva)
    assert other.post("/accounts/2fa/authenticate/", {"code": spare}).status_code == 302
    third = Client()
    come_in(third, eva)
    assert third.post("/accounts/2fa/authenticate/", {"code": spare}).status_code == 200


def test_trying_passwords_is_stopped_for_all_processes(client: Client, eva: User) -> None:
    assert "DatabaseCache" in settings.CACHES["default"]["BACKEND"]
    answers = [client.post(LOGIN, {"login": eva.email, "password": f"guess {n}"}) for n in range(6)]
    assert "Too many" in answers[-1].text or "Te veel" in answers[-1].text
    assert come_in(Client(), eva) == "200", "the right one does not help either"
    cache.clear()
    assert come_in(Client(), eva) == "/"


@pytest.mark.parametrize("age", ["began", "seen"])
def test_a_session_ends_after_twelve_hours_and_after_thirty_idle_minutes(
    client: Client, eva: User, age: str
) -> None:
    TOTP.activate(eva, "JBSWY3DPEHPK3PXP")
    client.force_login(eva)
    assert client.get("/").status_code == 200
    held = client.session
    long = sessions.LONGEST if age == "began" else sessions.IDLE
    held[age] = time.time() - long + 60
    held.save()
    assert client.get("/").status_code == 200
    held = client.session
    held[age] = time.time() - long - 1
    held.save()
    assert client.get("/")["location"].startswith(LOGIN)


def test_logging_out_everywhere_ends_the_session_on_the_other_device(
    client: Client, eva: User
) -> None:
    TOTP.activate(eva, "JBSWY3DPEHPK3PXP")
    other = Client()
    for one in (client, other):
        one.force_login(eva)
        assert one.get("/").status_code == 200
    assert "Eva Blom" in client.get("/account/").text
    assert client.post("/account/").status_code == 302
    for one in (client, other):
        assert one.get("/")["location"].startswith(LOGIN)


def test_a_sensitive_act_asks_again_who_one_is_and_then_goes_on(client: Client, eva: User) -> None:
    TOTP.activate(eva, "JBSWY3DPEHPK3PXP")
    Grant.objects.filter(user=eva).update(role=Role.ADMINISTRATOR, organisation=None)
    client.force_login(eva)
    assert client.get("/people/").status_code == 200
    given = {"name": "Nieuw", "email": "nieuw@waterdam.example"}
    answer = client.post("/people/", given)
    assert answer["location"].startswith("/accounts/reauthenticate/")
    assert not User.objects.filter(email=given["email"]).exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/people/"})
    assert User.objects.filter(email=given["email"]).exists()


def test_nobody_changes_the_address_by_which_a_service_knows_them(
    client: Client, eva: User
) -> None:
    client.force_login(eva)
    assert client.get("/accounts/email/").status_code == 404


def test_nobody_signs_up(client: Client) -> None:
    given = {"email": "x@waterdam.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", given)
    assert not User.objects.filter(email="x@waterdam.example").exists()


def test_who_forgot_the_password_is_sent_to_the_administrator(client: Client) -> None:
    page = client.get("/accounts/password/reset/", headers={"accept-language": "en"})
    assert "administrator" in page.text
    assert '<input type="email"' not in page.text


def test_a_demonstration_has_no_people_that_are_real(client: Client, eva: User) -> None:
    assert client.get("/demo/").status_code == 404
    eva.delete()
    assert client.get("/demo/").status_code == 200


PAGES = [
    "login/",
    "logout/",
    "reauthenticate/",
    "password/change/",
    "password/reset/",
    "signup/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/recovery-codes/",
    "3rdparty/",
    "3rdparty/login/cancelled/",
    "3rdparty/login/error/",
]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_logging_in_is_ours_in_both_languages_and_keeps_to_the_policy(
    client: Client, eva: User, language: str
) -> None:
    asked = {"accept-language": language}
    TOTP.activate(eva, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(eva)
    pages = [client.get(f"/accounts/{page}", headers=asked, follow=True) for page in PAGES]
    client.force_login(eva)
    pages += [client.get(f"/accounts/{page}", headers=asked, follow=True) for page in PAGES]
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    pages += [client.get(f"/accounts/{page}", headers=asked, follow=True) for page in PAGES]
    for page in pages:
        at = page.request["PATH_INFO"]
        assert page.status_code in (200, 401, 403), at
        assert f'<html lang="{language}"' in page.text, at
        assert 'class="skip"' in page.text, f"{at} is not in our frame"
        assert " style=" not in page.text, at
        assert not [part for part in page.text.split("<script")[1:] if _runs_inline(part)], at
        assert " onclick=" not in page.text, at


def _runs_inline(part: str) -> bool:
    """Whether a script holds program text, which the policy would stop."""
    head = part.partition(">")[0]
    return "src=" not in head and "application/json" not in head


def test_a_log_in_service_is_set_by_the_environment_or_not_at_all(tmp_path: Path) -> None:
    given = {"DIJKWACHT_HOME": str(tmp_path)}
    assert environment.read(given).oidc is None
    assert environment.providers(None) == {}
    given["DIJKWACHT_OIDC_ISSUER"] = "https://login.waterdam.example/"
    with pytest.raises(WrongQuestion, match="setting-missing"):
        environment.read(given)
    given |= {"DIJKWACHT_OIDC_CLIENT": "dijkwacht", "DIJKWACHT_OIDC_ACR": "loa2 loa3"}
    given["DIJKWACHT_OIDC_SECRET_FILE"] = str(tmp_path / "secret")
    with pytest.raises(Unreadable, match="file-refused"):
        environment.read(given)
    (tmp_path / "secret").write_text("s3cret\n")
    oidc = environment.read(given).oidc
    assert oidc is not None
    assert (oidc.issuer, oidc.secret, oidc.levels) == (
        "https://login.waterdam.example",
        "s3cret",
        ("loa2", "loa3"),
    )
